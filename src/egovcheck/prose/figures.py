"""The figures of a text: numbers with the words that say what kind of figure each one is.

Layers: ``numbers`` finds the numbers, ``left`` and ``right`` read the words around one, this module puts together what
they found, and ``relations`` looks at the figures of a sentence beside each other. Nothing here knows an indicator.
"""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.prose.figure import Figure
from egovcheck.prose.kinds import kind_of, out_of, value_of
from egovcheck.prose.left import LeftSide, left_side
from egovcheck.prose.lexicon import Language, figure_words, language_of
from egovcheck.prose.names import is_name
from egovcheck.prose.numbers import Number, numbers
from egovcheck.prose.relations import relate
from egovcheck.prose.right import RightSide, right_side
from egovcheck.prose.text import Sentence, Text
from egovcheck.prose.tokens import NUMBER
from egovcheck.prose.words import figures_in_words


def figures(text: Text, taken: Sequence[tuple[int, int]] = (), language: Language | None = None) -> list[Figure]:
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
    kind = kind_of(text, number, left, right)
    if kind is None:
        return None
    value = value_of(number, kind)
    denominator = out_of(kind, value, right)
    direction = left.change or right.change
    if kind.measure in {"change", "growth"} and direction < 0:
        value = -value
    figure = Figure(
        first=left.first,
        last=right.last,
        core=left.core if kind.measure == "level" else left.first,
        core_last=right.core_last,
        shape=kind.shape,
        value=value,
        denominator=denominator,
        unit=kind.unit,
        qualifier=left.qualifier or right.qualifier or ("at_most" if left.top and value > 1 else "exact"),
        measure="mean" if left.mean and kind.measure == "level" else kind.measure,
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
