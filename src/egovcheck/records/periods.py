"""Periods: ``2020``, ``2020-Q3``, ``2020-08``, ``2020-08-26``, ``2020-03/2020-08``, with their first and last days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_YEAR = re.compile(r"\d{4}", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE | re.ASCII)
_HALF = re.compile(r"(\d{4})-?[SH]([12])", re.IGNORECASE | re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_LOCAL_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_LOCAL_MONTH = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
_YEAR_AS_NUMBER = re.compile(r"(\d{4})\.0+", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Period:
    """A period in its canonical spelling, with its first and last day (both inside)."""

    text: str
    start: date
    end: date


@lru_cache(maxsize=65536)
def read_period(text: str) -> Period:
    """Read a period; a range joins two of them with a slash and must not run backwards.

    Days may also be written as in Viet Nam, day first: ``26/08/2020``, ``8/2020``.

    Raises:
        ValueError: where the text is no period.
    """
    cleaned = text.strip()
    if local := _LOCAL_DAY.fullmatch(cleaned):
        return _day(int(local[3]), int(local[2]), int(local[1]))
    if local := _LOCAL_MONTH.fullmatch(cleaned):
        return _month(int(local[2]), int(local[1]))
    first, slash, last = cleaned.partition("/")
    if not slash:
        return _simple(cleaned)
    start, end = _simple(first.strip()), _simple(last.strip())
    if end.end < start.start:
        raise ValueError(f"{text!r} ends before it begins")
    return start if start == end else Period(f"{start.text}/{end.text}", start.start, end.end)


def read_date(text: str) -> Period:
    """Read a publication date: a day, or a month or year where no more is known."""
    period = read_period(text)
    if len(period.text) not in {4, 7, 10} or "Q" in period.text or "S" in period.text:
        raise ValueError(f"{text!r} is not a date")
    return period


def _simple(text: str) -> Period:
    if number := _YEAR_AS_NUMBER.fullmatch(text):
        text = number[1]
    if _YEAR.fullmatch(text):
        year = _checked(int(text))
        return Period(text, date(year, 1, 1), date(year, 12, 31))
    if quarter := _QUARTER.fullmatch(text):
        return _months(int(quarter[1]), 3 * int(quarter[2]) - 2, 3, f"{quarter[1]}-Q{quarter[2]}")
    if half := _HALF.fullmatch(text):
        return _months(int(half[1]), 6 * int(half[2]) - 5, 6, f"{half[1]}-S{half[2]}")
    if month := _MONTH.fullmatch(text):
        return _month(int(month[1]), int(month[2]))
    if day := _DAY.fullmatch(text):
        return _day(int(day[1]), int(day[2]), int(day[3]))
    raise ValueError(f"{text!r} is not a period")


def _checked(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return year


def _day(year: int, month: int, day: int) -> Period:
    found = date(_checked(year), month, day)
    return Period(found.isoformat(), found, found)


def _month(year: int, month: int) -> Period:
    if not 1 <= month <= 12:
        raise ValueError(f"{month} is not a month")
    return _months(year, month, 1, f"{year}-{month:02d}")


def _months(year: int, first: int, count: int, text: str) -> Period:
    last = first + count - 1
    end = calendar.monthrange(_checked(year), last)[1]
    return Period(text, date(year, first, 1), date(year, last, end))
