"""Text as SARIF wants it: no placeholder and no link that nobody meant."""

from __future__ import annotations

import re

from egovcheck.core.text import safe

_HTML = re.compile(r"<(?=[A-Za-z/!?])")


def plain(text: str) -> str:
    """Return a stranger's text for a plain message, where ``{0}`` would be a placeholder and ``[a](b)`` a link."""
    return literal(safe(text)).replace("](", "] (")


def literal(text: str) -> str:
    """Return text of our own in which braces mean themselves."""
    return text.replace("{", "{{").replace("}", "}}")


def link(text: str, target: int) -> str:
    """Return a link to the related location ``target``; brackets in its words are escaped."""
    shown = re.sub(r"([\\\[\]])", r"\\\1", literal(safe(text)))
    return f"[{shown}]({target})"


def markdown(text: str) -> str:
    """Return the Markdown of a rule, line by line safe to show; SARIF allows no HTML in it."""
    return literal(_HTML.sub("&lt;", "\n".join(safe(line) for line in text.splitlines())))


def cut(text: str, most: int) -> str:
    """Return text of at most so many characters; what is cut ends with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"
