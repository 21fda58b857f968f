"""What tests of rules share: records in, a report out."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from egovcheck.validation import Settings, run

FIELDS = (
    *("indicator", "area", "period", "value", "denominator", "qualifier", "measure", "base_period", "status"),
    *("breakdown", "published", "source"),
)


@pytest.fixture
def judge(tmp_path, monkeypatch):
    """Return a function that writes records to one file, judges them by the given rules and returns the report."""
    monkeypatch.chdir(tmp_path)

    def judge(select, records, **settings):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)
        known = {"today": date(2026, 11, 1), "locale": "en", **settings}
        report = run(["figures.csv"], Settings(select=tuple(select), **known))
        assert not report.rule_errors
        return report

    return judge
