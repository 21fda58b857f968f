"""The sentence that a figure stands in, as far as signs and capitals tell, where the whole text is not shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?…;][\"”')\]]*\s+(?=[\"“'(\[]?[^\W\d_a-z])|[\r\n]+")

FARTHEST = 400
"""A sentence is looked for so many characters around a figure; where it is longer, it is cut between words."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Characters ``start`` to before ``end`` of a text; ``cut`` tells whether the sentence begins or ends elsewhere."""

    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def sentence_around(text: str, start: int, end: int) -> Excerpt:
    """Return the sentence around characters ``start`` to ``end``, without the blanks around it."""
    floor, ceiling = max(0, start - FARTHEST), min(len(text), end + FARTHEST)
    first, cut_before = floor, floor > 0
    for found in _END.finditer(text, floor, start):
        first, cut_before = found.end(), False
    after = _END.search(text, end, ceiling)
    last, cut_after = (after.end(), False) if after else (ceiling, ceiling < len(text))
    if cut_before:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if cut_after:
        blank = text.rfind(" ", end, last)
        last = blank if blank >= 0 else last
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Excerpt(first, last, cut_before, cut_after)
