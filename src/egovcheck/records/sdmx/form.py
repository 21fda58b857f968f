"""Rows of SDMX-CSV into rows that become records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.layouts.model import Layout
from egovcheck.records.names import fold
from egovcheck.records.rows import EXCERPT, Rows
from egovcheck.records.sdmx.concepts import concepts
from egovcheck.records.sdmx.header import Columns, Component
from egovcheck.records.sdmx.times import from_sdmx
from egovcheck.records.sdmx.values import figure_of, given_decimals, is_missing
from egovcheck.sources.tables import Cell, Chunk, Native

DELETED = "D"


class SdmxForm:
    """How the observations of one file become records; see ``Form``.

    An observation without a value is no statement, nor is one that the file deletes.
    """

    bits = 0
    plain = True

    def __init__(self, columns: Columns, layout: Layout | None, catalogue: Catalogue) -> None:
        self.columns = columns
        self.readable = columns.readable
        self.ordinals = {name: component.ordinal for name, component in columns.fields.items()}
        self.excerpt_fields = sorted((n for n in EXCERPT if n in self.ordinals), key=self.ordinals.__getitem__)
        self._known = concepts()
        self._catalogue = catalogue
        self._meanings: dict[str, dict[str, str]] = {
            "area": {fold(name): code for name, code in (layout.areas if layout else {}).items()},
            "indicator": {fold(name): code for name, code in (layout.indicators if layout else {}).items()},
            "unit": {fold(name): code for name, code in (layout.units if layout else {}).items()},
        }
        self._leaving = [name for name in ("area", "indicator") if "" in self._meanings[name].values()]
        # what is said of a series, by the headings that name it and by the codes below them
        self._series: dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]] = {}

    def see_series(self, chunks: Iterator[Chunk]) -> None:
        """Take in what rows without a period say of all observations of a series, as version 2.0 may write it."""
        own = [c for c in (self.columns.status, self.columns.multiplier, self.columns.decimals) if c]
        own += [self.columns.fields["unit"]] if "unit" in self.columns.fields else []
        period, value = self.columns.fields.get("period"), self.columns.fields.get("value")
        if not own or not period or not value:
            return
        keys = [
            *self.columns.dimensions,
            *(self.columns.fields[n] for n in ("area", "indicator") if n in self.ordinals),
        ]
        for chunk in chunks:
            times, values = chunk.columns[period.heading], chunk.columns[value.heading]
            for row, (time, figure) in enumerate(zip(times, values, strict=True)):
                if (time or "").strip() or not is_missing(figure):
                    continue
                key = {c.heading: cell for c in keys if (cell := (chunk.columns[c.heading][row] or "").strip())}
                said = {c.heading: cell for c in own if (cell := (chunk.columns[c.heading][row] or "").strip())}
                if said:
                    self._series.setdefault(tuple(key), {}).setdefault(tuple(key.values()), {}).update(said)

    def rows(self, chunk: Chunk) -> Iterator[Rows]:
        """Yield the observations of a chunk that have a value."""
        columns = self.columns
        value = columns.fields.get("value")
        values = chunk.columns[value.heading] if value else []
        actions = self._codes(columns.action, chunk, range(len(values)))
        kept = [
            row
            for row, (cell, action) in enumerate(zip(values, actions, strict=True))
            if not is_missing(cell) and action != DELETED and not self._left_out(chunk, row)
        ]
        cells: dict[str, list[Cell]] = {}
        for name, component in columns.fields.items():
            if name != "value":
                cells[name] = self._field(name, component, chunk, kept)
        for name, text in columns.constants.items():
            cells[name] = [text] * len(kept)
        self._fill_from_statuses(cells, self._codes(columns.status, chunk, kept), chunk, kept)
        self._fill_values(cells, chunk, kept)
        cells["breakdown"] = self._breakdowns(cells.get("breakdown"), chunk, kept)
        excerpt = {n: [chunk.columns[columns.fields[n].heading][row] for row in kept] for n in self.excerpt_fields}
        record, line = [chunk.record[row] for row in kept], [chunk.line[row] for row in kept]
        yield Rows(cells, excerpt, {}, record, line, printed=self._shown(cells, chunk, kept))

    def _left_out(self, chunk: Chunk, row: int) -> bool:
        """Say whether the layout leaves out what a row is about."""
        return any(
            self._meanings[name].get(fold(self._bare(c, chunk.columns[c.heading][row]))) == ""
            for name in self._leaving
            if (c := self.columns.fields.get(name))
        )

    def _codes(self, component: Component | None, chunk: Chunk, rows: Sequence[int]) -> list[str]:
        """Return the codes of a column without their labels; what a row leaves open its series may say."""
        if component is None:
            return [""] * len(rows)
        cells = chunk.columns[component.heading]
        if self._series:
            return [self._bare(component, cells[row]) or self._of_series(component, chunk, row) for row in rows]
        return [self._bare(component, cells[row]) for row in rows]

    def _of_series(self, component: Component, chunk: Chunk, row: int) -> str:
        for headings, series in self._series.items():
            said = series.get(tuple((chunk.columns[heading][row] or "").strip() for heading in headings), {})
            if component.heading in said:
                return self._bare(component, said[component.heading])
        return ""

    @staticmethod
    def _bare(component: Component, cell: Cell) -> str:
        text = (cell or "").strip()
        return text.partition(": ")[0] if component.labelled else text

    def _field(self, name: str, component: Component, chunk: Chunk, kept: Sequence[int]) -> list[Cell]:
        codes = self._codes(component, chunk, kept)
        meant = {code: self._meant(name, code) for code in set(codes)}
        return [meant[code] for code in codes]

    def _meant(self, name: str, code: str) -> Cell:
        """Return what a code stands for: what the layout says, else what the catalogue or SDMX knows."""
        own = self._meanings.get(name, {}).get(fold(code))
        if own is not None:
            return own or None
        if not code or (name in {"indicator", "area", "base_period"} and code in self._known.nothing):
            return None
        if name in {"period", "base_period"}:
            return from_sdmx(code)
        if name == "unit":
            return self._known.units.get(code.upper(), code) or None
        if name == "area" and self._catalogue.area_code(code) is None:
            return self._known.areas.get(code.upper(), code)
        return code

    def _fill_values(self, cells: dict[str, list[Cell]], chunk: Chunk, kept: Sequence[int]) -> None:
        if "value" not in self.columns.fields:
            return
        component = self.columns.fields["value"]
        figures = (self._bare(component, chunk.columns[component.heading][row]) for row in kept)
        powers = self._codes(self.columns.multiplier, chunk, kept)
        decimals = self._codes(self.columns.decimals, chunk, kept)
        statuses = self._codes(self.columns.status, chunk, kept)
        cells["value"] = [
            # a status that says there is no figure beside one: somebody is mistaken
            Native(f"{figure} (OBS_STATUS {status})")
            if status.upper() in self._known.missing
            else figure_of(figure, *how)
            for figure, status, *how in zip(figures, statuses, powers, decimals, strict=True)
        ]
        for row, text in enumerate(decimals):
            if text and given_decimals(text) is None:
                _add(cells, row, len(kept), f"DECIMALS={text}")

    def _fill_from_statuses(
        self, cells: dict[str, list[Cell]], codes: Sequence[str], chunk: Chunk, kept: Sequence[int]
    ) -> None:
        """Fill the status, and let a note say what a record has no field for."""
        known = self._known
        if self.columns.status and "status" not in cells:
            cells["status"] = [self._status(code) for code in codes]
        said = {code: _remark(code, known.statuses, known.noted, known.missing) for code in set(codes)}
        for row, code in enumerate(codes):
            if remark := said[code]:
                _add(cells, row, len(kept), remark)
        for component in self.columns.attributes:
            column = chunk.columns[component.heading]
            for position, row in enumerate(kept):
                if text := (column[row] or "").strip():
                    _add(cells, position, len(kept), f"{component.id}={text}")

    def _status(self, code: str) -> Cell:
        found = {self._known.statuses.get(letter) for letter in _letters(code)}
        return next((status for status in ("target", "estimate", "provisional") if status in found), None)

    def _breakdowns(self, own: Sequence[Cell] | None, chunk: Chunk, kept: Sequence[int]) -> list[Cell]:
        """Return what the figures are broken down by: the column of that name, and every further dimension."""
        totals = self._known.totals
        parts = [[text] if (text := (cell or "").strip()) and text not in totals else [] for cell in own or ()]
        parts = parts or [[] for _ in kept]
        for component in self.columns.dimensions:
            for position, code in enumerate(self._codes(component, chunk, kept)):
                if code and code.upper() not in totals:
                    parts[position].append(f"{component.id}={code}")
        return [";".join(said) or None for said in parts]

    def _shown(self, cells: Mapping[str, Sequence[Cell]], chunk: Chunk, kept: Sequence[int]) -> list[Cell] | None:
        """Return how figures were printed where that cannot be read beside the value, or None."""
        shown = self.columns.shown
        if shown is None or "value" not in cells:
            return None
        texts = [(chunk.columns[shown.heading][row] or "").strip() for row in kept]
        printed = cells.get("printed", [None] * len(kept))
        return [text or own or value for text, own, value in zip(texts, printed, cells["value"], strict=True)]


def _remark(code: str, statuses: Mapping[str, str], noted: Mapping[str, str], missing: frozenset[str]) -> str:
    letters = [letter for letter in _letters(code) if letter not in statuses and letter not in missing]
    meanings = ", ".join(noted[letter] for letter in letters if letter in noted)
    return f"OBS_STATUS={code}" + (f" ({meanings})" if meanings else "") if letters else ""


def _letters(code: str) -> Sequence[str]:
    """Return the single statuses of a code; flags stand side by side, as in ``bp``."""
    return list(code.upper().replace(",", "").replace(";", "").replace(" ", ""))


def _add(cells: dict[str, list[Cell]], row: int, rows: int, remark: str) -> None:
    notes = cells.setdefault("note", [None] * rows)
    notes[row] = f"{notes[row]}; {remark}" if notes[row] else remark
