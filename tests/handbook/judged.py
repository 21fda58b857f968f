"""The rules with what their examples show, run once for all pages and both languages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from egovcheck.core.findings import Diagnosis, Lang
from egovcheck.core.report import Report
from egovcheck.examples import ExampleResult, run_examples
from egovcheck.records.catalogue import load_catalogue
from egovcheck.report import Style, writers
from egovcheck.rules import Rule, load_rules

LANGS: tuple[Lang, ...] = ("en", "vi")
BOOK = load_rules()
CATALOGUE = load_catalogue()
WIDTH = 110
"""Columns of the reports that are shown."""

RULES = "rules/"
"""The folder of the rule pages, from the folder of a language."""


_SHOWN: dict[str, list[ExampleResult]] = {}


def shown_by(rules: Iterable[Rule]) -> dict[str, list[ExampleResult]]:
    """Return what the examples of rules show, by code, each with a report in both languages; none is run twice."""
    codes = [rule.code for rule in rules]
    for result in run_examples(BOOK, [BOOK.rules[code] for code in codes if code not in _SHOWN], CATALOGUE, LANGS):
        _SHOWN.setdefault(result.rule.code, []).append(result)
    return {code: _SHOWN.get(code, []) for code in codes}


def told(report: Report, rule: Rule | None = None) -> str:
    """Return the findings of a report (of one rule only) as a terminal shows them, without the closing lines."""
    findings = tuple(f for f in report.findings if rule is None or f.code == rule.code)
    out = io.StringIO()
    writers()["rich"].write(replace(report, findings=findings), out, Style(width=WIDTH))
    text = "\n".join(line.rstrip() for line in out.getvalue().split("\n")).strip()
    return text.rpartition("\n\n")[0]


def whole(report: Report) -> str:
    """Return a report as a terminal shows it."""
    out = io.StringIO()
    writers()["rich"].write(report, out, Style(width=WIDTH))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).strip()


def diagnoses(lang: Lang) -> Iterator[tuple[str, Diagnosis]]:
    """Yield the first cause that each finding of an example has, with the rule's code."""
    for code, shown in shown_by(BOOK).items():
        for result in shown:
            for finding in result.reports[LANGS.index(lang)].findings:
                if finding.code == code and finding.diagnosis:
                    yield code, finding.diagnosis[0]
