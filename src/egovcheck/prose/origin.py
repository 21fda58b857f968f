"""A document's own day, publisher and place: from its header, its dateline or its dated opening.

What is known from outside comes first. A date that is only told of (of a decree, of an event to come) is never the
document's; where two readings are as good, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from egovcheck.prose.text import Paragraph, Text
from egovcheck.prose.times.calendar import days_of
from egovcheck.prose.times.found import Found
from egovcheck.prose.times.lexicon import load_times
from egovcheck.prose.times.scan import scan

Span = tuple[int, int]
"""Characters of the text, the last one excluded."""

HEADER = 12
"""So many paragraphs at the beginning may be a header."""
_SHORT = 25
"""A line of the header has no more tokens."""
_OTHER_WORDS = 3
"""So many words may stand beside the date in a line of the header that has no label."""
_OPENINGS = 8
"""So many paragraphs may stand before the dated opening: captions, repeated headings."""
_LONGEST_GAP = 200
"""The latest date that is told of may be so many days before a day whose year is taken from it."""
_AGENCY = r"[^\W\d_][\w.& ]{1,30}"
_PLACE = r"(?P<place>[^\W\d_][^\W\d_]*(?: [^\W\d_]+){0,3})"
_DASH = r"\s*[-–—]+\s"
_DATELINES = [
    re.compile(rf"(?:{_PLACE}(?:,[^()\n]{{0,24}})? )?\((?P<agency>{_AGENCY})\){_DASH}"),
    re.compile(rf"(?P<agency>[A-Z]{{2,8}}|[A-Za-z]{{2,20}}\.(?:vn|VN|com))(?:,[^()\n]{{0,24}})?{_DASH}"),
]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from; every ``…_from`` are the characters that say it, None where known from outside.

    ``published`` is an ISO day, or a month or year where no more is known.
    """

    published: str | None = None
    published_from: Span | None = None
    publisher: str | None = None
    publisher_from: Span | None = None
    place: str | None = None
    place_from: Span | None = None


def origin(text: Text, *, given: Mapping[str, str], found: Sequence[Found] | None = None) -> Origin:
    """Return where a text comes from; ``given`` may hold ``published``, ``publisher`` and ``place``, which win.

    ``found`` is what ``times.scan`` returned of the text, where the times are wanted too.
    """
    reader = _Reader(text, found)
    published, published_from = _known(given, "published") or reader.published() or (None, None)
    publisher, publisher_from = _known(given, "publisher") or reader.publisher() or (None, None)
    place, place_from = _known(given, "place") or reader.place(publisher_from) or (None, None)
    return Origin(published, published_from, publisher, publisher_from, place, place_from)


def _known(given: Mapping[str, str], key: str) -> tuple[str, None] | None:
    value = given.get(key)
    return (value, None) if value else None


class _Reader:
    def __init__(self, text: Text, found: Sequence[Found] | None) -> None:
        self._text = text
        self._found = found
        self._by_paragraph: dict[int, list[Found]] | None = None
        self._lists = load_times().origin
        self._head = [(i, p) for i, p in enumerate(text.paragraphs) if p.last > p.first][:HEADER]
        self._dateline = self._find_dateline()

    def published(self) -> tuple[str, Span] | None:
        """Return the document's day from its header, else its dateline, else its opening."""
        return self._from_header() or self._from_label() or self._from_opening()

    def _from_header(self) -> tuple[str, Span] | None:
        by_worth: dict[int, dict[str, Span]] = {}
        for index, paragraph in self._head:
            if paragraph.last - paragraph.first > _SHORT:
                continue
            label = self._label(paragraph)
            for found in self._times(index):
                day = _printed(found)
                if day is None or (label is None and not self._is_header(paragraph, index, found)):
                    continue
                worth = {"published": 0, "updated": 2}.get(label or "", 1)
                by_worth.setdefault(worth, {}).setdefault(day, self._characters(found))
        if not by_worth:
            return None
        best = by_worth[min(by_worth)]
        return next(iter(best.items())) if len(best) == 1 else None

    def _label(self, paragraph: Paragraph) -> str | None:
        """Return whether a line is labelled "published" or "updated"."""
        for label in ("updated", "published"):
            size = self._starts(paragraph.first, paragraph.last, self._lists[label])
            if size:
                behind = self._text.words(paragraph.first + size, paragraph.first + size + 1)
                if behind and (behind[0] == ":" or behind[0][0].isdigit() or label == "updated"):
                    return label
        return None

    def _is_header(self, paragraph: Paragraph, index: int, found: Found) -> bool:
        """Say whether a line holds hardly more than a date: a weekday, a clock time, a place."""
        times = self._times(index)
        inside = {place for time in times for place in range(time.first, time.last)}
        tokens = self._text.tokens
        others = [p for p in range(paragraph.first, paragraph.last) if p not in inside and tokens[p].kind == "w"]
        clock = any(time.kind == "clock" for time in times)
        full = found.kind == "day" and found.relation is None
        return full and (len(others) <= _OTHER_WORDS or (clock and len(others) <= 2 * _OTHER_WORDS))

    def _from_label(self) -> tuple[str, Span] | None:
        """Return the day of the only labelled line behind the header, as portals have it below their articles."""
        days: dict[str, Span] = {}
        for index, paragraph in enumerate(self._text.paragraphs):
            short = paragraph.last - paragraph.first <= _SHORT
            if short and paragraph.first > self._head[-1][1].first and self._label(paragraph) is not None:
                for found in self._times(index):
                    if (day := _printed(found)) and found.kind == "day":
                        days.setdefault(day, self._characters(found))
        return next(iter(days.items())) if len(days) == 1 else None

    def _from_opening(self) -> tuple[str, Span] | None:
        first_body = True
        for index, paragraph in self._head[:_OPENINGS]:
            long = paragraph.last - paragraph.first > _SHORT
            times = self._times(index)[:2]
            opening = paragraph.role != "aside" and bool(
                self._starts(self._behind_dateline(paragraph), paragraph.last, self._lists["openings"])
            )
            near = [time for time in times if time.core - self._behind_dateline(paragraph) <= (3 if first_body else 1)]
            for found in near:
                if found.kind != "day" or found.day is None or found.relation is not None:
                    continue
                if opening or (first_body and long) or self._in_dateline(found):
                    return self._dated(found)
            first_body = first_body and not long
        return None

    def _dated(self, found: Found) -> tuple[str, Span] | None:
        day = _printed(found) or self._with_year(found)
        return (day, self._characters(found)) if day else None

    def _with_year(self, found: Found) -> str | None:
        """Take the year from the latest date that the text tells of, if that was not long before."""
        days, years = [], []
        for index, paragraph in enumerate(self._text.paragraphs):
            if paragraph.role == "aside":
                continue
            for other in self._times(index):
                if other.year is None or other.relation in {"by", "reach", "after"} or other.end or other.last_year:
                    continue
                same = other.kind == "day" and (other.day, other.month) == (found.day, found.month)
                if same and other.printed:
                    return _printed(other)
                years.append(other.year)
                span = days_of(other, other.year)
                exact = other.kind in {"day", "month"} or (other.kind == "year" and other.edge == "start")
                if span and exact and other.printed:
                    days.append(span[0])
        if not days:
            return None
        latest = max(days)
        for year in (latest.year, latest.year + 1):
            day = days_of(found, year)
            if day and day[0] >= latest:
                near = (day[0] - latest).days <= _LONGEST_GAP and max(years) <= year
                return day[0].isoformat() if near else None
        return None

    def _find_dateline(self) -> tuple[re.Match[str], Paragraph] | None:
        for _, paragraph in self._head:
            start = self._text.tokens[paragraph.first].start
            window = self._text.raw[start : start + 120]
            for pattern in _DATELINES:
                match = pattern.match(window)
                if match and _is_agency(match["agency"]):
                    return match, paragraph
        return None

    def _behind_dateline(self, paragraph: Paragraph) -> int:
        """Return the token that a paragraph's sentence begins with, behind "(VNA) -"."""
        if self._dateline is None or self._dateline[1] is not paragraph:
            return paragraph.first
        end = self._text.tokens[paragraph.first].start + self._dateline[0].end()
        return next(
            (p for p in range(paragraph.first, paragraph.last) if self._text.tokens[p].start >= end), paragraph.first
        )

    def _in_dateline(self, found: Found) -> bool:
        if self._dateline is None:
            return False
        match, paragraph = self._dateline
        end = self._text.tokens[paragraph.first].start + match.end()
        return paragraph.first <= found.first < paragraph.last and self._text.tokens[found.first].start < end

    def publisher(self) -> tuple[str, Span] | None:
        """Return who publishes: by the dateline, the masthead or footer, or a line that names the source."""
        if self._dateline is not None:
            match, paragraph = self._dateline
            start = self._text.tokens[paragraph.first].start
            return match["agency"].strip(), (start + match.start("agency"), start + match.end("agency"))
        return self._masthead() or self._source()

    def _masthead(self) -> tuple[str, Span] | None:
        named: list[tuple[int, int]] = []
        bare: tuple[int, int] | None = None
        for number, paragraph in enumerate(self._text.paragraphs):
            size = self._starts(paragraph.first, paragraph.last, self._lists["mastheads"])
            if not size:
                continue
            line = paragraph.last - paragraph.first <= size + 8 and self._text.words(
                paragraph.last - 1, paragraph.last
            ) != ["."]
            if not line:
                speaking = self._speaks(paragraph, size)
                if speaking:
                    named.append(speaking)
            elif paragraph.last - paragraph.first > size and self._is_name(paragraph, size):
                named.append((paragraph.first, paragraph.last))
            elif paragraph.last - paragraph.first == size and number < 3 and size > 1:
                bare = (
                    (paragraph.first, self._text.paragraphs[number + 1].last)
                    if number + 1 < len(self._text.paragraphs)
                    else None
                )
        spans = named or ([bare] if bare and bare[1] - bare[0] < 16 else [])
        names = {" ".join(self._text.slice(*span).split()).casefold() for span in spans}
        if len(names) != 1:
            return None
        first, last = spans[0]
        said = " ".join(self._text.slice(first, last).split())
        return said, (self._text.tokens[first].start, self._text.tokens[last - 1].end)

    def _is_name(self, paragraph: Paragraph, size: int) -> bool:
        """Say whether a line that begins like a masthead goes on with a name: "Báo Hà Tĩnh", not "Báo động"."""
        token = self._text.tokens[paragraph.first + size]
        body = paragraph.role == "body" and self._text.words(paragraph.last - 1, paragraph.last)[0] in {".", ":"}
        general = self._starts(paragraph.first + size, paragraph.last, self._lists["places"])
        return not body and (bool(general) or self._text.raw[token.start].isupper())

    def _speaks(self, paragraph: Paragraph, size: int) -> tuple[int, int] | None:
        """Return the name before "sẽ tiếp tục thông tin": so a publisher speaks of itself."""
        for place in range(paragraph.first + size, min(paragraph.first + size + 8, paragraph.last)):
            if self._starts(place, paragraph.last, self._lists["speaking"]):
                return (paragraph.first, place) if place > paragraph.first + size else None
        return None

    def _source(self) -> tuple[str, Span] | None:
        found: dict[str, Span] = {}
        for paragraph in self._text.paragraphs:
            first, last = paragraph.first, paragraph.last
            tokens = self._text.tokens
            if last - first > 12:
                continue
            if tokens[first].word == "(" and tokens[last - 1].word == ")":
                first, last = first + 1, last - 1
            size = self._starts(first, last, self._lists["sources"])
            colon = bool(size) and self._text.words(first + size, first + size + 1) == [":"]
            begin = first + size + colon
            if not size or begin >= last or (not colon and (last - begin > 5 or tokens[first].word != "theo")):
                continue
            if tokens[last - 1].word in {".", ":"} or not self._text.raw[tokens[begin].start].isupper():
                continue
            found.setdefault(self._text.slice(begin, last), (tokens[begin].start, tokens[last - 1].end))
        return next(iter(found.items())) if len(found) == 1 else None

    def place(self, publisher_from: Span | None) -> tuple[str, Span] | None:
        """Return the place of the dateline, of "Hà Nội, ngày …", or the one that a portal is of."""
        if self._dateline is not None and self._dateline[0].groupdict().get("place"):
            match, paragraph = self._dateline
            start = self._text.tokens[paragraph.first].start
            return match["place"], (start + match.start("place"), start + match.end("place"))
        for index, paragraph in self._head:
            if paragraph.last - paragraph.first > _SHORT:
                continue
            for found in self._times(index)[:1]:
                *words, comma = self._text.tokens[paragraph.first : found.first] or (None,)
                plain = 1 <= len(words) <= 5 and all(word and word.kind == "w" for word in words)
                if found.kind == "day" and plain and comma and comma.word == "," and self._label(paragraph) is None:
                    return self._named(paragraph.first, found.first - 1)
        return self._place_of(publisher_from)

    def _place_of(self, publisher_from: Span | None) -> tuple[str, Span] | None:
        if publisher_from is None:
            return None
        places = [p for p, t in enumerate(self._text.tokens) if publisher_from[0] <= t.start < publisher_from[1]]
        for place in places:
            size = self._starts(place, places[-1] + 1, self._lists["places"])
            if size and place + size <= places[-1]:
                return self._named(place + size, places[-1] + 1)
        return None

    def _named(self, first: int, last: int) -> tuple[str, Span] | None:
        tokens = self._text.tokens
        span = tokens[first].start, tokens[last - 1].end
        return (self._text.raw[slice(*span)], span) if self._text.raw[span[0]].isupper() else None

    def _times(self, paragraph: int) -> list[Found]:
        """Return the times of a paragraph; all are looked for when the first are wanted."""
        if self._by_paragraph is None:
            self._by_paragraph = {}
            for found in scan(self._text) if self._found is None else self._found:
                self._by_paragraph.setdefault(found.paragraph, []).append(found)
        return self._by_paragraph.get(paragraph, [])

    def _starts(self, first: int, last: int, phrases: Sequence[str]) -> int:
        """Return how many tokens the longest of the phrases has that the tokens begin with; 0 where none."""
        window = " ".join(self._text.words(first, min(last, first + 10))) + " "
        return next((phrase.count(" ") + 1 for phrase in phrases if window.startswith(phrase + " ")), 0)

    def _characters(self, found: Found) -> Span:
        return self._text.tokens[found.first].start, self._text.tokens[found.last - 1].end


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


def _is_agency(said: str) -> bool:
    """Say whether what stands in a dateline is a name: an abbreviation, a site, or words that begin large."""
    return said.isupper() or "." in said.strip(".") or all(word[0].isupper() for word in said.split()[:1])


def day_of(published: str | None) -> date | None:
    """Return the day that times of a document are counted from, or None where no full day is known."""
    return date.fromisoformat(published) if published and len(published) == 10 else None
