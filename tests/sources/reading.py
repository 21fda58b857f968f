"""Literal content in, rows and problems out."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from egovcheck.sources.formats import open_table
from egovcheck.sources.tables import Cell, Document, Problem


@dataclass(frozen=True)
class Read:
    format: str
    encoding: str | None
    header: tuple[str, ...]
    header_line: int | None
    rows: list[tuple[Cell, ...]]
    record: list[int]
    line: list[int | None]
    problems: list[Problem]

    @property
    def reasons(self) -> list[tuple[int | None, int | None, str]]:
        return [(p.line, p.record, p.fields["reason"]) for p in self.problems if p.code == "EG001"]


def document(content: str | bytes, folder: Path, name: str = "data.csv", label: str | None = None) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Document(label or name, path, "", path.stat().st_size)


def read_document(one: Document) -> Read:
    table = open_table(one)
    rows: list[tuple[Cell, ...]] = []
    record: list[int] = []
    line: list[int | None] = []
    for chunk in table.chunks():
        assert tuple(chunk.columns) == table.header
        assert {len(cells) for cells in chunk.columns.values()} <= {len(chunk.record)}
        assert len(chunk.line) == len(chunk.record)
        rows += zip(*chunk.columns.values(), strict=True)
        record += chunk.record
        line += chunk.line
    return Read(table.format, table.encoding, table.header, table.header_line, rows, record, line, table.problems)


def read(content: str | bytes, name: str = "data.csv") -> Read:
    with tempfile.TemporaryDirectory() as folder:
        return read_document(document(content, Path(folder), name))
