"""One figure as the matching of indicators sees it: its words, its reach, and what is said at the figure itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.patterns import Patterns
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.indicators.reach import Reach
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import WORD

_POPULATION = 5
_EVERYBODY = 3
_NAMES_ANOTHER = 0.25
_SHARE = 0.4
_REGION = 0.55
_MEAN = 8
_LONG = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with the phrases found in it: where those of each group stand, in order."""

    text: Text
    hits: Mapping[int, list[Hit]]
    patterns: Patterns

    def said(self, group: int) -> Sequence[Hit]:
        """Return where the phrases of a group stand."""
        return self.hits.get(group, ())


@dataclass(slots=True)
class Sight:
    """A figure and its surroundings. What depends on the figure alone is looked at once.

    ``noun`` are the words of what is counted. ``of`` is the first word of what a percent is of ("30% số hồ sơ"), None
    where nothing of the kind stands behind it. ``grows`` tells that something of its own is said to grow ("doanh thu
    tăng 15%"), ``share`` that the words before speak of a share, ``never`` that it is no figure of an index whatever is
    said of one ("năm thứ 2", "thang điểm 100", "cao hơn 0,1 so với bình quân"), ``regional`` that a rank is one among
    some provinces, ``noun_told`` that a score has something counted behind it and ``elsewhere`` that the sentence names
    what it is in, so that nothing that was told of before is meant.
    """

    reading: Reading
    figure: Figure
    reach: Reach
    noun: list[str] = field(init=False)
    of: int | None = field(init=False, default=None)
    grows: bool = field(init=False, default=False)
    share: bool = field(init=False, default=False)
    never: bool = field(init=False, default=False)
    regional: bool = field(init=False, default=False)
    noun_told: bool = field(init=False, default=False)
    elsewhere: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        figure, reading = self.figure, self.reading
        patterns = reading.patterns
        self.noun = reading.text.words(figure.noun, figure.noun_last)
        shares = self.reach.best(reading.said(patterns.shares))
        self.share = shares is not None and shares[0] >= _SHARE and shares[1].first < figure.core
        if figure.shape == "percent" and figure.measure in {"level", "mean"}:
            self.of = self._percent_of()
        if figure.measure in {"growth", "multiple"}:
            self.grows = any(self.content(i) for i in range(self.reach.before, figure.first))
        if figure.shape == "rank":
            self.never = self._said_at(patterns.no_ranks, 1, 0)
            regional = self.reach.best(reading.said(patterns.regions))
            self.regional = regional is not None and regional[0] >= _REGION
        elif figure.shape in {"score", "number"} and figure.denominator is None:
            self.never = self._said_at(patterns.scales, 3, 3)
        if figure.measure in {"change", "growth"}:
            self.never = self.never or self._said_at(patterns.means, 0, _MEAN)
        if figure.shape in {"score", "number"} and self.noun:
            self.noun_told = self.content(figure.noun)
        self.elsewhere = self._is_elsewhere()

    def content(self, index: int) -> bool:
        """Say whether a token is a word that means something here: no name, nor how much, when or where."""
        token = self.reading.text.tokens[index]
        light = self.reading.patterns.lexicon.light
        return token.kind == WORD and token.word not in light and not self.reading.text.raw[token.start].isupper()

    def _percent_of(self) -> int | None:
        tokens, lexicon = self.reading.text.tokens, self.reading.patterns.lexicon
        begin = self.figure.core_last
        for index in range(begin, min(begin + _POPULATION, self.reach.end)):
            token = tokens[index]
            if token.kind != WORD:
                return None
            if token.word in lexicon.articles or (token.word in lexicon.light and index > begin):
                continue
            if token.word in lexicon.light or (index > begin and not self.content(index)):
                return None
            last = min(index + _EVERYBODY, self.reach.end)
            return None if any(tokens[i].word in lexicon.everybody for i in range(index, last)) else index
        return None

    def _said_at(self, group: int, before: int, behind: int) -> bool:
        """Say whether a phrase stands so few words before the figure, in it, or so few behind it."""
        said = self.reading.said(group)
        first, last = self.figure.first - before, self.figure.core_last
        if behind:
            last = min(self.figure.last + behind, self.reach.end)
        for index in range(bisect_left(said, (first - _LONG,)), len(said)):
            if said[index].first >= last:
                return False
            if said[index].last >= first:
                return True
        return False

    def _is_elsewhere(self) -> bool:
        reading, reach, figure = self.reading, self.reach, self.figure
        patterns = reading.patterns
        if figure.measure in {"multiple", "growth"}:
            return True
        if reach.best(reading.said(patterns.tables)):
            return False
        if figure.shape == "rank":
            behind = reading.said(patterns.in_what)
            index = bisect_left(behind, (figure.last,))
            if index < len(behind) and behind[index].first < reach.close:
                return True
        other = reach.best(reading.said(patterns.other_index))
        if (
            other is None
            or other[0] < _NAMES_ANOTHER
            or other[1].last >= figure.first
            or not self.content(other[1].last)
        ):
            return False
        same = reach.best(reading.said(patterns.same_index))
        return same is None or not same[1].first <= other[1].first < same[1].last

    def share_of_a_count(self, words: Sequence[tuple[int, int]]) -> bool:
        """Say whether a percent in brackets is a share of what is counted before them ("10 tỉnh (15,87%)")."""
        tokens, first = self.reading.text.tokens, self.figure.first
        if self.figure.shape != "percent" or first < 2 or tokens[first - 1].word != "(":
            return False
        return tokens[first - 2].kind == WORD and all(last != first - 1 for _, last in words)
