"""A workbook: a summary, and a sheet with one row for each finding and record, to be filtered and passed on."""

from __future__ import annotations

from typing import BinaryIO

from egovcheck.core.report import Report
from egovcheck.report.writers import Style

NAME = "xlsx"
MACHINE = True
BINARY = True


def write(report: Report, out: BinaryIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write the workbook."""
    from egovcheck.report.workbook.book import report_workbook  # noqa: PLC0415 - openpyxl only for those who write it

    out.write(report_workbook(report))
