"""JSON Lines: one object a line. A line that is none is reported, and reading goes on with the next."""

from __future__ import annotations

import json
from collections.abc import Iterator

from egovcheck.sources.blocks import physical_lines, read_blocks
from egovcheck.sources.encodings import Detected, detect, peek
from egovcheck.sources.json_values import BLANKS, EXCERPT, Row, RowDecoder, Wrong, chunked
from egovcheck.sources.row_reader import check_width
from egovcheck.sources.tables import Chunk, Document, Problem

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")
DISTINCT = True

_LOOK = 20


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` could have one JSON object a line: one of the first lines is one."""
    lines = peek(head).lstrip().splitlines()[:_LOOK]
    if not lines or not lines[0].startswith("{"):
        return False
    return len(lines) == 1 or lines[0].rstrip().endswith("}") or any(_is_object(line) for line in lines)


def open_table(document: Document) -> JsonLinesTable:
    """Return the table of ``document``. It is read once for the names of all columns, and again by ``chunks()``."""
    detected = detect(document.path)
    header: dict[str, None] = {}
    for row, _ in _rows(document, detected):
        if not isinstance(row, Wrong):
            header.update(dict.fromkeys(row))
            check_width(len(header), document.label)
    table = JsonLinesTable(document, detected, tuple(header))
    if detected.wrong_line is not None:
        table.problems.append(Problem("EG002", detected.wrong_line, None, {"encoding": detected.encoding.name}))
    return table


class JsonLinesTable:
    """The rows of a file with one JSON object a line."""

    def __init__(self, document: Document, detected: Detected, header: tuple[str, ...]) -> None:
        self.format = NAME
        self.encoding: str | None = detected.encoding.name
        self.header = header
        self.header_line: int | None = None
        self.problems: list[Problem] = []
        self._document = document
        self._detected = detected

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in file order."""
        yield from chunked(self._readable(), self.header)

    def _readable(self) -> Iterator[tuple[Row, int, int]]:
        """Yield the rows with record number and line; what is no row becomes a problem."""
        for number, (row, line) in enumerate(_rows(self._document, self._detected), start=1):
            if isinstance(row, Wrong):
                shown = (row.text[:EXCERPT],) if row.text else ()
                self.problems.append(Problem("EG001", line, number, row.fields, shown))
            else:
                yield row, number, line


def _rows(document: Document, detected: Detected) -> Iterator[tuple[Row | Wrong, int]]:
    """Yield what stands on every line that is not blank, with the number of the line."""
    decoder = RowDecoder()
    lines = physical_lines(read_blocks(document.path, detected.encoding))
    for number, line in enumerate(lines, start=1):
        if line is None:
            yield Wrong("too-long", "", ""), number
        elif text := line.strip(BLANKS):
            yield _read(decoder, text), number


def _read(decoder: RowDecoder, text: str) -> Row | Wrong:
    try:
        row, end = decoder.read(text, 0)
    except json.JSONDecodeError as error:
        return Wrong("broken-json", "", f"{error.msg.lower()} (column {error.colno})", text)
    except ValueError as error:
        return Wrong("broken-json", "", str(error), text)
    if end < len(text):
        return Wrong("broken-json", "", f"extra data (column {end + 1})", text)
    return Wrong(row.reason, row.expected, row.found, text) if isinstance(row, Wrong) else row


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
