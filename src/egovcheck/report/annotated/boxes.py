"""The boxes in which spreadsheets show comments: shapes in the old drawing language VML.

Programs write it in ways that are not always XML, so it is added to as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from egovcheck.report.annotated.package import Package
from egovcheck.report.annotated.sheet import Sheet
from egovcheck.report.workbook.text import lines_needed

FACE, SIZE = "Tahoma", 9
"""The font of comments."""

_LETTER = 6.2
"""Pixels that a letter of this font takes on average; Vietnamese has no wider ones."""

_LINE = 15
_MARGIN = 14
_WIDTHS = (300, 420, 560)
"""Widths of a box in pixels; the wider ones where the text would make it taller than ``_TALL``."""

_TALL = 320
_TALLEST = 640

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY = (
    f'<xml {_SPACES}>\n<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>\n</xml>'.encode()
)
"""A drawing without any shape."""

_KIND = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\n'
)
_SHAPE = (
    f"<v:shape {_SPACES}"
    ' id="_x0000_s{id}" type="#_x0000_t202" style="{style}" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>\n"
)
"""A shape says itself what its prefixes mean: a drawing may call the same things otherwise."""

_EACH = re.compile(r"<(\w+:)?shape\b.*?</\1shape>", re.DOTALL)
_ROW, _COLUMN = re.compile(r"<(?:\w+:)?Row>\s*(\d+)"), re.compile(r"<(?:\w+:)?Column>\s*(\d+)")
_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>).*?(</(?:\w+:)?Anchor>)", re.DOTALL)
_EXTENT = re.compile(r"\b(width|height)\s*:\s*[\d.]+(?:pt|px|in|cm|mm)?")
_ID = re.compile(r'"_x0000_s(\d+)"')
_END = re.compile(r"</xml>\s*$")


class Boxes:
    """The drawing of one sheet."""

    def __init__(self, package: Package, name: str, sheet: Sheet) -> None:
        self._package, self._name, self._sheet = package, name, sheet
        self._text = package.read(name).decode("utf-8", "surrogateescape")
        self._ids = count(max((int(one) for one in _ID.findall(self._text)), default=1024) + 1)
        self._there = {_where(shape[0]): shape[0] for shape in _EACH.finditer(self._text)}
        self._new: list[str] = []

    def place(self, row: int, column: int, text: str) -> None:
        """Make a box for the text at a cell, or make the one that is there large enough."""
        width, height = extent(text)
        anchor = self._anchor(row, column, width, height)
        old = self._there.get((row - 1, column - 1))
        if old is None:
            size = f"width:{width * 0.75:g}pt;height:{height * 0.75:g}pt"
            style = f"position:absolute;margin-left:60pt;margin-top:2pt;{size};z-index:1;visibility:hidden"
            new = {"id": next(self._ids), "style": style, "anchor": anchor, "row": row - 1, "column": column - 1}
            self._new.append(_SHAPE.format(**new))
            return
        sizes = {"width": f"width:{width * 0.75:g}pt", "height": f"height:{height * 0.75:g}pt"}
        head, end, rest = old.partition(">")
        wider = _EXTENT.sub(lambda found: sizes[found[1]], head) + end + _ANCHOR.sub(rf"\g<1>{anchor}\g<2>", rest)
        self._text = self._text.replace(old, wider)
        self._there[row - 1, column - 1] = wider

    def close(self) -> None:
        """Write the drawing."""
        if self._new:
            kind = "" if 'id="_x0000_t202"' in self._text else _KIND
            added = kind + "".join(self._new)
            end = _END.search(self._text)
            where = end.start() if end else len(self._text)
            self._text = self._text[:where] + added + self._text[where:]
        self._package.write(self._name, self._text.encode("utf-8", "surrogateescape"))

    def _anchor(self, row: int, column: int, width: int, height: int) -> str:
        """Return where a box begins and ends: columns and rows from 0, and pixels into them; it is beside its cell."""
        left, right = _stretch(column + 1, 15, width, self._sheet.width, 16_384)
        top, bottom = _stretch(max(row - 1, 1), 4, height, self._sheet.height, 1_048_576)
        return ", ".join(str(number) for number in (*left, *top, *right, *bottom))


def extent(text: str) -> tuple[int, int]:
    """Return the width and height of a box in pixels in which a text can be read."""
    for width in _WIDTHS:
        lines = lines_needed(text, (width - _MARGIN) / _LETTER)
        if lines * _LINE + _MARGIN <= _TALL:
            break
    return width, min(lines * _LINE + _MARGIN, _TALLEST)


def _stretch(
    start: int, offset: int, size: int, measure: Callable[[int], int], last: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and the last column (or row) of a box, each from 0, with the pixels into it."""
    number = start = min(start, last)
    offset = min(offset, max(measure(start) - 1, 0))
    left = offset + size
    while number < last and left >= measure(number):
        left -= measure(number)
        number += 1
    return (start - 1, offset), (number - 1, min(left, measure(number)))


def _where(shape: str) -> tuple[int, int]:
    """Return row and column, from 0, of the cell whose comment a shape shows; other shapes are nowhere."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]), int(column[1])) if row and column and 'ObjectType="Note"' in shape else (-1, -1)
