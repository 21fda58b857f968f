"""Which statement of a finding is in doubt, and what it should say instead, where something tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from egovcheck.diagnosis.candidates import Case, Knowledge, Statement

SURE = frozenset({"EG204", "EG302", "EG502"})
"""Rules whose expected value comes from the authority or the catalogue."""

COMPARED = frozenset({"EG204", "EG501", "EG502", "EG505"})
"""Rules that compare one figure with another of the same fact, so that the authority's value is what it should be."""


def cases(
    code: str, columns: Mapping[str, str | None], statements: Sequence[Statement], knowledge: Knowledge
) -> list[Case]:
    """Return one case for every statement of a finding that may be the wrong one, in the order of the finding.

    A statement that the authority confirms is in no doubt.
    """
    primary = [s for s in statements if s.role == "primary"]
    agreeing = [s for s in statements if s.role == "agreeing"]
    expected = _number(columns.get("expected"))
    found = []
    for suspect in primary:
        others = tuple(s for s in statements if s is not suspect)
        target, printed, sure = expected, columns.get("expected"), code in SURE
        same = next((r for r in knowledge.reference(suspect) if r.period == suspect.period), None)
        if same and suspect.measure == "level" and code in COMPARED:
            if suspect.allows(same.value):
                continue
            target, printed, sure = same.value, same.printed, True
        elif target is None and agreeing:
            closest = min(agreeing, key=_width)
            target, printed = closest.value, closest.printed
        elif target is None and len(primary) == 2:
            other = primary[1 - primary.index(suspect)]
            target, printed = other.value, other.printed
        found.append(Case(code, suspect, others, target, printed, sure, columns))
    return found


def _width(statement: Statement) -> tuple[bool, Decimal, Decimal]:
    """Order statements by how much they leave open; those without a bound on one side come last."""
    if statement.low is None or statement.high is None:
        return True, Decimal(0), statement.value
    return False, statement.high - statement.low, statement.value


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
