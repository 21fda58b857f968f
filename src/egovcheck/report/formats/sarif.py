"""SARIF 2.1.0, for code scanning and for viewers of static analysis.

All rules of the run are listed, with EG905. Every finding is a result at one place: where its first accused record
stands, or, where none stands in a file, at the first input, which the message then says. Its other records are related
locations with a message each; those of reference tables, which stand in no file either, are put beside the finding.
Paths start at the root of the repository. Of a table the region is the row, and a cell has its address as a logical
location; of a text it is the line and the characters, counted in the text of the document.

Findings that were waived or known before are listed as suppressed (``external``, the waiver's reason as justification;
those of the baseline have the state ``unchanged``). GitHub's code scanning itself pays no heed to suppressions: it
shows such results as open alerts unless a step of the workflow dismisses them by what this file says. Leaving them out
would be worse: GitHub takes a result that is gone for one that was mended.

GitHub refuses more than 25,000 results or 10 MB of gzip. What there is no room for is left out from the end, and a
result of EG905 says how much.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from egovcheck.core.report import Report
from egovcheck.core.text import escaped_json, safe
from egovcheck.report.capping import Capped, cap, capped_finding, capped_sentence
from egovcheck.report.identities import identities
from egovcheck.report.phrases import say
from egovcheck.report.places import leading
from egovcheck.report.repository import repository_path
from egovcheck.report.sarif.messages import plain
from egovcheck.report.sarif.places import ROOT, artifact
from egovcheck.report.sarif.results import Results, first_input
from egovcheck.report.sarif.rules import descriptor, identifier, listed_rules
from egovcheck.report.sarif.sizes import MOST_BYTES, MOST_RESULTS, fitting
from egovcheck.report.writers import Style

NAME = "sarif"
MACHINE = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write the log: one line for each rule and each result."""
    capped = cap(report.findings, MOST_RESULTS)
    limit = say(report.basis.lang, "limit_results", MOST_RESULTS)
    if capped.left_out:
        capped = cap(report.findings, MOST_RESULTS - 1)  # one is for EG905
    head, results = _log(report, capped, limit)
    # what is left out first need not stand last, so what is left may be too much again
    while capped.kept and (fits := fitting(head, results, MOST_BYTES)) < len(results):
        limit = say(report.basis.lang, "limit_size", MOST_BYTES // 1_000_000)
        capped = cap(report.findings, fits - 1)
        head, results = _log(report, capped, limit)
    out.write(head)
    out.write(",\n".join(results))
    out.write("\n]}]}\n")


def _log(report: Report, capped: Capped, limit: str) -> tuple[str, list[str]]:
    """Return the text before the results, and each result."""
    lang, left = report.basis.lang, capped.left_out
    rules = listed_rules(report, left_out=bool(left))
    status = {finding.status for finding in capped.kept}
    made = Results(
        report,
        {rule.code: turn for turn, rule in enumerate(rules)},
        compared="baselined" in status,
        judged=bool(status - {"new"}),
    )
    findings = list(capped.kept)
    if left:
        said = capped_sentence(lang, left, capped.total, name="SARIF", limit=limit)
        findings.insert(0, capped_finding(said, name=NAME))
    folder = report.basis.folder
    records = (leading(finding) for finding in findings)
    paths = [repository_path(folder, (r.path if r else None) or first_input(report)) for r in records]
    names = identities(zip(findings, paths, strict=True))
    results = [_text(made.result(finding, name)) for finding, name in zip(findings, names, strict=True)]
    listed = ",\n".join(_text(descriptor(rule, lang)) for rule in rules)
    driver = {"name": safe(report.tool.name), "version": safe(report.tool.version), "language": lang}
    opening = {"$schema": SCHEMA, "version": "2.1.0"}
    start = f'{_text(opening)[:-1]}, "runs": [{{"tool": {{"driver": {_text(driver)[:-1]}, "rules": ['
    head = f'{start}\n{listed}\n]}}}},\n{_text(_run(report))[1:-1]}, "results": [\n'
    return head, results


def _run(report: Report) -> dict[str, Any]:
    """Return what a run says beside its rules and results."""
    folder, basis = report.basis.folder, report.basis
    files = {
        file.path: {
            "location": artifact(folder, file.path),
            "roles": ["analysisTarget"],
            "hashes": {"sha-256": safe(file.sha256)},
        }
        for file in report.inputs
    }
    failed = [_notice(error.message, associatedRule={"id": identifier(error.code)}) for error in report.rule_errors]
    unread = [_notice(problem.message) for problem in report.input_problems]
    invocation: dict[str, Any] = {"executionSuccessful": not (failed or unread)}
    if failed or unread:
        invocation["toolExecutionNotifications"] = [*failed, *unread]
    return {
        "language": basis.lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": say(basis.lang, "root_of_repository")}}},
        "artifacts": list(files.values()),
        "invocations": [invocation],
        "properties": {"today": safe(basis.today), "catalogue": safe(basis.catalogue_version)},
    }


def _notice(message: str, **told: Any) -> dict[str, Any]:
    return {"level": "error", "message": {"text": plain(message) or "-"}, **told}


def _text(value: dict[str, Any]) -> str:
    return escaped_json(json.dumps(value, ensure_ascii=False))
