"""How often a survey is said to come out: "khảo sát thường niên của Liên hợp quốc", "the annual UN survey"."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.prose.claims.claim import Claim
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Mark

_YEARS = {"yearly": 1, "biennial": 2}
_NEAR = 8
"""The word for the rhythm, the one for the survey and its publisher stand at most so many tokens apart."""


def find(said: Said) -> Iterator[Claim]:
    """Yield the rhythm of a survey whose publisher and whose kind are named right beside it."""
    indicators = said.scales.catalogue.indicators
    for mark in said.of("rhythms"):
        publisher = _beside(said, "publishers", mark)
        if publisher is None or _beside(said, "edition_words", mark) is None:
            continue
        of_survey = [
            s
            for s in said.figures
            if (known := indicators.get(s.indicator or "")) and known.survey == publisher.meaning
        ]
        if of_survey:
            yield said.claim("rhythm", "stated", of_survey[:1], mark.first, mark.last, value=_YEARS[mark.meaning])


def _beside(said: Said, section: str, mark: Mark) -> Mark | None:
    """Return the mark of a section in the same clause, near another one."""
    near = (m for m in said.of(section) if m.first - mark.last <= _NEAR and mark.first - m.last <= _NEAR)
    for one in near:
        low, high = sorted((one, mark), key=lambda m: m.first)
        if "," not in said.signs(low.last, high.first) and not said.is_parted(low.last, high.first):
            return one
    return None
