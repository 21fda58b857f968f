"""The figure is that of the row above or below: two rows have changed places, or a column has slipped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import (
    Candidate,
    Case,
    Correction,
    Knowledge,
    Statement,
    changed_value,
    has_figure_of,
    is_right_of,
    is_wrong,
    right_value,
)
from egovcheck.diagnosis.slips import settled

KIND = "neighbouring-row"
CODES = frozenset({"EG204", "EG303", "EG311", "EG314", "EG501", "EG502", "EG505"})
LONGEST = 400
"""Rows up to which a run is corrected as one."""

SLIPPED = 3
"""From so many rows that have the figure of the row before on, the column has slipped."""


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose the row above or below whose right value the figure is, with all rows that share the fate."""
    suspect = case.suspect
    if case.code not in CODES or case.target is None or suspect.measure != "level":
        return []
    column, place = knowledge.column(suspect)
    steps = [step for step in (-1, 1) if has_figure_of(column, place, step, knowledge)]
    return [_candidate(case, column, place, step, knowledge) for step in steps]


def _candidate(case: Case, column: Sequence[Statement], place: int, step: int, knowledge: Knowledge) -> Candidate:
    suspect, neighbour = case.suspect, column[place + step]
    first, last = knowledge.run(suspect, step)
    # a row whose own figure is that of the next row too has not slipped
    slipped = [row for row in column[first : last + 1] if is_wrong(row, knowledge)]
    names = knowledge.names(neighbour.area or "")
    where = {"en": "above" if step < 0 else "below", "vi": "ngay trên" if step < 0 else "ngay dưới"}
    words = {
        "en": f"{suspect.printed} is the figure of {names['en']}, the row {where['en']}",
        "vi": f"{suspect.printed} là số liệu của {names['vi']}, dòng {where['vi']}",
    }
    rows = {suspect.id: changed_value(suspect, case.target)} if case.target is not None else {}
    confidence: Confidence = "medium" if suspect.kind == "rank" or not case.sure else "high"
    weight = 5
    if len(slipped) >= SLIPPED:
        words["en"] += f"; the column has slipped over {len(slipped)} rows"
        words["vi"] += f"; cột bị lệch dòng ở {len(slipped)} dòng"
        # of a longer run every row asks for itself, and all are made together
        rows |= _restored(slipped, knowledge) if len(slipped) <= LONGEST else {}
        confidence, weight = "high", 20
    elif _exchanged(suspect, neighbour, knowledge):
        words["en"] += "; the two have changed places"
        words["vi"] += "; hai dòng bị đổi chỗ cho nhau"
        rows |= _restored([neighbour], knowledge)
        confidence, weight = "high" if case.sure else "medium", 12
    suggestion = Suggestion("value", case.target_printed or "") if case.target_printed else None
    return Candidate(KIND, confidence, weight, Correction(rows), suggestion, words, tentative=not settled(case))


def _exchanged(suspect: Statement, neighbour: Statement, knowledge: Knowledge) -> bool:
    own = right_value(neighbour, knowledge)
    fits = own is not None and neighbour.allows(own.value)
    return not fits and is_right_of(neighbour, suspect, knowledge)


def _restored(statements: Sequence[Statement], knowledge: Knowledge) -> dict[int, dict[str, Any]]:
    """Return the changes that give each of the statements its own right value."""
    found = {}
    for statement in statements:
        right = right_value(statement, knowledge)
        if right is not None and not statement.allows(right.value):
            found[statement.id] = changed_value(statement, right.value)
    return found
