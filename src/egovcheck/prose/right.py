"""What stands behind a number: unit, denominator, what is counted, a qualifier that follows."""

from __future__ import annotations

from dataclasses import dataclass

from egovcheck.prose.lexicon import FigureWords, figure_words
from egovcheck.prose.numbers import Number
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import NUMBER, SIGN, WORD
from egovcheck.records.names import spelt_like

NOUN_TOKENS = 12
"""What is counted has at most so many tokens."""

_CALENDAR = frozenset({"year", "month", "day"})
_WORDS_BETWEEN = 4
_OUT_OF_FILLERS = frozenset(
    {
        "total",
        "a",
        "of",
        "the",
        "all",
        "nearly",
        "over",
        "more",
        "than",
        "about",
        "gan",
        "hon",
        "tong",
        "so",
        "ca",
        "khoang",
        "toan",
    }
)
_INCREASE_WORDS = frozenset({"year", "on", "-", "annual", "yearly", "net", "sharp", "overall", "slight", "rate"})
_AGO = frozenset({"earlier", "ago", "before", "later"})
"""Behind "a year" these make a time of it: "up from 30% a year earlier"."""

_INSIDE = frozenset("-–\"“”'&/")


@dataclass(slots=True)
class RightSide:
    """What belongs to a number behind it: unit and denominator end at ``core_last``, what is counted at ``last``.

    ``out_of`` is the number that the figure is out of, and ``noun`` to ``noun_last`` what is counted. ``change`` is the
    direction of a word behind the figure that makes it a change.
    """

    core_last: int
    last: int
    unit: str | None = None
    out_of: Number | None = None
    qualifier: str | None = None
    noun: int = 0
    noun_last: int = 0
    per: str | None = None
    change: int = 0
    out_of_in_words: bool = False


def right_side(text: Text, number: Number, limit: int, following: Number | None) -> RightSide:
    """Read on from a number to ``limit``, the end of its sentence; ``following`` is the next number in it, if any."""
    words = figure_words()
    side = RightSide(number.last, number.last)
    tokens = text.tokens
    position = number.last
    if position < limit and tokens[position].word == "+" and tokens[position].start == tokens[position - 1].end:
        side.qualifier = "at_least"
        position = side.core_last = side.last = position + 1
    position = _denominator(text, side, position, limit, following)
    if unit := _unit(text, position, limit):
        position, side.unit = unit
        side.core_last = side.last = position
    if side.unit == "index" and side.out_of is None:
        position = _denominator(text, side, position, limit, following)
    if side.unit in {"percent", "index", "place", None}:
        _changed(text, side, position, limit)
        if side.change:
            return side
    if after := words.after.at(text, position, limit):
        side.qualifier = after[1]
        position = side.core_last = side.last = after[0]
    _noun(text, side, position, limit)
    if side.out_of is None and side.noun < side.noun_last and side.unit is None:
        # "1.039 dịch vụ công trực tuyến/6.842 thủ tục hành chính"
        _denominator(text, side, side.noun_last, limit, following)
        if side.out_of is not None:
            _, side.last = _noun_span(text, side.out_of.last, limit)
    if side.out_of is None and following is not None:
        _out_of_in_words(text, side, following, limit)
    stop = side.last
    per = words.per.at(text, stop, limit)
    if per and not (per[0] < limit and tokens[per[0]].word in _AGO):
        side.last, side.per = per
        if side.noun == side.noun_last:
            side.core_last = side.last
    return side


def _unit(text: Text, position: int, limit: int) -> tuple[int, str] | None:
    """Return the end of a unit at ``position`` and which one it is."""
    words = figure_words()
    unit = words.units.at(text, position, limit)
    if unit is None or not unit[1] or text.tokens[position].word == "x":
        return None
    if unit[1] in _CALENDAR and unit[0] < limit and text.tokens[unit[0]].kind == NUMBER:
        return None  # "88/193 năm 2018"
    blocked = words.no_units.at(text, position, limit)
    return unit if blocked is None or blocked[0] < unit[0] else None


def _denominator(text: Text, side: RightSide, position: int, limit: int, following: Number | None) -> int:
    """Take ``/193`` directly behind a number."""
    tokens = text.tokens
    slash = side.out_of is None and position + 1 < limit and tokens[position].word == "/"
    if slash and following is not None and following.first == position + 1 and not following.spelt:
        side.out_of = following
        side.core_last = side.last = following.last
        return following.last
    return position


def _changed(text: Text, side: RightSide, position: int, limit: int) -> None:
    """See "2 places up", "a 2.6% year-on-year increase", "0.13 higher"."""
    words = figure_words()
    for skipped in range(6 if side.unit == "percent" else 1):
        index = position + skipped
        if index < limit and (found := words.changes_after.at(text, index, limit)):
            side.last, side.change = found
            return
        if index >= limit or text.tokens[index].word not in _INCREASE_WORDS:
            return


def _out_of_in_words(text: Text, side: RightSide, following: Number, limit: int) -> None:
    """See "43 out of 53 services", "thứ 71 trong 193 quốc gia": directly behind the figure or what is counted."""
    words = figure_words()
    found = words.out_of.at(text, side.last, limit)
    if not found or found[0] > following.first or following.first - found[0] > _WORDS_BETWEEN:
        return
    gap = text.words(found[0], following.first)
    if any(word not in _OUT_OF_FILLERS for word in gap):
        return
    side.out_of, side.out_of_in_words = following, True
    if side.noun == side.noun_last:
        side.noun, side.noun_last = _noun_span(text, following.last, limit)


def _noun(text: Text, side: RightSide, position: int, limit: int) -> None:
    first, last = _noun_span(text, position, limit)
    if last > first:
        side.noun, side.noun_last, side.last = first, last, last


def _noun_span(text: Text, position: int, limit: int) -> tuple[int, int]:
    """Return what is counted: the words up to a verb, a comma, the next number."""
    words = figure_words()
    tokens = text.tokens
    first = position
    end = min(limit, position + NOUN_TOKENS)
    index = position
    while index < end:
        whole = words.listed_nouns.at(text, index, limit) or words.compounds.at(text, index, limit)
        if whole:
            index = whole[0]
            continue
        token = tokens[index]
        if token.kind == NUMBER and index > first + 1 and words.labels.before(text, index, index - 2):
            index += 1  # "dịch vụ công trực tuyến mức độ 4"
            continue
        if token.kind == NUMBER or (token.kind == SIGN and not _inside(text, index, end)):
            break
        if token.kind == WORD and _ends_noun(text, index, words):
            break
        index += 1
    while index > first and tokens[index - 1].kind == SIGN:
        index -= 1
    return first, max(first, index)


def _inside(text: Text, index: int, end: int) -> bool:
    """Say whether a sign stands inside what is counted and does not end it: a hyphen or slash between two words."""
    return text.tokens[index].word in _INSIDE and index + 1 < end and text.tokens[index + 1].kind == WORD


def _ends_noun(text: Text, index: int, words: FigureWords) -> bool:
    """Say whether a word is one that ends what is counted; one with other marks is another word."""
    token = text.tokens[index]
    spellings = words.noun_ends.get(token.word, ())
    if not spellings:
        return False
    written = text.raw[token.start : token.end]
    return written.isascii() or any(spelt_like(written, spelling) for spelling in spellings)
