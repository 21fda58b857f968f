"""The validation report structure of the European Statistical System, version 1.0.1: a JSON array of validations.

The structure has one entry for each rule and each set of data that it judged, with the value "1" (satisfied), "0" (not
satisfied) or "NA" (not decided because something is missing). A report counts the subjects of a rule and names only
those that violate it. So there is

- an entry "0" for each finding. Its target is the data that the finding accuses, its source all data that were needed
  to judge, which includes the target and what it was compared with;
- an entry "0", on all the inputs, for each rule whose violations are told among the evidence of other findings;
- an entry "1" for each rule that judged and found nothing, on all the inputs, with the number of subjects;
- an entry "NA" for each rule that could not judge some subjects, or that failed, on all the inputs, with their number.

A rule that had nothing to judge has no entry. A key is (data set, period, area, indicator), as the specification
identifies a datum by population, measurement, unit and variable; a breakdown comes before the indicator, and an empty
part stands for all. What could not be read is known by file and place instead. A waiver is told as the severity having
been changed ``down``, with the person's reason as explanation; the value stays what it is. ``time`` is the day by which
the figures were judged, at midnight: a report knows no clock. ``expression`` is the code that ``egovcheck rule``
prints.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from egovcheck.core.findings import Finding, NamedRecord, Severity
from egovcheck.core.report import Report
from egovcheck.core.text import escaped_json, safe
from egovcheck.report.identities import identities
from egovcheck.report.phrases import say
from egovcheck.report.places import address, leading
from egovcheck.report.repository import repository_path
from egovcheck.report.writers import Style

NAME = "ess"
MACHINE = True

SEVERITY = {"error": "error", "warning": "warning", "info": "information"}

_TOTAL = "_T"
"""The breakdown of a figure that is not broken down."""


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write the array, one entry a line."""
    entries = [*_violated(report), *_others(report)]
    lines = ",\n".join(escaped_json(json.dumps(entry, ensure_ascii=False)) for entry in entries)
    out.write(f"[\n{lines}\n]\n" if lines else "[]\n")


def _violated(report: Report) -> Iterator[dict[str, Any]]:
    rules = {rule.code: rule for rule in reversed(report.rules)}
    records = [leading(finding) for finding in report.findings]
    paths = [repository_path(report.basis.folder, (record.path if record else None) or "") for record in records]
    names = identities(zip(report.findings, paths, strict=True))
    for finding, name in zip(report.findings, names, strict=True):
        rule = rules.get(finding.code)
        told = _rule(finding.code, finding.severity, finding.name, rule.title if rule else "", report)
        if finding.waiver:
            told |= {"change": "down", "explanation": safe(finding.waiver.reason)}
        primary = [record for record in finding.records if record.role == "primary"]
        data = {
            "source": _keys(finding.records, finding),
            "target": _keys(primary or finding.records, finding),
            "description": safe(finding.message),
        }
        yield _entry(name, report, told, data, "0")


def _others(report: Report) -> Iterator[dict[str, Any]]:
    lang, failed = report.basis.lang, {error.code: error.message for error in report.rule_errors}
    found = {finding.code for finding in report.findings}
    everything = _unlike([[safe(file.path), "", "", ""] for file in report.inputs])
    for rule in report.rules:
        told = _rule(rule.code, rule.severity, rule.name, rule.title, report)
        data = {"source": everything, "target": everything}
        if rule.evaluated and not rule.invalid and rule.code not in found:
            said = say(lang, "subjects_valid", rule.evaluated)
            yield _entry(f"{safe(rule.code)}-valid", report, told, {**data, "description": said}, "1")
        if rule.invalid and rule.code not in found:
            said = say(lang, "violated_elsewhere", rule.invalid)
            yield _entry(f"{safe(rule.code)}-invalid", report, told, {**data, "description": said}, "0")
        if rule.undecided or rule.code in failed:
            waiting = say(lang, "waiting", rule.undecided) if rule.undecided else safe(failed[rule.code])
            yield _entry(f"{safe(rule.code)}-undecided", report, told, {**data, "description": waiting}, "NA")


def _entry(name: str, report: Report, rule: dict[str, Any], data: dict[str, Any], value: str) -> dict[str, Any]:
    basis, tool = report.basis, report.tool
    event = {
        "time": f"{safe(basis.today).replace('-', '')}T000000+0000",
        "actor": f"{safe(tool.name)} {safe(tool.version)}",
    }
    return {"id": name, "type": "validation", "event": event, "rule": rule, "data": data, "value": value}


def _rule(code: str, severity: Severity, name: str, title: str, report: Report) -> dict[str, Any]:
    return {
        "language": f"egovcheck rules {safe(report.basis.rules_sha256)[:12]}",
        "expression": safe(code),
        "severity": SEVERITY[severity],
        "description": f"{safe(name)}: {safe(title)}" if title else safe(name),
    }


def _keys(records: Sequence[NamedRecord], finding: Finding) -> list[list[str]]:
    """Return the keys of records, each once; those of the finding's subject where it names no record."""
    keys = [_key(record, finding) for record in records]
    return _unlike(keys) if keys else [[finding.subject.get("source", ""), *_fact(finding.subject)]]


def _key(record: NamedRecord, finding: Finding) -> list[str]:
    fact = {**finding.subject, **record.key} if record.key or record.path is None else {}
    if fact:
        return [safe(record.source), *_fact(fact)]
    return [safe(record.source), "", safe(address(record)), safe(record.field)]


def _fact(fact: Any) -> list[str]:
    breakdown = fact.get("breakdown", _TOTAL)
    parts = [fact.get("period", ""), fact.get("area", ""), *([] if breakdown == _TOTAL else [breakdown])]
    return [safe(part) for part in (*parts, fact.get("indicator", ""))]


def _unlike(keys: list[list[str]]) -> list[list[str]]:
    return [list(key) for key in dict.fromkeys(tuple(key) for key in keys)]
