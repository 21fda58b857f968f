"""All names of areas as one tree of words: built once per catalogue, one step a token."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from egovcheck.prose.area_lexicon import AreaLexicon, area_lexicon
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import NUMBER, SIGN, WORD, tokenise
from egovcheck.records.catalogue.loading import Catalogue
from egovcheck.records.names import spelt_like

_JOINERS = frozenset("-–—&'’/.")
_END = ""
_built: dict[str, AreaNames] = {}


class Name(NamedTuple):
    """A name: ``capitals`` says of each word 0 any case, 1 a capital, 2 capitals only; ``strict`` forgives no mark."""

    code: str
    kind: str
    spelling: str
    capitals: tuple[int, ...]
    strict: bool
    role: str | None


@dataclass(frozen=True, slots=True)
class AreaNames:
    """``tree`` holds whole names, ``bodies`` those of ministries without their first word, for "các bộ: Y tế, …".

    ``cities`` are the codes of provinces that are cities themselves.
    """

    tree: dict[str, Any]
    bodies: dict[str, Any]
    cities: frozenset[str]
    first_words: frozenset[str]


def area_names(catalogue: Catalogue) -> AreaNames:
    """Return the names of a catalogue; those of the last few catalogues are kept."""
    known = _built.get(catalogue.sha256)
    if known is None or not catalogue.sha256:
        if len(_built) >= 4:
            _built.clear()
        known = _built[catalogue.sha256] = _build(catalogue, area_lexicon())
    return known


def longest(text: Text, tree: dict[str, Any], first: int, limit: int) -> tuple[int, Name] | None:
    """Return the end and the longest name that begins at token ``first`` as it is spelt, or None."""
    tokens = text.tokens
    node = tree.get(tokens[first].word)
    index, found, comma = first + 1, None, False
    while node is not None:
        if _END in node:
            for name in node[_END]:
                commas = not comma or name.kind in {"ministry", "group"} or name.role
                if commas and _written_so(text, first, index, name):
                    found = index, name
                    break
        if index >= limit:
            break
        token = tokens[index]
        if token.kind == SIGN and index + 1 < limit:
            short = token.word != "." or tokens[index - 1].end - tokens[index - 1].start <= 3
            if token.word == ",":
                comma = True
            elif token.word not in _JOINERS or not short:
                break
            index += 1
            token = tokens[index]
        node = node.get(token.word) if token.kind in {WORD, NUMBER} else None
        index += 1
    return found


def _written_so(text: Text, first: int, last: int, name: Name) -> bool:
    raw, tokens = text.raw, text.tokens
    written = [raw[t.start : t.end] for t in tokens[first:last] if t.kind != SIGN]
    for word, capital in zip(written, name.capitals, strict=False):
        if (capital and not word[0].isupper()) or (capital == 2 and not word.isupper()):
            return False
    if name.kind == "ministry" and not (written[0][0].isupper() or written[1][0].isupper()):
        return False
    return _spelt(raw[tokens[first].start : tokens[last - 1].end], name.spelling, name.strict)


@lru_cache(maxsize=20_000)
def _spelt(written: str, spelling: str, strict: bool) -> bool:  # noqa: FBT001 - a cached function has no keywords
    if strict:
        return unicodedata.normalize("NFC", written).casefold() == spelling.casefold()
    return spelt_like(written, spelling)


def _build(catalogue: Catalogue, lexicon: AreaLexicon) -> AreaNames:
    tree: dict[str, Any] = {}
    bodies: dict[str, Any] = {}
    for area in catalogue.areas.values():
        for spelling in (area.name_vi, area.name_en, *area.aliases):
            if spelling not in lexicon.never:
                for form in _forms(area.kind, spelling):
                    _add(tree, _name(area.code, area.kind, form))
                if area.kind == "ministry" and spelling.startswith("Bộ ") and not spelling[3:].isupper():
                    _add(bodies, _name(area.code, area.kind, spelling[3:]))
    for group in catalogue.groups.values():
        for spelling in (group.name_vi, group.name_en, *group.aliases):
            if spelling not in lexicon.never:
                _add(tree, _name(group.code, "group", spelling, free=1))
    _add_lexicon(tree, catalogue, lexicon)
    cities = {
        area.code
        for area in catalogue.areas.values()
        if area.kind == "province" and any(alias.startswith(("Thành phố ", "TP.HCM")) for alias in area.aliases)
    }
    return AreaNames(tree, bodies, frozenset(cities), frozenset(tree) | {"bo", "cac"})


def _add_lexicon(tree: dict[str, Any], catalogue: Catalogue, lexicon: AreaLexicon) -> None:
    country, world = lexicon.whole_country, lexicon.whole_world
    lists: list[tuple[str, str, str | None, Iterable[str]]] = [
        (country[0], "country", None, country[1]),
        (country[0], "country", "system", lexicon.systems),
        (world[0], "world", None, world[1]),
        *((code, "group", "level", phrases) for code, phrases in lexicon.levels.items()),
        *(("", kind, None, phrases) for kind, phrases in lexicon.own.items()),
        ("", "same", None, lexicon.same),
        ("", "agency", None, lexicon.agencies),
        ("", "", None, lexicon.not_areas),
    ]
    for code, kind, role, phrases in lists:
        if not code or code in catalogue.areas or code in catalogue.groups:
            for phrase in phrases:
                free = 99 if role == "system" else 0
                _add(tree, _name(code, kind, phrase, free=free, strict=phrase == "tỉnh", role=role))


def _forms(kind: str, spelling: str) -> Iterator[str]:
    """Yield the ways a name is written: of provinces without the prefix, which is read by itself."""
    if kind != "province":
        yield spelling
        if spelling.startswith("Ministry of "):
            body = spelling.removeprefix("Ministry of ")
            yield f"{body} Ministry"
        return
    bare = spelling
    for prefix in ("Tỉnh ", "Thành phố ", "TP. ", "TP.", "TP ", "Thủ đô "):
        bare = bare.removeprefix(prefix)
    yield bare


def _name(code: str, kind: str, spelling: str, *, free: int = 0, strict: bool = False, role: str | None = None) -> Name:
    """Make a name; the first ``free`` words may be in any case."""
    words = [spelling[t.start : t.end] for t in tokenise(spelling) if t.kind in {WORD, NUMBER}]
    capitals = []
    for index, word in enumerate(words):
        if word.isupper() and len(word) > 1:
            capitals.append(2)
        else:
            capitals.append(int(word[0].isupper() and index >= free))
    if kind == "ministry" and words[0] == "Bộ":
        capitals = [mark if mark == 2 else 0 for mark in capitals]
    single = len(words) == 1 and not spelling.isascii() and kind == "country"
    return Name(code, kind, spelling, tuple(capitals), strict or single, role)


def _add(tree: dict[str, Any], name: Name) -> None:
    words = [token.word for token in tokenise(name.spelling) if token.kind in {WORD, NUMBER}]
    paths: list[Iterable[str]] = [words]
    if "&" in name.spelling and "va" not in words:
        for sign in (" và ", " "):
            respelt = name.spelling.replace("&", sign)
            paths.append([token.word for token in tokenise(respelt) if token.kind == WORD])
    if len(words) > 2 and name.kind == "ministry" and ({"va", "and"} & set(words)):
        paths.append([word for word in words if word not in {"va", "and"}])
    for path in paths:
        node = tree
        for word in path:
            node = node.setdefault(word, {})
        names = node.setdefault(_END, [])
        if all((known.code, known.spelling) != (name.code, name.spelling) for known in names):
            names.append(name)
