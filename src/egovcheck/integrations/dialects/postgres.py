"""What rules say in DuckDB's SQL, said in PostgreSQL's: lists become arrays, decimals stay exact NUMERIC.

Only what the two understand differently is rewritten here; the rest is sqlglot's work. Lists of lists have no
counterpart in PostgreSQL, so functions of our own, made beside the tables, join and sort them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlglot import exp

from egovcheck.integrations.dialects.names import LIST_FLATTEN, LIST_SORT
from egovcheck.integrations.dialects.unsayable import Unsayable

_ITEM = "item"
_PRINTED = re.compile(r"^(?P<before>[^%]*)%\.(?P<digits>\d)(?P<form>[fg])(?P<after>[^%]*)$")


def to_postgres(tree: Any, schema: str) -> Any:
    """Return the tree with all that PostgreSQL says otherwise; its functions of lists stand in ``schema``."""

    def rewritten(node: Any) -> Any:
        if isinstance(node, exp.Flatten):
            return _flattened(node, schema)
        if isinstance(node, exp.ArraySort):
            return _sorted(node, schema)
        if isinstance(node, exp.Anonymous):
            named: Callable[[Any], Any] = _BY_NAME.get(node.name.lower(), _same)
            return named(node)
        return _BY_KIND.get(type(node), _same)(node)

    # from the inside out: what holds a list is rewritten after the list
    return _bottom_up(tree, rewritten)


def _bottom_up(node: Any, rewritten: Callable[[Any], Any]) -> Any:
    for found in reversed(list(node.walk(bfs=True))):
        changed = rewritten(found)
        if changed is not found:
            found.replace(changed)
    return node


def _same(node: Any) -> Any:
    return node


def _sql(text: str, **parts: Any) -> Any:
    """Parse a PostgreSQL expression and put parts in the place of the names in it."""
    tree: Any = exp.maybe_parse(text, dialect="postgres")

    def put(node: Any) -> Any:
        if isinstance(node, exp.Column) and not node.table and node.name in parts:
            return parts[node.name].copy()
        return node

    return tree.transform(put)


def _own(schema: str, name: str, part: Any) -> Any:
    """Call a function of our own."""
    called = exp.Anonymous(this=name, expressions=[part.copy()])
    return exp.Dot(this=exp.to_identifier(schema, quoted=True), expression=called)


def _flattened(node: exp.Flatten, schema: str) -> Any:
    inner = node.this
    held = inner.this if isinstance(inner, exp.Filter) else inner
    if isinstance(held, exp.Coalesce):  # flatten(coalesce(list(…), []))
        held.this.replace(_flattened(exp.Flatten(this=held.this.copy()), schema))
        return held
    if not isinstance(held, exp.ArrayAgg):
        raise Unsayable("lists")
    joined = _own(schema, LIST_FLATTEN, held.this)
    return exp.Filter(this=joined, expression=inner.expression) if isinstance(inner, exp.Filter) else joined


def _sorted(node: exp.ArraySort, schema: str) -> Any:
    """Sort a list: where an aggregate makes it, as it is made."""
    inner = node.this
    held = inner.this if isinstance(inner, exp.Filter) else inner
    if isinstance(held, exp.ArrayAgg) and not isinstance(held.this, exp.Order):
        kept = held.this
        keys = kept.expressions if isinstance(kept, exp.Distinct) else [kept]
        if isinstance(kept, exp.Struct):
            keys = [part.expression for part in kept.expressions]
        order = exp.Order(
            this=kept.copy(), expressions=[exp.Ordered(this=key.copy(), nulls_first=False) for key in keys]
        )
        held.set("this", order)
        return inner
    return _own(schema, LIST_SORT, inner)


def _body(node: Any) -> tuple[Any, Any]:
    """Return the list that a lambda is called for, and its body over ``item``."""
    made = node.expression
    name = made.expressions[0].name
    column = exp.column(_ITEM)
    body = made.this.copy()
    if isinstance(body, exp.Identifier):
        return node.this, column
    for found in list(body.find_all(exp.Identifier, exp.Column)):
        if found.name == name and not (isinstance(found, exp.Column) and found.table):
            if isinstance(found.parent, (exp.Column, exp.TableAlias)):
                continue
            if found is body:
                return node.this, column
            found.replace(column.copy())
    return node.this, body


def _transformed(node: exp.Transform) -> Any:
    held = node.this
    if isinstance(held, exp.ArrayAgg) and isinstance(held.this, exp.Order) and isinstance(held.this.this, exp.Struct):
        return _of_structs(held, node.expression)
    items, body = _body(node)
    return _sql(
        f"CASE WHEN x IS NOT NULL THEN ARRAY(SELECT body FROM unnest(x) WITH ORDINALITY AS u({_ITEM}, place) "
        "ORDER BY place) END",
        x=items,
        body=body,
    )


def _of_structs(held: exp.ArrayAgg, made: exp.Lambda) -> Any:
    """Make a sorted list of structs, of which each becomes something, without the structs."""
    fields = {part.this.name: part.expression for part in held.this.this.expressions}
    body = exp.paren(made.this.copy())
    for found in list(body.find_all(exp.Bracket)):
        if found.this.name == made.expressions[0].name:
            found.replace(fields[found.expressions[0].name].copy())
    order = exp.Order(this=body, expressions=[one.copy() for one in held.this.expressions])
    return exp.ArrayAgg(this=order)


def _filtered(node: exp.ArrayFilter) -> Any:
    items, body = _body(node)
    if isinstance(body, exp.Not) and isinstance(body.this, exp.Is) and isinstance(body.this.expression, exp.Null):
        return exp.Anonymous(this="array_remove", expressions=[items.copy(), exp.null()])
    text = f"coalesce((SELECT array_agg({_ITEM} ORDER BY place) FROM unnest(x) WITH ORDINALITY AS u({_ITEM}, place) "
    return _sql(text + "WHERE body), '{}')", x=items, body=body)


def _extreme(node: exp.ArgMin | exp.ArgMax) -> Any:
    """Return what stands beside the least or most: the first of a sorted list."""
    by = node.expression
    keys = [part.expression for part in by.expressions] if isinstance(by, exp.Struct) else [by]
    most = isinstance(node, exp.ArgMax)
    ordered = [exp.Ordered(this=key.copy(), desc=most, nulls_first=most) for key in keys]
    made = exp.ArrayAgg(this=exp.Order(this=node.this.copy(), expressions=ordered))
    kept: Any = node.this.copy().is_(exp.null()).not_()
    if not isinstance(by, exp.Struct):
        kept = exp.and_(kept, by.copy().is_(exp.null()).not_())
    outer = node.parent
    if isinstance(outer, exp.Filter):
        kept = exp.and_(kept, outer.expression.this.copy())
    return exp.Bracket(
        this=exp.Paren(this=exp.Filter(this=made, expression=exp.Where(this=kept))), expressions=[exp.Literal.number(0)]
    )


def _without_filter(node: exp.Filter) -> Any:
    """Drop the filter of what has taken it in."""
    return node.this if isinstance(node.this, exp.Bracket) else node


def _array(node: exp.Array) -> Any:
    if node.expressions:
        return node
    # an empty list is of a type that its neighbours tell; where it has none, it is one of ids
    empty = exp.Literal.string("{}")
    return empty if isinstance(node.parent, exp.Coalesce) else exp.cast(empty, "BIGINT[]", dialect="postgres")


def _printed(node: exp.Anonymous) -> Any:
    """Print a number of a plausibility rule to some decimals or digits."""
    found = _PRINTED.match(node.expressions[0].name)
    if not found or len(node.expressions) != 2:
        raise Unsayable("function", f"printf({node.expressions[0].sql()})")
    digits = found["digits"]
    number = f"round(CAST(x AS NUMERIC), {digits})"
    if found["form"] == "g":
        number = (
            f"CASE WHEN x = 0 THEN 0 ELSE trim_scale(round(CAST(x AS NUMERIC), "
            f"CAST({digits} - 1 - floor(log(abs(CAST(x AS NUMERIC)))) AS INT))) END"
        )
    parts = (exp.Literal.string(found["before"]), exp.Literal.string(found["after"]))
    return _sql(f"before || CAST({number} AS TEXT) || after", x=node.expressions[1], before=parts[0], after=parts[1])


def _try_cast(node: exp.TryCast) -> Any:
    width = [int(part.name) for part in node.to.expressions]
    if len(width) != 2:
        raise Unsayable("function", f"TRY_CAST({node.to.sql()})")
    bound = exp.Literal.number("1" + "0" * (width[0] - width[1]))
    cast = exp.cast(node.this.copy(), node.to.copy())
    return exp.Case(ifs=[exp.If(this=exp.LT(this=exp.Abs(this=node.this.copy()), expression=bound), true=cast)])


def _called(name: str) -> Callable[[Any], Any]:
    def call(node: Any) -> Any:
        parts = node.expressions if isinstance(node, exp.Anonymous) else list(node.iter_expressions())
        return exp.Anonymous(this=name, expressions=[part.copy() for part in parts])

    return call


_BY_KIND: dict[type[exp.Expression], Callable[[Any], Any]] = {
    exp.ArrayFilter: _filtered,
    exp.Transform: _transformed,
    exp.ArgMin: _extreme,
    exp.ArgMax: _extreme,
    exp.Filter: _without_filter,
    exp.Array: _array,
    exp.ArraySize: _called("cardinality"),
    exp.ArrayDistinct: lambda n: _sql(
        f"(SELECT array_agg(DISTINCT {_ITEM}) FROM unnest(x) AS u({_ITEM}) WHERE {_ITEM} IS NOT NULL)", x=n.this
    ),
    exp.ArrayContains: lambda n: _sql("(one = ANY(x))", one=n.expression, x=n.this),
    exp.ArrayConcat: lambda n: exp.Paren(this=exp.DPipe(this=n.this.copy(), expression=n.expressions[0].copy())),
    exp.DateFromParts: lambda n: exp.Anonymous(
        this="make_date", expressions=[n.args[part].copy() for part in ("year", "month", "day")]
    ),
    exp.Split: _called("string_to_array"),
    exp.Contains: lambda n: _sql("strpos(x, part) > 0", x=n.this, part=n.expression),
    exp.ToDays: lambda n: _sql("x * INTERVAL '1 day'", x=n.this),
    exp.Month: lambda n: _sql("CAST(EXTRACT(MONTH FROM x) AS INT)", x=n.this),
    exp.Year: lambda n: _sql("CAST(EXTRACT(YEAR FROM x) AS INT)", x=n.this),
    exp.Day: lambda n: _sql("CAST(EXTRACT(DAY FROM x) AS INT)", x=n.this),
    exp.IntDiv: lambda n: _sql("CAST(div(x, y) AS BIGINT)", x=n.this, y=n.expression),
    exp.TryCast: _try_cast,
    exp.Explode: lambda n: n.this if isinstance(n.this, exp.GenerateSeries) else n,
    exp.Unnest: lambda n: n.expressions[0] if isinstance(n.expressions[0], exp.GenerateSeries) else n,
    exp.Log: lambda n: exp.Anonymous(this="log10", expressions=[exp.cast(n.expression.copy(), "DOUBLE PRECISION")]),
}

_BY_NAME: dict[str, Callable[[Any], Any]] = {
    "list_slice": lambda n: _sql("(x)[a:b]", x=n.expressions[0], a=n.expressions[1], b=n.expressions[2]),
    "printf": _printed,
}
