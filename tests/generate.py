"""Writes what the program itself can write: published JSON Schemas and the expected reports of the fixtures."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from egovcheck.core.report import OPTIONAL, Report
from egovcheck.core.review import Review
from egovcheck.records.derived import json_schema
from egovcheck.validation import Settings, run

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 1)
FIXTURES = (
    *("seeds", "wrong-year", "conflict", "clean", "malformed", "workbook"),
    *("articles/clean", "articles/faults", "articles/together"),
)


def report_schema() -> dict[str, object]:
    """Return the JSON Schema of the report, as derived from its dataclasses."""
    schema = TypeAdapter(Report).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "egovcheck report",
        "required": sorted(schema["properties"].keys() - OPTIONAL),
    }


def review_schema() -> dict[str, object]:
    """Return the JSON Schema of a review, as derived from its dataclasses."""
    schema = TypeAdapter(Review).json_schema(mode="serialization")
    report = schema["$defs"]["Report"]
    report["required"] = sorted(report["properties"].keys() - OPTIONAL)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "egovcheck review"}


def expected_report(name: str) -> str:
    """Return the JSON report on a fixture, judged from the root of the checkout on a fixed day."""
    with contextlib.chdir(ROOT):
        return run([f"fixtures/{name}"], Settings(today=TODAY)).to_json()


GENERATED = {
    ROOT / "schemas" / "record.schema.json": lambda: _json(json_schema()),
    ROOT / "schemas" / "report.schema.json": lambda: _json(report_schema()),
    ROOT / "schemas" / "review.schema.json": lambda: _json(review_schema()),
    **{
        ROOT / "fixtures" / "expected" / f"{name.replace('/', '-')}.json": partial(expected_report, name)
        for name in FIXTURES
    },
}
"""Every generated file with what makes its text."""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for path, made in GENERATED.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made(), encoding="utf-8")
