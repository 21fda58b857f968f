"""What a figure comes to in a record: its sign, its scale, and the columns that it fills."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from egovcheck.records.figures import Figure, FigureError, half_up

_MIRRORED = {"at_least": "at_most", "at_most": "at_least", "almost": "at_least"}
_POWERS = {Decimal(10) ** power: power for power in range(5)}


class Reading(NamedTuple):
    """What a figure comes to, ready for a table: decimals as text, quantised to the ten places of the records table."""

    value: str
    denominator: str | None
    unit: str | None
    qualifier: str
    decimals: int
    low: str | None
    high: str | None
    high_open: bool
    plausible: str | None
    step: str


def rescaled(figure: Figure, maximum: Decimal) -> Figure:
    """Read a score by the total it is printed with: 59.31/100 of an index that runs to 1 is 0.5931."""
    shift = _POWERS.get(figure.denominator or maximum, 0) - _POWERS.get(maximum, 0)
    if not shift or not {figure.denominator, maximum} <= _POWERS.keys():
        return figure
    return replace(
        figure,
        value=figure.value.scaleb(-shift),
        denominator=maximum,
        decimals=max(0, figure.decimals + shift),
        unit_place=figure.unit_place.scaleb(-shift),
        last_digit=figure.last_digit.scaleb(-shift),
    )


def signed(figure: Figure, measure: str) -> Figure:
    """Give a change the sign that its word says; a word of direction at a level is a change that was not declared."""
    if not figure.direction or measure in {"multiple", "mean"}:
        return figure
    if measure == "level":
        raise FigureError("change-not-declared")
    if figure.direction > 0 or figure.value < 0:
        return figure
    mirrored = _MIRRORED.get(figure.qualifier or "", figure.qualifier)
    return replace(figure, value=-figure.value, qualifier=mirrored)


def plain(value: Decimal | None) -> str | None:
    """Return a decimal as text without exponent, quantised to the ten places of the records table."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        value = half_up(value, 10)
    return f"{value:f}"
