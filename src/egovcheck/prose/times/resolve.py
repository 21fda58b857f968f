"""Which days a time means in a document of a certain day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from egovcheck.prose.text import Text
from egovcheck.prose.times.calendar import DEADLINES, Days, days_of, likely_year, month_days, moved
from egovcheck.prose.times.found import Found

_NO_PERIOD = {"opaque", "span", "clock", "weekday", "century"}
_PART_OF_YEAR = {"month", "quarter", "half", "months", "quarters", "last_months"}
_FLOWS = {*_PART_OF_YEAR, "ytd", "days"}
_FAR = 400
"""Tokens: "cùng kỳ" may take its span from another sentence that stands no farther before it."""


@dataclass(slots=True)
class Resolved:
    """A time with its days; ``stretch`` are those since what the sentence names as the beginning."""

    found: Found
    days: Days | None = None
    stretch: Days | None = None


def resolve(times: list[Found], text: Text, anchor: date | None) -> list[Resolved]:
    """Give every time its days, from what is printed, the other times of its sentence and the document's day."""
    return _Resolver(times, text, anchor).all()


class _Resolver:
    def __init__(self, times: list[Found], text: Text, anchor: date | None) -> None:
        self._anchor, self._text = anchor, text
        self._all: list[Resolved] = []
        for found in times:
            found.sentence = text.sentence_of(found.core) if text.sentences else found.paragraph
            self._all.append(Resolved(found))

    def all(self) -> list[Resolved]:
        for index, time in enumerate(self._all):
            if time.found.kind != "same":
                time.days = self._days(time.found, index)
                self._settle(time)
        for index, time in enumerate(self._all):
            if time.found.kind == "same":
                time.days = self._same(time.found, index)
            self._stretch(time, index)
        return self._all

    def _days(self, found: Found, index: int) -> Days | None:
        if found.kind in _NO_PERIOD:
            return None
        if found.end is not None:
            return self._both(found, found.end, index)
        if found.kind in {"as_of", "ytd"} or found.day_shift is not None:
            return self._today(found)
        if found.month_shift is not None:
            return self._edge(found, self._month(found, found.month_shift, index))
        year = self._year(found, index)
        if year is None:
            return None
        if found.last_year is not None:
            return date(year, 1, 1), date(found.last_year, 12, 31)
        return self._edge(found, days_of(found, year))

    def _today(self, found: Found) -> Days | None:
        if self._anchor is None:
            return None
        day = self._anchor + timedelta(days=found.day_shift or 0)
        return (date(day.year, 1, 1) if found.kind == "ytd" else day), day

    def _edge(self, found: Found, days: Days | None) -> Days | None:
        """Narrow a period to the end of it that is meant; "đầu năm 2020" and "giữa năm 2020" are no day."""
        if days is None or found.edge is None or (found.edge == "end" and found.relation in DEADLINES):
            return days
        if found.edge == "end":
            return days[1], days[1]
        return (days[0], days[0]) if found.edge == "start" and found.relation in {"base", "since"} else None

    def _both(self, found: Found, end: Found, index: int) -> Days | None:
        """Return the days from one side of a range to the other; a side without a year takes that of the other."""
        if not self._has_year(found) and not self._has_year(end):
            end.year = self._bracketed(found, index)
        year = None if self._has_year(found) else end.year
        if end.day is not None and found.day is None and end.kind == "day" and found.kind == "day":
            return None
        if not self._has_year(end) and found.year is not None and end.kind != "as_of":
            end.year = found.year if end.month >= found.month else None
            if end.year is None:
                return None
        last = self._days(end, index)
        if last is None:
            return None
        if not self._has_year(found) and year is None and end.kind != "as_of":
            year = last[1].year
        if year is None:
            year = self._year(found, index)
        first = days_of(found, year) if year is not None else None
        if first is None or first[0] > last[1]:
            return None
        if found.edge in {"end", "middle"}:
            return (first[1], last[1]) if found.edge == "end" else None
        return first[0], last[1]

    def _bracketed(self, found: Found, index: int) -> int | None:
        """Return the year before a bracket: "năm 2020 (từ 1/1 đến 15/12)"."""
        before = self._before(index)
        if not before or before[0].found.kind != "year" or before[0].found.last + 1 != found.first:
            return None
        return before[0].found.year if self._text.tokens[found.first - 1].word == "(" else None

    def _has_year(self, found: Found) -> bool:
        return found.year is not None or found.shift is not None or found.same_year

    def _month(self, found: Found, shift: int, index: int) -> Days | None:
        if found.context:
            for other in self._before(index):
                if other.found.kind == "month" and other.days:
                    return month_days(other.days[0], shift)
        return month_days(self._anchor, shift) if self._anchor else None

    def _before(self, index: int) -> list[Resolved]:
        """Return the times before it in its sentence, the nearest first."""
        sentence = self._all[index].found.sentence
        before = []
        for other in reversed(self._all[max(0, index - 12) : index]):
            if other.found.sentence != sentence:
                break
            before.append(other)
        return before

    def _year(self, found: Found, index: int) -> int | None:
        if found.year is not None:
            return found.year
        if found.same_year or found.context:
            for other in self._before(index):
                if other.days and other.found.kind not in {"as_of", "day"}:
                    return other.days[1].year + (found.shift or 0)
        if found.same_year:
            return None
        if found.shift is not None:
            return self._anchor.year + found.shift if self._anchor else None
        return self._topic(found, index) or self._unsaid(found, index)

    def _unsaid(self, found: Found, index: int) -> int | None:
        """Return the year of what is printed without one: from the times before it, or from the document's day."""
        before = self._before(index)
        for other in before:
            if other.found.kind == found.kind in {"month", "quarter", "half"} and other.days and other.found.printed:
                return self._year_beside(found, other.days)
        year = likely_year(found, self._anchor) if self._anchor else None
        if found.kind in _PART_OF_YEAR and year is not None:
            for other in before:
                if other.found.kind == "year" and other.days and other.found.relation is None:
                    return year if other.days[0].year == year else None
        return year

    @staticmethod
    def _year_beside(found: Found, other: Days) -> int | None:
        """Return the year of "quý II" behind "quý III/2021": what is compared with is earlier, the rest later."""
        earlier = found.month < other[0].month
        if found.relation == "base":
            return other[0].year if earlier else other[0].year - 1
        return None if earlier else other[0].year

    def _topic(self, found: Found, index: int) -> int | None:
        """Return the year that the sentence begins with, "Năm 2019, …", for a part of a year."""
        if found.kind not in _PART_OF_YEAR:
            return None
        for other in self._before(index):
            one = other.found
            if one.topic and one.kind == "year" and one.end is None and one.relation is None and one.edge is None:
                return one.year
        return None

    def _settle(self, time: Resolved) -> None:
        """Say of "đến tháng 6" and "trước 30/6" whether they are a deadline; "trước năm 2015" is no period."""
        found, anchor, days = time.found, self._anchor, time.days
        if found.relation == "after" and found.kind in {"months", "half", "quarters"}:
            found.relation = None  # what there was "sau 6 tháng đầu năm" was in them
        elif found.relation == "after":
            time.days = None
        if found.relation not in {"reach", "before"}:
            return
        past = anchor is not None and days is not None and days[1] <= anchor
        if found.relation == "before":
            found.relation, time.days = ("before", None) if past else ("by", days)
            return
        found.relation = "until" if past else "by"
        if past and found.edge == "end" and days:
            time.days = days[1], days[1]

    def _same(self, found: Found, index: int) -> Days | None:
        if found.months != 12 or found.day is not None:
            return days_of(found, found.year) if found.year else None
        span = self._span(index)
        if span is None:
            return None
        year = found.year
        if year is None:
            year = span[1].year - 1
            if found.shift is not None and not found.context and self._anchor:
                # "năm ngoái" counts from the document, "năm trước" from the year that is told of
                year = year if year == self._anchor.year + found.shift else None
        return moved(span, year) if year is not None and year < span[1].year else None

    def _span(self, index: int) -> Days | None:
        """Return the days whose like "cùng kỳ" means."""
        found = self._all[index].found
        before = self._before(index)
        after = [o for o in self._all[index + 1 : index + 6] if o.found.sentence == found.sentence]
        for other in (*before, *after):
            kind = other.found.kind
            if other.days and other.found.relation in {None, "until"} and (
                kind in _FLOWS or kind in {"year", "as_of"} or (kind == "day" and other.found.relation == "until")
                or other.found.end is not None
            ):  # fmt: skip
                return other.days
        for other in reversed(self._all[max(0, index - 12) : index]):
            one = other.found
            if found.first - one.last > _FAR:
                break
            flow = one.kind in _FLOWS or (one.end is not None and one.end.kind in {*_FLOWS, "as_of", "day"})
            if other.days and flow and one.relation is None:
                return other.days
        return None

    def _stretch(self, time: Resolved, index: int) -> None:
        found, days = time.found, time.days
        if days is None:
            return
        if found.relation == "since" and self._anchor and days[0] <= self._anchor:
            time.stretch = days[0], self._anchor
        elif found.kind == "as_of" or found.relation == "until":
            for other in self._before(index):
                if other.found.relation == "since" and other.days and other.days[0] <= days[1]:
                    time.stretch = other.days[0], days[1]
                    return
