"""What a hypothesis is given and what it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol, Self

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.records.figures import half_up


@dataclass(frozen=True, slots=True)
class Correction:
    """Records that would say something else: new column values by record id.

    Several corrections that are made at once are one with ``parts``, the records of each. ``given`` are further changes
    that are taken for right meanwhile, but for the records in ``spared``; many corrections share one ``given``.
    """

    changes: Mapping[int, Mapping[str, Any]]
    parts: tuple[frozenset[int], ...] = ()
    given: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    spared: frozenset[int] = frozenset()


class Trouble(frozenset[int]):
    """The records of a correction that are in error once it is made; where there is none, it is good.

    ``entangled`` are those of them that are so only together with another part of it, which may be to blame.
    """

    entangled: frozenset[int]

    def __new__(cls, records: Iterable[int] = (), entangled: Iterable[int] = ()) -> Self:
        """Make the set of all records in trouble, entangled or not."""
        alone = frozenset(records)
        made = super().__new__(cls, alone.union(entangled))
        made.entangled = frozenset(entangled) - alone
        return made


@dataclass(frozen=True, slots=True)
class Statement:
    """A record or reference value as a hypothesis sees it. ``reference`` marks the authority's.

    ``id`` grows in the order in which a file's records stand; those of the reference are below zero.
    """

    id: int
    role: str
    source: str
    indicator: str | None
    area: str | None
    period: str | None
    breakdown: str
    measure: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    high_open: bool
    denominator: Decimal | None
    decimals: int
    step: Decimal
    printed: str
    published: str | None
    unit: str | None
    kind: str | None
    reference: bool
    base_period: str | None = None

    @property
    def fact(self) -> tuple[str | None, ...]:
        """Return what the statement is about: two with the same fact cannot both be right and differ."""
        return self.indicator, self.area, self.period, self.breakdown, self.measure, self.base_period

    def allows(self, value: Decimal) -> bool:
        """Say whether ``value`` could have been printed as this statement."""
        if self.low is not None and value < self.low:
            return False
        return self.high is None or value < self.high or (value == self.high and not self.high_open)


@dataclass(frozen=True, slots=True)
class Room:
    """The values that the other figures of a relation leave to one of them; both ends are inside."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Case:
    """One statement of a finding that may be the wrong one.

    ``target`` is the value it should have, where something tells, and ``target_printed`` how that is printed;
    ``sure`` says that the target is the authority's or follows from it, otherwise either side may be wrong. Where a
    relation leaves more than one value, or the target is coarser than the figure, ``room`` has them. ``others`` are the
    further statements of the finding, ``columns`` the rule's own.
    """

    code: str
    suspect: Statement
    others: tuple[Statement, ...]
    target: Decimal | None = None
    target_printed: str | None = None
    sure: bool = False
    columns: Mapping[str, str | None] = field(default_factory=dict)
    room: Room | None = None

    def admits(self, value: Decimal) -> bool:
        """Say whether a value, printed like the suspect, would be right."""
        if self.room is not None:
            return self.room.least <= value <= self.room.most
        return self.target is not None and half_up(self.target, min(self.suspect.decimals, 10)) == value


@dataclass(frozen=True, slots=True)
class Composite:
    """How an index is made of its components: the sum of each with its weight, by ``divisor``.

    The publisher's own rounding may be off by ``slack``.
    """

    weights: Mapping[str, Decimal]
    divisor: Decimal
    slack: Decimal = Decimal(0)


class Knowledge(Protocol):
    """What hypotheses may ask about the records and the catalogue beyond their case."""

    def reference(self, statement: Statement) -> Sequence[Statement]:
        """Return the authority's values of the same indicator, area and breakdown, for every edition."""
        ...

    def known(self, statement: Statement) -> Sequence[Statement]:
        """Return one value a period of the same indicator, area and breakdown that does not rest on its source.

        The authority's, or where it has none that of the other sources, if these agree.
        """
        ...

    def siblings(self, statement: Statement) -> Sequence[Statement]:
        """Return the other levels that the same source states for the same area and period."""
        ...

    def column(self, statement: Statement) -> tuple[Sequence[Statement], int]:
        """Return the levels of its indicator, period and breakdown in its own table, in order, and its place."""
        ...

    def run(self, statement: Statement, step: int) -> tuple[int, int]:
        """Return the first and last place of rows around it that all have the figure of the row ``step`` further."""
        ...

    def scored(self, statement: Statement) -> Sequence[tuple[Statement, Statement]]:
        """Return the ranks of the table in which a rank stands, each with its score, by falling score."""
        ...

    def holders(self, statement: Statement) -> Sequence[Statement]:
        """Return the authority's values of other areas, for its indicator, period and breakdown, that it allows."""
        ...

    def states(self, statement: Statement, period: str) -> Statement | None:
        """Return what the same source states of the same fact in another period."""
        ...

    def current_edition(self, statement: Statement) -> str | None:
        """Return the edition that was surely the newest when the statement's source appeared."""
        ...

    def groups_of_size(self, statement: Statement, size: int) -> Sequence[tuple[str, Mapping[str, str]]]:
        """Return the groups (code, names by language) that the area was a member of, with so many members then."""
        ...

    def names(self, code: str) -> Mapping[str, str]:
        """Return the names of an indicator, area or group by language; the code itself where it is unknown."""
        ...

    def composite(self, statement: Statement) -> Composite | None:
        """Return how a composite index is made of its components in the statement's period; None for others."""
        ...

    def shares(self, statement: Statement) -> Sequence[tuple[str, str, str]]:
        """Return the shares (share, numerator, denominator) in which the indicator is one of the two counts."""
        ...

    def bounds(self, statement: Statement) -> tuple[Decimal | None, Decimal | None]:
        """Return the bounds that the catalogue gives for the indicator."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cause: the correction that it implies, how strong its evidence is, and its sentence in both languages.

    ``weight`` orders candidates of one finding: more first. ``suspect`` is the record that is thought to be wrong, and
    ``reach`` the number of findings in which it is in doubt, all of which would be explained at once. Of
    two sources that disagree either may be it; the suggestion of such a candidate is ``tentative``, and told only where
    nothing can be said for the other side. ``mirror`` gives the other side the suspect's figure: where that makes an
    error, the other side is right.
    """

    kind: str
    confidence: Confidence
    weight: int
    correction: Correction
    suggestion: Suggestion | None
    words: Mapping[str, str]
    suspect: int = 0
    reach: int = 1
    tentative: bool = False
    mirror: Correction | None = None


class Hypothesis(Protocol):
    """A module of ``hypotheses``: proposes candidates for one case, or none."""

    KIND: str
    CODES: frozenset[str]

    def propose(self, case: Case, knowledge: Knowledge) -> list[Candidate]:
        """Return the candidates that this hypothesis has for a case."""
        ...


def right_value(statement: Statement, knowledge: Knowledge) -> Statement | None:
    """Return what the authority, or else the other sources, have for the very fact that a statement is about."""
    return next((known for known in knowledge.known(statement) if known.period == statement.period), None)


def is_wrong(statement: Statement, knowledge: Knowledge) -> bool:
    """Say whether a statement does not allow what is known of its fact."""
    right = right_value(statement, knowledge)
    return right is not None and not statement.allows(right.value)


def is_right_of(statement: Statement, neighbour: Statement, knowledge: Knowledge) -> bool:
    """Say whether a statement has the figure that is known of its neighbour's fact."""
    right = right_value(neighbour, knowledge)
    return right is not None and statement.allows(right.value)


def has_figure_of(column: Sequence[Statement], place: int, step: int, knowledge: Knowledge) -> bool:
    """Say whether the statement at a place of a column has the figure of the one ``step`` further."""
    return 0 <= place + step < len(column) and is_right_of(column[place], column[place + step], knowledge)


def shown(value: Decimal, decimals: int = 0) -> str:
    """Return a value as people write it: no exponent, at least ``decimals`` places kept."""
    text = f"{value:f}"
    if "." in text:
        whole, _, fraction = text.partition(".")
        fraction = fraction.rstrip("0").ljust(decimals, "0")
        return f"{whole}.{fraction}" if fraction else whole
    return text


def corrected_value(statement: Statement, value: Decimal) -> Correction:
    """Return the correction that gives a statement another value, printed with the same decimals."""
    return Correction({statement.id: changed_value(statement, value)})


def changed_value(statement: Statement, value: Decimal) -> dict[str, Any]:
    """Return the new columns of a statement that gets another value, printed with the same decimals."""
    shift = value - statement.value
    change: dict[str, Any] = {"value": f"{value:f}"}
    if statement.low is not None:
        change["low"] = f"{statement.low + shift:f}"
    if statement.high is not None:
        change["high"] = f"{statement.high + shift:f}"
    return change


def moved(edition: str) -> dict[str, Any]:
    """Return the new columns of a statement that is filed under another edition."""
    return {"period": edition, "period_start": f"{edition}-01-01", "period_end": f"{edition}-12-31"}
