"""Tables of SQLite files, which are opened to be read and in no other way."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.databases.address import Address
from egovcheck.sources.databases.naming import no_such_table, unnamed
from egovcheck.sources.databases.spool import Fetched
from egovcheck.sources.wording import os_problem

MAGIC = b"SQLite format 3\x00"
_STEPS = 100_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_FUNCTION}
_REFUSED = frozenset(("load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"))
_TABLES = """
SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
"""


@contextmanager
def fetching(address: Address) -> Iterator[Fetched]:
    """Give the rows of a table, in one read-only transaction, for as long as the ``with`` block lasts."""
    with _connected(address) as connection:
        if address.query is not None:
            inner = f"(\n{address.query.strip().rstrip(';')}\n)"
            header = _header(connection, inner)
            order = ", ".join(str(ordinal) for ordinal, _ in enumerate(header, 1))
        else:
            inner, order, header = _named(connection, address)
        rows = connection.execute(f"SELECT * FROM {inner} ORDER BY {order}")  # noqa: S608 - quoted, or declared
        yield Fetched(header, frozenset(), map(_readable, rows) if header else ())


def tables_of(path: Path) -> list[str]:
    """Return the names of the tables and views of a file, sorted; none where it cannot be read."""
    try:
        with closing(_connect(path)) as connection:
            return [str(name) for (name,) in connection.execute(_TABLES)]
    except (sqlite3.Error, OSError):
        return []


@contextmanager
def _connected(address: Address) -> Iterator[sqlite3.Connection]:
    path = Path(address.location)
    _check(path, address)
    deadline = time.monotonic() + address.timeout
    try:
        with closing(_connect(path)) as connection:
            connection.execute("BEGIN")
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            yield connection
    except sqlite3.Error as error:
        if time.monotonic() > deadline:
            raise InputError(
                f"reading '{safe(address.label)}' took longer than {address.timeout} seconds",
                hint="name a smaller view, or give the database a timeout in the configuration",
            ) from None
        raise InputError(
            f"'{safe(address.label)}' cannot be read: {safe(str(error))}",
            hint="only a SELECT is allowed" if address.query else "check that no other program is writing to it",
        ) from None


def _check(path: Path, address: Address) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except FileNotFoundError:
        hint = "an absolute path has four slashes: sqlite:////srv/figures.db"
        raise InputError(f"there is no file '{safe(str(path))}' for '{safe(address.label)}'", hint=hint) from None
    except OSError as error:
        raise os_problem(address.label, error) from error
    if magic != MAGIC:
        raise InputError(f"'{safe(str(path))}' is no SQLite database", hint="name a file as it is, without sqlite:")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=ro",
        uri=True,
        isolation_level=None,
        timeout=5,
    )
    connection.execute("PRAGMA query_only = ON")
    return connection


def _named(connection: sqlite3.Connection, address: Address) -> tuple[str, str, tuple[str, ...]]:
    """Return the table's quoted name, what its rows are ordered by, and its columns."""
    there = [str(name) for (name,) in connection.execute(_TABLES)]
    if not address.table:
        raise unnamed(address, there)
    wanted = address.table[-1]
    name = next((one for one in there if one.casefold() == wanted.casefold()), None)
    if name is None or len(address.table) > 1:
        raise no_such_table(address, there)
    quoted = _quoted(name)
    described = connection.execute(f"PRAGMA table_info({quoted})").fetchall()
    key = [_quoted(str(column[1])) for column in sorted(described, key=lambda column: column[5]) if column[5]]
    ((kind,),) = connection.execute("SELECT type FROM sqlite_master WHERE name = ?", [name]).fetchall()
    header = _header(connection, quoted)
    if not key:
        # the order of a table without a key is that in which its rows were written; a view has none
        every = [str(ordinal) for ordinal, _ in enumerate(header, 1)]
        key = ["rowid"] if kind == "table" and "rowid" not in {one.casefold() for one in header} else every
    return quoted, ", ".join(key), header


def _header(connection: sqlite3.Connection, inner: str) -> tuple[str, ...]:
    # from here on nothing but reading is possible, whatever a query says
    connection.set_authorizer(_authorize)
    described = connection.execute(f"SELECT * FROM {inner} LIMIT 0").description  # noqa: S608 - quoted, or declared
    return tuple(str(column[0]) for column in described)


def _authorize(action: int, one: str | None, other: str | None, _: str | None, __: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (other or one or "").casefold() in _REFUSED:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _readable(row: Sequence[Any]) -> Sequence[Any]:
    """Return a row with bytes as the text that SQL has for them."""
    if any(isinstance(cell, bytes) for cell in row):
        return [f"x'{cell.hex()}'" if isinstance(cell, bytes) else cell for cell in row]
    return row


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
