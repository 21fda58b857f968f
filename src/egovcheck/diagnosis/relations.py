"""What the other figures of a relation leave to each of its members: the room of a figure that may be the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from egovcheck.diagnosis.candidates import Knowledge, Room, Statement

Ends = tuple[Decimal, Decimal]

_HUNDRED = Decimal(100)


def rooms(code: str, statements: Sequence[Statement], knowledge: Knowledge) -> dict[int, Room]:
    """Return the room of each member of a relation by its id; empty where the code is of no known relation."""
    if any(s.low is None or s.high is None for s in statements):
        return {}
    if code == "EG311":
        return _ranked(statements, knowledge)
    found: dict[int, Ends | None] = {}
    if code == "EG303":
        found = _composite(statements, knowledge)
    elif code in {"EG304", "EG317"}:
        found = _sum(statements)
    elif code == "EG306":
        found = _share(statements)
    elif code == "EG305":
        found = _known_share(statements, knowledge)
    elif code == "EG309":
        found = _change(statements)
    by_id = {s.id: s for s in statements}
    return {i: _printable(by_id[i], ends) for i, ends in found.items() if ends is not None and i in by_id}


def _printable(statement: Statement, ends: Ends) -> Room:
    """Widen the true values by what rounding may have done to the printed one."""
    below, above = _ends(statement)
    return Room(ends[0] - (above - statement.value), ends[1] + (statement.value - below))


def _ends(statement: Statement) -> Ends:
    low, high = statement.low, statement.high
    return (statement.value if low is None else low), (statement.value if high is None else high)


def _composite(statements: Sequence[Statement], knowledge: Knowledge) -> dict[int, Ends | None]:
    whole = [s for s in statements if s.role in {"primary", "whole"}]
    components = [s for s in statements if s.role == "component"]
    made = knowledge.composite(whole[0]) if len(whole) == 1 else None
    if made is None or {s.indicator for s in components} != set(made.weights):
        return {}
    weighted = {s.id: made.weights[s.indicator or ""] for s in components}
    below, above = _ends(whole[0])
    low, high = (below - made.slack) * made.divisor, (above + made.slack) * made.divisor
    found: dict[int, Ends | None] = {}
    for one in components:
        rest = [s for s in components if s is not one]
        least = low - sum(weighted[s.id] * _ends(s)[1] for s in rest)
        most = high - sum(weighted[s.id] * _ends(s)[0] for s in rest)
        found[one.id] = (least / weighted[one.id], most / weighted[one.id])
    return found


def _sum(statements: Sequence[Statement]) -> dict[int, Ends | None]:
    whole = [s for s in statements if s.role == "whole"] or [s for s in statements if s.role == "primary"]
    parts = [s for s in statements if s.role == "part"] or [s for s in statements if s not in whole]
    if len(whole) != 1 or not parts:
        return {}
    low, high = _ends(whole[0])
    found: dict[int, Ends | None] = {
        whole[0].id: (sum((_ends(s)[0] for s in parts), Decimal(0)), sum((_ends(s)[1] for s in parts), Decimal(0)))
    }
    for one in parts:
        rest = [s for s in parts if s is not one]
        found[one.id] = (low - sum(_ends(s)[1] for s in rest), high - sum(_ends(s)[0] for s in rest))
    return found


def _share(statements: Sequence[Statement]) -> dict[int, Ends | None]:
    by_role = {s.role: s for s in statements}
    share, numerator, denominator = (by_role.get(role) for role in ("primary", "numerator", "denominator"))
    if share is None or numerator is None or denominator is None:
        return {}
    low, high = _ends(share)
    found: dict[int, Ends | None] = {
        numerator.id: (low * _ends(denominator)[0] / _HUNDRED, high * _ends(denominator)[1] / _HUNDRED)
    }
    if low > 0:
        found[denominator.id] = (_ends(numerator)[0] * _HUNDRED / high, _ends(numerator)[1] * _HUNDRED / low)
    return found


def _ranked(statements: Sequence[Statement], knowledge: Knowledge) -> dict[int, Room]:
    """Return, for ranks, the places between those of the next better and the next worse score of the same table."""
    found = {}
    for rank in (s for s in statements if s.role == "primary" and s.kind == "rank"):
        scored = knowledge.scored(rank)
        own = next((score for place, score in scored if place.id == rank.id), None)
        better = [place for place, score in scored if own is not None and score.value > own.value]
        worse = [place for place, score in scored if own is not None and score.value < own.value]
        if own is None or not (better or worse):
            continue
        # the list is ordered by score, so the neighbours stand at its inner ends
        least = better[-1].value if better else Decimal(1)
        most = worse[0].value if worse else least + 1
        if least <= most:
            found[rank.id] = Room(least, most)
    return found


def _known_share(statements: Sequence[Statement], knowledge: Knowledge) -> dict[int, Ends | None]:
    """Return the room that a share, stated beside a part and its whole, leaves to the two."""
    for part in statements:
        for share, numerator, denominator in knowledge.shares(part):
            roles = {share: "primary", numerator: "numerator", denominator: "denominator"}
            beside = {s.indicator: s for s in (*knowledge.siblings(part), part)}
            if part.indicator == numerator and roles.keys() <= beside.keys():
                return _share([replace(beside[code], role=role) for code, role in roles.items()])
    return {}


def _change(statements: Sequence[Statement]) -> dict[int, Ends | None]:
    """Of ranks places gained are counted: before − after; of everything else after − before."""
    by_role: dict[str, list[Statement]] = {}
    for s in statements:
        by_role.setdefault(s.role, []).append(s)
    change, after, before = (by_role.get(role, []) for role in ("primary", "context", "previous"))
    if not len(change) == len(after) == len(before) == 1:
        return {}
    sign = -1 if change[0].kind == "rank" else 1
    low, high = _ends(change[0]) if sign > 0 else (-_ends(change[0])[1], -_ends(change[0])[0])
    (a_low, a_high), (b_low, b_high) = _ends(after[0]), _ends(before[0])
    return {
        after[0].id: (b_low + low, b_high + high),
        before[0].id: (a_low - high, a_high - low),
    }
