"""The notation of ``schemas/prose/times.yaml``: ``[the] year <y>``, ``quý <q>``, ``@lead <d> (/|-) <m>``.

A form becomes a regular expression over folded words with one blank behind each, and the words that it can begin with,
so that a text is tried only where one of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from egovcheck.records.names import strip_marks

NUMBER_FIRST = "<number>"
"""Stands among the first words of a form that may begin with any number."""

_PIECE = re.compile(r"\s*([()\[\]|]|<[^<>\s]+>|@\w+|[^\s()\[\]|]+)")


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form.

    ``firsts`` are the words that it can begin with, ``NUMBER_FIRST`` for any number; ``spellings`` says of its folded
    words how they are spelt.
    """

    pattern: re.Pattern[str]
    firsts: frozenset[str]
    spellings: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a slot: an expression with its last blank, the words that it can begin with, and spellings of words.

    A slot without first words looks ahead only.
    """

    expression: str
    firsts: frozenset[str]
    words: tuple[str, ...] = ()


class Notation:
    """Compiles forms that use certain slots and lists."""

    def __init__(self, slots: Mapping[str, Slot], lists: Mapping[str, str]) -> None:
        self._slots, self._lists = slots, lists
        self._spellings: dict[str, set[str]] = {}
        self._pieces: list[str] = []

    def compile(self, form: str) -> Form:
        """Compile a form.

        Raises:
            ValueError: for a bracket that is not closed, or a slot or list that is not known.
        """
        self._pieces, self._spellings = self._split(form)[::-1], {}
        expression, firsts, empty = self._alternatives()
        if self._pieces or empty:
            raise ValueError(f"{form!r} has a bracket too many, or may be nothing at all")
        spellings = {word: frozenset(spelt) for word, spelt in self._spellings.items()}
        return Form(re.compile(expression), frozenset(firsts), spellings)

    def _split(self, form: str, depth: int = 0) -> list[str]:
        pieces: list[str] = []
        for piece in _PIECE.findall(form):
            if piece.startswith("@"):
                if piece[1:] not in self._lists or depth > 4:
                    raise ValueError(f"{form!r} names no list: {piece}")
                pieces += ["(", *self._split(self._lists[piece[1:]], depth + 1), ")"]
            else:
                pieces.append(piece)
        return pieces

    def _alternatives(self) -> tuple[str, set[str], bool]:
        expressions, firsts, empty = [], set[str](), False
        while True:
            expression, first, nothing = self._sequence()
            expressions.append(expression)
            firsts |= first
            empty = empty or nothing
            if not self._pieces or self._pieces[-1] != "|":
                # the longest first: of alternatives an expression takes the first that fits
                return "|".join(sorted(expressions, key=len, reverse=True)), firsts, empty
            self._pieces.pop()

    def _sequence(self) -> tuple[str, set[str], bool]:
        expression, firsts, empty = "", set[str](), True
        while self._pieces and self._pieces[-1] not in ")]|":
            part, first, nothing = self._element()
            expression += part
            if empty:
                firsts |= first
            empty = empty and nothing
        return expression, firsts, empty

    def _element(self) -> tuple[str, set[str], bool]:
        piece = self._pieces.pop()
        if piece in {"(", "["}:
            inner, firsts, empty = self._alternatives()
            closing = ")" if piece == "(" else "]"
            if not self._pieces or self._pieces.pop() != closing:
                raise ValueError(f"a bracket is not closed before {inner!r}")
            optional = piece == "["
            return f"(?:{inner}){'?' if optional else ''}", firsts, empty or optional
        if piece.startswith("<"):
            slot = self._slots.get(piece[1:-1])
            if slot is None:
                raise ValueError(f"{piece} is no slot")
            for word in slot.words:
                self._spell(word)
            return slot.expression, set(slot.firsts), not slot.firsts
        folded = {"{": "(", "}": ")"}.get(piece, strip_marks(piece))
        self._spell(piece)
        if folded.isdigit():
            return f"{folded} ", {NUMBER_FIRST}, False
        return f"{re.escape(folded)} ", {folded}, False

    def _spell(self, word: str) -> None:
        self._spellings.setdefault(strip_marks(word), set()).add(word)
