"""The words around figures, from ``schemas/lexicon.yaml``, made ready for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.records.documents import load_yaml
from egovcheck.records.names import strip_marks

Language = Literal["vi", "en"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase means: its part (``qualifier``, ``scale``, …), its value, and the language it belongs to (or None).

    ``spelling`` is the phrase with its diacritics: ``trạm`` (station) folds like ``trăm`` (hundred) and is not it.
    """

    part: str
    value: str
    language: Language | None
    spelling: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by what may stand before and after a figure; each list has the longest phrase first."""

    before: tuple[tuple[str, Phrase], ...]
    after: tuple[tuple[str, Phrase], ...]
    numerals: tuple[tuple[str, Phrase], ...]
    missing: frozenset[str]
    languages: re.Pattern[str]
    begins: Mapping[str, Mapping[str, tuple[tuple[str, Phrase], ...]]]
    """``languages`` finds the words of one language: group ``vi`` or group ``en``, never words that are both.

    ``begins`` has the phrases of ``before``, ``after`` and ``numerals`` by their first character.
    """


_BEFORE = {"qualifiers": "qualifier", "directions": "direction"}


@lru_cache(maxsize=2)
def load_lexicon(path: Path | None = None) -> Lexicon:
    """Load and check the lexicon; a key that is not known is a ``PackError`` that names it."""
    file = path or shipped("schemas") / "lexicon.yaml"
    data = load_yaml(file)
    known = {
        *("qualifiers", "qualifiers_after", "directions", "fillers", "scales", "units", "refused", "out_of"),
        *("numerals", "multiples", "missing"),
    }
    if wrong := set(data) ^ known:
        raise PackError(f"the lexicon has unknown or missing parts: {', '.join(sorted(wrong))}", place=str(file))
    before: list[tuple[str, Phrase]] = []
    after: list[tuple[str, Phrase]] = []
    for key, part in _BEFORE.items():
        for value, words in data[key].items():
            before += _phrases(words, part, value)
    before += _phrases(data["fillers"], "filler", "")
    for value, words in data["qualifiers_after"].items():
        after += _phrases(words, "qualifier", value)
    for unit, words in data["units"].items():
        after += _phrases(words, "unit", unit)
    after += _phrases(data["refused"], "refused", "")
    after += _phrases(data["out_of"], "out_of", "")
    numerals: list[tuple[str, Phrase]] = []
    languages: tuple[Language, ...] = ("vi", "en")
    for language in languages:
        after += [
            (strip_marks(str(word)), Phrase("scale", str(factor), language, str(word)))
            for word, factor in data["scales"][language].items()
        ]
        numerals += [
            (strip_marks(str(word)), Phrase(part, str(number), language, str(word)))
            for key, part in (("numerals", "numeral"), ("multiples", "multiple"))
            for word, number in data[key][language].items()
        ]
    missing = frozenset(str(word).casefold() for word in data["missing"])
    lists = {"before": before, "after": after, "numerals": numerals}
    ordered = {name: _longest_first(pairs) for name, pairs in lists.items()}
    begins = {name: _by_first_character(pairs) for name, pairs in ordered.items()}
    return Lexicon(**ordered, missing=missing, languages=_language_pattern([*before, *after]), begins=begins)


def _by_first_character(pairs: Iterable[tuple[str, Phrase]]) -> Mapping[str, tuple[tuple[str, Phrase], ...]]:
    found: dict[str, tuple[tuple[str, Phrase], ...]] = {}
    for phrase, meaning in pairs:
        found[phrase[:1]] = (*found.get(phrase[:1], ()), (phrase, meaning))
    return found


def _language_pattern(phrases: Iterable[tuple[str, Phrase]]) -> re.Pattern[str]:
    spoken: dict[str, set[Language | None]] = {}
    for phrase, meaning in phrases:
        spoken.setdefault(phrase, set()).add(meaning.language)
    groups = []
    for language in ("vi", "en"):
        words = sorted((re.escape(p) for p, of in spoken.items() if of == {language}), key=lambda w: (-len(w), w))
        groups.append(f"(?P<{language}>{'|'.join(words)})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(groups)})(?![^\W_])")


def _phrases(words: Mapping[str, Iterable[Any]], part: str, value: str) -> list[tuple[str, Phrase]]:
    found = []
    for group, phrases in words.items():
        language: Language | None = "vi" if group == "vi" else "en" if group == "en" else None
        found += [(strip_marks(str(phrase)), Phrase(part, str(value), language, str(phrase))) for phrase in phrases]
    return found


def _longest_first(pairs: Iterable[tuple[str, T]]) -> tuple[tuple[str, T], ...]:
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
