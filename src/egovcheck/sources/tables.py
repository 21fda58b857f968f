"""What a reader returns: a table of printed cells that can be read in chunks, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

Cell = str | None
"""A cell as printed; None where the format itself says that there is nothing (JSON null, absent key, Parquet NULL)."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive rows, column by column: every list has one entry a row.

    ``record`` numbers rows from 1 through the whole table (broken rows are counted too), ``line`` is the physical line
    on which a row begins, from 1 (None for formats without lines).
    """

    columns: Mapping[str, list[Cell]]
    record: list[int]
    line: list[int | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """A row or file that could not be read as it should: the EG0 rule's code, its place, and the message's fields."""

    code: str
    line: int | None
    record: int | None
    fields: Mapping[str, str] = field(default_factory=dict)
    row: tuple[str, ...] = ()


class Table(Protocol):
    """One table of a file. ``problems`` is complete only after ``chunks()`` has been read to its end.

    ``chunks()`` may be called once. ``header`` are the column names as printed, in file order; ``encoding`` is None for
    formats that fix it.
    """

    format: str
    encoding: str | None
    header: tuple[str, ...]
    header_line: int | None
    problems: list[Problem]

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in file order."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read. ``label`` is how people see it (relative path, or ``-``); ``path`` where its bytes are.

    For standard input ``path`` is a temporary copy. ``sha256`` is that of the bytes.
    """

    label: str
    path: Path
    sha256: str
    size: int


class Native(str):
    """A number that the file format itself writes with a decimal point (a JSON number, a Parquet column of numbers).

    Such a cell says nothing about the locale of the printed figures and is never ambiguous: 1.039 is one and a bit.
    """

    __slots__ = ()
