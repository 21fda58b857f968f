"""The times of a text in their sentences: which figure each one belongs to, and which only tell what is compared with.

A time between two figures belongs to the one that no comma, bracket or conjunction parts it from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from egovcheck.prose.figure import Figure
from egovcheck.prose.lexicon import figure_words
from egovcheck.prose.periods_in_turn import times_in_turn
from egovcheck.prose.text import Text
from egovcheck.prose.times import Time
from egovcheck.prose.tokens import NUMBER

_NOT_PERIODS = frozenset({"span", "clock", "weekday", "opaque", "relative"})
ELSEWHERE = frozenset({"base", "same-period"})
_PARTS = {
    **dict.fromkeys(",:", 2), **dict.fromkeys(";()", 3),
    **dict.fromkeys(("while", "whereas", "but", "and", "con", "va", "nhung", "trong"), 1),
}  # fmt: skip
_COMPARED = frozenset({"nhu", "than"})
_MORE = frozenset({"hon", "kem"})
_AGAINST = {
    ("compared", "to"),
    ("compared", "with"),
    ("so", "voi"),
    ("improvement", "from"),
    ("from", "its"),
    ("against", "the"),
}
_FAR = 8
"""Words of comparison stand no further before the time that something is compared with."""
_YEAR = re.compile(r"(?:19|20)\d\d")


_PARTS_OF_YEARS = frozenset({"quarter", "month", "half"})
_LONGEST_BRACKET = 60


@dataclass
class Timeline:
    """The times of one text. ``dateline`` are the characters that tell the day of the document.

    ``own`` are the times of a figure by its index, ``sentences`` those of a sentence by its index, ``untold`` sentences
    with a year that cannot be told ("this year"), ``past`` the times of levels that others are compared with, ``vague``
    sentences with a quarter or month of which nobody knows the year.
    """

    text: Text
    times: Sequence[Time]
    figures: Sequence[Figure]
    dateline: tuple[int, int] | None = None
    own: dict[int, list[Time]] = field(default_factory=dict)
    sentences: dict[int, list[Time]] = field(default_factory=dict)
    untold: set[int] = field(default_factory=set)
    past: set[Time] = field(default_factory=set)
    vague: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        firsts = [figure.first for figure in self.figures]
        for time in sorted((*map(self._named, self.times), *self._years_of_surveys()), key=lambda time: time.first):
            if not self.text.sentences or self._of_document(time):
                continue
            sentence = self.text.sentence_of(time.first)
            if time.period is None and time.kind == "year" and time.relation is None:
                self.untold.add(sentence)
            if time.period is None and time.kind in _PARTS_OF_YEARS and time.relation is None:
                self.vague.add(sentence)
            span = self.text.sentences[sentence]
            if time.period is None or time.kind in _NOT_PERIODS or not span.first <= time.first < span.last:
                continue
            self.sentences.setdefault(sentence, []).append(time)
            after = bisect_left(firsts, time.last)
            owner = self._owner(time, after - 1, after, span.first, span.last)
            if owner is not None:
                self.own.setdefault(owner, []).append(time)
                if self.figures[owner].role in {"from", "base"}:
                    self.past.add(time)
        for index, time in times_in_turn(self.text, self.times, self.figures).items():
            self.own[index] = [time]

    def in_sentence(self, sentence: int) -> Sequence[Time]:
        """Return the times of a sentence, in order."""
        return self.sentences.get(sentence, ())

    def holds(self, time: Time) -> bool:
        """Say whether a time is not only that of something compared with, so that what follows may be of it."""
        return time.relation not in ELSEWHERE and not self._is_past(time)

    def within(self, time: Time, token: int) -> bool:
        """Say whether no bracket that a time stands in has closed before a token: "(năm 2019 đạt 30%), …"."""
        depth = 0
        for other in self.text.tokens[time.last : min(token, time.last + _LONGEST_BRACKET)]:
            depth += (other.word == "(") - (other.word == ")")
            if depth < 0:
                return False
        return True

    def _of_document(self, time: Time) -> bool:
        """Say whether a time only tells when the document appeared."""
        if self.dateline is None:
            return False
        start, end = self.dateline
        return self.text.tokens[time.first].start < end and start < self.text.tokens[time.last - 1].end

    def is_base(self, time: Time, *, moved: bool) -> bool:
        """Say whether a time is what something is compared with: "so với", "như năm 2018", "up 2 places from 2018"."""
        if time.relation == "base" or (moved and time.relation in {"same-period", "since"}):
            return True
        before = self.text.words(max(0, time.first - _FAR), time.first)
        for mark in (",", ";", ".", "("):
            if mark in before:
                before = before[len(before) - before[::-1].index(mark) :]
        if set(pairwise(before)) & _AGAINST or "after" in before:
            return True
        before = before[-3:]
        led = [*before[-1:], self.text.tokens[time.first].word]
        more = bool(_MORE & set(before[-2:]))
        return more or bool(_COMPARED & set(before)) or (moved and "from" in led)

    def _named(self, time: Time) -> Time:
        """Return a year behind the name of a survey as the edition that it names: "bảng xếp hạng EGDI năm 2019"."""
        survey = time.kind == "year" and time.relation is None and self._follows_survey(time.first)
        return replace(time, kind="edition") if survey else time

    def _years_of_surveys(self) -> Iterable[Time]:
        """Yield the bare years behind the name of a survey: "khảo sát Chính phủ điện tử 2016", "PAPI 2022"."""
        dated = {token for time in self.times for token in range(time.first, time.last)}
        for index, token in enumerate(self.text.tokens):
            bare = token.kind == NUMBER and index not in dated and _YEAR.fullmatch(token.word)
            if bare and self._follows_survey(index):
                yield Time(index, index + 1, "edition", token.word, explicit=True, year=int(token.word))

    def _follows_survey(self, index: int) -> bool:
        if index > 2 and self.text.tokens[index - 1].word == ")":
            index -= 1  # "E-Government Development Index (EGDI) 2022"
        return figure_words().surveys.before(self.text, index, max(0, index - 4)) is not None

    def _owner(self, time: Time, before: int, after: int, first: int, last: int) -> int | None:
        """Return the index of the figure that a time belongs to, of the two that it stands between."""
        while before >= 0 and self.figures[before].end == "high":
            before -= 1  # both ends of a range have one place
        behind = before >= 0 and self.figures[before].first >= first
        ahead = after < len(self.figures) and self.figures[after].first < last
        if not ahead or not behind:
            return before if behind else after if ahead else None
        figure = self.figures[before]
        if time.first < figure.last or self._bracketed(time):
            return before
        parted = self._parted(figure.last, time.first)
        # "đạt 72%; năm 2019, đạt 86%": a time that begins a clause is that of what follows
        return after if parted and parted >= self._parted(time.last, self.figures[after].first) else before

    def _parted(self, first: int, last: int) -> int:
        """Return how strongly signs and conjunctions part two places: 0 not at all."""
        return max((_PARTS.get(token.word, 0) for token in self.text.tokens[first:last]), default=0)

    def _bracketed(self, time: Time) -> bool:
        """Say whether a time stands alone in brackets behind what it is of: 90,30% (2021)."""
        tokens = self.text.tokens
        closed = time.last < len(tokens) and tokens[time.last].word == ")"
        return closed and time.first > 0 and tokens[time.first - 1].word == "("

    def _is_past(self, time: Time) -> bool:
        """Say whether a time is only that of something compared with, which what follows is not of."""
        return time in self.past or self._bracketed(time) or self.is_base(time, moved=False)

    @staticmethod
    def years(time: Time) -> bool:
        """Say whether a time runs from one year to another."""
        first, _, last = (time.period or "").partition("/")
        return len(first) == len(last) == 4
