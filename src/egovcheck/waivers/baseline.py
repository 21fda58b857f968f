"""The baseline: a generated JSON file, one finding a line, without line numbers and dates.

A finding is known by its fingerprint, which is made of its rule, its subject and what its records say. So one whose
figures changed is new, and one whose row only moved is not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Finding
from egovcheck.core.text import escaped_json, safe
from egovcheck.records.documents import regular_bytes
from egovcheck.waivers.model import Baseline, Known

SCHEMA_VERSION = "1.0"
MAX_BYTES = 256 * 1024 * 1024
"""A larger file is refused."""


def known(finding: Finding) -> Known:
    """Return a finding as a baseline has it."""
    # what is wrong with a source as a whole does not hang on its figures
    told = () if finding.subject.keys() <= {"source"} else finding.records
    submitted = [record for record in told if record.path is not None and record.role != "context"]
    values = sorted({f"{r.source}: {r.printed or r.value or ''}".rstrip(": ") for r in submitted})
    return Known(finding.fingerprint, finding.code, finding.name, dict(finding.subject), tuple(values[:20]))


def baseline_of(findings: Iterable[Known]) -> Baseline:
    """Return the baseline that holds these findings, in an order that does not depend on theirs."""
    ordered = sorted(findings, key=lambda one: (one.code, sorted(one.subject.items()), one.fingerprint))
    return Baseline(tuple(ordered), None, Counter(one.fingerprint for one in ordered))


def baseline_text(baseline: Baseline) -> str:
    """Return the file's text."""
    lines = [
        json.dumps(
            {
                "fingerprint": one.fingerprint,
                "code": one.code,
                "name": one.name,
                "subject": dict(sorted(one.subject.items())),
                "values": list(one.values),
            },
            ensure_ascii=False,
        )
        for one in baseline.findings
    ]
    body = ",\n".join(lines)
    # the keys are those of a report, so that the file is never taken for a submission
    head = f'{{"schema_version": "{SCHEMA_VERSION}", "tool": {{"name": "egovcheck"}}, "findings": ['
    return escaped_json(f"{head}\n{body}\n]}}\n" if lines else f"{head}]}}\n")


def read_baseline(path: Path, shown: str) -> Baseline:
    """Read a baseline, which messages call ``shown``.

    Raises:
        UsageError: where there is none or it is none.
    """
    hint = "egovcheck baseline write PATH makes one"
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"the baseline has more than {MAX_BYTES >> 20} MiB", place=safe(shown))
        data = regular_bytes(path)
    except OSError as error:
        raise UsageError(f"the baseline cannot be read: {error.strerror}", place=safe(shown), hint=hint) from None
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        raise UsageError("the baseline is not valid JSON", place=safe(shown), hint=hint) from None
    if not isinstance(whole, dict) or not str(whole.get("schema_version", "")).startswith("1."):
        raise UsageError("this is no baseline that this version can read", place=safe(shown), hint=hint)
    if "rules" in whole:
        raise UsageError("this is a report and no baseline", place=safe(shown), hint=hint)
    listed = whole.get("findings")
    if not isinstance(listed, list):
        raise UsageError("this baseline has no findings", place=safe(shown), hint=hint)
    found = tuple(_known(one, turn, shown) for turn, one in enumerate(listed, 1))
    return Baseline(found, hashlib.sha256(data).hexdigest(), Counter(one.fingerprint for one in found))


def _known(one: Any, turn: int, shown: str) -> Known:
    if not isinstance(one, dict) or not isinstance(one.get("fingerprint"), str):
        raise UsageError(f"entry {turn} of the baseline has no fingerprint", place=safe(shown))
    subject, values = one.get("subject"), one.get("values")
    return Known(
        fingerprint=one["fingerprint"],
        code=str(one.get("code", "")),
        name=str(one.get("name", "")),
        subject={str(k): str(v) for k, v in subject.items()} if isinstance(subject, dict) else {},
        values=tuple(str(value) for value in values) if isinstance(values, list) else (),
    )
