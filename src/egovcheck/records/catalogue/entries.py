"""The entries of the catalogue, one Pydantic model a table; they say what a row of each file must hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from egovcheck.records.periods import read_period

Kind = Literal["rank", "score", "percent", "count", "money", "duration", "level", "date"]
Unit = Literal[
    "rank", "index", "percent", "count", "VND", "USD", "day", "hour", "minute", "week", "month", "year", "date", "level"
]

AreaKind = Literal["country", "province", "district", "commune", "ministry", "agency", "world"]

Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*$", max_length=80)]


def _listed(value: Any) -> Any:
    return [part.strip() for part in value.split("|") if part.strip()] if isinstance(value, str) else value


def _empty_is_none(value: Any) -> Any:
    return None if value == "" else value


def _is_period(value: str | None) -> str | None:
    if value is not None:
        read_period(value)
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
OptionalText = Annotated[str | None, BeforeValidator(_empty_is_none)]
OptionalPeriod = Annotated[str | None, BeforeValidator(_empty_is_none), AfterValidator(_is_period)]
OptionalCode = Annotated[Code | None, BeforeValidator(_empty_is_none)]
OptionalDecimal = Annotated[Decimal | None, BeforeValidator(_empty_is_none)]
OptionalInt = Annotated[int | None, BeforeValidator(_empty_is_none)]
Seen = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]


class Entry(BaseModel):
    """A row of a catalogue table; unknown columns are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Entry):
    """A text in both languages."""

    en: str = Field(min_length=1)
    vi: str = Field(min_length=1)


def _listed_each(value: Any) -> Any:
    return [_listed(group) for group in (value if isinstance(value, list) else [value])]


Groups = Annotated[tuple[Names, ...], BeforeValidator(_listed_each)]
Shape = Literal["rank", "score", "percent", "count", "money", "duration", "number"]


class Wording(Entry):
    """How texts speak of an indicator, in phrases that ``|`` separates; ``<name>`` stands for the words of that name.

    ``counts`` is what is counted: behind the figure, or before it ("số tài khoản … đạt 1,2 triệu"). Every group of
    ``with`` must be said in the figure's own sentence, every group of ``about`` there or before: in the paragraph, its
    heading or the title. Nothing of ``not`` may be said with the figure. ``shapes`` are the figures it can be, where
    the indicator's kind does not say it, ``of`` the area it is always of and ``areas`` the kinds of areas it can be of.
    With ``out_of`` the figure must name how many there are, and with ``size_of`` it must be the size of that group or
    of an edition of that survey. ``breakdown`` is the breakdown that the words tell.
    """

    counts: Names = ()
    within: Groups = Field(default=(), alias="with")
    about: Groups = ()
    without: Names = Field(default=(), alias="not")
    shapes: Annotated[tuple[Shape, ...], BeforeValidator(_listed)] = ()
    areas: Annotated[tuple[AreaKind, ...], BeforeValidator(_listed)] = ()
    of: OptionalCode = None
    out_of: bool = False
    size_of: OptionalCode = None
    breakdown: OptionalText = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.counts or self.within or self.about):
            raise ValueError("one of 'counts', 'with' and 'about' is needed")
        return self


class Indicator(Entry):
    """What is measured. ``score`` is the indicator that a rank orders or a level classes.

    ``cumulative`` is a total that has been running since the beginning, ``flow`` what happened within a period, so that
    the figures of successive periods add up; of neither kind is what there is at a moment. ``sum_of`` is, by kind of
    the area, the group whose members' figures make up the area's. ``counted`` is a share of things counted one by one.
    ``areas`` are the kinds of areas that it is measured of, any where there are none. ``prose`` is how texts speak of
    it; where there is none they use its names. That of a score holds for its ranks too.
    """

    code: Code
    name: Words
    short: Words
    aliases: Names = ()
    kind: Kind
    unit: Unit
    minimum: OptionalDecimal = None
    maximum: OptionalDecimal = None
    decimals: OptionalInt = Field(default=None)
    decimals_max: OptionalInt = Field(default=None)
    better: Literal["low", "high"] | None = None
    cumulative: bool = False
    flow: bool = False
    counted: bool = False
    survey: OptionalCode = None
    publisher: OptionalText = None
    score: OptionalCode = None
    out_of: dict[AreaKind, Code] = Field(default_factory=dict)
    sum_of: dict[AreaKind, Code] = Field(default_factory=dict)
    areas: tuple[AreaKind, ...] = ()
    prose: tuple[Wording, ...] = ()
    seen: Seen

    @property
    def area_kinds(self) -> frozenset[str] | None:
        """Return the kinds of areas that a text can mean, or None where nothing is said of them."""
        if self.areas:
            return frozenset(self.areas)
        if not self.prose or any(not (wording.areas or wording.of) for wording in self.prose):
            return None
        return frozenset(kind for wording in self.prose for kind in wording.areas)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.cumulative and self.flow:
            raise ValueError("a total that runs since the beginning is no flow of a period")
        if self.counted and self.kind != "percent":
            raise ValueError("only a percent can be 'counted'")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError("the minimum is above the maximum")
        if (self.flow or self.sum_of) and self.kind not in {"count", "money", "duration"}:
            raise ValueError(f"figures of the kind {self.kind} do not add up")
        return self


class Area(Entry):
    """A country, province, ministry and so on, with the days between which it exists (both inside; empty is open)."""

    code: Code
    kind: AreaKind
    parent: OptionalCode = None
    valid_from: OptionalPeriod = None
    valid_to: OptionalPeriod = None
    name_en: str = Field(min_length=1)
    name_vi: str = Field(min_length=1)
    aliases: Names = ()
    seen: Seen


class Group(Entry):
    """A group of areas with which ranks are compared."""

    code: Code
    name_en: str = Field(min_length=1)
    name_vi: str = Field(min_length=1)
    aliases: Names = ()
    seen: Seen


class Member(Entry):
    """An area's time in a group."""

    group: Code
    area: Code
    valid_from: OptionalPeriod = None
    valid_to: OptionalPeriod = None
    seen: Seen


class Successor(Entry):
    """What a dissolved area became part of."""

    area: Code
    successor: Code
    start: Annotated[str, AfterValidator(_is_period)] = Field(alias="from")
    seen: Seen


class Edition(Entry):
    """One release of a survey. ``released`` is a year, month or day, or None where it is not known."""

    survey: Code
    edition: str = Field(pattern=r"^\d{4}$")
    released: OptionalPeriod = None
    members: OptionalInt = None
    previous: OptionalPeriod = None
    ordinal: OptionalInt = None
    seen: Seen

    def released_between(self) -> tuple[date | None, date | None]:
        """Return the first and last day on which the edition can have come out; None where nothing is known."""
        if self.released is None:
            return None, None
        period = read_period(self.released)
        return period.start, period.end


class Component(Entry):
    """A part of a composite index with its relative weight, between two editions (both inside; empty is open).

    Weights of a mean are relative to their sum, so 12.5 of 100 and 1 of 8 are the same; those of a sum are factors.
    """

    indicator: Code
    component: Code
    weight: Decimal = Field(gt=0, max_digits=8, decimal_places=4)
    form: Literal["mean", "sum"] = "mean"
    start: OptionalPeriod = Field(default=None, alias="from")
    end: OptionalPeriod = Field(default=None, alias="to")
    slack: OptionalDecimal = None
    seen: Seen

    @model_validator(mode="after")
    def _is_another(self) -> Self:
        if self.component == self.indicator:
            raise ValueError("an index is no component of itself")
        return self


class Part(Entry):
    """``part`` can never exceed ``whole`` for one area and period; those of one ``exhaustive`` set make all of it."""

    whole: Code
    part: Code
    exhaustive: OptionalText = None
    start: OptionalPeriod = Field(default=None, alias="from")
    end: OptionalPeriod = Field(default=None, alias="to")
    seen: Seen


class Breakdown(Entry):
    """Breakdowns of one ``exhaustive`` set leave nothing out: counts make the total, shares of one whole make 100."""

    indicator: Code
    breakdown: str = Field(min_length=1, max_length=200)
    exhaustive: str = Field(min_length=1)
    start: OptionalPeriod = Field(default=None, alias="from")
    end: OptionalPeriod = Field(default=None, alias="to")
    seen: Seen


class Share(Entry):
    """``share`` is by definition ``numerator`` / ``denominator``, in percent."""

    share: Code
    numerator: Code
    denominator: Code
    seen: Seen


class Flow(Entry):
    """A stock grows by its flow."""

    stock: Code
    flow: Code
    seen: Seen


class Level(Entry):
    """A class of a score; ``ordinal`` is what a record of kind level stores, ``count`` tells how many areas it has."""

    indicator: Code
    score: Code
    ordinal: int
    count: OptionalCode = None
    label_en: str
    label_vi: str
    aliases: Names = ()
    low: Decimal
    high: Decimal
    start: OptionalPeriod = Field(default=None, alias="from")
    seen: Seen

    @model_validator(mode="after")
    def _goes_up(self) -> Self:
        if self.low >= self.high:
            raise ValueError("the low end must be below the high end")
        return self


class Provenance(Entry):
    """Where facts were seen."""

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    repository: str = ""
    path: str = ""
    commit: str = ""
    licence: str = Field(default="none stated", min_length=1)
    retrieved: str = ""
    note: str = ""


def days(valid_from: str | None, valid_to: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day of a validity; a year alone means all of it."""
    start = read_period(valid_from).start if valid_from else None
    end = read_period(valid_to).end if valid_to else None
    return start, end


def current_spans(editions: list[Edition]) -> list[tuple[date | None, date | None]]:
    """Return, for the editions of one survey in order, the days on which each was surely the newest.

    From the last day on which it can have come out to the day before the next one can have. Where a release is not
    known the span is None on that side. Of the newest edition nobody knows how long it stays so; it is taken to be
    until the end of the year before its successor is due, by the gap to its predecessor.
    """
    spans = []
    for index, edition in enumerate(editions):
        start = edition.released_between()[1]
        if index + 1 < len(editions):
            following = editions[index + 1].released_between()[0]
            end = following - timedelta(days=1) if following else None
        else:
            gap = int(edition.edition) - int(editions[index - 1].edition) if index else 1
            released = start or date(int(edition.edition), 12, 31)
            end = date(released.year + gap, 1, 1) - timedelta(days=1)
        spans.append((start, end))
    return spans
