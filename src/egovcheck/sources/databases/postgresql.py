"""Tables of PostgreSQL, through psycopg, which is an extra.

All that is read is read in one read-only transaction that sees one state of the database, through a cursor on the
server, so that a large table passes by in pieces. Every value comes as the server's own text: decimals as they are
stored, binary fractions by their shortest text, days as ISO writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.databases.address import Address
from egovcheck.sources.databases.naming import no_such_table, unnamed
from egovcheck.sources.databases.spool import Fetched
from egovcheck.sources.printed_values import iso_time, plain_number

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql

_ROWS = 2_000
_CONNECT_SECONDS = 10
_EXACT = frozenset((20, 21, 23, 26, 1700))
_BINARY = frozenset((700, 701))
_TIMES = frozenset((1114, 1184))
_SETTINGS = """
SET LOCAL statement_timeout = '{seconds}s'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL intervalstyle = 'iso_8601'
"""
_MEANS_ELSE = re.compile(r"[@/?#\s]")
_TABLES = """
SELECT CASE WHEN pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
ORDER BY 1
"""
_KEY = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)
"""


@contextmanager
def fetching(address: Address) -> Iterator[Fetched]:
    """Give the rows of a table, in one read-only transaction, for as long as the ``with`` block lasts."""
    try:
        import psycopg  # noqa: PLC0415 - an extra
        from psycopg import sql  # noqa: PLC0415
    except ImportError:
        raise InputError(
            f"reading '{safe(address.label)}' needs psycopg", hint="pip install 'egovcheck[sql]'"
        ) from None
    with _connected(address) as connection:
        try:
            if address.query is not None:
                inner: sql.Composable = sql.SQL("(\n{}\n) AS q").format(sql.SQL(_literal(address.query)))
                key: list[str] = []
            else:
                inner, key = _named(connection, address)
            with connection.cursor("egovcheck") as cursor:
                cursor.execute(sql.SQL("SELECT * FROM {}").format(inner))
                described = [(column.name, column.type_code) for column in cursor.description or ()]
            with connection.cursor("egovcheck") as cursor:
                if described and len({name for name, _ in described}) == len(described):
                    cursor.execute(_select(inner, [name for name, _ in described], key))
                numbers = frozenset(at for at, (_, oid) in enumerate(described) if oid in _EXACT | _BINARY)
                rows = _rows(cursor, [oid for _, oid in described])
                yield Fetched(tuple(name for name, _ in described), numbers, rows)
        except psycopg.Error as error:
            raise _refusal(error, address) from None
        except UnicodeDecodeError:
            raise InputError(
                f"'{safe(address.label)}' holds text in an unknown encoding", hint="the database should have UTF8"
            ) from None


@contextmanager
def _connected(address: Address) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    import psycopg  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    user = address.location.partition("//")[2].rpartition("@")[0]
    try:
        given = conninfo_to_dict(address.location)
    except psycopg.Error:  # what it says may hold the password
        given = {}
    if not given or _MEANS_ELSE.search(user):
        raise InputError(
            f"the address '{safe(address.label)}' is none that PostgreSQL understands",
            hint="letters such as @ / ? # % in a user's name or password are written %40 %2F %3F %23 %25",
        )
    options: dict[str, Any] = {"client_encoding": "UTF8"}
    options |= {} if "connect_timeout" in given else {"connect_timeout": _CONNECT_SECONDS}
    options |= {} if "application_name" in given else {"fallback_application_name": "egovcheck"}
    try:
        connection = psycopg.connect(address.location, **options)
    except (psycopg.Error, UnicodeError) as error:
        said = next((line.strip() for line in str(error).splitlines() if line.strip()), "no answer")
        for secret in (given.get("password"), given.get("sslpassword")):
            said = said.replace(str(secret), "…") if secret else said
        raise InputError(
            f"the database of '{safe(address.label)}' cannot be reached: {safe(said)}",
            hint="check host, user and password: PGHOST, PGUSER, PGPASSWORD and ~/.pgpass are used",
        ) from None
    with connection:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute(_SETTINGS.format(seconds=int(address.timeout)).encode())
        yield connection


def _literal(query: str) -> Any:
    """Return a query as it is declared; it can only stand where a SELECT does, in a transaction that cannot write."""
    return query.strip().rstrip(";")


def _named(connection: psycopg.Connection[tuple[Any, ...]], address: Address) -> tuple[sql.Composable, list[str]]:
    """Return a table's quoted name and the columns of its key."""
    from psycopg import errors, sql  # noqa: PLC0415

    if not address.table:
        raise unnamed(address, _there(connection))
    quoted = sql.Identifier(*address.table)
    try:
        key = connection.execute(_KEY, [quoted.as_string(connection)]).fetchall()
    except (errors.UndefinedTable, errors.InvalidSchemaName):
        connection.rollback()
        raise no_such_table(address, _there(connection)) from None
    return quoted, [str(name) for (name,) in key]


def _there(connection: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    return [str(name) for (name,) in connection.execute(_TABLES).fetchall()]


def _select(inner: sql.Composable, names: Sequence[str], key: Sequence[str]) -> sql.Composed:
    """Return the query for the texts of all columns, in an order that depends on the content alone."""
    from psycopg import sql  # noqa: PLC0415

    texts = [sql.SQL("{}::text").format(sql.Identifier(name)) for name in names]
    ordered: list[sql.Composable] = [sql.Identifier(name) for name in key]
    ordered = ordered or [sql.SQL('{} COLLATE "C"').format(text) for text in texts]
    return sql.SQL("SELECT {} FROM {} ORDER BY {}").format(
        sql.SQL(", ").join(texts), inner, sql.SQL(", ").join(ordered)
    )


def _rows(cursor: psycopg.ServerCursor[tuple[Any, ...]], types: Sequence[int]) -> Iterator[Sequence[Any]]:
    shapes = [
        (at, plain_number if oid in _BINARY else iso_time) for at, oid in enumerate(types) if oid in _BINARY | _TIMES
    ]
    while rows := cursor.fetchmany(_ROWS):
        if not shapes:
            yield from rows
            continue
        for row in map(list, rows):
            for at, shape in shapes:
                row[at] = row[at] and shape(row[at])
            yield row


def _refusal(error: psycopg.Error, address: Address) -> InputError:
    """Return the sentence for what the server would not do."""
    from psycopg import errors  # noqa: PLC0415

    if isinstance(error, errors.QueryCanceled):
        return InputError(
            f"reading '{safe(address.label)}' took longer than {address.timeout} seconds",
            hint="name a smaller view, or give the database a timeout in the configuration",
        )
    said = error.diag.message_primary or next(iter(str(error).splitlines()), "") or type(error).__name__
    hint = "the user needs the right to SELECT"
    if address.query is not None:
        hint = "only a single SELECT is allowed"
    return InputError(f"'{safe(address.label)}' cannot be read: {safe(said)}", hint=hint)
