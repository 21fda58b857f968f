"""Phrases found in a text, all in one pass: what it costs depends on the text, not on how many phrases are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from egovcheck.core.errors import PackError
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import SIGN, tokenise
from egovcheck.records.names import spelt_like

_END = ""
"""The key under which a node of the tree keeps what ends there; no token is empty."""

_PASSED_OVER = frozenset(",.-–—/()&\"'“”‘’\n")
_MOST_PASSED_OVER = 2

_SHORT = 2
"""Phrases of so few words may fold like others that mean something else: their spelling is looked at."""

_ACRONYM = 4
"""Acronyms of so few letters must stand in capitals; longer ones mean nothing else."""

_HOMOGRAPHS = frozenset({"the", "to", "so", "ban", "xa", "an", "do", "me", "on", "than", "can", "men", "hang"})
"""Words that mean something without the marks of the word that folds like them."""

_MOST_VARIANTS = 4000
_KNOWN_SPELLINGS = 50_000


class Hit(NamedTuple):
    """A phrase in a text: tokens ``first`` to before ``last``; ``words`` is how long the phrase is."""

    first: int
    last: int
    words: int


@dataclass(slots=True)
class PhraseTree:
    """Groups of phrases that mean the same; each has a number, and the same group twice has it once."""

    classes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _root: dict[str, Any] = field(default_factory=dict)
    _numbers: dict[frozenset[str], int] = field(default_factory=dict)
    _spellings: dict[tuple[str, str], bool] = field(default_factory=dict)

    def number(self, phrases: Iterable[str], place: str) -> int:
        """Return the number of a group of phrases, which is made known where it is not yet.

        Raises:
            PackError: where a phrase has no words or names a class of words that there is none of.
        """
        key = frozenset(phrases)
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self._numbers)
            for phrase in sorted(key):
                for variant in self.variants(phrase, place):
                    self._add(variant, known, place)
        return known

    def variants(self, phrase: str, place: str) -> list[str]:
        """Return a phrase with each ``<name>`` replaced by each of the words of that name."""
        if "<" not in phrase:
            return [phrase]
        choices: list[Sequence[str]] = []
        for part in phrase.replace(">", "<").split("<"):
            named = len(choices) % 2
            if named and part not in self.classes:
                raise PackError(
                    f"there are no words named '<{part}>'", place=place, hint="see schemas/prose/indicators.yaml"
                )
            choices.append(self.classes[part] if named else [part])
        made = [""]
        for choice in choices:
            if len(made) * len(choice) > _MOST_VARIANTS:
                raise PackError(f"'{phrase}' has too many variants", place=place)
            made = [before + one for before, one in product(made, choice)]
        return made

    def _add(self, phrase: str, number: int, place: str) -> None:
        words = [token.word for token in tokenise(phrase) if token.kind != SIGN]
        if not words:
            raise PackError(f"the phrase '{phrase}' has no words", place=place)
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        acronym = len(words) == 1 and phrase.isupper() and len(phrase) <= _ACRONYM
        doubtful = acronym or (len(words) <= _SHORT and not phrase.isascii())
        ends: dict[int, str | None] = node.setdefault(_END, {})
        ends[number] = phrase if doubtful and ends.get(number, phrase) is not None else None

    def find(self, text: Text) -> dict[int, list[Hit]]:
        """Return where the phrases of each group stand, in order; of one group the longest that begins at a token."""
        words = [token.word for token in text.tokens]
        root, last = self._root, len(words)
        found: dict[int, list[Hit]] = {}
        for first, word in enumerate(words):
            node = root.get(word)
            if node is None:
                continue
            ends: dict[int, Hit] = {}
            index, length = first + 1, 1
            while True:
                here = node.get(_END)
                if here is not None:
                    for number, spelling in here.items():
                        if spelling is None or self._spelt(text, first, index, spelling):
                            ends[number] = Hit(first, index, length)
                following = index
                while following < last and following - index <= _MOST_PASSED_OVER and words[following] in _PASSED_OVER:
                    following += 1
                if following >= last or following - index > _MOST_PASSED_OVER:
                    break
                node = node.get(words[following])
                if node is None:
                    break
                index, length = following + 1, length + 1
            for number, hit in ends.items():
                found.setdefault(number, []).append(hit)
        return found

    def _spelt(self, text: Text, first: int, last: int, spelling: str) -> bool:
        said = text.slice(first, last)
        key = (said, spelling)
        known = self._spellings.get(key)
        if known is None:
            if len(self._spellings) >= _KNOWN_SPELLINGS:
                self._spellings.clear()
            known = _is_spelt(said, spelling)
            self._spellings[key] = known
        return known


def _is_spelt(said: str, spelling: str) -> bool:
    """Say whether what a text says is the phrase, and no other that folds alike."""
    if spelling.isascii():
        return said.isupper()
    said, spelling = said.lower(), spelling.lower()
    if " " in spelling:
        return spelt_like(said, spelling)
    # a lone word has so many neighbours that it must have all its marks or none
    return said not in _HOMOGRAPHS if said.isascii() else spelt_like(said, spelling) and spelt_like(spelling, said)
