"""Which of the times of a text a figure is of, and which one it is measured from.

A time between two figures belongs to the one that no comma or bracket parts it from. A figure without a time of its own
takes the last one before it in its sentence, then in its paragraph; what nothing tells is left open, or is a state on
the day of the document where the indicator is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from egovcheck.prose.figure import Figure
from egovcheck.prose.text import Text
from egovcheck.prose.times import Time
from egovcheck.prose.tokens import SIGN
from egovcheck.records.catalogue import Catalogue, Indicator
from egovcheck.records.periods import read_period

Words = tuple[int, int]

_NOT_PERIODS = frozenset({"span", "clock", "weekday", "opaque", "relative"})
_MOVED = frozenset({"change", "growth", "multiple"})
_PARTS = frozenset(",;():")
_BACK = 3
"""So many sentences back in a paragraph a time still holds."""

_LASTING = frozenset({"year", "quarter", "month", "half", "range", "as_of"})


@dataclass(slots=True)
class Dated:
    """The period of a figure and the one it is measured from, each with the tokens that say so (None where none do)."""

    period: str | None = None
    base: str | None = None
    period_words: Words | None = None
    base_words: Words | None = None
    by: bool = False
    """Whether the period is a deadline."""


@dataclass
class Periods:
    """Gives the figures of one text their periods. ``anchor`` is the day of the document, None where it is not known."""

    text: Text
    times: Sequence[Time]
    figures: Sequence[Figure]
    anchor: date | None
    catalogue: Catalogue
    _own: dict[int, list[Time]] = field(default_factory=dict)
    _sentences: dict[int, list[Time]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        usable = [time for time in self.times if time.period and time.kind not in _NOT_PERIODS]
        firsts = [figure.first for figure in self.figures]
        for time in usable:
            sentence = self.text.sentence_of(time.first)
            span = self.text.sentences[sentence] if self.text.sentences else None
            if span is None or not span.first <= time.first < span.last:
                continue
            self._sentences.setdefault(sentence, []).append(time)
            after = bisect_left(firsts, time.last)
            owner = self._owner(time, after - 1, after, span.first, span.last)
            if owner is not None:
                self._own.setdefault(owner, []).append(time)

    def _owner(self, time: Time, before: int, after: int, first: int, last: int) -> int | None:
        """Return the index of the figure that a time belongs to, of the two that it stands between."""
        while before >= 0 and self.figures[before].end == "high":
            before -= 1  # both ends of a range have one place
        behind = before >= 0 and self.figures[before].first >= first
        ahead = after < len(self.figures) and self.figures[after].first < last
        if not ahead:
            return before if behind else None
        if not behind:
            return after
        figure = self.figures[before]
        if time.first < figure.last:
            return before
        parted = self._parted(figure.last, time.first)
        return after if parted and not self._parted(time.last, self.figures[after].first) else before

    def _parted(self, first: int, last: int) -> bool:
        return any(token.kind == SIGN and token.word in _PARTS for token in self.text.tokens[first:last])

    def of(self, index: int, indicator: Indicator | None) -> Dated:
        """Return what a figure is dated by, given what it is of."""
        figure = self.figures[index]
        dated = Dated()
        own = list(self._own.get(index, ()))
        if figure.end == "high" and index:
            own += self._own.get(index - 1, ())
        moved = figure.measure in _MOVED
        for time in own:
            if time.relation == "base" or (time.relation == "same-period" and moved):
                dated.base, dated.base_words = time.period, (time.first, time.last)
        own = [time for time in own if time.relation != "base" and not (moved and time.relation == "same-period")]
        survey = indicator is not None and indicator.survey is not None
        sentence = self.text.sentence_of(figure.first)
        for times in (self._nearest(figure, own), self._before(figure, sentence), self._paragraph(sentence)):
            if self._take(dated, figure, times, indicator, survey=survey, owned=times and times[0] in own):
                break
        if dated.period is None:
            self._by_nature(dated, figure, sentence, indicator, survey=survey)
        return dated

    @staticmethod
    def _nearest(figure: Figure, own: Sequence[Time]) -> list[Time]:
        return sorted(own, key=lambda t: min(abs(t.first - figure.core_last), abs(figure.first - t.last)))

    def _before(self, figure: Figure, sentence: int) -> list[Time]:
        times = [time for time in self._sentences.get(sentence, ()) if time.last <= figure.first]
        return [time for time in reversed(times) if time.relation not in {"base", "same-period"}]

    def _paragraph(self, sentence: int) -> list[Time]:
        """Return the times of the sentences before in the paragraph, the last one first."""
        sentences = self.text.sentences
        found: list[Time] = []
        for back in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            if sentences[back].paragraph != sentences[sentence].paragraph:
                break
            found += [
                time
                for time in reversed(self._sentences.get(back, ()))
                if time.relation not in {"base", "same-period", "by"}
            ]
        return found

    def _take(  # noqa: PLR0917 - what the choice depends on
        self, dated: Dated, figure: Figure, times: Sequence[Time], indicator: Indicator | None, *, survey: bool, owned: bool
    ) -> bool:
        """Take the first of the times that a figure can be of."""
        if survey:
            times = sorted(times, key=lambda time: time.kind != "edition")
        for time in times:
            period = self._edition(time, indicator) if survey and indicator else self._plain(time, indicator, owned=owned)
            if period is None or (time.relation == "by" and not figure.target and self._past(period)):
                continue
            dated.period, dated.period_words = period, (time.first, time.last)
            dated.by = time.relation == "by"
            return True
        return False

    def _past(self, period: str) -> bool:
        return False if self.anchor is None else read_period(period).end > self.anchor

    def _plain(self, time: Time, indicator: Indicator | None, *, owned: bool) -> str | None:
        if not owned and time.kind not in _LASTING:
            return None
        if time.relation == "since":
            if indicator is not None and indicator.cumulative:
                return self.anchor.isoformat() if self.anchor else None
            return time.stretch or None
        if time.stretch and (indicator is None or not indicator.cumulative):
            return time.stretch
        if time.period and indicator is not None and indicator.cumulative and "/" in time.period:
            end = read_period(time.period).end
            return end.isoformat() if end == self.anchor else time.period
        return time.period

    def _edition(self, time: Time, indicator: Indicator) -> str | None:
        """Return the edition that a time names, or on which it came out."""
        survey, period = indicator.survey or "", time.period or ""
        editions = self.catalogue.editions_of(survey)
        if time.kind in {"year", "edition"} or (time.kind == "as_of" and len(period) == 4):
            known = any(edition.edition == period for edition in editions)
            return period if known or time.kind == "edition" else None
        released = [e.edition for e in editions if e.released and len(e.released) > 4 and _same(e.released, period)]
        return released[0] if len(released) == 1 else None

    def _by_nature(
        self, dated: Dated, figure: Figure, sentence: int, indicator: Indicator | None, *, survey: bool
    ) -> None:
        """Date a figure that no time near it dates: by the heading, or by the day of the document."""
        for heading in self._headings(sentence):
            times = [t for t in self._sentences.get(heading, ()) if t.kind in {"year", "edition", "quarter", "half", "range"}]
            if self._take(dated, figure, times, indicator, survey=survey, owned=False):
                return
        lasting = indicator is not None and not indicator.flow and not survey
        if lasting and figure.measure == "level" and not figure.target and self.anchor is not None:
            dated.period = self.anchor.isoformat()

    def _headings(self, sentence: int) -> list[int]:
        """Return the heading above a sentence and the title of the text."""
        text = self.text
        above = next((s for s in range(sentence - 1, max(-1, sentence - 40), -1) if text.role_of(s) == "heading"), None)
        return [] if above is None else [above, 0] if above else [0]


def _same(released: str, period: str) -> bool:
    """Say whether a release and a time of the text are one day, or the month of it."""
    return released == period or (len(period) == 7 and released.startswith(period))
