"""The figure is that of an earlier edition, which the source states under its own year too: it was not brought up."""

from __future__ import annotations

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge, Statement, corrected_value
from egovcheck.diagnosis.hypotheses.wrong_edition import company, fitting

KIND = "superseded-edition"
CODES = frozenset({"EG204", "EG501", "EG502", "EG505"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose the newer value where the source files the same figure under the earlier edition already."""
    suspect = case.suspect
    if case.code not in CODES or suspect.measure != "level" or case.target is None or suspect.period is None:
        return []
    return [
        _candidate(case, fit, knowledge)
        for fit in fitting(suspect, knowledge)
        if (fit.period or "") < suspect.period and _filed_there(suspect, fit, knowledge)
    ]


def _filed_there(suspect: Statement, fit: Statement, knowledge: Knowledge) -> bool:
    own = knowledge.states(suspect, fit.period or "")
    return own is not None and own.value == suspect.value


def _candidate(case: Case, fit: Statement, knowledge: Knowledge) -> Candidate:
    suspect = case.suspect
    together, against = company(suspect, fit.period or "", knowledge)
    strong = together > 0 or suspect.kind != "rank"
    confidence: Confidence = "low" if against or not case.sure else "high" if strong else "medium"
    words = {
        "en": f"{suspect.printed} is still the figure of {fit.period}, which the source states there too",
        "vi": f"{suspect.printed} vẫn là số liệu của {fit.period}, mà nguồn này cũng nêu cho kỳ đó",
    }
    value = case.target_printed or ""
    suggestion = Suggestion("value", value) if case.sure else None
    correction = (
        corrected_value(suspect, case.target) if case.target is not None else corrected_value(suspect, fit.value)
    )
    return Candidate(KIND, confidence, 8 + 10 * together, correction, suggestion, words)
