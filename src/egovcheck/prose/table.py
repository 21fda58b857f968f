"""A text as the table of its figures, so that its records are made the way of all others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from egovcheck.prose.reading import Reading, read_text
from egovcheck.prose.statements import COLUMNS, Statement
from egovcheck.records.catalogue import Catalogue
from egovcheck.sources.tables import Cell, Chunk, Document, Native, Problem
from egovcheck.sources.texts import TextDocument

HEADER = (*COLUMNS, "publisher", "url", "authority")
"""The columns of the table: those that are extracted, and what only a report has room for."""


@dataclass
class TextTable:
    """The figures of one text. ``reading`` holds them with the reasons for each."""

    format: str
    encoding: str | None
    reading: Reading
    source: str
    path: str
    url: str | None = None
    header: tuple[str, ...] = HEADER
    header_line: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the figures in the order of the text; ``line`` is that of a figure's first character."""
        rows = self.reading.statements
        feeds = [at for at, character in enumerate(self.reading.document.text) if character == "\n"]
        lines: list[int | None] = [bisect_left(feeds, row.start) + 1 for row in rows]
        yield Chunk(self._columns(rows), [row.record for row in rows], lines)

    def column_at(self, start: int) -> int:
        """Return which character of its line, from 1, the character ``start`` of the text is."""
        return start - self.reading.document.text.rfind("\n", 0, start)

    def _columns(self, rows: tuple[Statement, ...]) -> Mapping[str, list[Cell]]:
        where = self.reading.origin
        columns: dict[str, list[Cell]] = {
            name: [getattr(row, name) for row in rows]
            for name in COLUMNS
            if name not in {"path", "source", "published"}
        }
        # without an area its rules are undecided: nothing is held against a figure that may be of something else
        columns["area"] = [None if row.doubtful else row.area for row in rows]
        for name in ("value", "denominator"):
            columns[name] = [None if cell is None else Native(cell) for cell in columns[name]]
        for name in ("start", "end"):
            columns[name] = [str(cell) for cell in columns[name]]
        columns["authority"] = [row.speaker for row in rows]
        shared = {"path": self.path, "source": self.source, "published": where.published, "publisher": where.publisher}
        for name, value in {**shared, "url": self.url}.items():
            columns[name] = [value] * len(rows)
        return columns


def text_table(text: TextDocument, document: Document, catalogue: Catalogue, given: Mapping[str, str]) -> TextTable:
    """Return the table of a text that has been decoded; ``given`` is what is stated about it, its source among it."""
    reading = read_text(text, catalogue, given)
    url = given.get("url") or text.url
    return TextTable(
        text.format, text.encoding, reading, given["source"], document.label, url, problems=list(text.problems)
    )
