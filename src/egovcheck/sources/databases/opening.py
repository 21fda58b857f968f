"""A table of a database as a document."""

from __future__ import annotations

import re
from pathlib import Path

from egovcheck.sources.databases import postgresql, sqlite
from egovcheck.sources.databases.address import Address
from egovcheck.sources.databases.spool import Spooled, spool


def fetch(address: Address, folder: Path) -> Spooled:
    """Read a table into a file of ``folder``, which must outlive the document.

    Raises InputError for a database that cannot be reached, a table that is not there, and an extra that is missing.
    """
    fetching = {"sqlite": sqlite.fetching, "postgresql": postgresql.fetching}[address.kind]
    # it goes by the name of the table, as far as a file can
    name = re.sub(r"[/\\\x00]", "_", address.name)[:60].strip(". ")
    path = folder / (name or "table")
    with fetching(address) as fetched:
        sha256, size = spool(fetched, path, address.label)
        beside = Path(address.location).absolute().parent if address.kind == "sqlite" else None
        return Spooled(
            address.label,
            path,
            sha256,
            size,
            kind=address.kind,
            named=address.stem,
            header=fetched.header,
            numbers=fetched.numbers,
            beside=beside,
        )
