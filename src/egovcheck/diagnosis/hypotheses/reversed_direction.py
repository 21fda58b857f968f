"""A gain is told as a loss, or the reverse; of ranks often because the lower number is the better one."""

from __future__ import annotations

from egovcheck.core.findings import Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Knowledge, shown
from egovcheck.diagnosis.hypotheses.wrong_sign import in_words, is_opposite, turned

KIND = "reversed-direction"
CODES = frozenset({"EG309", "EG310", "EG501", "EG505", "EG602"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:  # noqa: ARG001 - every hypothesis is asked alike
    """Propose the opposite direction of a change told in words, where that is what the levels say."""
    suspect = case.suspect
    if case.code not in CODES or not is_opposite(case) or not in_words(suspect):
        return []
    value = shown(-suspect.value, suspect.decimals)
    signed = value if value.startswith("-") else f"+{value}"
    words = {
        "en": f"the direction is reversed: “{suspect.printed}” where the levels say {signed}",
        "vi": f"ngược chiều: “{suspect.printed}”, trong khi hai kỳ cho thấy {signed}",
    }
    if suspect.kind == "rank":
        words["en"] += "; of ranks the lower one is the better"
        words["vi"] += "; thứ hạng nhỏ hơn là tốt hơn"
    return [Candidate(KIND, "high" if case.sure else "medium", 8, turned(suspect), Suggestion("value", signed), words)]
