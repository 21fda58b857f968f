"""Text of strangers inside Markdown: shown as it is, calling nobody and linking nowhere.

A backslash keeps Markdown from reading a sign. It does not keep a platform from finding ``@name``, ``#123``, addresses
or ``:emoji:`` in the text that comes out, so an empty comment, which nobody sees, stands inside those.
"""

from __future__ import annotations

import re

from egovcheck.core.text import safe

NOTHING = "<!-- -->"
"""An HTML comment: it parts two characters and leaves no trace in what is read or copied."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "<span>$</span>"})
_SIGNS = {**str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]|~!^"}), **_ENTITIES}
_CALLS = re.compile(
    r"(?<=[@#])(?=[^\s@#])"  # people, issues
    r"|(?<=:)(?=//|[\w+-]+:)"  # addresses, :emoji:
    r"|(?<=[wW]{3})(?=\.)"
    r"|(?<=\b[gG][hH]-)(?=[0-9])"
    r"|(?<=[!%~&])(?=\w)"  # what GitLab calls by a sign
)
_START = re.compile(r"[-+=#]|[0-9]+(?=[.)])")


def escaped(text: str) -> str:
    """Return text for the inside of a line or of a table's cell."""
    return NOTHING.join(part.translate(_SIGNS) for part in _CALLS.split(safe(text)))


def html(text: str) -> str:
    """Return text for the inside of an HTML block, where Markdown reads no backslash."""
    return NOTHING.join(part.translate(_ENTITIES) for part in _CALLS.split(safe(text)))


def paragraph(text: str) -> str:
    """Return text for the start of a line, where a sign or a number could begin a list, and blanks a block of code."""
    text = text.lstrip(" ")
    found = _START.match(text)
    if found is None:
        return escaped(text)
    if text[0].isdigit():
        return f"{found[0]}\\{escaped(text[found.end() :])}"
    return f"\\{escaped(text)}"


def code(text: str) -> str:
    """Return text as code. Backticks cannot quote a backtick inside a table, so it is an element."""
    return f"<code>{escaped(text)}</code>"
