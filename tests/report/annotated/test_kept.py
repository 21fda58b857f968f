"""What somebody put into a workbook is in the copy as it was."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from egovcheck.report.annotated import annotate
from tests.report.samples import finding, report

from .books import PATH, at, changed, copied, members, opened, packed, plain, rich, saved

FOUND = report(finding(records=(at("D3", "0.6667"), at("D4", "0.6529"))))


def cells(book: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Value and look of every cell of the person's sheets, but for the fill of marked ones."""
    marked = {("Biểu 1", "D3"), ("Biểu 1", "D4")}
    found = {}
    for name in ("Biểu 1", "Sở's", "an"):
        for row in book[name].iter_rows():
            for cell in row:
                where = (name, cell.coordinate)
                look = [cell.font, cell.border, cell.alignment, cell.number_format, cell.protection]
                fill = None if where in marked else cell.fill
                found[where] = (cell.value, cell.data_type, *map(repr, look), repr(fill))
    return found


def test_values_formulas_and_looks_stay() -> None:
    _, after = copied(FOUND, rich())
    assert cells(after) == cells(opened(rich()))


def test_the_stored_results_of_formulas_stay() -> None:
    made, _ = copied(FOUND, rich())
    assert opened(made.data, data_only=True)["Biểu 1"]["D6"].value == 1.989


@pytest.mark.parametrize(
    "seen",
    [
        lambda sheet: sorted(map(str, sheet.merged_cells.ranges)),
        lambda sheet: [(one.formula1, str(one.sqref)) for one in sheet.data_validations.dataValidation],
        lambda sheet: [(str(area.sqref), len(rules)) for area, rules in sheet.conditional_formatting._cf_rules.items()],
        lambda sheet: {key: one.width for key, one in sheet.column_dimensions.items()},
        lambda sheet: {key: one.height for key, one in sheet.row_dimensions.items()},
        lambda sheet: (sheet.freeze_panes, sheet.print_area, sheet.page_setup.orientation, sheet.sheet_state),
        lambda sheet: (sheet.oddHeader.center.text, sheet.protection.sheet),
    ],
    ids=["merged", "validations", "conditional", "widths", "heights", "print", "header"],
)
def test_the_sheets_stay_as_they_are_set_up(seen: Any) -> None:
    _, after = copied(FOUND, rich())
    before = opened(rich())
    for name in before.sheetnames:
        assert seen(after[name]) == seen(before[name])


def test_sheets_and_names_stay_and_ours_comes_last() -> None:
    _, after = copied(FOUND, rich())
    assert after.sheetnames == ["Biểu 1", "Sở's", "an", "egovcheck"]
    assert after.defined_names["KY"].attr_text == "'Biểu 1'!$C$3:$C$5"


def test_parts_that_get_nothing_keep_their_bytes() -> None:
    before = members(rich())
    after = members(copied(FOUND, rich())[0].data)
    assert {name for name, data in before.items() if after[name] != data} == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }


def test_parts_that_no_library_knows_stay() -> None:
    extra = {"xl/vbaProject.bin": b"\xd0\xcfmacro", "customXml/item1.xml": b"<x/>", "xl/media/image1.emf": b"\x01\x00"}
    after = members(copied(FOUND, packed({**members(rich()), **extra}))[0].data)
    assert {name: after[name] for name in extra} == extra


def test_extensions_of_a_sheet_stay() -> None:
    listed = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><keep xmlns="urn:x"/></ext></extLst></worksheet>'
    )
    data = changed(plain(), "xl/worksheets/sheet1.xml", "</worksheet>", listed)
    root = etree.fromstring(members(annotate(FOUND, PATH, data).data)["xl/worksheets/sheet1.xml"])
    names = [etree.QName(one).localname for one in root]
    assert root.find(".//{urn:x}keep") is not None
    assert names.index("legacyDrawing") < names.index("extLst")


def test_words_of_several_looks_in_a_cell_stay() -> None:
    runs = "<is><r><rPr><b/></rPr><t>đậm</t></r><r><t> và thường</t></r></is>"
    data = changed(
        plain(), "xl/worksheets/sheet1.xml", r'<c r="B2"[^>]*>.*?</c>', f'<c r="B2" t="inlineStr">{runs}</c>'
    )
    sheet = members(copied(report(finding(records=(at("B2"),))), data)[0].data)["xl/worksheets/sheet1.xml"]
    assert b"<rPr><b/></rPr>" in sheet


def test_a_comment_that_was_there_is_kept_above_ours() -> None:
    _, after = copied(FOUND, rich())
    text = after["Biểu 1"]["D4"].comment.text
    assert text.startswith("Đã kiểm tra với Sở\n—————\negovcheck\nERROR EG107\n")


def test_a_comment_elsewhere_on_the_sheet_is_as_it_was() -> None:
    _, after = copied(report(finding(records=(at("D3"),))), rich())
    assert after["Biểu 1"]["D4"].comment.text == "Đã kiểm tra với Sở"
    assert after["Biểu 1"]["D4"].comment.author == "Phòng Thống kê"


def test_a_mark_keeps_the_style_that_a_cell_has_from_its_row_or_column() -> None:
    book = opened(plain())
    book.active.column_dimensions["H"].number_format = "0.000"
    book.active.column_dimensions["H"].width = 9
    _, after = copied(report(finding(records=(at("H9"),))), saved(book))
    assert after["Biểu 1"]["H9"].number_format == "0.000"
    assert after["Biểu 1"]["H9"].fill.patternType == "solid"


def test_rows_and_cells_without_numbers_of_their_own_do_not_move() -> None:
    data = changed(plain(), "xl/worksheets/sheet1.xml", r'(<(?:row|c)) r="[A-Z]*\d+"', r"\1")
    _, after = copied(report(finding(records=(at("F3"), at("A9")))), data)
    sheet = after["Biểu 1"]
    assert [cell.value for cell in sheet[3]][:4] == ["A3", "B3", "C3", "D3"]
    assert [sheet["A5"].value, sheet["D5"].value, sheet["A9"].value] == ["A5", "D5", None]
