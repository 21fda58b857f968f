"""What was read from a database, in a file of our own for the time of a run.

A run reads its inputs more than once, and a table may change in between. So it is read once, in one transaction, and
every later look is at the copy; its digest is that of the content, whatever the database does with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.building import BATCH, Building
from egovcheck.sources.tables import Chunk, Document, Native, Problem

MAX_BYTES = 8 << 30
"""Bytes of one table."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a database gives: the names of the columns, which of them are numbers, and rows in a stable order.

    The cells of a column of numbers are the texts of its numbers; elsewhere a text is a text, and an int or float one.
    """

    header: tuple[str, ...]
    numbers: frozenset[int]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled(Document):
    """A table of a database as a document: ``kind`` is its format, ``named`` the source where rows name none."""

    kind: str
    named: str
    header: tuple[str, ...]
    numbers: frozenset[int]
    beside: Path | None = None

    @property
    def stem(self) -> str:
        """Return the name of the table."""
        return self.named

    @property
    def folder(self) -> Path:
        """Return the folder of a database that is a file."""
        return self.beside or self.path.parent

    def table(self) -> SpooledTable:
        """Return the table."""
        return SpooledTable(self)


class SpooledTable:
    """The rows of a database's table; it has records but no lines."""

    def __init__(self, document: Spooled) -> None:
        self.format = document.kind
        self.encoding: str | None = None
        self.header = document.header
        self.header_line: int | None = None
        self.problems: list[Problem] = []
        self._document = document

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in their order."""
        record, building = 0, Building(self.header)
        numbers = self._document.numbers
        with self._document.path.open(encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            next(file, None)
            while rows := [json.loads(line) for line in islice(file, BATCH)]:
                for index, cells in enumerate(zip(*rows, strict=True)):
                    if index in numbers:
                        building.columns[index].extend([cell if cell is None else Native(cell) for cell in cells])
                    else:
                        building.columns[index].extend(
                            [cell if cell is None or type(cell) is str else _number(cell) for cell in cells]
                        )
                building.record.extend(range(record + 1, record + len(rows) + 1))
                building.line.extend([None] * len(rows))
                record += len(rows)
                if building.full:
                    yield from building.finished()
                    building = Building(self.header)
            yield from building.finished()


def spool(fetched: Fetched, path: Path, label: str) -> tuple[str, int]:
    """Write what was fetched to ``path``; return its digest and its size."""
    if not fetched.header:
        raise InputError(f"'{safe(label)}' has no columns", hint="name a table with indicator, area and value")
    twice = next((name for at, name in enumerate(fetched.header) if name in fetched.header[:at]), None)
    if twice is not None:
        raise InputError(
            f"'{safe(label)}' has two columns called '{safe(twice)}'", hint="give every column a name of its own: AS"
        )
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        head = [list(fetched.header), sorted(fetched.numbers)]
        rows = iter(fetched.rows)
        block = encode(head) + "\n"
        while block:
            data = block.encode("utf-8", "surrogatepass")
            size += len(data)
            if size > MAX_BYTES:
                raise InputError(
                    f"'{safe(label)}' has more than {MAX_BYTES >> 30} GiB",
                    hint="name a view of one year or one region",
                )
            digest.update(data)
            file.write(data)
            block = "".join([encode(row) + "\n" for row in islice(rows, 4 * BATCH)])
    return digest.hexdigest(), size


def _number(value: float) -> str:
    """Return an integer, or the shortest text of a binary fraction without exponent."""
    text = repr(value)
    if "e" in text:
        text = f"{Decimal(text):f}"
    return Native(text.removesuffix(".0"))
