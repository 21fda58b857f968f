"""The words around figures in a text, from ``schemas/prose/figures.yaml``, made ready to be found among tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.phrases import Phrases
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import WORD
from egovcheck.records.documents import load_yaml
from egovcheck.records.lexicon import load_lexicon
from egovcheck.records.names import strip_marks

Language = Literal["vi", "en"]
LeftPart = Literal["qualifier", "rank", "change", "reached", "filler", "multiple", "mean", "top", "label"]
_KEYS = frozenset(
    {"languages", "no_rank_nouns", "no_qualifiers", "more_qualifiers", "numbers", "ordinals", "scales",
    "no_scales", "units", "no_units", "ranks", "rank_nouns", "tops", "members", "changes", "reached",
    "change_fillers", "multiples", "multiple_words", "english_multiples", "compared", "means", "no_means",
    "targets", "no_targets", "done", "changes_after", "out_of", "one_of", "no_labels", "labels",
    "labels_of_levels", "numbering", "documents", "word_units", "noun_ends", "compounds", "surveys",
    "listed_nouns", "per"}
)  # fmt: skip
MONEY = ("VND", "USD", "EUR")
_SAMPLE = 1500
"""So many tokens tell the language of a text."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a phrase in front of a figure is, and its value: a qualifier, a direction."""

    part: LeftPart
    value: str = ""


@dataclass(frozen=True)
class FigureWords:
    """The lexicon: ``left`` is what may stand in front of a figure, the others are named after parts of the file."""

    languages: Mapping[Language, frozenset[str]]
    numbers: Mapping[str, tuple[tuple[str, int], ...]]
    english_numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    number_words: frozenset[str]
    scales: Phrases[Decimal]
    no_scales: Phrases[bool]
    units: Phrases[str]
    no_units: Phrases[bool]
    left: Phrases[Left]
    after: Phrases[str]
    rank_nouns: Phrases[bool]
    no_rank_nouns: frozenset[str]
    members: Phrases[bool]
    multiple_words: Phrases[Decimal]
    english_multiples: Mapping[str, Decimal]
    compared: Phrases[bool]
    means: Phrases[bool]
    no_means: Phrases[bool]
    aims: Phrases[Literal["target", "not", "done"]]
    labels: Phrases[tuple[bool, bool]]
    no_labels: Phrases[bool]
    changes_after: Phrases[int]
    out_of: Phrases[bool]
    one_of: Phrases[bool]
    currencies: Phrases[str]
    numbering: frozenset[str]
    documents: Phrases[bool]
    word_units: Phrases[bool]
    noun_ends: Mapping[str, tuple[str, ...]]
    compounds: Phrases[bool]
    listed_nouns: Phrases[bool]
    per: Phrases[str]
    surveys: Phrases[bool]


@lru_cache(maxsize=1)
def figure_words() -> FigureWords:
    """Load and check the lexicon; a part that is not known or missing is a ``PackError`` that names it."""
    file = shipped("schemas") / "prose" / "figures.yaml"
    data: dict[str, Any] = load_yaml(file)
    if wrong := set(data) ^ _KEYS:
        raise PackError(f"unknown or missing parts: {', '.join(sorted(wrong))}", place=str(file))
    levels = {str(label) for label in data["labels_of_levels"]}
    return FigureWords(
        languages={"vi": _folded(data["languages"]["vi"]), "en": _folded(data["languages"]["en"])},
        numbers=_spelt_numbers(data["numbers"]["vi"]),
        english_numbers=data["numbers"]["en"],
        ordinals=data["ordinals"]["en"],
        number_words=_folded(
            word for part in ("numbers", "ordinals") for words in data[part].values() for word in words
        ),
        scales=Phrases((str(word), Decimal(factor)) for word, factor in data["scales"].items()),
        no_scales=_set(data["no_scales"]),
        units=Phrases((str(word), unit) for unit, words in data["units"].items() for word in words),
        no_units=_set(data["no_units"]),
        left=Phrases(_left(data)),
        after=Phrases(
            (meaning.spelling, meaning.value) for _, meaning in load_lexicon().after if meaning.part == "qualifier"
        ),
        rank_nouns=_set(data["rank_nouns"]),
        no_rank_nouns=_folded(data["no_rank_nouns"]),
        members=_set(data["members"]),
        multiple_words=Phrases((str(word), Decimal(str(value))) for word, value in data["multiple_words"].items()),
        english_multiples={
            "".join(strip_marks(str(word)).split("-")): Decimal(str(value))
            for word, value in data["english_multiples"].items()
        },
        compared=_set(data["compared"]),
        means=_set(data["means"]),
        no_means=_set(data["no_means"]),
        aims=Phrases(
            (str(word), kind)  # type: ignore[misc] # the kinds are literals
            for key, kind in (("targets", "target"), ("no_targets", "not"), ("done", "done"))
            for word in data[key]
        ),
        labels=Phrases((str(label), (str(label) in levels, str(label).isascii())) for label in data["labels"]),
        no_labels=_set(data["no_labels"]),
        changes_after=Phrases(
            (str(word), sign) for key, sign in (("up", 1), ("down", -1)) for word in data["changes_after"][key]
        ),
        out_of=_set(data["out_of"]),
        one_of=_set(data["one_of"]),
        currencies=Phrases(
            (str(word), unit)
            for unit in MONEY
            for word in (*data["units"][unit], *(("US$", "U.S.$") if unit == "USD" else ()))
            if str(word).isupper() or not str(word).isalpha()
        ),
        numbering=_folded(data["numbering"]),
        documents=_set(data["documents"]),
        word_units=_set(data["word_units"]),
        noun_ends=_spellings(data["noun_ends"]),
        compounds=_set(data["compounds"]),
        listed_nouns=_set(data["listed_nouns"]),
        surveys=_set(data["surveys"]),
        per=Phrases((str(word), unit) for word, unit in data["per"].items()),
    )


def language_of(text: Text) -> Language:
    """Return the language that most of the small words of a text's beginning are of; Vietnamese where they are even."""
    languages = figure_words().languages
    words = [token.word for token in text.tokens[:_SAMPLE] if token.kind == WORD]
    english = sum(word in languages["en"] for word in words)
    vietnamese = sum(word in languages["vi"] for word in words)
    if english == vietnamese:
        return "en" if text.raw.isascii() else "vi"
    return "en" if english > vietnamese else "vi"


def _folded(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(strip_marks(str(word)) for word in words)


def _spelt_numbers(words: Mapping[str, int]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for word, value in words.items():
        key = strip_marks(word)
        found[key] = (*found.get(key, ()), (word, value))
    return found


def _spellings(words: Iterable[Any]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in map(str, words):
        key = strip_marks(word)
        found[key] = (*found.get(key, ()), word)
    return found


def _set(words: Iterable[Any]) -> Phrases[bool]:
    return Phrases((str(word), True) for word in words)


def _changes(data: Mapping[str, Any]) -> Iterator[tuple[str, Left]]:
    for direction, value in (("up", "1"), ("down", "-1"), ("gain", "gain")):
        for word in data["changes"][direction]:
            yield str(word), Left("change", value)


def _qualifiers(data: Mapping[str, Any]) -> Iterator[tuple[str, Left]]:
    skipped = {str(word) for word in data["no_qualifiers"]}
    for qualifier, words in data["more_qualifiers"].items():
        for word in words:
            yield str(word), Left("qualifier", qualifier)
    for _, meaning in load_lexicon().before:
        if meaning.part == "qualifier" and meaning.spelling not in skipped:
            yield meaning.spelling, Left("qualifier", meaning.value)


def _left(data: Mapping[str, Any]) -> Iterator[tuple[str, Left]]:
    """Yield everything that may stand in front of a figure; of phrases that fold alike the first one goes before."""
    yield from _changes(data)
    for word in data["ranks"]:
        yield str(word), Left("rank")
    yield from _qualifiers(data)
    for key, part in (("multiples", "multiple"), ("means", "mean"), ("tops", "top")):
        for word in data[key]:
            yield str(word), Left(part)  # type: ignore[arg-type] # the parts are literals
    downward = ("xuống", "còn")
    for word in data["reached"]:
        direction = "-1" if str(word).startswith(downward) else "1" if str(word).startswith("lên") else "0"
        yield str(word), Left("reached", direction)
    for word in data["change_fillers"]:
        yield str(word), Left("filler")
