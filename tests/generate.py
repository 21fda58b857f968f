"""Writes what the program itself can write: published JSON Schemas and the expected reports of the fixtures."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from egovcheck.core.report import Report
from egovcheck.records.derived import json_schema
from egovcheck.validation import Settings, run

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 1)
FIXTURES = ("seeds", "wrong-year", "conflict", "clean", "malformed")


def report_schema() -> dict[str, object]:
    """Return the JSON Schema of the report, as derived from its dataclasses."""
    schema = TypeAdapter(Report).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "egovcheck report",
        "required": sorted(schema["properties"]),
    }


def documents() -> dict[Path, str]:
    """Return every generated file with its text."""
    files = {
        ROOT / "schemas" / "record.schema.json": _json(json_schema()),
        ROOT / "schemas" / "report.schema.json": _json(report_schema()),
    }
    for name in FIXTURES:
        report = run([f"fixtures/{name}"], Settings(today=TODAY))
        files[ROOT / "fixtures" / "expected" / f"{name}.json"] = report.to_json()
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for path, text in documents().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
