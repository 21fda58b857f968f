"""The little Markdown that rules are explained in: paragraphs, lists, code, emphasis. All else is text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egovcheck.report.page.markup import Markup, element, joined, running, text

_INLINE = re.compile(r"`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|\[([^\]\n]+)\]\([^)\s]*\)")
"""A link keeps its words and loses its target, for a page leads nowhere but to itself."""

_ITEM = re.compile(r"(?:[-*]|\d{1,3}[.)])\s+")
_FENCE = re.compile(r"(`{3,}|~{3,})")


def rendered(source: str) -> Markup:
    """Return Markdown as markup; nothing in it can become an element that is not made here."""
    return joined(*(_block(lines) for lines in _blocks(source)))


def _blocks(source: str) -> Iterator[list[str]]:
    """The lines of each paragraph, list or fenced block."""
    block: list[str] = []
    fence: str | None = None
    for line in source.replace("\r\n", "\n").split("\n"):
        opened = _FENCE.match(line)
        if fence is not None:
            block.append(line)
            if line.rstrip() == fence:
                fence = None
                yield block
                block = []
        elif opened:
            if block:
                yield block
            fence, block = opened[1], [line]
        elif not line.strip():
            if block:
                yield block
            block = []
        else:
            block.append(line)
    if block:
        yield block


def _block(lines: list[str]) -> Markup:
    fence = _FENCE.match(lines[0])
    if fence:
        inner = lines[1:-1] if len(lines) > 1 and lines[-1].rstrip() == fence[1] else lines[1:]
        return element("pre", element("code", running("\n".join(inner))))
    if _ITEM.match(lines[0]):
        items: list[list[str]] = []
        for line in lines:
            begun = _ITEM.match(line)
            if begun:
                items.append([line[begun.end() :]])
            else:
                items[-1].append(line.strip())
        kind = "ol" if lines[0][0].isdigit() else "ul"
        return element(kind, *(element("li", _inline(" ".join(item))) for item in items), class_="told")
    said = " ".join(line.strip() for line in lines)
    heading = re.match(r"#{1,6}\s+", said)
    return element("p", element("strong", _inline(said[heading.end() :])) if heading else _inline(said))


def _inline(said: str) -> Markup:
    parts: list[Markup] = []
    place = 0
    for found in _INLINE.finditer(said):
        parts.append(text(said[place : found.start()]))
        code, strong, emphasis, link = found.groups()
        kinds = (("code", code), ("strong", strong), ("em", emphasis))
        parts.append(next((element(kind, text(words)) for kind, words in kinds if words), text(link or "")))
        place = found.end()
    return joined(*parts, text(said[place:]))
