"""Who publishes a document, and where: by its dateline, its masthead or footer, or a line that names its source."""

from __future__ import annotations

from egovcheck.prose.origin.lines import SHORT, Lines, Said, Span
from egovcheck.prose.text import Paragraph


class PublisherReader:
    """Looks for the publisher and the place of a document."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def publisher(self) -> Said | None:
        """Return who publishes: by the dateline, the masthead or footer, or a line that names the source."""
        if self._lines.dateline is not None and "agency" in self._lines.dateline[0].groupdict():
            match, paragraph = self._lines.dateline
            start = self._lines.text.tokens[paragraph.first].start
            return match["agency"].strip(), (start + match.start("agency"), start + match.end("agency"))
        return self._masthead() or self._source()

    def _masthead(self) -> Said | None:
        named: list[tuple[int, int]] = []
        bare: tuple[int, int] | None = None
        for number, paragraph in enumerate(self._lines.text.paragraphs):
            size = self._lines.starts(paragraph.first, paragraph.last, self._lines.lists["mastheads"])
            if not size or self._lines.starts(paragraph.first, paragraph.last, self._lines.lists["no_mastheads"]):
                continue
            line = paragraph.last - paragraph.first <= size + 8 and self._lines.text.words(
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
                    (paragraph.first, self._lines.text.paragraphs[number + 1].last)
                    if number + 1 < len(self._lines.text.paragraphs)
                    else None
                )
        spans = named or ([bare] if bare and bare[1] - bare[0] < 16 else [])
        names = {" ".join(self._lines.text.slice(*span).split()).casefold() for span in spans}
        if len(names) != 1:
            return None
        first, last = spans[0]
        said = " ".join(self._lines.text.slice(first, last).split())
        return said, (self._lines.text.tokens[first].start, self._lines.text.tokens[last - 1].end)

    def _is_name(self, paragraph: Paragraph, size: int) -> bool:
        """Say whether a line that begins like a masthead goes on with a name: "Báo Hà Tĩnh", not "Báo động"."""
        token = self._lines.text.tokens[paragraph.first + size]
        body = paragraph.role == "body" and self._lines.text.words(paragraph.last - 1, paragraph.last)[0] in {".", ":"}
        general = self._lines.starts(paragraph.first + size, paragraph.last, self._lines.lists["places"])
        return not body and (bool(general) or self._lines.text.raw[token.start].isupper())

    def _speaks(self, paragraph: Paragraph, size: int) -> tuple[int, int] | None:
        """Return the name before "sẽ tiếp tục thông tin": so a publisher speaks of itself."""
        for place in range(paragraph.first + size, min(paragraph.first + size + 8, paragraph.last)):
            if self._lines.starts(place, paragraph.last, self._lines.lists["speaking"]):
                return (paragraph.first, place) if place > paragraph.first + size else None
        return None

    def _source(self) -> Said | None:
        found: dict[str, Span] = {}
        for paragraph in self._lines.text.paragraphs:
            first, last = paragraph.first, paragraph.last
            tokens = self._lines.text.tokens
            if last - first > 12:
                continue
            if tokens[first].word == "(" and tokens[last - 1].word == ")":
                first, last = first + 1, last - 1
            size = self._lines.starts(first, last, self._lines.lists["sources"])
            colon = bool(size) and self._lines.text.words(first + size, first + size + 1) == [":"]
            begin = first + size + colon
            if not size or begin >= last or (not colon and (last - begin > 5 or tokens[first].word != "theo")):
                continue
            if tokens[last - 1].word in {".", ":"} or not self._lines.text.raw[tokens[begin].start].isupper():
                continue
            found.setdefault(self._lines.text.slice(begin, last), (tokens[begin].start, tokens[last - 1].end))
        return next(iter(found.items())) if len(found) == 1 else None

    def place(self, publisher_from: Span | None) -> Said | None:
        """Return the place of the dateline, of "Hà Nội, ngày …", or the one that a portal is of."""
        if self._lines.dateline is not None and self._lines.dateline[0].groupdict().get("place"):
            match, paragraph = self._lines.dateline
            start = self._lines.text.tokens[paragraph.first].start
            return match["place"], (start + match.start("place"), start + match.end("place"))
        for index, paragraph in self._lines.head:
            if paragraph.last - paragraph.first > SHORT:
                continue
            for found in self._lines.times(index)[:1]:
                *words, comma = self._lines.text.tokens[paragraph.first : found.first] or (None,)
                plain = 1 <= len(words) <= 5 and all(
                    word and self._lines.text.raw[word.start].isupper() for word in words
                )
                if (
                    found.kind == "day"
                    and plain
                    and comma
                    and comma.word == ","
                    and self._lines.label(paragraph, found) is None
                ):
                    return self._named(paragraph.first, found.first - 1)
        return self._place_of(publisher_from)

    def _place_of(self, publisher_from: Span | None) -> Said | None:
        if publisher_from is None:
            return None
        places = [p for p, t in enumerate(self._lines.text.tokens) if publisher_from[0] <= t.start < publisher_from[1]]
        for place in places:
            size = self._lines.starts(place, places[-1] + 1, self._lines.lists["places"])
            if size and place + size <= places[-1]:
                return self._named(place + size, places[-1] + 1)
        return None

    def _named(self, first: int, last: int) -> Said | None:
        tokens = self._lines.text.tokens
        span = tokens[first].start, tokens[last - 1].end
        return (self._lines.text.raw[slice(*span)], span) if self._lines.text.raw[span[0]].isupper() else None
