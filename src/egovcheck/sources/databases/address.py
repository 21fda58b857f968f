"""Addresses of tables in databases, and how people see them: never with a user, a password or a parameter.

``sqlite:data/figures.db#figures`` is a table or view of a file; ``sqlite:///data/figures.db`` is the same file and
``sqlite:////srv/figures.db`` one with an absolute path. ``postgresql://host/db#schema.figures`` is one of a server;
what stands before ``#`` is for libpq, which knows its own environment variables and password file.
``database:NAME`` is an entry of the configuration.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe

Kind = Literal["sqlite", "postgresql"]
TIMEOUT = 300
"""Seconds that reading a table may take."""

_SCHEME = re.compile(r"(sqlite|postgres|postgresql|database):", re.IGNORECASE)
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PART = re.compile(r'"((?:[^"]|"")+)"|([^."]+)')
_HOW = "name sqlite:FILE#TABLE or postgresql://HOST/DATABASE#SCHEMA.TABLE"


@dataclass(frozen=True, slots=True)
class Address:
    """What is to be read. ``location`` is a file or what libpq connects to, and holds secrets: it is never shown.

    ``table`` are the parts of a table's name, empty where a ``query`` is to be run or nothing was named. ``label`` is
    what people see, ``name`` what layouts match, ``stem`` what a source is called that says nothing of itself.
    """

    kind: Kind
    location: str = field(repr=False)
    table: tuple[str, ...]
    label: str
    name: str
    query: str | None = None
    timeout: int = TIMEOUT

    @property
    def stem(self) -> str:
        """Return the name without the schema."""
        return self.table[-1] if self.table else self.name


@dataclass(frozen=True, slots=True)
class Declared:
    """An entry of the configuration. ``url`` is None where the environment lacks the ``variable`` that holds it."""

    name: str
    url: str | None = field(repr=False)
    table: str | None = None
    query: str | None = None
    timeout: int = TIMEOUT
    variable: str = ""


def is_address(path: str) -> bool:
    """Say whether an argument is an address and not the name of a file."""
    return bool(_SCHEME.match(path) or _URL.match(path))


def read_address(text: str, declared: Sequence[Declared] = ()) -> Address:
    """Read an address. Raises InputError where it is none that can be read; the sentence shows no secret."""
    scheme = _SCHEME.match(text)
    if scheme is None:
        raise InputError(f"'{shown(text)}' is of no database that can be read", hint=_HOW)
    kind = scheme[1].lower()
    if kind == "database":
        return _declared(text[scheme.end() :], {one.name: one for one in declared})
    if kind == "sqlite":
        return _sqlite(text)
    return _postgresql(text)


def _declared(name: str, known: Mapping[str, Declared]) -> Address:
    one = known.get(name)
    if one is None:
        hint = f"known: {', '.join(sorted(known))}" if known else "add [[databases]] with name, url, and table or query"
        raise InputError(f"the configuration has no database '{safe(name)}'", hint=hint)
    if one.url is None:
        raise InputError(
            f"the address of the database '{safe(name)}' is not known",
            hint=f"set the environment variable {safe(one.variable)}",
        )
    address = read_address(one.url)
    if address.table:
        raise InputError(
            f"the address of the database '{safe(name)}' names a table", hint="give it as table, without #"
        )
    table = _parts(one.table, f"database:{name}") if one.table else ()
    return Address(address.kind, address.location, table, f"database:{name}", name, one.query, one.timeout)


def _sqlite(text: str) -> Address:
    rest, _, fragment = text.partition(":")[2].partition("#")
    if rest.startswith("///"):
        rest = rest[3:]
    elif rest.startswith("//"):
        raise InputError(
            f"'{shown(text)}' names a host, and SQLite has none",
            hint="sqlite:data/figures.db#TABLE, or sqlite:////srv/figures.db#TABLE for an absolute path",
        )
    path = unquote(rest)
    if not path or "\0" in path:
        raise InputError(f"'{shown(text)}' names no file", hint=_HOW)
    label = f"sqlite:///{_relative(path)}"
    table = unquote(fragment)
    return Address("sqlite", path, (table,) if table else (), f"{label}#{table}" if table else label, table)


def _postgresql(text: str) -> Address:
    # a user's name or a password may hold anything, if somebody has not written it as a URL wants it
    begin = text.rfind("@") + 1
    location, hash_, fragment = text[begin:].rpartition("#")
    location = text[:begin] + (location if hash_ else fragment)
    table = unquote(fragment) if hash_ else ""
    if not location.partition(":")[2].startswith("//"):
        raise InputError(f"'{shown(text)}' is no address of a server", hint=_HOW)
    label = shown(location)
    location = f"postgresql:{location.partition(':')[2]}"
    parts = _parts(table, label) if table else ()
    return Address("postgresql", location, parts, f"{label}#{table}" if table else label, table)


def _parts(table: str, label: str) -> tuple[str, ...]:
    """Return the parts of ``schema.table``; a part in double quotes may hold a point."""
    parts, at = [], 0
    while match := _PART.match(table, at):
        parts.append(match[1].replace('""', '"') if match[1] else match[2])
        at = match.end()
        if table[at : at + 1] != ".":
            break
        at += 1
    if at < len(table) or table.endswith(".") or not 1 <= len(parts) <= 2 or "\0" in table:
        raise InputError(
            f"'{safe(table)}' in {safe(label)} is no name of a table", hint='write table or schema.table, or "a.b"'
        )
    return tuple(parts)


def shown(url: str) -> str:
    """Return an address without its user, password and parameters, and escaped."""
    scheme, colon, rest = url.partition(":")
    if not rest.startswith("//"):
        return safe(url)
    body = rest[2:].rpartition("@")[2]
    body, hash_, fragment = body.partition("#")
    return safe(f"{scheme}{colon}//{body.partition('?')[0]}{hash_}{fragment}")


def name_in(label: str) -> str:
    """Return the name of a table by the label of its address."""
    return label.partition(":")[2] if label.startswith("database:") else label.partition("#")[2]


def _relative(path: str) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()
