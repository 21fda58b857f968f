"""A rule's SELECT as a tree that says the same in any dialect: parameters filled in, tables named in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlglot import exp, parse_one

from egovcheck.engine.database import VIEWS, Database
from egovcheck.integrations.dialects.names import FOLDED
from egovcheck.records.catalogue import load_catalogue

OF_BATCH = ("records", "facts", "sources")
"""What is made of the records themselves; all other tables stand beside them."""

_KEPT = "is_kept"

BESIDE = "beside"
"""Stands before the name of a table that is no CTE, until it is known where the table is."""


def tree_of(sql: str, settings: Mapping[str, Any]) -> Any:
    """Parse the SELECT of a rule."""
    tree: Any = parse_one(sql, read="duckdb")
    if not isinstance(tree, exp.Query):
        raise TypeError("the SQL is not a SELECT")
    tree = tree.transform(_filled, settings)
    # from the inside out, so that what is put around one holds those that are done
    for select in reversed(list(tree.find_all(exp.Select))):
        _group_by_all(select)
        _qualify(select)
    for table in list(tree.find_all(exp.Table)):
        if table.name in VIEWS and table.name not in _ctes_seen_by(table):
            alias = table.alias or table.name
            table.replace(exp.alias_(exp.table_(table.name, db=BESIDE), alias, table=True))
    _fold(tree)
    return tree


@lru_cache(maxsize=1)
def columns_of_tables() -> dict[str, Any]:
    """Return the columns of every table that a query may read, with their types."""
    with Database(threads=1) as database:
        catalogue = load_catalogue()
        database.load(catalogue)
        database.finish(catalogue, (), date.min.isoformat())
        tables = {
            name: {row[0]: row[1] for row in database.connection.execute(f"DESCRIBE {name}").fetchall()}
            for name in VIEWS
        }
    for name, columns in FOLDED.items():
        tables[name] |= dict.fromkeys(columns, "VARCHAR")
    tables["facts"] |= dict.fromkeys(FOLDED["records"], "VARCHAR")
    return tables


def _fold(tree: Any) -> None:
    """Read texts that are stored as rules compare them, in the place of what makes them so."""
    stored = _folded()
    for node in list(tree.find_all(exp.Lower, exp.Trim)):
        columns = list(node.find_all(exp.Column))
        bare = node.transform(lambda part: exp.column(part.name) if isinstance(part, exp.Column) else part)
        if bare in stored:
            node.replace(exp.column(stored[bare], table=columns[0].table or None))


@lru_cache(maxsize=1)
def _folded() -> dict[Any, str]:
    return {parse_one(sql, read="duckdb"): name for columns in FOLDED.values() for name, sql in columns.items()}


def _filled(node: Any, settings: Mapping[str, Any]) -> Any:
    if isinstance(node, (exp.Parameter, exp.Placeholder)) and node.name in settings:
        return exp.convert(settings[node.name])
    return node


def _group_by_all(select: exp.Select) -> None:
    """Write out what GROUP BY ALL stands for: every column that holds no aggregate."""
    group = select.args.get("group")
    if group is None or not group.args.get("all"):
        return
    plain = [one.unalias() for one in select.expressions if not _aggregates(one)]
    select.set("group", exp.Group(expressions=[column.copy() for column in plain]))


def _qualify(select: exp.Select) -> None:
    """Say QUALIFY as a condition on a query around this one; sqlglot's own way loses the names of joined tables."""
    qualify = select.args.get("qualify")
    if qualify is None:
        return
    columns = {one.alias: one.this for one in select.expressions if isinstance(one, exp.Alias)}
    own = {one.name for one in select.expressions if isinstance(one, exp.Column)}
    kept = qualify.this.transform(
        lambda node: (
            exp.paren(columns[node.name].copy())
            if isinstance(node, exp.Column) and not node.table and node.name in columns.keys() - own
            else node
        )
    )
    select.set("qualify", None)
    inner = select.copy()
    with_ = inner.args.get("with_")
    inner.set("with_", None)
    inner.append("expressions", exp.alias_(kept, _KEPT))
    names: list[Any] = [exp.Star()] if any(one.is_star for one in inner.expressions) else []
    named = names or [exp.column(one.alias_or_name) for one in inner.expressions[:-1]]
    outer = exp.select(*named).from_(inner.subquery("qualified")).where(exp.column(_KEPT))
    outer.set("with_", with_)
    select.replace(outer)


def _aggregates(node: Any) -> bool:
    inside = [found for found in node.find_all(exp.AggFunc) if found.find_ancestor(exp.Window, exp.Subquery) is None]
    return bool(inside)


def _ctes_seen_by(table: exp.Table) -> set[str]:
    """Return the names of the CTEs that a name may mean: in a CTE those before it, in a query all of its own."""
    names: set[str] = set()
    below: Any = table
    node = table.parent
    inside: Any = None
    while node is not None:
        if isinstance(node, exp.With):
            names |= {cte.alias for cte in node.expressions[: node.expressions.index(below)]}
            if node.args.get("recursive"):
                names.add(below.alias)
            inside = node
        elif isinstance(node, exp.Query) and (own := node.args.get("with_")) is not None and own is not inside:
            names |= {cte.alias for cte in own.expressions}
        below, node = node, node.parent
    return names
