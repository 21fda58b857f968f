"""Every figure of a text with what it is of: indicator, area, period, group, speaker, and the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from egovcheck.prose.areas import Mention, area_for, area_of_text, areas, in_turn
from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators import Match, matcher_of
from egovcheck.prose.kinds import TIMES
from egovcheck.prose.lexicon import MONEY, language_of
from egovcheck.prose.periods import About, Dated, Periods
from egovcheck.prose.speakers import speaker_of, speakers
from egovcheck.prose.text import Text
from egovcheck.prose.times import Time
from egovcheck.records.catalogue import Catalogue

Words = tuple[int, int]
VIET_NAM = "VNM"
"""What Vietnamese texts are about where they name no other country."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One field of a figure, its value, and the tokens that decided it (None: the document as a whole did)."""

    field: str
    value: str
    words: Words | None


@dataclass(slots=True)
class Attached:
    """A figure with what it is of. Empty fields are not told by the text.

    ``loose`` tells that its own sentence does not name its area, or its edition, and that the text has several.
    """

    figure: Figure
    indicator: str | None = None
    breakdown: str | None = None
    area: str | None = None
    period: str | None = None
    base_period: str | None = None
    target: bool = False
    loose: bool = False
    speaker: str | None = None
    decided: list[Decided] = field(default_factory=list)
    considered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document as a whole. ``anchor`` is its day, which characters ``dateline`` tell."""

    anchor: date | None = None
    publisher: str | None = None
    place: str | None = None
    dateline: tuple[int, int] | None = None


def attach(
    text: Text, figures: Sequence[Figure], times: Sequence[Time], catalogue: Catalogue, known: Known
) -> list[Attached]:
    """Return the figures of a text with what each one is of, in the order of the text."""
    if not figures:
        return []
    mentions = areas(text, catalogue)
    places = _Places(text, figures, mentions, known, catalogue)
    matches = matcher_of(catalogue).match(text, figures, areas=[area for area, _ in places.near])
    matches = [_in_unit(figure, match, catalogue) for figure, match in zip(figures, matches, strict=True)]
    about = [About(catalogue.indicators.get(match.indicator or ""), match.words) for match in matches]
    periods = Periods(text, times, figures, about, known.anchor, catalogue, known.dateline)
    said = speakers(text, mentions)
    found = []
    for index, (figure, match) in enumerate(zip(figures, matches, strict=True)):
        one = Attached(figure, match.indicator, match.breakdown, considered=match.considered)
        one.decided += [Decided("indicator", match.indicator or "", each) for each in match.words]
        one.area, words = places.of(index, match)
        if one.area:
            one.decided.append(Decided("area", one.area, words))
        dated = periods.of(index)
        one.period, one.base_period = dated.period, dated.base if figure.measure != "level" else None
        one.target = figure.target or _is_planned(text, figure, dated, known.anchor)
        if one.target and figure.measure == "change":
            one.breakdown = None  # what is aimed at is the rank among all, whatever stands before it
        if one.period:
            one.decided.append(Decided("period", one.period, dated.period_words))
        if one.base_period:
            one.decided.append(Decided("base_period", one.base_period, dated.base_words))
        one.loose = places.is_loose(index, one.area, words) or _is_loose(text, figure, about[index], dated, periods)
        speaker = speaker_of(said, figure.first)
        if speaker is not None:
            one.speaker = speaker.name
            one.decided.append(Decided("authority", speaker.name, (speaker.first, speaker.last)))
        found.append(one)
    _repeated(text, found)
    return found


def _is_planned(text: Text, figure: Figure, dated: Dated, anchor: date | None) -> bool:
    """Say whether a deadline makes a figure a target: what "đến năm 2016 được nâng lên" reached is none."""
    if not dated.by or figure.measure == "multiple":
        return False
    return anchor is not None or (figure.direction == 0 and not {"da", "jumped", "reached"} & _before(text, figure))


def _before(text: Text, figure: Figure) -> set[str]:
    sentence = text.sentences[text.sentence_of(figure.first)]
    return set(text.words(sentence.first, figure.first))


def _is_loose(text: Text, figure: Figure, about: About, dated: Dated, periods: Periods) -> bool:
    """Say whether another sentence tells the edition of a figure, in a text that speaks of several."""
    if about.survey is None or dated.period is None or dated.period_words is None:
        return False
    elsewhere = text.sentence_of(dated.period_words[0]) != text.sentence_of(figure.first)
    return elsewhere and len(periods.editions(about.survey)) > 1


def _repeated(text: Text, attached: Sequence[Attached]) -> None:
    """Date a figure that its sentence says twice by the time that stands with one of them."""
    for first, second in zip(attached, attached[2:], strict=False):
        same = (first.figure.value, first.indicator, first.area) == (second.figure.value, second.indicator, second.area)
        near = text.sentence_of(first.figure.first) == text.sentence_of(second.figure.first)
        if same and near and first.indicator and first.figure.measure == second.figure.measure == "level":
            told = next((d for d in second.decided if d.field == "period" and d.words is not None), None)
            own = next((d for d in first.decided if d.field == "period" and d.words is not None), None)
            if told is not None and own is None:
                first.period = second.period
                first.decided = [*(d for d in first.decided if d.field != "period"), told]


def _in_unit(figure: Figure, match: Match, catalogue: Catalogue) -> Match:
    """Refuse an indicator that is counted in another currency, or in other units of time, than the figure is."""
    known = catalogue.indicators.get(match.indicator or "")
    for family in (MONEY, TIMES):
        if known is not None and figure.unit in family and known.unit in family and figure.unit != known.unit:
            return Match(None, considered=(known.code,))
    return match


class _Places:
    """The areas of the figures of one text. ``near`` are those that stand nearest, whatever a figure is of."""

    def __init__(
        self,
        text: Text,
        figures: Sequence[Figure],
        mentions: Sequence[Mention],
        known: Known,
        catalogue: Catalogue,
    ) -> None:
        self._text, self._figures, self._mentions, self._catalogue = text, figures, mentions, catalogue
        self._home = area_of_text(text, mentions, publisher=known.publisher, place=known.place, catalogue=catalogue)
        self._turns = in_turn(text, mentions, figures)
        self.near = [self._named(index, None) for index in range(len(figures))]

    def of(self, index: int, match: Match) -> tuple[str | None, Words | None]:
        """Return the area of a figure: the indicator's own, or the nearest that it can be of."""
        if match.area:
            return match.area, match.words[0] if match.words else None
        indicator = self._catalogue.indicators.get(match.indicator or "")
        kinds = indicator.area_kinds if indicator is not None else None
        if kinds and indicator is not None and "world" in kinds and indicator.kind == "score":
            kinds |= {"group"}  # the mean of Asia
        area, words = self.near[index] if kinds is None else self._named(index, kinds)
        if area is None and words is None and kinds is not None and "country" in kinds:
            return self._country(), None
        return area, words

    def _named(self, index: int, kinds: frozenset[str] | None) -> tuple[str | None, Words | None]:
        turn = self._turns.get(index)
        if turn is not None and (kinds is None or turn.kind in kinds):
            return turn.code, (turn.first, turn.last)
        figure = self._figures[index]
        return area_for(self._text, self._mentions, self._home, figure.first, figure.last, kinds)

    def is_loose(self, index: int, area: str | None, words: Words | None) -> bool:
        """Say whether a figure's own sentence does not name its country, in a text that names several."""
        known = self._catalogue.areas.get(area or "")
        if known is None or known.kind != "country":
            return False
        sentence = self._text.sentence_of(self._figures[index].first)
        if words is not None and self._text.sentence_of(words[0]) == sentence:
            return False
        return len({mention.code for mention in self._mentions if mention.kind == "country" and mention.code}) > 1

    def _country(self) -> str | None:
        """Return the country that a text is from, of which a figure is that no area stands near."""
        home = self._catalogue.areas.get(self._home[0]) if self._home else None
        if home is not None:
            return home.parent if home.kind != "country" else home.code
        return VIET_NAM if language_of(self._text) == "vi" else None
