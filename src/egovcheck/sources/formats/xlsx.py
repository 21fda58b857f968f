"""Workbooks of Excel since 2007 (xlsx, xlsm)."""

from __future__ import annotations

from egovcheck.sources.sheets.book import Book, first_grid, first_table
from egovcheck.sources.sheets.table import SheetGrid, SheetTable
from egovcheck.sources.tables import Document

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm")
DISTINCT = True


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` could be a workbook of Office Open XML."""
    return head.startswith(b"PK\x03\x04") and b"xl/" in head and b"word/document" not in head


def open_book(document: Document) -> Book:
    """Return the sheets of ``document``; raises InputError for what is no workbook, or a broken or protected one."""
    from egovcheck.sources.sheets.xlsx import Xlsx  # noqa: PLC0415 - most runs read no workbook

    return Book(document, Xlsx(document))


def open_table(document: Document) -> SheetTable:
    """Return the first sheet of ``document`` as one table; raises as above."""
    return first_table(open_book(document))


def open_grid(document: Document) -> SheetGrid:
    """Return the first rows of the first sheet of ``document``; raises as above."""
    return first_grid(open_book(document))
