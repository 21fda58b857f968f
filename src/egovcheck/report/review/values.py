"""Numbers of a figure in words: its value, and the interval that its rounding leaves."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from egovcheck.core.findings import Lang
from egovcheck.core.review import Evidence, ReviewedFigure
from egovcheck.report.glyphs import UNICODE, Glyphs
from egovcheck.report.review.words import measure_word, status_word, word

_UNITS = {"percent": "%", "VND": " VND", "USD": " USD"}
"""Units that are said with the number; the others the indicator's name tells."""


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


def on_one_line(words: str) -> str:
    """Return words of a text with its line breaks as blanks, for places where they are quoted."""
    return " ".join(words.split())


def shown_value(figure: ReviewedFigure, lang: Lang) -> str:
    """Return the value as it was understood, with its unit, what it is out of, measure and status."""
    if figure.value is None:
        return ""
    told = shown_number(figure.value, lang)
    change = figure.measure in {"change", "growth"}
    if change and not figure.value.startswith("-") and figure.value.strip("0."):
        told = f"+{told}"
    if figure.denominator is not None:
        told = word(lang, "out_of", value=told, whole=shown_number(figure.denominator, lang))
    told += _UNITS.get(figure.unit or "", "")
    base = word(lang, "since", period=figure.base_period) if figure.base_period else ""
    more = [part for part in (measure_word(lang, figure.measure), base, status_word(lang, figure.status)) if part]
    return f"{told} ({', '.join(more)})" if more else told


def shown_interval(stated: ReviewedFigure | Evidence, lang: Lang, marks: Glyphs = UNICODE) -> str:
    """Return the true values that a printed figure allows: ``0.66665 ≤ x < 0.66675``; nothing for an exact one."""
    low, high = stated.low, stated.high
    if low is None and high is None:
        return ""
    if high is None:
        return word(lang, "at_least", low=shown_number(low or "", lang))
    if low is None:
        return word(lang, "below" if stated.high_open else "at_most", high=shown_number(high, lang))
    if low == high:
        return ""
    upper = "<" if stated.high_open else marks.most
    return f"{shown_number(low, lang)} {marks.most} x {upper} {shown_number(high, lang)}"
