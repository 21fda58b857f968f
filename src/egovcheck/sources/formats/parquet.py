"""Parquet, through DuckDB: values by their shortest text, as if somebody had printed them."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from egovcheck.core.errors import InputError
from egovcheck.sources.building import BATCH, Building
from egovcheck.sources.printed_values import iso_time, plain_number
from egovcheck.sources.row_reader import check_width
from egovcheck.sources.tables import Chunk, Document, Native, Problem
from egovcheck.sources.wording import called

if TYPE_CHECKING:
    import duckdb

NAME = "parquet"
SUFFIXES = (".parquet", ".pq")
DISTINCT = True

# Hive partitioning would make a column of a folder called year=2020.
_FROM = "FROM read_parquet(?, hive_partitioning = false)"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def sniff(head: bytes) -> bool:
    """Say whether a file that begins with ``head`` is Parquet, plain or encrypted."""
    return head.startswith((b"PAR1", b"PARE"))


def open_table(document: Document) -> ParquetTable:
    """Return the table of ``document``. Raises InputError for a file that is not Parquet or has been cut off."""
    with _asking(document) as ask:
        described = ask(f"DESCRIBE SELECT * {_FROM}").fetchall()
    check_width(len(described), document.label)
    return ParquetTable(document, tuple(str(row[0]) for row in described), tuple(str(row[1]) for row in described))


class ParquetTable:
    """The rows of a Parquet file; it has records but no lines."""

    def __init__(self, document: Document, header: tuple[str, ...], types: tuple[str, ...]) -> None:
        self.format = NAME
        self.encoding: str | None = None
        self.header = header
        self.header_line: int | None = None
        self.problems: list[Problem] = []
        self._document = document
        self._types = types

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows in file order."""
        selected = ", ".join(_as_text(name, type_) for name, type_ in zip(self.header, self._types, strict=True))
        shapes = [None if _is_nested(type_) else _SHAPES.get(type_.partition("(")[0]) for type_ in self._types]
        record, building = 0, Building(self.header)
        with _asking(self._document) as ask:
            result = ask(f"SELECT {selected} {_FROM}")
            while rows := result.fetchmany(BATCH):
                for column, shape, cells in zip(building.columns, shapes, zip(*rows, strict=True), strict=True):
                    column.extend(cells if shape is None else [cell and shape(cell) for cell in cells])
                building.record.extend(range(record + 1, record + len(rows) + 1))
                building.line.extend([None] * len(rows))
                record += len(rows)
                if building.full:
                    yield from building.finished()
                    building = Building(self.header)
            yield from building.finished()


@contextmanager
def _asking(document: Document) -> Iterator[Callable[[str], duckdb.DuckDBPyConnection]]:
    """Give a function that runs a query on the file of ``document``; what DuckDB refuses is an InputError."""
    import duckdb  # noqa: PLC0415 (it takes a sixth of a second, and most runs read no Parquet)

    # DuckDB takes a path for a pattern, so what would be one is escaped.
    path = glob.escape(str(document.path.absolute()))
    try:
        with duckdb.connect(":memory:", config=_CONFIG) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield lambda query: connection.execute(query, [path])
    except duckdb.Error as error:
        raise InputError(
            f"{called(document.label)} is not a Parquet file, or has been cut off",
            hint="write or copy it again",
        ) from error


def _as_text(name: str, type_: str) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    return f"CAST({f'to_json({quoted})' if _is_nested(type_) else quoted} AS VARCHAR)"


def _is_nested(type_: str) -> bool:
    return type_.endswith("]") or type_.startswith(("STRUCT", "MAP", "UNION", "VARIANT"))


_SHAPES: dict[str, Callable[[str], str]] = {
    "DOUBLE": plain_number,
    "FLOAT": plain_number,
    "DECIMAL": Native,
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), Native),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), Native),
    "TIMESTAMP": iso_time,
    "TIMESTAMP_S": iso_time,
    "TIMESTAMP_MS": iso_time,
    "TIMESTAMP_NS": iso_time,
    "TIMESTAMP WITH TIME ZONE": iso_time,
}
