"""A rule as one query of another database: the rows that it calls invalid, each with the records that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlglot import ErrorLevel, exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify

from egovcheck.core.findings import ROLES
from egovcheck.engine.running import SUBJECT
from egovcheck.integrations.dialects.names import FIRST
from egovcheck.integrations.dialects.postgres import to_postgres
from egovcheck.integrations.dialects.reading import BESIDE, OF_BATCH, columns_of_tables, tree_of
from egovcheck.integrations.dialects.sqlite import to_sqlite
from egovcheck.integrations.dialects.unsayable import Unsayable
from egovcheck.rules import Rule

DIALECTS = {"postgresql": "postgres", "sqlite": "sqlite"}
"""The databases that suites are made for, with the names of their dialects in sqlglot."""

SHOWN = ("expected", "actual")
"""Columns beside the subject that are shown where the dialect can say them."""

FIGURES = "figures"
"""The column that repeats what the first records of a row print."""

_MOST = 6
_INNER = "judged"
_NO_BIND = re.compile(r"(?<![:\w$\\]):([\w$]+)(?![:\w$])")
"""What SQLAlchemy would take for a parameter."""

_BATCH = "batch_"
"""Stands before the name of what is made of the batch, which in SQLite may itself be called as the table is."""

_OF_BATCH = {
    "facts": f"SELECT * FROM {_BATCH}records WHERE {FIRST}",
    "sources": "SELECT source, min(publisher) AS publisher, min(published) AS published, "
    "min(published_start) AS published_start, max(published_end) AS published_end, count(*) AS statements, "
    f"min(id) AS first_id FROM {_BATCH}records GROUP BY source",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A rule's query, the names of its columns, and the roles among them."""

    sql: str
    columns: tuple[str, ...]


def said(rule: Rule, dialect: str, schema: str | None) -> Said:
    """Return the query of a rule; ``{batch}`` in it stands for the table of records.

    Raises:
        Unsayable: where the dialect cannot say it.
    """
    if rule.sql is None:
        raise Unsayable("decided")
    try:
        return _query(rule, dialect, schema)
    except (SqlglotError, TypeError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Unsayable("grammar", first) from None


def _query(rule: Rule, dialect: str, schema: str | None) -> Said:
    tree: Any = tree_of(rule.sql or "", rule.settings)
    tables: dict[str, Any] = {BESIDE: columns_of_tables()}
    tree = qualify(tree, schema=tables, dialect="duckdb", quote_identifiers=False)
    names = [name for name in tree.named_selects if _is_shown(name, dialect)]
    outer = exp.select(*(exp.column(name, table=_INNER) for name in names)).from_(
        tree.subquery(_INNER, copy=False), copy=False
    )
    invalid = exp.EQ(this=exp.column("verdict", table=_INNER), expression=exp.Literal.string("invalid"))
    outer = outer.where(invalid, copy=False)
    typed = annotate_types(pushdown_projections(outer), schema=tables, dialect="duckdb")
    read = _placed(typed, schema)
    made = to_postgres(typed, schema or "public") if dialect == "postgresql" else to_sqlite(typed)
    sql = made.sql(
        dialect=DIALECTS[dialect], identify=True, pretty=True, comments=False, unsupported_level=ErrorLevel.RAISE
    )
    shown = [name for name in names if name != "verdict"]
    return Said(_around(sql, read, dialect, shown), (*shown, FIGURES))


def _is_shown(name: str, dialect: str) -> bool:
    role, _, form = name.rpartition("_")
    if form in {"id", "ids"} and role in ROLES:
        return True
    return name in SUBJECT or (name in SHOWN and dialect == "postgresql")


def _placed(tree: Any, schema: str | None) -> set[str]:
    """Name the tables that stand beside the records in full; returns those that are made of the records."""
    made = set()
    for table in list(tree.find_all(exp.Table)):
        if table.db != BESIDE:
            continue
        if table.name in OF_BATCH:
            made.add(table.name)
            table.replace(exp.alias_(exp.to_table(_BATCH + table.name), table.alias_or_name, table=True))
        else:
            table.set("db", exp.to_identifier(schema or "main"))
    return made


def _around(sql: str, read: set[str], dialect: str, names: Sequence[str]) -> str:
    """Put the tables that are made of the batch before a query, and beside its rows what the records print."""
    # the join keeps Great Expectations from naming the batch; in queries that join it leaves that to them
    ctes = [f"{_BATCH}records AS (\n  SELECT batch.* FROM {{batch}} AS batch CROSS JOIN (SELECT 1) AS one\n)"]
    ctes += [f"{_BATCH}{name} AS (\n  {text}\n)" for name, text in _OF_BATCH.items() if name in read]
    ctes.append(f"found AS (\n{_escaped(sql)}\n)")
    columns = ", ".join(f'found."{name}"' for name in names)
    figures = _figures(next(name for name in names if name.endswith(("_id", "_ids"))), dialect)
    return "WITH " + ",\n".join(ctes) + f"\nSELECT {columns}, {figures} AS {FIGURES}\nFROM found ORDER BY {columns}"


def _escaped(sql: str) -> str:
    """Return SQL as Great Expectations and SQLAlchemy want it: braces twice, no colon before a word."""
    return _NO_BIND.sub(r"\\:\1", sql.replace("{", "{{").replace("}", "}}"))


def _figures(ids: str, dialect: str) -> str:
    """Return the SQL for what the first records of a row print, each with its source."""
    one = f'found."{ids}"'
    if ids.endswith("_id"):
        chosen = f"= {one}"
    else:
        chosen = f"= ANY({one})" if dialect == "postgresql" else f"IN (SELECT value FROM json_each({one}))"
    text = "coalesce(r.printed, '?') || ' (' || r.source || ')'"
    rows = f"SELECT {text} AS figure FROM {_BATCH}records AS r WHERE r.id {chosen} ORDER BY r.id LIMIT {_MOST}"
    joined = "string_agg(figure, '; ')" if dialect == "postgresql" else "group_concat(figure, '; ')"
    return f"(SELECT {joined} FROM ({rows}) AS shown)"
