"""Findings as small drawings, where people would rather look than read.

A finding that does not carry enough for a drawing gets none: one that misleads is worse than none.
"""

from __future__ import annotations

from egovcheck.core.findings import Finding, Lang
from egovcheck.report.page.markup import Markup
from egovcheck.report.plots.intervals import intervals_plot
from egovcheck.report.plots.series import series_plot
from egovcheck.report.plots.slopes import slopes_plot


def plot(finding: Finding, lang: Lang, name: str) -> Markup | None:
    """Return the drawing that fits a finding, or None; ``name`` makes the ids inside it unique."""
    for draw in (intervals_plot, slopes_plot, series_plot):
        drawn = draw(finding, lang, name)
        if drawn is not None:
            return drawn
    return None
