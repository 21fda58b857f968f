"""Periods as SDMX writes them, into the spelling of records and back.

Besides the calendar's own ``2020``, ``2020-08`` and ``2020-08-26`` SDMX has reporting periods (``2020-A1``,
``2020-S1``, ``2020-T2``, ``2020-Q3``, ``2020-M08``, ``2020-W05``, ``2020-D060``) and ranges of a start and a length
(``2020-03-01/P6M``).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from egovcheck.records.periods import Period, read_period

_REPORTING = re.compile(r"(\d{4})-?([ASTQMWD])(\d{1,3})", re.ASCII)
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T00:00:00Z?)?/P(\d{1,4})([YMWD])", re.ASCII)
_MONTHS = {"A": 12, "S": 6, "T": 4, "Q": 3, "M": 1}


@lru_cache(maxsize=65536)
def from_sdmx(text: str) -> str:
    """Return a period in the spelling of records; what SDMX does not know either stays as it is, to be told."""
    try:
        if match := _REPORTING.fullmatch(text):
            return _reporting(int(match[1]), match[2], int(match[3])) or text
        if match := _RANGE.fullmatch(text):
            return _spelt(first := date.fromisoformat(match[1]), _end(first, int(match[2]), match[3]))
    except (ValueError, OverflowError):
        return text
    return text


@lru_cache(maxsize=65536)
def to_sdmx(text: str) -> str:
    """Return the period of a record as SDMX writes it."""
    period = read_period(text)
    if "/" not in period.text:
        return period.text
    start, behind = period.start, period.end + timedelta(days=1)
    if start.day == 1 and behind.day == 1:
        months = 12 * (behind.year - start.year) + behind.month - start.month
        if months == 6 and start.month in {1, 7}:
            return f"{start.year}-S{1 if start.month == 1 else 2}"
        length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
        return f"{start.isoformat()}/P{length}"
    return f"{start.isoformat()}/P{(behind - start).days}D"


def _reporting(year: int, kind: str, number: int) -> str | None:
    if kind in _MONTHS:
        length = _MONTHS[kind]
        if not 1 <= number <= 12 // length:
            return None
        last = number * length
        end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
        return _spelt(date(year, last - length + 1, 1), end)
    if kind == "W":
        monday = date.fromisocalendar(year, number, 1)
        return _spelt(monday, monday + timedelta(days=6))
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return day.isoformat() if day.year == year else None


def _end(first: date, number: int, unit: str) -> date:
    if unit in "WD":
        return first + timedelta(days=number * (7 if unit == "W" else 1) - 1)
    months = first.month - 1 + number * (12 if unit == "Y" else 1)
    return first.replace(year=first.year + months // 12, month=months % 12 + 1) - timedelta(days=1)


def _spelt(start: date, end: date) -> str:
    found: Period = read_period(f"{start.isoformat()}/{end.isoformat()}")
    return found.text
