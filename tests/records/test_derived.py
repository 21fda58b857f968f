"""What is derived from the one definition of a record stays equal to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pandera.polars as pa
import polars as pl
import pytest

from egovcheck.engine.database import Database
from egovcheck.records.derived import PLACES, json_schema, pandera_schema, sql_columns
from egovcheck.records.interpret import Interpreter
from egovcheck.records.model import CHOICES, DERIVED, SUBMITTED, IndicatorRecord
from tests.records.rows import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent.parent
FIELDS = tuple(IndicatorRecord.model_fields)

COLUMNS = {
    "id": "BIGINT", "file": "INTEGER", "record": "BIGINT", "line": "BIGINT", "column": "BIGINT",
    "excerpt": "VARCHAR", "indicator": "VARCHAR", "area": "VARCHAR", "period": "VARCHAR",
    "value": "DECIMAL(28,10)", "printed": "VARCHAR",
    "denominator": "DECIMAL(28,10)", "unit": "VARCHAR", "qualifier": "VARCHAR", "measure": "VARCHAR",
    "base_period": "VARCHAR", "status": "VARCHAR", "breakdown": "VARCHAR", "source": "VARCHAR", "publisher": "VARCHAR",
    "published": "VARCHAR", "url": "VARCHAR", "authority": "VARCHAR", "quote": "VARCHAR", "note": "VARCHAR",
    "path": "VARCHAR", "start": "BIGINT", "end": "BIGINT", "decimals": "BIGINT", "low": "DECIMAL(28,10)",
    "high": "DECIMAL(28,10)", "high_open": "BOOLEAN", "plausible": "DECIMAL(28,10)", "step": "DECIMAL(28,10)",
    "period_start": "DATE", "period_end": "DATE", "published_start": "DATE", "published_end": "DATE",
}  # fmt: skip

LIMITS = [("greater_than", {"min_value": -(10**18)}), ("less_than", {"max_value": 10**18})]
BOUNDS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "value": LIMITS,
    "low": LIMITS,
    "denominator": [*LIMITS, ("greater_than", {"min_value": 0})],
    "indicator": [("str_length", {"min_value": 1}), ("str_length", {"max_value": 200})],
    "printed": [("str_length", {"max_value": 1000})],
    "url": [("str_length", {"max_value": 4000})],
    "quote": [("str_length", {"max_value": 10_000})],
    "start": [("greater_than_or_equal_to", {"min_value": 0})],
    "unit": [("isin", {"allowed_values": list(CHOICES["unit"])})],
    "status": [("isin", {"allowed_values": ["actual", "provisional", "estimate", "target"]})],
    "period_start": [],
    "high_open": [],
}


def test_the_columns_of_the_table_are_the_fields_and_their_places() -> None:
    assert sql_columns() == COLUMNS


def test_the_database_has_these_columns() -> None:
    with Database() as database:
        described = database.connection.execute("DESCRIBE submitted").fetchall()
    assert {row[0]: row[1] for row in described} == COLUMNS


def test_whoever_reads_a_row_fills_every_field_and_no_other() -> None:
    columns, _ = Interpreter(CATALOGUE).columns({"value": ["86"]}, 1)
    assert tuple(columns) == FIELDS


def test_the_published_schema_is_the_derived_one() -> None:
    text = (ROOT / "schemas" / "record.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_published_schema_holds_what_may_be_submitted() -> None:
    schema = json_schema()
    assert tuple(schema["properties"]) == SUBMITTED
    assert schema["required"] == ["indicator", "area", "value"]
    assert all(schema["properties"][name]["description"] for name in SUBMITTED)


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"value": 86}, True),
        ({"period": "2020", "unit": "rank", "start": 0}, True),
        ({"unit": None}, True),
        ({"unit": "furlong"}, False),
        ({"value": None}, False),
        ({"value": True}, False),
        ({"start": -1}, False),
        ({"area": ""}, False),
        ({"low": 86}, False),
        ({"colour": "red"}, False),
    ],
)
def test_the_published_schema_judges_a_row(change: dict[str, Any], *, valid: bool) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    row = {"indicator": "UN_EGDI_RANK", "area": "VNM", "value": "86/193", **change}
    assert validator.is_valid(row) is valid


def test_the_bulk_schema_has_every_field_once() -> None:
    assert tuple(pandera_schema().columns) == FIELDS


@pytest.mark.parametrize("name", BOUNDS)
def test_the_bulk_schema_has_the_same_bounds(name: str) -> None:
    checks = pandera_schema().columns[name].checks
    stated = [(check.name, {k: v for k, v in check.statistics.items() if v is not None}) for check in checks]
    assert stated == BOUNDS[name]


@pytest.mark.parametrize(
    ("name", "kind", "nullable"),
    [
        ("value", pl.Decimal(38, 10), False),
        ("denominator", pl.Decimal(38, 10), True),
        ("indicator", pl.String, True),
        ("breakdown", pl.String, False),
        ("unit", pl.String, True),
        ("measure", pl.String, False),
        ("start", pl.Int64, True),
        ("high_open", pl.Boolean, True),
        ("period_end", pl.Date, True),
    ],
)
def test_the_bulk_schema_has_the_same_types(name: str, kind: Any, *, nullable: bool) -> None:
    column = pandera_schema().columns[name]
    assert (column.dtype.type, column.nullable) == (kind, nullable)


def test_the_bulk_schema_refuses_what_the_record_refuses() -> None:
    row = dict.fromkeys(FIELDS) | {
        "value": "86", "qualifier": "exact", "measure": "level", "status": "planned", "breakdown": "_T", "source": "a",
    }  # fmt: skip
    from egovcheck.records.validate import typed_frame

    frame = typed_frame({name: [value] for name, value in row.items()})
    with pytest.raises(pa.errors.SchemaErrors) as error:
        pandera_schema().validate(frame, lazy=True)
    assert error.value.failure_cases["column"].to_list() == ["status"]


def test_what_is_worked_out_is_marked_so() -> None:
    marked = {
        name for name, f in IndicatorRecord.model_fields.items() if (f.json_schema_extra or {}) == {"derived": True}
    }
    assert set(DERIVED) == marked == set(FIELDS) - set(SUBMITTED)


def test_the_places_are_no_fields() -> None:
    assert not set(PLACES) & set(FIELDS)
