"""Rows on their way from a table to records: cells by field, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from egovcheck.records.columns import Header
from egovcheck.records.ranges import split_ranges
from egovcheck.sources.tables import Cell, Chunk, Native

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)

FIGURES = ("value", "printed", "denominator")
"""The fields in whose cells figures stand."""

EXTRACTED = frozenset({"start", "end", "quote", "printed", "value"})
"""The columns of figures that were extracted from texts: their values are plain numbers, not as printed."""

EXCERPT = ("indicator", "area", "period", "breakdown", "measure", "base_period", "status", "value")
"""The cells that an excerpt shows, in the file's order."""


@dataclass(slots=True)
class Rows:
    """Rows that become records, column by column; every list has one entry a row.

    ``cells`` are what is interpreted, by field; ``excerpt`` what people are shown of a row, and ``figures`` the cells
    that tell the decimal mark, both as they stand in the file. ``part`` tells the two records of a printed range.

    The rows of a wide table are its cells: several have one ``record``, ``column`` is the ordinal of each in the file,
    ``turn`` its number among the columns of figures, and ``printed`` is what is shown of it.
    """

    cells: dict[str, list[Cell]]
    excerpt: dict[str, list[Cell]]
    figures: Mapping[str, Sequence[Cell]]
    record: list[int]
    line: list[int | None]
    column: list[int] | None = None
    turn: list[int] | None = None
    printed: list[Cell] | None = None
    part: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.part = self.part or [0] * len(self.record)

    def split(self) -> Rows:
        """Return the rows with each printed range as two: at least its low end, at most its high end."""
        cells, origin = split_ranges(self.cells)
        if origin is None:
            return self
        return Rows(
            cells,
            {name: [column[i] for i in origin] for name, column in self.excerpt.items()},
            {},
            [self.record[i] for i in origin],
            [self.line[i] for i in origin],
            self.column and [self.column[i] for i in origin],
            self.turn and [self.turn[i] for i in origin],
            self.printed and [self.printed[i] for i in origin],
            [int(at > 0 and i == origin[at - 1]) for at, i in enumerate(origin)],
        )

    def ids(self, file: int, bits: int) -> list[int]:
        """Return the ids of the records: file, record, and ``bits`` for the turn, told apart by their places in it."""
        turns = self.turn or [0] * len(self.record)
        return [
            (file << 40) | (((record << bits) | turn) << 1) | part
            for record, turn, part in zip(self.record, turns, self.part, strict=True)
        ]


class Form(Protocol):
    """How the rows of a table become records.

    ``ordinals`` are the columns of the file by field, from 1; ``excerpt_fields`` what an excerpt shows, in the file's
    order; ``bits`` what the turns in a row need; ``readable`` says whether any row can become a record, and ``plain``
    whether the values are plain numbers whatever the texts beside them look like, so that no decimal mark is sought.
    """

    ordinals: dict[str, int]
    excerpt_fields: list[str]
    bits: int
    readable: bool
    plain: bool

    def rows(self, chunk: Chunk) -> Iterator[Rows]:
        """Yield the rows of a chunk, in pieces of bounded size."""
        ...


class LongForm:
    """One row, one record: the columns of the table are fields; ``ordinals`` are their numbers where not 1, 2, …."""

    plain = False

    def __init__(self, header: Header, headings: Sequence[str], ordinals: Sequence[int] | None = None) -> None:
        order = dict(zip(headings, ordinals or range(1, len(headings) + 1), strict=True))
        self.ordinals = {name: order[heading] for name, heading in header.columns.items()}
        self.excerpt_fields = sorted((n for n in EXCERPT if n in self.ordinals), key=self.ordinals.__getitem__)
        self.bits = 0
        self.readable = not header.missing
        self.settled = header.columns.keys() >= EXTRACTED
        self._columns = header.columns

    def rows(self, chunk: Chunk) -> Iterator[Rows]:
        """Yield the rows of a chunk; those of extracted figures have plain numbers for values."""
        cells = {name: chunk.columns[heading] for name, heading in self._columns.items()}
        excerpt = {name: cells[name] for name in self.excerpt_fields}
        figures = {name: cells[name] for name in FIGURES if name in cells}
        if self.settled:
            # each row has the plain number beside the print, whatever mark its text has for decimals
            cells |= {
                name: [_native(cell) for cell in cells[name]] for name in ("value", "denominator") if name in cells
            }
            figures = {}
        yield Rows(cells, excerpt, figures, chunk.record, chunk.line)


def _native(cell: Cell) -> Cell:
    return Native(cell) if cell and _PLAIN.fullmatch(cell) else cell
