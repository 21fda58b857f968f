"""Values of a figure in words, and quotes on one line."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.core.review import ReviewedFigure
from egovcheck.report.numerals import shown_number
from egovcheck.report.review.words import measure_word, status_word, word

_UNITS = {"percent": "%", "VND": " VND", "USD": " USD"}
"""Units that are said with the number; the others the indicator's name tells."""


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
