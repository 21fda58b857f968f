"""The day that a document names as its own: in its header, its dateline or the opening of its text."""

from __future__ import annotations

from datetime import date

from egovcheck.prose.origin.lines import SHORT, Lines, Said, Span
from egovcheck.prose.text import Paragraph
from egovcheck.prose.times.calendar import DEADLINES, days_of
from egovcheck.prose.times.found import Found

_OTHER_WORDS = 3
"""So many words may stand beside the date in a line of the header that has no label."""
_OPENINGS = 8
"""So many paragraphs may stand before the dated opening: captions, repeated headings."""
_DECREE_WORDS = 12
"""So many words may stand between "quyết định" and the date of it."""
_LONGEST_GAP = 200
"""The latest date that is told of may be so many days before a day whose year is taken from it."""


class DayReader:
    """Looks for the day of a document."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def published(self) -> Said | None:
        """Return the document's day from its header, else its dateline, else its opening."""
        return self._from_header() or self._from_label() or self._from_opening()

    def _from_header(self) -> Said | None:
        by_worth: dict[int, dict[str, Span]] = {}
        for index, paragraph in self._lines.header():
            for found in self._lines.times(index):
                day = _printed(found)
                label = self._lines.label(paragraph, found)
                if day is None or (label is None and not self._is_header(paragraph, index, found)):
                    continue
                worth = {"published": 0, "updated": 2}.get(label or "", 1)
                by_worth.setdefault(worth, {}).setdefault(day, self._lines.characters(found))
        if not by_worth:
            return None
        best = by_worth[min(by_worth)]
        return next(iter(best.items())) if len(best) == 1 else None

    def _is_header(self, paragraph: Paragraph, index: int, found: Found) -> bool:
        """Say whether a line holds hardly more than a date: a weekday, a clock time, a place; but no decree."""
        times = self._lines.times(index)
        inside = {place for time in times for place in range(time.first, time.last)}
        tokens = self._lines.text.tokens
        others = [p for p in range(paragraph.first, paragraph.last) if p not in inside and tokens[p].kind == "w"]
        clock = any(time.kind == "clock" for time in times)
        other = self._stands_behind(found, "decrees", SHORT)
        full = found.kind == "day" and found.relation is None and not other
        return full and (len(others) <= _OTHER_WORDS or (clock and len(others) <= 2 * _OTHER_WORDS))

    def _from_label(self) -> Said | None:
        """Return the day of the only labelled line behind the header, as portals have it below their articles."""
        days: dict[str, Span] = {}
        header = {index for index, _ in self._lines.header()}
        for index, paragraph in enumerate(self._lines.text.paragraphs):
            short = paragraph.last - paragraph.first <= SHORT
            if short and index not in header:
                for found in self._lines.times(index):
                    if (day := _printed(found)) and found.kind == "day" and self._lines.label(paragraph, found):
                        days.setdefault(day, self._lines.characters(found))
        return next(iter(days.items())) if len(days) == 1 else None

    def _from_opening(self) -> Said | None:
        first_body = True
        for index, paragraph in self._lines.head[:_OPENINGS]:
            long = paragraph.last - paragraph.first > SHORT
            times = self._lines.times(index)[:2]
            opening = paragraph.role != "aside" and bool(
                self._lines.starts(
                    self._lines.behind_dateline(paragraph), paragraph.last, self._lines.lists["openings"]
                )
            )
            near = [
                time for time in times if time.core - self._lines.behind_dateline(paragraph) <= (3 if first_body else 1)
            ]
            for found in near:
                if found.kind != "day" or found.day is None or found.relation is not None:
                    continue
                if opening or (first_body and long and self._is_event(found)) or self._lines.in_dateline(found):
                    return self._dated(found)
            first_body = first_body and not long
        return None

    def _is_event(self, found: Found) -> bool:
        """Say whether what is told of that day is what the article is about: a meeting, not a decree."""
        tokens = self._lines.text.tokens
        last = min(found.last + 2 * SHORT, self._lines.text.paragraphs[found.paragraph].last)
        stop = next((p for p in range(found.last, last) if tokens[p].word == "."), last)
        return any(self._lines.starts(place, stop, self._lines.lists["events"]) for place in range(found.last, stop))

    def _dated(self, found: Found) -> Said | None:
        day = _printed(found) or self._with_year(found)
        return (day, self._lines.characters(found)) if day else None

    def _stands_behind(self, found: Found, phrases: str, words: int) -> bool:
        """Say whether one of the phrases stands in so many words before a time."""
        lines = self._lines
        first = max(found.first - words, lines.text.paragraphs[found.paragraph].first)
        return any(lines.starts(place, found.first, lines.lists[phrases]) for place in range(first, found.first))

    def _with_year(self, found: Found) -> str | None:
        """Take the year from the latest date that the text tells of, if that was not long before."""
        days, years = [], []
        for index, paragraph in enumerate(self._lines.text.paragraphs):
            if paragraph.role == "aside":
                continue
            for other in self._lines.times(index):
                if other.year is None or other.relation in {*DEADLINES, "after"} or other.end or other.last_year:
                    continue
                same = other.kind == "day" and (other.day, other.month) == (found.day, found.month)
                if same and other.printed:
                    return _printed(other)
                years.append(other.year)
                span = days_of(other, other.year)
                exact = other.kind in {"day", "month"} or (other.kind == "year" and other.edge == "start")
                if span and exact and other.printed and not self._stands_behind(other, "decrees", _DECREE_WORDS):
                    days.append(span[0])
                elif other.kind == "year" and self._stands_behind(other, "reviews", SHORT):
                    days.append(date(other.year, 12, 1))  # a year is not reviewed before its end
        if not days:
            return None
        latest = max(days)
        for year in (latest.year, latest.year + 1):
            day = days_of(found, year)
            if day and day[0] >= latest:
                near = (day[0] - latest).days <= _LONGEST_GAP and max(years) <= year
                return day[0].isoformat() if near else None
        return None


def _printed(found: Found) -> str | None:
    """Return a day or month that is printed with its year."""
    if not found.printed or found.year is None or found.kind not in {"day", "month"} or found.end is not None:
        return None
    if found.relation is not None:
        return None
    days = days_of(found, found.year)
    if days is None:
        return None
    return days[0].isoformat() if found.kind == "day" else f"{days[0]:%Y-%m}"
