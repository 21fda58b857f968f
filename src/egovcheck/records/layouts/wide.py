"""Wide tables into rows that become records: one row a filled cell, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.layouts.cells import NOTHING, CellReader, Read, figure_like, is_remark, without_marks
from egovcheck.records.layouts.heading import JOIN
from egovcheck.records.layouts.model import Layout
from egovcheck.records.layouts.units import Unit, read_unit
from egovcheck.records.names import fold
from egovcheck.records.periods import read_period
from egovcheck.records.rows import Rows
from egovcheck.sources.tables import Cell, Chunk

PIECE = 50_000
"""Cells that become rows at a time, about."""

_KEYS = ("area", "indicator", "period")
_SHOWN = (*_KEYS, "breakdown", "unit", "denominator")
_NUMBERED = re.compile(r"\(?\s*(?:[A-Za-z]|\d{1,2})\s*\)?")
_COUNT = re.compile(r"\(?\s*(\d{1,3})\s*\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field of a column's figures comes from in this file: a column by its ordinal, or a text."""

    ordinal: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of figures in this file: its ordinal, what it is called, its unit, and where its fields come from."""

    ordinal: int
    label: str
    unit: Unit | None
    fields: Mapping[str, Place]


class WideForm:
    """How the rows of one wide table become records; see ``Form``.

    ``keys`` are the ordinals of the columns that say what a row is about, by field.
    """

    plain = False

    def __init__(
        self, layout: Layout, catalogue: Catalogue, figures: Sequence[Figures], keys: Mapping[str, int]
    ) -> None:
        self.figures = sorted(figures, key=lambda column: column.ordinal)
        self.bits = max(len(self.figures) - 1, 0).bit_length()
        self.readable = bool(figures)
        self.ordinals = dict(keys)
        self.excerpt_fields = [*sorted((n for n in _SHOWN if n in keys), key=keys.__getitem__), "heading", "value"]
        self._reader = CellReader(layout.missing)
        self._keys = [name for name in _KEYS[:2] if name in keys] or [name for name in _KEYS[2:] if name in keys]
        self._areas = {fold(name): code for name, code in layout.areas.items()}
        self._known: dict[tuple[str, str], bool] = {}
        self._catalogue = catalogue
        self._names = list(dict.fromkeys(name for column in self.figures for name in column.fields))
        self._own_labels = [{fold(part) for part in (c.label, *c.label.split(JOIN))} for c in self.figures]

    def remark(self, row: Sequence[str]) -> bool:
        """Say whether a row with another number of fields than the header is a remark that states no figure."""
        filled = [cell for cell in row if cell.strip()]
        if filled and is_remark(filled[0]):
            return True
        return not any(
            figure_like(self._reader.read(row[column.ordinal - 1], None).bare)
            for column in self.figures
            if column.ordinal <= len(row)
        )

    def rows(self, chunk: Chunk) -> Iterator[Rows]:
        """Yield the filled cells of a chunk whose columns are named by ordinals, row by row."""
        step = max(1, PIECE // max(1, len(self.figures)))
        for begin in range(0, len(chunk.record), step):
            part = slice(begin, begin + step)
            columns = {int(name): cells[part] for name, cells in chunk.columns.items()}
            yield self._piece(columns, chunk.record[part], chunk.line[part])

    def _piece(self, columns: Mapping[int, list[Cell]], record: list[int], line: list[int | None]) -> Rows:
        keys = {name: self._key_cells(name, columns[ordinal]) for name, ordinal in self.ordinals.items()}
        reads = [self._reads(column, columns) for column in self.figures]
        found = self._found(reads, keys, record)
        cells: dict[str, list[Cell]] = {"value": [reads[turn][row].text for row, turn in found]}
        for name in self._names:
            cells[name] = self._field(name, columns, keys, found)
        excerpt: dict[str, list[Cell]] = {}
        for name in self.excerpt_fields[:-2]:
            column = columns[self.ordinals[name]]
            excerpt[name] = [column[row] for row, _ in found]
        excerpt["heading"] = [self.figures[turn].label for _, turn in found]
        excerpt["value"] = [columns[self.figures[turn].ordinal][row] for row, turn in found]
        return Rows(
            cells,
            excerpt,
            {"value": excerpt["value"]},
            [record[row] for row, _ in found],
            [line[row] for row, _ in found],
            [self.figures[turn].ordinal for _, turn in found],
            [turn for _, turn in found],
            [reads[turn][row].shown for row, turn in found],
        )

    def _reads(self, column: Figures, columns: Mapping[int, list[Cell]]) -> list[Read]:
        """Return the cells of a column of figures made ready; what states nothing is ``NOTHING``."""
        cells = columns[column.ordinal]
        place = column.fields.get("unit")
        if place and place.ordinal:
            units = columns[place.ordinal]
            return [
                self._reader.read(cell, read_unit(unit) if unit else None)
                for cell, unit in zip(cells, units, strict=True)
            ]
        read = {key: self._reader.read(key[0], column.unit) for key in set(zip(cells, map(type, cells), strict=True))}
        return [read[key] for key in zip(cells, map(type, cells), strict=True)]

    def _found(
        self, reads: Sequence[Sequence[Read]], keys: Mapping[str, Sequence[Cell]], record: Sequence[int]
    ) -> list[tuple[int, int]]:
        """Return the statements as (row, turn): filled cells, or figures where nobody knows what the row is about."""
        flags = {name: {cell: self._is_known(name, cell) for cell in set(keys[name])} for name in self._keys}
        turns = range(len(reads))
        found = []
        for row, number in enumerate(record):
            filled = [(row, turn) for turn in turns if reads[turn][row] is not NOTHING]
            if filled and not all(flags[name][keys[name][row]] for name in self._keys):
                filled = self._doubtful(filled, reads, keys, number)
            found += filled
        return found

    def _doubtful(
        self,
        filled: Sequence[tuple[int, int]],
        reads: Sequence[Sequence[Read]],
        keys: Mapping[str, Sequence[Cell]],
        record: int,
    ) -> list[tuple[int, int]]:
        row = filled[0][0]
        texts = [_stripped(reads[turn][row].bare) for _, turn in filled]
        repeated = all(fold(text) in self._own_labels[turn] for text, (_, turn) in zip(texts, filled, strict=True))
        names = [(keys[name][row] or "").strip() for name in self._keys]
        if repeated or self._left_out(keys, row) or (record <= 3 and _counts(names, texts)):
            return []
        return [place for place, text in zip(filled, texts, strict=True) if figure_like(text)]

    def _is_known(self, name: str, cell: Cell) -> bool:
        text = (cell or "").strip()
        key = (name, text)
        if key not in self._known:
            if len(self._known) > PIECE:
                self._known.clear()
            self._known[key] = bool(text) and self._means_something(name, text)
        return self._known[key]

    def _means_something(self, name: str, text: str) -> bool:
        if name == "area":
            return self._catalogue.area_code(text) is not None
        if name == "indicator":
            return self._catalogue.indicator_code(text) is not None
        try:
            read_period(text)
        except ValueError:
            return False
        return True

    def _key_cells(self, name: str, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a column that says what a row is about, as the catalogue may know them."""
        if name == "unit":
            return [_unit_code(cell) for cell in cells]
        if name not in _KEYS:
            return cells
        meant = {cell: self._meant(name, cell) for cell in set(cells) if cell}
        return [meant.get(cell, cell) if cell else cell for cell in cells]

    def _meant(self, name: str, cell: str) -> str:
        if name == "area" and (code := self._areas.get(fold(cell))):
            return code
        bare = without_marks(cell)
        return bare if bare != cell and self._is_known(name, bare) and not self._is_known(name, cell) else cell

    def _left_out(self, keys: Mapping[str, Sequence[Cell]], row: int) -> bool:
        area = keys["area"][row] if "area" in keys else None
        return bool(area) and self._areas.get(fold(area or "")) == ""

    def _field(
        self,
        name: str,
        columns: Mapping[int, list[Cell]],
        keys: Mapping[str, list[Cell]],
        found: Sequence[tuple[int, int]],
    ) -> list[Cell]:
        """Return one field of the statements, from wherever each column of figures has it."""
        places = [column.fields.get(name, Place()) for column in self.figures]
        lists: list[list[Cell] | None] = []
        for place in places:
            shared = place.ordinal is not None and self.ordinals.get(name) == place.ordinal
            own = self._key_cells(name, columns[place.ordinal]) if place.ordinal is not None and not shared else None
            lists.append(keys[name] if shared else own)
        return [places[turn].text if (cells := lists[turn]) is None else cells[row] for row, turn in found]


def _counts(names: Sequence[str], texts: Sequence[str]) -> bool:
    """Say whether a row below the header numbers the columns: ``A | 1 | 2 | 3=2/1``."""
    numbers = [_COUNT.fullmatch(text) for text in texts]
    counted = [int(number[1]) for number in numbers if number]
    if len(counted) < len(texts) or any(one >= other for one, other in pairwise(counted)):
        return False
    return all(map(_NUMBERED.fullmatch, names)) or (not any(names) and len(texts) > 1)


def _stripped(text: str) -> str:
    return text.strip() if type(text) is str else text


def _unit_code(cell: Cell) -> Cell:
    """Return a unit unless its words can stand behind the figures instead."""
    return None if cell and (unit := read_unit(cell)) and unit.words else cell
