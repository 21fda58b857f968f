"""What the readers of workbooks return: sheets, and their rows of cells as printed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from egovcheck.sources.sheets.legacy import LegacyText
from egovcheck.sources.tables import Broken, Formatted, Native

MAX_CELLS = 30_000_000
"""Filled cells of a workbook; one that has more is refused."""

MAX_MERGED = 200_000
"""Merged areas of a sheet."""

TEXT, NUMBER, SHOWN, BROKEN, ABC, VNI = "t", "n", "s", "b", "a", "v"
"""What a cell is: a text, a number, a number with what its format shows around it, one without a value, a text in a
TCVN3 or VNI font."""


class SheetRow(NamedTuple):
    """The filled cells of one row: its number and their columns, from 1 and ascending, texts, and a kind for each."""

    number: int
    columns: list[int]
    texts: list[str]
    kinds: str


class Area(NamedTuple):
    """Cells that are merged into one, from the first to the last row and column."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """One sheet. What is below ``skipped`` is known only after its rows have been read to their end.

    ``skipped`` says why it is not read: hidden, no worksheet (``chart``), or our own findings (``own``).
    """

    name: str
    skipped: str | None = None
    merged: list[Area] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0


class Workbook(Protocol):
    """A workbook that has been opened. ``rows`` may be called once a sheet."""

    format: str
    sheets: list[Sheet]

    def rows(self, sheet: Sheet) -> Generator[SheetRow, None, None]:
        """Yield the rows of a sheet that have a filled cell, in order."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def cell_of(text: str, kind: str, legacy: LegacyText) -> str:
    """Return a cell as tables have it."""
    if kind == NUMBER:
        return Native(text)
    if kind == SHOWN:
        return Formatted(text)
    if kind == BROKEN:
        return Broken(text)
    return text if text.isascii() else legacy.read(text, kind)


def column_letters(ordinal: int) -> str:
    """Return the letters of a column: A, B, …, Z, AA."""
    letters = ""
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
