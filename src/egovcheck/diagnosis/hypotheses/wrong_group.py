"""The rank is that among another group of countries: the eleven of South-Eastern Asia called ASEAN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge

KIND = "wrong-group"
CODES = frozenset({"EG105", "EG301", "EG302", "EG314", "EG502"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose every other group of that many members which the area belonged to."""
    suspect = case.suspect
    if case.code not in CODES or suspect.denominator is None or suspect.measure != "level":
        return []
    size = int(suspect.denominator)
    if size != suspect.denominator:
        return []
    groups = [(code, names) for code, names in knowledge.groups_of_size(suspect, size) if code != suspect.breakdown]
    return [_candidate(case, code, names, len(groups), knowledge) for code, names in groups]


def _candidate(case: Case, code: str, names: Mapping[str, str], rivals: int, knowledge: Knowledge) -> Candidate:
    suspect = case.suspect
    there = [r for r in knowledge.reference(replace(suspect, breakdown=code)) if r.period == suspect.period]
    confirmed = any(suspect.allows(r.value) for r in there)
    refuted = bool(there) and not confirmed
    confidence: Confidence = "high" if confirmed else "medium" if rivals == 1 and not refuted else "low"
    words = {
        "en": f"{suspect.denominator:f} is the number of members of {names['en']}",
        "vi": f"{suspect.denominator:f} là số thành viên của {names['vi']}",
    }
    if confirmed:
        words["en"] += f", where the rank was {there[0].printed}"
        words["vi"] += f", nơi thứ hạng là {there[0].printed}"
    return Candidate(
        KIND,
        confidence,
        5 + 5 * confirmed,
        Correction({suspect.id: {"breakdown": code}}),
        Suggestion("breakdown", code),
        words,
    )
