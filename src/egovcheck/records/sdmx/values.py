"""An observation's value with its multiplier and its number of decimals, as one printed figure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from egovcheck.records.lexicon import load_lexicon
from egovcheck.sources.tables import Cell, Native

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,2}", re.ASCII)
_NONE = frozenset(("", "nan", "#n/a", ":"))
MOST_DECIMALS = 15


def is_missing(cell: Cell) -> bool:
    """Say whether an observation has no value; SDMX writes ``NaN`` for a number and ``#N/A`` for anything else."""
    text = (cell or "").strip().casefold()
    return text in _NONE or text in load_lexicon().missing


@lru_cache(maxsize=65536)
def figure_of(value: str, multiplier: str, decimals: str) -> str:
    """Return the figure that an observation states: ``60`` with the multiplier 6 is ``60 × 10^6``.

    ``decimals`` is how many of them the publisher gives: zeros that a program left out are put back (0.67 of four
    decimals is 0.6700), zeros that it put behind them go, and digits stay. A label or a date is what it is. What
    nobody can read becomes part of the figure, so that it is told and not passed over.
    """
    text = value.strip()
    if not _NUMBER.fullmatch(text):
        return Native(text)
    if "e" in text.lower():
        text = f"{Decimal(text):f}"
    whole, _, fraction = text.partition(".")
    wanted = given_decimals(decimals)
    if wanted is not None:
        kept = fraction.rstrip("0")
        fraction = fraction[: max(wanted, len(kept))].ljust(wanted, "0")
    text = f"{whole}.{fraction}" if fraction else whole
    power = multiplier.strip()
    if not power or (_WHOLE.fullmatch(power) and not int(power)):
        return Native(text)
    return Native(f"{text} × 10^{int(power) if _WHOLE.fullmatch(power) else power}")


def given_decimals(text: str) -> int | None:
    """Return a number of decimals, or None where the text is none."""
    text = text.strip()
    return int(text) if _WHOLE.fullmatch(text) and 0 <= int(text) <= MOST_DECIMALS else None
