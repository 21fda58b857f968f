"""What a reader returns: a table of printed cells that can be read in chunks, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class Running(Protocol):
    """A table that was made of running text: its figures stand in lines and not in columns."""

    def column_at(self, start: int) -> int:
        """Return which character of its line, from 1, the character ``start`` of the text is."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row of which nobody has said yet what it is. ``number`` counts from 1 as a spreadsheet does, blank rows too."""

    cells: tuple[str, ...]
    number: int
    line: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What somebody found to be the header of a grid.

    ``row`` is the number of the header's last row, ``line`` the physical line of its first; ``width`` how many columns
    the header has, of which ``needed`` are as many as a row must have; ``columns`` are the ordinals, from 1 and
    ascending, of those to be read. ``remark`` says of a row with another number of fields whether it is a remark below
    the table, which is passed over, and no broken row.
    """

    row: int
    line: int | None
    width: int
    needed: int
    columns: tuple[int, ...]
    remark: Callable[[Sequence[str]], bool]


class Grid(Protocol):
    """A table whose header has still to be found among its first rows, the ``top``."""

    format: str
    encoding: str | None
    top: tuple[Row, ...]

    def table(self, heading: Heading) -> Table:
        """Return the table under a header; its columns are named by their ordinals, ``1``, ``2``, and so on."""
        ...


class Part(Protocol):
    """One of several tables of a file that has been opened, such as a workbook. ``sheet`` is the name of its sheet."""

    @property
    def sheet(self) -> str:
        """Return the name of the sheet."""
        ...

    @property
    def forced(self) -> bool:
        """Return whether a layout is to be held against it though it fits badly."""
        ...

    @property
    def aside(self) -> bool:
        """Return whether it is none of the tables that the file is about."""
        ...

    def table(self) -> Table:
        """Return the table, each time anew from its beginning."""
        ...

    def grid(self) -> Grid:
        """Return the rows of which nobody has said yet which is the header."""
        ...


@runtime_checkable
class OnSheet(Protocol):
    """A table that stands on a sheet: ``ordinals`` are the columns of the sheet, from 1, in which its columns stand."""

    sheet: str
    ordinals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be read. ``label`` is how people see it (relative path, or ``-``); ``path`` where its bytes are.

    For standard input ``path`` is a temporary copy. ``sha256`` is that of the bytes. ``part`` is set where only one
    table of the file is meant. ``stamp`` tells whether the file is still the one that was hashed, None where nobody
    else can write to it.
    """

    label: str
    path: Path
    sha256: str
    size: int
    part: Part | None = None
    stamp: tuple[int, ...] | None = None

    @property
    def stem(self) -> str:
        """Return what the source is called where nobody says it: the name of the file without its ending."""
        return "stdin" if self.label == "-" else PurePath(self.label).stem

    @property
    def folder(self) -> Path:
        """Return the folder in which stands what is said about the document."""
        return self.path.parent


class Native(str):
    """A number that the file format itself writes with a decimal point (a JSON number, a Parquet column of numbers).

    Such a cell says nothing about the locale of the printed figures and is never ambiguous: 1.039 is one and a bit.
    """

    __slots__ = ()


class Formatted(str):
    """A number of a spreadsheet with what its format shows besides digits: ``86.5%``, ``1039 dịch vụ``, ``1.23E+06``.

    Its decimal mark is a point, as that of ``Native``, and what it shows is rounded.
    """

    __slots__ = ()


class Broken(str):
    """A cell of a spreadsheet that has no value: an error such as ``#REF!``, or a formula without a stored result."""

    __slots__ = ()

    @property
    def reason(self) -> str:
        """Return in a word what is wrong with the cell."""
        return "formula-without-result" if self.startswith("=") else "error-cell"
