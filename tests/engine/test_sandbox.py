"""The law of rules' SQL: every hostile case is refused with its line, and every shipped rule passes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from egovcheck.core.errors import ExitCode, PackError
from egovcheck.core.shipped import shipped
from egovcheck.engine.database import VIEWS, Database
from egovcheck.engine.sandbox import check_columns, check_select, may_use_doubles
from egovcheck.records.catalogue import load_catalogue
from egovcheck.rules.loading import load_rule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

TABLES = ("records", "facts", "indicators", "reference", "run")
SHIPPED = sorted(path for path in shipped("rules").rglob("*.md") if path.name != "README.md")


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with Database() as database:
        catalogue = load_catalogue()
        database.load(catalogue)
        database.finish(catalogue, [], "2020-08-26")
        yield database.connection


def refused(connection: Connection, sql: str, *, doubles: bool = False) -> PackError:
    with pytest.raises(PackError) as caught:
        check_select(connection, sql, place="a.md", line=10, tables=TABLES, parameters=("k",), doubles=doubles)
    assert caught.value.exit_code is ExitCode.USAGE
    assert (caught.value.place or "").startswith("a.md:")
    return caught.value


def passes(connection: Connection, sql: str, *, doubles: bool = False) -> None:
    check_select(connection, sql, place="a.md", line=10, tables=TABLES, parameters=("k",), doubles=doubles)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT indicator, 'valid' AS verdict FROM records WHERE value > $k",
        "SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3",
        "VALUES (1, 'x')",
        "FROM Records",
        "WITH a AS (SELECT 1 AS n), b AS (SELECT n FROM a) SELECT * FROM a JOIN b USING (n)",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r",
        "WITH records AS (SELECT * FROM records WHERE id > 0) SELECT * FROM records",
        "SELECT row_number() OVER w, lag(value IGNORE NULLS) OVER w FROM records WINDOW w AS (ORDER BY id)",
        "SELECT * FROM records QUALIFY row_number() OVER (PARTITION BY area ORDER BY id DESC) = 1",
        "SELECT list_sort(list(id) FILTER (WHERE id > 0)), list_transform([1], lambda v: v + 1)[1] FROM records",
        "SELECT arg_min(id, {'high': high, 'id': id}) FROM records GROUP BY ALL",
        "SELECT CASE WHEN value BETWEEN 0 AND 1 THEN coalesce(printed, '') || 'x' ELSE nullif(area, '') END FROM facts",
        "SELECT period_start + INTERVAL 3 DAY, DATE '2020-01-01', CAST(period AS DATE), year(period_start) FROM facts",
        "SELECT date_diff('day', period_start, period_end), extract(year FROM period_start) FROM facts",
        "SELECT 0.00005 * value, value::DECIMAL(28,10), TRY_CAST(period AS INTEGER), 7 // 2, 7 % 2 FROM records",
        "SELECT * FROM records r, LATERAL (SELECT max(value) AS m FROM facts f WHERE f.area = r.area)",
        "SELECT * FROM records r SEMI JOIN facts f ON r.id = f.id WHERE EXISTS (SELECT 1 FROM run)",
        "SELECT printf('%.4f %5s', value, area), regexp_matches(area, '^V'), lpad(area, id, '0') FROM facts",
        "SELECT unnest(generate_series(1, 3)), today FROM run",
        "SELECT DISTINCT ON (area) area, string_agg(source, ', ' ORDER BY source) FROM records GROUP BY ALL LIMIT 5",
        "SELECT 1 -- a comment at the end",
    ],
)
def test_what_rules_need_is_allowed(connection: Connection, sql: str) -> None:
    passes(connection, sql)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DROP TABLE records", "not a SELECT"),
        ("CREATE TABLE x AS SELECT 1", "not a SELECT"),
        ("DELETE FROM records", "not a SELECT"),
        ("ATTACH 'x.db'", "not a SELECT"),
        ("INSTALL httpfs", "not a SELECT"),
        ("LOAD httpfs", "not a SELECT"),
        ("SET threads = 1", "not a SELECT"),
        ("PRAGMA version", "not a SELECT"),
        ("CALL pragma_version()", "not a SELECT"),
        ("EXPLAIN SELECT 1", "not a SELECT"),
        ("COPY records TO 'x.csv'", "not a SELECT"),
        ("PIVOT records ON area USING count(*)", "not a SELECT"),
        ("", "not a SELECT"),
        ("-- nothing", "not a SELECT"),
        ("SELECT 1; SELECT 2", "more than one statement"),
        ("SELECT 1; DROP TABLE records", "more than one statement"),
        ("SELECT 1;", "semicolon"),
        ("SELECT 1) ; DROP TABLE records; SELECT * FROM (SELECT 1", "cannot be parsed"),
        ("SELECT 1 /*", "cannot be parsed"),
        ("SELECT 1\0; DROP TABLE records", "control character"),
        ("WITH x AS (DELETE FROM records RETURNING *) SELECT * FROM x", "DELETE"),
        ("WITH x AS (INSERT INTO records SELECT * FROM facts RETURNING *) SELECT * FROM x", "INSERT"),
        ("WITH x AS (UPDATE records SET value = 0 RETURNING *) SELECT * FROM x", "UPDATE"),
        ("WITH x AS (COPY records TO 'x.csv') SELECT 1", "COPY"),
        ("SELECT (WITH x AS (DELETE FROM records RETURNING id) SELECT count(*) FROM x)", "DELETE"),
        ("SELECT * FROM (SHOW TABLES)", "SHOW"),
        ("SELECT * FROM (DESCRIBE records)", "SHOW"),
        ("SUMMARIZE records", "SHOW"),
    ],
)
def test_anything_but_one_select_is_refused(connection: Connection, sql: str, said: str) -> None:
    assert said in refused(connection, sql).message


@pytest.mark.parametrize(
    "table",
    [
        "'file.csv'",
        '"/etc/passwd"',
        "secrets",
        "information_schema.tables",
        "pg_catalog.pg_class",
        "main.records",
        "memory.main.records",
        "recurring.x",
        "duckdb_settings",
        "sqlite_master",
        "a_python_variable",
        "(WITH hidden AS (SELECT 1) FROM hidden), hidden",
        "(WITH late AS (SELECT * FROM early), early AS (SELECT 1) FROM late)",
        "(WITH sqlite_master AS (SELECT * FROM sqlite_master) FROM sqlite_master)",
    ],
)
def test_tables_that_are_not_for_rules_are_refused(connection: Connection, table: str) -> None:
    assert "table" in refused(connection, f"SELECT * FROM {table}").message


@pytest.mark.parametrize(
    "call",
    [
        *("read_csv('x')", "read_text('/etc/passwd')", "read_parquet('x')", "glob('/*')", "sniff_csv('x')"),
        *(
            "query('SELECT 1')",
            "query_table('records')",
            "duckdb_settings()",
            "duckdb_secrets()",
            "parquet_metadata('x')",
        ),
        *(
            "pragma_version()",
            "json_execute_serialized_sql('x')",
            "checkpoint()",
            "enable_logging()",
            "seq_scan('records')",
        ),
        *(
            "range(3)",
            "generate_series(1, 3)",
            "repeat('x', 3)",
            "pandas_scan(1)",
            "arrow_scan(1, 2, 3)",
            "Main.Unnest([1])",
        ),
    ],
)
def test_table_functions_are_refused(connection: Connection, call: str) -> None:
    assert "table function" in refused(connection, f"SELECT * FROM {call}").message


@pytest.mark.parametrize(
    "call",
    [
        *("getenv('HOME')", "current_setting('x')", "getvariable('x')", "pg_sleep(9)", "sleep_ms(9)", "write_log('x')"),
        *("nextval('x')", "setseed(1)", "error('x')", "json_serialize_plan('x')", "random()", "uuid()", "version()"),
        *(
            "\"QUERY\"('x')",
            "now()",
            "today()",
            "current_date",
            "current_timestamp",
            "CURRENT_USER",
            "localtime",
            "age(today)",
        ),
        *(
            "list_aggregate([1], 'avg')",
            "list_resize([1], 9)",
            "any_value(1)",
            "first(1)",
            "concat(1, 2)",
            "format('{}', 1)",
        ),
        *(
            "system.main.abs(1)",
            "area.lower()",
            "map {'a': 1}",
            "strip_accents('a')",
            "to_json(1)",
            "'a'::JSON",
            "hash(1)",
        ),
        *("printf('%1500000000d', 1)", "printf(printed, 1)", "printf('%*d', 9, 1)", "lpad('x', 1500000000, 'y')"),
        *(
            "rpad('x', 1001, 'y')",
            "repeat('x', 1500000000)",
            "date_diff('month', today, today)",
            "date_part('epoch', today)",
        ),
        *(
            "TRY(1)",
            "printed[1:2]",
            "printed COLLATE nocase",
            "#1",
            "x'ab'",
            "$other",
            "?",
            "area -> 'x'",
            "list(id ORDER BY id)",
        ),
        *("COLUMNS('a.*')", "* REPLACE (1 AS id)", "*COLUMNS(*)", "count(DISTINCT id) OVER ()"),
        *("sum(id) OVER (ORDER BY id GROUPS 1 PRECEDING)", "sum(id) OVER (ORDER BY id ROWS 1 PRECEDING EXCLUDE TIES)"),
    ],
)
def test_expressions_that_are_not_on_the_list_are_refused(connection: Connection, call: str) -> None:
    refused(connection, f"SELECT {call} FROM records")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM records TABLESAMPLE 5%",
        "SELECT * FROM records USING SAMPLE 5",
        "SELECT * FROM records AT (VERSION => 1)",
        "SELECT * FROM records ASOF JOIN facts ON records.id >= facts.id",
        "SELECT * FROM records POSITIONAL JOIN facts",
        "SELECT id FROM records UNION BY NAME SELECT id FROM facts",
        "WITH x AS MATERIALIZED (SELECT 1) SELECT * FROM x",
        "UNPIVOT records ON low, high INTO NAME end_ VALUE value_",
    ],
)
def test_what_engines_read_differently_is_refused(connection: Connection, sql: str) -> None:
    refused(connection, sql)


@pytest.mark.parametrize(
    "term",
    [
        *(
            "value / 2",
            "avg(value)",
            "median(value)",
            "quantile_cont(value, 0.5)",
            "mad(value)",
            "stddev(value)",
            "sqrt(value)",
        ),
        *(
            "var_samp(value)",
            "value::DOUBLE",
            "CAST(value AS FLOAT)",
            "REAL '1.5'",
            "value ** 2",
            "1e-5",
            "list_avg([value])",
        ),
        "0.123456789012345678901234567890123456789",
    ],
)
def test_binary_floating_point_is_for_family_4_only(connection: Connection, term: str) -> None:
    sql = f"SELECT {term} FROM records"
    refused(connection, sql)
    passes(connection, sql, doubles=True)


def test_division_is_answered_with_how_to_do_without(connection: Connection) -> None:
    error = refused(connection, "SELECT\n  -- phần trăm\n  value / denominator\nFROM records")
    assert error.place == "a.md:12"
    assert "multiply across" in (error.hint or "")


def test_the_clock_is_answered_with_the_table_run(connection: Connection) -> None:
    assert "table run" in (refused(connection, "SELECT current_date").hint or "")


def test_a_misspelt_table_or_function_is_answered_with_the_nearest(connection: Connection) -> None:
    assert "records" in (refused(connection, "SELECT * FROM record").hint or "")
    assert "regexp_matches" in (refused(connection, "SELECT regexp_match('a', 'b')").hint or "")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT " + "(" * 10_000,
        "SELECT * FROM " + "(SELECT * FROM " * 1000 + "records" + ")" * 1000,
        "WITH x AS (" * 300 + "SELECT 1" + ") SELECT 1" * 300,
        "SELECT " + "NOT " * 10_000 + "true",
        "SELECT 1" + " JOIN records ON true" * 5000,
        "SELECT '" + "x" * 100_000 + "'",
        "SELECT " + "CASE WHEN " * 3000,
    ],
)
def test_sql_made_to_exhaust_the_parser_is_refused_quickly(connection: Connection, sql: str) -> None:
    started = time.monotonic()
    refused(connection, sql)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rules_obey_the_same_law(connection: Connection, path: Path) -> None:
    rule = load_rule(path, shipped=True)
    if rule.sql is not None:
        where = {"place": rule.label, "line": rule.sql_line, "doubles": may_use_doubles(rule.code)}
        check_select(connection, rule.sql, tables=VIEWS, parameters=rule.settings, **where)  # type: ignore[arg-type] # keywords
        check_columns(connection, rule.sql, rule.settings, **where)  # type: ignore[arg-type] # keywords
