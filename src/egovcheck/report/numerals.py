"""Numbers for people: with the marks of their language, and with the true values that the printed figure allows."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Protocol

from egovcheck.core.findings import Lang
from egovcheck.report.glyphs import UNICODE, Glyphs
from egovcheck.report.phrases import say


class Bounded(Protocol):
    """A figure with the interval that its rounding leaves; ends are plain decimals, None where there is none."""

    @property
    def low(self) -> str | None:
        """The least true value."""

    @property
    def high(self) -> str | None:
        """The greatest true value."""

    @property
    def high_open(self) -> bool:
        """Whether the greatest value itself is left out."""


def shown_number(plain: str, lang: Lang) -> str:
    """Return a plain decimal with the marks of the language: 60000000.5 is 60,000,000.5 or 60.000.000,5.

    A label or a date stays as it is. A year is never grouped, for it never comes here: periods are text.
    """
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return plain
    if not number.is_finite() or len(plain) > 40:
        return plain
    grouped = f"{number:,f}"
    return grouped.translate(str.maketrans(",.", ".,")) if lang == "vi" else grouped


def shown_interval(stated: Bounded, lang: Lang, marks: Glyphs = UNICODE) -> str:
    """Return the true values that a printed figure allows: ``0.66665 ≤ x < 0.66675``; nothing for an exact one."""
    low, high = stated.low, stated.high
    if low is None and high is None:
        return ""
    if high is None:
        return say(lang, "at_least", low=shown_number(low or "", lang))
    if low is None:
        return say(lang, "below" if stated.high_open else "at_most", high=shown_number(high, lang))
    if low == high:
        return ""
    upper = "<" if stated.high_open else marks.most
    return f"{shown_number(low, lang)} {marks.most} x {upper} {shown_number(high, lang)}"


def says(printed: str, value: str) -> bool:
    """Return whether a figure is printed just as its value is, but for the decimal mark and what it is out of."""
    return printed.partition("/")[0].strip().replace(",", ".") == value
