"""Dates of metadata, brought to ISO form where they can mean only one day."""

from __future__ import annotations

import re
from datetime import datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_WRITTEN = re.compile(r"(?<!\d)(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")


def iso_date(text: str, *, day_first: bool = True) -> str | None:
    """Return an ISO date, with time and zone if they are given, or None where ``text`` is none or is ambiguous.

    ``day_first`` says whether 26/8/2020 is written in that order here; where it is not known, a date is read only if
    one of its numbers can be no month.
    """
    text = text.strip()[:100]
    if (found := _ISO.match(text)) and _exists(found["day"]):
        if not found["time"] or not _exists(f"{found['day']}T{found['time']}"):
            return found["day"]
        return f"{found['day']}T{found['time']}{found['zone'] or ''}"
    written = _WRITTEN.search(text)
    if not written:
        return None
    first, second = int(written["first"]), int(written["second"])
    if not day_first and first <= 12 and second <= 12 and first != second:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    date = f"{written['year']}-{month:02}-{day:02}"
    return date if _exists(date) else None


def _exists(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
