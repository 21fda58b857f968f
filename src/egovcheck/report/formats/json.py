"""The report itself, as JSON: the truth that every other format is made from."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.report.writers import Style

NAME = "json"
MACHINE = True


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - the truth has no style
    """Write the JSON form of the report."""
    out.write(report.to_json())
