"""The styles of a workbook, to which looks are added; those that are there stay as they are."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Literal

from lxml import etree

from egovcheck.report.workbook.looks import FONT, FONT_SIZE, HEADING_INK, HEADING_PAPER, INK, LINK_INK, PAPER

Mark = Literal["error", "warning", "info", "side"]
"""How a cell is marked: by the worst severity of what it states, or as one that others are compared with."""

MARKS: tuple[Mark, ...] = ("error", "warning", "info", "side")

_FILLS: dict[Mark, tuple[str, str, str | None]] = {
    "error": ("solid", PAPER["error"], None),
    "warning": ("lightUp", "FFC000", PAPER["warning"]),
    "info": ("gray125", "2E75B6", PAPER["info"]),
    "side": ("solid", "E7E6E6", None),
}
"""Pattern, its colour, and the colour behind it. Patterns differ, so that marks can be told apart without colour."""


class Styles:
    """The part ``styles.xml``."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._formats = self._list("cellXfs")
        self._fills: dict[Mark, int] = {}
        self._marked: dict[tuple[int, Mark], int] = {}

    def marked(self, style: int, mark: Mark) -> int:
        """Return the number of a style that is like another one but for its fill."""
        key = (style, mark)
        if key not in self._marked:
            like = self._formats[style] if style < len(self._formats) else self._formats[0]
            new = deepcopy(like)
            new.set("fillId", str(self._fill(mark)))
            new.set("applyFill", "1")
            self._marked[key] = self._add(self._formats, new)
        return self._marked[key]

    def text(
        self,
        *,
        bold: bool = False,
        ink: str | None = None,
        paper: Mark | Literal["heading"] | None = None,
        underlined: bool = False,
        wrapped: bool = True,
    ) -> int:
        """Return the number of a new style for text."""
        font = self._font(ink=ink, bold=bold, underlined=underlined)
        fill = 0 if paper is None else self._heading() if paper == "heading" else self._fill(paper)
        made = etree.Element(
            f"{self._space}xf", numFmtId="0", fontId=str(font), fillId=str(fill), borderId="0", xfId="0",
            applyFont="1", applyFill="1", applyAlignment="1", quotePrefix="1",
        )  # fmt: skip
        etree.SubElement(made, f"{self._space}alignment", vertical="top", wrapText=str(int(wrapped)))
        return self._add(self._formats, made)

    def _font(self, *, ink: str | None, bold: bool, underlined: bool) -> int:
        font = etree.Element(f"{self._space}font")
        if bold:
            etree.SubElement(font, f"{self._space}b")
        if underlined:
            etree.SubElement(font, f"{self._space}u")
        etree.SubElement(font, f"{self._space}sz", val=str(FONT_SIZE))
        etree.SubElement(font, f"{self._space}color", rgb=f"FF{ink or '000000'}")
        etree.SubElement(font, f"{self._space}name", val=FONT)
        return self._add(self._list("fonts"), font)

    def _fill(self, mark: Mark) -> int:
        if mark not in self._fills:
            self._fills[mark] = self._pattern(*_FILLS[mark])
        return self._fills[mark]

    def _heading(self) -> int:
        return self._pattern("solid", HEADING_PAPER, None)

    def _pattern(self, pattern: str, front: str, back: str | None) -> int:
        fill = etree.Element(f"{self._space}fill")
        inner = etree.SubElement(fill, f"{self._space}patternFill", patternType=pattern)
        etree.SubElement(inner, f"{self._space}fgColor", rgb=f"FF{front}")
        if back:
            etree.SubElement(inner, f"{self._space}bgColor", rgb=f"FF{back}")
        return self._add(self._list("fills"), fill)

    def _list(self, name: str) -> Any:
        return self._root.find(f"{self._space}{name}")

    def _add(self, into: Any, new: Any) -> int:
        into.append(new)
        into.set("count", str(len(into)))
        return len(into) - 1


def listing_looks(styles: Styles) -> dict[str, int]:
    """Return the styles of the sheet of findings, by what they are for."""
    return {
        **{mark: styles.text(bold=mark != "side", ink=INK.get(mark), paper=mark) for mark in MARKS},
        "text": styles.text(),
        "strong": styles.text(bold=True),
        "title": styles.text(bold=True, wrapped=False),
        "heading": styles.text(bold=True, ink=HEADING_INK, paper="heading"),
        "link": styles.text(ink=LINK_INK, underlined=True),
    }
