"""How a printed figure was understood: its value, the interval that its rounding leaves, and what it is a figure of."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.core.text import safe
from egovcheck.report.glyphs import Glyphs
from egovcheck.report.phrases import say

_UNSAID = {"breakdown": "_T", "measure": "level", "status": "actual"}
"""Parts of a fact that go without saying."""


def inexact(record: NamedRecord) -> bool:
    """Return whether the printed figure allows more than one true value."""
    if record.low is None or record.high is None:
        return record.low is not None or record.high is not None
    low, high = _decimal(record.low), _decimal(record.high)
    return record.low != record.high if low is None or high is None else low != high


def compares_intervals(finding: Finding) -> bool:
    """Return whether the finding sets figures against each other that are not all exact."""
    stated = [record for record in finding.records if record.low is not None or record.high is not None]
    return len(stated) > 1 and any(inexact(record) for record in stated)


def interval(record: NamedRecord, lang: Lang, marks: Glyphs) -> str:
    """Return the interval of an inexact figure, such as ``0.66665 ≤ x < 0.66675``; nothing for an exact one."""
    if not inexact(record):
        return ""
    if record.high is None:
        return f"x {marks.least} {safe(record.low or '')}"
    if record.low is None:
        return say(lang, "up_to", value=safe(record.high))
    upper = "<" if _rounded(record) else marks.most
    return f"{safe(record.low)} {marks.most} x {upper} {safe(record.high)}"


def reading(record: NamedRecord, lang: Lang, marks: Glyphs, *, beside: str, with_interval: bool) -> str:
    """Return what to say below a figure shown as ``beside``: its interval, or how it was read where that differs."""
    if with_interval and inexact(record):
        return interval(record, lang, marks)
    if record.value is None or safe(record.value) == beside:
        return ""
    return say(lang, "read_as", value=safe(record.value))


def key_cells(record: NamedRecord, finding: Finding) -> list[str]:
    """Return the parts of the record's fact that are worth saying; the indicator only where it is another one."""
    return [
        safe(value)
        for key, value in record.key.items()
        if value
        and _UNSAID.get(key) != value
        and not (key == "indicator" and value == finding.subject.get("indicator"))
    ]


def marked(record: NamedRecord) -> int | None:
    """Return the index of the cell in question: as the record tells it, or by its column where the cell agrees."""
    if record.row_mark is not None:
        return record.row_mark
    index = (record.place.column or 0) - 1
    return index if 0 <= index < len(record.row) and record.row[index] == record.printed else None


def _rounded(record: NamedRecord) -> bool:
    """Whether the interval is half a printed unit to either side: rounding half up, so the upper end is outside."""
    low, value, high = (_decimal(text) for text in (record.low, record.value, record.high))
    if low is None or value is None or high is None or value - low != high - value:
        return False
    return (high - value).normalize().as_tuple().digits == (5,)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None
