"""Workbooks of every format: cells as printed, hidden and merged ones, old fonts, and files that are none."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from egovcheck.core.errors import InputError
from egovcheck.sources.formats import open_book
from egovcheck.sources.sheets import archive, book
from egovcheck.sources.tables import Broken, Formatted, Native

from .books import Num, Page, changed, ods, shared, xlsx
from .reading import document

FIXED = Path(__file__).parent / "workbooks"
SHEET = r"xl/worksheets/sheet1\.xml"


def cells(content: bytes, folder: Path, name: str = "form.xlsx", sheet: int = 0) -> dict[str, str]:
    """Return the cells of a sheet by their addresses, those of merged cells in all their rows."""
    opened = open_book(document(content, folder, name))
    assert opened is not None
    rows = list(opened.held[sheet].rows(1, 1 << 20))
    opened.close()
    return {f"{chr(64 + at)}{row.number}": cell for row in rows for at, cell in sorted(row.cells.items())}


def refusal(content: bytes, folder: Path, name: str = "form.xlsx") -> InputError:
    with pytest.raises(InputError) as caught:
        open_book(document(content, folder, name))
    assert caught.value.hint
    return caught.value


def test_numbers_are_printed_and_marked_as_numbers_of_the_format(tmp_path: Path) -> None:
    found = cells(xlsx([[Num(0.865, "0.0%"), Num(2 / 3, "0.0000"), 1.039, "1.039", True]]), tmp_path)
    assert found == {"A1": "86.5%", "B1": "0.6667", "C1": "1.039", "D1": "1.039", "E1": "TRUE"}
    assert [type(found[at]) for at in ("A1", "B1", "C1", "D1")] == [Formatted, Native, Native, str]


def test_days_are_iso_dates_in_both_calendars(tmp_path: Path) -> None:
    assert cells(xlsx([[date(2020, 8, 26)]]), tmp_path) == {"A1": "2020-08-26"}
    assert cells(xlsx([[date(2020, 8, 26)]], epoch_1904=True), tmp_path) == {"A1": "2020-08-26"}


def test_errors_and_formulas_without_result_are_broken(tmp_path: Path) -> None:
    found = cells(xlsx([["#REF!", "=SUM(A1:A9)", Num(0.5, "0%", formula="=1/2")]]), tmp_path)
    assert found == {"A1": "#REF!", "B1": "=SUM(A1:A9)", "C1": "50%"}
    assert [type(cell) for cell in found.values()] == [Broken, Broken, Formatted]


def test_a_formula_that_says_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    one = xlsx([["x", '=IF(A1="","",1)']])
    empty = changed(one, SHEET, lambda text: text.replace('<c r="B1"', '<c r="B1" t="str"'))
    assert cells(empty, tmp_path) == {"A1": "x"}


def test_texts_keep_line_breaks_runs_and_escaped_characters(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page["A1"] = "Thừa Thiên\nHuế"
    page["B1"] = CellRichText("Hà ", TextBlock(InlineFont(b=True), "Nội"))
    page["C1"] = "a_x000D_b"
    data = io.BytesIO()
    made.save(data)
    phonetic = changed(
        shared(data.getvalue()),
        r"xl/sharedStrings\.xml",
        lambda text: text.replace("</si>", '<rPh sb="0" eb="1"><t>kana</t></rPh></si>', 1),
    )
    found = cells(phonetic, tmp_path)
    assert found["A1"] == "Thừa Thiên\nHuế"
    assert found["B1"] == "Hà Nội"
    assert found["C1"] == "a\rb"


def test_a_merged_cell_holds_for_all_its_rows(tmp_path: Path) -> None:
    one = Page([["Hà Tĩnh", 1], [None, 2], ["Nghệ An", 3]], merged=["A1:A2"])
    assert cells(xlsx(one), tmp_path) == {
        "A1": "Hà Tĩnh", "B1": "1", "A2": "Hà Tĩnh", "B2": "2", "A3": "Nghệ An", "B3": "3",
    }  # fmt: skip


def test_hidden_sheets_are_named_and_not_read_and_hidden_rows_are_read_and_counted(tmp_path: Path) -> None:
    content = xlsx(
        Page([[1], [2], [3]], "Biểu 1", hidden_rows=[2], hidden_columns=["A"]),
        Page([[9]], "Danh mục", "hidden"),
        Page([[9]], "Cũ", "veryHidden"),
    )
    opened = open_book(document(content, tmp_path, "form.xlsx"))
    assert opened is not None
    assert [(s.name, s.skipped, s.hidden_rows, s.hidden_columns) for s in opened.sheets] == [
        ("Biểu 1", None, 1, 1),
        ("Danh mục", "hidden", 0, 0),
        ("Cũ", "hidden", 0, 0),
    ]
    assert [row.cells[1] for row in opened.held[0].rows(1, 9)] == ["1", "2", "3"]
    opened.close()


def test_a_used_range_that_lies_costs_nothing(tmp_path: Path) -> None:
    wide = changed(xlsx([["x"]]), SHEET, lambda text: text.replace('ref="A1"', 'ref="A1:XFD1048576"'))
    assert cells(wide, tmp_path) == {"A1": "x"}


def test_cells_without_addresses_follow_each_other(tmp_path: Path) -> None:
    plain = changed(xlsx([["x", 5]]), SHEET, lambda t: t.replace(' r="A1"', "").replace(' r="B1"', ""))
    assert cells(plain, tmp_path) == {"A1": "x", "B1": "5"}


@pytest.mark.parametrize(
    ("rows", "encoding", "first"),
    [
        ([["Hµ TÜnh", "§iÖn Biªn"], ["Hà Nội", "B¾c Giang"]], "TCVN3 (ABC)", "Hà Tĩnh"),
        ([["Haø Noäi", "Ñaø Naüng"], ["Hà Nội", "Caàn Thô"]], "VNI", "Hà Nội"),
        ([["Hà Nam", "Côte d’Ivoire"], ["Hà Nội", "São Tomé"]], None, "Hà Nam"),
    ],
)
def test_old_vietnamese_fonts_are_found_out_for_the_whole_workbook(
    tmp_path: Path, rows: list[list[str]], encoding: str | None, first: str
) -> None:
    opened = open_book(document(xlsx(rows), tmp_path, "form.xlsx"))
    assert opened is not None
    assert opened.encoding == encoding
    found = [row.cells for row in opened.held[0].rows(1, 2)]
    opened.close()
    assert (found[0][1], found[1][1]) == (first, "Hà Nội")


def test_one_word_is_enough_where_the_font_says_what_it_is(tmp_path: Path) -> None:
    assert cells(xlsx(Page([["TØnh"]])), tmp_path) == {"A1": "TØnh"}
    assert cells(xlsx(Page([["TØnh"]], fonts={"A1": ".VnTime"})), tmp_path) == {"A1": "Tỉnh"}


def test_ods_tells_numbers_by_what_it_shows(tmp_path: Path) -> None:
    one = ods([[Num(0.865, "0.0%", "86,5%"), Num(1039, shown="1.039"), "1.039", "#REF!", "=A1+B1"], [None, "x"]])
    found = cells(one, tmp_path, "form.ods")
    assert found == {"A1": "86.5%", "B1": "1039", "C1": "1.039", "D1": "#REF!", "E1": "=A1+B1", "B2": "x"}
    assert [type(cell) for cell in found.values()] == [Formatted, Native, str, Broken, Broken, str]


def test_ods_repeats_cells_and_hides_sheets(tmp_path: Path) -> None:
    opened = open_book(document(ods(Page([["x"]], "Một"), Page([[1]], "Hai", "hidden")), tmp_path, "form.ods"))
    assert opened is not None
    assert [(sheet.name, sheet.skipped) for sheet in opened.sheets] == [("Một", None), ("Hai", "hidden")]
    opened.close()
    with zipfile.ZipFile(io.BytesIO(ods([["a", 5]]))) as one:
        content = one.read("content.xml").decode()
    content = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="2">', 1)
    content = content.replace(
        "<table:table-cell office", '<table:table-cell table:number-columns-repeated="2" office', 1
    )
    assert cells(ods(content=content), tmp_path, "form.ods") == {
        "A1": "a", "B1": "a", "C1": "5", "A2": "a", "B2": "a", "C2": "5",
    }  # fmt: skip


def test_one_workbook_reads_alike_in_all_formats(tmp_path: Path) -> None:
    found = cells((FIXED / "form.xls").read_bytes(), tmp_path, "form.xls")
    same = cells((FIXED / "form.xlsx").read_bytes(), tmp_path)
    assert found == same == cells((FIXED / "form.ods").read_bytes(), tmp_path, "form.ods")
    assert found["D3"] == "0.6667"
    assert found["D4"] == "86.5%"
    assert found["A6"] == "2020-08-26"


def test_a_workbook_under_a_wrong_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    assert cells(xlsx([["x"]]), tmp_path, "form.csv") == {"A1": "x"}
    assert cells(xlsx([["x"]]), tmp_path, "form.xls") == {"A1": "x"}
    assert cells(ods([["x"]]), tmp_path, "form.xlsx") == {"A1": "x"}
    assert cells(xlsx([["x"]]), tmp_path, "stdin") == {"A1": "x"}


def ole(*words: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"".join(word.encode("utf-16-le") for word in words)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"indicator,area\nx,y\n", "form.xlsx", "it is text with the ending of a workbook"),
        (b"<html><table><tr><td>1", "form.xlsx", "it is a web page with the ending of a workbook"),
        (b"<html><table><tr><td>1", "form.xls", "it is a web page with the ending of a workbook"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "form.xls", "it is an XML file with the ending"),
        (b"a\tb\n1\t2\n", "form.xls", "it is something else with the ending of a workbook"),
        (struct.pack("<HHHH", 0x0009, 4, 2, 0x10) + b"\0" * 40, "form.xls", "it was saved by Excel 95"),
        (struct.pack("<HHHH", 0x0409, 6, 0, 0x10) + b"\0" * 40, "form.xls", "it was saved by Excel 95"),
        (ole("EncryptedPackage"), "form.xlsx", "is protected by a password"),
        (ole("WordDocument"), "form.xls", "is an old Word document"),
        (ole(), "form.xls", "it is damaged or cut off"),
        (b"PK\x03\x04 cut off", "form.xlsx", "the archive is damaged or cut off"),
        (b"PK\x03\x04 cut off", "form.ods", "the archive is damaged or cut off"),
        (xlsx([["x"]])[:-200], "form.xlsx", "the archive is damaged or cut off"),
        (xlsx([[None]]), "form.xlsx", "has no filled cell on a visible sheet"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(tmp_path: Path, content: bytes, name: str, why: str) -> None:
    assert why in refusal(content, tmp_path, name).message


BOMB = '<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;">]>'


@pytest.mark.parametrize("part", [SHEET, r"xl/workbook\.xml", r"xl/styles\.xml"])
def test_entities_are_refused_wherever_they_stand(tmp_path: Path, part: str) -> None:
    def with_type(text: str) -> str:
        head, mark, rest = text.partition("?>")
        return f"{head}{mark}{BOMB}{rest}" if mark else BOMB + text

    assert "declares a document type" in refusal(changed(xlsx([["x"]]), part, with_type), tmp_path).message


def test_entities_in_shared_texts_are_refused(tmp_path: Path) -> None:
    assert "declares a document type" in refusal(shared(xlsx([["x"]]), doctype=BOMB), tmp_path).message


def test_entities_of_ods_are_refused(tmp_path: Path) -> None:
    content = f"<?xml version='1.0'?>{BOMB}<a>&y;</a>"
    with pytest.raises(InputError, match=r"document type|no filled cell"):
        open_book(document(ods(content=content), tmp_path, "form.ods"))


def test_an_archive_that_grows_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = io.BytesIO(xlsx([["x"]]))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as grown:
        grown.writestr("xl/media/big.bin", b"\0" * (32 << 20))
    assert "unpacks to more than five hundred times its size" in refusal(data.getvalue(), tmp_path).message


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "xl\\..\\..\\x", "C:/x"])
def test_parts_that_lead_out_of_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    data = io.BytesIO(xlsx([["x"]]))
    with zipfile.ZipFile(data, "a") as escaping:
        escaping.writestr(zipfile.ZipInfo(name), "x")
    assert "named to lead out of the archive" in refusal(data.getvalue(), tmp_path).message


def test_too_many_parts_and_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 5)
    assert "parts, more than 5" in refusal(xlsx([["x"]]), tmp_path).message
    monkeypatch.undo()
    monkeypatch.setattr(book, "MAX_CELLS", 3)
    assert "more than 3 filled cells" in refusal(xlsx([[1, 2], [3, 4]]), tmp_path).message


def test_a_row_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    many = ods([["x"]])
    with zipfile.ZipFile(io.BytesIO(many)) as one:
        content = one.read("content.xml").decode()
    content = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9000000">', 1)
    assert "repeated more often" in refusal(ods(content=content), tmp_path, "form.ods").message


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text[: len(text) // 2], "not well-formed"),
        (lambda text: text.replace('<row r="2"', '<row r="1"'), "out of order"),
        (lambda text: text.replace("<v>0</v>", "<v>99</v>"), "a text that is not there"),
    ],
)
def test_a_damaged_sheet_is_refused(tmp_path: Path, change, why: str) -> None:  # type: ignore[no-untyped-def]
    assert why in refusal(changed(shared(xlsx([["x"], ["y"]])), SHEET, change), tmp_path).message


def test_a_missing_sheet_is_refused(tmp_path: Path) -> None:
    assert "is missing" in refusal(changed(xlsx([["x"]]), "-", str, drop=SHEET), tmp_path).message
