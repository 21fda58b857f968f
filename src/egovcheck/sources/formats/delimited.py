"""CSV and TSV: delimiter, encoding and header are found out, rows that do not fit the header are reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.blocks import physical_lines, read_blocks
from egovcheck.sources.building import BATCH, Building
from egovcheck.sources.delimiters import find_delimiter, find_grid_delimiter
from egovcheck.sources.encodings import Detected, detect, looks_like_text, peek
from egovcheck.sources.row_reader import MAX_COLUMNS, Batch, BrokenRow, RowReader, check_width
from egovcheck.sources.tables import Chunk, Document, Heading, Problem, Row
from egovcheck.sources.wording import called

NAME = "csv"
SUFFIXES = (".csv", ".tsv", ".tab")
DISTINCT = False

TOP = 60
"""Rows among which the header of a grid is looked for."""

_CHUNK_CHARACTERS = 32 << 20
_LOOK = 50_000  # rows searched for content under no name

_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 1 << 16


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` could be delimited text: text that is not JSON."""
    text = peek(head).lstrip()
    is_json = text.startswith("{") or (text.startswith("[") and text[1:].lstrip()[:1] in {"{", "]"})
    return looks_like_text(head) and not is_json


def open_table(document: Document) -> DelimitedTable:
    """Return the table of ``document``; its header has been read.

    Raises InputError for a file that is not text, has no header, or has two columns of one name.
    """
    detected, delimiter = _form(document, find_delimiter)
    reader = RowReader(read_blocks(document.path, detected.encoding), delimiter, document.label)
    names, line, rows = _read_header(reader, document)
    columns = _name_columns(names, reader, document)
    return DelimitedTable(document, detected, delimiter, columns, header_line=line, header_rows=rows)


def open_grid(document: Document) -> DelimitedGrid:
    """Return the first rows of ``document``, whatever they are; raises InputError for a file that is not text."""
    detected, delimiter = _form(document, find_grid_delimiter)
    reader = RowReader(read_blocks(document.path, detected.encoding), delimiter, document.label)
    rows: list[Row] = []
    while len(rows) < TOP and (batch := reader.batch(TOP - len(rows))).rows:
        rows += [
            Row(tuple(row), number, line)
            for number, (row, line) in enumerate(zip(batch.rows, batch.lines, strict=True), len(rows) + 1)
        ]
    return DelimitedGrid(document, detected, delimiter, tuple(rows))


def _form(document: Document, find: Callable[..., str]) -> tuple[Detected, str]:
    """Return the encoding and the delimiter of ``document``; raises InputError where it is not text."""
    with document.path.open("rb") as file:
        if not looks_like_text(file.read(_SAMPLE_CHARACTERS)):
            raise InputError(
                f"{called(document.label)} is not a text file",
                hint="save the table as CSV (UTF-8); files in UTF-16 need a byte order mark",
            )
    detected = detect(document.path)
    preferred = "\t" if document.path.suffix.lower() in {".tsv", ".tab"} else None
    return detected, find(_sample(document, detected), preferred=preferred)


@dataclass(slots=True)
class _Columns:
    """The columns that count: their names and where in a row they stand.

    ``width`` is the header's own number of fields, ``needed`` how many a row must have; ``inside`` are the places where
    a row may hold anything, the others must be blank.
    """

    names: tuple[str, ...]
    indices: tuple[int, ...]
    width: int
    needed: int
    inside: frozenset[int]


class DelimitedGrid:
    """The first rows of a delimited text, blank ones too, and the table below whichever of them is the header."""

    def __init__(self, document: Document, detected: Detected, delimiter: str, top: tuple[Row, ...]) -> None:
        self.format = "tsv" if delimiter == "\t" else NAME
        self.encoding: str | None = detected.encoding.name
        self.top = top
        self._document = document
        self._detected = detected
        self._delimiter = delimiter

    def table(self, heading: Heading) -> DelimitedTable:
        """Return the table under a header; see ``Grid``."""
        names = tuple(str(ordinal) for ordinal in heading.columns)
        indices = tuple(ordinal - 1 for ordinal in heading.columns)
        columns = _Columns(names, indices, heading.width, heading.needed, frozenset(range(heading.width)))
        return DelimitedTable(
            self._document,
            self._detected,
            self._delimiter,
            columns,
            header_line=heading.line,
            header_rows=heading.row,
            remark=heading.remark,
        )


class DelimitedTable:
    """A table of delimited text; every reading begins anew at the file, so an unread table holds nothing open."""

    def __init__(
        self,
        document: Document,
        detected: Detected,
        delimiter: str,
        columns: _Columns,
        *,
        header_line: int | None,
        header_rows: int,
        remark: Callable[[Sequence[str]], bool] | None = None,
    ) -> None:
        self.format = "tsv" if delimiter == "\t" and len(columns.names) > 1 else NAME
        self.encoding: str | None = detected.encoding.name
        self.header = columns.names
        self.header_line: int | None = header_line
        self.problems: list[Problem] = []
        if detected.wrong_line is not None:
            self.problems.append(Problem("EG002", detected.wrong_line, None, {"encoding": detected.encoding.name}))
        self.delimiter = delimiter
        self._document = document
        self._detected = detected
        self._columns = columns
        self._header_rows = header_rows
        self._remark = remark
        self._record = 0

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in file order."""
        reader = RowReader(
            read_blocks(self._document.path, self._detected.encoding), self.delimiter, self._document.label
        )
        _pass_over(reader, self._header_rows)
        reader.width = self._columns.needed
        building, begun = Building(self._columns.names), reader.characters
        while (batch := reader.batch(BATCH)).rows:
            if not self._add_regular(batch, building):
                self._add_irregular(batch, building)
            if building.full or reader.characters - begun > _CHUNK_CHARACTERS:
                yield from building.finished()
                building, begun = Building(self._columns.names), reader.characters
        yield from building.finished()

    def _add_regular(self, batch: Batch, building: Building) -> bool:
        """Add the rows at once where all have the header's number of fields and none is to be left out."""
        rows, columns = batch.rows, self._columns
        if batch.broken or batch.nul or set(map(len, rows)) != {columns.width}:
            return False
        cells = list(zip(*rows, strict=True))
        if not all(map(str.strip, cells[0])):
            return False  # perhaps a row of empty cells
        if len(columns.inside) < columns.width and not self._outside_is_blank(cells):
            return False
        for column, index in zip(building.columns, columns.indices, strict=True):
            column.extend(cells[index])
        building.record.extend(range(self._record + 1, self._record + len(rows) + 1))
        building.line.extend(batch.lines)
        self._record += len(rows)
        return True

    def _outside_is_blank(self, cells: Sequence[Sequence[str]]) -> bool:
        inside = self._columns.inside
        return not any(any(map(str.strip, column)) for index, column in enumerate(cells) if index not in inside)

    def _add_irregular(self, batch: Batch, building: Building) -> None:
        """Add the rows that can be read; those that cannot become problems."""
        for row, line in zip(batch.rows, batch.lines, strict=True):
            if not isinstance(row, BrokenRow) and not any(map(str.strip, row)):
                continue
            self._record += 1
            problem = self._judge(row, nul=batch.nul)
            if problem is not None and self._remark and self._remark(row):
                continue
            if problem is not None:
                self.problems.append(Problem("EG001", line, self._record, problem, tuple(row[:MAX_COLUMNS])))
                continue
            for column, index in zip(building.columns, self._columns.indices, strict=True):
                column.append(row[index])
            building.record.append(self._record)
            building.line.append(line)

    def _judge(self, row: list[str], *, nul: bool) -> dict[str, str] | None:
        """Return the fields of the problem that a row is, or None."""
        columns = self._columns
        found, reason = len(row), None
        if isinstance(row, BrokenRow):
            reason = row.reason
        elif nul and any("\0" in cell for cell in row):
            reason = "nul-byte"
        elif found < columns.needed:
            reason = "too-few-fields"
        elif found > columns.needed or len(columns.inside) < columns.needed:
            outside = [index for index, cell in enumerate(row) if index not in columns.inside and cell.strip()]
            if outside:
                reason, found = "too-many-fields", max(outside[-1] + 1, columns.needed)
        if reason is None:
            return None
        return {"reason": reason, "expected": str(columns.needed), "found": str(found)}


def _sample(document: Document, detected: Detected) -> list[str]:
    """Return the first physical lines, at most as many characters as a look at the form needs."""
    lines: list[str] = []
    left = _SAMPLE_CHARACTERS
    for line in islice(physical_lines(read_blocks(document.path, detected.encoding)), _SAMPLE_LINES):
        if line is None or left <= 0:
            break
        lines.append(line[:left])
        left -= len(line)
    return lines


def _pass_over(reader: RowReader, rows: int) -> None:
    while rows and (passed := len(reader.batch(rows).rows)):
        rows -= passed


def _read_header(reader: RowReader, document: Document) -> tuple[list[str], int, int]:
    """Return the header's cells, its physical line and its number among the rows; blank lines before it are counted."""
    number = 0
    while (batch := reader.batch(1)).rows:
        row, line = batch.rows[0], batch.lines[0]
        number += 1
        if isinstance(row, BrokenRow):
            what = "is too long to be read" if row.reason == "too-long" else "has a quote that does not close"
            raise InputError(
                f"the header of {called(document.label)} {what}",
                hint="mend the first row",
                place=f"{document.label}:{line}",
            )
        if any(map(str.strip, row)):
            return row, line, number
    raise InputError(
        f"{called(document.label)} is empty", hint="the first row must name the columns: indicator, area, value"
    )


def _name_columns(header: list[str], reader: RowReader, document: Document) -> _Columns:
    """Return the columns that have a name or, in the first rows, content; a nameless one is called ``column N``."""
    check_width(len(header), document.label)
    unnamed = {index for index, name in enumerate(header) if not name.strip()}
    filled = set()
    if unnamed:
        rows = reader.batch(_LOOK).rows
        filled = {index for index in unnamed for row in rows if index < len(row) and row[index].strip()}
    indices = tuple(index for index in range(len(header)) if index not in unnamed or index in filled)
    names = tuple(f"column {index + 1}" if index in unnamed else header[index] for index in indices)
    for position, name in enumerate(names):
        if name in names[:position]:
            raise InputError(
                f"{called(document.label)} has two columns called '{safe(name)}'",
                hint="give every column a name of its own",
            )
    return _Columns(names, indices, len(header), indices[-1] + 1 if indices else 0, frozenset(indices))
