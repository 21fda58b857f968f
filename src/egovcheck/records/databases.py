"""``[[databases]]`` tables: tables and queries that the command line names ``database:NAME``.

A configuration may be a stranger's. So it holds no password, and an SQLite file of it stands inside its folder; what
the environment says (``env:NAME``) is the user's own, who may name anything. Nothing is read that nobody names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote

from egovcheck.core.errors import InputError, UsageError
from egovcheck.records.names import nearest
from egovcheck.sources.databases.address import TIMEOUT, Declared, is_address, read_address, shown

KEYS = ("name", "url", "table", "query", "timeout")
ENVIRONMENT = "env:"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", re.ASCII)
_SECRET = re.compile(r"//[^/@]*:[^@]*@|[?&](?:ssl)?password=", re.IGNORECASE)
_LONGEST_TIMEOUT = 86_400


class Places(Protocol):
    """Tells where a key of a table stands, ``file:line``."""

    def __call__(self, *keys: str) -> str:
        """Return the place of the key that the path ``keys`` leads to."""
        ...


def read_database(table: Any, folder: Path, place: Places) -> Declared:
    """Check one ``[[databases]]`` table; a mistake is a UsageError with its place."""
    if not isinstance(table, Mapping):
        raise UsageError("'databases' holds tables: [[databases]]", place=place())
    for key, value in table.items():
        if key not in KEYS:
            close = nearest(key, KEYS, 1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(KEYS)}"
            raise UsageError(f"'{key}' is no key of a database", place=place(key), hint=hint)
        wanted: type = int if key == "timeout" else str
        if not isinstance(value, wanted) or isinstance(value, bool) or not str(value).strip():
            raise UsageError(f"'{key}' must be a {'number' if wanted is int else 'text'}", place=place(key))
    for key in ("name", "url"):
        if key not in table:
            raise UsageError(
                f"a database without {key}", place=place(), hint='name = "figures", url = "env:FIGURES_DB"'
            )
    if not _NAME.fullmatch(table["name"]):
        hint = "letters, digits, points and dashes"
        raise UsageError(f"'{table['name']}' is no name of a database", place=place("name"), hint=hint)
    if ("table" in table) == ("query" in table):
        raise UsageError("a database needs a table, or a query, and not both", place=place())
    timeout = table.get("timeout", TIMEOUT)
    if not 1 <= timeout <= _LONGEST_TIMEOUT:
        raise UsageError("'timeout' is a number of seconds of a day", place=place("timeout"))
    one = Declared(table["name"], table["url"], table.get("table"), table.get("query"), timeout)
    if table["url"].startswith(ENVIRONMENT):
        variable = table["url"].removeprefix(ENVIRONMENT).strip()
        return replace(one, url=None, variable=variable)
    return replace(one, url=inside(table["url"], folder, place("url")))


def inside(url: str, folder: Path, place: str) -> str:
    """Return an address of a configuration, that of a file made to start from ``folder``, which it may not leave."""
    if _SECRET.search(url):
        hint = 'url = "env:FIGURES_DB" takes it from the environment, and libpq knows PGPASSWORD and ~/.pgpass'
        raise UsageError("a password does not belong into a configuration", place=place, hint=hint)
    if not is_address(url):
        raise UsageError(f"'{shown(url)}' is no address of a database", place=place, hint="sqlite: or postgresql://")
    try:
        address = read_address(url)
    except InputError as error:
        if url.startswith("database:"):
            return url
        raise UsageError(error.message, hint=error.hint, place=place) from None
    if address.kind != "sqlite":
        return url
    path = Path(address.location)
    if path.is_absolute() or not (folder / path).resolve().is_relative_to(folder.resolve()):
        hint = "a relative path inside the folder of the configuration, or env:NAME"
        raise UsageError(f"'{shown(url)}' leaves the folder of the configuration", place=place, hint=hint)
    # as people would name it from where they are
    _, hash_, table = url.partition("#")
    return f"sqlite:{quote(os.path.relpath(folder / path))}{hash_}{quote(unquote(table))}"


def with_environment(declared: tuple[Declared, ...], environment: Mapping[str, str]) -> tuple[Declared, ...]:
    """Return the entries with the addresses that the environment holds."""
    return tuple(
        replace(one, url=environment.get(one.variable) or None) if one.variable and one.url is None else one
        for one in declared
    )
