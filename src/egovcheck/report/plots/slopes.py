"""Ranks on the left, the scores that they go by on the right, one line an area: lines that cross are out of order."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from egovcheck.core.findings import Finding, Lang
from egovcheck.core.text import safe
from egovcheck.report.page.markup import Markup
from egovcheck.report.plots.canvas import LINE, WIDTH, Canvas, folded, width_of
from egovcheck.report.plots.scale import decimal
from egovcheck.report.plots.words import word

MOST = 14
"""More areas than this cannot be told apart."""

STEP = 22.0
SIDE = 122.0
"""So much room have the words on either side."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One area with its rank and its score, as numbers and as printed."""

    area: str
    rank: Decimal
    score: Decimal
    rank_printed: str
    score_printed: str
    accused: bool


def slopes_plot(finding: Finding, lang: Lang, name: str) -> Markup | None:
    """Return ranks joined with scores, or None where there are no two of both, too many, or all is in order."""
    entries = _entries(finding)
    if not 2 <= len(entries) <= MOST:
        return None
    by_rank = sorted(entries, key=lambda one: (one.rank, -one.score, one.area))
    by_score = sorted(entries, key=lambda one: (-one.score, one.rank, one.area))
    if by_rank == by_score:
        return None
    labels = {one.area: (f"{one.area}  {one.rank_printed}", f"{one.score_printed}  {one.area}") for one in entries}
    if any(width_of(said) > SIDE for pair in labels.values() for said in pair):
        return None
    canvas = Canvas()
    rank = next(record.key["indicator"] for record in finding.records if _is_rank(record.key.get("indicator", "")))
    top = _headings(canvas, rank)
    for one in sorted(entries, key=lambda one: one.accused):
        look = "accused" if one.accused else "known"
        left, right = (top + STEP * order.index(one) for order in (by_rank, by_score))
        canvas.line(SIDE + 12, left, WIDTH - SIDE - 12, right, f"slope {look}")
        for x, y in ((SIDE + 12, left), (WIDTH - SIDE - 12, right)):
            (canvas.diamond if one.accused else canvas.dot)(x, y, look)
        said = "figure" if one.accused else ""
        canvas.words(SIDE, left + 4, labels[one.area][0], said, anchor="end")
        canvas.words(WIDTH - SIDE, right + 4, labels[one.area][1], said)
    told = [word(lang, "stated", who=one.area, what=f"{one.rank_printed}, {one.score_printed}") for one in by_rank]
    height = top + STEP * len(entries) - 8
    return canvas.figure(name, height, word(lang, "slopes"), told, word(lang, "slopes_caption"))


def _headings(canvas: Canvas, rank: str) -> float:
    """Write what stands on either side; return where the first line is."""
    sides = [folded(said, WIDTH / 2 - 8) for said in (rank, _score_of(rank))]
    for number, line in enumerate(sides[0]):
        canvas.words(4, LINE * (number + 1) - 2, line, "tick")
    for number, line in enumerate(sides[1]):
        canvas.words(WIDTH - 4, LINE * (number + 1) - 2, line, "tick", anchor="end")
    return max(map(len, sides)) * LINE + 18


def _entries(finding: Finding) -> list[Entry]:
    """The areas of which one rank and its one score are named, for one period."""
    ranks = [record for record in finding.records if _is_rank(record.key.get("indicator", ""))]
    if len({(record.key["indicator"], record.key.get("period")) for record in ranks}) != 1:
        return []
    wanted = (_score_of(ranks[0].key["indicator"]), ranks[0].key.get("period"))
    found: list[Entry] = []
    for record in ranks:
        area = record.key.get("area", "")
        scores = [
            other
            for other in finding.records
            if (other.key.get("indicator"), other.key.get("period")) == wanted and other.key.get("area") == area
        ]
        alone = len(scores) == 1 and sum(other.key.get("area") == area for other in ranks) == 1
        rank = decimal(record.value)
        score = decimal(scores[0].value) if alone else None
        if rank is None or score is None:
            continue
        printed = [safe(one.printed or one.value or "") for one in (record, scores[0])]
        accused = "primary" in {record.role, scores[0].role}
        found.append(Entry(safe(area), rank, score, printed[0], printed[1], accused))
    return found if len({entry.area for entry in found}) == len(found) else []


def _is_rank(indicator: str) -> bool:
    return indicator.endswith("_RANK")


def _score_of(rank: str) -> str:
    """The catalogue's name for the score that a rank goes by; of such a score more is better."""
    return f"{rank.removesuffix('_RANK')}_SCORE"
