"""Figures that do not say themselves what they are of: "tăng từ 72% lên 86,5%", "đạt 30% (cùng kỳ 16,1%)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.patterns import Patterns
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import WORD

_CHANGES = frozenset({"change", "growth", "multiple"})
_FARTHEST = 40
_CLOSE = 3
_HUNDREDS = Decimal(200)
"""No place and no score is larger, but years are."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a figure is of. ``indicator`` is None where nothing fits or two things fit alike.

    ``words`` are the places of the words that decided, first and last token. ``considered`` are other indicators that
    were near, the best first. ``area`` is set where the indicator is always of one area.
    """

    indicator: str | None
    breakdown: str | None = None
    words: tuple[tuple[int, int], ...] = ()
    considered: tuple[str, ...] = ()
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Figures, by their numbers, that take nothing from others.

    Those ``told`` of respectively, those ``never`` of an index, and those ``regional``, among some provinces, in order.
    """

    told: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()
    regional: tuple[int, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    """The part of its sentence that is each figure's own, first and last token."""


def inherit(
    text: Text, figures: Sequence[Figure], found: Sequence[Match], patterns: Patterns, settled: Settled
) -> list[Match]:
    """Return the matches, with those of figures that take theirs from a figure beside them.

    Those ``settled`` stay as they are. First what stands before, then, for what is still without, what stands behind
    ("tăng 2 bậc, xếp hạng 86/193").
    """
    matches = list(found)
    order = range(len(figures))
    shut = {*settled.never, *_of_regions(text, figures, settled.regional, patterns)}
    for index in shut:
        matches[index] = Match(None)
    closed = shut | settled.told
    for index in order[1:]:
        own = settled.parts[index] if settled.parts else None
        if index not in closed and (
            _continues(text, figures, matches, index, patterns) or _changes(text, figures, matches, index, own)
        ):
            matches[index] = _taken(figures, matches, index - 1, index)
    for step, indexes in ((-1, order), (1, reversed(order))):
        for index in indexes:
            if index not in shut and matches[index].indicator is None and not matches[index].considered:
                source = _source(text, figures, matches, (index, step), patterns)
                if source is not None:
                    matches[index] = _taken(figures, matches, source, index)
    for index in order[1:]:
        # "đứng thứ 5/11 Đông Nam Á (tăng 1 bậc)": the places gained are those in the same group
        before, match = matches[index - 1], matches[index]
        if figures[index].measure == "change" and match.indicator and match.breakdown is None:
            same = before.indicator == match.indicator and figures[index - 1].shape == "rank"
            if same and _nothing_said(text, figures[index - 1], figures[index], patterns):
                matches[index] = replace(match, breakdown=before.breakdown)
    return matches


def _of_regions(text: Text, figures: Sequence[Figure], regional: Sequence[int], patterns: Patterns) -> Iterator[int]:
    """Yield the figures of regions with those that lead to them ("tăng 1 bậc từ thứ 5 lên thứ 4 trong vùng")."""
    separators = patterns.lexicon.separators
    for number in regional:
        index = number
        yield index
        while (
            index
            and figures[index - 1].shape == "rank"
            and _nothing_said(text, figures[index - 1], figures[index], patterns)
        ):
            between = range(figures[index - 1].last, figures[index].first)
            if any(text.tokens[place].word in separators for place in between):
                break
            index -= 1
            yield index


def _continues(text: Text, figures: Sequence[Figure], matches: Sequence[Match], index: int, patterns: Patterns) -> bool:
    """Say whether a figure goes on with what the one before it is of, whatever farther words could say."""
    figure, before = figures[index], figures[index - 1]
    if not matches[index - 1].indicator or text.sentence_of(figure.core) != text.sentence_of(before.core):
        return False
    said = any(first >= before.last for first, _ in matches[index].words)
    close = figure.measure in _CHANGES and figure.first - max(before.last, before.noun_last) <= _CLOSE
    return (close or not said) and _alike(figure, before, -1) and _nothing_said(text, before, figure, patterns)


def _changes(
    text: Text, figures: Sequence[Figure], matches: Sequence[Match], index: int, own: tuple[int, int] | None
) -> bool:
    """Say whether places gained are those of the rank just told, since nothing in their own part says otherwise."""
    figure, before = figures[index], figures[index - 1]
    if own is None or figure.measure != "change" or not matches[index - 1].indicator or before.shape != "rank":
        return False
    if text.sentence_of(figure.core) != text.sentence_of(before.core) or not _alike(figure, before, -1):
        return False
    said = any(own[0] <= first < own[1] for first, _ in matches[index].words)
    return not said and all(text.tokens[place].word != ";" for place in range(before.last, figure.first))


def _taken(figures: Sequence[Figure], matches: Sequence[Match], source: int, index: int) -> Match:
    match = matches[source]
    taken = replace(match, considered=())
    same = figures[source].core == figures[index].core or figures[index].measure in _CHANGES
    if same or figures[index].shape != "rank":
        return taken
    return replace(taken, breakdown=matches[index].breakdown)


def _source(
    text: Text, figures: Sequence[Figure], matches: Sequence[Match], places: tuple[int, int], patterns: Patterns
) -> int | None:
    """Return the nearest figure on one side of the same sentence from which a figure takes what it is of.

    ``places`` are the number of the figure and the step to that side.
    """
    index, step = places
    figure = figures[index]
    sentence = text.sentence_of(figure.core)
    other = index + step
    while 0 <= other < len(figures) and abs(figures[other].core - figure.core) <= _FARTHEST:
        source = figures[other]
        if text.sentence_of(source.core) != sentence:
            return None
        if _alike(figure, source, step):
            first, second = (source, figure) if step < 0 else (figure, source)
            said = not _nothing_said(text, first, second, patterns)
            return None if said or not matches[other].indicator else other
        other += step
    return None


def _alike(figure: Figure, source: Figure, step: int) -> bool:
    """Say whether two figures can be of one thing by what they look like."""
    if figure.core == source.core:
        return True
    if figure.measure in _CHANGES:
        place = figure.unit in {"place", "rank"} or figure.shape == "rank"
        if place:
            return source.shape == "rank" or source.unit in {"place", "rank"}
        if figure.measure == "change" and figure.shape != "percent":
            return source.shape in {figure.shape, "number"} and not _own_noun(figure, source)
        return source.measure in _CHANGES or source.shape in {
            "percent",
            "count",
            "money",
            "duration",
            "score",
            "number",
        }
    if step > 0:
        return source.shape == figure.shape and figure.role == "from"
    if figure.shape == "number" and figure.noun == figure.noun_last and source.shape in {"rank", "percent", "score"}:
        return source.measure == "level" and figure.value < _HUNDREDS
    if figure.shape == "rank" and source.shape == "rank":
        return True
    return source.shape == figure.shape and source.measure in {"level", "mean"} and not _own_noun(figure, source)


def _own_noun(figure: Figure, source: Figure) -> bool:
    return figure.noun_last > figure.noun and figure.shape == "count" and source.noun_last > source.noun


def _nothing_said(text: Text, first: Figure, second: Figure, patterns: Patterns) -> bool:
    """Say whether nothing between two figures, nor behind the second, is about anything but when and how much."""
    light = patterns.lexicon.light
    begin = max(first.last, first.noun_last)
    for index in range(min(begin, second.first), second.first):
        token = text.tokens[index]
        if token.kind == WORD and token.word not in light and not text.raw[token.start].isupper():
            return False
    behind = second.last
    if second.shape != "percent" or behind >= text.sentences[text.sentence_of(second.core)].last:
        return True
    token = text.tokens[behind]
    return token.kind != WORD or token.word in light or text.raw[token.start].isupper()
