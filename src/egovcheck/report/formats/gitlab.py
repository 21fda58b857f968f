"""GitLab's Code Quality report: a JSON array with an entry for each new finding.

GitLab compares the fingerprints of two branches to tell what a merge request adds and mends, so they are unique within
the report and know no lines. Findings that were waived or known before are left out: GitLab has no word for them. A
finding in no file is shown at the first input, one without a line at line 1. Paths start at the root of the repository.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from egovcheck.core.findings import Finding, NamedRecord
from egovcheck.core.report import Report
from egovcheck.core.text import escaped_json, safe
from egovcheck.report.identities import identities
from egovcheck.report.places import leading, row
from egovcheck.report.repository import repository_path
from egovcheck.report.telling import heading, notes
from egovcheck.report.writers import Style

NAME = "gitlab"
MACHINE = True

SEVERITY = {"error": "critical", "warning": "minor", "info": "info"}
"""GitLab's words. ``blocker`` is left to people: a program does not know what a figure holds up."""

NOWHERE = "."


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write the array, one entry a line."""
    findings = [finding for finding in report.findings if finding.status == "new"]
    first = report.inputs[0].path if report.inputs else NOWHERE
    records = [leading(finding) for finding in findings]
    paths = [repository_path(report.basis.folder, (r.path if r else None) or first) for r in records]
    names = identities(zip(findings, paths, strict=True))
    entries = [_entry(*one, report) for one in zip(findings, records, paths, names, strict=True)]
    lines = ",\n".join(escaped_json(json.dumps(entry, ensure_ascii=False)) for entry in entries)
    out.write(f"[\n{lines}\n]\n" if lines else "[]\n")


def _entry(finding: Finding, record: NamedRecord | None, path: str, name: str, report: Report) -> dict[str, Any]:
    line = row(record.place) if record else None
    found: dict[str, Any] = {
        "description": f"{heading(finding)}: {safe(finding.message)}",
        "check_name": safe(finding.code),
        "fingerprint": name,
        "severity": SEVERITY[finding.severity],
        "location": {"path": safe(path), "lines": {"begin": line or 1}},
    }
    body = "\n".join(notes(finding, report.basis.lang))
    return {**found, "content": {"body": body}} if body else found
