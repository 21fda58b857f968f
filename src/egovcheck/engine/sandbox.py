"""What the SQL of a rule may say, checked on DuckDB's own parsed tree before anything of it runs.

Whatever is not known to be harmless is refused: kinds of statement, table and expression, functions, tables. That is
the first wall. The next ones stand where rules run: READ ONLY transactions, and for strangers' rules their own process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import duckdb

from egovcheck.core.errors import PackError
from egovcheck.engine.allowed import (
    BARE,
    CASTS,
    DATE_PARTS,
    DOUBLES,
    EXPRESSIONS,
    FLOATS,
    FUNCTIONS,
    HINTS,
    INTEGERS,
    MODIFIERS,
    MULTIPLY,
    NODES,
    NOW,
    OPERATORS,
    RELATIONS,
    TODAY,
)
from egovcheck.engine.bound import check_columns, may_use_doubles
from egovcheck.records.names import nearest

__all__ = ["check_columns", "check_select", "may_use_doubles"]

MAX_BYTES = 64 * 1024
MAX_BRACKETS = 1500
"""Longer SQL, or SQL with more opening brackets, is not even parsed: the time to parse grows faster than its length."""

MAX_TEXT = 1000
"""The largest number that ``lpad``, ``rpad``, ``repeat`` and ``printf`` may be given where it is written out."""

_SYNTHETIC = 2**64 - 1  # where DuckDB wrote a node itself, as it does for INTERVAL 3 DAY
_PARTS: dict[str, Collection[str]] = {
    **dict.fromkeys(("date_part", "datepart", "date_trunc", "datetrunc"), DATE_PARTS),
    **dict.fromkeys(("date_diff", "datediff", "date_sub", "datesub"), ("day",)),
}
_DIGITS = re.compile(r"\d")
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\*|\d{4})")


def check_select(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    *,
    place: str,
    line: int,
    tables: Collection[str],
    parameters: Collection[str] = (),
    doubles: bool = False,
) -> None:
    """Refuse SQL that is not one harmless SELECT over ``tables``; nothing of it is run.

    Args:
        connection: any connection; it only parses.
        sql: the rule's SELECT.
        place: the rule's file, for messages.
        line: the line of that file on which ``sql`` begins.
        tables: the tables and views that it may read.
        parameters: the names that it may use as ``$name``.
        doubles: allow binary floating point, as rules of family 4 may.

    Raises:
        PackError: says what is not allowed, with file and line.
    """
    check = _Check(sql, place, line, frozenset(map(_fold, tables)), frozenset(parameters), doubles)
    if len(sql.encode("utf-8", "replace")) > MAX_BYTES or sum(map(sql.count, "([{")) > MAX_BRACKETS:
        check.refuse("the SQL is too long", f"at most {MAX_BYTES // 1024} KiB and {MAX_BRACKETS} opening brackets")
    if any(ord(character) < 32 and character not in "\n\t\r" for character in sql):
        check.refuse("the SQL holds a control character")
    try:
        node = check.parsed(connection, sql)
        # it runs inside brackets, so it must mean the same there
        wrapped = check.parsed(connection, f"SELECT * FROM ({sql}\n)")
        if _shape(wrapped["from_table"].get("subquery", {}).get("node")) != _shape(node):
            check.refuse("the SQL means something else inside brackets")
        check.walk(node, frozenset())
    except RecursionError:
        check.refuse("the SQL is nested too deeply")


@dataclass
class _Check:
    """One pass over the parsed tree of one rule."""

    sql: str
    place: str
    line: int
    tables: frozenset[str]
    parameters: frozenset[str]
    doubles: bool
    at: int = 0

    def __post_init__(self) -> None:
        self.functions = FUNCTIONS | DOUBLES if self.doubles else FUNCTIONS
        self.handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "FUNCTION": self.function,
            "WINDOW": self.window,
            "CAST": self.cast,
            "CONSTANT": self.constant,
            "COLUMN_REF": self.column,
            "PARAMETER": self.parameter,
            "STAR": self.star,
            "OPERATOR": self.operator,
        }

    def refuse(self, message: str, hint: str | None = None) -> NoReturn:
        """Raise the error, at the line of the node that was looked at last."""
        before = self.sql.encode("utf-8", "replace").count(b"\n", 0, self.at)
        raise PackError(message, hint=hint, place=f"{self.place}:{self.line + before}")

    def parsed(self, connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
        """Return the tree of the one SELECT that ``sql`` must be."""
        query = "SELECT json_serialize_sql(?, skip_null := true, skip_empty := true)"
        try:
            answer = connection.cursor().execute(query, [sql]).fetchall()[0][0]
            statements = connection.extract_statements(sql)
        except duckdb.Error as error:
            answer, statements = json.dumps({"error": True, "error_message": str(error).splitlines()[0]}), []
        tree = json.loads(answer)
        if len(statements) > 1 or len(tree.get("statements", ())) > 1:
            self.refuse("the SQL holds more than one statement", "a rule is a single SELECT")
        if tree["error"]:
            self.at = int(tree.get("position", 0))
            if tree.get("error_type") == "not implemented":
                self.refuse("the SQL is not a SELECT", "a rule only reads: SELECT, UNION, VALUES, WITH")
            self.refuse(f"the SQL cannot be parsed: {tree['error_message']}")
        if not tree.get("statements") or [s.type for s in statements] != [duckdb.StatementType.SELECT]:
            self.refuse("the SQL is not a SELECT", "a rule is a single SELECT")
        if sql.rstrip().endswith(";"):
            self.refuse("the SQL ends with a semicolon", "leave it out: the SELECT is run inside another one")
        node: dict[str, Any] = tree["statements"][0]["node"]
        return node

    def walk(self, node: Any, scope: frozenset[str]) -> None:
        """Look at a node and all below it; ``scope`` holds the names of the CTEs that can be seen from it."""
        if isinstance(node, list):
            for item in node:
                self.walk(item, scope)
        elif isinstance(node, dict):
            here = node.get("query_location", _SYNTHETIC)
            self.at = here if here != _SYNTHETIC else self.at
            if "sample" in node or "at_clause" in node:
                self.refuse(
                    "samples and earlier versions of a table are not allowed",
                    "the same data must give the same verdict",
                )
            if "class" in node:
                self.expression(node, scope)
            elif "type" in node:
                self.relation(node, scope)
            else:
                for value in node.values():
                    self.walk(value, scope)

    def expression(self, node: dict[str, Any], scope: frozenset[str]) -> None:
        kind = node["class"]
        if kind not in EXPRESSIONS:
            self.refuse(f"{_words(kind)} is not allowed in a rule", HINTS.get(kind))
        if kind in self.handlers:
            self.handlers[kind](node)
        if kind == "LAMBDA" and node.get("syntax_type") != "LAMBDA_KEYWORD":
            self.refuse("the arrow -> is not allowed", "write lambda v: …")
        self.below(node, scope)

    def below(self, node: dict[str, Any], scope: frozenset[str]) -> None:
        for key, value in node.items():
            if key != "cte_map":
                self.walk(value, scope)

    def relation(self, node: dict[str, Any], scope: frozenset[str]) -> None:
        """Look at a query, a table in FROM, or a modifier."""
        kind = node["type"]
        if kind not in NODES | RELATIONS | MODIFIERS:
            hint = "a rule only reads" if str(kind).endswith("QUERY_NODE") else HINTS.get(kind)
            self.refuse(f"{_words(kind)} is not allowed in a rule", hint)
        if kind == "BASE_TABLE":
            self.table(node, scope)
        elif kind == "JOIN" and node.get("ref_type") not in {"REGULAR", "CROSS", "NATURAL", "DEPENDENT"}:
            self.refuse(f"{_words(node.get('ref_type'))} joins are not allowed", "write the condition of the join out")
        elif kind == "TABLE_FUNCTION":
            self.table_function(node)
        elif kind == "SET_OPERATION_NODE" and node.get("setop_type") not in {"UNION", "EXCEPT", "INTERSECT"}:
            self.refuse(
                f"{_words(node.get('setop_type'))} is not allowed", "name the columns in the same order instead"
            )
        self.below(node, self.with_ctes(node.get("cte_map", {}), scope))

    def with_ctes(self, ctes: Mapping[str, Any], scope: frozenset[str]) -> frozenset[str]:
        """Look at the CTEs of a query, each seeing those before it, and return the scope of the query itself."""
        for entry in ctes.get("map", ()):
            name, value = _fold(entry["key"]), entry["value"]
            if value.get("materialized", "CTE_MATERIALIZE_DEFAULT") != "CTE_MATERIALIZE_DEFAULT":
                self.refuse("AS MATERIALIZED is not allowed", "leave it out")
            recursive = value["query_node"]["type"] == "RECURSIVE_CTE_NODE"
            self.walk({k: v for k, v in value.items() if k != "materialized"}, scope | {name} if recursive else scope)
            scope |= {name}
        return scope

    def table(self, node: dict[str, Any], scope: frozenset[str]) -> None:
        path = _path(node)
        name = path[-1] if path else ""
        if len(path) != 1:
            self.refuse(f"the table '{'.'.join(path)}' is named with a schema", "a rule names its tables without one")
        if _fold(name) not in scope | self.tables:
            close = nearest(name, self.tables | scope, 1)
            hint = f"did you mean {close[0]}?" if close else f"a rule reads: {', '.join(sorted(self.tables))}"
            self.refuse(f"there is no table '{name}' for rules", hint)

    def table_function(self, node: dict[str, Any]) -> None:
        # FROM range() and FROM generate_series() do not exist on Spark; unnest(range(…)) says the same on both
        name = ".".join(_path(node.get("function", {})))
        if name != "unnest":
            hint = f"write unnest({name}(…))" if name in {"range", "generate_series"} else "a rule reads tables only"
            self.refuse(f"the table function '{name}' is not allowed in a rule", hint)

    def function(self, node: dict[str, Any]) -> None:
        path = _path(node)
        name = _fold(path[-1]) if path else ""
        if len(path) != 1:
            self.refuse(f"the call '{'.'.join(path)}()' is not allowed", f"write {name}(…)")
        if name not in self.functions:
            self.refuse(f"the function '{name}' is not allowed in a rule", _function_hint(name, self.functions))
        texts = [_literal(argument.get("expression", {})) for argument in node.get("arguments", ())]
        if name in {"list", "array_agg"} and node.get("order_bys", {}).get("orders"):
            self.refuse(f"{name}(… ORDER BY …) is not allowed", "write list_sort(list(…))")
        if name in {"lpad", "rpad", "repeat"} and len(texts) > 1 and _large(texts[1]):
            self.refuse(f"{name} may make a text of at most {MAX_TEXT}")
        if name == "printf" and (not texts or texts[0] is None or _WIDE.search(texts[0])):
            self.refuse("printf needs its format written out, with widths below 1000")
        if name in _PARTS and (not texts or (texts[0] or "").lower() not in _PARTS[name]):
            self.refuse(f"{name} needs one of these written out: {', '.join(sorted(_PARTS[name]))}", HINTS.get(name))

    def window(self, node: dict[str, Any]) -> None:
        self.function({**node, "order_bys": {}})
        if any(str(node.get(end)).endswith("_GROUPS") for end in ("start", "end")):
            self.refuse("windows over GROUPS are not allowed", "use ROWS or RANGE")
        if node.get("exclude_clause", "NO_OTHER") != "NO_OTHER":
            self.refuse("EXCLUDE in a window is not allowed", "use two windows")
        if node.get("distinct"):
            self.refuse("DISTINCT in a window is not allowed", "count the distinct values in a CTE first")

    def cast(self, node: dict[str, Any]) -> None:
        if node.get("query_location", _SYNTHETIC) == _SYNTHETIC:
            return  # INTERVAL 3 DAY is written by DuckDB with casts of its own
        kind = node.get("type_expr", {})
        name = ".".join(_path(kind)).lower()
        if name in FLOATS and not self.doubles:
            self.refuse(f"a cast to {name.upper()} is not allowed: it makes binary floating point", MULTIPLY)
        if name not in CASTS | FLOATS | INTEGERS:
            self.refuse(f"a cast to {name.upper()} is not allowed in a rule")
        if name in {"decimal", "numeric", "dec"} and len(kind.get("children", ())) != 2:
            self.refuse(f"{name.upper()} without width and scale rounds to three decimals", "write DECIMAL(28,10)")

    def constant(self, node: dict[str, Any]) -> None:
        kind, text = node.get("literal", {}).get("kind"), str(node.get("literal", {}).get("text", ""))
        if kind not in {"INTEGER", "NUMERIC", "STRING", "BOOLEAN", "NULL_LITERAL"}:
            self.refuse(f"literals of the kind {_words(kind)} are not allowed")
        if kind in {"INTEGER", "NUMERIC"} and not self.doubles:
            if "e" in text.lower():
                self.refuse(f"{text} is binary floating point", "write it without an exponent, as 0.00001")
            if len(_DIGITS.findall(text)) > 38:
                self.refuse("a number with more than 38 digits is binary floating point")

    def column(self, node: dict[str, Any]) -> None:
        names = node.get("column_names", [""])
        # a call without brackets wherever no column has the name
        if len(names) == 1 and _fold(names[0]) in BARE:
            self.refuse(f"'{names[0]}' is not allowed in a rule", TODAY if _fold(names[0]) in NOW else None)

    def parameter(self, node: dict[str, Any]) -> None:
        name = str(node.get("identifier"))
        if name not in self.parameters:
            declared = ", ".join(f"${known}" for known in sorted(self.parameters))
            self.refuse(f"the parameter ${name} is not declared", f"the front matter declares {declared or 'none'}")

    def star(self, node: dict[str, Any]) -> None:
        if node.get("columns") or "expr" in node:
            self.refuse("COLUMNS() is not allowed in a rule", "name the columns")
        if "replace_list" in node or "rename_list" in node:
            self.refuse("* REPLACE and * RENAME are not allowed in a rule", "name the columns")

    def operator(self, node: dict[str, Any]) -> None:
        if node["type"] not in OPERATORS:
            self.refuse(f"{_words(node['type'])} is not allowed in a rule", HINTS.get(node["type"]))


def _fold(name: str) -> str:
    """Return a name as DuckDB compares it: ASCII letters in lower case, nothing else changed."""
    return name.lower() if name.isascii() else name


def _path(node: Mapping[str, Any]) -> list[str]:
    path: list[str] = node.get("qualified_name", {}).get("path", [])
    return path


def _literal(node: Mapping[str, Any]) -> str | None:
    literal = node.get("literal", {}) if node.get("class") == "CONSTANT" else {}
    return str(literal.get("text", "")) if literal.get("kind") in {"STRING", "INTEGER"} else None


def _large(text: str | None) -> bool:
    return text is not None and not (text.isdecimal() and len(text) < 6 and int(text) <= MAX_TEXT)


def _words(kind: Any) -> str:
    return str(kind).removeprefix("OPERATOR_").removesuffix("_NODE").removesuffix("_QUERY").replace("_", " ")


def _function_hint(name: str, known: Collection[str]) -> str | None:
    if name in HINTS or not name.isidentifier():
        return HINTS.get(name)
    close = nearest(name, [function for function in known if function.isidentifier()], 1)
    return f"did you mean {close[0]}?" if close else None


def _shape(node: Any) -> Any:
    """Return a tree without the places of its nodes."""
    if isinstance(node, dict):
        return {key: _shape(value) for key, value in node.items() if not key.startswith("query_location")}
    return [_shape(item) for item in node] if isinstance(node, list) else node
