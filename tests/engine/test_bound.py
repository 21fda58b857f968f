"""What a rule's columns and types must be once its tables exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from egovcheck.core.errors import PackError
from egovcheck.engine.database import Database
from egovcheck.engine.sandbox import check_columns
from egovcheck.records.catalogue import load_catalogue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with Database() as database:
        catalogue = load_catalogue()
        database.load(catalogue)
        database.finish(catalogue, [], "2020-08-26")
        yield database.connection


def columns(connection: Connection, sql: str, *, doubles: bool = False) -> None:
    check_columns(connection, sql, {"k": 3}, place="a.md", line=10, doubles=doubles)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT area, 'valid' AS verdict, id AS primary_id, [id] AS context_ids FROM records WHERE decimals < $k",
        "SELECT area, 'valid' AS verdict, [] AS primary_ids, NULL AS reference_id FROM records",
        "SELECT 'valid' AS verdict, floor(value)::INTEGER AS w, period::INTEGER AS year, value * 0.5 AS h FROM records",
        "WITH x AS (SELECT list(id) AS primary_ids FROM records) SELECT 'valid' AS verdict, primary_ids FROM x",
    ],
)
def test_columns_as_findings_read_them_pass(connection: Connection, sql: str) -> None:
    columns(connection, sql)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT area, id AS primary_id FROM records", "no column 'verdict'"),
        ("SELECT area, 'valid' AS verdikt FROM records", "is verdikt meant"),
        ("SELECT 1 AS verdict", "not text"),
        ("SELECT 'valid' AS verdict, area AS primary_id FROM records", "not one record id"),
        ("SELECT 'valid' AS verdict, [id] AS primary_id FROM records", "not one record id"),
        ("SELECT 'valid' AS verdict, id AS primary_ids FROM records", "not a list of record ids"),
        ("SELECT 'valid' AS verdict, [area] AS primary_ids FROM records", "not a list of record ids"),
        ("SELECT 'valid' AS verdict, id AS primery_id FROM records", "did you mean primary_id"),
        ("SELECT 'valid' AS verdict, {'a': 1} AS s", "STRUCT"),
        ("SELECT 'valid' AS verdict FROM records WHERE value < $other", "no value"),
        ("SELECT 'valid' AS verdict, value // 2 AS half FROM records", "floating point.*multiply"),
        ("SELECT 'valid' AS verdict FROM records WHERE value // 2 > 1", "floating point"),
        ("SELECT 'valid' AS verdict FROM records GROUP BY area HAVING avg(value) > 1", "floating point"),
        ("SELECT 'valid' AS verdict FROM records WHERE CAST(value AS INTEGER) > 1", "floor"),
        ("SELECT 'valid' AS verdict, sum(high_open) AS n FROM records", "FILTER"),
        ("SELECT 'valid' AS verdict, period_end - period_start AS n FROM records", "date_diff"),
        ("SELECT 'valid' AS verdict, abs(area) AS n FROM records", "abs"),
    ],
)
def test_columns_that_findings_cannot_read_are_refused(connection: Connection, sql: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        columns(connection, sql)


def test_an_unknown_column_is_named_with_its_line_and_the_nearest(connection: Connection) -> None:
    with pytest.raises(PackError) as caught:
        columns(connection, "SELECT 'hợp lệ' AS verdict,\n  indicater\nFROM records")
    assert caught.value.place == "a.md:11"
    assert caught.value.message == "there is no column 'indicater'"
    assert "indicator" in (caught.value.hint or "")


def test_an_unknown_column_of_a_named_table_is_found_too(connection: Connection) -> None:
    with pytest.raises(PackError, match=r"there is no column 'valu'.*value"):
        columns(connection, "SELECT 'valid' AS verdict FROM records r WHERE r.valu > 1")


def test_family_4_may_use_floating_point(connection: Connection) -> None:
    columns(connection, "SELECT 'valid' AS verdict FROM records GROUP BY area HAVING avg(value) > 1", doubles=True)


def test_binding_runs_nothing(connection: Connection) -> None:
    before = connection.execute("SELECT count(*) FROM indicators").fetchall()
    with pytest.raises(PackError):
        columns(connection, "WITH x AS (DELETE FROM indicators RETURNING 'valid' AS verdict) SELECT * FROM x")
    assert connection.execute("SELECT count(*) FROM indicators").fetchall() == before
