"""A slip of the hand: two neighbouring digits have changed places."""

from __future__ import annotations

from egovcheck.core.findings import Confidence
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge
from egovcheck.diagnosis.slips import CODES as VALUES
from egovcheck.diagnosis.slips import LONGEST, digits_of, long_enough, meant, out_of, slip, swapped

KIND = "swapped-digits"
CODES = VALUES | {"EG302"}
WORDS = {
    "en": "two neighbouring digits are swapped: {figure} for {value}",
    "vi": "hai chữ số cạnh nhau bị đảo: {figure} thay vì {value}",
}


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose what becomes right by exchanging two neighbouring digits of the figure, or of EG302 of its total."""
    if case.code not in CODES:
        return []
    if case.code == "EG302":
        total, wanted = case.suspect.denominator, case.target
        if total is None or wanted is None or f"{wanted:f}" not in set(swapped(f"{total:f}")):
            return []
        return [out_of(case, kind=KIND, words=WORDS)]
    digits = digits_of(case.suspect.value, min(case.suspect.decimals, 10))
    if len(digits.strip("0")) < 2 or len(digits) > LONGEST:
        return []
    values = meant(case, swapped(digits))
    if len(values) > 1:
        return []
    # of short ranks many lie a slip apart by chance
    confidence: Confidence = "low"
    if case.sure:
        confidence = "high" if long_enough(case.suspect) else "medium"
    elif long_enough(case.suspect):
        confidence = "medium"
    return [slip(case, value, confidence, 4, kind=KIND, words=WORDS) for value in values]
