"""A figure that is right but for its scale: every power of ten that makes it fit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge, Statement, changed_value, shown
from egovcheck.diagnosis.slips import mirrored, settled

CODES = frozenset(
    {
        "EG107",
        "EG303",
        "EG304",
        "EG305",
        "EG306",
        "EG309",
        "EG310",
        "EG311",
        "EG316",
        "EG317",
        "EG318",
        "EG319",
        "EG320",
    }
    | {"EG401", "EG402", "EG403", "EG501", "EG502", "EG505"}
)
POWERS = (*range(-9, 0), *range(1, 10))


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten that makes a figure fit; ``settled`` is false where only the bounds of the indicator say so."""

    power: int
    value: Decimal
    settled: bool

    @property
    def by_thousands(self) -> bool:
        """Say whether a separator of thousands can have been taken for a decimal mark, or the reverse."""
        return abs(self.power) % 3 == 0


def scales(case: Case, knowledge: Knowledge) -> list[Scale]:
    """Return every power of ten that makes the figure fit its target, or where it has none the reference or bounds."""
    suspect = case.suspect
    if suspect.value == 0 or suspect.kind == "rank" or digits(suspect) < 2:
        return []  # a single digit fits too much
    return [
        Scale(power, suspect.value * Decimal(10) ** power, settled)
        for power in POWERS
        if (settled := _fits(case, Decimal(10) ** power, knowledge)) is not None
    ]


def digits(statement: Statement) -> int:
    """Return the number of digits of a figure, without the zeros at its ends."""
    return len(f"{statement.value:f}".replace(".", "").strip("0-"))


def kind_of(case: Case, scale: Scale) -> str:
    """Return which kind of mistake a power of ten is, by what the figure and its correction look like."""
    small, large = sorted((abs(case.suspect.value), abs(scale.value)))
    if abs(scale.power) == 2 and small <= 1 and large <= 100:
        return "percent-for-fraction"
    if scale.by_thousands and (case.suspect.decimals == 3 or scale.value == scale.value.to_integral_value()):
        return "separator-misread"
    return "power-of-ten"


def rescaled(case: Case, scale: Scale, kind: str, words: dict[str, str]) -> Candidate:
    """Return the candidate that gives the suspect its right scale."""
    suspect = case.suspect
    printed, meant = shown(suspect.value, suspect.decimals), shown(scale.value)
    confidence: Confidence = "low"
    if scale.settled and digits(suspect) >= 3:
        confidence = "high" if case.sure or kind != "power-of-ten" else "medium"
    elif scale.settled:
        confidence = "medium"
    other_side = mirrored(case) if confidence != "high" and not settled(case) else None
    return Candidate(
        kind,
        confidence,
        (6 if kind != "power-of-ten" else 1) + _noughts_dropped(case, scale),
        Correction({suspect.id: _scaled(suspect, scale)}),
        Suggestion("value", meant) if scale.settled else None,
        {lang: text.format(figure=printed, value=meant) for lang, text in words.items()},
        # of two counts of which one is ten times the other, either may be the wrong one
        tentative=other_side is not None,
        mirror=other_side,
    )


def _noughts_dropped(case: Case, scale: Scale) -> int:
    """Weigh a count that loses its noughts more: of two counts either may be off, and few end in noughts by chance."""
    return int(scale.power < 0 and case.suspect.kind in {"count", "money"} and not scale.value % 1)


def _fits(case: Case, factor: Decimal, knowledge: Knowledge) -> bool | None:
    """Say whether the scaled figure fits something that settles it (True), its bounds only (False), nothing (None)."""
    suspect = case.suspect
    scaled = suspect.value * factor
    if case.room is not None:
        return True if case.room.least <= scaled <= case.room.most else None
    if case.target is not None:
        return True if _allows(suspect, factor, case.target) else None
    # with nothing to compare, bounds alone allow many powers; a percent where a fraction is asked for shows itself
    low, high = knowledge.bounds(suspect)
    percent = case.code == "EG107" and factor == Decimal("0.01") and high == 1 and 10 <= suspect.value <= 100
    return False if percent and (low is None or scaled >= low) else None


def _allows(suspect: Statement, factor: Decimal, value: Decimal) -> bool:
    # "more than" and "less than" fit at every smaller or larger scale, which tells nothing
    if suspect.low is None or suspect.high is None:
        return False
    return suspect.low * factor <= value <= suspect.high * factor


def _scaled(suspect: Statement, scale: Scale) -> dict[str, str]:
    factor = Decimal(10) ** scale.power
    change = changed_value(suspect, scale.value)
    for name, end in (("low", suspect.low), ("high", suspect.high)):
        if end is not None:
            change[name] = f"{end * factor:f}"
    return change
