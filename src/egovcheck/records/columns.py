"""Column headings of submissions: field names, and the aliases of ``schemas/columns.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.records.documents import load_yaml
from egovcheck.records.model import REQUIRED, SUBMITTED
from egovcheck.records.names import fold, nearest


@dataclass(frozen=True)
class Vocabulary:
    """Folded headings to fields, and for the enumerated fields folded words to values."""

    headings: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns of a table are: headings by field, headings that are no field, required fields that are absent.

    ``twice`` are headings that would fill a field which an earlier column fills already.
    """

    columns: dict[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    twice: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Load ``schemas/columns.yaml``; a heading or word that stands for two things is a ``PackError``."""
    path = shipped("schemas") / "columns.yaml"
    data = load_yaml(path)
    headings: dict[str, str] = {fold(name): name for name in SUBMITTED}
    for name, aliases in data["headings"].items():
        for alias in aliases:
            if headings.setdefault(fold(str(alias)), name) != name:
                raise PackError(f"the heading '{alias}' stands for two fields", place=str(path))
    words: dict[str, dict[str, str]] = {}
    for name, values in data["words"].items():
        words[name] = {_word(str(value)): str(value) for value in values}
        for value, aliases in values.items():
            for alias in aliases:
                if words[name].setdefault(_word(str(alias)), str(value)) != str(value):
                    raise PackError(f"the word '{alias}' of {name} stands for two values", place=str(path))
    return Vocabulary(headings, words)


def read_header(header: tuple[str, ...]) -> Header:
    """Match the headings of a table to fields; an exact field name goes before an alias."""
    known = vocabulary().headings
    columns: dict[str, str] = {}
    unknown: list[str] = []
    twice: list[tuple[str, str]] = []
    exact_first = sorted(header, key=lambda heading: heading.strip().casefold() not in SUBMITTED)
    for heading in exact_first:
        name = known.get(fold(heading))
        if name is None:
            unknown.append(heading)
        elif name in columns:
            twice.append((heading, name))
        else:
            columns[name] = heading
    missing = tuple(name for name in REQUIRED if name not in columns)
    order = {heading: index for index, heading in enumerate(header)}
    return Header(columns, tuple(sorted(unknown, key=order.__getitem__)), missing, tuple(twice))


def nearest_field(heading: str) -> str | None:
    """Return the field whose name or alias is closest to an unknown heading, or None where none is close."""
    known = vocabulary().headings
    close = nearest(heading, known, 1)
    return known[close[0]] if close else None


def enumerated(name: str, text: str) -> str:
    """Return the value that a word stands for in an enumerated field, or the text itself where it is unknown."""
    return vocabulary().words.get(name, {}).get(_word(text), text)


def _word(text: str) -> str:
    return fold(text) or text.strip().casefold()
