"""The sheet that is added: a row for each finding and record, with links to the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egovcheck.report.annotated import added, listing
from tests.report.samples import finding, record, report, wrong_edition

from .books import at, copied, opened, plain, rich, saved

if TYPE_CHECKING:
    import pytest


def links(sheet: Any) -> dict[str, str]:
    found = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {cell.coordinate: cell.hyperlink.location for cell in found}


def test_each_finding_and_record_is_a_row_below_the_headings() -> None:
    found = finding(records=(at("D3", "0.6667"), record("2", path="b.csv", role="agreeing")), expected="0.7")
    _, after = copied(report(found), plain())
    lines = [[cell.value for cell in row] for row in after["egovcheck"].iter_rows(min_row=4, max_col=8)]
    assert lines == [
        ["No.", "Severity", "Rule", "Place", "Finding", "As printed", "Role", "Expected"],
        ["1", "error", "EG107", "Biểu 1!D3", found.message, "0.6667", "figure in question", "0.7"],
        ["1", "error", "EG107", "b.csv:3", found.message, "2", "agreeing", "0.7"],
    ]


def test_places_are_links_to_the_cells_with_names_of_sheets_quoted() -> None:
    _, after = copied(report(finding(records=(at("D3"), at("B2", sheet="Sở's")))), rich())
    assert links(after["egovcheck"]) == {"D5": "'Biểu 1'!D3", "D6": "'Sở''s'!B2"}


def test_findings_about_other_files_only_are_counted() -> None:
    own, nowhere, other = finding(records=(at("D3"),)), finding("EG901"), finding(records=(record("1"),))
    _, after = copied(report(own, nowhere, other), plain())
    sheet = after["egovcheck"]
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == ["1", "2"]
    assert sheet["A3"].value == "1 findings about other files only are not listed here."


def test_the_sheet_speaks_the_language_of_the_run() -> None:
    _, after = copied(report(wrong_edition("vi"), finding(records=(at("D3"),)), lang="vi"), plain())
    sheet = after["egovcheck"]
    assert sheet["A1"].value == "Phát hiện của egovcheck về nop/bieu.xlsx, tính đến 2026-11-01"
    assert [cell.value for cell in sheet[4]][:5] == ["STT", "Mức độ", "Quy tắc", "Vị trí", "Phát hiện"]


def test_headings_stay_in_sight_and_rows_can_be_filtered() -> None:
    _, after = copied(report(finding(records=(at("D3"),))), plain())
    assert after["egovcheck"].freeze_panes == "A5"
    assert after["egovcheck"].auto_filter.ref == "A4:M5"


def test_without_findings_the_sheet_says_so_by_having_none() -> None:
    made, after = copied(report(), rich())
    assert made.cells == 0
    assert after["egovcheck"].max_row == 4


def test_rows_and_links_without_room_are_left_out_and_rows_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "ROOM", 2)
    monkeypatch.setattr(added, "LINKS", 1)
    _, after = copied(report(finding(records=(at("A1"), at("A2"), at("A3")))), plain())
    assert after["egovcheck"].max_row == 6
    assert list(links(after["egovcheck"])) == ["D5"]
    assert after["egovcheck"]["A3"].value == "1 rows more have no room on this sheet."


def test_a_name_that_is_taken_gets_a_number() -> None:
    book = opened(plain())
    book.create_sheet("EGOVCHECK")
    book.create_sheet("egovcheck (2)")
    made, _ = copied(report(), saved(book))
    assert made.sheet == "egovcheck (3)"
