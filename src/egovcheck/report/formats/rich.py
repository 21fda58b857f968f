"""The report for people: each finding as a block with its evidence, wrapped to the terminal."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.report.writers import Style

NAME = "rich"
MACHINE = False


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write the findings, then what was checked and what could not be."""
    from egovcheck.report.terminal.page import print_report  # noqa: PLC0415 - rich is loaded only by those who print

    print_report(report, out, style)
