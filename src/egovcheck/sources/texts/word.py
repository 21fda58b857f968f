"""The XML of a Word document (ECMA-376, WordprocessingML) as lines of text."""

from __future__ import annotations

import re
from typing import Any

from egovcheck.sources.texts.model import TextLines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    [_W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "tblPr", "trPr", "tcPr")]
    + [_FALLBACK]
)
_SIGNS = {_W + "tab": " ", _W + "noBreakHyphen": "-", _W + "br": "\n", _W + "cr": "\n"}
_HEADING_NAME = re.compile(r"(?:heading|title|tiêu đề|đầu đề)(?:\s[1-9])?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_OFF = frozenset(("0", "false", "off"))

Line = tuple[str, bool]
"""The text of a paragraph, and whether it is a heading."""


def read_heading_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the paragraph styles that make a heading, by their names or outline levels."""
    if styles is None:
        return frozenset()
    found = set()
    for style in styles.iter(_W + "style"):
        name = style.find(_W + "name")
        named = name is not None and _HEADING_NAME.fullmatch(name.get(_W + "val", "")) is not None
        if named or _outlined(style.find(_W + "pPr")):
            found.add(style.get(_W + "styleId", ""))
    return frozenset(found)


def read_body(root: Any, heading_styles: frozenset[str], lines: TextLines) -> None:
    """Add the paragraphs of the body and the rows of its tables."""
    body = root.find(_W + "body")
    if body is not None:
        for text, heading in _blocks(body, heading_styles):
            for part in text.split("\n"):
                if line := _tidy(part):
                    lines.add(line, heading=heading)


def read_footnotes(root: Any, lines: TextLines) -> None:
    """Add the footnotes, one a line; separators between text and notes are none."""
    if root is None:
        return
    for note in root.iter(_W + "footnote"):
        if note.get(_W + "type", "normal") == "normal":
            line = _tidy(" ".join(text for text, _ in _blocks(note, frozenset())))
            if line:
                lines.add(line)


def _blocks(parent: Any, heading_styles: frozenset[str]) -> list[Line]:
    """Return the paragraphs and rows below an element in order; the depth of the XML is limited by its parser."""
    found: list[Line] = []
    for child in parent:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _W + "p":
            found += _paragraph(child, heading_styles)
        elif child.tag == _W + "tr":
            found += _row(child, heading_styles)
        else:
            found += _blocks(child, heading_styles)
    return found


def _row(row: Any, heading_styles: frozenset[str]) -> list[Line]:
    if _is_deleted(row.find(_W + "trPr")):
        return []
    cells = [[text for text, _ in _blocks(cell, heading_styles)] for cell in _cells(row)]
    if len(cells) == 1:  # a frame around text
        return [(text, False) for text in cells[0]]
    texts = [_tidy(" ".join(cell).replace("\n", " ")) for cell in cells]
    return [(" | ".join(texts), False)] if any(texts) else []


def _cells(row: Any) -> list[Any]:
    """Return the cells of a row; some stand inside content controls."""
    found: list[Any] = []
    for child in row:
        if child.tag == _W + "tc":
            found.append(child)
        elif child.tag not in _LEFT_OUT:
            found += _cells(child)
    return found


def _paragraph(paragraph: Any, heading_styles: frozenset[str]) -> list[Line]:
    """Return the paragraph, and after it the text of the boxes that are anchored in it."""
    properties = paragraph.find(_W + "pPr")
    style = properties.find(_W + "pStyle") if properties is not None else None
    heading = _outlined(properties) or (style is not None and style.get(_W + "val") in heading_styles)
    pieces: list[str] = []
    boxes: list[Line] = []
    _collect(paragraph, pieces, boxes, heading_styles)
    return [("".join(pieces), heading), *boxes]


def _collect(element: Any, pieces: list[str], boxes: list[Line], heading_styles: frozenset[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            pieces.append((child.text or "").replace("\n", " "))
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
        elif tag == _W + "txbxContent":
            boxes += _blocks(child, heading_styles)
        elif tag not in _LEFT_OUT and not (tag == _W + "r" and _is_hidden(child)):
            _collect(child, pieces, boxes, heading_styles)


def _is_hidden(run: Any) -> bool:
    properties = run.find(_W + "rPr")
    vanish = properties.find(_W + "vanish") if properties is not None else None
    return vanish is not None and vanish.get(_W + "val", "1") not in _OFF


def _is_deleted(properties: Any) -> bool:
    return properties is not None and properties.find(_W + "del") is not None


def _outlined(properties: Any) -> bool:
    level = properties.find(_W + "outlineLvl") if properties is not None else None
    return level is not None and level.get(_W + "val", "9") != "9"


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
