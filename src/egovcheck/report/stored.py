"""A report read back from its JSON form, so that any format can be made of it later."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from pydantic import TypeAdapter, ValidationError

from egovcheck.core.errors import InputError
from egovcheck.core.findings import Finding
from egovcheck.core.report import SCHEMA_VERSION, Report, summarise
from egovcheck.core.text import safe

SHORTEST = 6
"""So many characters of a fingerprint, at least, tell a finding from a code."""


_LARGEST_SHARE = 10**18
"""A figure can be revised to many times what it was, but not to this many."""


def read_report(data: bytes, shown: str) -> Report:
    """Return the report that ``data`` is the JSON form of; keys that this version does not know are passed over.

    Raises:
        InputError: where it is none, or one of another major version.
    """
    hint = "egovcheck validate PATH --output json=report.json makes one"
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        raise InputError("this is not valid JSON", hint=hint, place=safe(shown)) from None
    version = whole.get("schema_version") if isinstance(whole, dict) else None
    if not isinstance(version, str) or "findings" not in whole or "rules" not in whole:
        what = (
            "a review and not a report" if isinstance(whole, dict) and "report" in whole else "no report of egovcheck"
        )
        raise InputError(f"this is {what}", hint=hint, place=safe(shown))
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        message = f"the report is of version {safe(version)}, and only {SCHEMA_VERSION} can be read"
        raise InputError(message, place=safe(shown), hint="render it with the version of egovcheck that made it")
    try:
        report = _adapter().validate_python(whole)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(part) for part in first["loc"])
        raise InputError(f"the report is damaged at {safe(at)}: {first['msg']}", place=safe(shown)) from None
    if not _is_day(report.basis.today):
        raise InputError("the report is damaged: the day of the run is no date", place=safe(shown))
    if report.revision is not None:
        records = report.revision.records
        shares = (records.share_revised, records.median_revision, records.largest_revision)
        if not all(share is None or _is_share(share) for share in shares):
            raise InputError("the report is damaged: a share of the revision is no number", place=safe(shown))
    return report


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_share(text: str) -> bool:
    try:
        return 0 <= Decimal(text) < _LARGEST_SHARE
    except ArithmeticError:
        return False


def narrowed(report: Report, select: Collection[str], ignore: Collection[str] = ()) -> Report:
    """Return the report with the findings chosen by codes, names, prefixes of codes, or fingerprints."""
    kept = tuple(
        finding
        for finding in report.findings
        if (not select or _named(finding, select)) and not _named(finding, ignore)
    )
    return replace(report, findings=kept, summary=summarise(report.summary.records, report.rules, kept))


def _named(finding: Finding, words: Collection[str]) -> bool:
    for word in words:
        if finding.code.startswith(word.upper()) or finding.name == word.lower():
            return True
        if len(word) >= SHORTEST and finding.fingerprint.startswith(word.lower()):
            return True
    return False


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
