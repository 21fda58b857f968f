"""A copy of a workbook with marks, comments and a sheet of findings; a pure function of report and bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from zipfile import BadZipFile

from lxml import etree

from egovcheck.core.copies import FINDINGS_SHEET, is_findings_sheet
from egovcheck.core.findings import Lang
from egovcheck.core.report import Report
from egovcheck.report.annotated.added import added_sheet
from egovcheck.report.annotated.comments import Comments
from egovcheck.report.annotated.listing import listing
from egovcheck.report.annotated.marks import MarkedCell, marked_cells
from egovcheck.report.annotated.notes import Run, note
from egovcheck.report.annotated.package import Package
from egovcheck.report.annotated.sheet import Sheet
from egovcheck.report.annotated.styles import Styles, listing_looks
from egovcheck.report.annotated.words import phrase
from egovcheck.report.annotated.workbook import Workbook
from egovcheck.report.workbook.packing import MOST, TooLargeError

LARGEST = 128 << 20
"""Bytes of a sheet, unpacked: each takes about twenty in memory while the sheet is being changed."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copy, how many cells in it are marked, and sentences about what could not be done."""

    data: bytes
    cells: int
    sheet: str
    remarks: tuple[str, ...]


def annotate(report: Report, path: str, data: bytes) -> Annotated:
    """Return a copy of the workbook ``data``, which the report calls ``path``, with its findings in it.

    Raises ValueError for bytes that ``obstacle`` says something about.
    """
    lang = report.basis.lang
    package = Package(data)
    book = Workbook(package)
    styles = Styles(package.changed(book.styles))
    name = book.free_sheet_name(FINDINGS_SHEET)
    cells = marked_cells(report, path)
    missed = [cell for cell in cells if cell.sheet not in book.sheets]
    talked: list[MarkedCell] = []
    count = 0
    for sheet, mine in groupby(cells, key=lambda cell: cell.sheet):
        if sheet in book.sheets:
            marking = _Marking(package, book, sheet, styles)
            seen = marking.seen(mine)
            count += len(seen)
            talked += [cell for cell in seen if not marking.mark(cell, note(cell, lang, name))]
            marking.close()
    looks = listing_looks(styles)
    root, rows = added_sheet(listing(report, path, frozenset(book.sheets)), looks, book.space)
    book.add_sheet(name, root, rows)
    remarks = _remarks(package, lang, missed, talked)
    return Annotated(package.packed(), count, name, remarks)


class _Marking:
    """Marks the cells of one sheet."""

    def __init__(self, package: Package, book: Workbook, name: str, styles: Styles) -> None:
        part = book.sheets[name]
        self._sheet = Sheet(package.changed(part))
        self._comments = Comments(package, part, self._sheet, book.kinds)
        self._styles = styles

    def seen(self, cells: Iterable[MarkedCell]) -> list[MarkedCell]:
        """Return the cells in which marks are seen; those of merged cells come together."""
        found: dict[tuple[int, int], MarkedCell] = {}
        for cell in cells:
            where = self._sheet.shown(cell.row, cell.column)
            there = found.setdefault(where, MarkedCell(cell.sheet, *where))
            there.told += [one for one in cell.told if all(other.finding is not one.finding for other in there.told)]
        return [found[where] for where in sorted(found)]

    def mark(self, cell: MarkedCell, runs: Sequence[Run]) -> bool:
        """Mark a cell and add its comment; False where a conversation is in the way of that."""
        style = self._sheet.style(cell.row, cell.column)
        self._sheet.set_style(cell.row, cell.column, self._styles.marked(style, cell.mark))
        return self._comments.add(cell.row, cell.column, runs)

    def close(self) -> None:
        """Write what is left to be written."""
        self._comments.close()


def _remarks(package: Package, lang: Lang, missed: list[MarkedCell], talked: list[MarkedCell]) -> tuple[str, ...]:
    remarks = []
    if talked:
        where = ", ".join(f"{cell.sheet}!{cell.address}" for cell in talked)
        remarks.append(phrase(lang, "conversation", where=where))
    if missed:
        where = ", ".join(dict.fromkeys(cell.sheet for cell in missed))
        remarks.append(phrase(lang, "missed", where=where))
    if any(name.startswith("_xmlsignatures/") for name in package.names):
        remarks.append(phrase(lang, "signed"))
    return tuple(remarks)


def obstacle(data: bytes, lang: Lang = "en") -> str | None:
    """Return why a file cannot be annotated, as a sentence, or None where it can."""
    try:
        package = Package(data)
        book = Workbook(package)
    except TooLargeError:
        return phrase(lang, "too_large", size=str(MOST >> 20))
    except (BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, etree.XMLSyntaxError):
        return phrase(lang, "no_workbook")
    if any(len(package.read(part)) > LARGEST for part in book.sheets.values()):
        return phrase(lang, "large_sheet", size=str(LARGEST >> 20))
    return phrase(lang, "already") if any(map(is_findings_sheet, book.sheets)) else None
