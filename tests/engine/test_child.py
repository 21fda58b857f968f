"""The database that the rules of strangers see: what it refuses, and what it forgets."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import duckdb
import pytest

from egovcheck.engine import child
from egovcheck.engine.database import Database
from egovcheck.engine.isolation import Limits

LIMITS = asdict(Limits(seconds=5.0, memory=512 * 1024**2))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run") / "snapshot.duckdb"
    with Database() as database:
        database.connection.execute(
            "CREATE TABLE records AS SELECT i AS id, i::DECIMAL(28,10) AS value FROM range(9) t(i)"
        )
        database.connection.execute("CREATE VIEW facts AS SELECT * FROM records WHERE id > 3")
        database.snapshot(path)
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE records",
        "DROP VIEW facts",
        "DELETE FROM records",
        "UPDATE records SET value = 0",
        "WITH x AS (DELETE FROM records RETURNING *) SELECT * FROM x",
        "CREATE TABLE x AS SELECT 1",
        "CREATE OR REPLACE VIEW facts AS SELECT 1",
        "ATTACH 'other.duckdb'",
        "ATTACH ':memory:' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET python_enable_replacements = true",
        "SET max_execution_time = 0",
        "RESET memory_limit",
        "PRAGMA enable_profiling",
        "EXPORT DATABASE 'x'",
        "COPY records TO 'x.csv'",
        "COPY records FROM 'x.csv'",
        "CREATE SECRET (TYPE s3)",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM statement",
    ],
)
def test_the_database_of_the_child_refuses_every_statement_that_does_more_than_read(
    snapshot: Path, statement: str
) -> None:
    with child._opened({"snapshot": str(snapshot), **LIMITS}) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE records AS SELECT 1 AS id",
        "CREATE TEMP MACRO max(x) AS 0",
        "SET search_path = 'temp'",
        "SET VARIABLE area = 'x'",
        "PREPARE records AS SELECT 1",
        "CHECKPOINT",
    ],
)
def test_what_the_database_lets_pass_is_gone_for_the_next_rule(snapshot: Path, statement: str) -> None:
    setup = {"snapshot": str(snapshot), **LIMITS}
    with child._opened(setup) as connection:
        connection.execute(statement)
    with child._opened(setup) as connection:
        assert connection.execute("SELECT max(id), getvariable('area') FROM records").fetchall() == [(8, None)]
