"""Text that was laid out on pages, made running text again: wrapped lines are joined, running heads are left out."""

from __future__ import annotations

import re
from collections import Counter

_EDGE = 2
"""Lines at the top and the bottom of a page among which running heads and page numbers are looked for."""
_SHARE = 0.5
_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]{1,6}\b")
_NUMBER = re.compile(
    r"(?:[-–—|]\s?)?(?:(?:trang|page|p\.)\s)?(?P<number>[0-9]{1,4})(?:\s?(?:/|of)\s?[0-9]{1,4})?(?:\s?[-–—|])?",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]")
_ENDS = re.compile(r"""[.!?…:;]["”’')»]{0,2}\Z""")
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+){0,8}")
_ITEM = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[a-zđ][.)]|[-–—•+*·▪]|[IVX]{1,5}\.)\s")
_DIVIDED = re.compile(r"[a-z]{3}-\Z")
_FULL = 0.75
"""A line shorter than this share of the page's usual line was not wrapped but ended."""
_NEARLY = 0.9
"""The same where the next line begins with a capital, which may be a name inside a sentence."""


def pages_of(raw: list[str]) -> list[list[str]]:
    """Return the lines of each page without running heads and page numbers.

    A line at the edge of a page is a running head if the same line, numbers aside, stands at the same edge of at least
    half of the pages (of three or more), and a page number if it is nothing but a number that counts the pages.
    """
    pages = [[line for text in page.splitlines() if (line := _tidy(text))] for page in raw]
    tops = _repeated([page[:_EDGE] for page in pages])
    ends = _repeated([page[-_EDGE:] for page in pages])
    offset = _numbering(pages)
    return [
        _without_edges(page, tops, ends, None if offset is None else index + offset) for index, page in enumerate(pages)
    ]


def text_of(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    """Return the text, pages separated by a form feed, and where each page begins.

    Where a sentence goes on, the pages are separated by a blank only.
    """
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        lines = _joined(page)
        if parts:
            before = parts[-1]
            goes_on = bool(lines) and lines[0][:1].islower() and not _ENDS.search(before.rstrip("\n"))
            if goes_on and before.endswith("\n"):
                parts[-1], length = before[:-1], length - 1
            parts.append(" " if goes_on else "\f")
            length += 1
        starts.append(length)
        text = "".join(f"{line}\n" for line in lines)
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(starts)


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line.lower())


def _repeated(edges: list[list[str]]) -> frozenset[str]:
    if len(edges) < 3:
        return frozenset()
    counts = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    return frozenset(shape for shape, count in counts.items() if count >= max(3, len(edges) * _SHARE))


def _numbering(pages: list[list[str]]) -> int | None:
    """Return the number of the first page if lines at the edges count the pages, else None."""
    counts: Counter[int] = Counter()
    for index, page in enumerate(pages):
        found = (_NUMBER.fullmatch(line) for line in {*page[:_EDGE], *page[-_EDGE:]})
        counts.update({int(number["number"]) - index for number in found if number})
    for offset, count in sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])):
        if count >= max(2, len(pages) * _SHARE) or (len(pages) == 1 and offset == 1):
            return offset
    return None


def _without_edges(page: list[str], tops: frozenset[str], ends: frozenset[str], number: int | None) -> list[str]:
    def counts(line: str) -> bool:
        found = _NUMBER.fullmatch(line)
        return number is not None and found is not None and int(found["number"]) == number

    first, last = 0, len(page)
    while first < min(_EDGE, last) and (_shape(page[first]) in tops or counts(page[first])):
        first += 1
    lowest = max(first, last - _EDGE)
    while last > lowest and (_shape(page[last - 1]) in ends or counts(page[last - 1])):
        last -= 1
    return page[first:last]


def _joined(lines: list[str]) -> list[str]:
    """Join the lines of a paragraph that were only wrapped."""
    usual = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
    joined: list[list[str]] = []
    before = ""
    for line in lines:
        if not before or not _is_wrapped(before, line, usual):
            joined.append([line])
        elif _is_hyphenated(before, line):
            joined[-1][-1] = joined[-1][-1][:-1]
            joined[-1].append(line)
        else:
            joined[-1] += (" ", line)
        before = line
    return ["".join(parts) for parts in joined]


def _is_wrapped(before: str, line: str, usual: int) -> bool:
    """Say whether ``line`` goes on with the paragraph of the line ``before`` it."""
    if _ITEM.match(line) or (before.isupper() and not line.isupper()) or _are_rows(before, line):
        return False
    first = line.lstrip("(“\"'‘«")[:1]
    full = len(before) >= usual * _FULL
    if _ENDS.search(before):
        return full and first.islower()
    if before.endswith((",", "–", "/", "(")) or first.islower():
        return full or len(before) * 2 >= usual
    return full and (first.isdigit() or len(before) >= usual * _NEARLY)


def _is_hyphenated(before: str, line: str) -> bool:
    """Say whether a word was divided at the end of a line, as in English; ``e-`` keeps its hyphen."""
    return before.isascii() and line[:1].islower() and _DIVIDED.search(before) is not None


def _are_rows(before: str, line: str) -> bool:
    """Say whether two lines are rows of one table: both end with a figure and hold more of them."""
    return all(one[-1:].isdigit() and len(_FIGURE.findall(one)) > 1 for one in (before, line))
