"""Tables of PostgreSQL, on a server that is started for these tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources.databases.address import Declared
from tests.cli.running import egovcheck
from tests.sources.databases.reading import cells, fetched
from tests.sources.databases.server import fill, running

pytestmark = pytest.mark.xdist_group("postgres")

FIGURES = """
CREATE SCHEMA stats;
CREATE TABLE stats.figures (
    id integer PRIMARY KEY, indicator text, area text, period text, value numeric(12,4), source text,
    published timestamp);
INSERT INTO stats.figures VALUES
    (2, 'UN_EGDI_SCORE', 'VNM', '2020', 0.6670, 'haiphong', '2020-08-26'),
    (1, 'UN_EGDI_SCORE', 'VNM', '2020', 0.6667, 'hatinh', '2020-08-26 10:30'),
    (3, 'UN_EGDI_SCORE', 'VNM', '2018', 0.5931, '', NULL)
"""
OTHERS = ("{1,2}", '{"a": 1}', "\\xff", "")
"""What arrays, JSON and bytes come to."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as address:
        fill(
            address,
            FIGURES,
            """
            CREATE TABLE kinds (n numeric, f float8, r float4, i bigint, d date, t timestamptz, b boolean, a integer[],
                                j json, y bytea, e text);
            INSERT INTO kinds VALUES
                (1.500, 0.1, 0.3, 9007199254740993, '2020-08-26', '2020-08-26 07:00+07', true, '{1,2}', '{"a": 1}',
                 '\\xff', ''),
                (1e20, 1e21, NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL, NULL);
            CREATE VIEW stats.seen AS SELECT indicator, area, value FROM stats.figures;
            CREATE TABLE "a.b" ("x""y; DROP TABLE kinds" text);
            CREATE ROLE reader LOGIN; CREATE TABLE secret (v text)
            """,
        )
        yield address


def at(server: str, table: str) -> str:
    return f"{server}#{table}"


def query(server: str, sql: str, *, timeout: int = 30) -> list[Declared]:
    return [Declared("q", server, None, sql, timeout)]


def test_every_value_is_the_text_of_the_server(server: str, tmp_path: Path) -> None:
    found = fetched(at(server, "kinds"), tmp_path)
    assert found.label == "postgresql:///postgres#kinds"
    assert cells(found) == [
        (1, ("1.500",), ("0.1",), ("0.3",), ("9007199254740993",), "2020-08-26", "2020-08-26", "true", *OTHERS),
        (2, ("1" + "0" * 20,), ("1" + "0" * 21,), None, None, None, None, None, None, "{}", None, None),
    ]


def test_a_table_is_read_by_its_key_and_a_view_by_all_its_columns(server: str, tmp_path: Path) -> None:
    rows = cells(fetched(at(server, "stats.figures"), tmp_path))
    assert [(row[0], row[1], row[5], row[6], row[7]) for row in rows] == [
        (1, ("1",), ("0.6667",), "hatinh", "2020-08-26T10:30:00"),
        (2, ("2",), ("0.6670",), "haiphong", "2020-08-26"),
        (3, ("3",), ("0.5931",), "", None),
    ]
    seen = cells(fetched(at(server, "stats.seen"), tmp_path))
    assert [row[3] for row in seen] == [("0.5931",), ("0.6667",), ("0.6670",)]


def test_the_same_rows_give_the_same_digest_in_whatever_order_they_are_kept(server: str, tmp_path: Path) -> None:
    fill(
        server,
        "CREATE TABLE up AS SELECT i, 'x' || i AS v FROM generate_series(1, 300) i",
        "CREATE TABLE down AS SELECT i, 'x' || i AS v FROM generate_series(300, 1, -1) i",
    )
    up, down = fetched(at(server, "up"), tmp_path / "u"), fetched(at(server, "down"), tmp_path / "d")
    assert (up.sha256, up.size) == (down.sha256, down.size)


def test_names_are_quoted_and_nothing_else_is_run(server: str, tmp_path: Path) -> None:
    assert fetched(at(server, '"a.b"'), tmp_path).header == ('x"y; DROP TABLE kinds',)
    for table in ("kinds; DROP TABLE kinds", "pg_sleep(9)", "(SELECT 1)", '"kinds WHERE true"'):
        with pytest.raises(InputError, match="there is no table"):
            fetched(at(server, table), tmp_path)
    assert len(cells(fetched(at(server, "kinds"), tmp_path))) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM kinds RETURNING *",
        "WITH gone AS (DELETE FROM kinds RETURNING *) SELECT * FROM gone",
        "SELECT 1) AS q; COMMIT; DROP TABLE kinds; --",
        "SELECT 1; DROP TABLE kinds",
        "SELECT nextval('numbers')",
        "DROP TABLE kinds",
    ],
)
def test_a_query_can_only_read(server: str, tmp_path: Path, sql: str) -> None:
    fill(server, "CREATE SEQUENCE IF NOT EXISTS numbers")
    with pytest.raises(InputError) as error:
        fetched("database:q", tmp_path, query(server, sql))
    assert error.value.message.startswith("'database:q' cannot be read: ")
    assert error.value.hint == "only a single SELECT is allowed"
    assert len(cells(fetched(at(server, "kinds"), tmp_path))) == 2


def test_a_query_is_read_in_the_order_of_its_columns(server: str, tmp_path: Path) -> None:
    sql = "SELECT source, value FROM stats.figures WHERE source LIKE 'ha%' ORDER BY value DESC; "
    found = fetched("database:q", tmp_path, query(server, sql))
    assert cells(found) == [(1, "haiphong", ("0.6670",)), (2, "hatinh", ("0.6667",))]


def test_a_query_that_takes_too_long_is_stopped(server: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="took longer than 1 seconds"):
        fetched("database:q", tmp_path, query(server, "SELECT pg_sleep(30)::text AS v", timeout=1))


def test_two_columns_of_one_name_are_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two columns called 'v'"):
        fetched("database:q", tmp_path, query(server, "SELECT 1 AS v, 2 AS v"))


def test_what_is_not_there_is_told_with_what_is(server: str, tmp_path: Path) -> None:
    said = []
    for address in (at(server, "stats.figure"), at(server, "nowhere.kinds"), at(server, "zzz")):
        with pytest.raises(InputError) as error:
            fetched(address, tmp_path)
        said.append((error.value.message, error.value.hint))
    assert said[0] == (
        "there is no table 'stats.figure' in 'postgresql:///postgres#stats.figure'",
        "did you mean stats.figures?",
    )
    assert said[1][0] == "there is no table 'nowhere.kinds' in 'postgresql:///postgres#nowhere.kinds'"
    assert str(said[2][1]).startswith("there are ")
    with pytest.raises(InputError, match="is a database, and names none of its tables") as error:
        fetched(server, tmp_path)
    assert "stats.figures" in str(error.value.hint)


def test_a_table_without_the_right_to_read_it_is_told(server: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="permission denied for table secret") as error:
        fetched(at(server.replace("postgres:@", "reader:@"), "secret"), tmp_path)
    assert error.value.hint == "the user needs the right to SELECT"


def test_a_password_is_never_shown(server: str, tmp_path: Path) -> None:
    for address in (
        server.replace("postgres:@", "nobody:s3cret@") + "#t",
        "postgresql://bob:s3cret@127.0.0.1:1/db?sslmode=disable#t",
        "postgresql://bob:s3@cret@127.0.0.1:1/db#t",
        "postgresql://bob:s3%zzcret@127.0.0.1:1/db#t",
        "postgresql://127.0.0.1:1/db?password=s3cret&nonsense=1#t",
    ):
        with pytest.raises(InputError) as error:
            fetched(address, tmp_path)
        assert "cret" not in str(error.value)


def test_what_changes_while_it_is_read_is_read_as_it_was(server: str, tmp_path: Path) -> None:
    fill(server, "CREATE TABLE moving AS SELECT i FROM generate_series(1, 5000) i")
    document = fetched(at(server, "moving"), tmp_path)
    fill(server, "DELETE FROM moving")
    assert len(cells(document)) == len(cells(document)) == 5000


def test_nothing_is_left_open_on_the_server(server: str, tmp_path: Path) -> None:
    cells(fetched(at(server, "kinds"), tmp_path))
    with psycopg.connect(server) as connection:
        query_ = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'egovcheck'"
        assert connection.execute(query_).fetchall() == [(0,)]


def test_a_table_is_judged_as_the_same_table_in_a_file(server: str, tmp_path: Path) -> None:
    # more than a hundred codes, and exact decimals: the very rows that are wrong are named
    codes = [f"TEST_CODE_{number:03}" for number in range(150)]
    rows = [(code, "VNM", "2020", f"{number}.5000") for number, code in enumerate(codes)]
    rows += [("UN_EGDI_SCORE", "VNM", "2020", "0.6670"), ("UN_EGDI_RANK", "KOR", "2020", "2.0000")]
    (tmp_path / "same.csv").write_text(
        "indicator,area,period,value\n" + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8"
    )
    values = ", ".join(f"('{i}', '{a}', '{p}', {v}, {n})" for n, (i, a, p, v) in enumerate(rows))
    fill(
        server,
        "DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS same CASCADE",
        "CREATE TABLE kept (indicator text, area text, period text, value numeric(12,4), id int PRIMARY KEY)",
        f"INSERT INTO kept VALUES {values}",
        "CREATE TABLE same AS SELECT indicator, area, period, value FROM kept ORDER BY id",
    )
    found = []
    for path in ("same.csv", at(server, "same")):
        done = egovcheck("validate", path, "--output", "json", cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        report = json.loads(done.stdout)
        found.append(
            sorted(
                (
                    f["code"],
                    f["message"],
                    tuple(sorted((r["value"], r["low"], r["high"]) for r in f["records"] if r["path"])),
                )
                for f in report["findings"]
            )
        )
        inputs = report["inputs"]
    assert found[0] == found[1]
    assert len(found[0]) > 150
    assert [(one["path"], one["format"], one["records"]) for one in inputs] == [
        ("postgresql:///postgres#same", "postgresql", 152)
    ]
