"""Who speaks when several rules could: one finding for one mistake, the others become lines of its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.engine.running import Violation

_PLAUSIBILITY = ("EG401", "EG402", "EG403")

TAKES_IN: dict[str, tuple[str, ...]] = {
    # a figure of another edition fits neither the authority's value nor its members
    "EG204": ("EG202", "EG314", "EG320", "EG502", *_PLAUSIBILITY),
    "EG302": ("EG105",),
    "EG313": ("EG312",),
    # what cannot be true need not be told to be unlikely as well
    **dict.fromkeys(("EG107", "EG303", "EG305", "EG311", "EG318", "EG501", "EG502", "EG505"), _PLAUSIBILITY),
    # that somebody else has the figure of another indicator says how it came to be wrong
    "EG502": (*_PLAUSIBILITY, "EG506"),
    "EG403": ("EG401", "EG402"),
    "EG401": ("EG402",),
    # what is no edition is no previous one either
    "EG201": ("EG206",),
    # that only the sign is wrong says more than that the change does not fit
    "EG602": ("EG309", "EG310"),
}
"""A finding of the first takes in those of the others all of whose primary records are among its own."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A violation that becomes a finding, and those that it takes in."""

    violation: Violation
    taken_in: tuple[Violation, ...] = ()


def settle_speakers(violations: Sequence[Violation]) -> list[Spoken]:
    """Let each violation speak for itself, or be taken in by one that says more about the same records."""
    takers: dict[tuple[str, int], list[Violation]] = {}
    for violation in sorted(violations, key=lambda one: one.code):
        for code in TAKES_IN.get(violation.code, ()):
            for record in _claimed(violation):
                takers.setdefault((code, record), []).append(violation)
    speakers: dict[int, Violation] = {}
    for violation in violations:
        primary = violation.ids("primary")
        candidates = takers.get((violation.code, primary[0]), []) if primary else []
        speaker = next((one for one in candidates if _says_more(one, violation)), None)
        if speaker is not None:
            speakers[id(violation)] = speaker
    taken: dict[int, list[Violation]] = {}
    for violation in violations:
        speaker = speakers.get(id(violation))
        while speaker is not None and id(speaker) in speakers:
            speaker = speakers[id(speaker)]
        if speaker is not None:
            taken.setdefault(id(speaker), []).append(violation)
    return [
        Spoken(violation, tuple(taken.get(id(violation), ())))
        for violation in violations
        if id(violation) not in speakers
    ]


def _claimed(violation: Violation) -> tuple[int, ...]:
    """Return the records that a violation is about; where sources disagree, those on either side."""
    return (*violation.ids("primary"), *violation.ids("agreeing"))


def _says_more(speaker: Violation, violation: Violation) -> bool:
    """Say whether a violation is about nothing else than another, and no worse than it."""
    milder = speaker.columns.get("severity") not in {None, "error"} and violation.columns.get("severity") == "error"
    return not milder and set(violation.ids("primary")) <= set(_claimed(speaker))
