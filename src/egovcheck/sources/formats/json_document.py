"""JSON documents: an array of objects, or an object whose ``records`` is one. Read as a whole, so bounded in size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from egovcheck.core.errors import InputError
from egovcheck.sources.blocks import read_whole
from egovcheck.sources.building import ROWS
from egovcheck.sources.encodings import detect, peek
from egovcheck.sources.json_values import EXCERPT, Row, RowDecoder, Wrong
from egovcheck.sources.row_reader import check_width
from egovcheck.sources.tables import Cell, Chunk, Document, Problem
from egovcheck.sources.wording import called

NAME = "json"
SUFFIXES = (".json",)
DISTINCT = True

MAX_BYTES = 512 << 20
"""Bytes of a document; more should be JSON Lines, which is read line by line."""

_KEY = "records"
_BLANK = re.compile(r"[ \t\r\n]*")


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` could be one JSON document and not one object a line."""
    text = peek(head).lstrip()
    if text.startswith("["):
        return text[1:].lstrip()[:1] in {"", "{", "]", "[", '"'} or text[1:].lstrip()[:1].isdigit()
    if not text.startswith("{"):
        return False
    first, _, behind = text.partition("\n")
    closed = first.rstrip().endswith("}")
    return not closed or (not behind.strip() and f'"{_KEY}"' in first)


def open_table(document: Document) -> JsonTable:
    """Return the table of ``document``, which is read to its end. Raises InputError where it is not such a document."""
    if document.size > MAX_BYTES:
        raise InputError(
            f"{called(document.label)} is a JSON document of more than {MAX_BYTES >> 20} MiB",
            hint="write it as JSON Lines, one object a line",
        )
    detected = detect(document.path)
    table = JsonTable(document.label, detected.encoding.name)
    if detected.wrong_line is not None:
        table.problems.append(Problem("EG002", detected.wrong_line, None, {"encoding": detected.encoding.name}))
    text = read_whole(document.path, detected.encoding)
    try:
        table.fill(text)
    except json.JSONDecodeError as error:
        place = f"{document.label}:{error.lineno}"
        raise InputError(
            f"{called(document.label)} is not valid JSON: {error.msg.lower()}",
            hint=f"reading stopped at column {error.colno} of that line",
            place=place,
        ) from error
    except ValueError as error:
        raise InputError(
            f"{called(document.label)} cannot be read as a table: {error}",
            hint=f"give an array of objects, or an object whose '{_KEY}' is one",
        ) from error
    return table


class JsonTable:
    """The rows of a JSON document. ``line`` is the physical line on which an object begins."""

    def __init__(self, label: str, encoding: str) -> None:
        self._label = label
        self.format = NAME
        self.encoding: str | None = encoding
        self.header: tuple[str, ...] = ()
        self.header_line: int | None = None
        self.problems: list[Problem] = []
        self._columns: dict[str, list[Cell]] = {}
        self._record: list[int] = []
        self._line: list[int | None] = []

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in file order."""
        for begin in range(0, len(self._record), ROWS):
            part = slice(begin, begin + ROWS)
            columns = {name: cells[part] for name, cells in self._columns.items()}
            yield Chunk(columns, self._record[part], self._line[part])

    def fill(self, text: str) -> None:
        """Read every object of the array in ``text``; raises ValueError where there is none or JSON is broken."""
        line, counted = 1, 0
        for number, (row, begin, end) in enumerate(_members(text), start=1):
            line += _line_ends(text, counted, begin)
            counted = begin
            if isinstance(row, Wrong):
                self.problems.append(Problem("EG001", line, number, row.fields, (text[begin:end][:EXCERPT],)))
            else:
                self._add(row)
                self._record.append(number)
                self._line.append(line)
        self.header = tuple(self._columns)

    def _add(self, row: Row) -> None:
        """Add a row to the columns: a million rows held as dictionaries would take three times the memory."""
        if not row.keys() <= self._columns.keys():
            for name in row:
                self._columns.setdefault(name, [None] * len(self._record))
            check_width(len(self._columns), self._label)
        for name, column in self._columns.items():
            column.append(row.get(name))


def _members(text: str) -> Iterator[tuple[Row | Wrong, int, int]]:
    """Yield the members of the array with their begin and end; the whole text is checked."""
    decoder = RowDecoder()
    index = _skip(text, 0)
    enclosed = text.startswith("{", index)
    if enclosed:
        index = _find_records(text, index, decoder)
    if not text.startswith("[", index):
        decoder.value(text, index)
        raise ValueError("it holds no array")
    index = _skip(text, index + 1)
    while not text.startswith("]", index):
        row, end = decoder.read(text, index)
        yield row, index, end
        index = _skip(text, end)
        if text.startswith(",", index):
            index = _skip(text, index + 1)
            if text.startswith("]", index):
                raise json.JSONDecodeError("Expecting value", text, index)
        elif not text.startswith("]", index):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, index)
    index = _skip(text, index + 1)
    if enclosed:
        index = _skip_members(text, index, decoder)
    if index < len(text):
        raise json.JSONDecodeError("Extra data", text, index)


def _find_records(text: str, index: int, decoder: RowDecoder) -> int:
    """Return where the value of ``records`` begins in the object at ``index``."""
    index = _skip(text, index + 1)
    while not text.startswith("}", index):
        name, index = _name(text, index, decoder)
        if name == _KEY:
            return index
        _, index = decoder.value(text, index)
        index = _skip(text, index)
        if text.startswith(",", index):
            index = _skip(text, index + 1)
        elif not text.startswith("}", index):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, index)
    raise ValueError(f"it has no '{_KEY}'")


def _skip_members(text: str, index: int, decoder: RowDecoder) -> int:
    """Return the index behind the object of which the members from ``index`` on are left."""
    while text.startswith(",", index):
        name, index = _name(text, _skip(text, index + 1), decoder)
        if name == _KEY:
            raise ValueError(f"it has '{_KEY}' twice")
        _, index = decoder.value(text, index)
        index = _skip(text, index)
    if not text.startswith("}", index):
        raise json.JSONDecodeError("Expecting ',' delimiter", text, index)
    return _skip(text, index + 1)


def _name(text: str, index: int, decoder: RowDecoder) -> tuple[object, int]:
    """Return a member's name and where its value begins."""
    if not text.startswith('"', index):
        raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, index)
    name, index = decoder.value(text, index)
    index = _skip(text, index)
    if not text.startswith(":", index):
        raise json.JSONDecodeError("Expecting ':' delimiter", text, index)
    return name, _skip(text, index + 1)


def _skip(text: str, index: int) -> int:
    match = _BLANK.match(text, index)
    return match.end() if match else index


def _line_ends(text: str, begin: int, end: int) -> int:
    return text.count("\n", begin, end) + text.count("\r", begin, end) - text.count("\r\n", begin, end)
