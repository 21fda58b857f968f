"""The words of claims, from ``schemas/prose/claims.yaml`` and the catalogue, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import BREAK, WORD, tokenise
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.documents import load_yaml
from egovcheck.records.names import spelt_like, strip_marks

PLAIN = frozenset(
    {"negations", "nominal", "breaks", "ever", "since", "streaks", "times", "rising", "first", "entering", "top"}
    | {"top_after", "leaders", "not_leaders", "leader_fillers", "nationwide", "led_by", "followed_by"}
    | {"level_words", "bound_fillers", "averages", "edition_words", "releases", "compared", "looking_back"}
)
"""Sections that are one list of phrases."""

MEANT = frozenset(
    {"directions", "towards", "extremes", "records", "orders", "bounds", "bounds_after", "rhythms", "publishers"}
)
"""Sections whose phrases have one of several meanings."""

OTHERS = frozenset({"bound_signs", "ordinals"})


class Mark(NamedTuple):
    """A phrase found in a text: its section of the lexicon, what it means there, and its tokens.

    A line break behind it counts to it, so that what follows begins at ``last``.
    """

    section: str
    meaning: str
    first: int
    last: int


class Phrase(NamedTuple):
    """A phrase that is looked for, by the words that it folds to."""

    words: tuple[str, ...]
    section: str
    meaning: str
    spelling: str


@dataclass(frozen=True)
class Wording:
    """All phrases by their first word, the longest first; ``signs`` are those of bounds, ``numbers`` small numerals."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    signs: Mapping[str, str]
    numbers: Mapping[str, tuple[str, int]]

    def marks(self, text: Text, first: int, last: int) -> list[Mark]:
        """Return what is found in the tokens, in order; of each section no phrase inside another one."""
        tokens = text.tokens
        # a paragraph that was wrapped has line breaks inside its sentences
        places = [at for at in range(first, last) if tokens[at].kind != BREAK]
        words = [tokens[at].word for at in places]
        places.append(last)
        found = []
        taken: dict[str, int] = {}
        for at, word in enumerate(words):
            if tokens[places[at]].kind != WORD:
                continue
            inside_name = at > 0 and _is_capital(text, places[at]) and _is_capital(text, places[at - 1])
            for phrase in self.phrases.get(word, ()):
                after = at + len(phrase.words)
                if taken.get(phrase.section, 0) > at or tuple(words[at:after]) != phrase.words:
                    continue
                written = text.slice(places[at], places[after - 1] + 1)
                # "Nang" behind "Da" is a name, and no "nâng" that has lost its mark
                if inside_name and written.isascii() and not phrase.spelling.isascii():
                    continue
                if _is_spelt(written, phrase.spelling):
                    taken[phrase.section] = after
                    found.append(Mark(phrase.section, phrase.meaning, places[at], places[after]))
        return found

    def number(self, text: Text, token: int) -> int | None:
        """Return the small whole number that a token is, in digits or in words; None where it is none."""
        word = text.tokens[token].word
        if word.isdigit() and len(word) < 3:
            return int(word)
        spelling, value = self.numbers.get(word, ("", 0))
        return value if value and spelt_like(text.slice(token, token + 1), spelling) else None


@dataclass(frozen=True)
class Scales:
    """What claims need of the catalogue: the names of levels and groups, and what indicators are.

    ``levels`` are, by the score that they class, the labels (in English), and ``abbreviations`` the words in capitals
    of the short names of these scores.
    """

    wording: Wording
    catalogue: Catalogue
    levels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    abbreviations: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def is_rank(self, indicator: str | None) -> bool:
        """Say whether an indicator is known and a rank."""
        known = self.catalogue.indicators.get(indicator or "")
        return known is not None and known.kind == "rank"

    def score_named(self, words: Collection[str], label: str) -> str | None:
        """Return the score with a level that words name by its abbreviation (EGDI), if there is just one."""
        named = [code for code, short in self.abbreviations.items() if not short.isdisjoint(words)]
        named = [code for code in named if label in self.levels[code]]
        return named[0] if len(named) == 1 else None

    def words_of(self, area: str | None) -> frozenset[str]:
        """Return the words that the names of an area are made of, as tokens compare them."""
        known = self.catalogue.areas.get(area or "")
        names = (known.name_en, known.name_vi, *known.aliases) if known else ()
        return frozenset(word for name in names for word in _folded(name))

    def score_with(self, indicator: str | None, label: str) -> str | None:
        """Return the score that has a level: the indicator, or what it orders or classes; None where none has it."""
        known = self.catalogue.indicators.get(indicator or "")
        codes = (indicator, known.score if known else None)
        return next((code for code in codes if code and label in self.levels.get(code, ())), None)


def _is_capital(text: Text, at: int) -> bool:
    token = text.tokens[at]
    return token.kind == WORD and text.raw[token.start].isupper() and not text.raw[token.start : token.end].isupper()


_is_spelt = lru_cache(maxsize=10_000)(spelt_like)
"""The same few phrases stand in every text."""


def load_scales(catalogue: Catalogue) -> Scales:
    """Return the words of claims together with the names of a catalogue; made once for each catalogue."""
    if catalogue.sha256:
        return _known_scales(_Kept(catalogue))
    return _scales(catalogue)


class _Kept:
    """A catalogue that is the same as another one with the same files."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.catalogue.sha256 == self.catalogue.sha256


@lru_cache(maxsize=4)
def _known_scales(kept: _Kept) -> Scales:
    return _scales(kept.catalogue)


def _scales(catalogue: Catalogue) -> Scales:
    named = [
        _phrase("level", level.label_en, name)
        for level in catalogue.levels
        for name in (level.label_en, level.label_vi, *level.aliases)
    ]
    named += [
        _phrase("group", group.code, name)
        for group in catalogue.groups.values()
        for name in (group.name_en, group.name_vi, *group.aliases)
    ]
    levels: dict[str, set[str]] = {}
    for level in catalogue.levels:
        levels.setdefault(level.score, set()).add(level.label_en)
    own = load_wording()
    wording = Wording(
        _by_first_word([*(p for known in own.phrases.values() for p in known), *named]), own.signs, own.numbers
    )
    short = {code: _abbreviations(catalogue, code) for code in levels}
    return Scales(wording, catalogue, {code: frozenset(labels) for code, labels in levels.items()}, short)


def _abbreviations(catalogue: Catalogue, code: str) -> frozenset[str]:
    known = catalogue.indicators.get(code)
    names = (known.short.en, known.short.vi) if known else ()
    words = {word for name in names for word in re.findall(r"\w+", name)}
    return frozenset(strip_marks(word) for word in words if len(word) > 2 and word.isalpha() and word.isupper())


@lru_cache(maxsize=2)
def load_wording(path: Path | None = None) -> Wording:
    """Load and check the words of claims; a section that is not known is a ``PackError`` that names it."""
    file = path or shipped("schemas") / "prose" / "claims.yaml"
    data = load_yaml(file)
    if wrong := set(data) ^ (PLAIN | MEANT | OTHERS):
        raise PackError(
            f"the words of claims have unknown or missing parts: {', '.join(sorted(wrong))}", place=str(file)
        )
    phrases: list[Phrase] = []
    for section in sorted(PLAIN):
        phrases += _section(section, "", data[section], file)
    for section in sorted(MEANT):
        for meaning, words in data[section].items():
            phrases += _section(section, meaning, words, file)
    signs = {sign: meaning for meaning, listed in data["bound_signs"].items() for sign in listed}
    numbers = {
        _folded(str(word))[0]: (str(word), int(value))
        for words in data["ordinals"].values()
        for word, value in words.items()
    }
    return Wording(_by_first_word(phrases), signs, numbers)


def _section(section: str, meaning: str, words: Any, file: Path) -> Iterator[Phrase]:
    if not isinstance(words, dict) or set(words) != {"vi", "en"}:
        raise PackError(f"'{section}' must have phrases in vi and en", place=str(file))
    for phrases in words.values():
        for phrase in phrases or ():
            yield _phrase(section, meaning, str(phrase))


def _phrase(section: str, meaning: str, spelling: str) -> Phrase:
    return Phrase(_folded(spelling), section, meaning, spelling)


def _folded(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenise(text))


def _by_first_word(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(sorted(set(own), key=lambda p: (-len(p.words), p))) for word, own in found.items()}
