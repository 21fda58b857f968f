"""One figure is the other, rounded at its last digit: nothing is wrong but the precision."""

from __future__ import annotations

from egovcheck.core.findings import Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge, corrected_value, shown

KIND = "rounded"
CODES = frozenset({"EG501", "EG502", "EG505"})
NEVER_ROUNDED = frozenset({"rank", "level", "date"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose that the coarser of two whole figures is the finer one rounded, where that is so."""
    suspect = case.suspect
    if case.code not in CODES or case.target is None or suspect.step <= 1 or suspect.kind in NEVER_ROUNDED:
        return []
    if suspect.value == case.target or abs(suspect.value - case.target) * 2 > suspect.step:
        return []
    figure, exact, step = shown(suspect.value), shown(case.target), shown(suspect.step)
    words = {
        "en": f"{figure} is {exact} rounded to the nearest {step}",
        "vi": f"{figure} là {exact} được làm tròn đến {step}",
    }
    return [
        Candidate(KIND, "high", 8, corrected_value(suspect, case.target), Suggestion("value", exact), words),
    ]
