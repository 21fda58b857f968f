"""The figure is that of another area."""

from __future__ import annotations

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge, Statement, corrected_value, is_wrong

KIND = "other-area"
CODES = frozenset({"EG311", "EG501", "EG502", "EG505"})
MOST = 3
"""A figure that more areas share tells nothing."""


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose the area further away whose value the figure is; several figures of it are better evidence than one."""
    suspect = case.suspect
    if case.code not in CODES or case.target is None or suspect.measure != "level":
        return []
    holders = knowledge.holders(suspect)
    if len(holders) > MOST:
        # one of them all the same, if the companions are its too
        holders = [holder for holder in holders if _company(suspect, holder, knowledge) > 1]
    column, place = knowledge.column(suspect)
    # the rows above and below have a likelier story, and a hypothesis of their own
    near = {s.area for s in column[max(place - 1, 0) : place + 2]}
    return [_candidate(case, holder, len(holders), knowledge) for holder in holders if holder.area not in near]


def _company(suspect: Statement, holder: Statement, knowledge: Knowledge) -> int:
    """Count the source's other wrong figures for the area that are those of the holder's area."""
    return sum(
        any(other.area == holder.area for other in knowledge.holders(sibling))
        for sibling in knowledge.siblings(suspect)
        if is_wrong(sibling, knowledge)
    )


def _candidate(case: Case, holder: Statement, rivals: int, knowledge: Knowledge) -> Candidate:
    suspect = case.suspect
    names = knowledge.names(holder.area or "")
    company = _company(suspect, holder, knowledge)
    # every rank is the rank of somebody
    telling = suspect.kind != "rank" and suspect.decimals >= 4 and rivals == 1
    confidence: Confidence = "low"
    if case.sure:
        confidence = "high" if company > 1 or (telling and company) else "medium" if telling or company else "low"
    words = {
        "en": f"{suspect.printed} is the figure of {names['en']}",
        "vi": f"{suspect.printed} là số liệu của {names['vi']}",
    }
    if company:
        words["en"] += f"; {company} more of the same source for the same area {'are' if company > 1 else 'is'} too"
        words["vi"] += f"; {company} số liệu khác của cùng nguồn cũng vậy"
    suggestion = Suggestion("value", case.target_printed or "") if case.sure else None
    correction = corrected_value(suspect, case.target if case.target is not None else holder.value)
    return Candidate(KIND, confidence, 1 + 8 * company, correction, suggestion, words)
