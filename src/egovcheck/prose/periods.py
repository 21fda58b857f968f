"""Which of the times of a text a figure is of, and which one it is measured from.

A figure without a time of its own (see ``timeline``) takes the last one before it in its sentence, then in its
paragraph. The figures of a survey take editions, never mere years: from sentences that speak of the survey, from a
heading, or from what most of the text says. What nothing tells is left open, or is a state on the day of the document
where the indicator is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from egovcheck.prose.figure import Figure
from egovcheck.prose.text import Text
from egovcheck.prose.timeline import Timeline
from egovcheck.prose.times import Time
from egovcheck.prose.tokens import WORD
from egovcheck.records.catalogue import Catalogue, Indicator
from egovcheck.records.periods import read_period

Words = tuple[int, int]

_MOVED = frozenset({"change", "growth", "multiple"})
_OWN = "index of "
_EVENT = 8
"""An event is told in at most so many words between "since" and its day."""

_NEAR = 40
"""So many times back in a sentence one still holds; no sentence that anybody writes tells more."""

_BACK = 3
"""So many sentences back in a paragraph, and so many paragraphs back in a section, a time still holds."""

_LASTING = frozenset({"year", "quarter", "month", "half", "range", "as_of"})
_YEARS = frozenset({"year", "edition", "quarter", "half", "range"})


@dataclass(slots=True)
class Dated:
    """The period of a figure and the one it is measured from, each with the tokens that say so (None where none do).

    ``by`` tells of a period that is a deadline.
    """

    period: str | None = None
    base: str | None = None
    period_words: Words | None = None
    base_words: Words | None = None
    by: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a figure is of, and the tokens that said so."""

    indicator: Indicator | None
    words: Sequence[Words]

    @property
    def survey(self) -> str | None:
        """Return the survey that the indicator is one of; an index without editions is one of its own."""
        if self.indicator is None:
            return None
        index = self.indicator.kind in {"rank", "score"}
        return self.indicator.survey or (f"{_OWN}{self.indicator.publisher}" if index else None)


@dataclass
class Periods:
    """Gives the figures of one text their periods.

    ``anchor`` is the day of the document, None where it is not known; ``dateline`` are the characters that tell it.
    """

    text: Text
    times: Sequence[Time]
    figures: Sequence[Figure]
    about: Sequence[About]
    anchor: date | None
    catalogue: Catalogue
    dateline: tuple[int, int] | None = None
    _spoken: dict[str, set[int]] = field(default_factory=dict)
    _most: dict[str, tuple[str, Words] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line = Timeline(self.text, self.times, self.figures, self.dateline)
        for figure, about in zip(self.figures, self.about, strict=True):
            if about.survey:
                spoken = self._spoken.setdefault(about.survey, set())
                spoken.update(self.text.sentence_of(first) for first in (figure.first, *(w[0] for w in about.words)))

    def of(self, index: int) -> Dated:
        """Return what a figure is dated by."""
        figure, about = self.figures[index], self.about[index]
        dated = Dated()
        own = list(self._line.own.get(index, ()))
        if figure.end == "high" and index:
            own += self._line.own.get(index - 1, ())
        moved = figure.measure in _MOVED
        sentence = self.text.sentence_of(figure.first)
        # "gấp đôi năm 2019" needs no "so với"
        times_of = figure.last if figure.measure == "multiple" else -1
        bases = [time for time in own if self._line.is_base(time, moved=moved) or time.first == times_of]
        own = [time for time in own if time not in bases]
        if figure.role in {"from", "base"} and not own:
            self._start(dated, index, sentence, about)
            return dated
        span = next((time for time in own if moved and self._line.years(time)), None)
        if span is not None:
            # "tăng 13 bậc giai đoạn 2014-2020"
            dated.base, _, dated.period = (span.period or "").partition("/")
            dated.period_words = dated.base_words = (span.first, span.last)
            return dated
        bases = bases or (self._compared_with(index, sentence) if moved else [])
        if moved and bases:
            dated.base, dated.base_words = bases[-1].period, (bases[-1].first, bases[-1].last)
        near = sorted(own, key=lambda t: min(abs(t.first - figure.core_last), abs(figure.first - t.last)))
        if not self._take(dated, figure, near, about, owned=True):
            self._by_context(dated, figure, sentence, about)
        if dated.base == dated.period:
            dated.base = None
        return dated

    def _start(self, dated: Dated, index: int, sentence: int, about: About) -> None:
        """Date the level that a change began from: by what the change is measured from, if that is told."""
        here = self._around(sentence, self.figures[index].first)
        spans = [time for time in here if self._line.years(time)]
        past = [time for time in here if time in self._line.past]
        told = [t for t in (*here, *self._line.in_sentence(sentence - 1)[-_NEAR:]) if t.relation == "base"]
        self._take(dated, self.figures[index], spans or past[-1:] or told[-1:], about, owned=True)

    def _compared_with(self, index: int, sentence: int) -> list[Time]:
        """Return the time of the level that a change is measured from: "tăng 10 bậc so với vị trí 99 của năm 2014"."""
        for after in range(index + 1, min(index + 3, len(self.figures))):
            figure = self.figures[after]
            if figure.role in {"base", "from"} and self.text.sentence_of(figure.first) == sentence:
                return list(self._line.own.get(after, ()))
        return []

    def editions(self, survey: str) -> set[str]:
        """Return the editions of a survey that the text speaks of, otherwise than to compare with them."""
        known = {edition.edition for edition in self.catalogue.editions_of(survey)}
        times = (time for times in self._line.sentences.values() for time in times)
        return {t.period for t in times if t.period in known and self._line.holds(t)}

    def _around(self, sentence: int, token: int) -> Sequence[Time]:
        """Return the times of a sentence that stand near one of its tokens, in order."""
        here = self._line.in_sentence(sentence)
        told = bisect_right(here, token, key=lambda time: time.last)
        return here[max(0, told - _NEAR) : told + _NEAR]

    def _by_context(self, dated: Dated, figure: Figure, sentence: int, about: About) -> None:
        near = (time for time in self._around(sentence, figure.first) if time.last <= figure.first)
        before = [time for time in near if self._line.within(time, figure.first)]
        lists: list[list[Time]] = [
            [t for t in reversed(before) if self._line.holds(t)],
            self._earlier(sentence, about),
        ]
        if sentence in self._line.untold or (sentence in self._line.vague and not before):
            return  # "this year" of a text without a date is no year that is told elsewhere
        for times in lists:
            if about.survey:
                times.sort(key=lambda time: time.kind != "edition")
            if self._take(dated, figure, times, about, owned=False):
                return
        running = about.indicator is not None and about.indicator.cumulative
        for heading in () if running else self._headings(sentence):
            said = self._line.in_sentence(heading) if heading != sentence else ()
            times = [t for t in said if t.kind in _YEARS and self._line.holds(t)]
            if self._take(dated, figure, times, about, owned=False):
                return
        if about.survey:
            most = self._edition_of_text(about)
            dated.period, dated.period_words = most or (None, None)
        elif self._lasts(figure, about) and self.anchor is not None:
            dated.period = self.anchor.isoformat()

    @staticmethod
    def _lasts(figure: Figure, about: About) -> bool:
        """Say whether a figure is a state, which a document that tells no time has on its own day."""
        lasting = about.indicator is not None and not about.indicator.flow
        return lasting and figure.measure in {"level", "mean"} and not figure.target

    def _earlier(self, sentence: int, about: About) -> list[Time]:
        """Return the times of the sentences before, the last one first: of the paragraph, then of those before it."""
        sentences = self.text.sentences
        paragraph = sentences[sentence].paragraph
        found: list[Time] = []
        for back in range(sentence - 1, max(-1, sentence - 1 - 3 * _BACK), -1):
            apart = paragraph - sentences[back].paragraph
            if apart > _BACK or self.text.role_of(back) == "heading":
                break
            if not apart and sentence - back > _BACK:
                continue
            if apart and found:
                break
            held = [
                time for time in self._line.in_sentence(back)[-_NEAR:] if self._still_holds(time, back, about, apart)
            ]
            # of several years that a sentence compares the last one is what it is about
            found += sorted(held, key=lambda time: read_period(time.period or "").end, reverse=True)
        return found

    def _still_holds(self, time: Time, sentence: int, about: About, apart: int) -> bool:
        if time.relation == "by" or not self._line.holds(time):
            return False
        if about.survey:
            told = time.kind == "edition" or time.kind in {"day", "month"}
            return told or sentence in self._spoken.get(about.survey, ())
        return not apart or time.kind == "as_of"

    def _take(self, dated: Dated, figure: Figure, times: Sequence[Time], about: About, *, owned: bool) -> bool:
        """Take the first of the times that a figure can be of."""
        for time in times:
            period = self._end_of(time, figure) or (
                self._edition(time, about) if about.survey else self._plain(time, about.indicator, owned=owned)
            )
            over = time.relation == "by" and not owned and not figure.target
            if period is None or (over and self._known(period)):
                continue
            dated.period, dated.period_words = period, (time.first, time.last)
            dated.by = time.relation == "by" and not self._known(period)
            return True
        return False

    def _known(self, period: str) -> bool:
        """Say whether a period was over when the document appeared."""
        return self.anchor is not None and read_period(period).end <= self.anchor

    @staticmethod
    def _end_of(time: Time, figure: Figure) -> str | None:
        """Return the first or last year of a span for the level that a change of that span began or ended with."""
        first, slash, last = (time.period or "").partition("/")
        if figure.role is None or not slash or len(first) != 4 or len(last) != 4:
            return None
        return first if figure.role == "from" else last

    def _plain(self, time: Time, indicator: Indicator | None, *, owned: bool) -> str | None:
        if not owned and time.kind not in _LASTING:
            return None
        running = indicator is not None and indicator.cumulative
        if time.relation == "since" or self._begins(time):
            return (self.anchor.isoformat() if self.anchor else None) if running else time.stretch
        if time.stretch and not running:
            return time.stretch
        if time.period and running and "/" in time.period:
            end = read_period(time.period).end
            return end.isoformat() if end == self.anchor else time.period
        return time.period

    def _begins(self, time: Time) -> bool:
        """Say whether a time is that of an event since which something runs: "kể từ khi khai trương ngày 9/12/2019"."""
        for token in reversed(self.text.tokens[max(0, time.first - _EVENT) : time.first]):
            if token.kind != WORD:
                return False
            if token.word in {"ke", "since"}:
                return True
        return False

    def _edition(self, time: Time, about: About) -> str | None:
        """Return the edition that a time names, or on which it came out."""
        period = time.period or ""
        editions = self.catalogue.editions_of(about.survey or "")
        if time.relation in {"since", "after", "before"}:
            return None
        if time.kind in {"year", "edition"} or (time.kind == "as_of" and len(period) == 4):
            known = not editions or any(edition.edition == period for edition in editions)
            return period if known or time.kind == "edition" else None
        released = [e.edition for e in editions if e.released and len(e.released) > 4 and _same(e.released, period)]
        return released[0] if len(released) == 1 else None

    def _edition_of_text(self, about: About) -> tuple[str, Words] | None:
        """Return the edition that a text as a whole speaks of, where one stands out."""
        survey = about.survey or ""
        if survey not in self._most:
            votes: Counter[str] = Counter()
            words: dict[str, Words] = {}
            for sentence, time in self._told(survey):
                edition = self._edition(time, about)
                if edition is not None:
                    heading = self.text.role_of(sentence) == "heading" or sentence == 0
                    votes[edition] += 1 + 2 * (time.kind in {"edition", "day", "month"}) + 3 * heading
                    words.setdefault(edition, (time.first, time.last))
            ordered = votes.most_common(2)
            clear = len(ordered) == 1 or (len(ordered) == 2 and ordered[0][1] > ordered[1][1])
            self._most[survey] = (ordered[0][0], words[ordered[0][0]]) if ordered and clear else None
        return self._most[survey]

    def _told(self, survey: str) -> Iterable[tuple[int, Time]]:
        """Yield the times that tell of a survey: in sentences that speak of it and in headings."""
        spoken = self._spoken.get(survey, set())
        for sentence, times in sorted(self._line.sentences.items()):
            here = sentence in spoken or self.text.role_of(sentence) == "heading"
            for time in times:
                if self._line.holds(time) and (here or time.kind in {"edition", "day", "month"}):
                    yield sentence, time

    def _headings(self, sentence: int) -> list[int]:
        """Return the heading above a sentence and the title of the text."""
        text = self.text
        above = next((s for s in range(sentence - 1, max(-1, sentence - 40), -1) if text.role_of(s) == "heading"), None)
        return [] if above is None else [above, 0] if above else [0]


def _same(released: str, period: str) -> bool:
    """Say whether a release and a time of the text are one day, or the month of it."""
    return released == period or (len(period) == 7 and released.startswith(period))
