"""How much a word has to do with a figure, by where it stands: with the figure, in its sentence, or above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.lexicon import Lexicon
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.text import Text

_OWN, _BETWEEN_BEFORE, _BETWEEN_AFTER = 1.0, 0.8, 0.6
_OF_THE_ONE_BEFORE, _EARLIER, _BEYOND, _OF_THE_NEXT, _AFTER_THE_NEXT = 0.45, 0.4, 0.2, 0.1, 0.07
_UNPARTED = 0.75
"""Weights within the sentence; unparted is what stands between two figures with no comma or the like between them."""

_PARAGRAPH, _HEADING, _TITLE, _PARAGRAPH_BEFORE, _ANYWHERE = 0.2, 0.17, 0.15, 0.14, 0.04
"""Weights above the sentence, less than of any word in it."""

_NEAR, _FAR, _FARTHEST = 0.012, 0.03, 30
"""How a weight falls off with each word between, within the figure's own part and beyond it."""

_PARAGRAPHS_BEFORE = 5

_JOINED = 2
_MOST_BEFORE, _MOST_AFTER = 150, 80
"""So many words of a sentence are looked at; nobody's sentence is longer, but a hostile one may be."""


@dataclass(slots=True)
class Reach:
    """The parts of a sentence as one figure sees them; all are indexes of tokens.

    From ``start`` of the sentence over the end of the figure before (``before``), the first and last separator behind
    that (``parted``, ``own``; ``hard`` is the last semicolon), the figure (``core`` to ``last``, with its noun), the
    figure that is ``joined`` to it, the first and last separator (``close``, ``next_own``) and the next figure
    (``following``) to the ``end`` of the sentence. ``unparted`` tells that no separator stands before it.
    """

    start: int
    before: int
    parted: int
    own: int
    core: int
    last: int
    close: int
    next_own: int
    following: int
    end: int
    unparted: bool
    hard: int
    joined: int
    above: list[tuple[int, int, float]] = field(default_factory=list)
    """Places outside the sentence, first and last token and weight, best first."""

    def weight(self, hit: Hit) -> float:
        """Return how much a phrase within the sentence has to do with the figure, 0 to 1."""
        return self._behind(hit.first) if hit.first >= self.core else self._before(hit.first, self.core - hit.last)

    def _behind(self, first: int) -> float:
        if first < self.last:
            return _OWN
        if first < self.joined:
            return _OF_THE_NEXT
        if first < self.close:
            return _OWN / (1 + _NEAR * (first - self.last))
        if first < self.next_own:
            return _BETWEEN_AFTER / (1 + _NEAR * (first - self.last))
        return _OF_THE_NEXT if first < self.following else _AFTER_THE_NEXT

    def _before(self, first: int, away: int) -> float:
        if first >= self.own:
            return _OWN / (1 + _NEAR * away)
        if first >= self.parted:
            return _BETWEEN_BEFORE / (1 + _NEAR * away)
        if first >= self.before:
            return (_UNPARTED if self.unparted else _OF_THE_ONE_BEFORE) / (1 + _NEAR * away)
        if first < self.start:
            return 0.0
        steps = away if away <= _FARTHEST else _FARTHEST + (away - _FARTHEST) // 10
        return (_EARLIER if first >= self.hard else _BEYOND) / (1 + _FAR * steps)

    def best(
        self, hits: Sequence[Hit], *, above: bool = False, but: Sequence[tuple[int, int]] = ()
    ) -> tuple[float, Hit] | None:
        """Return the weightiest of the phrases, those outside the sentence only where ``above`` is wanted.

        Those that have a token of ``but`` are passed over, unless they are part of it: one word cannot say two things.
        """
        begin = bisect_left(hits, (self.start,))
        best: tuple[float, Hit] | None = None
        for index in range(begin, len(hits)):
            hit = hits[index]
            if hit.first >= self.end:
                break
            if any(_clashes(hit, taken) for taken in but):
                continue
            weight = self.weight(hit)
            if weight > 0 and (best is None or weight >= best[0]):
                best = weight, hit
        if above and (best is None or best[0] < _PARAGRAPH):
            for first, last, weight in self.above:
                index = bisect_left(hits, (last,)) - 1
                if index >= 0 and hits[index].first >= first and (best is None or best[0] < weight):
                    return weight * (1 - min(0.3, (last - hits[index].last) / 1000)), hits[index]
        return best


def _clashes(hit: Hit, taken: tuple[int, int]) -> bool:
    if hit.first >= taken[1] or taken[0] >= hit.last:
        return False
    return not (taken[0] <= hit.first and hit.last <= taken[1] and hit.last - hit.first < taken[1] - taken[0])


def reaches(text: Text, figures: Sequence[Figure], lexicon: Lexicon, *, tables: Sequence[Hit]) -> list[Reach]:
    """Return the reach of every figure, in order; figures are in the order of the text.

    ``tables`` are mentions of a ranking told of before: in their sentences all of the text before is looked at.
    """
    places = _Places(text)
    found = []
    for index, figure in enumerate(figures):
        number = text.sentence_of(figure.core)
        sentence = text.sentences[number]
        reach = _reach(text, figures, index, lexicon)
        reach.above = places.above(number)
        named = bisect_left(tables, (sentence.first,))
        if named < len(tables) and tables[named].first < sentence.last:
            reach.above = [*reach.above, (0, sentence.first, _ANYWHERE)]
        found.append(reach)
    return found


def _reach(text: Text, figures: Sequence[Figure], index: int, lexicon: Lexicon) -> Reach:
    figure = figures[index]
    sentence = text.sentences[text.sentence_of(figure.core)]
    last = max(figure.last, figure.noun_last)
    start = max(sentence.first, figure.first - _MOST_BEFORE)
    end = max(last, min(sentence.last, last + _MOST_AFTER))
    before, following = start, end
    for other in reversed(figures[max(0, index - 3) : index]):
        if other.last <= figure.first:
            before = max(start, other.last, min(other.noun_last, figure.first))
            break
    for other in figures[index + 1 : index + 4]:
        if other.first >= last:
            following = min(end, other.first)
            break
    parted, own = _parted(text, before, figure.first, lexicon)
    unparted = parted == figure.first
    if before == start:
        unparted, parted, own = False, start, start if unparted else own
    joined = last
    close, next_own = _parted(text, last, following, lexicon)
    if following == end:
        next_own = end
    elif following - last <= _JOINED and any(text.tokens[i].word in lexicon.joining for i in range(last, following)):
        # "22/22 bộ và 63/63 tỉnh đã có …": what is said of the second is said of the first
        nearest = next(other for other in figures[index + 1 : index + 4] if other.first >= last)
        close = max(nearest.last, nearest.noun_last)
        next_own = _parted(text, close, end, lexicon)[0]
        following, joined = end, close
    hard = next((i for i in range(figure.first - 1, start, -1) if text.tokens[i].word in lexicon.hard), start)
    return Reach(start, before, parted, own, figure.core, last, close, next_own, following, end, unparted, hard, joined)


def _parted(text: Text, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """Return the first and last separator between two figures, both ``last`` where there is none."""
    begin = end = last
    for index in range(first, last):
        word = text.tokens[index].word
        if word in lexicon.separators:
            if begin == last:
                begin = index
            end = index
            if word in lexicon.hard:
                return index, index
    return begin, end


class _Places:
    """Where a reader looks for what a sentence is about, from near to far."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._headings = [i for i, p in enumerate(text.paragraphs) if p.role == "heading"]
        self._known: dict[int, list[tuple[int, int, float]]] = {}

    def above(self, number: int) -> list[tuple[int, int, float]]:
        sentence = self._text.sentences[number]
        paragraphs = self._text.paragraphs
        paragraph = paragraphs[sentence.paragraph]
        above = self._known.get(sentence.paragraph)
        if above is None:
            above = self._known[sentence.paragraph] = self._over(sentence.paragraph)
        return [(paragraph.first, sentence.first, _PARAGRAPH), *above]

    def _over(self, paragraph: int) -> list[tuple[int, int, float]]:
        paragraphs = self._text.paragraphs
        over = []
        index = bisect_left(self._headings, paragraph) - 1
        if index >= 0:
            heading = paragraphs[self._headings[index]]
            over.append((heading.first, heading.last, _HEADING))
        title = next((p for p in paragraphs if p.role != "aside"), None)
        if title and title is not paragraphs[paragraph]:
            over.append((title.first, title.last, _TITLE))
        back = [p for p in paragraphs[max(0, paragraph - 2 * _PARAGRAPHS_BEFORE) : paragraph] if p.role == "body"]
        for step, one in enumerate(reversed(back[-_PARAGRAPHS_BEFORE:])):
            over.append((one.first, one.last, _PARAGRAPH_BEFORE - 0.02 * step))
        return over
