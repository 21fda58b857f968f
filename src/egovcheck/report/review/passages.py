"""A text in passages that are read, shown and left out as a whole: its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.core.review import ReviewedText
from egovcheck.report.review.marks import Mark, marks

_BREAK = re.compile(r"\r\n|\r|\n")

WRAPPED = 100
"""A text whose lines are all shorter than this, with empty ones between, was wrapped: a line is no paragraph there."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``start`` to before ``end`` of a text, without blank lines around them, and the marks in them."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def passages(text: ReviewedText) -> list[Passage]:
    """Return the paragraphs of a text in order; a mark never reaches from one into another."""
    lines = _lines(text.text)
    wrapped = any(start == end for start, end in lines) and all(end - start <= WRAPPED for start, end in lines)
    spans: list[tuple[int, int]] = []
    waiting = marks(text.figures)
    place = 0
    found: list[list[Mark]] = []
    open_until = 0
    joins = False
    for start, end in lines:
        if start == end:
            joins = False
            continue
        if spans and (joins or start < open_until):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
            found.append([])
        while place < len(waiting) and waiting[place].start < end:
            open_until = max(open_until, waiting[place].end)
            found[-1].append(waiting[place])
            place += 1
        joins = wrapped
    return [Passage(*span, tuple(inside)) for span, inside in zip(spans, found, strict=True)]


def _lines(text: str) -> list[tuple[int, int]]:
    """The places of the lines; one of blanks only is empty."""
    found = []
    start = 0
    for stop, following in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        found.append((start, stop) if text[start:stop].strip() else (start, start))
        start = following
    return found


class Lines:
    """Finds the line and column of a character, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts: Sequence[int] = (0, *(found.end() for found in _BREAK.finditer(text)))

    def place(self, character: int) -> tuple[int, int]:
        """Return line and column of a character."""
        line = bisect_right(self._starts, character)
        return line, character - self._starts[line - 1] + 1
