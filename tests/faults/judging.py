"""Planted tables, judged as files are."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from egovcheck.core.findings import Finding
from egovcheck.faults import PlantedTable
from egovcheck.records.catalogue import load_catalogue
from egovcheck.rules import load_rules
from egovcheck.sources.find import find_documents
from egovcheck.validation import Settings, judge

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 1)

rule_book = cache(lambda: load_rules(()))


def judged(table: PlantedTable) -> list[Finding]:
    """Return what is found in the files of a planted table; no rule may fail."""
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        for name, text in table.files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        with find_documents([folder], stdin=None) as documents:
            report = judge(documents, CATALOGUE, rule_book(), Settings(today=TODAY))
    assert not report.rule_errors
    return list(report.findings)
