"""What stands in front of a number: qualifiers, words of rank, of change, of a level that was reached, of a mean."""

from __future__ import annotations

from dataclasses import dataclass

from egovcheck.prose.lexicon import FigureWords, figure_words
from egovcheck.prose.numbers import Number
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import SIGN, WORD

_STEPS = 7
_QUOTES = frozenset("\"“”'‘’(")


@dataclass(slots=True)
class LeftSide:
    """The words in front of a number that belong to it.

    ``first`` is where they begin, ``core`` where those begin that qualify it or make it a rank. ``change`` is the
    direction of a word of change, ``reached`` tells that the figure is the level that a change led to, ``starts`` that
    it is the one it came from ("từ", "from"). ``change_at`` is where the word of change stands, -1 where there is none;
    ``gain`` tells of one that may only mean that a level was reached. ``near`` is how many tokens the phrase directly
    at the number has.
    """

    first: int
    core: int
    qualifier: str | None = None
    rank: bool = False
    top: bool = False
    change: int = 0
    change_at: int = -1
    reached: bool = False
    starts: bool = False
    multiple: bool = False
    mean: bool = False
    gain: bool = False
    currency: str | None = None
    near: int = 0


def left_side(text: Text, number: Number, start: int) -> LeftSide:
    """Read backwards from a number to ``start``, the beginning of its sentence or the end of the figure before."""
    words = figure_words()
    side = LeftSide(number.first, number.first)
    position = number.first
    if currency := words.currencies.before(text, position, max(start, position - 3)):
        side.currency = currency[1]
        side.first = side.core = position = currency[0]
    for _ in range(_STEPS):
        while position > start and text.tokens[position - 1].word in _QUOTES:
            position -= 1
        found = words.left.before(text, position, max(start, position - 6))
        if found is None or text.tokens[found[0]].kind not in {WORD, SIGN}:
            break
        begin, meaning = found
        if meaning.part == "filler":
            if text.tokens[begin].word in {"tu", "from"}:
                side.starts = True
            position = begin
            continue
        if not _take(text, side, begin, position, meaning.part, meaning.value, words):
            break
        side.near = side.near or number.first - begin
        position = begin
        if meaning.part != "reached" or side.change:
            side.first = begin
        if meaning.part in {"qualifier", "rank", "top"}:
            side.core = begin
        if side.change_at >= 0:
            break
    return side


def _take(  # noqa: PLR0917 - what was found, and where
    text: Text, side: LeftSide, begin: int, end: int, part: str, value: str, words: FigureWords
) -> bool:
    """Take one phrase; return whether what stands in front of it may belong to the figure too."""
    if part == "qualifier":
        if side.qualifier is None or (side.qualifier, value) == ("at_least", "about"):
            # "khoảng hơn 18 triệu": the word next to the figure decides
            side.qualifier = side.qualifier or value
        return True
    if part == "rank":
        if side.rank and text.tokens[begin].word == "so":
            return False
        side.rank = True
        return True
    if part == "top":
        side.top = True
        return True
    if part == "mean":
        side.mean = words.no_means.before(text, end, begin - 2) is None
        return side.mean
    if part == "multiple":
        side.multiple = True
        side.change = side.change or 1
        return True
    if part == "reached":
        side.reached = True
        if value != "0" and not side.change:
            side.change = int(value)
        if text.tokens[begin].word in {"tu", "from"}:
            side.starts = True
        return True
    side.gain = value == "gain"
    side.change = 1 if side.gain else int(value)
    side.change_at = begin
    return True
