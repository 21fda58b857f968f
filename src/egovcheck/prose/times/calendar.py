"""First and last days: of a part of a year, of the year that a day without one is in, of the same time of another year.

All of it refuses rather than guesses: where two years are as likely, there is none.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from egovcheck.prose.times.found import Found
from egovcheck.records.periods import read_period

Days = tuple[date, date]
"""First and last day, both inside."""

SOON = timedelta(days=31)
"""A day without a year may be so far after the day of the document: it announces it."""
DEADLINES = frozenset({"by", "reach", "before"})
"""Relations of what may be a deadline."""
_CLEARLY = 60
"""Of two years for a deadline, the nearer is meant if it is nearer by more than so many days."""


def spelling(days: Days) -> str | None:
    """Return the canonical spelling of a period, or None where it runs backwards or is in no year that is known."""
    try:
        return read_period(f"{days[0].isoformat()}/{days[1].isoformat()}").text
    except ValueError:
        return None


def days_of(found: Found, year: int) -> Days | None:
    """Return the first and last day of the part of ``year`` that a time names, or None where there is no such day."""
    try:
        if found.day is not None:
            return date(year, found.month, found.day), date(year, found.month, found.last_day or found.day)
        return date(year, found.month, 1), month_end(year, found.month + found.months - 1)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_days(day: date, shift: int) -> Days:
    """Return the month that is ``shift`` months after that of a day."""
    months = day.year * 12 + day.month - 1 + shift
    year, month = divmod(months, 12)
    return date(year, month + 1, 1), month_end(year, month + 1)


def likely_year(found: Found, anchor: date) -> int | None:
    """Return the year of a time that is printed without one, in a document of the day ``anchor``."""
    if found.kind in {"half", "months", "quarters", "last_months"}:
        days = days_of(found, anchor.year)
        done = days is not None and days[1] <= anchor + SOON
        # early in a year, half of a year could still be that of the last one
        return anchor.year if done or found.relation in DEADLINES or anchor.month >= 3 else None
    if found.kind == "year":
        return anchor.year if found.edge == "start" or found.relation in DEADLINES else None
    readings = [days for year in range(anchor.year - 4, anchor.year + 5) if (days := days_of(found, year))]
    past = [days for days in readings if days[0] <= anchor + SOON]
    future = [days for days in readings if days[0] > anchor + SOON]
    if not past or not future:
        return None
    since, until = max(0, (anchor - past[-1][1]).days), (future[0][0] - anchor).days
    if found.relation in DEADLINES:
        if abs(since - until) < _CLEARLY:
            return None
        return past[-1][0].year if since < until else future[0][0].year
    return past[-1][0].year if since <= until else None


def moved(days: Days, year: int) -> Days | None:
    """Return the same time of the year ``year`` (that of the last day); None for what is longer than a year."""
    start, end = days
    if (end - start).days > 366:
        return None
    shift = year - end.year
    return _same_day(start, shift), _same_day(end, shift)


def _same_day(day: date, shift: int) -> date:
    last = monthrange(day.year + shift, day.month)[1]
    ends = day.month == 2 and day.day == monthrange(day.year, 2)[1]
    return date(day.year + shift, day.month, last if ends else min(day.day, last))
