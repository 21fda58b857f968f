"""Workbooks of Excel 97 to 2003 (xls)."""

from __future__ import annotations

from egovcheck.sources.sheets.book import Book, first_grid, first_table
from egovcheck.sources.sheets.table import SheetGrid, SheetTable
from egovcheck.sources.tables import Document

NAME = "xls"
SUFFIXES = (".xls",)
DISTINCT = True


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` could be a workbook of the old Excel."""
    return head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def open_book(document: Document) -> Book:
    """Return the sheets of ``document``; raises InputError for what is no workbook, or a broken or protected one."""
    from egovcheck.sources.sheets.xls import Xls  # noqa: PLC0415 - most runs read no workbook

    return Book(document, Xls(document))


def open_table(document: Document) -> SheetTable:
    """Return the first sheet of ``document`` as one table; raises as above."""
    return first_table(open_book(document))


def open_grid(document: Document) -> SheetGrid:
    """Return the first rows of the first sheet of ``document``; raises as above."""
    return first_grid(open_book(document))
