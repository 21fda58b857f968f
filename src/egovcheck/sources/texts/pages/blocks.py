"""A page as a list of blocks (paragraphs, headings, rows of tables) and the containers that they stand in.

The tree is walked once and left; what comes after works on two flat lists. A container's index is greater than that of
its parent, so that sums over subtrees are one loop from the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_DROPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "option",
        "datalist",
        "textarea",
        "button",
        "input",
        "progress",
        "meter",
        "dialog",
        "head",
        "nav",
        "footer",
        "figcaption",
        "title",
    )
)
_BLOCKS = frozenset(
    (
        "html",
        "body",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "address",
        "blockquote",
        "pre",
        "form",
        "fieldset",
        "legend",
        "center",
        "figure",
        "details",
        "summary",
        "hr",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff\u00ad]+")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]")
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_CELL_LENGTH = 300
"""A row whose cells are all shorter is a row of figures and no layout of a page."""
_BLOCKS_OF_A_CELL = 4


@dataclass(slots=True)
class Container:
    """An element that is a block. ``names`` are its class, id, role and itemprop in lower case."""

    tag: str
    parent: int
    names: str


@dataclass(slots=True)
class Block:
    """A line of text. ``linked`` counts the characters inside links; ``cell`` is the number of its cell in a row."""

    text: str
    container: int
    linked: int
    heading: int = 0
    cell: int | None = None


@dataclass(slots=True)
class Page:
    """All blocks of a page in their order, and their containers."""

    blocks: list[Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)


def page_of(root: Any) -> Page:
    """Return the blocks below ``root``, an element of lxml; scripts, forms' fields and hidden elements are left out."""
    return _Walk().over(root)


@dataclass(slots=True)
class _Walk:
    page: Page = field(default_factory=Page)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    link_depth: int = 0
    inside: list[int] = field(default_factory=lambda: [-1])
    heading: int = 0
    rows: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)

    def over(self, root: Any) -> Page:
        """Walk in document order without recursion: a stack holds what still has to be entered or left."""
        stack: list[tuple[Any, str | None]] = [(root, None)]
        while stack:
            element, leaving = stack.pop()
            if leaving is not None:
                self._leave(leaving)
                self._say(element.tail)
                continue
            tag = element.tag
            if type(tag) is not str:  # a comment
                self._say(element.tail)
                continue
            if tag == "br":
                self._flush()
            if tag == "br" or tag in _DROPPED or (element.attrib and _is_hidden(element)):
                self._say(element.tail)
                continue
            self._enter(element, tag)
            self._say(element.text)
            stack.append((element, tag))
            if len(element):
                stack.extend((child, None) for child in reversed(element))
        self._flush()
        return self.page

    def _say(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.link_depth:
                self.linked += len(text)

    def _enter(self, element: Any, tag: str) -> None:
        if tag == "a":
            self.link_depth += 1
        if tag not in _BLOCKS:
            return
        self._flush()
        self.page.containers.append(Container(tag, self.inside[-1], _names(element)))
        self.inside.append(len(self.page.containers) - 1)
        if tag in _HEADINGS:
            self.heading = int(tag[1])
        elif tag == "tr":
            self.rows.append(len(self.page.blocks))
            self.cells.append(-1)
        elif tag in _CELLS and self.cells:
            self.cells[-1] += 1

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self.link_depth -= 1
        if tag not in _BLOCKS:
            return
        self._flush()
        self.inside.pop()
        if tag in _HEADINGS:
            self.heading = 0
        elif tag == "tr" and self.rows:
            self._join_row(self.rows.pop(), self.cells.pop())

    def _flush(self) -> None:
        if not self.pieces:
            return
        text = _BLANKS.sub(" ", _INVISIBLE.sub("", "".join(self.pieces))).strip()
        if text:
            cell = self.cells[-1] if self.cells else None
            self.page.blocks.append(Block(text, self.inside[-1], min(self.linked, len(text)), self.heading, cell))
        self.pieces.clear()
        self.linked = 0

    def _join_row(self, first: int, last_cell: int) -> None:
        """Make one block of the cells of a row of figures; a row that lays out a page stays as it is."""
        cells = last_cell + 1
        if len(self.page.blocks) - first > _BLOCKS_OF_A_CELL * cells:
            return  # also keeps tables inside tables inside tables linear
        blocks = self.page.blocks[first:]
        outer = self.cells[-1] if self.cells else None
        parts: list[list[str]] = [[] for _ in range(cells)]
        for block in blocks:
            if block.cell is not None and 0 <= block.cell <= last_cell:
                parts[block.cell].append(block.text)
        texts = [" ".join(texts) for texts in parts]
        if sum(map(bool, texts)) < 2 or any(len(text) > _CELL_LENGTH for text in texts):
            for block in blocks:
                block.cell = outer
            return
        row = Block(" | ".join(texts), self.inside[-1], sum(block.linked for block in blocks), cell=outer)
        self.page.blocks[first:] = [row]


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN.search(style) is not None)
    )


def _names(element: Any) -> str:
    if not element.attrib:
        return ""
    return " ".join(element.get(key, "") for key in ("class", "id", "role", "itemprop")).lower()[:400].strip()
