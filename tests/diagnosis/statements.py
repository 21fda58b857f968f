"""Statements and cases as hypotheses see them, and what they may ask, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from egovcheck.core.findings import Suggestion
from egovcheck.diagnosis.candidates import Case, Statement


def stated(printed: str, indicator: str = "UN_EGDI_SCORE", **given: Any) -> Statement:
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


def rank(printed: str, **given: Any) -> Statement:
    """Return a rank."""
    return stated(printed, "UN_EGDI_RANK", **given)


def case(suspect: Statement, code: str = "EG502", target: str | None = None, **given: Any) -> Case:
    """Return a case; ``target`` is what the figure should be."""
    value = Decimal(target) if target else None
    return Case(code, suspect, given.pop("others", ()), value, target, given.pop("sure", True), **given)


@dataclass
class Known:
    """Knowledge that a test writes down: the reference by (indicator, edition, breakdown) and the other answers."""

    values: Mapping[tuple[str, str, str], Statement] = field(default_factory=dict)
    company: Sequence[Statement] = ()
    current: str | None = None
    groups: Mapping[str, int] = field(default_factory=dict)
    limits: tuple[Decimal | None, Decimal | None] = (None, None)

    def reference(self, statement: Statement) -> list[Statement]:
        wanted = (statement.indicator, statement.breakdown)
        return [made for (indicator, _, group), made in self.values.items() if (indicator, group) == wanted]

    def siblings(self, statement: Statement) -> Sequence[Statement]:
        return [made for made in self.company if made is not statement]

    def current_edition(self, _: Statement) -> str | None:
        return self.current

    def groups_of_size(self, _: Statement, size: int) -> list[tuple[str, Mapping[str, str]]]:
        return [(code, self.group_names(code)) for code, members in self.groups.items() if members == size]

    def group_names(self, code: str) -> Mapping[str, str]:
        return {"en": f"the {code}", "vi": f"nhóm {code}"}

    def bounds(self, _: Statement) -> tuple[Decimal | None, Decimal | None]:
        return self.limits


def known(**given: Any) -> Known:
    """Return what the authority says of Viet Nam, a figure an edition: ``known(rank={"2018": "88/193"})``."""
    values = {}
    for name, breakdown in (("score", "_T"), ("osi", "_T"), ("rank", "_T"), ("regional", "UN-SEA")):
        indicator = {"score": "UN_EGDI_SCORE", "osi": "UN_OSI_SCORE"}.get(name, "UN_EGDI_RANK")
        for edition, printed in given.pop(name, {}).items():
            made = stated(printed, indicator, id=-1, period=edition, breakdown=breakdown, reference=True)
            values[indicator, edition, breakdown] = made
    return Known(values, **given)


def proposed(module: Any, of: Case, knowledge: Known | None = None) -> list[tuple[str, str, str | None]]:
    """Return kind, confidence and suggested value of what a hypothesis proposes."""
    return [(c.kind, c.confidence, _value(c.suggestion)) for c in module.propose(of, knowledge or Known())]


def _value(suggestion: Suggestion | None) -> str | None:
    return suggestion.value if suggestion else None
