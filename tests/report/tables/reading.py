"""Writing a report as a table and reading it back with readers that are not ours."""

from __future__ import annotations

import csv
import io
from typing import Any

from egovcheck.core.report import Report
from egovcheck.report import Style, writers
from tests.report.drawing import text


def csv_rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("csv", report), newline="")))


def binary(name: str, report: Report) -> bytes:
    out = io.BytesIO()
    writers()[name].write(report, out, Style())
    return out.getvalue()


def sheet_rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet of openpyxl below its headings."""
    heading, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]
