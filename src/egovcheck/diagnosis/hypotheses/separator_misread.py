"""A separator of thousands was read as a decimal mark, or the reverse: 1.039 for 1039."""

from __future__ import annotations

from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge
from egovcheck.diagnosis.scales import CODES as SCALED
from egovcheck.diagnosis.scales import kind_of, rescaled, scales

KIND = "separator-misread"
CODES = SCALED
WORDS = {
    "en": "a thousands separator was read as a decimal mark, or the reverse: {figure} for {value}",
    "vi": "dấu phân cách hàng nghìn bị đọc thành dấu thập phân hoặc ngược lại: {figure} thay vì {value}",
}


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose a thousand, a million or a thousandth of the figure, where that fits."""
    if case.code not in CODES:
        return []
    found = (scale for scale in scales(case, knowledge) if kind_of(case, scale) == KIND)
    return [rescaled(case, scale, KIND, WORDS) for scale in found]
