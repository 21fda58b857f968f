"""The sheet of a report that has all findings: a row for each finding and record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from egovcheck.core.findings import Lang, Severity
from egovcheck.core.report import Report
from egovcheck.report.columns import COLUMNS, Column, Row, Value, rows
from egovcheck.report.workbook.looks import (
    FONT,
    FONT_SIZE,
    HEADING_INK,
    HEADING_PAPER,
    INK,
    PAPER,
    WIDTH,
    WIDTHS,
    row_height,
)
from egovcheck.report.workbook.text import fitting, looks_like_formula, shown_text
from egovcheck.report.workbook.words import told, word

ROOM = 1_048_575
"""Rows that a sheet has below its heading."""

DIGITS = 15
"""Digits of a number that spreadsheets keep."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEADING = (Font(FONT, FONT_SIZE, bold=True, color=HEADING_INK), PatternFill("solid", HEADING_PAPER))
_BOLD = {severity: Font(FONT, FONT_SIZE, bold=True, color=ink) for severity, ink in INK.items()}
_FILL: dict[Severity, PatternFill] = {severity: PatternFill("solid", paper) for severity, paper in PAPER.items()}


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of the rows of the report: how many were written, and how many there was no room for."""

    written: int
    left_out: int


def cell(sheet: Any, value: Value | Decimal) -> Cell:
    """Return a cell that holds a number or text, never a formula or an error, even after somebody has edited it."""
    if isinstance(value, str | tuple):
        lines = (value,) if isinstance(value, str) else value
        text = fitting("\n".join(shown_text(line) for line in lines))
        made = WriteOnlyCell(sheet, text)
        made.data_type = "s"
        made.quotePrefix = looks_like_formula(text)
    else:
        made = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # decimals are written as they stand
    made.alignment = _WRAPPED
    return made


def heading(sheet: Any, titles: Sequence[str]) -> list[Cell]:
    """Return a row of headings."""
    made = [cell(sheet, title) for title in titles]
    for one in made:
        one.font, one.fill = _HEADING
    return made


def severity_cell(sheet: Any, lang: Lang, severity: Severity) -> Cell:
    """Return a cell that says a severity as a word and as a colour."""
    made = cell(sheet, told(lang, "severity", severity))
    made.font, made.fill = _BOLD[severity], _FILL[severity]
    return made


def put(sheet: Any, number: int, cells: Sequence[Cell | None], widths: Sequence[float]) -> None:
    """Write the next row of a sheet, as tall as its texts need; the first one sets the widths."""
    if number == 1:
        for which, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(which)].width = width
    texts = [(made.value, width) for made, width in zip(cells, widths, strict=False) if made is not None]
    sheet.row_dimensions[number].height = row_height((t, width) for t, width in texts if isinstance(t, str))
    sheet.append(cells)


def fill(sheet: Any, report: Report) -> Filled:
    """Write the heading and the rows, with a filter, and the heading and the first columns always in sight."""
    lang = report.basis.lang
    widths = [WIDTHS.get(column.name, WIDTH) for column in COLUMNS]
    sheet.freeze_panes = "D2"
    put(sheet, 1, heading(sheet, [column.vi if lang == "vi" else column.en for column in COLUMNS]), widths)
    every = rows(report)
    written = 0
    for written, row in enumerate(islice(every, ROOM), 1):
        put(sheet, written + 1, [_cell(sheet, lang, column, row) for column in COLUMNS], widths)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{written + 1}"
    return Filled(written, sum(1 for _ in every))


def _cell(sheet: Any, lang: Lang, column: Column, row: Row) -> Cell | None:
    value = column.value(row)
    if value in {None, ()}:
        return None
    if column.name == "severity" and row.finding.status == "new":
        return severity_cell(sheet, lang, row.finding.severity)
    if isinstance(value, bool):
        return cell(sheet, word(lang, "yes" if value else "no"))
    if isinstance(value, str):
        return cell(sheet, _number(value) if column.kind == "decimal" else told(lang, column.name, value))
    return cell(sheet, value)


def _number(text: str) -> Decimal | str:
    """Return a figure as a number where a spreadsheet holds it exactly: up to 15 digits; else as text."""
    if not _NUMBER.fullmatch(text) or len(text.lstrip("-0.").replace(".", "")) > DIGITS:
        return text
    return Decimal(text)
