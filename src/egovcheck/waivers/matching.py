"""Which findings a waiver accepts."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from egovcheck.core.findings import Finding, NamedRecord
from egovcheck.core.fingerprints import source_names
from egovcheck.waivers.model import Waiver

NEVER = ("EG901", "EG902", "EG903")
"""What is wrong with a waiver cannot be waived."""


def applies(waiver: Waiver, finding: Finding) -> bool:
    """Say whether a waiver is about a finding, whatever its figures are."""
    if finding.code in NEVER or (waiver.rule.upper() != finding.code and waiver.rule.lower() != finding.name):
        return False
    return all(_is(finding, name, wanted) for name, wanted in waiver.where.items())


def still_true(waiver: Waiver, finding: Finding) -> bool:
    """Say whether the figures that a waiver was given for are those of the finding."""
    stated = [text for text in (finding.actual, *_figures(finding)) if text]
    return all(any(_same(text, wanted) for text in stated) for wanted in waiver.evidence)


def _is(finding: Finding, name: str, wanted: str) -> bool:
    """Compare with the subject; of what the subject does not say, with the submitted records."""
    submitted = [record for record in finding.records if record.path is not None]
    if name == "source":
        meant = {finding.subject["source"]} if "source" in finding.subject else {record.source for record in submitted}
        # one that is known by its file is meant by each of the names that it has among few and many files
        files = (source_names(record.path) for record in submitted if record.source in meant)
        return wanted in meant.union(*(names for names in files if names & meant))
    if name in finding.subject:
        return finding.subject[name] == wanted
    if name == "path":
        return any(record.path == wanted for record in submitted)
    return any(record.key.get(name) == wanted for record in submitted if record.role == "primary")


def _figures(finding: Finding) -> list[str | None]:
    """Return the figures that are accused; where none is, as of parts that do not add up, all that are compared."""
    submitted: list[NamedRecord] = [record for record in finding.records if record.path is not None]
    accused = [record for record in submitted if record.role == "primary"] or submitted
    return [text for record in accused for text in (record.printed, record.value)]


def _same(text: str, wanted: str) -> bool:
    if text == wanted:
        return True
    try:
        return Decimal(text) == Decimal(wanted)
    except InvalidOperation:
        return False
