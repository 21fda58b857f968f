"""A change or growth has the wrong sign."""

from __future__ import annotations

import re

from egovcheck.core.findings import Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge, Statement, shown

KIND = "wrong-sign"
CODES = frozenset({"EG309", "EG310", "EG501", "EG505", "EG602"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose the opposite of a bare signed figure, where that is what the levels say."""
    suspect = case.suspect
    if case.code not in CODES or not is_opposite(case) or in_words(suspect):
        return []
    value = shown(-suspect.value, suspect.decimals)
    signed = value if value.startswith("-") else f"+{value}"
    words = {
        "en": f"the sign is wrong: {suspect.printed} for {signed}",
        "vi": f"sai dấu: {suspect.printed} thay vì {signed}",
    }
    if suspect.kind == "rank":
        words["en"] += "; of ranks the lower one is the better, and places gained count as plus"
        words["vi"] += "; thứ hạng nhỏ hơn là tốt hơn và tăng bậc mang dấu dương"
    return [Candidate(KIND, "high" if case.sure else "medium", 8, turned(suspect), Suggestion("value", signed), words)]


def is_opposite(case: Case) -> bool:
    """Say whether a change would be right with the opposite sign."""
    suspect = case.suspect
    if suspect.measure not in {"change", "growth"} or not suspect.value or case.target is None:
        return False
    if suspect.low is None or suspect.high is None:
        return False
    # the room of both levels is kept by the recheck; here the size of the step must be that of the change
    return suspect.low <= -case.target <= suspect.high or -suspect.value == case.target


def in_words(statement: Statement) -> bool:
    """Say whether a change is printed with a word for its direction, and not with a bare sign."""
    return bool(re.search(r"[^\W\d_]{3,}", statement.printed))


def turned(statement: Statement) -> Correction:
    """Return the correction that turns the sign of a statement."""
    low, high = statement.low, statement.high
    change: dict[str, str] = {"value": f"{-statement.value:f}"}
    if low is not None and high is not None:
        change |= {"low": f"{-high:f}", "high": f"{-low:f}"}
    return Correction({statement.id: change})
