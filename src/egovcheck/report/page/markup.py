"""HTML made from values: whatever is not markup already is made safe and escaped, so a stranger's text is never run."""

from __future__ import annotations

from html import escape
from typing import NewType

from egovcheck.core.text import safe

Markup = NewType("Markup", str)
"""HTML that was made here. A plain string is never taken for it: only ``element``, ``text`` and ``joined`` make it."""

NOTHING = Markup("")

Child = Markup | None
_VOID = {"br", "input", "meta"}


def text(said: str) -> Markup:
    """Return characters as text of a page; control, bidirectional and invisible ones are written out."""
    return Markup(escape(safe(said), quote=True))


def running(said: str) -> Markup:
    """Return characters as running text: tabs and line breaks stay what they are, all else is as in ``text``."""
    lines = said.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Markup("\n".join("\t".join(text(piece) for piece in line.split("\t")) for line in lines))


def joined(*children: Child, by: str = "") -> Markup:
    """Return pieces of markup one after the other, those that are None or empty left out."""
    return Markup(text(by).join(child for child in children if child))


def element(name: str, /, *children: Child, **attributes: str | bool | None) -> Markup:
    """Return an element. Attribute ``data_x`` is ``data-x``; one that is True is bare, False and None are left out."""
    told = "".join(
        f" {_attribute(key)}" if value is True else f' {_attribute(key)}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(*children)}</{name}>")


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
