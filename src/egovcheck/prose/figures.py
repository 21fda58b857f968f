"""The figures of a text: numbers with the words that say what kind of figure each one is.

Layers: ``numbers`` finds the numbers, ``left`` and ``right`` read the words around one, this module puts together what
they found, and ``relations`` looks at the figures of a sentence beside each other. Nothing here knows an indicator.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from egovcheck.prose.figure import Figure, Shape
from egovcheck.prose.left import LeftSide, left_side
from egovcheck.prose.lexicon import MONEY, FigureWords, Language, figure_words, language_of
from egovcheck.prose.names import is_name
from egovcheck.prose.numbers import Number, numbers
from egovcheck.prose.relations import relate
from egovcheck.prose.right import RightSide, full_value, right_side
from egovcheck.prose.text import Sentence, Text
from egovcheck.prose.tokens import NUMBER
from egovcheck.prose.words import figures_in_words

TIMES = {"day", "hour", "minute", "second", "month", "year", "week"}
_SHARES = ("percent", "point")
_LARGEST_SCORE = 1000


def figures(
    text: Text, taken: Sequence[tuple[int, int]] = (), language: Language | None = None
) -> list[Figure]:
    """Return the figures of the headings and the body of a text, in order.

    ``taken`` are spans of tokens that are dates and times. The two ends of a printed range are two figures.
    """
    language = language or language_of(text)
    blocked = _taken(text, taken)
    found: list[Figure] = []
    every = numbers(text, language, blocked)
    at = 0
    for sentence in text.sentences:
        own = []
        while at < len(every) and every[at].first < sentence.last:
            if every[at].first >= sentence.first:
                own.append(every[at])
            at += 1
        in_words = figures_in_words(text, sentence, blocked)
        if own or in_words:
            found += _sentence(text, sentence, own, in_words, language)
    return found


def _taken(text: Text, times: Sequence[tuple[int, int]]) -> list[bool]:
    """Mark the tokens that are times and dates; a lone 26.7 in front of a unit is none, whatever else it may be."""
    words = figure_words()
    taken = [False] * len(text.tokens)
    for first, last in times:
        at = last - 1
        lone = text.tokens[at].kind == NUMBER and "." in text.tokens[at].word and text.tokens[at].word.count(".") == 1
        if lone and (words.units.at(text, last, last + 3) or words.scales.at(text, last, last + 2)):
            continue
        ranked = words.left.before(text, first, first - 3)
        if ranked and ranked[1].part == "rank" and text.tokens[at].kind == NUMBER and last - first <= 2:
            continue  # "vị trí thứ 4" is no Wednesday
        taken[first:last] = [True] * (last - first)
    return taken


def _sentence(
    text: Text, sentence: Sentence, own: Sequence[Number], in_words: Sequence[Figure], language: Language
) -> list[Figure]:
    """Return the figures of one sentence, seen beside each other."""
    found: list[tuple[Figure, LeftSide]] = []
    start = sentence.first
    skip = -1
    for index, number in enumerate(own):
        if index <= skip:
            continue
        following = own[index + 1] if index + 1 < len(own) else None
        if number.first < start:
            continue
        left = left_side(text, number, start)
        right = right_side(text, number, sentence.last, following)
        if is_name(text, number, left, right, sentence.first, language):
            continue
        figure = _figure(text, number, left, right)
        if figure is None:
            continue
        if right.out_of is not None and figure.denominator is not None:
            skip = index + 1
            figure.last = max(figure.last, right.out_of.last)
        start = max(figure.core_last, figure.last if figure.denominator is not None else 0)
        found.append((figure, left))
    spelt = [one for one in in_words if not any(f.first < one.last and one.first < f.last for f, _ in found)]
    merged = sorted([*found, *((one, LeftSide(one.first, one.first)) for one in spelt)], key=lambda pair: pair[0].first)
    return relate(text, sentence, merged)


def _figure(text: Text, number: Number, left: LeftSide, right: RightSide) -> Figure | None:
    words = figure_words()
    shape, unit, measure, value = _kind(text, number, left, right, words)
    if shape is None:
        return None
    value = _read_by_shape(text, number, shape, value, right)
    denominator = _denominator(number, shape, value, right)
    direction = left.change or right.change
    if measure in {"change", "growth"} and direction < 0:
        value = -value
    figure = Figure(
        first=left.first,
        last=right.last,
        core=left.core if measure == "level" else left.first,
        core_last=right.core_last,
        shape=shape,
        value=value,
        denominator=denominator,
        unit=unit,
        qualifier=left.qualifier or right.qualifier or ("at_most" if left.top and value > 1 else "exact"),
        measure="mean" if left.mean and measure == "level" else measure,
        direction=direction,
        noun=right.noun,
        noun_last=right.noun_last,
        decimals=number.decimals,
        other=number.other,
        digits_last=number.last,
        per=right.per,
        spelt=number.spelt,
    )
    if left.starts:
        figure.role = "from"
    return figure


def _kind(
    text: Text, number: Number, left: LeftSide, right: RightSide, words: FigureWords
) -> tuple[Shape | None, str | None, str, Decimal]:
    """Return shape, unit, measure and value of a figure; shape None where it is none."""
    value = full_value(number, right.unit)
    # "cắt giảm 30/120 thủ tục" tells how many of how many, and "lên 86,5%" the level that was reached
    changed = right.change != 0 or (
        left.change != 0 and not left.reached and not left.starts and right.out_of is None
        and not (left.gain and right.unit != "place")
    )
    rank = left.rank or left.top or (number.ordinal and _is_placed(text, number, words))
    whole = not value % 1
    if right.unit == "place":
        if rank and not changed:
            return "rank", "rank", "level", value
        return "rank", "rank", "change", value
    if right.unit == "time":
        times = left.multiple or left.change != 0 or words.compared.at(text, right.core_last, right.core_last + 4)
        return ("number", None, "multiple", value) if times else (None, None, "", value)
    if left.multiple and right.unit is None:
        return "number", None, "multiple", value
    if right.unit in _SHARES:
        if right.unit == "point":
            return "percent", "percent", "change", value
        return "percent", "percent", "growth" if changed else "level", value
    if right.unit in MONEY or left.currency:
        return "money", left.currency or right.unit, "change" if changed else "level", value
    if right.unit == "workday":
        return "count", "count", "change" if changed else "level", value
    if right.unit in TIMES:
        return "duration", "day" if right.unit == "week" else right.unit, "change" if changed else "level", value
    if right.unit == "index":
        return "score", "index", "change" if changed else "level", value
    if number.ordinal and not rank and not left.starts and not left.reached:
        return None, None, "", value
    if number.ordinal and whole:
        return "rank", "rank", "level", value
    if rank and right.out_of is None and words.members.at(text, right.noun, right.noun_last) and not left.top:
        rank = False  # "xếp hạng 193 quốc gia" ranks so many
    if rank and (whole or number.other is not None) and number.scale == 1 and 0 < value < 1000:
        return "rank", "rank", "level", value
    return _counted(number, left, right, value, changed=changed)


def _is_placed(text: Text, number: Number, words: FigureWords) -> bool:
    """Say whether an English ordinal is a rank: 71st, but not the 5th edition or the fifth of August."""
    if words.rank_nouns.at(text, number.last, number.last + 6) is not None:
        return True
    after = text.tokens[number.last] if number.last < len(text.tokens) else None
    return not number.spelt and (after is None or after.word not in words.no_rank_nouns)


def _counted(
    number: Number, left: LeftSide, right: RightSide, value: Decimal, *, changed: bool
) -> tuple[Shape | None, str | None, str, Decimal]:
    """Return the same of a number without a unit: a count, a share, a score."""
    measure = "change" if changed else "level"
    if right.out_of is not None:
        fraction = number.decimals and number.other is None
        return ("score", "index", measure, value) if fraction else ("count", "count", measure, value)
    if number.decimals and number.scale == 1 and (number.other is None or right.noun == right.noun_last):
        return "score", "index", measure, value
    if number.spelt and right.noun == right.noun_last:
        return None, None, "", value
    if right.noun < right.noun_last:
        return "count", "count", measure, value
    return "number", None, measure, value


def _read_by_shape(text: Text, number: Number, shape: Shape, value: Decimal, right: RightSide) -> Decimal:
    """Choose the reading that the kind of figure allows: 1,039 services is whole, 42.269 points has a fraction."""
    if number.other is None:
        return value
    readings = (number.value, number.other)
    if shape in {"score", "percent"}:
        if max(readings) > _LARGEST_SCORE:
            number.decimals = 3
            return min(readings)
        return value
    if shape in {"count", "rank", "money"} and number.scale == 1:
        number.decimals = 0
        return max(readings)
    return value


def _denominator(number: Number, shape: Shape, value: Decimal, right: RightSide) -> Decimal | None:
    """Return what the figure is out of; words like "trong 63 tỉnh" say so of what is not larger only."""
    out_of = right.out_of
    if out_of is None:
        return None
    total = out_of.total
    if out_of.other is not None and not value % 1 and shape != "score":
        total = max(out_of.value, out_of.other)
    if right.out_of_in_words and (shape not in {"rank", "count", "number", "score"} or total < value):
        return None
    return total

