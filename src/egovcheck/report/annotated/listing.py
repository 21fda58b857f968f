"""What stands on the sheet that is added to a workbook: a row for each finding and record, with links to the cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.core.report import Report
from egovcheck.report.annotated.marks import concerned
from egovcheck.report.annotated.notes import explanation, suggestions
from egovcheck.report.annotated.package import sheet_reference
from egovcheck.report.annotated.words import phrase
from egovcheck.report.places import address
from egovcheck.report.workbook.text import shown_text
from egovcheck.report.workbook.words import told

COLUMNS = {
    "no": 6, "severity": 12, "rule": 10, "place": 24, "finding": 58, "printed": 18, "role": 19, "expected": 14,
    "suggestion": 34, "cause": 44, "evidence": 44, "status": 14, "waiver": 34,
}  # fmt: skip
"""The columns with their widths in characters."""

HEADING = 4
"""The row of the headings; above them stand title, legend and what is not listed."""

ROOM = 1_048_576 - HEADING
"""Rows below the headings."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the sheet: what it says, what it looks like, and the address that it leads to."""

    text: str
    look: str = "text"
    link: str | None = None


def listing(report: Report, path: str, sheets: frozenset[str]) -> Iterator[list[Cell]]:
    """Yield the rows of the sheet for a workbook with these sheets."""
    lang = report.basis.lang
    every = [
        (number, finding, record)
        for number, finding in concerned(report, path)
        for record in finding.records or (None,)
    ]
    yield [Cell(phrase(lang, "title", path=shown_text(path), today=report.basis.today), "title")]
    legend = [Cell(told(lang, "severity", name), name) for name in ("error", "warning", "info")]
    yield [Cell(""), *legend, Cell(phrase(lang, "side"), "side")]
    others = len(report.findings) - len({number for number, _, _ in every})
    said = [phrase(lang, "elsewhere", n=str(others))] if others else []
    said += [phrase(lang, "no_room", n=str(len(every) - ROOM))] if len(every) > ROOM else []
    yield [Cell(" ".join(said), "title")]
    yield [Cell(phrase(lang, name), "heading") for name in COLUMNS]
    for number, finding, record in islice(every, ROOM):
        yield [
            Cell(str(number)),
            Cell(told(lang, "severity", finding.severity), finding.severity if finding.status == "new" else "text"),
            Cell(shown_text(finding.code), "strong"),
            _place(record, path, sheets),
            Cell(shown_text(finding.message)),
            *_of_record(record, lang),
            *_of_finding(finding, lang),
        ]


def _of_record(record: NamedRecord | None, lang: Lang) -> list[Cell]:
    if record is None:
        return [Cell(""), Cell("")]
    figure = record.printed if record.printed is not None else record.value
    return [Cell(shown_text(figure or "")), Cell(told(lang, "role", record.role))]


def _of_finding(finding: Finding, lang: Lang) -> list[Cell]:
    waiver = finding.waiver
    why = [waiver.reason, waiver.owner, waiver.expires or ""] if waiver else []
    return [
        Cell(shown_text(finding.expected or "")),
        Cell("\n".join(suggestions(finding, lang))),
        Cell("\n".join(explanation(cause, lang) for cause in finding.diagnosis)),
        Cell("\n".join(map(shown_text, finding.evidence))),
        Cell(told(lang, "status", finding.status)),
        Cell(", ".join(shown_text(part) for part in why if part)),
    ]


def _place(record: NamedRecord | None, path: str, sheets: frozenset[str]) -> Cell:
    """Return where a record stands, as a link where it is in this workbook."""
    if record is None:
        return Cell("")
    if record.path is None:
        return Cell(shown_text(record.source))
    sheet, cell = record.place.sheet, record.place.cell
    if record.path != path or sheet is None:
        return Cell(shown_text(address(record)))
    text = "!".join(shown_text(part) for part in (sheet, cell) if part)
    where = cell or f"A{record.place.line or 1}"
    return Cell(text, "link", sheet_reference(sheet, where)) if sheet in sheets else Cell(text)
