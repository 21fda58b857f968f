"""The examples of rules, run through the same call as any submission."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from egovcheck.core.report import Report
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.rules import Example, Rule, RuleBook
from egovcheck.sources.tables import Document
from egovcheck.validation import Settings, judge

TODAY = date(2026, 11, 1)
"""The day on which examples are judged, so that they never change with the calendar."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What an example showed. ``problem`` says in what it differs from what it should show, or is None."""

    rule: Rule
    example: Example
    report: Report
    problem: str | None


def run_examples(book: RuleBook, rules: list[Rule], catalogue: Catalogue | None = None) -> Iterator[ExampleResult]:
    """Run every example of the given rules; each is one file of a submission."""
    for rule in rules:
        for example in rule.examples:
            report = _judge(book, rule, example, catalogue or load_catalogue())
            yield ExampleResult(rule, example, report, _problem(rule, example, report))


def _judge(book: RuleBook, rule: Rule, example: Example, catalogue: Catalogue) -> Report:
    text = unicodedata.normalize("NFD", example.text) if example.options.get("normal") == "NFD" else example.text
    encoding = example.options.get("encoding", "utf-8")
    data = (_tones_apart(text) if encoding == "cp1258" else text).encode(encoding)
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        path = Path(folder) / example.options.get("name", "example.csv")
        path.write_bytes(data)
        document = Document(path.name, path, hashlib.sha256(data).hexdigest(), len(data))
        settings = Settings(select=(rule.code,), today=TODAY, locale=example.options.get("locale"))
        return judge([document], catalogue, book, settings)


def _tones_apart(text: str) -> str:
    """Return ``text`` as Windows-1258 writes it: a letter with its hat, breve or horn, and its tone mark behind it."""
    return "".join(
        unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        + "".join(part for part in parts if part in _TONES)
        for parts in (unicodedata.normalize("NFD", letter) for letter in text)
    )


def _problem(rule: Rule, example: Example, report: Report) -> str | None:
    if report.rule_errors:
        return report.rule_errors[0].message
    found = sum(finding.code == rule.code for finding in report.findings)
    result = next(result for result in report.rules if result.code == rule.code)
    if example.shows == "fails":
        return None if found else "nothing is found"
    if found:
        return f"{found} found: {report.findings[0].message}"
    if example.shows == "undecided":
        return None if result.undecided else "nothing is undecided"
    return None if result.evaluated else "nothing is judged, so it passes without meaning anything"
