"""Every figure of a text with what it is of: indicator, area, period, group, speaker, and the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from egovcheck.prose.areas import Mention, area_for, area_of_text, areas, in_turn
from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators import Match, matcher_of
from egovcheck.prose.kinds import TIMES
from egovcheck.prose.lexicon import MONEY
from egovcheck.prose.periods import About, Periods
from egovcheck.prose.speakers import speaker_of, speakers
from egovcheck.prose.text import Text
from egovcheck.prose.times import Time
from egovcheck.records.catalogue import Catalogue

Words = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """One field of a figure, its value, and the tokens that decided it (None: the document as a whole did)."""

    field: str
    value: str
    words: Words | None


@dataclass(slots=True)
class Attached:
    """A figure with what it is of. Empty fields are not told by the text."""

    figure: Figure
    indicator: str | None = None
    breakdown: str | None = None
    area: str | None = None
    period: str | None = None
    base_period: str | None = None
    target: bool = False
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
    home = area_of_text(text, mentions, publisher=known.publisher, place=known.place, catalogue=catalogue)
    turns = in_turn(text, mentions, figures)
    near = [
        turns[index].code if index in turns else area_for(text, mentions, home, figure.first, figure.last, None)[0]
        for index, figure in enumerate(figures)
    ]
    matches = matcher_of(catalogue).match(text, figures, areas=near)
    matches = [_in_unit(figure, match, catalogue) for figure, match in zip(figures, matches, strict=True)]
    about = [About(catalogue.indicators.get(match.indicator or ""), match.words) for match in matches]
    periods = Periods(text, times, figures, about, known.anchor, catalogue, known.dateline)
    said = speakers(text, mentions)
    found = []
    for index, (figure, match) in enumerate(zip(figures, matches, strict=True)):
        one = Attached(figure, match.indicator, match.breakdown, considered=match.considered)
        for words in match.words:
            one.decided.append(Decided("indicator", match.indicator or "", words))
        _place(text, one, match, mentions, home, catalogue, turns.get(index))
        dated = periods.of(index)
        one.period, one.base_period = dated.period, dated.base if figure.measure != "level" else None
        one.target = figure.target or (dated.by and figure.measure != "multiple")
        if one.period:
            one.decided.append(Decided("period", one.period, dated.period_words))
        if one.base_period:
            one.decided.append(Decided("base_period", one.base_period, dated.base_words))
        speaker = speaker_of(said, figure.first)
        if speaker is not None:
            one.speaker = speaker.name
            one.decided.append(Decided("authority", speaker.name, (speaker.first, speaker.last)))
        found.append(one)
    return found


def _in_unit(figure: Figure, match: Match, catalogue: Catalogue) -> Match:
    """Refuse an indicator that is counted in another currency, or in other units of time, than the figure is."""
    known = catalogue.indicators.get(match.indicator or "")
    for family in (MONEY, TIMES):
        if known is not None and figure.unit in family and known.unit in family and figure.unit != known.unit:
            return Match(None, considered=(known.code,))
    return match


def _place(  # noqa: PLR0917 - what the choice depends on
    text: Text,
    one: Attached,
    match: Match,
    mentions: Sequence[Mention],
    home: tuple[str, Words] | None,
    catalogue: Catalogue,
    turn: Mention | None,
) -> None:
    """Give a figure its area: the indicator's own, that of its turn in a list, or the nearest that it can be of."""
    if match.area:
        one.area = match.area
        one.decided.append(Decided("area", match.area, match.words[0] if match.words else None))
        return
    indicator = catalogue.indicators.get(match.indicator or "")
    kinds = indicator.area_kinds if indicator is not None else None
    area, words = area_for(text, mentions, home, one.figure.first, one.figure.last, kinds)
    if turn is not None and (kinds is None or turn.kind in kinds):
        area, words = turn.code, (turn.first, turn.last)
    one.area = area
    if area:
        one.decided.append(Decided("area", area, words))
