"""A percent stands where a fraction is asked for, or the reverse: 66.67 for 0.6667."""

from __future__ import annotations

from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge
from egovcheck.diagnosis.scales import CODES as SCALED
from egovcheck.diagnosis.scales import kind_of, rescaled, scales

KIND = "percent-for-fraction"
CODES = SCALED
WORDS = {
    "en": "a percent and a fraction were taken for each other: {figure} for {value}",
    "vi": "lẫn giữa phần trăm và phân số: {figure} thay vì {value}",
}


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose a hundred times or a hundredth of the figure, where that fits and both look like shares."""
    if case.code not in CODES:
        return []
    found = (scale for scale in scales(case, knowledge) if kind_of(case, scale) == KIND)
    return [rescaled(case, scale, KIND, WORDS) for scale in found]
