"""What kind of figure a number is, by the words around it: a rank, a share, a change, a sum of money, a count."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from egovcheck.prose.figure import Shape
from egovcheck.prose.left import LeftSide
from egovcheck.prose.lexicon import MONEY, FigureWords, figure_words
from egovcheck.prose.numbers import Number
from egovcheck.prose.right import RightSide
from egovcheck.prose.text import Text

TIMES = frozenset({"day", "hour", "minute", "second", "month", "year", "week"})
_LARGEST_SCORE = 1000
_LARGEST_RANK = 1000


class Kind(NamedTuple):
    """Shape, unit and measure of a figure, as ``Figure`` has them."""

    shape: Shape
    unit: str | None
    measure: str = "level"


def kind_of(text: Text, number: Number, left: LeftSide, right: RightSide) -> Kind | None:
    """Return the kind of a figure, or None where a number is none."""
    words = figure_words()
    changed = _is_changed(left, right)
    measure = "change" if changed else "level"
    ranked = left.rank or left.top or (number.ordinal and _is_placed(text, number, words))
    unit = left.currency or right.unit
    if unit == "place":
        return Kind("rank", "rank", "level" if ranked and not changed else "change")
    if unit == "time" or (left.multiple and unit is None):
        compared = words.compared.at(text, right.core_last, right.core_last + 4)
        return Kind("number", None, "multiple") if left.multiple or left.change or compared else None
    if unit in _OF_UNIT:
        return _OF_UNIT[unit]._replace(measure=measure)
    if unit == "percent":
        return Kind("percent", "percent", "growth" if changed else "level")
    if unit == "point":
        return Kind("percent", "percent", "change")
    return _without_unit(text, number, left, right, measure, ranked=ranked)


_OF_UNIT: dict[str | None, Kind] = {
    **{unit: Kind("money", unit) for unit in MONEY},
    **{unit: Kind("duration", unit) for unit in TIMES},
    "workday": Kind("count", "count"),
    "index": Kind("score", "index"),
}


def _is_changed(left: LeftSide, right: RightSide) -> bool:
    """Say whether words make a figure a change: not "cắt giảm 30/120 thủ tục", nor "lên 86,5%", which was reached."""
    if right.change:
        return True
    reached = left.reached or left.starts or right.out_of is not None or (left.gain and right.unit != "place")
    return left.change != 0 and not reached


def _without_unit(
    text: Text, number: Number, left: LeftSide, right: RightSide, measure: str, *, ranked: bool
) -> Kind | None:
    words = figure_words()
    value = number.total
    if number.ordinal:
        return Kind("rank", "rank") if ranked or left.starts or left.reached else None
    # "xếp hạng 193 quốc gia" ranks so many
    many = right.out_of is None and not left.top and words.members.at(text, right.noun, right.noun_last)
    whole = not value % 1 or number.other is not None
    if ranked and not many and whole and number.scale == 1 and 0 < value < _LARGEST_RANK:
        return Kind("rank", "rank")
    named = right.noun < right.noun_last
    if right.out_of is not None:
        fraction = number.decimals and number.other is None
        return Kind("score", "index", measure) if fraction else Kind("count", "count", measure)
    if number.decimals and number.scale == 1 and (number.other is None or not named):
        return Kind("score", "index", measure)
    if named:
        return Kind("count", "count", measure)
    return None if number.spelt else Kind("number", None, measure)


def _is_placed(text: Text, number: Number, words: FigureWords) -> bool:
    """Say whether an English ordinal is a rank: 71st, but not the 5th edition or the fifth of August."""
    if words.rank_nouns.at(text, number.last, number.last + 6) is not None:
        return True
    after = text.tokens[number.last] if number.last < len(text.tokens) else None
    return not number.spelt and (after is None or after.word not in words.no_rank_nouns)


def value_of(number: Number, kind: Kind) -> Decimal:
    """Return the value in full units, of two readings the one that the kind allows.

    1,039 services are whole, 42.269 points have a fraction.
    """
    value = number.total
    if number.other is None:
        return value
    readings = (number.value, number.other)
    if kind.shape in {"score", "percent"} and max(readings) > _LARGEST_SCORE:
        number.decimals = 3
        return min(readings)
    if kind.shape in {"count", "rank", "money"} and number.scale == 1:
        number.decimals = 0
        return max(readings)
    return value


def out_of(kind: Kind, value: Decimal, right: RightSide) -> Decimal | None:
    """Return what a figure is out of; of "trong 63 tỉnh" only where that is no less than the figure."""
    number = right.out_of
    if number is None:
        return None
    whole = number.other is not None and not value % 1 and kind.shape != "score"
    total = max(number.value, number.other or number.value) if whole else number.total
    countable = kind.shape in {"rank", "count", "number", "score"} and total >= value
    return total if countable or not right.out_of_in_words else None
