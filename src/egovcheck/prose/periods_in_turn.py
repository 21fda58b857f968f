"""Figures that are listed in the order of their times: "năm 2019 và 2020 lần lượt đạt 16% và 30%"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from egovcheck.prose.area_lists import joined, parts_in_turn
from egovcheck.prose.figure import Figure
from egovcheck.prose.text import Text
from egovcheck.prose.times import Time


def times_in_turn(text: Text, times: Sequence[Time], figures: Sequence[Figure]) -> dict[int, Time]:
    """Return, by index of ``figures``, the times of figures that are listed in the order of their times.

    In a part of a sentence that says so, with one list of times, the figures of one shape belong to its members one by
    one where there are as many of them.
    """
    found: dict[int, Time] = {}
    parts = parts_in_turn(text)
    beginnings = [time.first for time in times] if parts else []
    firsts = [figure.first for figure in figures] if parts else []
    for first, last in parts:
        near = times[bisect_left(beginnings, first) : bisect_left(beginnings, last)]
        lists = _listed(text, [time for time in near if time.last <= last and time.period])
        if len(lists) != 1:
            continue
        shapes: dict[str, list[int]] = {}
        for index in range(bisect_left(firsts, first), bisect_left(firsts, last)):
            shapes.setdefault(figures[index].shape, []).append(index)
        for indexes in shapes.values():
            if len(indexes) == len(lists[0]):
                found.update(zip(indexes, lists[0], strict=True))
    return found


def _listed(text: Text, times: Sequence[Time]) -> list[list[Time]]:
    """Return the runs of two or more times of one kind that only commas and words like "và" stand between."""
    runs: list[list[Time]] = []
    for time in times:
        before = runs[-1][-1] if runs else None
        if before is not None and before.kind == time.kind and joined(text, before.last, time.first):
            runs[-1].append(time)
        else:
            runs.append([time])
    return [run for run in runs if len(run) > 1]
