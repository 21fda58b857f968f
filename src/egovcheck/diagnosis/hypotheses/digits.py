"""A slip of the hand: one digit is another, or two neighbouring digits have changed places."""

from __future__ import annotations

from decimal import Decimal

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge, corrected_value, shown
from egovcheck.records.figures import half_up

KIND = "one-digit"
CODES = frozenset({"EG303", "EG306", "EG309", "EG501", "EG502", "EG505"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose the target where its digits are those of the figure but for one, or for two neighbours changed over."""
    if case.code not in CODES or case.target is None:
        return []
    suspect = case.suspect
    places = min(suspect.decimals, 10)
    wanted = half_up(case.target, places)
    said, meant = _digits(suspect.value, places), _digits(wanted, places)
    kind = _slip(said, meant)
    if kind is None:
        return []
    if len(said.strip("0")) < 2:
        return []  # one digit alone is not a slip of one digit
    long_enough = len(said.strip("0")) >= 4
    confidence: Confidence = "low"
    if case.sure:
        # of short ranks many lie one digit apart by chance
        confidence = "high" if long_enough else "medium" if kind == "swapped-digits" else "low"
    elif long_enough:
        confidence = "medium"
    value = shown(wanted, places)
    figure = shown(suspect.value, places)
    words = {
        "swapped-digits": {
            "en": f"two neighbouring digits are swapped: {figure} for {value}",
            "vi": f"hai chữ số cạnh nhau bị đảo: {figure} thay vì {value}",
        },
        "one-digit": {
            "en": f"one digit is off: {figure} for {value}",
            "vi": f"sai một chữ số: {figure} thay vì {value}",
        },
    }[kind]
    suggestion = Suggestion("value", value) if _settled(case) else None
    weight = 4 if kind == "swapped-digits" else 2
    return [Candidate(kind, confidence, weight, corrected_value(suspect, wanted), suggestion, words)]


def _settled(case: Case) -> bool:
    """Say whether it is clear which side is wrong; of two sources alone nobody can tell."""
    return case.sure or any(other.role in {"agreeing", "component", "reference"} for other in case.others)


def _digits(value: Decimal, places: int) -> str:
    return f"{half_up(value, places):f}".replace(".", "")


def _slip(said: str, meant: str) -> str | None:
    if len(said) != len(meant) or said == meant:
        return None
    differ = [i for i, (a, b) in enumerate(zip(said, meant, strict=True)) if a != b]
    if len(differ) == 1:
        return "one-digit"
    if len(differ) == 2 and differ[1] == differ[0] + 1:
        first, second = differ
        if said[first] == meant[second] and said[second] == meant[first]:
            return "swapped-digits"
    return None
