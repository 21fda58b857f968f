"""Small tables judged as a user has them judged: a file goes in, the findings come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from egovcheck.core.findings import Finding
from egovcheck.validation import Settings, run
from tests.engine.figures import CATALOGUE, TODAY

HEADER = "indicator,area,period,value,source\n"
SCORES = ("UN_EGDI_RANK", "UN_EGDI_SCORE", "UN_OSI_SCORE", "UN_TII_SCORE", "UN_HCI_SCORE")
NEIGHBOURS = ("KHM", "LAO", "MYS", "PHL", "SGP", "THA", "VNM")

Table = dict[str, dict[str, str]]
"""Printed figures by area and indicator."""


def errors(folder: Path, text: str, **settings: Any) -> list[Finding]:
    """Return the errors that are found in a file with this text, read with decimal points unless told otherwise."""
    return [f for f in judged(folder, text, **settings) if f.severity == "error"]


def judged(folder: Path, text: str, **settings: Any) -> list[Finding]:
    """Return all findings in a file with this text; no rule may fail."""
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8")
    report = run([str(path)], Settings(today=TODAY, **{"locale": "en", **settings}))
    assert not report.rule_errors
    return list(report.findings)


def published(edition: str, areas: Iterable[str] = NEIGHBOURS) -> Table:
    """Return what the authority has of some countries in an edition, as it prints it."""
    wanted = set(areas)
    table: Table = {area: {} for area in sorted(wanted)}
    for r in CATALOGUE.reference(wanted):
        if r.edition == edition and r.breakdown == "_T" and r.indicator in SCORES:
            table[r.area].setdefault(r.indicator, r.printed)
    return table


def as_text(table: Mapping[str, Mapping[str, str]], edition: str, source: str = "one") -> str:
    """Return a table as a file, one row a figure, area by area."""
    rows = [
        (code, area, edition, table[area][code], source) for area in table for code in SCORES if code in table[area]
    ]
    return HEADER + "".join(",".join(row) + "\n" for row in rows)


def first_causes(findings: Iterable[Finding]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return kind, confidence and statement of the first cause of each finding, by area and indicator."""
    return {
        (f.subject.get("area", ""), f.subject["indicator"]): (d.kind, d.confidence, d.statement)
        for f in findings
        for d in f.diagnosis[:1]
    }


def suggestions(finding: Finding) -> list[tuple[str, str] | None]:
    """Return what is suggested by each cause of a finding: the field and the text that goes there."""
    return [d.suggestion and (d.suggestion.field, d.suggestion.value) for d in finding.diagnosis]


def shape(findings: Iterable[Finding]) -> list[tuple[Any, ...]]:
    """Return what findings are about and why: the same for the same rows in another order."""
    return sorted((f.code, sorted(f.subject.items()), f.diagnosis) for f in findings)
