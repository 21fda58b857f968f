"""A text in its parts: paragraphs, headings among them, sentences, and what only stands on the page beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from egovcheck.prose.tokens import Token

Role = Literal["heading", "body", "aside"]
"""``aside`` is what is no part of the article: lists of other articles, addresses, captions of the page."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Tokens ``first`` to before ``last`` (breaks at its end left out)."""

    first: int
    last: int
    role: Role


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to before ``last``; ``paragraph`` is the index of the paragraph that it stands in."""

    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Text:
    """A text taken apart. ``sentences`` are those of headings and body; what is ``aside`` has none."""

    raw: str
    tokens: list[Token]
    paragraphs: list[Paragraph] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._firsts = [sentence.first for sentence in self.sentences]

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that a token of heading or body stands in."""
        return max(0, bisect_right(self._firsts, token) - 1)

    def role_of(self, sentence: int) -> Role:
        """Return the role of the paragraph that a sentence stands in."""
        return self.paragraphs[self.sentences[sentence].paragraph].role

    def slice(self, first: int, last: int) -> str:
        """Return the characters of tokens ``first`` to before ``last``, exactly as they stand."""
        return self.raw[self.tokens[first].start : self.tokens[last - 1].end]

    def words(self, first: int, last: int) -> list[str]:
        """Return how tokens ``first`` to before ``last`` are compared."""
        return [token.word for token in self.tokens[first:last]]
