"""Workbooks of Excel 97 to 2003 (xls), read by xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Generator
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code

from egovcheck.core.errors import InputError
from egovcheck.sources.sheets.archive import protected
from egovcheck.sources.sheets.legacy import font_kind
from egovcheck.sources.sheets.model import BROKEN, MAX_MERGED, TEXT, Area, Sheet, SheetRow
from egovcheck.sources.sheets.number_formats import printed_text
from egovcheck.sources.sheets.numbers import NumberPrinter
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import called

MAX_BYTES = 256 << 20
"""Bytes of a file, which xlrd holds in memory."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOK = 8 << 20
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_ASKED = (
    *(xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError, AttributeError, IndexError, KeyError, LookupError),
    *(NotImplementedError, OSError, OverflowError, RecursionError, TypeError, ValueError, struct.error),
)
"""What xlrd raises on broken files besides its own error."""


class Xls:
    """A workbook of Excel 97 to 2003; raises InputError where it cannot be read."""

    format = "xls"

    def __init__(self, document: Document) -> None:
        self._document = document
        self._refuse()
        try:
            self._book = xlrd.open_workbook(
                str(document.path), formatting_info=True, on_demand=True, logfile=io.StringIO()
            )
        except _ASKED as error:
            if "encrypted" in str(error).casefold():
                raise protected(document) from error
            raise self._broken("it is damaged or cut off") from error
        if self._book.biff_version < 80:
            self.close()
            raise self._broken("it was saved by Excel 95 or an older one")
        self._numbers = NumberPrinter("1904" if self._book.datemode else "1900")
        self._at: dict[str, int] = {}
        self.sheets: list[Sheet] = []
        for number, name in enumerate(self._book.sheet_names()):
            own = name if name not in self._at else f"{name} ({number + 1})"
            self._at[own] = number
            self.sheets.append(Sheet(own, "hidden" if self._book._sheet_visibility[number] else None))

    def close(self) -> None:
        """Let go of the file."""
        self._book.release_resources()

    def rows(self, sheet: Sheet) -> Generator[SheetRow, None, None]:
        """Yield the rows of a sheet that have a filled cell, in order."""
        try:
            read = self._book.sheet_by_index(self._at[sheet.name])
            areas = [Area(r + 1, c + 1, last_r, last_c) for r, last_r, c, last_c in read.merged_cells[:MAX_MERGED]]
            sheet.merged += areas
            sheet.hidden_columns = sum(bool(one.hidden) for at, one in read.colinfo_map.items() if at < read.ncols)
            for number in range(read.nrows):
                row = self._row(read, number)
                if row.columns:
                    about = read.rowinfo_map.get(number)
                    sheet.hidden_rows += bool(about is not None and about.hidden)
                    yield row
        except _ASKED as error:
            raise self._broken("a sheet of it is damaged") from error

    def _row(self, sheet: Any, number: int) -> SheetRow:
        columns: list[int] = []
        texts: list[str] = []
        kinds: list[str] = []
        values, styles = sheet.row_values(number), sheet._cell_xf_indexes[number]
        for at, kind in enumerate(sheet.row_types(number)):
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            text, said = self._cell(kind, values[at], self._book.xf_list[styles[at]])
            if text:
                columns.append(at + 1)
                texts.append(text)
                kinds.append(said)
        return SheetRow(number + 1, columns, texts, "".join(kinds))

    def _cell(self, kind: int, value: Any, style: Any) -> tuple[str, str]:
        code = self._book.format_map[style.format_key].format_str
        if kind == xlrd.XL_CELL_ERROR:
            return error_text_from_code.get(value, "#N/A"), BROKEN
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE", TEXT
        if kind == xlrd.XL_CELL_TEXT:
            text = value if code in {"General", "@"} else printed_text(value, code)
            return text, font_kind(self._book.font_list[style.font_index].name)
        return self._numbers.printed(repr(value).removesuffix(".0"), code)

    def _refuse(self) -> None:
        """Raise InputError for what has the name or the form of an xls and is none."""
        if self._document.size > MAX_BYTES:
            raise InputError(
                f"{called(self._document.label)} has more than {MAX_BYTES >> 20} MiB", hint="save it as .xlsx"
            )
        with self._document.path.open("rb") as file:
            head = file.read(_LOOK)
        if head.startswith(_OLE):
            if _ENCRYPTED in head:
                raise protected(self._document)
            if _WORD in head:
                raise InputError(
                    f"{called(self._document.label)} is an old Word document and no workbook",
                    hint="save its table in a workbook",
                )
            return
        if head[:1] == b"\x09" and head[2:4] in {b"\x04\x00", b"\x06\x00", b"\x08\x00"}:
            raise self._broken("it was saved by Excel 95 or an older one")
        start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith(b"<") and (b"<html" in start or b"<table" in start or b"<!doctype html" in start):
            raise self._broken("it is a web page with the ending of a workbook")
        if start.startswith(b"<?xml"):
            raise self._broken("it is an XML file with the ending of a workbook")
        raise self._broken("it is something else with the ending of a workbook")

    def _broken(self, why: str) -> InputError:
        return InputError(
            f"{called(self._document.label)} is no workbook that can be read: {why}",
            hint="open it in Excel and save it as .xlsx",
        )
