"""The figure is right but for its scale: a separator misread, a percent for a fraction, a zero too many."""

from __future__ import annotations

from decimal import Decimal

from egovcheck.core.findings import Confidence, Suggestion
from egovcheck.diagnosis.candidates import Candidate, Case, Correction, Knowledge, Statement, corrected_value, shown

KIND = "power-of-ten"
CODES = frozenset({"EG107", "EG303", "EG305", "EG306", "EG501", "EG502", "EG505"})
POWERS = (*range(-9, 0), *range(1, 10))


def propose(case: Case, knowledge: Knowledge) -> list[Candidate]:
    """Propose every power of ten that makes the figure fit its target, or where it has none the reference or bounds."""
    if case.code not in CODES or case.suspect.value == 0 or case.suspect.kind == "rank":
        return []
    if len(f"{case.suspect.value:f}".replace(".", "").strip("0-")) < 2:
        return []  # a single digit fits too much
    return [
        _candidate(case, power, settled=settled)
        for power in POWERS
        if (settled := _fits(case, Decimal(10) ** power, knowledge)) is not None
    ]


def _fits(case: Case, factor: Decimal, knowledge: Knowledge) -> bool | None:
    """Say whether the scaled figure fits something that settles it (True), its bounds only (False), nothing (None)."""
    suspect = case.suspect
    scaled = suspect.value * factor
    if case.target is not None:
        return True if _allows(suspect, factor, case.target) else None
    known = [r for r in knowledge.reference(suspect) if r.period == suspect.period]
    if known:
        return True if any(_allows(suspect, factor, r.value) for r in known) else None
    # with nothing to compare, bounds alone allow many powers; a percent where a fraction is asked for shows itself
    low, high = knowledge.bounds(suspect)
    percent = case.code == "EG107" and factor == Decimal("0.01") and high == 1 and 10 <= suspect.value <= 100
    return False if percent and (low is None or scaled >= low) else None


def _allows(suspect: Statement, factor: Decimal, value: Decimal) -> bool:
    # "more than" and "less than" fit at every smaller or larger scale, which tells nothing
    if suspect.low is None or suspect.high is None:
        return False
    return suspect.low * factor <= value <= suspect.high * factor


def _candidate(case: Case, power: int, *, settled: bool) -> Candidate:
    suspect = case.suspect
    value = suspect.value * Decimal(10) ** power
    printed, meant = shown(suspect.value, suspect.decimals), shown(value)
    kind, words = (
        KIND,
        {
            "en": f"the decimal point is off by {_places(power)}: {printed} for {meant}",
            "vi": f"dấu thập phân lệch {abs(power)} chữ số: {printed} thay vì {meant}",
        },
    )
    if abs(power) == 2 and _fraction_or_percent(suspect, value):
        kind = "percent-for-fraction"
        words = {
            "en": f"a percent and a fraction were taken for each other: {printed} for {meant}",
            "vi": f"lẫn giữa phần trăm và phân số: {printed} thay vì {meant}",
        }
    elif abs(power) % 3 == 0 and (suspect.decimals == 3 or value == value.to_integral_value()):
        kind = "separator-misread"
        words = {
            "en": f"a thousands separator was read as a decimal mark, or the reverse: {printed} for {meant}",
            "vi": f"dấu phân cách hàng nghìn bị đọc thành dấu thập phân hoặc ngược lại: {printed} thay vì {meant}",
        }
    digits = len(f"{suspect.value:f}".replace(".", "").strip("0-"))
    confidence: Confidence = "low"
    if settled and digits >= 3:
        confidence = "high" if case.sure or kind != KIND else "medium"
    elif settled:
        confidence = "medium"
    weight = 6 if kind != KIND else 1
    return Candidate(
        kind, confidence, weight, _scaled(suspect, power), Suggestion("value", meant) if settled else None, words
    )


def _scaled(suspect: Statement, power: int) -> Correction:
    factor = Decimal(10) ** power
    correction = corrected_value(suspect, suspect.value * factor)
    change = dict(correction.changes[suspect.id])
    for name, end in (("low", suspect.low), ("high", suspect.high)):
        if end is not None:
            change[name] = f"{end * factor:f}"
    return Correction({suspect.id: change})


def _places(power: int) -> str:
    return "one place" if abs(power) == 1 else f"{abs(power)} places"


def _fraction_or_percent(suspect: Statement, value: Decimal) -> bool:
    small, large = sorted((abs(suspect.value), abs(value)))
    return small <= 1 and large <= 100
