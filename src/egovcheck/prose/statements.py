"""Figures of a text as rows: the columns of ``egovcheck extract``, each row with the reasons for what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from egovcheck.prose.attachment import Attached
from egovcheck.prose.doubts import doubtful
from egovcheck.prose.figure import Figure
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import WORD
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.figures import LOCALES, FigureError, read_figure
from egovcheck.records.model import CHOICES
from egovcheck.records.readings import plain

COLUMNS = (
    *("path", "source", "published", "start", "end", "quote", "printed", "indicator", "area", "period", "breakdown"),
    *("measure", "base_period", "value", "denominator", "unit", "qualifier", "status"),
)
"""The columns of extracted records, in order."""

SMALL = 10
"""A count up to here that no indicator is known for is a word of the sentence and no figure: three pillars, 2 đợt."""

LONGEST_QUOTE = 300
_MOST_CUT = 6
_SCALED = 1000
_HAS_WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field of a statement holds its value: characters ``start`` to before ``end``, None for the whole text."""

    field: str
    value: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of a text, ready to become a record; ``record`` is the number of its row, from 1.

    ``start`` and ``end`` are characters of the text and ``quote`` is what stands there; ``printed`` is the figure with
    its qualifier. ``doubtful`` tells that the text leaves open what it is of after all, so that it is compared with
    nothing. ``speaker`` is who says it, ``considered`` are indicators that were near, the best first.
    """

    record: int
    start: int
    end: int
    quote: str
    printed: str
    indicator: str | None
    area: str | None
    period: str | None
    breakdown: str | None
    measure: str
    base_period: str | None
    value: str
    denominator: str | None
    unit: str | None
    qualifier: str
    status: str
    doubtful: bool = False
    speaker: str | None = None
    reasons: tuple[Reason, ...] = ()
    considered: tuple[str, ...] = ()


def is_reported(text: Text, one: Attached) -> bool:
    """Say whether a figure is listed: all that have an indicator, and what is plainly an amount of something."""
    figure, tokens = one.figure, text.tokens
    if one.indicator is not None:
        return True
    if figure.shape == "number":
        return (
            figure.measure == "multiple" or figure.decimals > 0 or figure.qualifier in {"at_least", "almost", "at_most"}
        )
    if figure.shape == "duration":
        return figure.unit != "year" and not figure.spelt
    if figure.shape == "count":
        named = any(token.kind == WORD for token in text.tokens[figure.noun : figure.noun_last])
        # "08 bài" is written as reports write their counts
        padded = text.raw[tokens[figure.core].start] == "0" if figure.core < figure.core_last else False
        large = abs(figure.value) > SMALL or figure.denominator is not None or padded
        return named and not figure.spelt and large
    return True


def statements(text: Text, attached: Sequence[Attached], catalogue: Catalogue) -> list[Statement]:
    """Return the rows of a text in order."""
    doubts = doubtful(text, attached, catalogue)
    return [
        _statement(text, number, one, catalogue, doubted=number - 1 in doubts) for number, one in enumerate(attached, 1)
    ]


def _statement(text: Text, record: int, one: Attached, catalogue: Catalogue, *, doubted: bool) -> Statement:
    figure, tokens = one.figure, text.tokens
    start, end = tokens[figure.first].start, tokens[figure.last - 1].end
    if end - start > LONGEST_QUOTE:
        start, end = tokens[figure.core].start, tokens[figure.core_last - 1].end
    reasons = [Reason(said.field, said.value, *_span(text, said.words)) for said in one.decided]
    return Statement(
        record=record,
        start=start,
        end=end,
        quote=text.raw[start:end],
        printed=_printed(text, figure),
        indicator=one.indicator,
        area=one.area,
        period=one.period,
        breakdown=one.breakdown,
        measure=figure.measure,
        base_period=one.base_period,
        value=_plain(figure.value),
        denominator=_plain(figure.denominator) if figure.denominator is not None else None,
        unit=_unit(figure, one.indicator, catalogue),
        qualifier=figure.qualifier,
        status="target" if one.target else "actual",
        doubtful=doubted,
        speaker=one.speaker,
        reasons=tuple(reasons),
        considered=one.considered,
    )


def _span(text: Text, words: tuple[int, int] | None) -> tuple[int, int] | tuple[None, None]:
    return (text.tokens[words[0]].start, text.tokens[words[1] - 1].end) if words else (None, None)


def _printed(text: Text, figure: Figure) -> str:
    """Return the figure with its qualifier, as much of it as reads as the same figure by itself.

    "moved up 15 places" is cut to "15 places": whoever reads a table takes a figure and not a sentence. What cannot be
    read at all stays as it is; its plain value and qualifier then decide.
    """
    whole = text.slice(figure.core, figure.core_last)
    if figure.end is not None:
        return whole
    starts = [figure.core, *range(figure.core + 1, figure.core_last)]
    for first in starts[:_MOST_CUT]:
        for last in (figure.core_last, figure.digits_last):
            if last > first and _reads(shown := text.slice(first, last), figure):
                return shown
    return whole


def _reads(printed: str, figure: Figure) -> bool:
    for mark in LOCALES.values():
        try:
            read = read_figure(printed, mark)
        except FigureError:
            continue
        same = read.value == abs(figure.value) or (figure.measure == "multiple" and read.value == figure.value)
        if same and read.qualifier in {None, figure.qualifier} and read.denominator in {None, figure.denominator}:
            return read.qualifier is not None or figure.qualifier == "exact" or not _HAS_WORDS.match(printed)
    return False


def _plain(value: Decimal) -> str:
    """Return a number without exponent, and without the zeros that a scale word left behind its point: 2500000."""
    whole = value.to_integral_value()
    exponent = value.as_tuple().exponent
    return (
        f"{whole:f}" if value == whole and isinstance(exponent, int) and abs(value) >= _SCALED else plain(value) or "0"
    )


def _unit(figure: Figure, indicator: str | None, catalogue: Catalogue) -> str | None:
    """Return the unit that the figure shows, or that of its indicator where it shows none that a record can have."""
    if figure.unit in CHOICES["unit"]:
        return figure.unit
    known = catalogue.indicators.get(indicator or "")
    return figure.unit or (known.unit if known and figure.measure in {"level", "mean", "change"} else None)
