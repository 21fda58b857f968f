"""What rules say in DuckDB's SQL, said in SQLite's, which has neither decimals nor lists.

Decimals are keys that compare as the numbers do (``keys``), lists are JSON. Nothing can be computed with a key: a rule
that adds or multiplies decimals is ``Unsayable``, and so is whatever is not known to mean the same.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlglot import exp

from egovcheck.integrations.dialects.keys import NO_PLACES, WHOLE, number_key
from egovcheck.integrations.dialects.lists import LIST_FORMS, joined
from egovcheck.integrations.dialects.unsayable import Unsayable

_T = exp.DataType.Type
_KINDS = {
    **dict.fromkeys((_T.DECIMAL, _T.BIGDECIMAL), "decimal"),
    **dict.fromkeys((_T.INT, _T.BIGINT, _T.SMALLINT, _T.TINYINT, _T.INT128, _T.UBIGINT), "whole"),
    **dict.fromkeys((_T.DOUBLE, _T.FLOAT), "float"),
    **dict.fromkeys((_T.VARCHAR, _T.TEXT, _T.CHAR), "text"),
    **dict.fromkeys((_T.LIST, _T.ARRAY), "list"),
    _T.DATE: "date",
    _T.BOOLEAN: "truth",
    _T.NULL: "null",
}
_COMPARING = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Between, exp.In)
_CHOOSING = (exp.Coalesce, exp.Case, exp.Greatest, exp.Least, exp.Nullif, exp.If)
_COMPUTING = (
    *(exp.Add, exp.Sub, exp.Mul, exp.Mod, exp.IntDiv, exp.Neg, exp.Abs, exp.Sum, exp.Floor, exp.Ceil, exp.Round),
    *(exp.Sign, exp.Trunc),
)
_FLOATING = (exp.Div, exp.Median, exp.PercentileCont, exp.Pow, exp.Ln, exp.Exp, exp.Log, exp.Avg, exp.Sqrt)
_KNOWN = (
    *(exp.Coalesce, exp.Case, exp.If, exp.Nullif, exp.Count, exp.Min, exp.Max, exp.Sum, exp.Abs, exp.Length),
    *(exp.Substring, exp.Trim, exp.Cast, exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue),
    *(exp.LastValue, exp.Exists, exp.And, exp.Or, exp.Anonymous, exp.Replace),
)
_SHOWN_WHOLE = exp.Floor, exp.Round


def to_sqlite(tree: Any) -> Any:
    """Return a typed tree with all that SQLite says otherwise.

    Raises:
        Unsayable: where it has no words for something, or would answer otherwise.
    """
    for node in tree.walk():
        node.meta["kind"] = _kind(node)
    for node in reversed(list(tree.walk(bfs=True))):
        changed = _rewritten(node)
        if changed is not node:
            changed.meta.setdefault("kind", node.meta.get("kind"))
            node.replace(changed)
    return tree


def _kind(node: Any) -> str | None:
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else "decimal" if "." in node.name else "whole"
    if isinstance(node, exp.Column) and (node.name.endswith("_ids") or node.name == "ids"):
        return "list"
    if node.type is None:
        return None
    return _KINDS.get(node.type.this)


def _is(node: Any, kind: str) -> bool:
    return isinstance(node, exp.Expression) and node.meta.get("kind") == kind


def _rewritten(node: Any) -> Any:
    if isinstance(node, _FLOATING) or _is(node, "float"):
        raise Unsayable("floats")
    if isinstance(node, _COMPARING):
        return _compared(node)
    if isinstance(node, _COMPUTING) and any(_is(part, "decimal") for part in (node, *node.iter_expressions())):
        if isinstance(node, _SHOWN_WHOLE) and _is_whole_test(node):
            return node  # what is around it is what is rewritten
        raise Unsayable("decimals")
    if isinstance(node, _COMPUTING) and any(part.meta.get("kind") is None for part in node.iter_expressions()):
        raise Unsayable("type")
    if isinstance(node, _CHOOSING) and (chosen := _chosen(node)) is not node:
        return chosen
    if isinstance(node, exp.Anonymous) and node.name.lower() not in _BY_NAME:
        if node.name.lower() not in {"json_array_length", "json_group_array", "json_array", "printf", "julianday"}:
            raise Unsayable("function", node.name.lower())
        return node
    if isinstance(node, exp.Anonymous):
        return _BY_NAME[node.name.lower()](node)
    form = _FORMS.get(type(node)) or LIST_FORMS.get(type(node))
    if form:
        return form(node)
    if isinstance(node, exp.Func) and not isinstance(node, _KNOWN):
        raise Unsayable("function", node.sql_name().lower())
    return node


def _is_whole_test(node: Any) -> bool:
    """Tell whether a number is rounded only to see whether it is whole: ``v = floor(v)``."""
    around = node.parent
    return isinstance(around, (exp.EQ, exp.NEQ)) and around.this == node.this and around.expression is node


def _compared(node: Any) -> Any:
    if (
        isinstance(node, (exp.EQ, exp.NEQ))
        and isinstance(node.expression, _SHOWN_WHOLE)
        and node.this == node.expression.this
    ):
        return _whole_test(node)
    parts = _operands(node)
    kinds = {part.meta.get("kind") for part in parts} - {"null"}
    if "float" in kinds:
        raise Unsayable("floats")
    if "list" in kinds:
        raise Unsayable("lists")
    if "decimal" in kinds:
        if kinds - {"decimal", "whole"}:
            raise Unsayable("type")
        for part in parts:
            if not _is(part, "decimal") or isinstance(part, (exp.Literal, exp.Neg)):
                part.replace(_key(part))
    elif None in kinds and kinds & {None, "whole", "date"} != {None}:
        raise Unsayable("type")
    return node


def _operands(node: Any) -> list[Any]:
    if isinstance(node, exp.Between):
        return [node.this, node.args["low"], node.args["high"]]
    if isinstance(node, exp.In):
        return [node.this, *node.expressions]
    return [node.this, node.expression]


def _whole_test(node: Any) -> Any:
    ending = exp.Substring(this=node.this.copy(), start=exp.Literal.number(2 + WHOLE))
    ends = exp.In(
        this=ending, expressions=[exp.Literal.string(NO_PLACES), exp.Literal.string(NO_PLACES.replace("0", "9"))]
    )
    # an amount below zero has complements for digits: .0000000000 of -0.9999999999 is no whole number
    positive = exp.EQ(
        this=exp.Substring(this=node.this.copy(), start=exp.Literal.number(1), length=exp.Literal.number(1)),
        expression=exp.Literal.string("1"),
    )
    exact = exp.EQ(
        this=exp.paren(positive),
        expression=exp.paren(exp.EQ(this=ending.copy(), expression=exp.Literal.string(NO_PLACES))),
    )
    made = exp.paren(exp.and_(ends, exact))
    return made if isinstance(node, exp.EQ) else exp.not_(made)


def _key(part: Any) -> Any:
    """Return the key of a whole number or of a number as written."""
    plain = part.this if isinstance(part, exp.Neg) else part
    if isinstance(plain, exp.Literal):
        value = Decimal(plain.name)
        return exp.Literal.string(number_key(-value if isinstance(part, exp.Neg) else value))
    if not (_is(part, "whole") or _is(part, "null")):
        raise Unsayable("type")
    if _is(part, "null"):
        return part
    most = "9" * WHOLE
    text = (
        f"CASE WHEN x IS NULL THEN NULL WHEN x >= 0 THEN '1' || printf('%0{WHOLE}d', x) || '{NO_PLACES}' "
        f"ELSE '0' || printf('%0{WHOLE}d', {most} + x) || '{NO_PLACES.replace('0', '9')}' END"
    )
    return exp.paren(_sql(text, x=part))


def _chosen(node: Any) -> Any:
    """Where one of several values is taken and one is a decimal, all have to be keys."""
    branches = _branches(node)
    if any(_is(part, "decimal") for part in branches):
        for part in branches:
            if not _is(part, "decimal") or isinstance(part, (exp.Literal, exp.Neg)):
                part.replace(_key(part))
        node.meta["kind"] = "decimal"
    if isinstance(node, (exp.Greatest, exp.Least)):
        return _extreme(node)
    return node


def _branches(node: Any) -> list[Any]:
    if isinstance(node, exp.Case):
        taken = [branch.args["true"] for branch in node.args["ifs"]]
        return [*taken, node.args["default"]] if node.args.get("default") else taken
    if isinstance(node, exp.If):
        return []
    if isinstance(node, exp.Nullif):
        return [node.this, node.expression]
    return [node.this, *node.expressions]


def _extreme(node: Any) -> Any:
    """SQLite's max of several values is NULL where one of them is: here it is not."""
    name = "max" if isinstance(node, exp.Greatest) else "min"
    parts = [node.this, *node.expressions]
    if any(part.find(exp.AggFunc, exp.Window) for part in parts):
        raise Unsayable("function", node.sql_name().lower())
    listed = " UNION ALL ".join(f"SELECT v{index} AS v" for index in range(len(parts)))
    return exp.paren(_sql(f"(SELECT {name}(v) FROM ({listed}))", **{f"v{i}": part for i, part in enumerate(parts)}))


def _like(node: exp.Like) -> Any:
    """SQLite's LIKE takes capitals for small letters; GLOB does not."""
    pattern = node.expression
    if not isinstance(pattern, exp.Literal) or any(sign in pattern.name for sign in "*?["):
        raise Unsayable("function", "like")
    return exp.Glob(
        this=node.this.copy(), expression=exp.Literal.string(pattern.name.replace("%", "*").replace("_", "?"))
    )


def _cast(node: exp.Cast) -> Any:
    to, inner = _KINDS.get(node.to.this), node.this
    if to == "list":
        return inner
    if to == "decimal" and _is(inner, "whole"):
        return _key(inner)
    if "decimal" in {to, inner.meta.get("kind")} and to != inner.meta.get("kind"):
        raise Unsayable("decimals")
    if to == "decimal" or (to == "date" and _is(inner, "date")):
        return inner
    if to in {"date", "truth", None}:
        raise Unsayable("dates" if to == "date" else "type")
    return node


def _joined(node: exp.ConcatWs) -> Any:
    """Join texts by a mark, without those that are missing."""
    mark, *parts = node.expressions
    told = " || ".join(f"coalesce(mark || p{index}, '')" for index in range(len(parts)))
    return _sql(f"substr({told}, {len(mark.name) + 1})", mark=mark, **{f"p{i}": part for i, part in enumerate(parts)})


def _sql(text: str, **parts: Any) -> Any:
    """Parse an expression of SQLite and put parts in the place of the names in it."""
    tree: Any = exp.maybe_parse(text, dialect="sqlite")

    def put(node: Any) -> Any:
        if isinstance(node, exp.Column) and not node.table and node.name in parts:
            return parts[node.name].copy()
        return node

    return tree.transform(put)


def _values(node: exp.Values) -> Any:
    """Name the columns of a table that is written out, in its first row."""
    names = [name.name for name in node.args["alias"].args.get("columns") or ()]
    rows = [row.expressions for row in node.expressions]
    if not names:
        return node
    selects = [
        exp.select(*(exp.alias_(cell.copy(), name) for cell, name in zip(row, names, strict=True))) for row in rows
    ]
    union: Any = selects[0]
    for select in selects[1:]:
        union = exp.union(union, select, distinct=False)
    return union.subquery(node.alias)


def _kinds_of(node: Any) -> set[str | None]:
    return {part.meta.get("kind") for part in node.iter_expressions()}


def _piped(node: exp.DPipe) -> Any:
    if "decimal" in _kinds_of(node):
        raise Unsayable("decimals")
    return node


def _grouped(node: exp.Group) -> Any:
    if "list" in _kinds_of(node):
        raise Unsayable("lists")
    return node


def _calendar(_: Any) -> Any:
    raise Unsayable("dates")


def _refused(what: str) -> Callable[[Any], Any]:
    def refuse(_: Any) -> Any:
        raise Unsayable("function", what)

    return refuse


_FORMS: dict[type[exp.Expression], Callable[[Any], Any]] = {
    exp.Like: _like,
    exp.Cast: _cast,
    exp.TryCast: _refused("try_cast"),
    exp.Values: _values,
    exp.ConcatWs: _joined,
    exp.Left: lambda n: exp.Substring(this=n.this.copy(), start=exp.Literal.number(1), length=n.expression.copy()),
    exp.StartsWith: lambda n: _sql("substr(x, 1, length(y)) = y", x=n.this, y=n.expression),
    exp.Contains: lambda n: _sql("instr(x, y) > 0", x=n.this, y=n.expression),
    exp.LogicalOr: lambda n: exp.Max(this=n.this.copy()),
    exp.LogicalAnd: lambda n: exp.Min(this=n.this.copy()),
    exp.IntDiv: lambda n: exp.paren(_sql("CAST(x AS INTEGER) / CAST(y AS INTEGER)", x=n.this, y=n.expression)),
    exp.Group: _grouped,
    exp.DPipe: lambda n: joined(n.this, n.expression) if "list" in _kinds_of(n) else _piped(n),
    exp.Month: lambda n: _sql("CAST(substr(x, 6, 2) AS INTEGER)", x=n.this),
    exp.Year: lambda n: _sql("CAST(substr(x, 1, 4) AS INTEGER)", x=n.this),
    exp.Day: lambda n: _sql("CAST(substr(x, 9, 2) AS INTEGER)", x=n.this),
    exp.DateFromParts: lambda n: _sql(
        "printf('%04d-%02d-%02d', y, m, d)", y=n.args["year"], m=n.args["month"], d=n.args["day"]
    ),
    exp.Interval: _calendar,
    exp.Lower: _refused("lower"),
    exp.Upper: _refused("upper"),
}


_BY_NAME: dict[str, Callable[[exp.Anonymous], Any]] = {"list_slice": _refused("list_slice")}
