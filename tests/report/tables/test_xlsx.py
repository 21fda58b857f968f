"""The report as a workbook, read back with openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from egovcheck.core.findings import Accepted
from egovcheck.core.report import InputProblem, RuleError
from egovcheck.report.columns import COLUMNS
from egovcheck.report.workbook import findings as findings_sheet
from tests.report.samples import finding, record, report, whole

from .reading import binary, csv_rows, sheet_rows

HOSTILE = ["=1+1", '=HYPERLINK("http://x")', "+1", "-x", "@x", "#N/A", "'x", "\x00\x07", "\ufffe", "\udc80", "_x0041_"]


def book(made: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(binary("xlsx", made)))


def test_it_has_a_row_for_each_finding_and_record() -> None:
    rows = sheet_rows(book(whole("en"))["Findings"])
    plain = csv_rows(whole("en"))
    assert [row["Finding"] for row in rows] == [row["message"] for row in plain]
    assert [row["As printed"] for row in rows] == [row["printed"] or None for row in plain]
    assert [row["Cell"] for row in rows] == [row["cell"] or None for row in plain]


def test_headings_and_words_are_in_the_language_of_the_run() -> None:
    made = book(whole("vi"))
    assert made.sheetnames == ["Tổng hợp", "Phát hiện"]
    first = sheet_rows(made["Phát hiện"])[0]
    assert (first["Mức độ"], first["Trạng thái"], first["Độ tin cậy"]) == ("lỗi", "mới", "rất có thể")
    assert [cell.value for cell in made["Phát hiện"][1]] == [column.vi for column in COLUMNS]


def test_headings_stay_in_sight_and_can_be_filtered() -> None:
    sheet = book(whole("en"))["Findings"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(COLUMNS))}{sheet.max_row}"


def test_severity_is_a_word_and_a_colour_of_its_own() -> None:
    sheet = book(whole("en"))["Findings"]
    looks = {cell.value: cell.fill.fgColor.rgb for cell in sheet["B"][1:-3]}
    assert set(looks) == {"error", "warning", "info"}
    assert len(set(looks.values())) == 3


def test_a_waived_finding_is_listed_without_the_colour() -> None:
    waiver = Accepted("agreed", "office", None, "w.toml:1")
    sheet = book(report(finding(status="waived", waiver=waiver)))["Findings"]
    assert sheet["B2"].value == "error"
    assert sheet["B2"].fill.patternType is None
    assert sheet_rows(sheet)[0]["Waived because"] == "agreed"


def test_figures_are_numbers_where_they_are_exact() -> None:
    exact = record("-0,5", value="-0.5", low="-0.55", high="60000000")
    long = record("1", value="0.1234567890123456789", low="x")
    first, second = sheet_rows(book(report(finding(records=(exact, long))))["Findings"])
    assert (first["Read as"], first["Lowest"], first["Highest"]) == (-0.5, -0.55, 60000000)
    assert (second["Read as"], second["Lowest"]) == ("0.1234567890123456789", "x")


@pytest.mark.parametrize("evil", HOSTILE, ids=ascii)
def test_no_cell_is_a_formula_or_an_error(evil: str) -> None:
    found = finding(message=evil, name=evil, records=(record(evil, path=evil, quote=evil, value=evil),))
    made = book(replace(report(found), rule_errors=(RuleError(evil, evil),)))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(isinstance(cell.value, str) for cell in cells if cell.data_type == "s")


def test_text_that_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    sheet = book(report(finding(message="=1+1")))["Findings"]
    assert sheet["F2"].value == "=1+1"
    assert sheet["F2"].quotePrefix


def test_what_spreadsheets_would_read_as_a_character_is_written_out() -> None:
    assert book(report(finding(message="a_x0041_b _x00")))["Findings"]["F2"].value == "a_x005F_x0041_b _x00"


def test_a_text_that_is_too_long_says_how_much_is_left_out() -> None:
    sheet = book(report(finding(message="ấ" * 40_000)))["Findings"]
    assert len(sheet["F2"].value) <= 32_767
    assert sheet["F2"].value.endswith(f"… (+{40_000 - 32_747})")


def test_the_summary_has_the_result_the_files_and_what_was_not_evaluated() -> None:
    made = replace(whole("en"), input_problems=(InputProblem("b.csv", "b.csv is empty"),))
    lines = [
        tuple(cell for cell in row if cell is not None) for row in book(made)["Summary"].iter_rows(values_only=True)
    ]
    assert lines[0] == ("Result", "11 findings (2 errors, 8 warnings, 1 info) to look into before use")
    assert ("Waived", 1) in lines
    assert ("csv", "submissions/file2.csv", 12, f"{2:064x}") in lines
    assert ("b.csv", "b.csv is empty") in lines
    assert any(
        line[0] == "EG304 parts-do-not-sum" and line[-1] == "no indicator has parts here" for line in lines if line
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (report(), "no problem found in what was compared"),
        (report(rules=()), "nothing was compared, so nothing is known about whether the figures are right"),
        (report(rule_errors=(RuleError("X1", "x"),)), "incomplete: rules failed, so there may be more to find"),
    ],
)
def test_the_result_never_claims_more_than_was_compared(made: Any, said: str) -> None:
    assert book(made)["Summary"]["B1"].value == said


def test_rows_without_room_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_sheet, "ROOM", 3)
    made = book(whole("en"))
    assert made["Findings"].max_row == 4
    named = dict(row[:2] for row in made["Summary"].iter_rows(values_only=True))
    assert named["Rows that the sheet has no room for"] == len(csv_rows(whole("en"))) - 3


def test_the_same_report_gives_the_same_bytes() -> None:
    assert binary("xlsx", whole("vi")) == binary("xlsx", whole("vi"))
