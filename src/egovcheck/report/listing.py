"""Which findings a report for people lists, and which it only counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from egovcheck.core.findings import Finding, Severity
from egovcheck.core.report import Report
from egovcheck.report.places import leading
from egovcheck.report.writers import Style

MANY = 5
"""Up to so many findings of one rule in one file are all listed."""

FEW = 3
"""Of more than ``MANY``, so many are listed and the others counted."""


@dataclass(frozen=True, slots=True)
class More:
    """Findings of one rule in one file that are counted instead of listed; ``path`` is None for those in no file."""

    count: int
    code: str
    severity: Severity
    path: str | None


def shown(report: Report, style: Style) -> list[Finding]:
    """Return the findings to be told: the new ones; on request those that were waived or known before, too."""
    return [finding for finding in report.findings if style.verbose or finding.status == "new"]


def listed(report: Report, style: Style) -> Iterator[Finding | More]:
    """Yield the findings in the order of the report, long rows of one rule in one file cut short and counted."""
    for _, group in groupby(shown(report, style), key=lambda finding: (finding.severity, finding.code)):
        findings = list(group)
        totals = Counter(_path(finding) for finding in findings)
        seen: Counter[str | None] = Counter()
        for finding in findings:
            path = _path(finding)
            seen[path] += 1
            if style.verbose or totals[path] <= MANY or seen[path] <= FEW:
                yield finding
        if not style.verbose:
            for path, total in totals.items():
                if total > MANY:
                    yield More(total - FEW, findings[0].code, findings[0].severity, path)


def _path(finding: Finding) -> str | None:
    record = leading(finding)
    return record.path if record else None
