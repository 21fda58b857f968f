"""Tables of SQLite: exact values, a stable order, nothing but reading."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources.databases.address import Declared
from tests.sources.databases.reading import cells, fetched


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def database(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def query(sql: str, *, timeout: int = 30) -> list[Declared]:
    return [Declared("q", "sqlite:f.db", None, sql, timeout)]


def test_values_keep_their_digits_and_their_kind(here: Path) -> None:
    database(
        here / "f.db",
        "CREATE TABLE figures (a TEXT, b, c INTEGER, d REAL, e BLOB)",
        "INSERT INTO figures VALUES ('0.6700', '1.039', 9007199254740993, 0.1, x'ff00'), (NULL, '', NULL, 1e21, NULL), "
        "('line\nbreak', '\"', -1, 5.0, NULL)",
    )
    assert cells(fetched("sqlite:f.db#figures", here / "t")) == [
        (1, "0.6700", "1.039", ("9007199254740993",), ("0.1",), "x'ff00'"),
        (2, None, "", None, ("1000000000000000000000",), None),
        (3, "line\nbreak", '"', ("-1",), ("5",), None),
    ]


def test_a_table_is_read_by_its_key_and_a_view_by_all_its_columns(here: Path) -> None:
    database(
        here / "f.db",
        "CREATE TABLE keyed (v TEXT, id INTEGER PRIMARY KEY DESC, PRIMARY KEY (id))".replace("PRIMARY KEY DESC", ""),
        "INSERT INTO keyed VALUES ('c', 3), ('a', 1), ('b', 2)",
        "CREATE TABLE bare (v TEXT)",
        "INSERT INTO bare VALUES ('z'), ('a'), ('m')",
        "CREATE VIEW seen AS SELECT v FROM bare ORDER BY v DESC",
    )
    assert [row[1] for row in cells(fetched("sqlite:f.db#keyed", here / "k"))] == ["a", "b", "c"]
    assert [row[1] for row in cells(fetched("sqlite:f.db#bare", here / "b"))] == ["z", "a", "m"]
    assert [row[1] for row in cells(fetched("sqlite:f.db#seen", here / "s"))] == ["a", "m", "z"]


def test_the_digest_is_that_of_the_content_and_of_nothing_else(here: Path) -> None:
    database(here / "f.db", "CREATE TABLE t (v TEXT)", "INSERT INTO t VALUES ('ă'), (NULL)")
    first = fetched("sqlite:f.db#t", here / "1")
    assert first.sha256 == hashlib.sha256('[["v"],[]]\n["ă"]\n[null]\n'.encode()).hexdigest()
    database(here / "f.db", "CREATE TABLE other (x)", "VACUUM")
    assert fetched("sqlite:f.db#t", here / "2").sha256 == first.sha256
    database(here / "f.db", "INSERT INTO t VALUES ('c')")
    assert fetched("sqlite:f.db#t", here / "3").sha256 != first.sha256


def test_a_table_is_named_whatever_its_name_holds(here: Path) -> None:
    database(here / "f.db", 'CREATE TABLE "a""b; DROP TABLE c" (v)', "CREATE TABLE c (v)", "INSERT INTO c VALUES ('x')")
    assert cells(fetched('sqlite:f.db#a"b; DROP TABLE c', here / "1")) == []
    assert cells(fetched("sqlite:f.db#C", here / "2")) == [(1, "x")]


def test_what_is_no_name_of_a_table_is_not_run(here: Path) -> None:
    database(here / "f.db", "CREATE TABLE figures (v)", "INSERT INTO figures VALUES (1)")
    for table in ("figures; DROP TABLE figures", "(SELECT 1)", "figures WHERE 1", "sqlite_master"):
        with pytest.raises(InputError, match="there is no table"):
            fetched(f"sqlite:f.db#{table}", here / "t")
    assert cells(fetched("sqlite:f.db#figures", here / "t")) == [(1, ("1",))]


def test_a_query_is_read_in_the_order_of_its_columns(here: Path) -> None:
    database(here / "f.db", "CREATE TABLE t (a, b)", "INSERT INTO t VALUES (2, 'x'), (1, 'y'), (1, 'x')")
    found = fetched("database:q", here / "t", query("SELECT b, a AS period FROM t WHERE b LIKE '%' ORDER BY a -- all"))
    assert (found.label, found.header) == ("database:q", ("b", "period"))
    assert cells(found) == [(1, "x", ("1",)), (2, "x", ("2",)), (3, "y", ("1",))]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM t RETURNING *",
        "SELECT 1) ; DELETE FROM t; --",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "SELECT load_extension('x')",
        "SELECT * FROM pragma_database_list",
        "ATTACH 'other.db' AS o",
    ],
)
def test_a_query_can_do_nothing_but_read_this_database(here: Path, sql: str) -> None:
    database(here / "f.db", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")
    before = (here / "f.db").read_bytes()
    with pytest.raises(InputError, match="'database:q' cannot be read") as error:
        fetched("database:q", here / "t", query(sql))
    assert error.value.hint == "only a SELECT is allowed"
    assert (here / "f.db").read_bytes() == before


def test_a_query_without_end_is_stopped(here: Path) -> None:
    database(here / "f.db", "CREATE TABLE t (a)")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS value FROM n"
    with pytest.raises(InputError, match="took longer than 1 seconds"):
        fetched("database:q", here / "t", query(endless, timeout=1))


def test_a_missing_table_file_or_name_is_told_with_what_is_there(here: Path) -> None:
    database(here / "f.db", "CREATE TABLE figures (v)", "CREATE VIEW old AS SELECT * FROM figures")
    (here / "a.csv").write_text("indicator\n")
    said = []
    for address in ("sqlite:f.db#figure", "sqlite:f.db", "sqlite:g.db#figures", "sqlite:a.csv#figures"):
        with pytest.raises(InputError) as error:
            fetched(address, here / "t")
        said.append((error.value.message, error.value.hint))
    assert said == [
        ("there is no table 'figure' in 'sqlite:///f.db#figure'", "did you mean figures?"),
        (
            "'sqlite:///f.db' is a database, and names none of its tables",
            "put #figures behind the address; there are figures, old",
        ),
        (
            "there is no file 'g.db' for 'sqlite:///g.db#figures'",
            "an absolute path has four slashes: sqlite:////srv/figures.db",
        ),
        ("'a.csv' is no SQLite database", "name a file as it is, without sqlite:"),
    ]


def test_a_broken_database_is_an_error_and_no_crash(here: Path) -> None:
    (here / "f.db").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(InputError, match="cannot be read"):
        fetched("sqlite:f.db#figures", here / "t")


def test_a_second_column_of_one_name_keeps_the_name_that_sqlite_gives_it(here: Path) -> None:
    database(here / "f.db", "CREATE TABLE t (a, b)")
    assert fetched("database:q", here / "t", query("SELECT a, b AS a FROM t")).header == ("a", "a:1")


def test_a_name_that_no_file_can_have_is_read_too(here: Path) -> None:
    database(here / "f.db", 'CREATE TABLE "../a/b" (v)', 'CREATE TABLE ".." (v)', f'CREATE TABLE "{"đ" * 200}" (v)')
    for table in ("../a/b", "..", "đ" * 200):
        found = fetched(f"sqlite:f.db#{table}", here / "t")
        assert (found.header, found.stem, found.path.parent) == (("v",), table, here / "t")
