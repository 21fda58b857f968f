"""Decimals for a database that has none: texts that sort as the numbers do.

SQLite has whole numbers of 64 bits and binary floating point, and a DECIMAL(28,10) fits into neither. As a key of fixed
width it compares exactly: equal texts are equal numbers, and the greater text is the greater number.
"""

from __future__ import annotations

from decimal import Decimal

WHOLE, PLACES = 18, 10
WIDTH = 1 + WHOLE + 1 + PLACES
"""Sign, whole digits, point, places."""

NO_PLACES = "." + "0" * PLACES
"""How the key of a whole number ends that is not below zero."""

_COMPLEMENT = str.maketrans("0123456789", "9876543210")


def number_key(value: Decimal | int) -> str:
    """Return the key of a number: ``1`` and its digits; below zero ``0`` and each digit's complement to nine."""
    digits = f"{abs(Decimal(value)):0{WHOLE + 1 + PLACES}.{PLACES}f}"
    if len(digits) != WIDTH - 1:
        raise ValueError(f"{value} has more than {WHOLE} digits before the point")
    return "1" + digits if value >= 0 else "0" + digits.translate(_COMPLEMENT)


def number_of(key: str) -> Decimal:
    """Return the number that a key stands for."""
    return Decimal(key[1:]) if key[0] == "1" else -Decimal(key[1:].translate(_COMPLEMENT))
