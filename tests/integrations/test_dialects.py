"""Every example of every SQL rule is judged alike by egovcheck and by what the rule becomes in other databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from egovcheck.cli.configuration import load_configuration
from egovcheck.examples import TODAY, judge_example
from egovcheck.integrations.dialects.keys import number_key, number_of
from egovcheck.integrations.dialects.saying import said
from egovcheck.integrations.dialects.unsayable import Unsayable
from egovcheck.integrations.great_expectations import records_table
from egovcheck.integrations.great_expectations.tables import Target
from egovcheck.records.catalogue import load_catalogue
from egovcheck.rules import Rule
from egovcheck.settings import Settings
from tests.integrations.judging import BATCH, BOOK, SQL_RULES, Copy, examples_of, of_egovcheck, query

if TYPE_CHECKING:
    import duckdb

# what SQLite can decide exactly; a rule that leaves this list no longer guards anybody's SQLite
IN_SQLITE = [
    *(
        "EG103",
        "EG104",
        "EG105",
        "EG106",
        "EG107",
        "EG109",
        "EG110",
        "EG201",
        "EG202",
        "EG204",
        "EG206",
        "EG209",
        "EG210",
    ),
    *("EG211", "EG212", "EG301", "EG305", "EG501", "EG502", "EG503", "EG505", "EG701"),
]

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.xdist_group("postgres-gx")


@pytest.fixture(scope="module")
def copies(postgres: str) -> Iterator[list[Copy]]:
    made = [Copy(postgres), Copy("sqlite://")]
    yield made
    for copy in made:
        copy.close()


@pytest.mark.parametrize("family", sorted({rule.code[:3] for rule in SQL_RULES}))
def test_every_example_is_judged_alike(family: str, copies: list[Copy]) -> None:
    catalogue = load_catalogue()
    rules = [rule for rule in SQL_RULES if rule.code.startswith(family)]
    speaking = set()
    for rule in rules:
        for example in examples_of(rule):

            def look(
                connection: duckdb.DuckDBPyConnection, _: Any, rule: Rule = rule, line: int = example.line
            ) -> None:
                wanted = of_egovcheck(connection, rule)
                for copy in copies:
                    if query(rule.code, copy.dialect):
                        copy.take(connection)
                        assert copy.found(rule) == wanted, f"{copy.dialect} {rule.label}:{line}"
                if wanted:
                    speaking.add(rule.code)

            judge_example(BOOK, rule, example, catalogue, select=(rule.code,), explain=False, look=look)
    # a rule that finds nothing anywhere would be alike for nothing
    assert speaking == {rule.code for rule in rules if any(example.shows == "fails" for example in rule.examples)}


def test_the_tables_of_the_un_are_judged_alike(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "fixtures" / "un-tables")
    settings = Settings(today=TODAY, layouts=load_configuration(Path.cwd(), isolated=False).layouts)
    wanted = {}
    copy = Target.copy

    def judging(self: Target, source: duckdb.DuckDBPyConnection) -> int:
        wanted.update({rule.code: of_egovcheck(source, rule) for rule in SQL_RULES})
        return copy(self, source)

    monkeypatch.setattr(Target, "copy", judging)
    written = Copy(postgres)
    assert records_table(["."], written.engine, settings=settings) == 1667
    assert {rule.code: written.found(rule) for rule in SQL_RULES} == wanted
    written.close()
    assert wanted["EG303"]


def test_postgresql_can_say_every_rule() -> None:
    assert [rule.code for rule in SQL_RULES if query(rule.code, "postgresql") is None] == []


def test_sqlite_says_what_it_can_decide_exactly() -> None:
    assert [rule.code for rule in SQL_RULES if query(rule.code, "sqlite")] == IN_SQLITE


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE low + high > 3", "decimals"),
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE abs(value) > 3", "decimals"),
        ("SELECT min(id) AS primary_id, 'invalid' AS verdict FROM records HAVING sum(value) > 3", "decimals"),
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE CAST(value AS VARCHAR) = '3'", "decimals"),
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE value / 3 > 1", "floats"),
        ("SELECT min(id) AS primary_id, 'invalid' AS verdict FROM records HAVING median(value) > 3", "floats"),
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE lower(note) = 'đã'", "function"),
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE period_end + INTERVAL 2 YEAR > period_start",
         "dates"),
        ("SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE value = note", "type"),
    ],
)  # fmt: skip
def test_sqlite_refuses_what_it_would_answer_otherwise(sql: str, reason: str) -> None:
    rule = replace(BOOK.get("EG107"), sql=sql)
    with pytest.raises(Unsayable) as refused:
        said(rule, "sqlite", None)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("value > 9", ["10", "100.5", "9.0000000001", "999999999999999999"]),
        ("value < 0", ["-0.0000000001", "-12.5", "-9", "-999999999999999999"]),
        ("value = floor(value)", ["-9", "-999999999999999999", "0", "10", "9", "999999999999999999"]),
        ("value BETWEEN -9 AND 9", ["-0.0000000001", "-9", "0", "9"]),
        ("value IN (0, 10)", ["0", "10"]),
        ("value > decimals", ["10", "100.5", "9", "9.0000000001", "999999999999999999"]),
        ("coalesce(denominator, 10) = value", ["10"]),
        ("greatest(value, 10, denominator) = 10 AND value > 0", ["10", "9", "9.0000000001"]),
        ("value = (SELECT max(value) FROM records)", ["999999999999999999"]),
        ("value = (SELECT min(value) FROM records)", ["-999999999999999999"]),
    ],
)
def test_decimals_compare_exactly_without_decimals(condition: str, values: list[str], copies: list[Copy]) -> None:
    printed = ["-999999999999999999", "-12.5", "-9", "-0.0000000001", "0", "9", "9.0000000001", "10", "100.5",
               "999999999999999999"]  # fmt: skip
    sql = f"SELECT id AS primary_id, 'invalid' AS verdict FROM records WHERE {condition}"
    rule = replace(BOOK.get("EG107"), sql=sql, settings={})
    for copy in copies:
        with copy.engine.begin() as connection:
            names = ", ".join(f'"{name}" {kind}' for name, kind in {"id": "BIGINT", "printed": "TEXT", "source": "TEXT",
                              "decimals": "BIGINT"}.items())  # fmt: skip
            decimal = "NUMERIC(28,10)" if copy.dialect == "postgresql" else "TEXT"
            table = BATCH[copy.dialect].replace("records", "numbers")
            if copy.dialect == "postgresql":
                connection.execute(sa.text("CREATE SCHEMA IF NOT EXISTS egovcheck"))
            connection.execute(sa.text(f"DROP TABLE IF EXISTS {table}"))
            connection.execute(sa.text(f"CREATE TABLE {table} ({names}, value {decimal}, denominator {decimal})"))
            for number, text in enumerate(printed):
                value = number_key(Decimal(text)) if copy.dialect == "sqlite" else Decimal(text)
                row = {"id": number, "printed": text, "value": value}
                connection.execute(sa.text(f"INSERT INTO {table} VALUES (:id, :printed, 's', 2, :value, NULL)"), row)
            schema = "egovcheck" if copy.dialect == "postgresql" else None
            rows = connection.execute(sa.text(said(rule, copy.dialect, schema).sql.format(batch=table))).mappings()
            assert sorted(printed[row["primary_id"]] for row in rows) == values, copy.dialect


def test_keys_give_their_numbers_back() -> None:
    numbers = [Decimal(text) for text in ("-123456789012345678.0123456789", "-1", "-0.5", "0", "0.5", "2", "10")]
    keys = [number_key(number) for number in numbers]
    assert keys == sorted(keys)
    assert [number_of(key) for key in keys] == numbers
    assert number_key(2) == "1000000000000000002.0000000000"
    with pytest.raises(ValueError, match="more than 18 digits"):
        number_key(10**18)
