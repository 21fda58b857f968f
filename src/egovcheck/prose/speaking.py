"""The words by which somebody is quoted, from ``schemas/prose/speakers.yaml``: before a name, and behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.phrases import Phrases
from egovcheck.prose.text import Text
from egovcheck.records.documents import load_yaml
from egovcheck.records.names import strip_marks

_PHRASES = ("according", "works", "works_alone", "verbs", "between", "titles", "others", "anaphora", "not_speakers")
_WORDS = ("worked", "name_ends")
_BEGINNINGS = ("according", "works_alone", "verbs")


@dataclass(frozen=True, slots=True)
class SpeakerLexicon:
    """The phrases of ``speakers.yaml``, by their part."""

    according: Phrases[bool]
    works: Phrases[bool]
    works_alone: Phrases[bool]
    verbs: Phrases[bool]
    between: Phrases[bool]
    titles: Phrases[bool]
    others: Phrases[bool]
    anaphora: Phrases[bool]
    not_speakers: Phrases[bool]
    worked: frozenset[str]
    name_ends: frozenset[str]
    title_words: frozenset[str]
    beginnings: dict[str, set[str]]
    """The first words of all that may begin a quotation, with the words that may follow; empty where none needs to."""


@lru_cache(maxsize=2)
def speaker_lexicon(path: Path | None = None) -> SpeakerLexicon:
    """Load and check the lexicon; a key that is not known is a ``PackError`` that names the file."""
    file = path or shipped("schemas") / "prose" / "speakers.yaml"
    data = load_yaml(file)
    if wrong := set(data) ^ {*_PHRASES, *_WORDS}:
        raise PackError(f"unknown or missing parts: {', '.join(sorted(wrong))}", place=str(file))
    beginnings: dict[str, set[str]] = {}
    for part in _BEGINNINGS:
        for phrase in data[part]:
            first, *more = strip_marks(phrase).split()
            beginnings.setdefault(first, set()).add(more[0] if more else "")
    return SpeakerLexicon(
        **{part: Phrases((phrase, True) for phrase in data[part]) for part in _PHRASES},
        worked=frozenset(data["worked"]),
        name_ends=frozenset(data["name_ends"]),
        title_words=frozenset(strip_marks(phrase).split()[0] for phrase in data["titles"]),
        beginnings=beginnings,
    )


def source_before(text: Text, first: int, start: int) -> int | None:
    """Return where the words begin that make the name at ``first`` a source: "theo báo cáo của"; None without any."""
    lexicon, tokens = speaker_lexicon(), text.tokens
    works = lexicon.works.before(text, first, start)
    begin = works[0] if works else first
    if begin > start and (theo := lexicon.according.before(text, begin, start)):
        return theo[0]
    alone = lexicon.works_alone.before(text, first, start)
    if alone and (alone[0] == start or not tokens[alone[0] - 1].word.isalpha()):
        return alone[0]
    return None


def verb_after(text: Text, last: int) -> int | None:
    """Return the end of a verb of saying behind a name that ends before ``last``, or None where there is none."""
    lexicon = speaker_lexicon()
    index = last
    for _ in range(4):
        if (verb := lexicon.verbs.at(text, index, index + 6)) is not None:
            return verb[0]
        between = lexicon.between.at(text, index, index + 3)
        if between is None:
            return None
        index = between[0]
    return None


def _worked_by(text: Text, by: int, start: int) -> bool:
    """Say whether "by" follows what is done to reports: "released by", "conducted by"."""
    if by <= start or text.tokens[by].word != "by":
        return False
    return text.tokens[by - 1].word in speaker_lexicon().worked


def says(text: Text, first: int, last: int, start: int) -> bool:
    """Say whether tokens ``first`` to before ``last`` are a source that is quoted; ``start`` begins the sentence."""
    if first > start + 1:
        agent, before = text.slice(first - 1, first).lower(), text.tokens[first - 2].word
        by = first - 1 - (agent == "the")
        if (agent == "do" and before != "trong") or (agent in {"by", "the"} and _worked_by(text, by, start)):
            return True
    return source_before(text, first, start) is not None or verb_after(text, last) is not None
