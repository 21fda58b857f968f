"""The marks that draw a report, in Unicode and for terminals that have only ASCII."""

from __future__ import annotations

from dataclasses import dataclass

from egovcheck.report.writers import Style


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The gutter beside a finding (``first``, ``next``, ``bar``) and the signs between words."""

    first: str
    next: str
    bar: str
    note: str
    arrow: str
    dot: str
    most: str
    least: str
    more: str
    open: str
    close: str


UNICODE = Glyphs("┌─", "├─", "│ ", "=", "→", " · ", "≤", "≥", "…", "“", "”")
ASCII = Glyphs(",-", "|-", "| ", "=", "->", " - ", "<=", ">=", "...", '"', '"')


def glyphs(style: Style) -> Glyphs:
    """Return the marks that a terminal of this style can show."""
    return UNICODE if style.unicode else ASCII
