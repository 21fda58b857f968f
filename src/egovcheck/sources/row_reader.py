"""Delimited text into rows, each with the physical line that it begins on, whatever the quoting does.

The parser is ``csv.reader`` in its strict mode, fed one physical line at a time. Where it stops, the record that it was
in is broken: it is marked, and reading begins anew on the physical line after the one where that record began. So a
stray quote costs one line and never the rest of the file.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from egovcheck.core.errors import InputError
from egovcheck.sources.blocks import Block
from egovcheck.sources.wording import called

MAX_FIELD: Final = 1 << 20
"""Characters of one field."""

MAX_COLUMNS: Final = 16_384
"""Fields of one row, as many as a spreadsheet has."""

MAX_RECORD_LINES: Final = 10_000
"""Physical lines of one record; a quote that has not closed by then is a stray one."""

MAX_READ_AGAIN: Final = 20_000_000
"""Lines read again after stray quotes, in all; it bounds the time that a hostile file can cost."""

_CHECK_EVERY = 1024
_BATCH_CHARACTERS = 8 << 20


def check_width(columns: int, label: str) -> None:
    """Raise InputError for a table that has more columns than a spreadsheet can have."""
    if columns > MAX_COLUMNS:
        raise InputError(
            f"{called(label)} has {columns} columns, more than {MAX_COLUMNS}", hint="put one figure on one row"
        )


class BrokenRow(list[str]):
    """A record that cannot be read: roughly its cells, and why (``broken-quoting`` or ``too-long``)."""

    def __init__(self, cells: list[str], reason: str) -> None:
        super().__init__(cells)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive rows and the physical line on which each begins. A blank line is an empty row.

    ``broken`` says whether a BrokenRow is among them, ``nul`` whether NUL bytes have been seen so far.
    """

    rows: list[list[str]]
    lines: list[int]
    broken: bool
    nul: bool


class _UnreadableError(Exception):
    """The record being read has to be given up."""


class RowReader:
    """Reads rows from blocks of whole lines.

    ``width``, set once the header is known, is how many fields a row has. With it a record over several lines that has
    another number of fields is recognised as a stray quote when one of the lines it took in is a whole row by itself.
    """

    def __init__(self, blocks: Iterator[Block], delimiter: str, label: str) -> None:
        self.width: int | None = None
        self.characters = 0  # read so far, counted in blocks
        self._delimiter = delimiter
        self._label = label
        self._source: Iterator[str | None] = chain.from_iterable(self._opened(blocks))
        self._again: deque[str | None] = deque()
        self._read_again = 0
        self._line = 0
        self._fed: list[str | None] = []
        self._rows: list[list[str]] = []
        self._ends: list[int] = []
        self._full_at = 0
        self._room = 0
        self._nul = False

    def batch(self, most: int) -> Batch:
        """Return up to ``most`` rows, fewer where they are long, none at the end."""
        self._fed, self._rows, self._ends = [], [], []
        self._full_at, self._room = self.characters + _BATCH_CHARACTERS, most
        base, broken = self._line, False
        previous = csv.field_size_limit(MAX_FIELD)  # a setting of the whole process: put back below
        try:
            while not self._read(base):
                broken = True
        finally:
            csv.field_size_limit(previous)
        ends = self._ends
        self._line = ends[-1] if ends else base
        regular = self._line - base == len(ends)
        lines = list(range(base + 1, self._line + 1)) if regular else [base + 1, *(end + 1 for end in ends[:-1])]
        return Batch(self._rows, lines, broken, self._nul)

    def _read(self, base: int) -> bool:
        """Read rows until the batch is full or the text ends (True), or a record is given up (False)."""
        rows, ends = self._rows, self._ends
        last = begun = ends[-1] if ends else base
        if len(rows) >= self._room:
            return True
        reader = csv.reader(self._feed(base), delimiter=self._delimiter, strict=True)
        try:
            for row in reader:
                end = begun + reader.line_num
                if end - last > 1:
                    self._check_lines(row, self._fed[last - base + 1 : end - base])
                rows.append(row)
                ends.append(end)
                last = end
                if len(rows) >= self._room:
                    break
        except (csv.Error, _UnreadableError):
            self._give_up(last, base)
            return False
        return True

    def _give_up(self, last: int, base: int) -> None:
        """Mark the record that begins after line ``last`` as broken and take back the lines behind its first one."""
        first, *behind = self._fed[last - base :]
        self._read_again += len(behind)
        if self._read_again > MAX_READ_AGAIN:
            raise InputError(
                f"the quotes of {called(self._label)} are broken in too many places",
                hint="write the file again with every quote inside a cell doubled",
                place=f"{self._label}:{last + 1}",
            )
        del self._fed[last - base + 1 :]
        self._again.extendleft(reversed(behind))
        if first is None or (len(first) > MAX_FIELD and not behind):
            row = BrokenRow([], "too-long")
        else:
            row = BrokenRow(first.rstrip("\r\n").split(self._delimiter, MAX_COLUMNS), "broken-quoting")
        self._rows.append(row)
        self._ends.append(last + 1)

    def _feed(self, base: int) -> Iterator[str]:
        """Yield the physical lines, those taken back first; each is remembered until the batch is done."""
        fed = self._fed
        while self._again:
            yield self._checked(self._again.popleft())
            if not len(fed) % _CHECK_EVERY:
                self._check_length(base)
        while True:
            begun = len(fed)
            for line in islice(self._source, _CHECK_EVERY):
                fed.append(line)
                if line is None:
                    raise _UnreadableError
                yield line
            if len(fed) == begun:
                return
            self._check_length(base)

    def _checked(self, line: str | None) -> str:
        self._fed.append(line)
        if line is None:
            raise _UnreadableError
        return line

    def _check_length(self, base: int) -> None:
        finished = self._ends[-1] - base if self._ends else 0
        if len(self._fed) - finished > MAX_RECORD_LINES:
            raise _UnreadableError

    def _check_lines(self, row: list[str], behind: list[str | None]) -> None:
        """Give up a record over several lines that does not fit the header while one of these lines does."""
        if self.width is None or self.width < 2 or len(row) == self.width:
            return
        separators = self.width - 1
        if any(line is not None and line.count(self._delimiter) == separators for line in behind):
            raise _UnreadableError

    def _opened(self, blocks: Iterator[Block]) -> Iterator[Iterator[str | None]]:
        for block in blocks:
            if block is None:
                yield iter((None,))
                continue
            self._nul = self._nul or "\0" in block
            self.characters += len(block)
            if self.characters > self._full_at:
                self._room = 0  # long rows: the batch ends with the row being read
            yield io.StringIO(block, newline="")
