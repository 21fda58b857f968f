"""Intervals of one fact that have no value in common, one line a statement, the reference marked across all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.report.numerals import shown_number
from egovcheck.report.page.markup import Markup
from egovcheck.report.phrases import role_word
from egovcheck.report.plots.canvas import LINE, WIDTH, Canvas, folded, width_of
from egovcheck.report.plots.scale import Scale, around, decimal, plain
from egovcheck.report.plots.words import word

MOST = 12
"""So many statements are drawn."""

EDGE = 10.0
"""Room at either side."""

NARROWEST = 9.0
"""An interval that would be narrower than this is drawn as a mark, for its ends could not be told apart."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the drawing: who states what, between which ends."""

    who: str
    printed: str
    role: str
    low: Decimal | None
    high: Decimal | None
    high_open: bool

    @property
    def finite(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None


def intervals_plot(finding: Finding, lang: Lang, name: str) -> Markup | None:
    """Return number lines of what several statements of one fact allow, or None where they meet or are too few."""
    primary = [record for record in finding.records if record.role == "primary"]
    if not primary or any(record.key != primary[0].key for record in primary) or not primary[0].key:
        return None
    stated = _statements([record for record in finding.records if record.key == primary[0].key], lang)
    if sum(one.finite for one in stated) < 2 or _meet(stated):
        return None
    drawn = stated[:MOST]
    if _meet(drawn):  # what makes them disagree would not be seen
        return None
    ends = [end for one in drawn for end in (one.low, one.high) if end is not None]
    scale = around(ends, EDGE, WIDTH - EDGE)
    canvas = Canvas()
    heights = [_height(one) for one in drawn]
    foot = sum(heights) + 4
    for one in drawn:
        if one.role == "reference" and one.low is not None and one.high is not None:
            canvas.band(scale.at(one.low) - 0.5, scale.at(one.high) + 0.5, 4, foot, "band")
    top = 4.0
    for one, height in zip(drawn, heights, strict=True):
        _draw(canvas, one, scale, top, top + height - 11)
        top += height
    _axis(canvas, scale, foot, lang, whole=all(end == end.to_integral_value() for end in ends))
    caption = word(lang, "intervals_caption")
    if len(stated) > len(drawn):
        caption += f" {word(lang, 'more_rows', len(stated) - len(drawn))}"
    told = [word(lang, "stated", who=one.who, what=one.printed) for one in drawn]
    return canvas.figure(name, foot + 24, word(lang, "intervals"), told, caption)


def _statements(records: Sequence[NamedRecord], lang: Lang) -> list[Statement]:
    found = []
    for record in records:
        low, high = decimal(record.low), decimal(record.high)
        if low is None and high is None:
            continue
        who = " · ".join(part for part in (record.source, role_word(lang, record.role)) if part)
        printed = record.printed or shown_number(record.value or "", lang)
        found.append(Statement(who, printed, record.role, low, high, record.high_open))
    return found


def _meet(stated: Sequence[Statement]) -> bool:
    """Whether some value lies in every interval."""
    lows = [one.low for one in stated if one.low is not None]
    highs = [(one.high, not one.high_open) for one in stated if one.high is not None]
    if not lows or not highs:
        return True
    low, (high, included) = max(lows), min(highs)
    return low < high or (low == high and included)


def _label(one: Statement) -> tuple[list[str], list[str]]:
    """Who states it and what, as lines; what stands at the right, both on one line where they fit."""
    what = folded(one.printed, WIDTH * 0.45)
    room = WIDTH - max(map(width_of, what)) - 12
    return folded(one.who, room), what


def _height(one: Statement) -> float:
    return max(map(len, _label(one))) * LINE + 20


def _draw(canvas: Canvas, one: Statement, scale: Scale, top: float, y: float) -> None:
    who, what = _label(one)
    for number, line in enumerate(who):
        canvas.words(0, top + LINE * (number + 1) - 4, line)
    for number, line in enumerate(what):
        canvas.words(WIDTH, top + LINE * (number + 1) - 4, line, "figure", anchor="end")
    canvas.line(0, y, WIDTH, y, "rail")
    look = "accused" if one.role == "primary" else "known"
    start = 0.0 if one.low is None else scale.at(one.low)
    end = WIDTH if one.high is None else scale.at(one.high)
    if one.finite and end - start < NARROWEST:
        mark = canvas.diamond if one.role == "primary" else canvas.dot
        mark((start + end) / 2, y, look)
        return
    canvas.line(start, y, end, y, f"bar {look}")
    for place, bound, tip in ((start, one.low, -1), (end, one.high, 1)):
        if bound is None:  # goes on without end: an arrow
            canvas.path([(place - tip * 6, y - 5), (place, y), (place - tip * 6, y + 5)], f"tip {look}")
        else:
            left_out = tip > 0 and one.high_open
            canvas.dot(place, y, f"end {look}{' open' if left_out else ''}", 3.5)


def _axis(canvas: Canvas, scale: Scale, y: float, lang: Lang, *, whole: bool) -> None:
    canvas.line(0, y, WIDTH, y, "axis")
    for tick, said in ticks(scale, lang, whole=whole):
        canvas.line(scale.at(tick), y, scale.at(tick), y + 4, "axis")
        canvas.words(scale.at(tick), y + 18, said, "tick", anchor="middle")


def ticks(scale: Scale, lang: Lang, *, whole: bool) -> list[tuple[Decimal, str]]:
    """Return as many round numbers as can stand below a scale without touching each other or its edges."""
    for most in (5, 4, 3, 2, 1):
        found = [(tick, shown_number(plain(tick), lang)) for tick in scale.ticks(most, whole=whole)]
        halves = [(scale.at(tick), width_of(said) / 2) for tick, said in found]
        inside = all(half <= place <= WIDTH - half for place, half in halves)
        apart = all(b[0] - b[1] - a[0] - a[1] >= 8 for a, b in pairwise(halves))
        if found and inside and apart:
            return found
    return []
