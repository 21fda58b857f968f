"""Workbooks as people send them, and reports about them."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from egovcheck.core.findings import NamedRecord, Place
from egovcheck.core.report import Report
from egovcheck.report.annotated import Annotated, annotate
from tests.report.samples import record

PATH = "nop/bieu.xlsx"


def at(cell: str, printed: str = "1", sheet: str = "Biểu 1", **others: Any) -> NamedRecord:
    """A record in a cell of the workbook."""
    return record(printed, path=PATH, source="bieu", place=Place(sheet=sheet, cell=cell), **others)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(*sheets: str) -> bytes:
    """A workbook with a few figures on each sheet."""
    book = Workbook()
    for number, name in enumerate(sheets or ("Biểu 1",)):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        for row in range(1, 6):
            sheet.append([f"{letter}{row}" for letter in "ABCD"])
    return saved(book)


def rich() -> bytes:
    """A form with everything that people put into forms; its formula has a stored result, as Excel leaves it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    line = Side("thin", "FF808080")
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "BÁO CÁO CHỈ SỐ"
    sheet["A1"].font = Font("Times New Roman", 14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(["Chỉ tiêu", "Địa bàn", "Năm", "Giá trị"])
    for name, figure in (("UN_EGDI_SCORE", 0.6667), ("UN_OSI_SCORE", 0.6529), ("UN_TII_SCORE", 0.6694)):
        sheet.append([name, "Việt Nam", 2020, figure])
        sheet.cell(sheet.max_row, 4).number_format = "0.0000"
        sheet.cell(sheet.max_row, 4).border = Border(line, line, line, line)
    sheet["D6"] = "=SUM(D3:D5)"
    sheet["C3"].fill = PatternFill("solid", "FFD9E1F2")
    sheet["D4"].comment = Comment("Đã kiểm tra với Sở", "Phòng Thống kê", height=60, width=150)
    sheet.column_dimensions["A"].width = 22
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "A3"
    sheet.print_area = "A1:D6"
    sheet.page_setup.orientation = "landscape"
    sheet.oddHeader.center.text = "Mẫu 01"
    years = DataValidation("list", formula1='"2018,2020,2022"')
    years.add("C3:C20")
    sheet.add_data_validation(years)
    low = CellIsRule("lessThan", ["0.5"], fill=PatternFill("solid", bgColor="FFFF0000"))
    sheet.conditional_formatting.add("D3:D5", low)
    sheet.protection.sheet = True
    book.defined_names["KY"] = DefinedName("KY", attr_text="'Biểu 1'!$C$3:$C$5")
    other = book.create_sheet("Sở's")
    other["B2"] = 5
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=3, max_row=5))
    other.add_chart(chart, "D5")
    hidden = book.create_sheet("an")
    hidden.sheet_state = "hidden"
    return changed(saved(book), "xl/worksheets/sheet1.xml", "</f><v/>|</f><v></v>", "</f><v>1.989</v>")


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, pattern: str, by: str) -> bytes:
    """The workbook with one part written otherwise."""
    parts = members(data)
    text, times = re.subn(pattern, by, parts[name].decode("utf-8"))
    assert times, "nothing to change"
    return packed({**parts, name: text.encode("utf-8")})


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def copied(report: Report, data: bytes) -> tuple[Annotated, Any]:
    """The annotated copy, and what openpyxl reads of it."""
    made = annotate(report, PATH, data)
    return made, openpyxl.load_workbook(io.BytesIO(made.data), rich_text=False)


def opened(data: bytes, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), **options)
