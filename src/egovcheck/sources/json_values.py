"""JSON values into cells: numbers keep their text (0.6700 stays ``0.6700``), what is nested becomes compact JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from egovcheck.sources.building import BATCH, Building
from egovcheck.sources.tables import Cell, Chunk, Native

Row = dict[str, Cell]

EXCERPT = 1000
"""Characters of a broken value that are kept to be shown."""

BLANKS = " \t\r\n"
"""What may stand between JSON values."""


_TOO_DEEP = "values nested too deeply"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value is no row: the fields of an EG001 problem, and the value as it is written where that is at hand."""

    reason: str
    expected: str
    found: str
    text: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields as a problem has them."""
        return {"reason": self.reason, "expected": self.expected, "found": self.found}


class RowDecoder:
    """Decodes JSON objects to rows and notices keys that stand twice in one object."""

    def __init__(self) -> None:
        self._twice: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_float=Native, parse_int=Native, parse_constant=Native
        )

    def read(self, text: str, index: int) -> tuple[Row | Wrong, int]:
        """Return the row that begins at ``index``, or why the value there is none, and the index behind it.

        Raises ValueError where the text is not JSON; its message says what was expected.
        """
        self._twice.clear()
        value, end = self.value(text, index)
        if not isinstance(value, dict):
            return Wrong("not-an-object", "object", kind(value)), end
        if self._twice:
            return Wrong("duplicate-key", "", self._twice[0]), end
        try:
            row = {name: cell(member) for name, member in value.items()}
        except RecursionError:
            return Wrong("broken-json", "", _TOO_DEEP), end
        if text.find("\\u", index, end) >= 0 and any(_has_half_character(name, member) for name, member in row.items()):
            return Wrong("broken-json", "", "half a character"), end
        return row, end

    def value(self, text: str, index: int) -> tuple[object, int]:
        """Return the value that begins at ``index``, whatever it is, and the index behind it; raises ValueError."""
        try:
            return self._decoder.raw_decode(text, index)
        except RecursionError:
            raise ValueError(_TOO_DEEP) from None

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(pairs)
        if len(members) < len(pairs):
            names = [name for name, _ in pairs]
            self._twice.append(next(name for position, name in enumerate(names) if name in names[:position]))
        return members


def cell(value: object) -> Cell:
    """Return a member's value as a printed cell; null is None."""
    return value if value is None or isinstance(value, str) else compact(value)


def compact(value: object) -> str:
    """Return ``value`` as JSON text without blanks, numbers as they were written."""
    if isinstance(value, Native):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{compact(str(name))}:{compact(member)}" for name, member in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(map(compact, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def kind(value: object) -> str:
    """Return what JSON calls the type of ``value``."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Native):
        return "number"
    if isinstance(value, str):
        return "string"
    return "object" if isinstance(value, Mapping) else "array"


def _has_half_character(*texts: Cell) -> bool:
    r"""Say whether a text holds half a character (JSON can spell it: ``"\ud800"``), which no encoding can write."""
    return any("\ud800" <= character <= "\udfff" for text in texts if text for character in text)


def chunked(rows: Iterator[tuple[Row, int, int]], header: tuple[str, ...]) -> Iterator[Chunk]:
    """Yield rows, each with its record number and line, as chunks with the columns of ``header``."""
    building = Building(header)
    while held := list(islice(rows, BATCH)):
        for name, column in zip(header, building.columns, strict=True):
            column.extend([row.get(name) for row, _, _ in held])
        building.record.extend([record for _, record, _ in held])
        building.line.extend([line for _, _, line in held])
        if building.full:
            yield from building.finished()
            building = Building(header)
    yield from building.finished()
