"""Grids of formats that name their columns themselves: the header is the only row of the top."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.sources.tables import Chunk, Heading, Row, Table


class NamedGrid:
    """A table with names of its own, such as one of JSON or Parquet, seen as a grid."""

    def __init__(self, table: Table) -> None:
        self.format = table.format
        self.encoding = table.encoding
        self.top: tuple[Row, ...] = (Row(table.header, 1, table.header_line),)
        self._table = table

    def table(self, heading: Heading) -> OrdinalTable:
        """Return the table with its columns named by ordinals; see ``Grid``."""
        return OrdinalTable(self._table, heading)


class OrdinalTable:
    """A table whose columns are named by their ordinals."""

    def __init__(self, table: Table, heading: Heading) -> None:
        self.format = table.format
        self.encoding = table.encoding
        self.header = tuple(str(ordinal) for ordinal in heading.columns)
        self.header_line = table.header_line
        self.problems = table.problems
        self._names = {str(ordinal): table.header[ordinal - 1] for ordinal in heading.columns}
        self._table = table

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in file order."""
        for chunk in self._table.chunks():
            columns = {ordinal: chunk.columns[name] for ordinal, name in self._names.items()}
            yield Chunk(columns, chunk.record, chunk.line)
