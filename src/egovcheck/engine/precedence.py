"""Who speaks when several rules could: one finding for one mistake, the others become lines of its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.engine.running import Violation

TAKES_IN: dict[str, tuple[str, ...]] = {"EG204": ("EG202", "EG502"), "EG302": ("EG105",)}
"""A finding of the first takes in those of the others whose primary record is the same."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A violation that becomes a finding, and those that it takes in."""

    violation: Violation
    taken_in: tuple[Violation, ...] = ()


def settle_speakers(violations: Sequence[Violation]) -> list[Spoken]:
    """Let each violation speak for itself, or be taken in by one that says more about the same record."""
    takers: dict[tuple[str, int], Violation] = {}
    for violation in violations:
        for code in TAKES_IN.get(violation.code, ()):
            for record in violation.ids("primary"):
                takers[(code, record)] = violation
    taken: dict[int, list[Violation]] = {}
    silent: set[int] = set()
    for violation in violations:
        primary = violation.ids("primary")
        if len(primary) == 1 and (taker := takers.get((violation.code, primary[0]))):
            taken.setdefault(id(taker), []).append(violation)
            silent.add(id(violation))
    return [
        Spoken(violation, tuple(taken.get(id(violation), ())))
        for violation in violations
        if id(violation) not in silent
    ]
