"""A workbook whose visible sheets have been read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from egovcheck.core.copies import is_findings_sheet
from egovcheck.core.errors import InputError
from egovcheck.sources.sheets.blocks import Block, bands
from egovcheck.sources.sheets.held import HeldSheet
from egovcheck.sources.sheets.legacy import LegacyText
from egovcheck.sources.sheets.model import MAX_CELLS, Sheet, SheetRow, Workbook
from egovcheck.sources.sheets.table import Region, SheetGrid, SheetPart, SheetTable
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import called


class Book:
    """The sheets of a workbook; hidden ones are named and not read.

    ``encoding`` is the old one of its texts, if any.
    """

    def __init__(self, document: Document, workbook: Workbook) -> None:
        self.format = workbook.format
        self.sheets: list[Sheet] = workbook.sheets
        self.held: list[HeldSheet] = []
        legacy = LegacyText()
        self._document = document
        self._left = MAX_CELLS
        try:
            with closing(workbook):
                for sheet in workbook.sheets:
                    if sheet.skipped is None and is_findings_sheet(sheet.name):
                        sheet.skipped = "own"
                    if sheet.skipped is None:
                        with closing(workbook.rows(sheet)) as rows:
                            self.held.append(HeldSheet(sheet, self._counted(rows), legacy))
        except BaseException:
            self.close()
            raise
        legacy.settle()
        self.encoding = legacy.name
        if not any(held.numbers for held in self.held):
            hidden = any(sheet.skipped for sheet in self.sheets)
            raise InputError(
                f"{called(document.label)} has no filled cell on a visible sheet",
                hint="show the sheet with the figures" if hidden else "check that it was saved with its content",
            )

    def close(self) -> None:
        """Let go of what has been read."""
        for held in self.held:
            held.close()

    def _counted(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        for row in rows:
            self._left -= len(row.columns)
            if self._left < 0:
                raise InputError(
                    f"{called(self._document.label)} has more than {MAX_CELLS:,} filled cells",
                    hint="save each sheet as CSV (UTF-8)",
                )
            yield row


def first_table(book: Book) -> SheetTable:
    """Return all of the first sheet that is filled as one table with its header in the first row."""
    return _first(book).table()


def first_grid(book: Book) -> SheetGrid:
    """Return all of the first sheet that is filled as one grid."""
    return _first(book).grid()


def _first(book: Book) -> SheetPart:
    held = next(held for held in book.held if held.numbers)
    found = bands(held.numbers, held.masks)
    left, right = min(one.first_column for one in found), max(one.last_column for one in found)
    block = Block(found[0].first_row, found[-1].last_row, left, right)
    return SheetPart(held, book.format, Region(block, encoding=book.encoding, reported=True))
