"""The formats that can be read: one module each, found by walking this package.

A format module has ``NAME``, ``SUFFIXES`` (lower case, with the dot), ``DISTINCT``, ``sniff`` and ``open_table``. One
whose tables may have title rows above their header, or a header in several rows, also has ``open_grid``; one whose
files hold several tables has ``open_book``.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, cast

from egovcheck.core.errors import InputError
from egovcheck.sources.databases.spool import Spooled
from egovcheck.sources.foreign import refuse_foreign
from egovcheck.sources.grids import NamedGrid
from egovcheck.sources.sheets.book import Book
from egovcheck.sources.tables import Document, Grid, Table
from egovcheck.sources.wording import called, os_problem

_HEAD = 1 << 16


class Format(Protocol):
    """What a module of this package offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    DISTINCT: bool
    """Whether ``sniff`` tells the format from all others, so that a file with another format's suffix is read as it."""

    def sniff(self, head: bytes) -> bool:
        """Say whether a file that begins with ``head`` could be of this format; no two formats claim the same file."""
        ...

    def open_table(self, document: Document) -> Table:
        """Return the table of ``document`` with its header read; raises InputError where there is none."""
        ...


def _discover() -> tuple[Format, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast("Format", importlib.import_module(f"{__name__}.{name}")) for name in names)


FORMATS: tuple[Format, ...] = _discover()
"""Every format, in alphabetical order of the modules."""

SUFFIXES: frozenset[str] = frozenset(suffix for format_ in FORMATS for suffix in format_.SUFFIXES)
"""The endings of file names that some format knows, in lower case."""


def open_table(document: Document) -> Table:
    """Return the table of ``document``: by its suffix if the content agrees, else by what the content is.

    Raises InputError for content that is empty, of a format that is not read, or broken as a whole.
    """
    if isinstance(document, Spooled):
        return document.table()
    if document.part is not None:
        return document.part.table()
    try:
        return _readable(document).open_table(document)
    except OSError as error:
        raise os_problem(document.label, error) from error


def open_grid(document: Document) -> Grid:
    """Return the first rows of ``document``, of which nobody has said yet which is the header; raises as above."""
    if isinstance(document, Spooled):
        return NamedGrid(document.table())
    if document.part is not None:
        return document.part.grid()
    try:
        format_ = _readable(document)
        opened: Grid = getattr(format_, "open_grid", lambda one: NamedGrid(format_.open_table(one)))(document)
    except OSError as error:
        raise os_problem(document.label, error) from error
    return opened


def open_book(document: Document) -> Book | None:
    """Return the sheets of a workbook, or None for a file of one table; raises as above."""
    if isinstance(document, Spooled):
        return None
    try:
        format_ = _readable(document)
        opened: Book | None = getattr(format_, "open_book", lambda _: None)(document)
    except OSError as error:
        raise os_problem(document.label, error) from error
    return opened


def _readable(document: Document) -> Format:
    with document.path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise InputError(
            f"{called(document.label)} is empty", hint="the first row must name the columns: indicator, area, value"
        )
    refuse_foreign(document, head, workbooks=True)
    return _format_of(document, head)


def _format_of(document: Document, head: bytes) -> Format:
    suffix = document.path.suffix.lower()
    named = next((format_ for format_ in FORMATS if suffix in format_.SUFFIXES), None)
    if named is not None and named.sniff(head):
        return named
    others = (format_ for format_ in FORMATS if format_.DISTINCT or named is None)
    found = next((format_ for format_ in others if format_.sniff(head)), named)
    if found is None:
        raise InputError(
            f"{called(document.label)} is of no format that can be read",
            hint=f"the formats are {', '.join(format_.NAME for format_ in FORMATS)}",
        )
    return found
