"""A sheet that has been read once: its rows in a temporary store, so that they can be had again, and where cells stand.

Parsing the file costs most of the time, and a table is read up to three times: for its header, for its decimal mark,
for its records. Short sheets stay in memory, long ones go to a temporary file.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from egovcheck.sources.sheets.legacy import LegacyText
from egovcheck.sources.sheets.model import Area, Sheet, SheetRow, cell_of

_TOGETHER = 500
_IN_MEMORY = 32 << 20
_MOST_COVERED = 2_000_000
"""Rows covered by merged cells, counted for each of them."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row with its cells as tables have them, by column, and those that merged cells above it hold for it too.

    ``own`` is how many cells are its own.
    """

    number: int
    cells: dict[int, str]
    own: int


class HeldSheet:
    """The rows of one sheet. ``masks`` tell for each of ``numbers`` which columns are filled: bit n for column n."""

    def __init__(self, sheet: Sheet, rows: Iterable[SheetRow], legacy: LegacyText) -> None:
        self.sheet = sheet
        self.numbers = array("l")
        self.masks: list[int] = []
        self.cells = 0
        self.across: dict[int, list[Area]] = {}
        self._legacy = legacy
        self._store = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as the sheet
        self._close = weakref.finalize(self, self._store.close)
        self._starts: list[tuple[int, int, int]] = []
        self._covered: dict[int, list[tuple[int, str, str]]] = {}
        try:
            self._keep(rows)
            self._spread()
        except BaseException:
            self._close()
            raise

    def close(self) -> None:
        """Let go of the rows."""
        self._close()

    def rows(self, first: int, last: int) -> Iterator[FilledRow]:
        """Yield the rows from ``first`` to ``last`` that have a filled cell of their own."""
        turn = max(0, bisect_right(self._starts, first, key=lambda start: start[0]) - 1)
        for number, columns, texts, kinds in self._stored(turn):
            if number > last:
                return
            if number >= first:
                cells = {
                    column: cell_of(text, kind, self._legacy)
                    for column, text, kind in zip(columns, texts, kinds, strict=True)
                }
                own = len(cells)
                for column, text, kind in self._covered.get(number, ()):
                    cells.setdefault(column, cell_of(text, kind, self._legacy))
                yield FilledRow(number, cells, own)

    def _keep(self, rows: Iterable[SheetRow]) -> None:
        known: dict[int, int] = {}
        batch: list[SheetRow] = []
        see = self._legacy.see
        for row in rows:
            mask = 0
            for column in row.columns:
                mask |= 1 << column
            self.numbers.append(row.number)
            self.masks.append(known.setdefault(mask, mask))
            self.cells += len(row.columns)
            for text, kind in zip(row.texts, row.kinds, strict=True):
                if not text.isascii():
                    see(text, kind)
            batch.append(row)
            if len(batch) == _TOGETHER:
                self._write(batch)
                batch = []
        self._write(batch)

    def _write(self, batch: list[SheetRow]) -> None:
        if batch:
            data = json.dumps(batch).encode()
            self._starts.append((batch[0].number, self._store.tell(), len(data)))
            self._store.write(data)

    def _stored(self, turn: int) -> Iterator[SheetRow]:
        for _, offset, length in self._starts[turn:]:
            self._store.seek(offset)
            yield from (SheetRow(*row) for row in json.loads(self._store.read(length)))

    def _spread(self) -> None:
        """Let each merged cell hold for all rows that it covers, and mark all that it covers as filled."""
        if not self.sheet.merged:
            return
        by_row: dict[int, list[Area]] = {}
        for area in self.sheet.merged:
            by_row.setdefault(area.first_row, []).append(area)
        masks = dict(zip(self.numbers, self.masks, strict=True))
        end, left = self.numbers[-1] if self.numbers else 0, _MOST_COVERED
        for number, columns, texts, kinds in self._stored(0):
            for area in by_row.get(number, ()):
                left -= min(area.last_row, end) - number + 1
                if area.first_column in columns and left > 0:
                    at = columns.index(area.first_column)
                    self._cover(area, (area.first_column, texts[at], kinds[at]), end, masks)
        # a row that holds nothing but what is merged into it keeps a table together
        both = sorted(masks.items())
        self.numbers, self.masks = array("l", (number for number, _ in both)), [mask for _, mask in both]

    def _cover(self, area: Area, said: tuple[int, str, str], end: int, masks: dict[int, int]) -> None:
        mask = (1 << (area.last_column + 1)) - (1 << area.first_column)
        for number in range(area.first_row, min(area.last_row, end) + 1):
            if number > area.first_row:
                self._covered.setdefault(number, []).append(said)
            if area.last_column > area.first_column:
                self.across.setdefault(number, []).append(area)
            masks[number] = masks.get(number, 0) | mask
