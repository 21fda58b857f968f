"""The figure is right, but it is that of another edition or period: the commonest mistake around surveys."""

from __future__ import annotations

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge, Statement, moved

KIND = "wrong-edition"
CODES = frozenset({"EG204", "EG205", "EG303", "EG311", "EG314", "EG315", "EG501", "EG502", "EG505"})


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose every other edition whose value the figure could be, unless the source files it there already."""
    suspect = case.suspect
    if case.code not in CODES or suspect.measure != "level" or suspect.period is None or len(suspect.period) != 4:
        return []
    fits = fitting(suspect, knowledge)
    free = [r for r in fits if knowledge.states(suspect, r.period or "") is None]
    return [_candidate(case, fit, len(fits), knowledge) for fit in free]


def fitting(suspect: Statement, knowledge: Knowledge) -> list[Statement]:
    """Return the values of other editions that the figure could be."""
    return [
        r
        for r in knowledge.known(suspect)
        if r.period != suspect.period and len(r.period or "") == 4 and suspect.allows(r.value)
    ]


def _candidate(case: Case, fit: Statement, rivals: int, knowledge: Knowledge) -> Candidate:
    suspect, edition = case.suspect, fit.period or ""
    together, against = company(suspect, edition, knowledge)
    current = knowledge.current_edition(suspect) == edition
    weight = 10 * together + 5 * current - 10 * against
    # a rank alone fits other editions by chance; a score with four decimals, or company, does not
    strong = current or together > 0 or (suspect.kind != "rank" and suspect.decimals >= 4)
    confidence: Confidence = "low"
    if not against:
        confidence = "high" if strong and (rivals == 1 or current) else "medium" if strong or rivals == 1 else "low"
    if not fit.reference and confidence == "high":
        confidence = "medium"
    words = {
        "en": f"{suspect.printed} is the figure of the {edition} edition",
        "vi": f"{suspect.printed} là số liệu của kỳ khảo sát {edition}",
    }
    if not fit.reference:
        words = {
            "en": f"{suspect.printed} is the figure that others give for {edition}",
            "vi": f"{suspect.printed} là số liệu mà nguồn khác nêu cho {edition}",
        }
    if current:
        words["en"] += ", the newest when the source appeared"
        words["vi"] += ", kỳ mới nhất khi nguồn được công bố"
    if together == 1:
        words["en"] += "; one more figure of the same source fits it too"
    elif together:
        words["en"] += f"; {together} more figures of the same source fit it too"
    if together:
        words["vi"] += f"; {together} số liệu khác của cùng nguồn cũng khớp"
    correction = Correction({suspect.id: moved(edition)})
    return Candidate(KIND, confidence, weight, correction, Suggestion("period", edition), words)


def company(suspect: Statement, edition: str, knowledge: Knowledge) -> tuple[int, int]:
    """Count the source's other figures of the area and period that fit this edition only, and the stated one only."""
    together = against = 0
    for sibling in knowledge.siblings(suspect):
        values = {r.period: r for r in knowledge.known(sibling)}
        there, here = values.get(edition), values.get(suspect.period)
        fits_there = there is not None and sibling.allows(there.value)
        fits_here = here is not None and sibling.allows(here.value)
        together += fits_there and not fits_here
        against += fits_here and not fits_there
    return together, against
