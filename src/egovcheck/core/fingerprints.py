"""Fingerprints: what makes two findings the same one across runs.

A fingerprint is made from the rule, the subject and what the records say, never from line numbers or file order, so
that inserting a row into a file changes none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from egovcheck.core.findings import NamedRecord


def fingerprint(code: str, subject: Mapping[str, str], records: Iterable[NamedRecord]) -> str:
    """Return 16 hexadecimal digits for a finding of rule ``code`` on ``subject`` that names ``records``."""
    said = sorted(
        (r.role, r.source, r.field, r.printed or r.value or "", *(f"{k}={v}" for k, v in sorted(r.key.items())))
        for r in records
    )
    parts = [code, *(f"{key}={value}" for key, value in sorted(subject.items())), *("\x1f".join(one) for one in said)]
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of several byte strings, each counted with its length so that none can run into the next."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()
