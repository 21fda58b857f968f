"""Statements and cases as hypotheses see them, and what they may ask, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from egovcheck.core.findings import Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Composite, Statement, has_figure_of

NAMED = {"rank": "UN_EGDI_RANK", "score": "UN_EGDI_SCORE", "osi": "UN_OSI_SCORE", "tii": "UN_TII_SCORE"}


def stated(printed: str, indicator: str = "UN_EGDI_SCORE", /, **given: Any) -> Statement:
    """Return a statement of Viet Nam in the edition of 2020, as exact as it is printed."""
    figure, _, denominator = printed.partition("/")
    value = Decimal(figure)
    decimals = len(figure.partition(".")[2])
    half = Decimal(0) if indicator.endswith("RANK") or not decimals else Decimal(5).scaleb(-decimals - 1)
    made = Statement(
        id=1,
        role="primary",
        source="one",
        indicator=indicator,
        area="VNM",
        period="2020",
        breakdown="_T",
        measure="level",
        value=value,
        low=value - half,
        high=value + half,
        high_open=bool(half),
        denominator=Decimal(denominator) if denominator else None,
        decimals=decimals,
        step=Decimal(1),
        printed=printed,
        published=None,
        unit=None,
        kind="rank" if indicator.endswith("RANK") else "score",
        reference=False,
    )
    return replace(made, **given)


def rank(printed: str, /, **given: Any) -> Statement:
    """Return a rank."""
    return stated(printed, "UN_EGDI_RANK", **given)


def count(printed: str, /, **given: Any) -> Statement:
    """Return a count of services."""
    return stated(printed, given.pop("indicator", "VN_PORTAL_SERVICES"), kind="count", **given)


def share(printed: str, /, **given: Any) -> Statement:
    """Return a share in percent."""
    return stated(printed, given.pop("indicator", "VN_ONLINE_DOSSIERS_SHARE"), kind="percent", **given)


def case(suspect: Statement, code: str = "EG502", target: str | None = None, **given: Any) -> Case:
    """Return a case; ``target`` is what the figure should be."""
    value = Decimal(target) if target else None
    return Case(code, suspect, given.pop("others", ()), value, target, given.pop("sure", True), **given)


@dataclass
class Known:
    """Knowledge that a test writes down: what the authority says, what is submitted, and the catalogue's answers."""

    truth: Sequence[Statement] = ()
    rows: Sequence[Statement] = ()
    current: str | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    limits: tuple[Decimal | None, Decimal | None] = (None, None)
    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    composed: Composite | None = None
    counted: Sequence[tuple[str, str, str]] = ()

    def reference(self, statement: Statement) -> list[Statement]:
        return [made for made in self.truth if _same(made, statement, "indicator", "area", "breakdown")]

    def known(self, statement: Statement) -> list[Statement]:
        found = {made.period: [made] for made in self.reference(statement)}
        told = set(found)
        for row in self.rows:
            own = row.source == statement.source or row.period in told
            if not own and _same(row, statement, "indicator", "area", "breakdown"):
                found.setdefault(row.period, []).append(row)
        return [rows[0] for rows in found.values() if len({row.value for row in rows}) == 1]

    def siblings(self, statement: Statement) -> list[Statement]:
        return [r for r in self.rows if r is not statement and _same(r, statement, "source", "area", "period")]

    def column(self, statement: Statement) -> tuple[list[Statement], int]:
        column = [r for r in self.rows if _same(r, statement, "source", "indicator", "period", "breakdown")]
        places = [place for place, row in enumerate(column) if row is statement]
        return (column, places[0]) if places else ([statement], 0)

    def run(self, statement: Statement, step: int) -> tuple[int, int]:
        column, place = self.column(statement)
        alike = [has_figure_of(column, at, step, self) for at in range(len(column))]
        first = place - next((n for n, has in enumerate(reversed(alike[:place])) if not has), place)
        last = place + next((n for n, has in enumerate(alike[place + 1 :]) if not has), len(column) - place - 1)
        return first, last

    def scored(self, statement: Statement) -> list[tuple[Statement, Statement]]:
        score = (statement.indicator or "").replace("RANK", "SCORE")
        beside = {row.area: row for row in self.rows if row.indicator == score}
        pairs = [(place, beside[place.area]) for place in self.column(statement)[0] if place.area in beside]
        return sorted(pairs, key=lambda pair: -pair[1].value)

    def holders(self, statement: Statement) -> list[Statement]:
        same = (made for made in self.truth if _same(made, statement, "indicator", "period", "breakdown"))
        return [made for made in same if made.area != statement.area and statement.allows(made.value)]

    def states(self, statement: Statement, period: str) -> Statement | None:
        same = (row for row in self.rows if _same(row, statement, "source", "indicator", "area", "breakdown"))
        return next((row for row in same if row.period == period), None)

    def current_edition(self, _: Statement) -> str | None:
        return self.current

    def groups_of_size(self, _: Statement, size: int) -> list[tuple[str, Mapping[str, str]]]:
        return [(code, self.names(code)) for code, members in self.groups.items() if members == size]

    def names(self, code: str) -> Mapping[str, str]:
        return dict(zip(("en", "vi"), self.named.get(code, (code, code)), strict=True))

    def composite(self, _: Statement) -> Composite | None:
        return self.composed

    def shares(self, statement: Statement) -> list[tuple[str, str, str]]:
        return [found for found in self.counted if statement.indicator in found[1:]]

    def bounds(self, _: Statement) -> tuple[Decimal | None, Decimal | None]:
        return self.limits


def _same(one: Statement, other: Statement, *names: str) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def known(**given: Any) -> Known:
    """Return what the authority says of Viet Nam, a figure an edition: ``known(rank={"2018": "88/193"})``.

    ``truth`` has further values of the authority, of other areas for example.
    """
    truth = [replace(made, reference=True, id=-1, source="authority") for made in given.pop("truth", ())]
    for name, breakdown in (*((name, "_T") for name in NAMED), ("regional", "UN-SEA")):
        for edition, printed in given.pop(name, {}).items():
            indicator = NAMED.get(name, "UN_EGDI_RANK")
            more = {"period": edition, "breakdown": breakdown, "source": "authority"}
            truth.append(stated(printed, indicator, id=-1, reference=True, **more))
    return Known(truth, **given)


def proposed(module: Any, of: Case, knowledge: Known | None = None) -> list[tuple[str, str, str | None]]:
    """Return kind, confidence and suggested value of what a hypothesis proposes."""
    return [(c.kind, c.confidence, _value(c.suggestion)) for c in module.propose(of, knowledge or Known())]


def the_one(module: Any, of: Case, knowledge: Known | None = None) -> Candidate:
    """Return the only candidate of a hypothesis."""
    (found,) = module.propose(of, knowledge or Known())
    assert isinstance(found, Candidate)
    return found


def _value(suggestion: Suggestion | None) -> str | None:
    return suggestion.value if suggestion else None
