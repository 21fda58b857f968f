"""One row for each finding and record, as CSV in UTF-8, for programs that read tables.

A row is always one line: line breaks and controls inside a value are written out as ``\\n`` or ``\\x1b``. There is no
byte order mark, which many readers of CSV take for a part of the first heading; the format for Excel is xlsx.
"""

from __future__ import annotations

import csv
import re
from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.core.text import formula_free, safe
from egovcheck.report.columns import COLUMNS, Kind, Value, rows
from egovcheck.report.writers import Style

NAME = "csv"
MACHINE = True

SEPARATOR = " | "
"""What stands between the sentences of a cell that holds several."""

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write the heading and all rows."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow([column.name for column in COLUMNS])
    table.writerows([_cell(column.value(row), column.kind) for column in COLUMNS] for row in rows(report))


def _cell(value: Value, kind: Kind) -> str:
    """Return a value as text that is no formula; a negative number in a column of numbers stays one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = safe(value) if isinstance(value, str) else SEPARATOR.join(safe(sentence) for sentence in value)
    return text if kind == "decimal" and _DECIMAL.fullmatch(text) else formula_free(text)
