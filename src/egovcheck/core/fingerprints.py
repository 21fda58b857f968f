"""Fingerprints: what makes two findings the same one across runs.

A fingerprint is made from the rule, the subject and what the records say, never from line numbers, folders or the order
of files, so that inserting a row, moving a file or adding another one changes none. A source that is known by the name
of its file is another source under another name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from egovcheck.core.findings import Finding, NamedRecord


def fingerprint(
    code: str, subject: Mapping[str, str], records: Sequence[NamedRecord], *, of_source: bool = False
) -> str:
    """Return 16 hexadecimal digits for a finding of rule ``code`` on ``subject`` that names ``records``.

    A finding ``of_source`` is about a source as a whole: the same one whichever of its records are named.
    """
    lasting = {r.source: lasting_source(r.source, r.path) for r in records}
    if "source" in subject:
        subject = {**subject, "source": lasting.get(subject["source"], subject["source"])}
    named = () if of_source else records
    said = sorted(
        [r.role, lasting[r.source], r.field, r.printed or r.value or "", *(f"{k}={r.key[k]}" for k in sorted(r.key))]
        for r in named
    )
    parts = [code, *(f"{key}={value}" for key, value in sorted(subject.items())), *("\x1f".join(one) for one in said)]
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def lasting_source(source: str, path: str | None) -> str:
    """Return what a source is called whatever other files there are: the file's stem, also where its id is its path."""
    return PurePosixPath(path or "").stem if source in source_names(path) else source


def source_names(path: str | None) -> frozenset[str]:
    """Return what a source may be called that is known by its file: the stem, or the path where files share a stem."""
    file = PurePosixPath(path or "")
    return frozenset({file.stem, file.with_suffix("").as_posix(), file.as_posix()}) if file.name else frozenset()


def told_apart(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with a fingerprint of its own: of several that say the same, by their turn."""
    seen: Counter[str] = Counter()
    apart = []
    for finding in findings:
        mark = finding.fingerprint
        seen[mark] += 1
        if seen[mark] > 1:
            mark = fingerprint(mark, {"turn": str(seen[mark])}, ())
        apart.append(replace(finding, fingerprint=mark))
    return apart


def digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of several byte strings, each counted with its length so that none can run into the next."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()
