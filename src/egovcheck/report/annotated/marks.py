"""Which cells of a workbook get a mark, and which findings are told there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from egovcheck.core.findings import Finding, NamedRecord
from egovcheck.core.report import Report
from egovcheck.report.annotated.package import cell_name, cell_numbers
from egovcheck.report.annotated.styles import MARKS, Mark

_BESIDE = {"agreeing", "reference", "previous", "context"}
"""Roles of records that others are compared with; nothing is said against them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding at one cell, by the record that stands there."""

    finding: Finding
    record: NamedRecord


@dataclass(slots=True)
class MarkedCell:
    """A cell with what is told there, in the order of the report."""

    sheet: str
    row: int
    column: int
    told: list[Told] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The cell as people call it: ``D3``."""
        return cell_name(self.row, self.column)

    @property
    def mark(self) -> Mark:
        """How the cell is marked: by the worst of what is told."""
        return min((_mark(one) for one in self.told), key=MARKS.index)


def marked_cells(report: Report, path: str) -> list[MarkedCell]:
    """Return the cells of a workbook that new findings name, by sheet, row and column."""
    found: dict[tuple[str, int, int], MarkedCell] = {}
    for finding in report.findings:
        if finding.status != "new":
            continue
        for record in finding.records:
            where = cell_of(record, path)
            if where is None:
                continue
            cell = found.setdefault(where, MarkedCell(*where))
            if all(one.finding is not finding for one in cell.told):
                cell.told.append(Told(finding, record))
    return [found[where] for where in sorted(found)]


def cell_of(record: NamedRecord, path: str) -> tuple[str, int, int] | None:
    """Return sheet, row and column of a record that stands in a cell of this workbook."""
    if record.path != path or record.place.sheet is None or record.place.cell is None:
        return None
    numbers = cell_numbers(record.place.cell)
    return None if numbers is None else (record.place.sheet, *numbers)


def concerned(report: Report, path: str) -> Iterator[tuple[int, Finding]]:
    """Yield the findings, with their numbers, that name a record of this workbook or no record of any file."""
    for number, finding in enumerate(report.findings, 1):
        paths = {record.path for record in finding.records if record.path is not None}
        if path in paths or not paths:
            yield number, finding


def _mark(told: Told) -> Mark:
    return "side" if told.record.role in _BESIDE else told.finding.severity
