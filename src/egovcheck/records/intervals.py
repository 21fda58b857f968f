"""Intervals: the lowest and highest true value that a printed figure allows.

A figure is compared by its interval, never by its digits, so 0.67 and 0.6667 agree, "more than 60 million" and 60.4
million agree, 86 and 88 do not. Rounding is decimal and half-up; ``high`` is excluded where the figure is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from egovcheck.records.figures import Figure

WHOLE_KINDS = frozenset({"rank", "count", "money", "duration", "date", "level", ""})
"""Kinds of indicator whose integers, written out in full, are exact; those of a score or a percent are rounded."""

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Interval:
    """All true values from ``low`` to ``high``; None is unbounded, ``high_open`` leaves ``high`` itself out.

    ``plausible`` is the far end that a reader would expect of an open-sided figure ("more than 60 million": 61
    million). It never makes an error.
    """

    low: Decimal | None
    high: Decimal | None
    high_open: bool = False
    plausible: Decimal | None = None

    def meets(self, other: Interval) -> bool:
        """Say whether some value lies in both intervals."""
        return common_point((self, other))


def common_point(intervals: Iterable[Interval]) -> bool:
    """Say whether some value lies in all of the intervals: max(low) against min(high), open ends minded."""
    lows, highs = [], []
    for interval in intervals:
        if interval.low is not None:
            lows.append(interval.low)
        if interval.high is not None:
            # of two equal highs the open one is the smaller
            highs.append((interval.high, not interval.high_open))
    if not lows or not highs:
        return True
    high, closed = min(highs)
    return max(lows) < high or (max(lows) == high and closed)


def is_whole(kind: str | None, measure: str) -> bool:
    """Say whether integers of this kind and measure are exact: counts and ranks are, shares and scores are not."""
    return (kind or "") in WHOLE_KINDS and measure in {"level", "change"}


def interval_of(figure: Figure, qualifier: str, *, whole: bool, decimals: int | None) -> Interval:
    """Return the interval of a figure.

    Args:
        figure: the figure as printed.
        qualifier: exact, at_least, at_most, almost or about; the record's, where the print does not say.
        whole: whether integers written out in full are exact (see ``is_whole``).
        decimals: the decimals that the publisher gives for this indicator, or None; no interval is narrower than half a
            unit of them, whatever more is printed.
    """
    value = figure.value
    last = value if figure.last is None else figure.last
    if qualifier == "at_least":
        return Interval(value, None, plausible=last + figure.last_digit)
    if qualifier in {"at_most", "almost"}:
        return Interval(None, last, high_open=qualifier == "almost", plausible=value - figure.last_digit)
    if figure.last is not None:
        return Interval(value, last)
    exact = whole and figure.in_full
    floor = Decimal(1).scaleb(-decimals) if decimals else Decimal(0)
    if qualifier == "about":
        reach = max(figure.last_digit if exact else figure.unit_place, floor)
        return Interval(value - reach, value + reach)
    if exact:
        return Interval(value, value)
    half = max(figure.unit_place, floor) * HALF
    return Interval(value - half, value + half, high_open=True)
