"""Findings as the rules make them, written out literally."""

from __future__ import annotations

from typing import Any

from egovcheck.core.findings import Finding, NamedRecord, Place


def record(printed: str, source: str = "haiphong", role: str = "primary", **others: Any) -> NamedRecord:
    value = printed.partition("/")[0]
    said = {"path": f"data/{source}.csv", "place": Place(line=2, record=1, column=4), "value": value}
    return NamedRecord(role=role, source=source, printed=printed, **said | others)


def rank(printed: str = "88/193", fingerprint: str = "a" * 16, **others: Any) -> Finding:
    """EG204 of Viet Nam's rank."""
    subject = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020"}
    told = {"code": "EG204", "name": "wrong-edition", "severity": "error", "message": "…", "actual": "2020"}
    return Finding(**told | {"fingerprint": fingerprint, "subject": subject, "records": (record(printed),)} | others)


def conflict(first: str = "86/193", second: str = "88/193") -> Finding:
    """EG501 of two sources, whose subject names neither."""
    records = (record(first, "hatinh"), record(second, "haiphong"))
    return rank(code="EG501", name="conflicting-values", actual=None, records=records)
