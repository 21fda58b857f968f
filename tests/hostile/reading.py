"""A document read to its end by its reader, with the one mistake that a reader may make."""

from __future__ import annotations

import contextlib
from pathlib import Path

from egovcheck.core.errors import InputError
from egovcheck.sources.formats import open_grid, open_table
from egovcheck.sources.tables import Document
from egovcheck.sources.texts import is_text, open_text
from tests.hostile.seeds import FORMATS, READ_AS_TABLES


def read_bytes(name: str, data: bytes, folder: Path) -> int:
    """Read ``data`` as a file of the format ``name``; return how many rows or characters there were.

    Anything but InputError goes through: it would be a mistake of the program.
    """
    path = folder / f"input{FORMATS[name].SUFFIXES[0]}"
    path.write_bytes(data)
    document = Document(path.name, path, "0" * 64, len(data))
    found = 0
    with contextlib.suppress(InputError):
        if is_text(document):
            return len(open_text(document).text)
        table = open_table(document)
        for chunk in table.chunks():
            assert {len(column) for column in chunk.columns.values()} <= {len(chunk.record)}
            found += len(chunk.record)
    if name in READ_AS_TABLES:
        with contextlib.suppress(InputError):
            assert open_grid(document).top is not None
    return found
