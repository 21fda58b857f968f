"""What tells a finding from every other one of its report, and stays the same when rows move."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from egovcheck.core.findings import Finding
from egovcheck.core.text import safe


def identities(placed: Iterable[tuple[Finding, str]]) -> list[str]:
    """Return one text for each finding with the path it is shown at; no two are equal.

    It is the fingerprint with a digest of the path, then the turn among findings that are equal in both: those say the
    very same, so it does not matter which of them is which. No line takes part.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding, path in placed:
        where = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{safe(finding.fingerprint)}-{where}"
        seen[name] += 1
        found.append(f"{name}:{seen[name]}")
    return found
