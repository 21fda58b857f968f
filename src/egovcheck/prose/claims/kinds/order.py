"""Values that are said to stand in order: "theo thứ tự từ cao đến thấp", "led by A with …, followed by B with …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Mark

_LED = 30
"""Tokens between the first of a list and what follows it."""

_MOST = 4
"""A sentence with more words for what follows is no list of one order."""


def find(said: Said) -> Iterator[Claim]:
    """Yield a claim for each run of like figures that a sentence, or the list behind it, says to be in order."""
    for mark in said.of("orders"):
        # what stands before the words was listed already, or they announce what follows
        behind = [s for s in said.figures if s.figure.first >= mark.last] + list(said.listed)
        ahead = [s for s in said.figures if s.figure.last <= mark.first]
        listed = _runs(behind) or (_runs(ahead) if mark.last >= said.last - 2 or not behind else [])
        for run in listed:
            yield said.claim(
                "order", "listed", run, mark.first, mark.last, value=-1 if mark.meaning == "falling" else 1
            )
    if not said.of("orders"):
        yield from _followed(said)


def _followed(said: Said) -> Iterator[Claim]:
    """Yield the order that "led by A, followed by B" tells."""
    for mark in said.of("followed_by")[:_MOST]:
        first = next((m for m in reversed(said.of("led_by")) if m.last <= mark.first), None)
        if first is None or mark.first - first.last > _LED or said.is_parted(first.last, mark.first):
            continue
        leading = [s for s in said.figures if first.first <= s.figure.first and s.figure.last <= mark.first]
        behind = [
            s for s in said.figures if s.figure.first >= mark.last and not said.is_parted(mark.last, s.figure.first)
        ]
        if len(leading) == 1 and _is_first(said, first, leading[0]):
            for run in _runs([*leading, *behind]):
                if run[0] is leading[0]:
                    yield said.claim("order", "followed", run, mark.first, mark.last, value=-1)


def _is_first(said: Said, mark: Mark, leader: Stated) -> bool:
    known = said.scales.catalogue.indicators.get(leader.indicator or "")
    # of what is better when it is low, such as a time, nobody can tell which end is meant by leading
    return (
        known is not None
        and (known.kind == "rank" or known.better == "high")
        and leader.figure.first - mark.last < _LED
    )


def _runs(figures: Sequence[Stated]) -> list[list[Stated]]:
    """Return the figures that are alike, in their order; each of another area where areas are told, and of one time."""
    runs: dict[tuple[object, ...], list[Stated]] = {}
    for stated in figures:
        figure = stated.figure
        if figure.measure == "level" and not figure.target and figure.role is None and figure.end is None:
            runs.setdefault((figure.shape, stated.indicator, stated.breakdown), []).append(stated)
    return [run for run in runs.values() if len(run) > 1 and _is_of_several(run)]


def _is_of_several(run: Sequence[Stated]) -> bool:
    """Say whether a run lists different things, and not one of them again and again."""
    subjects = [(stated.area, stated.period) for stated in run]
    return run[0].indicator is None or len(set(subjects)) == len(subjects)
