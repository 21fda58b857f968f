"""A figure found in a text, before anybody has said what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Shape = Literal["rank", "score", "percent", "count", "money", "duration", "number"]
"""What a figure looks like by itself; ``number`` has neither a unit nor a noun behind it: a score, a share, a count."""


@dataclass(slots=True)
class Figure:
    """A figure and the words that belong to it; all places are indexes of tokens, the last one excluded.

    ``first`` to ``last`` is the quote: qualifier, figure, unit and what is counted. ``core`` to ``core_last`` is what
    is printed of it, with its qualifier and without what is counted. ``noun`` to ``noun_last`` is what is counted,
    empty where nothing is.

    ``value`` is in full units and, for changes, signed: for ranks places gained, for the others what was added.
    ``direction`` is what a word says of a change: 1 up or better, -1 down or worse, 0 nothing. ``measure``,
    ``qualifier`` and ``unit`` are those of a record; money and durations have units of their own too (USD; hour, month,
    year). ``end`` tells the two figures of a printed range: ``low`` or ``high``. ``role`` tells "from" and "to" of a
    change that names both its levels, and "base" of a level that another one is compared with. ``per`` is what a rate
    is by: "year" in "mỗi năm".
    """

    first: int
    last: int
    core: int
    core_last: int
    shape: Shape
    value: Decimal
    denominator: Decimal | None = None
    unit: str | None = None
    qualifier: str = "exact"
    measure: str = "level"
    direction: int = 0
    target: bool = False
    noun: int = 0
    noun_last: int = 0
    end: Literal["low", "high"] | None = None
    role: Literal["from", "to", "base"] | None = None
    decimals: int = 0
    per: str | None = None
    spelt: bool = False
    """Whether the number is written in words."""

    digits_last: int = 0
    """Where the number with its scale words ends."""

    other: Decimal | None = None
    """What the digits come to if their separator is meant the other way round, where that is possible."""

    range_high: Figure | None = None
    """The high end of a range, which is a figure of its own, on the one that is the low end."""
