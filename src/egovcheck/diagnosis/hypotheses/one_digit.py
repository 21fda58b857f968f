"""A slip of the hand: one digit is another."""

from __future__ import annotations

from egovcheck.core.findings import Confidence
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge
from egovcheck.diagnosis.slips import CODES as VALUES
from egovcheck.diagnosis.slips import LONGEST, digits_of, long_enough, meant, other_digit, out_of, slip

KIND = "one-digit"
CODES = VALUES | {"EG302"}
WORDS = {
    "en": "one digit is off: {figure} for {value}",
    "vi": "sai một chữ số: {figure} thay vì {value}",
}


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose what differs from the figure, or of EG302 from its total, in one digit, and would be right."""
    if case.code not in CODES:
        return []
    if case.code == "EG302":
        return _total(case)
    digits = digits_of(case.suspect.value, min(case.suspect.decimals, 10))
    if len(digits) > LONGEST or (len(digits.strip("0")) < 2 and not case.sure):
        return []  # of one digit alone every other is a slip away, which tells nothing unless it is known
    values = meant(case, other_digit(digits))
    if len(values) > 1:
        # the last digit slips within the rounding; a slip is told where it stands alone
        return []
    confidence: Confidence = "low"
    if case.sure and long_enough(case.suspect):
        confidence = "high"
    elif long_enough(case.suspect):
        confidence = "medium"
    return [slip(case, value, confidence, 2, kind=KIND, words=WORDS) for value in values]


def _total(case: Case) -> list[Candidate]:
    total, wanted = case.suspect.denominator, case.target
    if total is None or wanted is None or f"{wanted:f}" not in set(other_digit(f"{total:f}")):
        return []
    return [out_of(case, kind=KIND, words=WORDS)]
