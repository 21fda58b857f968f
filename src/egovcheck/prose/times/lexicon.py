"""``schemas/prose/times.yaml`` made ready: forms by their first word, phrases around times, sets of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.times.notation import NUMBER_FIRST, Form, Notation, Slot
from egovcheck.records.documents import load_yaml
from egovcheck.records.names import strip_marks

KINDS = {
    *("day", "days", "month", "months", "last_months", "quarter", "quarters", "half", "year", "range", "opaque"),
    *("edition", "as_of", "ytd", "same", "span", "clock", "weekday", "century"),
}
_WORD_SETS = ("editions", "after_year", "no_day_before", "no_day_after", "no_time_before", "no_year_before")
_MORE_SETS = ("no_span_before", "numbered", "number_followers", "no_now_before", "counted")
_PARTS = {"numbers", "lists", "forms", "tails", "relations", "edges", "fillers", "joiners", "origin"}
_KEYS = {"kind", "forms", "tail", "year", "bare", "shift", "month_shift", "day_shift", "context", "edge", "as"}
_TAILS = {"printed", "this", "last", "before", "same"}
_RELATIONS = {"base", "since", "by", "reach", "before", "until", "after", "in"}
_EDGES = {"start", "end", "middle"}
_JOINERS = {"range", "pair", "list"}
_ORIGIN = {"published", "updated", "openings", "sources", "mastheads", "speaking", "places", "events"}
_ORIGIN |= {"reviews", "decrees", "no_mastheads", "places_of_datelines"}

_NAMED = re.compile(r"\(\?P<\w+>")

Phrases = dict[tuple[str, ...], tuple[str, str]]
"""Folded words of a phrase: what it says, and its spelling."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A form with what it says; see the file for the meaning of the fields."""

    form: Form
    kind: str
    tail: bool = False
    year: bool = False
    bare: bool = False
    shift: int | None = None
    month_shift: int | None = None
    day_shift: int | None = None
    context: bool = False
    edge: str | None = None
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Forms that begin with one word; ``any_of`` tells quickly that none of them fits."""

    any_of: re.Pattern[str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """All that is known of how times are written."""

    by_word: Mapping[str, Candidates]
    numbers: Mapping[str, int]
    months: Mapping[str, int]
    tails: tuple[tuple[str, Form], ...]
    relations: Phrases
    edges: Phrases
    fillers: Phrases
    joiners: Phrases
    number_followers: frozenset[str]
    """What may stand behind a number that begins a time."""
    longest: int
    """Words of the longest phrase."""
    sets: Mapping[str, Mapping[str, frozenset[str]]]
    """Sets of words (or two words): folded, with their spellings."""
    origin: Mapping[str, tuple[str, ...]]
    """Lists of ``origin``, folded, the longest phrase first."""


@lru_cache(maxsize=2)
def load_times(path: Path | None = None) -> TimeLexicon:
    """Load and check the file; whatever is wrong in it is a ``PackError`` that names it."""
    file = path or shipped("schemas") / "prose" / "times.yaml"
    data = load_yaml(file)
    try:
        return _lexicon(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PackError(f"the lexicon of times is written wrong: {error}", place=str(file)) from None


def _lexicon(data: Mapping[str, Any]) -> TimeLexicon:
    _known(data, _PARTS | {*_WORD_SETS, *_MORE_SETS}, "part")
    numbers = {strip_marks(k): int(v) for part in ("vi", "en", "quarters") for k, v in data["numbers"][part].items()}
    notation = Notation(_slots(data["numbers"]), {k: str(v) for k, v in data["lists"].items()})
    relations, edges = _phrases(data["relations"], _RELATIONS), _phrases(data["edges"], _EDGES)
    joiners, fillers = _phrases(data["joiners"], _JOINERS), _phrases({"filler": data["fillers"]}, {"filler"})
    return TimeLexicon(
        by_word=_by_word(data["forms"], notation),
        numbers=numbers,
        months={str(k): int(v) for k, v in data["numbers"]["months"].items()},
        tails=tuple((k, notation.compile(f)) for k, forms in _known(data["tails"], _TAILS, "tail") for f in forms),
        relations=relations,
        edges=edges,
        fillers=fillers,
        joiners=joiners,
        number_followers=frozenset(strip_marks(str(w)) for w in data["number_followers"])
        | set(data["numbers"]["months"]),
        longest=max(len(words) for words in (*relations, *edges, *fillers, *joiners)),
        sets={k: _spellings(data[k]) for k in (*_WORD_SETS, *_MORE_SETS)},
        origin={k: _longest_first(phrases) for k, phrases in _known(data["origin"], _ORIGIN, "list of origin")},
    )


def _known(mapping: Mapping[str, Any], known: Iterable[str], what: str) -> list[tuple[str, Any]]:
    if wrong := set(mapping) ^ set(known):
        raise ValueError(f"unknown or missing {what}: {', '.join(sorted(wrong))}")
    return list(mapping.items())


def _longest_first(phrases: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted({strip_marks(str(phrase)) for phrase in phrases}, key=lambda p: (-len(p.split()), p)))


def _spellings(words: Iterable[Any]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in map(str, words):
        found.setdefault(strip_marks(word), set()).add(word)
    return {word: frozenset(spelt) for word, spelt in found.items()}


def _phrases(lists: Mapping[str, Iterable[Any]], known: set[str]) -> Phrases:
    return {
        tuple(strip_marks(str(phrase)).split()): (meaning, str(phrase))
        for meaning, phrases in _known(lists, known, "meaning")
        for phrase in phrases
    }


def _by_word(groups: Iterable[Mapping[str, Any]], notation: Notation) -> dict[str, Candidates]:
    found: dict[str, list[Entry]] = {}
    for group in groups:
        if wrong := set(group) - _KEYS:
            raise ValueError(f"unknown key of a form: {', '.join(sorted(wrong))}")
        if group["kind"] not in KINDS:
            raise ValueError(f"unknown kind: {group['kind']}")
        said = {key: value for key, value in group.items() if key not in {"forms", "as"}}
        part = (int(group["as"][0]), int(group["as"][1])) if "as" in group else None
        for form in group["forms"]:
            entry = Entry(notation.compile(str(form)), part=part, **said)
            for word in entry.form.firsts:
                found.setdefault(word, []).append(entry)
    return {word: Candidates(_any_of(entries), tuple(entries)) for word, entries in found.items()}


def _any_of(entries: Iterable[Entry]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_NAMED.sub('(?:', entry.form.pattern.pattern)})" for entry in entries))


def _slots(numbers: Mapping[str, Mapping[str, int]]) -> dict[str, Slot]:
    number = frozenset({NUMBER_FIRST})
    months = "|".join(sorted(map(str, numbers["months"]), key=len, reverse=True))
    slots = {"!": Slot("(?![0-9])", frozenset()), "?day": Slot("(?=(?:ngay|sang|chieu|hom|thu) )", frozenset())}
    digits = {
        **dict.fromkeys(("d", "d2"), "0?[1-9]|[12][0-9]|3[01]"),
        **dict.fromkeys(("m", "m2"), "0?[1-9]|1[0-2]"),
        **dict.fromkeys(("y", "y2"), "(?:19|20|21)[0-9]{2}"),
        **dict.fromkeys(("mi", "mi2"), "[0-5][0-9]"),
        "h": "[01]?[0-9]|2[0-4]",
        "dm": r"[0-3]?[0-9]\.[01]?[0-9]",
        "dmy": r"[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20|21)[0-9]{2}",
        "my": r"[01]?[0-9]\.(?:19|20|21)[0-9]{2}",
    }
    for name, expression in digits.items():
        slots[name] = Slot(f"(?P<{name}>{expression}) ", number)
    # "tư" counts nothing: "tu ngay" without marks is "từ ngày"
    words = {w: n for w, n in {**numbers["vi"], **numbers["en"]}.items() if w != "tư"}
    for name, digit, spelt in (
        ("mw", "0?[1-9]|1[0-2]", {w: n for w, n in numbers["vi"].items() if n != 5}),
        ("n", "[0-9]{1,3}", words),
        ("n2", "[0-9]{1,3}", words),
        ("q", "[1-4]", numbers["quarters"]),
    ):
        folded = "|".join(sorted({strip_marks(w) for w in spelt}, key=len, reverse=True))
        firsts = number | {strip_marks(w).split()[0] for w in spelt}
        said = tuple(part for w in spelt for part in w.split())
        slots[name] = Slot(f"(?P<{name}>{digit}|{folded}) ", firsts, said)
    for name in ("en", "en2"):
        slots[name] = Slot(f"(?P<{name}>{months}) ", frozenset(map(str, numbers["months"])))
    return slots
