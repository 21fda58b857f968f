"""What is read at an address: rows with their record numbers, and the document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from egovcheck.sources.databases.address import Declared, read_address
from egovcheck.sources.databases.opening import fetch
from egovcheck.sources.databases.spool import Spooled
from egovcheck.sources.tables import Native


def fetched(address: str, folder: Path, declared: Sequence[Declared] = ()) -> Spooled:
    folder.mkdir(exist_ok=True)
    return fetch(read_address(address, declared), folder)


def cells(document: Spooled) -> list[tuple[Any, ...]]:
    """Return the record number and the cells of every row; a number of the format is ``(its text,)``."""
    found = []
    for chunk in document.table().chunks():
        columns = [[(str(c),) if type(c) is Native else c for c in chunk.columns[name]] for name in document.header]
        assert chunk.line == [None] * len(chunk.record)
        found += list(zip(chunk.record, *columns, strict=True))
    return found
