"""Where the marks of a text begin and end: figures that share characters are nested, or share one mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from egovcheck.core.review import ReviewedFigure


@dataclass(slots=True)
class Mark:
    """Characters ``start`` to before ``end``, the figures that they state, and the marks inside them, in order."""

    start: int
    end: int
    figures: list[ReviewedFigure]
    inside: list[Mark] = field(default_factory=list)


def marks(figures: Sequence[ReviewedFigure]) -> list[Mark]:
    """Return the outermost marks of a text in order.

    Figures of the same characters (the two ends of "3-5 ngày") share a mark, those inside others get one inside. Where
    two overlap and neither holds the other, markup cannot show both: they share one mark around both.
    """
    outermost: list[Mark] = []
    around: list[Mark] = []
    for figure in sorted(figures, key=lambda one: (one.start, -one.end, one.number)):
        while around and around[-1].end <= figure.start:
            around.pop()
        if around and (figure.end > around[-1].end or (figure.start, figure.end) == (around[-1].start, around[-1].end)):
            around[-1].figures.append(figure)
            for mark in around:
                mark.end = max(mark.end, figure.end)
            continue
        mark = Mark(figure.start, figure.end, [figure])
        (around[-1].inside if around else outermost).append(mark)
        around.append(mark)
    return outermost
