"""The authority's own values: tables of one row an area and edition, and of one row a value.

Files stand in ``schemas/reference``. A wide file has the columns edition, area, seen and one column an indicator
code; a long one edition, area, indicator, printed, denominator, breakdown, seen. Empty cells are no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from egovcheck.core.errors import PackError
from egovcheck.records.catalogue.entries import Indicator
from egovcheck.records.documents import read_csv
from egovcheck.records.figures import FigureError, read_figure
from egovcheck.records.intervals import interval_of, is_whole

_LONG = {"edition", "area", "indicator", "printed", "denominator", "breakdown", "seen"}


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """One value as the authority prints it, with its interval. ``source`` is the file's stem."""

    source: str
    indicator: str
    area: str
    edition: str
    breakdown: str
    printed: str
    value: Decimal
    low: Decimal
    high: Decimal
    high_open: bool
    denominator: Decimal | None
    seen: str


def read_reference(
    path: Path,
    indicators: Mapping[str, Indicator],
    areas: set[str] | None = None,
    others: Mapping[str, set[str]] | None = None,
) -> Iterator[ReferenceValue]:
    """Yield the values of one reference file, of the given areas only or of all.

    ``others`` are further areas, by the one indicator of which their values are wanted.

    Raises:
        PackError: for an unknown column or indicator, or a value that is no figure, with file and line.
    """
    others = others or {}
    partly = set().union(*others.values())
    for line, row in read_csv(path):
        if missing := {"edition", "area", "seen"} - row.keys():
            raise PackError(f"the column '{min(missing)}' is missing", place=f"{path}:1")
        area = row["area"]
        whole = areas is None or area in areas
        if not whole and area not in partly:
            continue
        place = f"{path}:{line}"
        if "indicator" in row:
            if set(row) != _LONG:
                raise PackError(f"the columns must be {', '.join(sorted(_LONG))}", place=place)
            if whole or area in others.get(row["indicator"], ()):
                yield _value(path.stem, row, row["indicator"], row["printed"], indicators=indicators, place=place)
            continue
        for code, printed in row.items():
            if printed and code not in {"edition", "area", "seen"} and (whole or area in others.get(code, ())):
                yield _value(path.stem, row, code, printed, indicators=indicators, place=place)


def _value(
    source: str, row: dict[str, str], code: str, printed: str, *, indicators: Mapping[str, Indicator], place: str
) -> ReferenceValue:
    indicator = indicators.get(code)
    if indicator is None:
        raise PackError(f"'{code}' is not an indicator of the catalogue", place=place)
    try:
        figure = read_figure(printed, ".", native=True)
        denominator = read_figure(row["denominator"], ".", native=True).value if row.get("denominator") else None
    except FigureError:
        raise PackError(f"{code}: '{printed}' is not a number", place=place) from None
    if indicator.decimals:
        # the authority prints all its decimals; a table that drops their zeros has not made them less certain
        unit = min(figure.unit_place, Decimal(1).scaleb(-indicator.decimals))
        figure = replace(figure, unit_place=unit, in_full=False)
    interval = interval_of(figure, "exact", whole=is_whole(indicator.kind, "level"), decimals=indicator.decimals)
    if interval.low is None or interval.high is None:
        raise PackError(f"{code}: '{printed}' has no bounds", place=place)
    return ReferenceValue(
        source=source,
        indicator=code,
        area=row["area"],
        edition=row["edition"],
        breakdown=row.get("breakdown") or "_T",
        printed=printed,
        value=figure.value,
        low=interval.low,
        high=interval.high,
        high_open=interval.high_open,
        denominator=denominator,
        seen=row["seen"],
    )
