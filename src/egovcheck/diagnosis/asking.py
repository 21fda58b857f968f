"""Asking for many corrections at once: as few worlds as there may be, and in each what does not disturb the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from egovcheck.diagnosis.candidates import Candidate, Correction, Statement, Trouble

WORLDS = 500
"""So many worlds are asked at once; each has a copy of the tables around its corrections."""

Recheck = Callable[[Sequence[Correction]], Sequence[Trouble]]
"""Returns, for each correction, its records that are in error once it is made."""

Changes = Mapping[int, Mapping[str, Any]]


def together(likeliest: Mapping[int, Candidate], recheck: Recheck) -> dict[int, Candidate]:
    """Make the likeliest corrections in one world; return those that leave none of their records in error."""
    made = _World()
    for candidate in likeliest.values():
        made.add(candidate.correction)
    trouble = recheck([made.correction({})])[0] if made.changes else Trouble()
    return {i: c for i, c in likeliest.items() if not trouble & c.correction.changes.keys()}


def ask(
    corrections: Sequence[Correction],
    places: Sequence[Statement],
    spared: Sequence[Collection[int]],
    given: Changes,
    recheck: Recheck,
) -> list[bool]:
    """Return for every correction whether all is well with it.

    Corrections of different areas and periods share a world. Where two of them disturb each other nevertheless, each is
    asked again alone. What is ``given`` is made too, but for the records that the correction spares.

    Args:
        corrections: what is asked for; the same correction is asked once.
        places: the record in doubt of each, which tells area and period.
        spared: the records of each whose given correction it takes the place of.
        given: the changes that are taken for right.
        recheck: asks the engine.
    """
    keys = [key_of(correction) for correction in corrections]
    first: dict[str, int] = {}
    for number, key in enumerate(keys):
        first.setdefault(key, number)
    worlds: list[_World] = []
    turns: dict[tuple[str | None, str | None], int] = {}
    for number in first.values():
        place = (places[number].area, places[number].period)
        turn = turns.get(place, 0)
        while turn < len(worlds) and worlds[turn].changes.keys() & corrections[number].changes.keys():
            turn += 1
        if turn == len(worlds):
            worlds.append(_World())
        worlds[turn].add(corrections[number], spared[number], number)
        turns[place] = turn + 1
    good, again = _answers(worlds, corrections, given, recheck)
    alone = [_World() for _ in again]
    for world, number in zip(alone, again, strict=True):
        world.add(corrections[number], spared[number], number)
    good |= _answers(alone, corrections, given, recheck)[0]
    return [first[key] in good for key in keys]


def key_of(correction: Correction) -> str:
    """Return what tells a correction from others."""
    return repr(sorted((i, sorted(change.items())) for i, change in correction.changes.items()))


@dataclass
class _World:
    """Corrections that are made at once."""

    changes: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    parts: list[frozenset[int]] = field(default_factory=list)
    spared: set[int] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)

    def add(self, correction: Correction, spared: Collection[int] = (), number: int = 0) -> None:
        self.changes |= correction.changes
        self.parts.append(frozenset(correction.changes))
        self.spared.update(spared)
        self.numbers.append(number)

    def correction(self, given: Changes) -> Correction:
        parts = tuple(self.parts) if len(self.parts) > 1 else ()
        return Correction(self.changes, parts, given, frozenset(self.spared))


def _answers(
    worlds: Sequence[_World], corrections: Sequence[Correction], given: Changes, recheck: Recheck
) -> tuple[set[int], list[int]]:
    """Return the numbers of the corrections that are good, and of those that only others can have disturbed."""
    good: set[int] = set()
    again: list[int] = []
    for begin in range(0, len(worlds), WORLDS):
        some = worlds[begin : begin + WORLDS]
        answers = recheck([world.correction(given) for world in some])
        for world, trouble in zip(some, answers, strict=True):
            for number in world.numbers:
                records = corrections[number].changes.keys()
                if not trouble & records:
                    good.add(number)
                elif not (trouble - trouble.entangled) & records:
                    again.append(number)
    return good, again
