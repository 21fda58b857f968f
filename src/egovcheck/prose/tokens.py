"""The smallest parts of a text: words, numbers, signs and line breaks, each with its place in the text as it stands.

Nothing is normalised before it has its place: a word may be composed or decomposed, with its diacritics or without,
and is compared by ``word``, which has lost them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from egovcheck.records.names import strip_marks

WORD, NUMBER, SIGN, BREAK = "w", "n", "s", "b"

_MARKS = "\u0300-\u036f"
_TOKEN = re.compile(
    rf"(?P<w>[^\W\d_](?:[^\W\d_]|[{_MARKS}])*)|(?P<n>[0-9]+(?:[.,][0-9]+)*)|(?P<b>[\r\n]\s*)|(?P<s>[^\s*`]|(?<!\S)\*(?=\s))"
)
_KNOWN_WORDS = 200_000
"""So many spellings are remembered; a text of other scripts must not fill the memory."""

_folded: dict[str, str] = {}


class Token(NamedTuple):
    """A part of a text from character ``start`` to before ``end``.

    ``kind`` is WORD, NUMBER, SIGN or BREAK. ``word`` is how it is compared: a word in lower case without diacritics, a
    number or sign as it stands, a break as its line feeds.
    """

    start: int
    end: int
    word: str
    kind: str


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text in order; blanks between them are no tokens. Linear in the length of the text."""
    tokens: list[Token] = []
    add = tokens.append
    folded = _folded
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or SIGN
        start, end = match.span()
        word = match[0]
        if kind == WORD:
            known = folded.get(word)
            word = _fold(word) if known is None else known
        elif kind == BREAK:
            word = "\n" * _feeds(word)
        add(Token(start, end, word, kind))
    return tokens


def _fold(word: str) -> str:
    if len(word) > 64:
        return word[:64].lower()
    if len(_folded) >= _KNOWN_WORDS:
        _folded.clear()
    _folded[word] = found = strip_marks(word)
    return found


def _feeds(blank: str) -> int:
    return min(2, blank.count("\n") + blank.count("\r") - blank.count("\r\n"))
