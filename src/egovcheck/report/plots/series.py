"""A series over time with the figure in question marked by its shape, not only by its colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.report.numerals import shown_number
from egovcheck.report.page.markup import Markup
from egovcheck.report.plots.canvas import WIDTH, Canvas, width_of
from egovcheck.report.plots.scale import Scale, around, decimal, plain
from egovcheck.report.plots.words import word

FEWEST = 3
"""Fewer periods than this are no series."""

HEIGHT = 190.0
TOP, FOOT = 24.0, 158.0

_PERIOD = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of the series; ``moment`` orders the periods and tells how far they are apart."""

    period: str
    moment: Decimal
    value: Decimal
    accused: bool


def series_plot(finding: Finding, lang: Lang, name: str) -> Markup | None:
    """Return the figures of one indicator and area over time, or None where they are no series."""
    points = _points(finding)
    if points is None or len({point.period for point in points}) < FEWEST:
        return None
    values = around([point.value for point in points], FOOT, TOP, margin="0.1")
    whole = all(point.value == point.value.to_integral_value() for point in points)
    marks = [(tick, shown_number(plain(tick), lang)) for tick in values.ticks(4, whole=whole)]
    left = max((width_of(said) for _, said in marks), default=0) + 12
    if left > WIDTH / 2:
        return None
    times = around([point.moment for point in points], left, WIDTH - 12, margin="0.04")
    canvas = Canvas()
    for tick, said in marks:
        canvas.line(left, values.at(tick), WIDTH - 4, values.at(tick), "rail")
        canvas.words(left - 8, values.at(tick) + 4, said, "tick", anchor="end")
    others = [point for point in points if not point.accused]
    canvas.path([(times.at(point.moment), values.at(point.value)) for point in others], "line known")
    for point in points:
        draw = canvas.diamond if point.accused else canvas.dot
        draw(times.at(point.moment), values.at(point.value), "accused" if point.accused else "known")
    for point in points:
        if point.accused:
            _name(canvas, point, (times.at(point.moment), values.at(point.value)), left, lang)
    canvas.line(left, FOOT, WIDTH - 4, FOOT, "axis")
    _periods(canvas, points, times, left)
    told = [word(lang, "stated", who=point.period, what=shown_number(plain(point.value), lang)) for point in points]
    caption = word(lang, "series_caption" if len(others) < len(points) else "series_plain")
    return canvas.figure(name, HEIGHT, word(lang, "series"), told, caption)


def _points(finding: Finding) -> list[Point] | None:
    """The figures in order of time: all of one fact but for its period, their periods all of one kind."""
    records = [record for record in finding.records if record.key.get("period") and decimal(record.value) is not None]
    if not records or any(_whose(record) != _whose(records[0]) for record in records):
        return None
    accused = {record.key["period"] for record in records if record.role == "primary"}
    if len(accused) > 1:  # a gap, a repetition: nothing in particular stands out
        accused = set()
    points = []
    kinds = set()
    for record in records:
        placed = _moment(record.key["period"])
        value = decimal(record.value)
        if placed is None or value is None:
            return None
        kinds.add(placed[0])
        points.append(Point(record.key["period"], placed[1], value, record.role == "primary" and bool(accused)))
    if len(kinds) > 1 or sum(not point.accused for point in points) < FEWEST - 1:
        return None
    return sorted(points, key=lambda point: (point.moment, point.accused, point.value))


def _whose(record: NamedRecord) -> list[tuple[str, str]]:
    return sorted((key, value) for key, value in record.key.items() if key != "period")


def _moment(period: str) -> tuple[str, Decimal] | None:
    """The kind of a period and its place in time; a range is no point in time."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, quarter, month, day = found.groups()
    if quarter:
        return "quarter", Decimal(year) * 4 + Decimal(quarter)
    if month is None:
        return "year", Decimal(year)
    if day is None:
        return "month", Decimal(year) * 12 + Decimal(month)
    try:
        return "day", Decimal(date(int(year), int(month), int(day)).toordinal())
    except ValueError:
        return None


def _name(canvas: Canvas, point: Point, place: tuple[float, float], left: float, lang: Lang) -> None:
    """Write what the figure in question is, above it or, near the top, below."""
    said = word(lang, "stated", who=point.period, what=shown_number(plain(point.value), lang))
    half = width_of(said) / 2
    x = min(max(place[0], left + half), WIDTH - 4 - half)
    y = place[1]
    canvas.words(x, y - 11 if y > TOP + 14 else y + 20, said, "figure", anchor="middle")


def _periods(canvas: Canvas, points: Sequence[Point], times: Scale, left: float) -> None:
    """Write periods below the axis: the first, the last and the one in question, and what else has room."""
    first, last = points[0], points[-1]
    wanted = [*(point for point in points if point.accused), first, last, *points]
    taken: list[tuple[float, float]] = []
    for point in wanted:
        half = width_of(point.period) / 2
        x = min(max(times.at(point.moment), left + half - 8), WIDTH - half)
        if all(abs(x - other) >= half + reach + 6 for other, reach in taken):
            taken.append((x, half))
            canvas.words(x, FOOT + 18, point.period, "tick", anchor="middle")
            canvas.line(times.at(point.moment), FOOT, times.at(point.moment), FOOT + 4, "axis")
