"""Workbooks of OpenDocument (ods), as LibreOffice saves them."""

from __future__ import annotations

from egovcheck.sources.sheets.book import Book, first_grid, first_table
from egovcheck.sources.sheets.table import SheetGrid, SheetTable
from egovcheck.sources.tables import Document

NAME = "ods"
SUFFIXES = (".ods",)
DISTINCT = True


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` could be a workbook of OpenDocument."""
    return head.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.spreadsheet" in head[:200]


def open_book(document: Document) -> Book:
    """Return the sheets of ``document``; raises InputError for what is no workbook, or a broken or protected one."""
    from egovcheck.sources.sheets.ods import Ods  # noqa: PLC0415 - most runs read no workbook

    return Book(document, Ods(document))


def open_table(document: Document) -> SheetTable:
    """Return the first sheet of ``document`` as one table; raises as above."""
    return first_table(open_book(document))


def open_grid(document: Document) -> SheetGrid:
    """Return the first rows of the first sheet of ``document``; raises as above."""
    return first_grid(open_book(document))
