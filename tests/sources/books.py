"""Workbooks for tests: literal cells in, the bytes of xlsx and ods files out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font


@dataclass(frozen=True)
class Num:
    """A number under a format, what an ods shows of it, and the result that is stored of a formula."""

    value: float
    format: str = "General"
    shown: str | None = None
    formula: str | None = None


@dataclass(frozen=True)
class Page:
    """A sheet: its rows from A1 on, None for blank cells."""

    rows: Sequence[Sequence[Any]]
    name: str = "Sheet1"
    state: str = "visible"
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)


def xlsx(*pages: Page | Sequence[Sequence[Any]], epoch_1904: bool = False) -> bytes:
    """Return the bytes of an xlsx with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    if epoch_1904:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904
    results: dict[str, float] = {}
    for given in pages:
        _write(book, given if isinstance(given, Page) else Page(given), results)
    data = io.BytesIO()
    book.save(data)
    return changed(data.getvalue(), r"xl/worksheets/.*", lambda text: _with_results(text, results))


def _write(book: Workbook, page: Page, results: dict[str, float]) -> None:
    sheet = book.create_sheet(page.name)
    sheet.sheet_state = page.state
    for number, row in enumerate(page.rows, 1):
        for column, cell in enumerate(row, 1):
            place = sheet.cell(number, column)
            if isinstance(cell, Num):
                place.value, place.number_format = cell.formula or cell.value, cell.format
                results |= {cell.formula[1:]: cell.value} if cell.formula else {}
            elif isinstance(cell, str) and cell in ERROR_CODES:
                place.value, place.data_type = cell, "e"
            elif cell is not None:
                place.value = cell
    for area in page.merged:
        sheet.merge_cells(area)
    for hidden in page.hidden_rows:
        sheet.row_dimensions[hidden].hidden = True
    for letter in page.hidden_columns:
        sheet.column_dimensions[letter].hidden = True
    for at, font in page.fonts.items():
        sheet[at].font = Font(name=font)


def _with_results(text: str, results: Mapping[str, float]) -> str:
    for formula, result in results.items():
        text = text.replace(f"<f>{escape(formula)}</f><v></v>", f"<f>{escape(formula)}</f><v>{result!r}</v>")
    return text


def shared(book: bytes, *, doctype: str = "") -> bytes:
    """Return a workbook whose texts are shared strings, as spreadsheet programs write them."""
    texts: list[str] = []

    def take(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'<c{match[1]}t="s"><v>{len(texts) - 1}</v></c>'

    inline = r'<c( [^>]*)t="inlineStr"><is>(.*?)</is></c>'
    one = changed(book, r"xl/worksheets/.*", lambda text: re.sub(inline, take, text))
    relation = (
        '<Relationship Id="texts" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    one = changed(one, r"xl/_rels/.*", lambda text: text.replace("</Relationships>", relation))
    out = io.BytesIO(one)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        items = "".join(f"<si>{text}</si>" for text in texts)
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'{doctype}<sst xmlns="{space}">{items}</sst>')
    return out.getvalue()


def changed(book: bytes, part: str, change: Callable[[str], str], *, drop: str | None = None) -> bytes:
    """Return a workbook with some parts changed, and others left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if drop and re.fullmatch(drop, name):
                continue
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if re.fullmatch(part, name) else data)
    return out.getvalue()


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">
<office:automatic-styles><style:style style:name="off" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(*pages: Page | Sequence[Sequence[Any]], content: str | None = None) -> bytes:
    """Return the bytes of an ods with these sheets, or with this content."""
    tables = "".join(_table(page if isinstance(page, Page) else Page(page)) for page in pages)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content or _ODS.format(tables=tables))
    return data.getvalue()


def _table(page: Page) -> str:
    hidden = ' table:style-name="off"' if page.state != "visible" else ""
    rows = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in page.rows)
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="9"/>'
    return f'<table:table table:name="{escape(page.name)}"{hidden}>{rows}{end}</table:table-row></table:table>'


def _cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, (int, float)):
        cell = Num(cell)
    if isinstance(cell, Num):
        kind = "percentage" if "%" in cell.format else "float"
        shown = cell.shown or repr(cell.value)
        return (
            f'<table:table-cell office:value-type="{kind}" office:value="{cell.value!r}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    if cell in ERROR_CODES:
        return (
            f'<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            f'calcext:value-type="error"><text:p>{cell}</text:p></table:table-cell>'
        )
    if cell.startswith("="):
        return f'<table:table-cell table:formula="of:{escape(cell)}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
