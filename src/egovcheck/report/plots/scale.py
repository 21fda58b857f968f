"""From exact decimals to places on a drawing; only the last step, the place itself, is a binary float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_FARTHEST = 20
"""Numbers with more digits than this are not drawn: differences between them could get lost."""


def decimal(text: str | None) -> Decimal | None:
    """Return the number that a plain decimal states, or None where it is none that can be drawn."""
    if text is None or len(text) > 2 * _FARTHEST:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    short = number.is_finite() and len(number.as_tuple().digits) <= _FARTHEST
    return number if short and abs(number.adjusted()) <= _FARTHEST else None


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from ``low`` to ``high``, drawn from place ``start`` to place ``end``."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, number: Decimal) -> float:
        """Return the place of a number."""
        return self.start + float((number - self.low) / (self.high - self.low)) * (self.end - self.start)

    def ticks(self, most: int, *, whole: bool = False) -> list[Decimal]:
        """Return round numbers inside the scale, at most so many, evenly apart; ``whole`` ones where asked for."""
        rough = (self.high - self.low) / most
        unit = Decimal(1).scaleb(rough.adjusted())
        step = next(unit * size for size in (1, 2, 5, 10) if unit * size >= rough)
        if whole:
            step = max(step, Decimal(1))
        first = (self.low / step).to_integral_value(rounding="ROUND_CEILING")
        found = []
        while first * step <= self.high:
            found.append(first * step)
            first += 1
        return found


def around(numbers: Iterable[Decimal], start: float, end: float, *, margin: str = "0.06") -> Scale:
    """Return a scale that holds all the numbers with some room on either side."""
    every = list(numbers)
    low, high = min(every), max(every)
    room = (high - low) * Decimal(margin) or abs(low) * Decimal("0.1") or Decimal(1)
    return Scale(low - room, high + room, start, end)


def plain(number: Decimal) -> str:
    """Return a number as digits, without an exponent and without zeros that say nothing."""
    return f"{number.normalize():f}" if number else "0"
