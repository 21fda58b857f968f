"""The report: a frozen value from which every output format is made.

Its JSON form is the truth (``schemas/report.schema.json`` describes it); within a major ``schema_version`` keys are
only added. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from egovcheck.core.findings import SEVERITIES, Finding, Lang, Severity
from egovcheck.core.text import escaped_json

SCHEMA_VERSION = "1.0"

OPTIONAL = frozenset({"revision", "since"})
"""Keys that the JSON form has only where they apply."""


@dataclass(frozen=True, slots=True)
class Tool:
    """The program that made the report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet of a workbook. ``skipped`` says why it was not read: ``hidden``, ``chart``, ``own``, ``no-table``.

    ``records`` counts its statements; ``hidden_rows`` and ``hidden_columns`` were read as all others. ``outside`` are
    its cells with a number that belong to no table.
    """

    name: str
    records: int
    skipped: str | None = None
    hidden_rows: int = 0
    hidden_columns: int = 0
    outside: int = 0


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file that was read. ``records`` counts the statements in it, those that became findings included.

    ``sheets`` are those of a workbook; the key is left out of the JSON form of any other file.
    """

    path: str
    format: str
    sha256: str
    records: int
    encoding: str | None = None
    locale: str | None = None
    sheets: tuple[SheetRead, ...] | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule did: ``evaluated`` is valid + invalid, ``undecided`` is apart.

    ``reason`` says why nothing was judged; it is set exactly when both counts are 0. ``ess_type`` and ``ess_level`` are
    those of the European Statistical System, None where it has none. ``about`` (what the rule checks) and ``to_do``
    (what to do about it), both Markdown, are told of rules that found something.
    """

    code: str
    name: str
    evaluated: int
    invalid: int
    undecided: int
    reason: str | None = None
    title: str = ""
    severity: Severity = "error"
    ess_type: str | None = None
    ess_level: str | None = None
    about: str | None = None
    to_do: str | None = None


@dataclass(frozen=True, slots=True)
class RuleError:
    """A rule that raised; its verdicts are missing from the report and the run ends with exit code 4."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class InputProblem:
    """An input that could not be read at all; the others were judged without it and the run ends with exit code 3."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures were judged by, so that a report can be made again.

    ``today`` is an ISO date; the hashes are those of the files' bytes, None where there is no such file. ``folder`` is
    where the working directory, which all paths start from, stands in its repository, such as ``data/2024``; empty for
    the root of one, and where there is none.
    """

    today: str
    lang: Lang
    catalogue_version: str
    catalogue_sha256: str
    rules_sha256: str
    configuration_sha256: str | None = None
    waivers_sha256: str | None = None
    baseline_sha256: str | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a report."""

    records: int
    errors: int
    warnings: int
    infos: int
    waived: int
    baselined: int
    rules_evaluated: int
    rules_not_evaluated: int


@dataclass(frozen=True, slots=True)
class RevisedRecords:
    """What became of the statements of the previous version.

    ``unchanged`` are those whose figure may still be the same one, all rounding allowed for. ``share_revised`` is
    (changed + added + removed) / (unchanged + changed + added + removed). ``median_revision`` and ``largest_revision``
    are of the changed figures: the difference from the old figure as a fraction of it; levels, dates and revisions of
    0 have none. Ratios are decimals as text.
    """

    before: int
    after: int
    unchanged: int
    changed: int
    added: int
    removed: int
    share_revised: str
    median_revision: str | None = None
    largest_revision: str | None = None


@dataclass(frozen=True, slots=True)
class RevisedFindings:
    """How many findings of the previous version are still there or resolved, and how many are new.

    Findings are the same where their rule and subject are, whatever the figures. Those of rules that compare versions,
    judge the run itself or failed in one of the versions are not counted.
    """

    still: int
    new: int
    resolved: int


@dataclass(frozen=True, slots=True)
class ResolvedFinding:
    """A finding of the previous version that the new one does not have any more."""

    fingerprint: str
    code: str
    name: str
    severity: Severity
    message: str
    subject: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of the previous version. ``appeared`` are the fingerprints of the findings that it did not have."""

    inputs: tuple[InputFile, ...]
    records: RevisedRecords
    findings: RevisedFindings
    appeared: tuple[str, ...]
    resolved: tuple[ResolvedFinding, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What a run was told to report: findings that touch what changed since a revision.

    ``commit`` is what it was compared with, ``changed`` how many records differ, ``elsewhere`` how many findings touch
    none of them and are left out; the counts of the rules include those.
    """

    revision: str
    commit: str
    changed: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run has to say: inputs, rules with their counts, findings in order of severity, code and subject.

    ``revision`` is there where the run was given a previous version, ``since`` where only findings on changed records
    were asked for; their keys are left out of the JSON form otherwise.
    """

    tool: Tool
    basis: Basis
    inputs: tuple[InputFile, ...]
    summary: Summary
    rules: tuple[RuleResult, ...]
    findings: tuple[Finding, ...]
    rule_errors: tuple[RuleError, ...] = ()
    input_problems: tuple[InputProblem, ...] = ()
    revision: Revision | None = None
    since: Since | None = None
    schema_version: str = SCHEMA_VERSION

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form as plain dictionaries and lists."""
        whole: dict[str, Any] = json.loads(json.dumps(asdict(self)))  # tuples become lists
        for file in (*whole["inputs"], *((whole["revision"] or {}).get("inputs", ()))):
            if file["sheets"] is None:
                del file["sheets"]
        order = (
            "schema_version",
            "tool",
            "basis",
            "inputs",
            "summary",
            "rules",
            "rule_errors",
            "input_problems",
            "revision",
            "since",
            "findings",
        )
        return {key: whole[key] for key in order if key not in OPTIONAL or whole[key] is not None}

    def to_json(self) -> str:
        """Return the JSON form: UTF-8 text, two blanks of indent, a line feed at the end."""
        return escaped_json(json.dumps(self.to_dict(), ensure_ascii=False, indent=2)) + "\n"

    def worst(self) -> str | None:
        """Return the highest severity among the new findings, or None where there are none."""
        found = {finding.severity for finding in self.findings if finding.status == "new"}
        return next((severity for severity in SEVERITIES if severity in found), None)


def finding_order(finding: Finding) -> tuple[Any, ...]:
    """Sort key of findings: severity, code, subject, then the places of the records."""
    return (
        SEVERITIES.index(finding.severity),
        finding.code,
        sorted(finding.subject.items()),
        [
            (r.path or "", r.place.sheet or "", r.place.line or 0, r.place.record or 0, r.place.column or 0)
            for r in finding.records
        ],
        finding.message,
    )


def summarise(
    records: int,
    rules: tuple[RuleResult, ...],
    findings: tuple[Finding, ...],
) -> Summary:
    """Count findings and rules; waived and baselined findings are counted apart from the severities."""
    new = {s: sum(f.status == "new" and f.severity == s for f in findings) for s in SEVERITIES}
    judged = sum(rule.reason is None for rule in rules)
    return Summary(
        records=records,
        errors=new["error"],
        warnings=new["warning"],
        infos=new["info"],
        waived=sum(f.status == "waived" for f in findings),
        baselined=sum(f.status == "baselined" for f in findings),
        rules_evaluated=judged,
        rules_not_evaluated=len(rules) - judged,
    )
