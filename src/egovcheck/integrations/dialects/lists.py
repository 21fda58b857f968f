"""Lists in SQLite: JSON texts. A list of record ids is a set to whoever reads it, so its order is left as it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlglot import exp

from egovcheck.integrations.dialects.unsayable import Unsayable

_GATHER, _JOIN = "json_group_array", "group_concat"
_EMPTY = "[]"


def _call(name: str, *parts: Any) -> Any:
    return exp.Anonymous(this=name, expressions=[part.copy() for part in parts])


def _text(value: str) -> Any:
    return exp.Literal.string(value)


def _inside(listed: Any) -> Any:
    """Return the members of a list with the commas between them, or NULL where it has none."""
    length = exp.Sub(this=exp.Length(this=listed.copy()), expression=exp.Literal.number(2))
    inner = exp.Substring(this=listed.copy(), start=exp.Literal.number(2), length=length)
    return exp.Nullif(this=inner, expression=_text(""))


def _bracketed(members: Any) -> Any:
    return exp.paren(exp.DPipe(this=exp.DPipe(this=_text("["), expression=members), expression=_text("]")))


def _gathered(node: exp.ArrayAgg) -> Any:
    if isinstance(node.this, (exp.Struct, exp.Order)):
        raise Unsayable("lists")
    around = node.parent.parent if isinstance(node.parent, exp.Filter) else node.parent
    if isinstance(around, exp.Flatten):
        return _call(_JOIN, _inside(node.this))
    made = _call(_GATHER, node.this)
    # of no values DuckDB makes NULL
    return made if isinstance(node.parent, exp.Filter) else _or_null(made)


def _or_null(made: Any) -> Any:
    return exp.Nullif(this=made, expression=_text(_EMPTY))


def _kept(node: exp.Filter) -> Any:
    return _or_null(node.copy()) if node.this.name == _GATHER else node


def _set(node: Any) -> Any:
    """Leave the order and repeats of a list of ids; of any other both would be seen."""
    kind = node.type.expressions[0].this if node.type is not None and node.type.expressions else None
    if kind not in {exp.DataType.Type.BIGINT, exp.DataType.Type.INT} and not _names_ids(node):
        raise Unsayable("lists")
    return node.this.copy()


def _names_ids(node: Any) -> bool:
    alias = node.find_ancestor(exp.Alias)
    return alias is not None and (alias.alias.endswith("_ids") or alias.alias == "ids")


def _with(node: exp.ArrayConcat) -> Any:
    return joined(node.this, node.expressions[0])


def joined(first: Any, second: Any) -> Any:
    """Return one list after another; a missing one adds nothing."""
    parts = [
        exp.func("coalesce", exp.DPipe(this=_text(","), expression=_inside(part)), _text(""))
        for part in (first, second)
    ]
    both = exp.paren(exp.DPipe(this=parts[0], expression=parts[1]))
    return _bracketed(exp.Substring(this=both, start=exp.Literal.number(2)))


def _members(listed: Any) -> Any:
    if listed.find(exp.AggFunc, exp.Window) or any(
        call.name in {_GATHER, _JOIN} for call in listed.find_all(exp.Anonymous)
    ):
        raise Unsayable("lists")
    return exp.select(exp.column("value")).from_(exp.Table(this=_call("json_each", listed)))


def _filtered(node: exp.ArrayFilter) -> Any:
    name = node.expression.expressions[0].name
    body = exp.paren(node.expression.this.copy())
    for found in list(body.find_all(exp.Identifier, exp.Column)):
        if found.name == name and not isinstance(found.parent, exp.Column):
            found.replace(exp.column("value"))
    chosen = _members(node.this).where(body)
    chosen.set("expressions", [_call(_GATHER, exp.column("value"))])
    return exp.paren(chosen.subquery())


def _contained(node: exp.ArrayContains) -> Any:
    inside = exp.In(this=node.expression.copy(), query=_members(node.this).subquery())
    known = exp.If(this=node.this.copy().is_(exp.null()).not_(), true=inside)
    return exp.Case(ifs=[known])


def _refused(_: Any) -> Any:
    raise Unsayable("lists")


LIST_FORMS: dict[type[exp.Expression], Callable[[Any], Any]] = {
    exp.ArrayAgg: _gathered,
    exp.Filter: _kept,
    exp.ArraySort: _set,
    exp.ArrayDistinct: _set,
    exp.Flatten: lambda n: _bracketed(n.this.copy()),
    exp.Array: lambda n: _call("json_array", *n.expressions) if n.expressions else _text(_EMPTY),
    exp.ArraySize: lambda n: _call("json_array_length", n.this),
    exp.ArrayConcat: _with,
    exp.ArrayFilter: _filtered,
    exp.ArrayContains: _contained,
    exp.ArrayToString: _refused,
    exp.Transform: _refused,
    exp.Explode: _refused,
    exp.Unnest: _refused,
    exp.GenerateSeries: _refused,
    exp.GroupConcat: _refused,
    exp.Struct: _refused,
}
