"""Percentage points were taken for percent, or the reverse: from 12 % to 15 % is 3 points and 25 percent."""

from __future__ import annotations

from decimal import Decimal

from egovcheck.core.findings import Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge, Statement, shown

KIND = "percent-for-points"
CODES = frozenset({"EG309", "EG310"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose the other way of counting where the two levels, of a share, say that it was meant."""
    suspect = case.suspect
    levels = [s for s in case.others if s.measure == "level" and s.indicator == suspect.indicator]
    before = [s for s in levels if s.period == suspect.base_period]
    after = [s for s in levels if s.period == suspect.period]
    if case.code not in CODES or suspect.kind != "percent" or len(before) != 1 or len(after) != 1:
        return []
    if suspect.low is None or suspect.high is None or not before[0].value:
        return []
    points = after[0].value - before[0].value
    percent = points * 100 / before[0].value
    if suspect.measure == "growth" and _near(suspect, points):
        measure, words = "change", {
            "en": f"{suspect.printed} are percentage points, not percent: the growth is {_one(percent)} percent",
            "vi": f"{suspect.printed} là điểm phần trăm, không phải phần trăm: mức tăng là {_one(percent)} phần trăm",
        }  # fmt: skip
    elif suspect.measure == "change" and _near(suspect, percent):
        measure, words = "growth", {
            "en": f"{suspect.printed} is growth in percent, not points: the difference is {shown(points)} points",
            "vi": f"{suspect.printed} là mức tăng theo phần trăm, không phải điểm: chênh lệch là {shown(points)} điểm",
        }  # fmt: skip
    else:
        return []
    correction = Correction({suspect.id: {"measure": measure}})
    return [Candidate(KIND, "high", 7, correction, Suggestion("measure", measure), words)]


def _near(suspect: Statement, value: Decimal) -> bool:
    """Say whether the figure is that value within its own rounding and that of the levels."""
    low, high = suspect.low, suspect.high
    reach = max(Decimal(1).scaleb(-suspect.decimals), Decimal("0.1"))
    return low is not None and high is not None and low - reach <= value <= high + reach


def _one(value: Decimal) -> str:
    return f"{value:.1f}"
