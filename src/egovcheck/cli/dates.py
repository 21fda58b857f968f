"""Dates on the command line."""

from __future__ import annotations

from datetime import date

from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe
from egovcheck.records.periods import read_date


def whole_day(option: str, given: str) -> date:
    """Return the day that an option names; what is none is a UsageError."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"{option} '{safe(given)}' is not a date", hint="write 2026-11-22") from None


def checked_date(given: str | None) -> str | None:
    """Return ``--published`` as an ISO date; what is no date is a UsageError."""
    if given is None:
        return None
    try:
        return read_date(given).text
    except ValueError:
        raise UsageError(f"--published '{safe(given)}' is not a date", hint="write 2020-08-26") from None
