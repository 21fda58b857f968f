"""A table on a sheet: part of its rows and columns, with a known header or as a grid whose header is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from egovcheck.sources.building import BATCH, Building
from egovcheck.sources.sheets.blocks import Block
from egovcheck.sources.sheets.held import FilledRow, HeldSheet
from egovcheck.sources.sheets.model import column_letters
from egovcheck.sources.tables import Chunk, Heading, Native, Problem, Row

TOP = 60
"""Rows of a grid among which its header is looked for."""

_NONE = ""


@dataclass(frozen=True, slots=True)
class Region:
    """Where a table stands: the rows and columns of its block, and the last row of its header where that is known.

    ``remark`` makes of the names of columns what says of a row's cells that they are no row of the table. ``encoding``
    is the old encoding of texts, if any, and ``reported`` whether it is to be told with this table. ``forced`` says
    that a layout is to be held against it though it fits badly, ``aside`` that nothing in the file makes it one of the
    tables that the file is about.
    """

    block: Block
    header: int | None = None
    remark: Callable[[Sequence[str]], Callable[[Sequence[str]], bool]] | None = None
    encoding: str | None = None
    reported: bool = False
    forced: bool = False
    aside: bool = False


@dataclass(frozen=True, eq=False)
class SheetPart:
    """One table of a workbook that has been opened; see ``Part``."""

    held: HeldSheet
    format: str
    region: Region

    @property
    def sheet(self) -> str:
        """Return the name of the sheet."""
        return self.held.sheet.name

    @property
    def forced(self) -> bool:
        """Return whether a layout is held against it though it fits badly."""
        return self.region.forced

    @property
    def aside(self) -> bool:
        """Return whether it is none of the tables that the file is about."""
        return self.region.aside

    def table(self) -> SheetTable:
        """Return the table under its header."""
        return SheetTable(self, self._names())

    def grid(self) -> SheetGrid:
        """Return its first rows, of which nobody has said yet which is the header."""
        return SheetGrid(self)

    def _names(self) -> dict[int, str]:
        """Return the names of the columns, each of which another one; those without a name only where they are used."""
        block = self.region.block
        row = next(iter(top_rows(self.held, Block(self.header, self.header, block.first_column, block.last_column))))
        named = {at: name for at in range(block.first_column, block.last_column + 1) if (name := row[at - 1].strip())}
        used = set(named)
        for filled in self.held.rows(self.header + 1, block.last_row):
            used |= {at for at in filled.cells if block.first_column <= at <= block.last_column}
            if len(used) > block.last_column - block.first_column:
                break
        names: dict[int, str] = {}
        for at in sorted(used):
            name = named.get(at) or f"column {column_letters(at)}"
            names[at] = name if name not in names.values() else f"{name} ({column_letters(at)})"
        return names

    @property
    def header(self) -> int:
        """The number of the header's last row: the first row, where nothing else is known."""
        return self.region.header or self.region.block.first_row


class SheetTable:
    """The rows of a table on a sheet; ``names`` are the columns that are read, by their number on the sheet."""

    def __init__(
        self, part: SheetPart, names: Mapping[int, str], header: int | None = None, line: int | None = None
    ) -> None:
        self.format = part.format
        self.encoding = part.region.encoding
        self.sheet = part.sheet
        self.header = tuple(names.values())
        self.ordinals = tuple(names)
        self.header_line: int | None = line or part.header
        self.problems: list[Problem] = []
        if part.region.reported and part.region.encoding:
            fields = {"encoding": part.region.encoding, "standard": "Unicode"}
            self.problems.append(Problem("EG002", self.header_line, None, fields))
        self._part = part
        self._first = (header or part.header) + 1

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in the order of the sheet."""
        block, told = self._part.region.block, self._part.region.remark
        remark = told(self.header) if told else None
        building, record = Building(self.header), 0
        rows: list[FilledRow] = []
        for row in self._part.held.rows(self._first, block.last_row):
            if not any(block.first_column <= at <= block.last_column for at in row.cells):
                continue
            if remark is not None and self._passed_over(row, remark):
                continue
            rows.append(row)
            if len(rows) == BATCH:
                record = self._add(rows, building, record)
                rows = []
                if building.full:
                    yield from building.finished()
                    building = Building(self.header)
        self._add(rows, building, record)
        yield from building.finished()

    def _add(self, rows: Sequence[FilledRow], building: Building, record: int) -> int:
        for column, at in zip(building.columns, self.ordinals, strict=True):
            column.extend(row.cells.get(at, _NONE) for row in rows)
        building.record.extend(range(record + 1, record + len(rows) + 1))
        building.line.extend(row.number for row in rows)
        return record + len(rows)

    def _passed_over(self, row: FilledRow, remark: Callable[[Sequence[str]], bool]) -> bool:
        return remark([row.cells.get(at, _NONE) for at in self.ordinals])


@dataclass
class SheetGrid:
    """The first rows of a part of a sheet, and the table below whichever of them is the header; see ``Grid``.

    Rows have all columns of the sheet from A on, so that the ordinals of columns are those of the sheet.
    """

    part: SheetPart
    format: str = field(init=False)
    encoding: str | None = field(init=False)
    top: tuple[Row, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.format, self.encoding = self.part.format, self.part.region.encoding
        block = self.part.region.block
        rows = top_rows(self.part.held, block)
        self.top = tuple(Row(cells, block.first_row + at, block.first_row + at) for at, cells in enumerate(rows))

    def table(self, heading: Heading) -> SheetTable:
        """Return the table under a header; see ``Grid``."""
        names = {ordinal: str(ordinal) for ordinal in heading.columns}
        return SheetTable(self.part, names, heading.row, heading.line)


def top_rows(held: HeldSheet, block: Block) -> list[tuple[str, ...]]:
    """Return the first rows of a block, blank ones too; a merged cell that groups some of its columns is in all."""
    last = min(block.last_row, block.first_row + TOP - 1)
    rows = [[_NONE] * block.last_column for _ in range(block.first_row, last + 1)]
    width = block.last_column - block.first_column + 1
    for row in held.rows(block.first_row, last):
        cells = rows[row.number - block.first_row]
        for at, text in row.cells.items():
            if block.first_column <= at <= block.last_column:
                cells[at - 1] = text
        for area in held.across.get(row.number, ()):
            said = row.cells.get(area.first_column)
            is_title = area.last_column - area.first_column + 1 >= width
            # of numbers only a year heads several columns
            if said is None or is_title or (type(said) is Native and len(said) != 4):
                continue
            for at in range(area.first_column, min(area.last_column, block.last_column) + 1):
                if at >= block.first_column:
                    cells[at - 1] = cells[at - 1] or said
    return [tuple(cells) for cells in rows]
