"""What a diagnosis proposes to change: the field, what it has now, and what would mend it."""

from __future__ import annotations

from egovcheck.core.findings import Finding, Suggestion
from egovcheck.core.text import safe


def before(finding: Finding, mend: Suggestion) -> str:
    """Return what the field to be changed has now, or nothing where the report does not say."""
    if mend.before:
        return mend.before
    record = next((record for record in finding.records if record.role == "primary"), None)
    if record is None:
        return finding.subject.get(mend.field, "")
    if mend.field in {"value", "printed"}:
        return record.printed or record.value or ""
    return record.key.get(mend.field) or finding.subject.get(mend.field, "")


def whose(finding: Finding, mend: Suggestion) -> str:
    """Return the source whose record is meant, where the finding accuses several sources; else nothing."""
    accused = {record.source for record in finding.records if record.role == "primary"}
    return mend.source if mend.source and len(accused) > 1 else ""


def change(finding: Finding, mend: Suggestion, arrow: str) -> str:
    """Return a suggestion in one line, such as ``period 2020 → 2018 (haiphong)``, safe to show."""
    parts = [safe(part) for part in (mend.field, before(finding, mend)) if part]
    source = whose(finding, mend)
    return " ".join([*parts, arrow, safe(mend.value), *([f"({safe(source)})"] if source else [])])
