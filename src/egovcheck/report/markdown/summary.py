"""The summary of a step of GitHub Actions: the same page, within what GitHub takes of a step."""

from __future__ import annotations

from egovcheck.core.report import Report
from egovcheck.report.markdown.page import page
from egovcheck.report.phrases import say

MOST = 1024 * 1024
"""Bytes of the summary of one step; GitHub drops a larger one as a whole."""

LEAST = 4096
"""Where less room than this is left, there is no summary."""


def step_summary(report: Report, used: int) -> str:
    """Return the page for a summary that has ``used`` bytes already, or nothing where there is no room left."""
    room = MOST - used - 1
    if room < LEAST:
        return ""
    limit = say(report.basis.lang, "limit_size", 1)
    start = "\n" if used else ""
    return start + page(report, room, lambda text: len(text.encode()), limit=limit, name="GitHub")
