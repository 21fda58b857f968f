"""The tables that a suite reads, written into somebody's database: the records, and all that rules read besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import InputError
from egovcheck.engine.database import VIEWS
from egovcheck.engine.expected import COLUMNS as EXPECTED
from egovcheck.engine.tables import COLUMNS as CATALOGUE
from egovcheck.integrations.dialects.keys import number_key
from egovcheck.integrations.dialects.names import DERIVED, FIRST, FOLDED, list_functions
from egovcheck.integrations.great_expectations.needs import needed

if TYPE_CHECKING:
    import duckdb
    import sqlalchemy as sa

STORED = tuple(name for name in VIEWS if name not in DERIVED)
"""What a suite reads: everything that rules read, less what follows from the records."""

OF_RUN = tuple(name for name in STORED if name not in CATALOGUE or name in EXPECTED)
"""What differs from run to run; the others are the catalogue's."""

# a statement stands for its fact where its source repeats it; the suite's view of facts is made of these
_FACTS = f"SELECT r.*, f.id IS NOT NULL AS {FIRST} FROM records r LEFT JOIN facts f ON f.id = r.id"
_AT_ONCE = 5_000
_FEW = 500


@dataclass(frozen=True, slots=True)
class Target:
    """A database, and the schema in it where the tables go; SQLite has no schemas."""

    engine: sa.Engine
    schema: str | None

    @property
    def dialect(self) -> str:
        """Return the name of the database's dialect."""
        return str(self.engine.dialect.name)

    def copy(self, source: duckdb.DuckDBPyConnection, names: Sequence[str] = STORED) -> int:
        """Write tables of a run, in the place of those that are there; returns the number of records."""
        sa = needed("sqlalchemy")
        metadata = sa.MetaData(schema=self.schema)
        records = 0
        try:
            with self.engine.begin() as connection:
                self._prepare(connection)
                for name in names:
                    rows = source.cursor().execute(_select(name))
                    kinds = {str(column[0]): str(column[1]) for column in rows.description or ()}
                    table = sa.Table(name, metadata, *(sa.Column(n, self._type(kind)) for n, kind in kinds.items()))
                    table.drop(connection, checkfirst=True)
                    table.create(connection)
                    count = 0
                    for batch in _batches(rows, list(kinds)):
                        connection.execute(table.insert(), [self._row(row) for row in batch])
                        count += len(batch)
                    if count > _FEW:
                        # what was just filled looks empty to whoever plans a query
                        connection.execute(sa.text(f"ANALYZE {self._named(name)}"))
                    records += count if name == "records" else 0
        except sa.exc.SQLAlchemyError as error:
            raise InputError(f"the tables cannot be written: {_said(error)}", hint="look at the connection") from None
        return records

    def _prepare(self, connection: sa.Connection) -> None:
        sa = needed("sqlalchemy")
        if self.dialect != "postgresql":
            return
        schema = self.schema or "public"
        connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
        for made in list_functions(schema):
            connection.execute(sa.text(made))

    def _named(self, name: str) -> str:
        quote = self.engine.dialect.identifier_preparer.quote_identifier
        return f"{quote(self.schema)}.{quote(name)}" if self.schema else quote(name)

    def _type(self, kind: str) -> Any:
        sa = needed("sqlalchemy")
        if kind.startswith("DECIMAL"):
            width, scale = (int(part) for part in kind[len("DECIMAL(") : -1].split(","))
            return sa.Numeric(width, scale) if self.dialect == "postgresql" else sa.Text()
        if kind == "VARCHAR":
            # texts compare as egovcheck compares them, by their code points
            return sa.Text(collation="C") if self.dialect == "postgresql" else sa.Text()
        types = {"BIGINT": sa.BigInteger, "INTEGER": sa.Integer, "BOOLEAN": sa.Boolean, "DATE": sa.Date}
        return types[kind]()

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        if self.dialect == "postgresql":
            return dict(row)
        return {name: number_key(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def _select(name: str) -> str:
    """Return the query for the rows of a table, with its texts as rules compare them."""
    folded = "".join(f", {sql} AS {column}" for column, sql in FOLDED.get(name, {}).items())
    table = f"({_FACTS})" if name == "records" else name
    return f"SELECT *{folded} FROM {table} AS stored" + (" ORDER BY id" if name == "records" else "")


def _batches(rows: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    while batch := rows.fetchmany(_AT_ONCE):
        yield [dict(zip(names, row, strict=True)) for row in batch]


def _said(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
