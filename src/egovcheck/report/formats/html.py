"""The report as one page for people: a file that asks nobody for anything, readable without a script."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.report.writers import Style

NAME = "html"
MACHINE = True  # a browser reads it; on standard output it must not stand beside lines for people


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - a page has its own looks
    """Write the page."""
    from egovcheck.report.findings.page import print_page  # noqa: PLC0415 - only those who want a page load its parts

    print_page(report, out)
