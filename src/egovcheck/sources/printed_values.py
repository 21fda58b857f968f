"""Values of databases and columnar files as the texts that somebody would print."""

from __future__ import annotations

from decimal import Decimal

from egovcheck.sources.tables import Native


def plain_number(text: str) -> str:
    """Return the text of a double without exponent and without the ``.0`` of a whole number."""
    if "e" in text:
        text = format(Decimal(text), "f")
    return Native(text.removesuffix(".0"))


def iso_time(text: str) -> str:
    """Return a timestamp in ISO 8601, and a date alone where the time is midnight."""
    day, _, time = text.partition(" ")
    return day if time in {"00:00:00", "00:00:00+00"} else f"{day}T{time}"
