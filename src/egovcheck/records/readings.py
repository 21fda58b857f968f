"""What a figure comes to in a record: its sign, its scale, and the columns that it fills."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_UP, Decimal
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
    """Give a change the sign, or a multiple the size, that its word says: "giảm 2 lần" is half of it.

    Raises:
        FigureError: where the words state a change or a multiple, and the measure is another.
    """
    if measure == "multiple":
        return _multiplied(figure)
    if measure == "mean":
        return figure
    if measure == "level":
        if figure.direction or figure.multiple:
            raise FigureError("change-not-declared")
        return figure
    if figure.multiple or (figure.direction and figure.unit == "time"):
        raise FigureError("multiple-not-declared")
    if figure.direction >= 0 or figure.value < 0:
        return figure
    mirrored = _MIRRORED.get(figure.qualifier or "", figure.qualifier)
    return replace(figure, value=-figure.value, qualifier=mirrored)


def _multiplied(figure: Figure) -> Figure:
    """Read "tăng 3 lần" as 3 and "giảm 3 lần" as a third; "giảm 30%" and "tăng 0,5 lần" are no multiples."""
    if not figure.direction:
        return figure
    if figure.value < 1 or not (figure.multiple or figure.unit == "time"):
        raise FigureError("change-not-declared")
    if figure.direction > 0:
        return figure
    value = 1 / figure.value
    # the far end of what the printed number may have been rounded from; the near one is closer
    reach = 1 / (figure.value - figure.unit_place / 2) - value
    unit = (2 * reach).quantize(Decimal(1).scaleb(-10), rounding=ROUND_UP)
    return replace(
        figure,
        value=half_up(value, 10).normalize(),
        qualifier=_MIRRORED.get(figure.qualifier or "", figure.qualifier),
        unit_place=unit,
        last_digit=unit,
        in_full=False,
        direction=0,
    )


def plain(value: Decimal | None) -> str | None:
    """Return a decimal as text without exponent, quantised to the ten places of the records table."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        value = half_up(value, 10)
    return f"{value:f}"
