"""The same records judged by egovcheck and by the queries of a suite, in a form in which both can be compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from egovcheck.core.findings import ROLES
from egovcheck.engine.running import SUBJECT, Runner
from egovcheck.integrations.dialects.saying import Said, said
from egovcheck.integrations.dialects.unsayable import Unsayable
from egovcheck.integrations.great_expectations.tables import OF_RUN, STORED, Target
from egovcheck.rules import Example, Rule, load_rules

if TYPE_CHECKING:
    import duckdb

Found = list[tuple[Any, ...]]
BOOK = load_rules()
SQL_RULES = [rule for rule in BOOK if rule.sql is not None]
BATCH = {"postgresql": "egovcheck.records", "sqlite": "records"}


@cache
def query(code: str, dialect: str) -> Said | None:
    """Return the query of a rule, or None where the dialect cannot say it."""
    try:
        return said(BOOK.get(code), dialect, "egovcheck" if dialect == "postgresql" else None)
    except Unsayable:
        return None


def of_egovcheck(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Found:
    """Return what the engine finds: the subject and the ids in their roles."""
    outcome = Runner(connection).run_one(rule)
    assert outcome.error is None
    return sorted(
        (
            *((name, violation.columns[name]) for name in SUBJECT if violation.columns.get(name) is not None),
            *((role, tuple(sorted(ids))) for role, ids in sorted(violation.roles)),
        )
        for violation in outcome.violations
    )


def of_rows(rows: Sequence[dict[str, Any]]) -> Found:
    """Return the rows of a query in the same form."""
    return sorted(
        (
            *((name, row[name]) for name in SUBJECT if row.get(name) is not None),
            *sorted((name.rpartition("_")[0], ids) for name in row if (ids := _ids(name, row[name]))),
        )
        for row in rows
    )


def _ids(name: str, value: Any) -> tuple[int, ...]:
    role, _, form = name.rpartition("_")
    if role not in ROLES or value is None:
        return ()
    if form == "id":
        return (value,)
    listed = json.loads(value) if isinstance(value, str) else value
    return tuple(sorted({one for one in listed if one is not None}))


class Copy:
    """A database with the tables of one run after the other; what did not change is not written again."""

    def __init__(self, address: str) -> None:
        quick = {"connect_args": {"options": "-c synchronous_commit=off"}} if address.startswith("postgresql") else {}
        self.engine = sa.create_engine(address, **quick)
        self.dialect = self.engine.dialect.name
        self.target = Target(self.engine, "egovcheck" if self.dialect == "postgresql" else None)
        self.last: dict[str, list[Any]] = {}

    def take(self, connection: duckdb.DuckDBPyConnection) -> None:
        rows = {name: connection.cursor().execute(f"SELECT * FROM {name}").fetchall() for name in OF_RUN}
        changed = [name for name in OF_RUN if self.last.get(name) != rows[name]] if self.last else list(STORED)
        self.target.copy(connection, changed)
        self.last = rows

    def close(self) -> None:
        self.engine.dispose()

    def found(self, rule: Rule) -> Found:
        query_ = query(rule.code, self.dialect)
        assert query_ is not None
        text = sa.text(query_.sql.format(batch=BATCH[self.dialect]))
        with self.engine.connect() as connection:
            return of_rows([dict(row) for row in connection.execute(text).mappings()])


def examples_of(rule: Rule) -> list[Example]:
    """Return the first two examples that fail, and the first of those that pass and of those that are undecided."""
    shown = {kind: [one for one in rule.examples if one.shows == kind] for kind in ("fails", "passes", "undecided")}
    return [*shown["fails"][:2], *shown["passes"][:1], *shown["undecided"][:1]]
