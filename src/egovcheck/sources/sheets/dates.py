"""Days as spreadsheets store them, as numbers, into ISO dates; only what the cell shows of a date is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

Base = Literal["1900", "1904"]

_LAST = 2_958_465  # 9999-12-31
_BETWEEN = 1462  # days between the two bases
_FIRST_OF_MARCH = 61  # before it the numbers count a 29 February 1900 that never was
_SECONDS = 86_400


def moment(value: Decimal, base: Base) -> datetime | None:
    """Return the day and time that a number stands for, to the second; None where there is no such day."""
    days = value + (_BETWEEN if base == "1904" else 0)
    if not 0 <= days < _LAST + 1:
        return None
    start = datetime(1899, 12, 30) if days >= _FIRST_OF_MARCH else datetime(1899, 12, 31)  # noqa: DTZ001 - a local day
    return start + timedelta(seconds=int((days * _SECONDS).to_integral_value()))


def printed_date(value: Decimal, tokens: Sequence[tuple[str, str]], base: Base) -> str | None:
    """Return a date in ISO 8601, as exactly as the tokens of its format show it; None where it is no date."""
    shown = [text for kind, text in tokens if kind == "date"]
    if any(kind == "elapsed" for kind, _ in tokens):
        return _duration(value)
    found = moment(value, base)
    if found is None:
        return None
    clock = any(text[0] in "hs" for text in shown)
    months = _months(shown)
    day, year = any(text[0] == "d" for text in shown), any(text[0] == "y" for text in shown)
    time = f"{found:%H:%M:%S}" if clock and (found.hour or found.minute or found.second) else ""
    if clock and not (day or year or months):
        return f"{found:%H:%M:%S}"
    if not day and not months:
        return f"{found:%Y}"
    if not day:
        return f"{found:%Y-%m}"
    return f"{found:%Y-%m-%d}T{time}" if time else f"{found:%Y-%m-%d}"


def _months(shown: Sequence[str]) -> bool:
    """Say whether one of the letters m stands for months: not behind hours and not before seconds."""
    return any(
        text[0] == "m"
        and (
            len(text) > 2 or ((not at or shown[at - 1][0] != "h") and (at + 1 == len(shown) or shown[at + 1][0] != "s"))
        )
        for at, text in enumerate(shown)
    )


def _duration(value: Decimal) -> str | None:
    if abs(value) > _LAST:
        return None
    seconds = int((abs(value) * _SECONDS).to_integral_value())
    sign = "-" if value < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
