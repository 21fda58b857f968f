"""Records as the columns of SDMX-CSV, so written that reading them gives the same records and intervals again.

What SDMX has no concept for (a qualifier such as "more than", the quote, the denominator) stands in attributes of our
own. A record that is not read back as it was is told; nothing is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.interpret import Interpreter
from egovcheck.records.sdmx.form import SdmxForm
from egovcheck.records.sdmx.header import read_columns
from egovcheck.records.sdmx.times import to_sdmx
from egovcheck.records.sdmx.values import figure_of
from egovcheck.sources.tables import Cell, Chunk

DIMENSIONS = ("REF_AREA", "INDICATOR", "MEASURE_TYPE", "BASE_PER", "BREAKDOWN", "SOURCE", "STATEMENT", "TIME_PERIOD")
MEASURE = "OBS_VALUE"
ATTRIBUTES: Mapping[str, str] = {
    "UNIT_MEASURE": "unit",
    "UNIT_MULT": "",
    "DECIMALS": "",
    "OBS_STATUS": "status",
    "QUALIFIER": "qualifier",
    "DENOMINATOR": "denominator",
    "PRINTED": "printed",
    "PRINTED_TEXT": "",
    "PUBLISHER": "publisher",
    "PUBLISHED": "published",
    "URL": "url",
    "AUTHORITY": "authority",
    "QUOTE": "quote",
    "COMMENT_OBS": "note",
    "PATH": "path",
    "QUOTE_START": "start",
    "QUOTE_END": "end",
}
"""The attributes with the field of a record that each holds; the others are worked out."""

COLUMNS = (*DIMENSIONS, MEASURE, *ATTRIBUTES)
_STATUS = {"actual": "A", "provisional": "P", "estimate": "E", "target": "F"}
_SAME = ("value", "low", "high", "high_open", "plausible", "step", "denominator", "qualifier", "unit")
_HEADER = ("STRUCTURE", "STRUCTURE_ID", *COLUMNS)
_FIGURE = (MEASURE, "UNIT_MULT", "DECIMALS", "PRINTED", "PRINTED_TEXT")


_Cells = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a record says of its figure: the value, its decimals, the step of its last digit, and the print."""

    value: Decimal
    decimals: int
    step: Decimal
    printed: str

    @classmethod
    def of(cls, batch: Mapping[str, Sequence[Any]], row: int, printed: str) -> _Figure:
        """Return the figure of one record."""
        step = _decimal(batch["step"][row]) or Decimal(1)
        # the digits that count: those of a printed binary fraction beyond them are noise
        return cls(_decimal(batch["value"][row]), max(0, -step.adjusted()), step, printed)


@dataclass
class Outgoing:
    """Turns batches of records into columns. ``changed`` counts records whose interval could not be kept."""

    catalogue: Catalogue
    records: int = 0
    changed: int = 0
    _seen: dict[bytes, int] = field(default_factory=dict)

    def columns(self, batch: Mapping[str, Sequence[Any]], rows: int) -> dict[str, list[str]]:
        """Return the columns of SDMX-CSV for ``rows`` records given by the columns of ``IndicatorRecord``."""
        out = {id_: [_text(value) for value in batch[name]] for id_, name in ATTRIBUTES.items() if name}
        out["REF_AREA"] = [code or "_U" for code in batch["area"]]
        out["INDICATOR"] = [code or "_U" for code in batch["indicator"]]
        out["MEASURE_TYPE"] = list(batch["measure"])
        out["BASE_PER"] = [to_sdmx(period) if period else "_Z" for period in batch["base_period"]]
        out["BREAKDOWN"] = list(batch["breakdown"])
        out["SOURCE"] = list(batch["source"])
        out["TIME_PERIOD"] = [to_sdmx(period) if period else "" for period in batch["period"]]
        out["OBS_STATUS"] = [_STATUS[status] for status in batch["status"]]
        self._add_figures(out, batch, rows)
        out["STATEMENT"] = self._statements(out, rows)
        self.records += rows
        return {id_: out[id_] for id_ in COLUMNS}

    def _add_figures(self, out: dict[str, list[str]], batch: Mapping[str, Sequence[Any]], rows: int) -> None:
        """Write each figure in the first way that is read back as it was, and what was printed beside it."""
        printed = out["PRINTED"]
        for name in _FIGURE:
            out[name] = [""] * rows
        figures = [_Figure.of(batch, row, printed[row]) for row in range(rows)]
        alone = left = list(range(rows))
        for way in (_plainly, _by_multiplier):
            left = self._written(out, batch, left, {row: way(figures[row]) for row in left})
        unlike = set(left)
        # the value says all; what was printed is read beside it where that changes nothing, else only shown
        told = [row for row in alone if row not in unlike and printed[row] != _figure(out, row)]
        beside = {row: (*_value(out, row), printed[row], "") for row in told}
        for row in self._written(out, batch, told, beside):
            _put(out, row, (*_value(out, row), "", printed[row]))
        for way in (_with_print, _scaled_with_print, _as_label):
            left = self._written(out, batch, left, {row: way(figures[row]) for row in left})
        for row in left:
            _put(out, row, (*_plainly(figures[row])[:4], printed[row]))
        self.changed += len(left)

    def _written(
        self,
        out: dict[str, list[str]],
        batch: Mapping[str, Sequence[Any]],
        rows: Sequence[int],
        cells: Mapping[int, _Cells],
    ) -> list[int]:
        """Write the cells of some rows; return those rows that would be read otherwise than they are."""
        for row in rows:
            _put(out, row, cells[row])
        return self._otherwise(out, batch, rows) if rows else []

    def _otherwise(
        self, out: Mapping[str, Sequence[str]], batch: Mapping[str, Sequence[Any]], rows: Sequence[int]
    ) -> list[int]:
        """Return those of the rows that would be read otherwise than they are."""
        cells: dict[str, list[Cell]] = {id_: [out[id_][row] if id_ in out else "" for row in rows] for id_ in _HEADER}
        form = SdmxForm(read_columns(_HEADER, None, "-"), None, self.catalogue)
        read = next(iter(form.rows(Chunk(cells, list(range(len(rows))), [None] * len(rows))))).split()
        if len(read.record) == len(rows):
            back, faults = Interpreter(self.catalogue).columns(read.cells, len(rows))
            wrong = {fault.index for fault in faults}
            return [
                row
                for index, row in enumerate(rows)
                if index in wrong or any(_unlike(back[name][index], batch[name][row]) for name in _SAME)
            ]
        # a text that was taken for a missing figure or for a range: which of them, is found one by one
        return [row for row in rows if len(rows) == 1 or self._otherwise(out, batch, [row])]

    def _statements(self, out: Mapping[str, Sequence[str]], rows: int) -> list[str]:
        """Number the statements of one key: a source may say a thing twice, and a key of SDMX stands only once."""
        dimensions = [out[id_] for id_ in DIMENSIONS if id_ != "STATEMENT"]
        turns = []
        for key in zip(*dimensions, strict=True):
            digest = hashlib.blake2b("\x1f".join(key).encode("utf-8", "surrogatepass"), digest_size=12).digest()
            self._seen[digest] = turn = self._seen.get(digest, 0) + 1
            turns.append(str(turn))
        return turns or [""] * rows


def _plainly(figure: _Figure) -> _Cells:
    return _fixed(figure.value, figure.decimals), "0", str(figure.decimals), "", ""


def _by_multiplier(figure: _Figure) -> _Cells:
    power = max(0, figure.step.adjusted())
    power += -power % 3
    places = max(0, power - figure.step.adjusted())
    return _fixed(figure.value.scaleb(-power), places), str(power), str(places), "", ""


def _with_print(figure: _Figure) -> _Cells:
    return *_plainly(figure)[:3], figure.printed, ""


def _scaled_with_print(figure: _Figure) -> _Cells:
    return *_by_multiplier(figure)[:3], figure.printed, ""


def _as_label(figure: _Figure) -> _Cells:
    """Levels and dates are stored as numbers, and stated as labels and days."""
    return figure.printed, "", "", "", ""


def _put(out: Mapping[str, list[str]], row: int, cells: _Cells) -> None:
    for name, text in zip(_FIGURE, cells, strict=True):
        out[name][row] = text


def _value(out: Mapping[str, Sequence[str]], row: int) -> tuple[str, str, str]:
    return out[MEASURE][row], out["UNIT_MULT"][row], out["DECIMALS"][row]


def _figure(out: Mapping[str, Sequence[str]], row: int) -> str:
    return figure_of(*_value(out, row))


def _fixed(value: Decimal, places: int) -> str:
    """Return a value with at least so many decimals; digits that it has beyond them stay."""
    text = f"{value.normalize():f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.ljust(places, "0")
    return f"{whole}.{fraction}" if fraction else whole


def _decimal(text: Any) -> Decimal:
    return Decimal(str(text if text is not None else 0))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _unlike(one: Any, other: Any) -> bool:
    if one is None or other is None or isinstance(one, bool):
        return bool(one is not other) if one is None or other is None else bool(one) != bool(other)
    try:
        return Decimal(str(one)) != Decimal(str(other))
    except ArithmeticError:
        return str(one) != str(other)
