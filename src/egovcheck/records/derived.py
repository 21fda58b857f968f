"""What is derived from ``IndicatorRecord``: table columns, the pandera schema, the JSON Schema."""

from __future__ import annotations

import types
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from egovcheck.records.model import DERIVED, REQUIRED, IndicatorRecord

if TYPE_CHECKING:
    import pandera.polars as pa

_SQL = {str: "VARCHAR", Decimal: "DECIMAL(28,10)", int: "BIGINT", bool: "BOOLEAN", date: "DATE"}

PLACES: dict[str, str] = {
    "id": "BIGINT",
    "file": "INTEGER",
    "record": "BIGINT",
    "line": "BIGINT",
    "column": "BIGINT",
    "excerpt": "VARCHAR",
}
"""Columns that say where a record stands; ``id`` is made from its place in the file and is never a row's position.

``column`` is the ordinal of the record's cell in a wide table, and null where the row is the record.
"""


def base_type(annotation: Any) -> Any:
    """Return the plain type of a field, seen through ``| None`` and ``Annotated``; a ``Literal`` is ``str``."""
    if get_origin(annotation) is Annotated:
        return base_type(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        return base_type(next(part for part in get_args(annotation) if part is not type(None)))
    return str if get_origin(annotation) is Literal else annotation


def sql_columns() -> dict[str, str]:
    """Return the columns of the records table with their SQL types, places first."""
    fields = IndicatorRecord.model_fields
    return PLACES | {name: _SQL[base_type(field.annotation)] for name, field in fields.items()}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of one row of a submission: the fields that may be submitted, without the derived ones."""
    schema = IndicatorRecord.model_json_schema()
    properties = {name: schema["properties"][name] for name in schema["properties"] if name not in DERIVED}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "egovcheck indicator record",
        "description": "One figure as one source states it: one row of a submission.",
        "type": "object",
        "properties": properties,
        "required": list(REQUIRED),
        "additionalProperties": False,
    }


def pandera_schema() -> pa.DataFrameSchema:
    """Return the pandera (polars) schema of interpreted records; imports pandera, which the small path never does."""
    import pandera.polars as pa  # noqa: PLC0415 - 0.4 s that only bulk tables are worth
    import polars as pl  # noqa: PLC0415

    types_: dict[Any, Any] = {
        str: pl.String,
        Decimal: pl.Decimal(38, 10),
        int: pl.Int64,
        bool: pl.Boolean,
        date: pl.Date,
    }
    columns = {}
    for name, field in IndicatorRecord.model_fields.items():
        nullable = not field.is_required() and type(None) in get_args(_unannotated(field.annotation))
        checks = [check for rule in constraints(field) for check in _checks(pa, *rule)]
        columns[name] = pa.Column(types_[base_type(field.annotation)], checks, nullable=nullable)
    return pa.DataFrameSchema(columns, strict=False)


def _unannotated(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def constraints(field: Any) -> list[tuple[str, Any]]:
    """Return the bounds, lengths and choices of a field, wherever its annotation holds them."""
    found: list[tuple[str, Any]] = []

    def collect(metadata: Any) -> None:
        for item in metadata:
            found.extend(
                (kind, getattr(item, kind))
                for kind in ("gt", "ge", "lt", "le", "min_length", "max_length")
                if getattr(item, kind, None) is not None
            )
            if hasattr(item, "metadata"):
                collect(item.metadata)

    def walk(annotation: Any) -> None:
        if get_origin(annotation) is Literal:
            found.append(("choice", list(get_args(annotation))))
        elif get_origin(annotation) is Annotated:
            collect(annotation.__metadata__)
            walk(get_args(annotation)[0])
        else:
            for part in get_args(annotation):
                walk(part)

    collect(field.metadata)
    walk(field.annotation)
    return found


def _checks(pa: Any, kind: str, value: Any) -> list[Any]:
    made = {
        "gt": lambda: pa.Check.gt(value),
        "ge": lambda: pa.Check.ge(value),
        "lt": lambda: pa.Check.lt(value),
        "le": lambda: pa.Check.le(value),
        "min_length": lambda: pa.Check.str_length(min_value=value),
        "max_length": lambda: pa.Check.str_length(max_value=value),
        "choice": lambda: pa.Check.isin(value),
    }
    return [made[kind]()]
