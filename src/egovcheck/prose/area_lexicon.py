"""The words around names of areas, from ``schemas/prose/areas.yaml``, checked and made ready for comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.phrases import Phrases
from egovcheck.records.documents import load_yaml
from egovcheck.records.names import strip_marks

_LISTS = {
    *("prefixes", "only_with_prefix", "common_words", "never", "also_persons", "not_areas", "own_not_after"),
    *("own_not_before", "district_heads", "district_tails", "agencies", "systems", "systems_not_after", "heads_stop"),
    *("surnames", "names_after", "compared", "averages", "events", "event_places", "ranked"),
    *("ranked_words", "same", "between_figure_and_name", "owned", "connected", "in_turn"),
    *("between_name_and_figure", "list_words"),
}
_MAPPINGS = {
    "whole_country": {"code", "phrases"},
    "whole_world": {"code", "phrases"},
    "own": {"province", "ministry", "district"},
    "levels": {"VN-PROVINCES", "VN-MINISTRIES"},
    "heads": {"person", "institution", "organisation", "publisher", "place"},
    "heads_adjacent": {"publisher", "organisation", "place"},
}


@dataclass(frozen=True, slots=True)
class AreaLexicon:
    """Lists of ``areas.yaml``: names as they are spelt, phrases to be looked up, single words folded."""

    only_with_prefix: frozenset[str]
    common_words: frozenset[str]
    never: frozenset[str]
    also_persons: frozenset[str]
    not_areas: tuple[str, ...]
    whole_country: tuple[str, tuple[str, ...]]
    whole_world: tuple[str, tuple[str, ...]]
    own: dict[str, tuple[str, ...]]
    same: tuple[str, ...]
    agencies: tuple[str, ...]
    systems: tuple[str, ...]
    prefixes: Phrases[bool]
    district_heads: Phrases[bool]
    district_words: frozenset[str]
    heads: Phrases[str]
    heads_adjacent: Phrases[str]
    compared: Phrases[bool]
    averages: Phrases[bool]
    events: Phrases[bool]
    in_turn: Phrases[bool]
    in_turn_words: frozenset[str]
    owned: Phrases[bool]
    connected: Phrases[bool]
    surnames: Phrases[bool]
    head_words: frozenset[str]
    own_not_after: frozenset[str]
    own_not_before: frozenset[str]
    district_tails: frozenset[str]
    systems_not_after: frozenset[str]
    heads_stop: Phrases[bool]
    heads_stop_words: frozenset[str]
    names_after: frozenset[str]
    event_places: frozenset[str]
    ranked: Phrases[bool]
    ranked_words: Phrases[bool]
    between_figure_and_name: frozenset[str]
    levels: dict[str, tuple[str, ...]]
    between_name_and_figure: frozenset[str]
    list_words: Phrases[bool]


@lru_cache(maxsize=2)
def area_lexicon(path: Path | None = None) -> AreaLexicon:
    """Load and check the lexicon; a key that is not known is a ``PackError`` that names the file."""
    file = path or shipped("schemas") / "prose" / "areas.yaml"
    data = load_yaml(file)
    if wrong := set(data) ^ (_LISTS | set(_MAPPINGS)):
        raise PackError(f"unknown or missing parts: {', '.join(sorted(wrong))}", place=str(file))
    for name, parts in _MAPPINGS.items():
        if not isinstance(data[name], dict) or set(data[name]) != parts:
            raise PackError(f"'{name}' must have the parts {', '.join(sorted(parts))}", place=str(file))
    heads = _pairs(data["heads"])
    return AreaLexicon(
        only_with_prefix=_names(data["only_with_prefix"]),
        common_words=_names(data["common_words"]),
        never=frozenset(data["never"]),
        also_persons=_names(data["also_persons"]),
        not_areas=tuple(data["not_areas"]),
        whole_country=(data["whole_country"]["code"], tuple(data["whole_country"]["phrases"])),
        whole_world=(data["whole_world"]["code"], tuple(data["whole_world"]["phrases"])),
        own={kind: tuple(phrases) for kind, phrases in data["own"].items()},
        same=tuple(data["same"]),
        agencies=tuple(data["agencies"]),
        systems=tuple(data["systems"]),
        prefixes=_phrases(data["prefixes"]),
        district_heads=_phrases(data["district_heads"]),
        district_words=frozenset(strip_marks(head).split()[0] for head in data["district_heads"]),
        heads=Phrases(heads),
        heads_adjacent=Phrases(_pairs(data["heads_adjacent"])),
        compared=_phrases(data["compared"]),
        averages=_phrases(data["averages"]),
        in_turn=_phrases(data["in_turn"]),
        in_turn_words=frozenset(strip_marks(phrase).split()[0] for phrase in data["in_turn"]),
        owned=_phrases(data["owned"]),
        connected=_phrases(data["connected"]),
        events=_phrases(data["events"]),
        surnames=_phrases(data["surnames"]),
        head_words=frozenset(strip_marks(head).replace("'", " ").split()[0] for head, _ in heads),
        own_not_after=_names(data["own_not_after"]),
        own_not_before=_names(data["own_not_before"]),
        district_tails=_names(data["district_tails"]),
        systems_not_after=_names(data["systems_not_after"]),
        heads_stop=_phrases(data["heads_stop"]),
        heads_stop_words=_names(data["heads_stop"]),
        names_after=_names(data["names_after"]),
        event_places=_names(data["event_places"]),
        ranked=_phrases(data["ranked"]),
        ranked_words=_phrases(data["ranked_words"]),
        between_figure_and_name=_names(data["between_figure_and_name"]),
        levels={code: tuple(phrases) for code, phrases in data["levels"].items()},
        between_name_and_figure=_names(data["between_name_and_figure"]),
        list_words=_phrases(data["list_words"]),
    )


def _phrases(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in phrases)


def _names(words: Iterable[str]) -> frozenset[str]:
    return frozenset(strip_marks(word) for word in words)


def _pairs(lists: dict[str, Any]) -> list[tuple[str, str]]:
    return [(phrase, role) for role, phrases in lists.items() for phrase in phrases]
