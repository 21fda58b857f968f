"""Which statement of a finding is in doubt, and what it should say instead, where something tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from egovcheck.diagnosis.candidates import Case, Knowledge, Room, Statement, shown
from egovcheck.diagnosis.relations import rooms

SURE = frozenset({"EG204", "EG302", "EG502"})
"""Rules whose expected value comes from the authority or the catalogue."""

NO_VALUES = frozenset({"EG105", "EG109", "EG201", "EG202", "EG207", "EG208", "EG209", "EG301", "EG302"})
"""Rules that accuse no figure of having the wrong value; EG302 is about what stands behind the stroke."""


def cases(
    code: str, columns: Mapping[str, str | None], statements: Sequence[Statement], knowledge: Knowledge
) -> list[Case]:
    """Return one case for every statement of a finding that may be the wrong one, in the order of the finding.

    A statement that the authority confirms is in no doubt. Of one that it refutes the authority's value is the target,
    whatever rule the finding is of and whatever part the statement has in it. Members of a relation other than the
    accused one are in doubt too: they have room.
    """
    primary = [s for s in statements if s.role == "primary"]
    left = rooms(code, statements, knowledge)
    # what EG204 expects is an edition
    expected = _number(columns.get("expected")) if code != "EG204" else None
    found = []
    for suspect in statements:
        if suspect.reference:
            continue
        others = tuple(s for s in statements if s is not suspect)
        right = _right(code, suspect, knowledge)
        if right is not None:
            if not suspect.allows(right.value):
                found.append(Case(code, suspect, others, right.value, right.printed, sure=True, columns=columns))
        elif suspect.role != "primary" and suspect.id not in left:
            continue
        elif suspect.role != "primary" or (suspect.id in left and expected is None):
            found.append(Case(code, suspect, others, columns=columns, room=left[suspect.id]))
        else:
            target, printed, coarse = expected, columns.get("expected"), None
            against = _against(suspect, primary, statements, knowledge) if expected is None else None
            if against is not None:
                # another source prints in a manner of its own
                printed = shown(against.value, min(against.decimals, 10))
                target, coarse = against.value, _coarse(suspect, against)
            found.append(Case(code, suspect, others, target, printed, code in SURE, columns, coarse))
    return found


def _right(code: str, suspect: Statement, knowledge: Knowledge) -> Statement | None:
    """Return the authority's value of the very fact, where the finding is about values."""
    if suspect.measure != "level" or code in NO_VALUES:
        return None
    return next((r for r in knowledge.reference(suspect) if r.period == suspect.period), None)


def _against(
    suspect: Statement, primary: Sequence[Statement], statements: Sequence[Statement], knowledge: Knowledge
) -> Statement | None:
    """Return whom the suspect disagrees with: the most exact of the agreeing, or the only other.

    Where the finding is of one source, it is what other sources have for the same fact.
    """
    agreeing = [s for s in statements if s.role == "agreeing"]
    if agreeing:
        return min(agreeing, key=_width)
    if len(primary) == 2:
        other = primary[1 - primary.index(suspect)]
        if other.fact == suspect.fact:
            return other
    if suspect.measure == "level" and len({s.source for s in statements if not s.reference}) == 1:
        known = (k for k in knowledge.known(suspect) if k.period == suspect.period)
        return next((k for k in known if not suspect.allows(k.value)), None)
    return None


def _coarse(suspect: Statement, other: Statement) -> Room | None:
    """Return the values that a figure with fewer decimals than the suspect stands for."""
    if other.decimals >= suspect.decimals or other.low is None or other.high is None or other.low == other.high:
        return None
    return Room(other.low, other.high)


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
