"""The lines that may say where a document comes from: its header, the dateline before its text, labels of dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from egovcheck.prose.text import Paragraph, Text
from egovcheck.prose.times.found import Found
from egovcheck.prose.times.lexicon import load_times
from egovcheck.prose.times.scan import scan
from egovcheck.records.names import strip_marks

Span = tuple[int, int]
"""Characters of the text, the last one excluded."""

Said = tuple[str, Span]
"""What is said, and the characters that say it."""

HEADER = 12
"""So many paragraphs at the beginning may be a header."""
SHORT = 25
"""A line of the header has no more tokens."""
_AGENCY = r"[^\W\d_][\w.& ]{1,30}"
_PLACE = r"(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,3})"
_DAY = r"(?:,[^()\n]{0,24}?)?"
_DASH = r"\s*[-–—]+\s"
_DATELINES = [
    re.compile(rf"(?:{_PLACE}{_DAY} )?\((?P<agency>{_AGENCY})\){_DASH}"),
    re.compile(rf"(?P<agency>[A-Z]{{2,8}}|[A-Za-z]{{2,20}}\.(?:vn|VN|com)){_DAY}\s*[-–]\s"),
    re.compile(rf"{_PLACE}{_DAY}{_DASH}"),
]


class Lines:
    """Paragraphs of a text with their times; ``dateline`` is what stands before its first sentence, "(VNA) -"."""

    def __init__(self, text: Text, found: Sequence[Found] | None) -> None:
        self.text = text
        self.lists = load_times().origin
        self.head = [(i, p) for i, p in enumerate(text.paragraphs) if p.last > p.first][:HEADER]
        self._found = found
        self._by_paragraph: dict[int, list[Found]] | None = None
        self.dateline = self._find_dateline()

    def times(self, paragraph: int) -> list[Found]:
        """Return the times of a paragraph; all are looked for when the first are wanted."""
        if self._by_paragraph is None:
            self._by_paragraph = {}
            for found in scan(self.text) if self._found is None else self._found:
                self._by_paragraph.setdefault(found.paragraph, []).append(found)
        return self._by_paragraph.get(paragraph, [])

    def starts(self, first: int, last: int, phrases: Sequence[str]) -> int:
        """Return how many tokens the longest of the phrases has that the tokens begin with; 0 where none."""
        window = " ".join(self.text.words(first, min(last, first + 10))) + " "
        return next((phrase.count(" ") + 1 for phrase in phrases if window.startswith(phrase + " ")), 0)

    def characters(self, found: Found) -> Span:
        """Return the characters of a time."""
        return self.text.tokens[found.first].start, self.text.tokens[found.last - 1].end

    def header(self) -> list[tuple[int, Paragraph]]:
        """Return the short paragraphs before the first long one."""
        lines = []
        for index, paragraph in self.head:
            if paragraph.last - paragraph.first <= SHORT:
                lines.append((index, paragraph))
            elif paragraph.role == "body":
                break
        return lines

    def label(self, paragraph: Paragraph, found: Found) -> str | None:
        """Return whether the words before a date call it "published" or "updated"."""
        before = [token.word for token in self.text.tokens[paragraph.first : found.first]]
        while before and before[-1] in {":", "-", ",", "|"}:
            before.pop()
        said = " " + " ".join(before[-5:])
        for label in ("updated", "published"):
            if any(said.endswith(f" {phrase}") for phrase in self.lists[label]):
                return label
        # the date itself may begin with a word of a label: "Đăng ngày 26/8/2020", "Thời gian: 14:00 26/8/2020"
        size = self.starts(paragraph.first, paragraph.last, self.lists["updated"])
        first = self._first_time(found)
        if size and first:
            return "updated"
        size = self.starts(paragraph.first, paragraph.last, self.lists["published"])
        behind = paragraph.first + size
        colon = self.text.words(behind, behind + 1) == [":"]
        return "published" if size and first and (colon or found.first <= behind) else None

    def _first_time(self, found: Found) -> bool:
        days = [time for time in self.times(found.paragraph) if time.kind in {"day", "month"}]
        return bool(days) and days[0] is found

    def _find_dateline(self) -> tuple[re.Match[str], Paragraph] | None:
        for _, paragraph in self.head:
            start = self.text.tokens[paragraph.first].start
            window = self.text.raw[start : start + 120]
            for pattern in _DATELINES:
                match = pattern.match(window)
                if match and self._is_dateline(match):
                    return match, paragraph
        return None

    def _is_dateline(self, match: re.Match[str]) -> bool:
        said = match.groupdict()
        places = self.lists["places_of_datelines"]
        if agency := said.get("agency"):
            return _is_agency(agency) and strip_marks(agency) not in places
        return strip_marks(said["place"]) in places and said["place"][0].isupper()

    def behind_dateline(self, paragraph: Paragraph) -> int:
        """Return the token that a paragraph's sentence begins with, behind "(VNA) -"."""
        if self.dateline is None or self.dateline[1] is not paragraph:
            return paragraph.first
        end = self.text.tokens[paragraph.first].start + self.dateline[0].end()
        return next(
            (p for p in range(paragraph.first, paragraph.last) if self.text.tokens[p].start >= end), paragraph.first
        )

    def in_dateline(self, found: Found) -> bool:
        """Say whether a time stands in the dateline: "HANOI, Jan. 5 (VNA) —"."""
        if self.dateline is None:
            return False
        match, paragraph = self.dateline
        end = self.text.tokens[paragraph.first].start + match.end()
        return paragraph.first <= found.first < paragraph.last and self.text.tokens[found.first].start < end


def _is_agency(said: str) -> bool:
    """Say whether what stands in a dateline is a name: an abbreviation, a site, or words that begin large."""
    return said.isupper() or "." in said.strip(".") or all(word[0].isupper() for word in said.split()[:1])
