"""What a rule's SELECT turns out to be once its tables exist: its columns, and the types inside it.

DuckDB binds the SELECT without running it. Its bound plan names the type of every expression, so that what would become
binary floating point on the way is found however it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb

from egovcheck.core.errors import PackError
from egovcheck.core.findings import ROLES
from egovcheck.engine.allowed import INTEGERS, MULTIPLY
from egovcheck.records.names import nearest

_LINE = re.compile(r"\nLINE (\d+):")
_COLUMN = re.compile(r'Referenced column "([^"]+)" not found|does not have a column named "([^"]+)"')
_CANDIDATES = re.compile(r"Candidate bindings:[: ]*(.+)")
_NESTED = ("STRUCT", "MAP", "UNION", "TUPLE", "VARIANT", "JSON", "BLOB")


def may_use_doubles(code: str) -> bool:
    """Return whether a rule is of family 4, plausibility, whose verdicts may rest on binary floating point."""
    return code[-3] == "4"


def check_columns(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    settings: Mapping[str, Any],
    *,
    place: str,
    line: int,
    doubles: bool = False,
) -> None:
    """Bind a rule to the loaded tables, without running it, and check its columns and types.

    Run ``check_select`` first: this one hands the SQL to DuckDB's planner, which works out what is constant, and so can
    be made to fill the memory. For rules of strangers there is ``isolation.check_isolated``.

    Args:
        connection: where the tables and views of rules exist; they may be empty.
        sql: the rule's SELECT.
        settings: the values of its parameters.
        place: the rule's file, for messages.
        line: the line of that file on which ``sql`` begins.
        doubles: allow binary floating point, as rules of family 4 may.

    Raises:
        PackError: an unknown column, no verdict, a role column of a wrong name or type, floating point.
    """
    cursor = connection.cursor()
    try:
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        # the SELECT begins on the second line, so that DuckDB's line numbers do not depend on what stands before it
        query = f"DESCRIBE SELECT * FROM (\n{sql}\n)"
        named = duckdb.extract_statements(query)[0].named_parameters
        described = cursor.execute(query, {name: settings[name] for name in named}).fetchall()
        serialized = "SELECT json_serialize_plan(?, skip_null := true, skip_empty := true)"
        plan = cursor.execute(serialized, [sql]).fetchall()[0][0]
    except KeyError as error:
        raise PackError(f"the parameter ${error.args[0]} has no value", place=f"{place}:{line}") from None
    except duckdb.Error as error:
        raise _as_written(str(error), place, line) from None
    finally:
        cursor.close()
    _check_names({str(row[0]): str(row[1]) for row in described}, f"{place}:{line}")
    try:
        complaint = next(_complaints(json.loads(plan), doubles=doubles), None)
    except RecursionError:
        complaint = 0, "the SQL is nested too deeply", None
    if complaint:
        offset, message, hint = complaint
        before = sql.encode("utf-8", "replace").count(b"\n", 0, offset)
        raise PackError(message, hint=hint, place=f"{place}:{line + before}")


def _as_written(said: str, place: str, line: int) -> PackError:
    """Say an error of DuckDB's in terms of the rule's file, with the names of columns that come near."""
    found = _LINE.search(said)
    where = f"{place}:{line + max(int(found[1]) - 2, 0) if found else line}"
    column = _COLUMN.search(said)
    if not column:
        return PackError(said.strip().splitlines()[0].partition(": ")[2] or said, place=where)
    candidates = _CANDIDATES.search(said)
    names = re.findall(r'"([^"]+)"', candidates[1]) if candidates else []
    name = column[1] or column[2]
    close = nearest(name, names, 3) or names[:3]
    return PackError(
        f"there is no column '{name}'", place=where, hint=f"near it: {', '.join(close)}" if close else None
    )


def _check_names(columns: Mapping[str, str], place: str) -> None:
    if "verdict" not in columns:
        close = nearest("verdict", columns, 1)
        hint = f"is {close[0]} meant?" if close else "each row says valid, invalid or undecided"
        raise PackError("the SELECT has no column 'verdict'", place=place, hint=hint)
    if columns["verdict"] != "VARCHAR":
        raise PackError(f"the verdict is {columns['verdict']}, not text", place=place)
    for name, kind in columns.items():
        role, _, form = name.rpartition("_")
        if role in ROLES and form in {"id", "ids"}:
            shown = "a list of record ids" if form == "ids" else "one record id"
            if kind.removesuffix("[]").strip('"').lower() not in INTEGERS | {"null"} or kind.endswith("[]") != (
                form == "ids"
            ):
                raise PackError(f"the column '{name}' is {kind}, not {shown}", place=place)
        elif form in {"id", "ids"} and kind.removesuffix("[]").lower() in INTEGERS:
            close = nearest(role, ROLES, 1)
            hint = f"did you mean {close[0]}_{form}?" if close else f"the roles are {', '.join(ROLES)}"
            raise PackError(f"the column '{name}' names no role of a record", place=place, hint=hint)
        elif kind.startswith(_NESTED):
            raise PackError(
                f"the column '{name}' is a {kind.partition('(')[0]}", place=place, hint="return plain columns"
            )


def _complaints(plan: Mapping[str, Any], *, doubles: bool) -> Iterator[tuple[int, str, str | None]]:
    """Yield (byte offset, message, hint) of what a verdict must not be made of, innermost first."""
    for node in _bound(plan.get("plans", [])):
        name = (node.get("qname", {}).get("path") or [""])[-1]
        made = set(_kinds(node.get("return_type")))
        taken = [child.get("return_type", {}) for child in node.get("children", ()) if isinstance(child, dict)]
        offset = _offset(node)
        if not doubles and made & {"DOUBLE", "FLOAT"}:
            yield offset, f"'{_shown(name, node)}' makes binary floating point here", MULTIPLY
        if node.get("type") == "OPERATOR_CAST" and made and made <= {kind.upper() for kind in INTEGERS}:
            scale = taken[0].get("type_info", {}).get("scale", 0) if taken and taken[0].get("id") == "DECIMAL" else 0
            if scale:
                yield (
                    offset,
                    "a cast of a decimal to a whole number differs between engines",
                    "use floor, ceil or round",
                )
        if name == "sum" and [kind.get("id") for kind in taken] == ["BOOLEAN"]:
            yield offset, "the sum of a boolean is not allowed", "use count(*) FILTER (WHERE …)"
        if name == "-" and [kind.get("id") for kind in taken] == ["DATE", "DATE"]:
            yield offset, "the difference of two dates is not allowed", "use date_diff('day', start, end)"


def _shown(name: str, node: Mapping[str, Any]) -> str:
    return "cast" if name == "__cast" else name or str(node.get("alias") or node.get("type", "")).lower()


def _bound(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every expression of a plan, those inside others first."""
    below: Iterable[Any] = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in below:
        yield from _bound(child)
    if isinstance(node, dict) and "expression_class" in node:
        yield node


def _offset(node: Mapping[str, Any]) -> int:
    """Return where an expression stands; aggregates do not say, so the first place below them is taken."""
    places = [n.get("query_location", -1) for n in (node, *_bound(node.get("children", [])))]
    return next((place for place in places if 0 <= place < 2**32), 0)


def _kinds(kind: Any) -> Iterator[str]:
    if isinstance(kind, dict):
        if isinstance(kind.get("id"), str):
            yield kind["id"]
        yield from (name for value in kind.values() for name in _kinds(value))
    elif isinstance(kind, list):
        yield from (name for value in kind for name in _kinds(value))
