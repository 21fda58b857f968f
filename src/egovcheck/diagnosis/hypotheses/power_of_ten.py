"""The figure is right but for its scale: a zero too many, or the decimal point in the wrong place."""

from __future__ import annotations

from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge
from egovcheck.diagnosis.scales import CODES as SCALED
from egovcheck.diagnosis.scales import kind_of, rescaled, scales

KIND = "power-of-ten"
CODES = SCALED


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose the powers of ten that make the figure fit and have no more particular cause."""
    if case.code not in CODES:
        return []
    return [
        rescaled(case, scale, KIND, _words(scale.power))
        for scale in scales(case, knowledge)
        if kind_of(case, scale) == KIND
    ]


def _words(power: int) -> dict[str, str]:
    places = "one place" if abs(power) == 1 else f"{abs(power)} places"
    return {
        "en": f"the decimal point is off by {places}: {{figure}} for {{value}}",
        "vi": f"dấu thập phân lệch {abs(power)} chữ số: {{figure}} thay vì {{value}}",
    }
