"""A drawing: lines, marks and words at places in it, and the figure around it that says in words what it shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from egovcheck.core.text import safe
from egovcheck.report.page.markup import Markup, element, text

WIDTH = 380
"""Width of every drawing; it is shown at about this many pixels, so that its words stay as large as those around it."""

SIZE = 12
"""Height of the letters."""

LINE = 16
"""From one line of words to the next."""

_NARROW = set("iljtfrI.,:;|!'()[]-/ ·")


def width_of(words: str) -> float:
    """Return about how wide words are, rather too wide than too narrow, for no font is known here."""
    return SIZE * sum(_em(sign) for sign in words)


def folded(words: str, room: float) -> list[str]:
    """Break words into lines that fit into so much room; between words where it can be, else anywhere."""
    lines: list[str] = []
    line = ""
    for word in safe(words).split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width_of(line) > room:
            at = next(n for n in range(len(line), 0, -1) if n == 1 or width_of(line[:n]) <= room)
            breaks = [n + 1 for n, sign in enumerate(line[:at]) if sign in "_-/." and n > 2]
            at = breaks[-1] if breaks else at
            lines.append(line[:at])
            line = line[at:]
    return [*lines, line] if line or not lines else lines


class Canvas:
    """What is drawn so far. Places grow to the right and down; looks are left to the classes of the style sheet."""

    def __init__(self) -> None:
        self._parts: list[Markup] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, look: str) -> None:
        """Draw a straight line."""
        self._parts.append(element("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), class_=look))

    def path(self, points: Sequence[tuple[float, float]], look: str) -> None:
        """Draw a line through points."""
        self._parts.append(element("polyline", points=" ".join(f"{_n(x)},{_n(y)}" for x, y in points), class_=look))

    def band(self, x1: float, x2: float, y1: float, y2: float, look: str) -> None:
        """Draw a filled rectangle."""
        self._parts.append(
            element("rect", x=_n(x1), y=_n(y1), width=_n(max(x2 - x1, 1)), height=_n(y2 - y1), class_=look)
        )

    def dot(self, x: float, y: float, look: str, radius: float = 3.5) -> None:
        """Draw a round mark."""
        self._parts.append(element("circle", cx=_n(x), cy=_n(y), r=_n(radius), class_=look))

    def diamond(self, x: float, y: float, look: str, radius: float = 5.5) -> None:
        """Draw a mark that is told from a round one without its colour."""
        corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
        self._parts.append(element("polygon", points=" ".join(f"{_n(a)},{_n(b)}" for a, b in corners), class_=look))

    def words(self, x: float, y: float, said: str, look: str = "", *, anchor: str = "start") -> None:
        """Write words on one line, whose foot is at ``y``; ``anchor`` is start, middle or end."""
        anchored = None if anchor == "start" else anchor
        self._parts.append(element("text", text(said), x=_n(x), y=_n(y), text_anchor=anchored, class_=look or None))

    def figure(self, name: str, height: float, title: str, told: Sequence[str], caption: str) -> Markup:
        """Return the drawing with its title, what it shows in words for those who do not see it, and its caption."""
        drawing = element(
            "svg",
            element("title", text(title), id=f"{name}-title"),
            element("desc", text(". ".join(told)), id=f"{name}-desc"),
            *self._parts,
            viewBox=f"0 0 {WIDTH} {_n(height)}",
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
        )
        return element("figure", drawing, element("figcaption", text(caption)), class_="plot")


def _n(place: float) -> str:
    return f"{place:.1f}".removesuffix(".0")


def _em(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if sign in _NARROW:
        return 0.36
    return 0.74 if sign.isupper() or sign in "mw%@" else 0.6
