"""The times of a text: days, months, quarters, years, what they are to a figure, and digits that are no figure.

A time is found as it is written (``cores``, ``scan``: the forms of ``schemas/prose/times.yaml``), then dated from what
is printed, the other times of its sentence and the day of the document (``resolve``, ``calendar``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from egovcheck.prose.text import Text
from egovcheck.prose.times.calendar import spelling
from egovcheck.prose.times.found import Found
from egovcheck.prose.times.resolve import Resolved, resolve
from egovcheck.prose.times.scan import scan

__all__ = ["Found", "Time", "scan", "times"]

_KINDS = dict.fromkeys(("months", "last_months", "quarters", "ytd", "days"), "range") | {
    "same": "relative",
    "century": "opaque",
}


@dataclass(frozen=True, slots=True)
class Time:
    """A time at the tokens ``first`` to before ``last``, with the words before it that say how it is meant.

    ``kind``:
        ``day``, ``month``, ``quarter``, ``half``, ``year``; ``range`` from one of them to another, or the first months
        of a year; ``edition`` the year that names a survey; ``as_of`` a state at a day (đến nay, tính đến 31/12, cuối
        năm 2023); ``relative`` the same time of another year (cùng kỳ) where the span is not known; ``span`` a length
        (5 năm, 3-5 ngày, 8 tháng qua): never a period, and its digits may be a figure; ``clock``, ``weekday`` and
        ``opaque`` (school and fiscal years, centuries) are no periods either.
    ``period``:
        in the canonical spelling of ``records.periods``, None where it cannot be told.
    ``explicit``:
        whether its year is printed in it.
    ``relation``:
        ``base`` (so với, against), ``same-period`` (cùng kỳ), ``since`` (từ, kể từ; the period is when it began),
        ``by`` (a deadline), ``until`` (tính đến, as of, and "đến" with a past day), ``after`` and
        ``before`` (of a past time: no period); ``ago`` of a span that
        reaches back (8 tháng qua); None for a plain "in". From and to are the two ends of a ``range``.
    ``year``:
        the year it is in, also where the period cannot be told ("đầu năm 2020", "cùng kỳ năm 2019" of an unknown span).
    ``stretch``:
        the whole time from the beginning that the sentence names to this one ("từ tháng 3/2020 …, đến nay"); of a
        ``since`` until the day of the document.
    """

    first: int
    last: int
    kind: str
    period: str | None
    explicit: bool
    relation: str | None = None
    year: int | None = None
    stretch: str | None = None


def times(text: Text, anchor: date | None, found: list[Found] | None = None) -> list[Time]:
    """Return the times of all paragraphs of a text in order; ``anchor`` is the day of the document.

    Without an anchor only what is printed with its year has a period. ``found`` is what ``scan`` returned of the text,
    where it was wanted before; it is changed. Linear in the length of the text.
    """
    return [_time(time) for time in resolve(scan(text) if found is None else found, text, anchor)]


def _time(time: Resolved) -> Time:
    found, days = time.found, time.days
    kind = _KINDS.get(found.kind, found.kind)
    if found.end is not None or found.last_year is not None or (found.kind == "month" and found.months > 1):
        kind = "range"
    elif found.kind == "same" and days:
        kind = "day" if days[0] == days[1] else "range"
    elif kind in {"day", "month", "quarter", "half", "year"} and (
        found.relation == "until" or (found.edge == "end" and found.relation is None)
    ):
        kind = "as_of"
    relation = found.relation
    at_day = found.relation == "until" or (found.edge is not None and days is not None and days[0] == days[1])
    if kind in {"day", "month", "quarter", "half", "year"} and at_day:
        kind = "day" if relation == "since" else "as_of"
    if kind == "as_of" and relation is None:
        relation = "until"
    elif kind == "span":
        relation = "ago" if found.context else None
    one_year = days is not None and days[0].year == days[1].year
    return Time(
        found.first,
        found.last,
        kind,
        spelling(days) if days else None,
        found.printed,
        relation,
        days[1].year if days and one_year else found.year if days is None else None,
        spelling(time.stretch) if time.stretch else None,
    )
