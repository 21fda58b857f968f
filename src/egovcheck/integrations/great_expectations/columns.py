"""What ``IndicatorRecord`` says of single fields, as Great Expectations' own expectations of columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from egovcheck.core.findings import Lang
from egovcheck.records.derived import PLACES, constraints, sql_columns
from egovcheck.records.model import IndicatorRecord

_BOUNDS = {"gt": ("min_value", True), "ge": ("min_value", False), "lt": ("max_value", True), "le": ("max_value", False)}
_TYPES = {
    "VARCHAR": 'TEXT COLLATE "C"',
    "DECIMAL(28,10)": "NUMERIC(28, 10)",
    "BIGINT": "BIGINT",
    "INTEGER": "INTEGER",
    "BOOLEAN": "BOOLEAN",
    "DATE": "DATE",
}
"""How SQLAlchemy names the types that ``Target`` gives the columns."""
_TITLES: dict[str, dict[Lang, str]] = {
    "exists": {"en": "The table has all columns of a record", "vi": "Bảng có đủ các cột của một bản ghi"},
    "required": {"en": "`{name}` is never empty", "vi": "`{name}` không bao giờ trống"},
    "chosen": {"en": "`{name}` is one of its values", "vi": "`{name}` là một trong các giá trị đã định"},
    "bounded": {"en": "`{name}` lies within its bounds", "vi": "`{name}` nằm trong giới hạn"},
    "long": {"en": "`{name}` is neither too short nor too long", "vi": "`{name}` không quá ngắn, không quá dài"},
    "typed": {"en": "`{name}` is of its type", "vi": "`{name}` đúng kiểu dữ liệu"},
    "unique": {"en": "`{name}` is given once", "vi": "`{name}` không lặp lại"},
}


def column_expectations(dialect: str, lang: Lang, page: str) -> Iterator[dict[str, Any]]:
    """Yield the expectations of the columns of a table of records; ``page`` is where a record is described."""

    def expectation(kind: str, what: str, **given: Any) -> dict[str, Any]:
        about = _TITLES[what][lang].format(name=given.get("column", ""))
        description = IndicatorRecord.model_fields.get(given.get("column", ""))
        meta: dict[str, Any] = {"code": "RECORD", "title": about, "documentation": page}
        if description is not None and description.description:
            meta["about"] = description.description
        return {
            "type": kind,
            "kwargs": given,
            "meta": {"egovcheck": meta},
            "severity": "critical",
            "description": about,
        }

    names = sorted(sql_columns())
    yield expectation("expect_table_columns_to_match_set", "exists", column_set=names, exact_match=False)
    yield expectation("expect_column_values_to_be_unique", "unique", column="id")
    for name, kind in sql_columns().items():
        # SQLite's columns hold what they are given, whatever type they have been declared with
        if dialect == "postgresql":
            yield expectation("expect_column_values_to_be_of_type", "typed", column=name, type_=_TYPES[kind])
        if name in PLACES:
            continue
        field = IndicatorRecord.model_fields[name]
        if type(None) not in get_args(field.annotation):
            yield expectation("expect_column_values_to_not_be_null", "required", column=name)
        yield from _of_field(name, kind, constraints(field), dialect, expectation)


def _of_field(
    name: str, kind: str, found: list[tuple[str, Any]], dialect: str, expectation: Any
) -> Iterator[dict[str, Any]]:
    bounds: dict[str, Any] = {}
    lengths: dict[str, Any] = {}
    for constraint, value in found:
        if constraint == "choice":
            yield expectation("expect_column_values_to_be_in_set", "chosen", column=name, value_set=list(value))
        elif constraint in _BOUNDS:
            side, strict = _BOUNDS[constraint]
            bounds |= {side: int(value)} | ({f"strict_{side.removesuffix('_value')}": True} if strict else {})
        else:
            lengths[f"{constraint.removesuffix('_length')}_value"] = value
    # in SQLite a decimal is a text of fixed width, whose bounds are those of its digits
    if bounds and not (dialect == "sqlite" and kind.startswith("DECIMAL")):
        yield expectation("expect_column_values_to_be_between", "bounded", column=name, **bounds)
    if lengths:
        yield expectation("expect_column_value_lengths_to_be_between", "long", column=name, **lengths)
