"""Slips of the hand: what one wrong digit, or two that changed places, can have been meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Statement, changed_value, corrected_value, shown
from egovcheck.records.figures import half_up

CODES = frozenset(
    {"EG107", "EG303", "EG304", "EG305", "EG306", "EG309", "EG310", "EG311", "EG314", "EG316", "EG317", "EG318"}
    | {"EG319", "EG320", "EG401", "EG402", "EG501", "EG502", "EG505"}
)

LONGEST = 15
"""Digits of a figure of which slips are looked for."""


def digits_of(value: Decimal, places: int) -> str:
    """Return the digits of a value with so many decimals, without sign and point."""
    return f"{half_up(abs(value), places):f}".replace(".", "")


def other_digit(digits: str) -> Iterator[str]:
    """Yield every figure that differs in one digit."""
    for i, own in enumerate(digits):
        for digit in "0123456789":
            if digit != own:
                yield digits[:i] + digit + digits[i + 1 :]


def swapped(digits: str) -> Iterator[str]:
    """Yield every figure in which two unequal neighbours have changed places."""
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def meant(case: Case, slips: Iterator[str]) -> list[Decimal]:
    """Return the values among the slips that the case admits."""
    places = min(case.suspect.decimals, 10)
    sign = -1 if case.suspect.value < 0 else 1
    values = (sign * Decimal(int(digits)).scaleb(-places) for digits in slips)
    return [value for value in values if case.admits(value)]


def long_enough(statement: Statement) -> bool:
    """Say whether a figure has the four digits below which others lie one slip away by chance."""
    return len(digits_of(statement.value, min(statement.decimals, 10)).strip("0")) >= 4


def slip(
    case: Case, value: Decimal, confidence: Confidence, weight: int, *, kind: str, words: dict[str, str]
) -> Candidate:
    """Return the candidate that gives the suspect the value that was meant."""
    suspect = case.suspect
    places = min(suspect.decimals, 10)
    printed = {"figure": shown(suspect.value, places), "value": shown(value, places)}
    other_side = mirrored(case)
    return Candidate(
        kind,
        confidence,
        weight,
        corrected_value(suspect, value),
        Suggestion("value", shown(value, places)),
        {lang: text.format(**printed) for lang, text in words.items()},
        tentative=other_side is not None and not settled(case),
        mirror=other_side,
    )


def settled(case: Case) -> bool:
    """Say whether it is clear which side is wrong; of two sources alone nobody can tell."""
    return case.sure or any(other.role in {"agreeing", "component", "reference", "whole"} for other in case.others)


def mirrored(case: Case) -> Correction | None:
    """Return the correction that gives the one other side of a disagreement about one fact the suspect's figure."""
    sides = [other for other in case.others if other.role == "primary" and not other.reference]
    same = len(sides) == 1 and sides[0].fact == case.suspect.fact
    return corrected_value(sides[0], case.suspect.value) if same else None


def out_of(case: Case, *, kind: str, words: dict[str, str]) -> Candidate:
    """Return the candidate that gives the suspect the expected total behind its stroke."""
    suspect, total = case.suspect, case.target or Decimal(0)
    rank = suspect.printed.partition("/")[0]
    printed = {"figure": shown(suspect.denominator or Decimal(0)), "value": shown(total)}
    change = {**changed_value(suspect, suspect.value), "denominator": shown(total)}
    return Candidate(
        kind,
        "medium",
        2,
        Correction({suspect.id: change}),
        Suggestion("value", f"{rank}/{shown(total)}"),
        {lang: text.format(**printed) for lang, text in words.items()},
    )
