"""The figure is that of another indicator of the same area and period: two columns have changed places."""

from __future__ import annotations

from typing import Any

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge, Statement, changed_value, right_value

KIND = "other-indicator"
CODES = frozenset({"EG303", "EG311", "EG501", "EG502", "EG505"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose the indicator of the same kind that has this value; it must be one that the source states too."""
    suspect = case.suspect
    if case.code not in CODES or case.target is None or suspect.measure != "level":
        return []
    if suspect.kind == "rank" and suspect.value < 10:
        return []
    return [
        _candidate(case, sibling, knowledge)
        for sibling in knowledge.siblings(suspect)
        if sibling.kind == suspect.kind and sibling.indicator != suspect.indicator
        if (right := right_value(sibling, knowledge)) is not None and suspect.allows(right.value)
    ]


def _candidate(case: Case, sibling: Statement, knowledge: Knowledge) -> Candidate:
    suspect = case.suspect
    names = knowledge.names(sibling.indicator or "")
    words = {
        "en": f"{suspect.printed} is the {names['en']} of the same area",
        "vi": f"{suspect.printed} là {names['vi']} của cùng địa bàn",
    }
    rows: dict[int, dict[str, Any]] = {}
    if case.target is not None:
        rows[suspect.id] = changed_value(suspect, case.target)
    own = right_value(sibling, knowledge)
    wrong = own is not None and not sibling.allows(own.value)
    exchanged = wrong and case.target is not None and sibling.allows(case.target)
    if exchanged and own is not None:
        words["en"] += "; the two have changed places"
        words["vi"] += "; hai chỉ tiêu bị đổi chỗ cho nhau"
        rows[sibling.id] = changed_value(sibling, own.value)
    telling = suspect.kind != "rank" and suspect.decimals >= 4
    confidence: Confidence = "low"
    if case.sure:
        confidence = "high" if exchanged or telling else "low"
    suggestion = Suggestion("value", case.target_printed or "") if case.sure else None
    return Candidate(KIND, confidence, 14 if exchanged else 6, Correction(rows), suggestion, words)
