"""Phrases of a lexicon, found among tokens: the longest one that begins, or ends, at a token."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

from egovcheck.prose.text import Text
from egovcheck.prose.tokens import BREAK, tokenise
from egovcheck.records.names import spelt_like

T = TypeVar("T")

_END = ""
"""The key of a node under which the meanings of a phrase that ends there stand; no token is empty."""


class Phrases(Generic[T]):
    """Phrases with their meanings. They are compared by folded words; wrong diacritics are refused, lost ones not.

    Looking one up costs as many steps as the phrase has tokens, whatever the number of phrases.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._forward: dict[str, object] = {}
        self._backward: dict[str, object] = {}
        for phrase, meaning in phrases:
            words = [token.word for token in tokenise(phrase) if token.kind != BREAK]
            for root, path in ((self._forward, words), (self._backward, words[::-1])):
                node: dict[str, object] = root
                for word in path:
                    node = node.setdefault(word, {})  # type: ignore[assignment] # nodes are dictionaries but at _END
                node.setdefault(_END, []).append((phrase, meaning))  # type: ignore[attr-defined]

    @property
    def firsts(self) -> Collection[str]:
        """Return the words that a phrase begins with, for whoever wants to look only where one can stand."""
        return self._forward

    def at(self, text: Text, first: int, limit: int) -> tuple[int, T] | None:
        """Return the end and the meaning of the longest phrase that begins at ``first`` and ends before ``limit``."""
        node: dict[str, object] = self._forward
        found = None
        tokens = text.tokens
        for index in range(first, min(limit, len(tokens))):
            step = node.get(tokens[index].word)
            if step is None:
                break
            node = step  # type: ignore[assignment]
            if _END in node and (meaning := self._spelt(text, first, index + 1, node)) is not None:
                found = index + 1, meaning
        return found

    def before(self, text: Text, last: int, limit: int) -> tuple[int, T] | None:
        """Return beginning and meaning of the longest phrase that ends before ``last`` and begins from ``limit`` on."""
        node: dict[str, object] = self._backward
        found = None
        tokens = text.tokens
        for index in range(last - 1, max(limit, 0) - 1, -1):
            step = node.get(tokens[index].word)
            if step is None:
                break
            node = step  # type: ignore[assignment]
            if _END in node and (meaning := self._spelt(text, index, last, node)) is not None:
                found = index, meaning
        return found

    @staticmethod
    def _spelt(text: Text, first: int, last: int, node: dict[str, object]) -> T | None:
        written = text.slice(first, last)
        if _is_of_name(text, first, written, node):
            return None
        meanings: list[tuple[str, T]] = node[_END]  # type: ignore[assignment]
        if written.isascii():
            return meanings[0][1]
        # of two phrases that fold alike the one with the very same marks is meant
        fitting = [pair for pair in meanings if spelt_like(written, pair[0])]
        exact = [pair for pair in fitting if pair[0].casefold() == written.casefold()]
        return (exact or fitting)[0][1] if fitting else None


def _is_of_name(text: Text, first: int, written: str, node: dict[str, object]) -> bool:
    """Say whether a phrase would begin with the end of a name: the Nam of "Việt Nam ở vị trí 86" is no "nằm"."""
    if not written[:1].isupper() or not first:
        return False
    word = written.split(maxsplit=1)[0]
    before = text.raw[text.tokens[first - 1].start]
    spelt: list[tuple[str, object]] = node[_END]  # type: ignore[assignment]
    lost = word.isascii() and not spelt[0][0].split(maxsplit=1)[0].isascii()
    return lost and before.isupper() and not written.isupper()
