"""Periods: ``2020``, ``2020-Q3``, ``2020-08``, ``2020-08-26``, ``2020-03/2020-08``, with their first and last days.

However a period is written, its canonical spelling follows from its first and last day alone, so that ``2020-S1``,
``6 tháng đầu năm 2020`` and ``2020-Q1/2020-Q2`` are one period, ``2020-01/2020-06``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from egovcheck.records.period_words import short_spelling

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

    Days may also be written as in Viet Nam, day first: ``26/08/2020``, ``8/2020``; and periods in Vietnamese or English
    words, see ``period_words``.

    Raises:
        ValueError: where the text is no period.
    """
    cleaned = text.strip()
    span = _short(cleaned)
    if span is None:
        short = short_spelling(cleaned)
        span = _short(short) if short else None
    if span is None:
        raise ValueError(f"{text!r} is not a period")
    start, end = span
    if end < start:
        raise ValueError(f"{text!r} ends before it begins")
    return Period(_spelling(start, end), start, end)


def read_date(text: str) -> Period:
    """Read a publication date: a day, or a month or year where no more is known."""
    period = read_period(text)
    if len(period.text) not in {4, 7, 10} or "Q" in period.text:
        raise ValueError(f"{text!r} is not a date")
    return period


def _short(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a period in the short spelling, or None where it is written otherwise."""
    if local := _LOCAL_DAY.fullmatch(text):
        return _day(int(local[3]), int(local[2]), int(local[1]))
    if local := _LOCAL_MONTH.fullmatch(text):
        return _months(int(local[2]), int(local[1]), 1)
    first, slash, last = text.partition("/")
    if not slash:
        return _simple(text)
    start, end = _simple(first.strip()), _simple(last.strip())
    return (start[0], end[1]) if start and end else None


def _simple(text: str) -> tuple[date, date] | None:
    if number := _YEAR_AS_NUMBER.fullmatch(text):
        text = number[1]
    if _YEAR.fullmatch(text):
        return _months(int(text), 1, 12)
    if quarter := _QUARTER.fullmatch(text):
        return _months(int(quarter[1]), 3 * int(quarter[2]) - 2, 3)
    if half := _HALF.fullmatch(text):
        return _months(int(half[1]), 6 * int(half[2]) - 5, 6)
    if month := _MONTH.fullmatch(text):
        return _months(int(month[1]), int(month[2]), 1)
    if day := _DAY.fullmatch(text):
        return _day(int(day[1]), int(day[2]), int(day[3]))
    return None


def _spelling(start: date, end: date) -> str:
    if start == end:
        return start.isoformat()
    if start.day > 1 or (end + timedelta(days=1)).day > 1:
        return f"{start.isoformat()}/{end.isoformat()}"
    if start.month == 1 and end.month == 12:
        return f"{start.year}" if start.year == end.year else f"{start.year}/{end.year}"
    first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    if start.year == end.year and start.month % 3 == 1 and end.month == start.month + 2:
        return f"{start.year}-Q{end.month // 3}"
    return first if first == last else f"{first}/{last}"


def _checked(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return year


def _day(year: int, month: int, day: int) -> tuple[date, date]:
    found = date(_checked(year), month, day)
    return found, found


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    if not 1 <= first <= 12:
        raise ValueError(f"{first} is not a month")
    last = first + count - 1
    return date(_checked(year), first, 1), date(year, last, calendar.monthrange(year, last)[1])
