"""A table of a database as a document."""

from __future__ import annotations

from pathlib import Path

from egovcheck.sources.databases import postgresql, sqlite
from egovcheck.sources.databases.address import Address
from egovcheck.sources.databases.spool import Spooled, spool


def fetch(address: Address, folder: Path) -> Spooled:
    """Read a table into a file of ``folder``, which must outlive the document.

    Raises InputError for a database that cannot be reached, a table that is not there, and an extra that is missing.
    """
    fetching = {"sqlite": sqlite.fetching, "postgresql": postgresql.fetching}[address.kind]
    path = folder / "table"
    with fetching(address) as fetched:
        sha256, size = spool(fetched, path, address.label)
        beside = Path(address.location).absolute().parent if address.kind == "sqlite" else None
        return Spooled(
            address.label, path, sha256, size, address.kind, address.stem, fetched.header, fetched.numbers, beside
        )
