"""Figures that are only words: "tăng gấp đôi", "gấp ba", "doubled", "tripled"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from egovcheck.prose.figure import Figure
from egovcheck.prose.lexicon import FigureWords, figure_words
from egovcheck.prose.text import Sentence, Text
from egovcheck.prose.tokens import NUMBER, WORD

_DOUBLE = Decimal(2)


def figures_in_words(text: Text, sentence: Sentence, blocked: Sequence[bool]) -> list[Figure]:
    """Return the multiples of a sentence that are written without a number."""
    words = figure_words()
    found = []
    index = sentence.first
    while index < sentence.last:
        word = text.tokens[index].word
        figure = None
        if word == "gap" and not blocked[index]:
            figure = _times(text, index, sentence, words)
        elif (word in words.english_multiples or word in words.english_numbers) and not blocked[index]:
            figure = _english(text, index, sentence, words)
        if figure is None:
            index += 1
        else:
            found.append(figure)
            index = figure.last
    return found


def _times(text: Text, index: int, sentence: Sentence, words: FigureWords) -> Figure | None:
    """Read "gấp" with a word that is a multiple behind it, a qualifier between them or in front."""
    last = index + 1
    qualifier = None
    # "gấp hơn hai lần": the qualifier stands inside
    for width in (2, 1):
        inside = words.left.before(text, min(last + width, sentence.last), last)
        if inside and inside[0] == last and inside[1].part == "qualifier":
            qualifier, last = inside[1].value, last + width
            break
    multiple = words.multiple_words.at(text, last, sentence.last)
    if not multiple or (multiple[1] != _DOUBLE and _goes_on(text, multiple[0], sentence, words)):
        return None
    last, value = multiple
    if value == 0 or (last < sentence.last and text.tokens[last].kind == NUMBER):
        return None
    if last < sentence.last and text.tokens[last].word == "lan":
        last += 1
    first, direction = index, 1
    if text.tokens[index - 1].word == "hon" and index > sentence.first:
        qualifier = qualifier or "at_least"  # "cao hơn gấp đôi"
    for _ in range(2):
        before = words.left.before(text, first, max(sentence.first, first - 4))
        if before is None or before[1].part not in {"change", "qualifier"}:
            break
        first = before[0]
        if before[1].part == "qualifier":
            qualifier = qualifier or before[1].value
        else:
            direction = int(before[1].value)
    return _multiple(first, last, value, qualifier, direction)


def _goes_on(text: Text, index: int, sentence: Sentence, words: FigureWords) -> bool:
    """Say whether a number goes on behind a word of it: "gấp hai mươi lần"."""
    return index < sentence.last and text.tokens[index].word in words.numbers


def _english(text: Text, index: int, sentence: Sentence, words: FigureWords) -> Figure | None:
    token = text.tokens[index]
    value, last = words.english_multiples.get(token.word), index + 1
    if value is None and index + 2 < sentence.last and text.tokens[index + 1].word == "-":
        value, last = words.english_multiples.get(token.word + text.tokens[index + 2].word), index + 3
    if value is None or text.raw[token.start].isupper():
        return None
    if token.word in {"double", "triple", "half"} and last < sentence.last and text.tokens[last].kind == WORD:
        after = text.tokens[last].word
        if after not in {"the", "that", "those", "its", "in", "compared", "from"}:
            return None  # "double taxation"
    before = words.left.before(text, index, max(sentence.first, index - 4))
    qualifier, first = (before[1].value, before[0]) if before and before[1].part == "qualifier" else (None, index)
    return _multiple(first, last, value, qualifier, -1 if value < 1 else 1)


def _multiple(first: int, last: int, value: Decimal, qualifier: str | None, direction: int) -> Figure:
    return Figure(
        first, last, first, last, "number", value,
        qualifier=qualifier or "exact", measure="multiple", direction=direction, spelt=True,
    )  # fmt: skip
