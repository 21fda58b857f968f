"""Submissions for tests, held in memory: a table as a reader returns it, and what the records layer makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.registers import SourceFacts, SourceRegister
from egovcheck.records.submission import Batch, Notice, Submission, SubmissionReader
from egovcheck.sources.tables import Cell, Chunk, Document, Problem, Table

CATALOGUE = load_catalogue()


@dataclass
class Held:
    """A table in memory; ``size`` is the number of rows of a chunk."""

    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    size: int = 1000
    format: str = "csv"
    encoding: str | None = "utf-8"
    header_line: int | None = 1
    problems: list[Problem] = field(default_factory=list)

    def chunks(self) -> Iterator[Chunk]:
        for first in range(0, len(self.rows), self.size):
            part = self.rows[first : first + self.size]
            records = list(range(first + 1, first + len(part) + 1))
            columns = {name: [row[i] for row in part] for i, name in enumerate(self.header)}
            yield Chunk(columns, records, [record + 1 for record in records])


@dataclass
class Read:
    submission: Submission
    batches: list[Batch]

    @property
    def notices(self) -> list[Notice]:
        return self.submission.notices

    def column(self, name: str) -> list[Any]:
        """Return a column of all batches: text of decimals and dates, or typed values where the batch is a bulk one."""
        return [value for batch in self.batches for value in _column(batch, name)]

    def told(self) -> list[tuple[str, int | None, str]]:
        """Return code, line and reason or column of every notice."""
        return [(n.code, n.line, n.fields.get("reason") or n.fields.get("column") or "") for n in self.notices]


def _column(batch: Batch, name: str) -> list[Any]:
    return batch.columns[name] if batch.frame is None else batch.frame[name].to_list()


def read(
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    locale: str | None = None,
    bulk_rows: int = 10**9,
    size: int = 1000,
    sources: Sequence[SourceFacts] = (),
    path: str = "data/ours.csv",
    header_line: int | None = 1,
) -> Read:
    def open_table(_: Document) -> Table:
        return Held(tuple(header), rows, size, header_line=header_line)

    register = SourceRegister.of(sources)
    reader = SubmissionReader(CATALOGUE, register, open_table, locale, bulk_rows)
    submission, batches = reader.read(7, Document(path, Path(path), "0" * 64, 1), "ours")
    return Read(submission, list(batches))


def read_values(values: Sequence[Cell], **given: Any) -> Read:
    """Read rows that differ in their value only; money may be a fraction and is exact where it is not."""
    return read(
        ("indicator", "area", "period", "value"),
        [("VN_PORTAL_PAYMENT_VALUE", "VNM", "2020", v) for v in values],
        **given,
    )


def read_row(row: Mapping[str, Cell], **given: Any) -> Read:
    return read(tuple(row), [tuple(row.values())], **given)
