"""Cells as printed into the typed columns of records, for one row or a million alike.

Work is done column by column, and once for every distinct cell: a submission of a million rows has a few hundred
areas and periods. Nothing is dropped: what cannot be read is a ``Fault`` with the row it stands in.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.columns import enumerated
from egovcheck.records.figures import LOCALES, Figure, FigureError, Mark, read_figure, read_shown
from egovcheck.records.intervals import interval_of, is_whole
from egovcheck.records.model import IndicatorRecord
from egovcheck.records.names import oddly_written
from egovcheck.records.periods import Period, read_date, read_period
from egovcheck.records.readings import Reading, plain, rescaled, signed
from egovcheck.sources.tables import Cell, Formatted, Native

TEXTS = ("publisher", "url", "authority", "quote", "note", "path")
ENUMERATED = {"unit": None, "qualifier": "exact", "measure": "level", "status": "actual"}
UNITS_PRINTED = {"percent": "percent", "point": "percent", "VND": "VND", "day": "day"}
"""Units that words beside a figure name, as codes of the catalogue; other words say only what is counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that could not be read: the row's index in its chunk, the code of the EG rule, the reason in a word."""

    index: int
    field: str
    code: str
    reason: str
    printed: str = ""
    readings: tuple[str, ...] = ()


@dataclass
class Interpreter:
    """Reads the columns of one table. ``mark`` is its settled decimal mark or None; ``default_source`` its file's stem.

    ``odd_names`` collects, by kind of departure (``nfd``, ``tone``), the first name so written with its row's index.
    """

    catalogue: Catalogue
    mark: Mark | None = None
    default_source: str = "-"
    odd_names: dict[str, tuple[int, str]] = field(default_factory=dict)
    _memo: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def columns(self, cells: Mapping[str, Sequence[Cell]], rows: int) -> tuple[dict[str, list[Any]], list[Fault]]:
        """Interpret ``rows`` rows given as columns by field name; absent columns count as empty.

        Returns the columns of ``IndicatorRecord`` (decimals and dates as text) and the faults. A row with a fault
        keeps its place in every column, with None where nothing could be read.
        """
        faults: list[Fault] = []
        out: dict[str, list[Any]] = {}
        empty: list[Cell] = [None] * rows
        quoted = [bool(q and q.strip()) for q in cells.get("quote", empty)]
        for name, known in (("indicator", self.catalogue.indicator_code), ("area", self.catalogue.area_code)):
            out[name] = self._each(cells.get(name, empty), partial(self._name, known))
            self._names_seen(name, cells.get(name, empty))
            faults += [
                Fault(i, name, "EG101", "empty") for i, code in enumerate(out[name]) if code is None and not quoted[i]
            ]
        breakdowns = self._each(cells.get("breakdown", empty), partial(self._name, self.catalogue.area_code))
        out["breakdown"] = [code or "_T" for code in breakdowns]
        sources = self._each(cells.get("source", empty), _stripped)
        out["source"] = [source or self.default_source for source in sources]
        for name in TEXTS:
            out[name] = [_stripped(cell) for cell in cells[name]] if name in cells else [None] * rows
        for name in ("start", "end"):
            out[name] = self._checked(name, cells.get(name, empty), _integer, "not-a-number", faults)
        for name, default in ENUMERATED.items():
            read = self._each(cells.get(name, empty), partial(_word, name))
            out[name] = [word or default for word in read]
        self._periods(cells, empty, out, faults)
        self._figures(cells, empty, out, faults)
        return {name: out[name] for name in IndicatorRecord.model_fields}, faults

    def _each(self, cells: Sequence[Cell], read: Any) -> list[Any]:
        """Apply ``read`` once to every distinct cell."""
        found = {cell: read(cell) for cell in set(cells)}
        return [found[cell] for cell in cells]

    def _checked(self, name: str, cells: Sequence[Cell], read: Any, reason: str, faults: list[Fault]) -> list[Any]:
        """Apply ``read``, which raises ValueError, once to every distinct cell that is not empty."""
        found: dict[Cell, Any] = {}
        wrong: set[Cell] = set()
        for cell in set(cells):
            text = _stripped(cell)
            try:
                found[cell] = read(text) if text else None
            except ValueError:
                found[cell] = None
                wrong.add(cell)
        if wrong:
            faults += [Fault(i, name, "EG102", reason, c or "") for i, c in enumerate(cells) if c in wrong]
        return [found[cell] for cell in cells]

    def _name(self, known: Any, cell: Cell) -> str | None:
        text = _stripped(cell)
        return (known(text) or text) if text else None

    def _names_seen(self, name: str, cells: Sequence[Cell]) -> None:
        odd = {cell: kind for cell in set(cells) if cell and (kind := oddly_written(cell))}
        for index, cell in enumerate(cells) if odd else ():
            if cell in odd:
                self.odd_names.setdefault(odd[cell], (index, f"{name}: {cell}"))

    def _periods(
        self, cells: Mapping[str, Sequence[Cell]], empty: list[Cell], out: dict[str, list[Any]], faults: list[Fault]
    ) -> None:
        for name, read in (("period", read_period), ("published", read_date), ("base_period", read_period)):
            reason = "not-a-date" if name == "published" else "not-a-period"
            found = self._checked(name, cells.get(name, empty), partial(_spelled, read), reason, faults)
            out[name] = [p[0] if p else None for p in found]
            if name != "base_period":
                out[f"{name}_start"] = [p[1] if p else None for p in found]
                out[f"{name}_end"] = [p[2] if p else None for p in found]

    def _figures(
        self, cells: Mapping[str, Sequence[Cell]], empty: list[Cell], out: dict[str, list[Any]], faults: list[Fault]
    ) -> None:
        values = cells.get("value", empty)
        printed = cells.get("printed", empty)
        denominators = cells.get("denominator", empty)
        # a number of the file format is equal to the text of its digits and read otherwise
        keys = zip(
            values,
            map(type, values),
            printed,
            map(type, printed),
            denominators,
            map(type, denominators),
            out["indicator"],
            out["unit"],
            out["qualifier"],
            out["measure"],
            strict=True,
        )
        readings: list[Reading | None] = []
        memo = self._memo
        for index, key in enumerate(keys):
            found = memo.get(key)
            if found is None:
                found = memo[key] = self._figure(*key)
            if isinstance(found, Reading):
                readings.append(found)
            else:
                readings.append(None)
                faults.append(Fault(index, *found))
        if len(memo) > 200_000:
            memo.clear()
        blank = Reading(*[None] * len(Reading._fields))  # type: ignore[arg-type] # a row whose figure is a fault
        for position, name in enumerate(Reading._fields):
            out[name] = [(reading or blank)[position] for reading in readings]
        out["printed"] = [_stripped(p) or _stripped(v) for p, v in zip(printed, values, strict=True)]

    def _figure(  # noqa: PLR0917 - its parameters are the key under which its answer is remembered
        self,
        value: Cell,
        kind_of_value: type,
        printed: Cell,
        kind_of_printed: type,
        denominator: Cell,
        kind_of_denominator: type,
        indicator: str | None,
        unit: str | None,
        qualifier: str,
        measure: str,
    ) -> Reading | tuple[str, str, str, str, tuple[str, ...]]:
        """Read one figure; returns what to put into the columns, or the fields of a ``Fault`` after its index."""
        text = _stripped(value)
        if not text:
            return "value", "EG101", "empty", "", ()
        known = self.catalogue.indicators.get(indicator or "")
        kind = known.kind if known else None
        try:
            labelled = self._labelled(kind, indicator, text)
            figure = labelled or self._read(text, kind_of_value)
        except FigureError as error:
            code = {"ambiguous": "EG004", "missing": "EG101"}.get(error.kind, "EG102")
            return "value", code, error.kind, text, tuple(f"{r:f}" for r in error.readings)
        # beside a label or a date the printed text is no number: "10/7" is a day
        shown = None if labelled else _stripped(printed)
        figure, fault = self._as_printed(figure, shown, measure, kind_of_printed)
        if fault:
            return "printed", *fault
        figure, fault = self._out_of(figure, _stripped(denominator), kind_of_denominator)
        if fault:
            return "denominator", *fault
        try:
            figure = signed(figure, measure)
        except FigureError as error:
            return "value", "EG102", error.kind, text, ()
        whole = kind in {"count", "rank"} and measure in {"level", "change"} and figure.unit not in UNITS_PRINTED
        if whole and figure.value % 1:
            return "value", "EG102", "not-whole", text, ()
        if known and kind == "score" and known.maximum and figure.denominator:
            figure = rescaled(figure, known.maximum)
        own_unit = unit or UNITS_PRINTED.get(figure.unit or "") or (known.unit if known else None)
        said = figure.qualifier or qualifier
        interval = interval_of(figure, said, whole=is_whole(kind, measure), decimals=known.decimals if known else None)
        return Reading(
            plain(figure.value) or "",
            plain(figure.denominator),
            own_unit,
            said,
            figure.decimals,
            plain(interval.low),
            plain(interval.high),
            interval.high_open,
            plain(interval.plausible),
            plain(figure.last_digit) or "1",
        )

    def _read(self, text: str, kind: type) -> Figure:
        """Read a figure; ``kind`` is the type of its cell, which tells what the format says of numbers."""
        return read_shown(text) if kind is Formatted else read_figure(text, self.mark, native=kind is Native)

    def _labelled(self, kind: str | None, indicator: str | None, text: str) -> Figure | None:
        """Read the label of a level or the date of an event, which are stored as numbers."""
        if kind == "level":
            ordinal = self.catalogue.level_ordinal(indicator or "", text)
            if ordinal is None:
                raise FigureError("no-such-level")
            return Figure(Decimal(ordinal))
        if kind == "date":
            try:
                days = read_period(text)
            except ValueError:
                raise FigureError("not-a-date") from None
            first, last = (Decimal(day.toordinal() - _EPOCH) for day in (days.start, days.end))
            return Figure(first, last=None if first == last else last)
        return None

    def _as_printed(
        self, figure: Figure, printed: str | None, measure: str, kind: type
    ) -> tuple[Figure, tuple[str, str, str, tuple[str, ...]] | None]:
        """Let the printed text decide the interval; it must say the same number as the value."""
        if not printed:
            return figure, None
        try:
            shown = self._read(printed, kind)
        except FigureError as error:
            readings = _readings(printed) if error.kind == "ambiguous" else []
            if not readings:
                return figure, None
            # the plain value beside an ambiguous print settles the cell; nothing is guessed
            settled = next((one for one in readings if one.value == abs(figure.value)), None)
            if settled is None:
                return figure, ("EG004", "ambiguous", printed, tuple(f"{r:f}" for r in error.readings))
            shown = settled
        # "tăng lên 86,5%" beside a level says how it came about, not that it is a change
        turned = signed(shown, measure) if measure != "level" else replace(shown, direction=0)
        if measure in {"change", "growth"} and figure.value == -shown.value and not shown.direction:
            # "gần 1 điểm" beside -1: what says that it is a fall stands further off
            turned = signed(replace(shown, direction=-1), measure)
        if figure.value not in {shown.value, turned.value}:
            return figure, ("EG102", "printed-differs", printed, ())
        if shown.denominator is not None and figure.denominator not in {None, shown.denominator}:
            return figure, ("EG102", "printed-differs", printed, ())
        # "2" beside "giảm 2 bậc": the plain value leaves the sign to the words
        return replace(turned, denominator=shown.denominator or figure.denominator), None

    def _out_of(
        self, figure: Figure, text: str | None, kind: type
    ) -> tuple[Figure, tuple[str, str, str, tuple[str, ...]] | None]:
        if not text:
            return figure, None
        try:
            denominator = self._read(text, kind).value
        except FigureError as error:
            if error.kind == "missing":
                return figure, None
            code = "EG004" if error.kind == "ambiguous" else "EG102"
            return figure, (code, error.kind, text, tuple(f"{r:f}" for r in error.readings))
        if figure.denominator not in {None, denominator}:
            return figure, ("EG102", "denominators-differ", text, ())
        return replace(figure, denominator=denominator), None


_EPOCH = 719_163  # date(1970, 1, 1).toordinal()


def interpret_one(
    row: Mapping[str, Any], *, locale: str | None = None, catalogue: Catalogue | None = None
) -> tuple[dict[str, Any], list[Fault]]:
    """Interpret a single row given by field names; numbers are taken as they are, text as printed."""
    mark = LOCALES.get(locale or "")
    cells: dict[str, list[Cell]] = {}
    for name, value in row.items():
        native = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
        cells[name] = [None if value is None else Native(value) if native else str(value)]
    interpreter = Interpreter(catalogue or load_catalogue(), mark)
    columns, faults = interpreter.columns(cells, 1)
    unknown = {name: row[name] for name in row.keys() - columns.keys()}
    return {name: column[0] for name, column in columns.items()} | unknown, faults


def _readings(printed: str) -> list[Figure]:
    """Return what a print says with either mark; nothing where it is no figure with words of a sentence around it."""
    found = []
    for mark in LOCALES.values():
        with contextlib.suppress(FigureError):
            found.append(read_figure(printed, mark))
    return found


def _stripped(cell: Cell) -> str | None:
    return cell.strip() or None if cell else None


def _integer(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _spelled(read: Callable[[str], Period], text: str) -> tuple[str, str, str]:
    """Return a period's canonical text, first and last day, spelt once for all rows that share it."""
    period = read(text)
    return period.text, period.start.isoformat(), period.end.isoformat()


def _word(name: str, cell: Cell) -> str | None:
    text = _stripped(cell)
    return enumerated(name, text) if text else None
