"""How spreadsheets of a report look: widths, and the colours of severities, which a word always goes with."""

from __future__ import annotations

from collections.abc import Iterable

from egovcheck.core.findings import Severity
from egovcheck.report.workbook.text import lines_needed

FONT = "Calibri"
FONT_SIZE = 11
INK = {"error": "9C0006", "warning": "7F4F00", "info": "1F3864"}
PAPER: dict[Severity, str] = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}
HEADING_INK = "FFFFFF"
HEADING_PAPER = "1F3864"
LINK_INK = "0563C1"

WIDTHS = {
    "finding": 6,
    "severity": 11,
    "code": 9,
    "name": 22,
    "status": 12,
    "message": 60,
    "path": 32,
    "sheet": 18,
    "cell": 8,
    "diagnosis_statement": 45,
    "diagnosis_kind": 22,
    "diagnosis_further": 40,
    "evidence": 55,
    "quote": 45,
    "note": 28,
    "role": 19,
    "waiver_reason": 35,
    "fingerprint": 20,
    "source": 18,
    "subject_source": 18,
    "indicator": 22,
    "record_indicator": 22,
}
"""Widths of columns in characters, by the name of the column."""

WIDTH = 13

LINE_HEIGHT = 15
"""Points of a line of text."""

TALLEST = 20
"""Lines of the tallest row; what is longer is there and can be read by making the row taller."""


def row_height(cells: Iterable[tuple[str, float]]) -> int:
    """Return the height of a row in points, from its texts and the widths of their columns.

    Programs measure wrapped rows themselves only if they take the file for one of another maker.
    """
    needed = max((lines_needed(text, width) for text, width in cells), default=1)
    return LINE_HEIGHT * min(needed, TALLEST)
