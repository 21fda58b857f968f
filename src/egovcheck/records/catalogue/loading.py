"""Loading the catalogue: the shipped tables and any that an organisation adds, checked as a whole.

Every mistake is a ``PackError`` that names the file, the line and the mend. What the shipped tables may state, and
where each fact was seen, is written in their ``seen`` columns and in ``provenance*.csv``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from egovcheck.core.errors import PackError
from egovcheck.core.fingerprints import digest
from egovcheck.core.shipped import shipped
from egovcheck.records.catalogue import entries as e
from egovcheck.records.catalogue.checking import Places, check_tables
from egovcheck.records.catalogue.reference import ReferenceValue, read_reference
from egovcheck.records.documents import is_folder, load_yaml, read_csv, read_text, refuse_outside, regular_bytes
from egovcheck.records.names import fold, nearest, spelt_like
from egovcheck.records.registers import SIDECAR

Row = TypeVar("Row", bound=e.Entry)

VERSION = "2026.11"
"""The version of the shipped catalogue: year and month of its last change of facts."""

_NEARLY_AS_CLOSE = 0.75

TABLES: dict[str, type[e.Entry]] = {
    "areas": e.Area,
    "groups": e.Group,
    "members": e.Member,
    "successors": e.Successor,
    "editions": e.Edition,
    "composites": e.Component,
    "parts": e.Part,
    "breakdowns": e.Breakdown,
    "shares": e.Share,
    "flows": e.Flow,
    "levels": e.Level,
    "provenance": e.Provenance,
}


@dataclass(slots=True)
class Name:
    """What a folded name stands for, and how it is properly spelt."""

    code: str
    spellings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Catalogue:
    """All that is known. Lists are in file order; ``indicators`` and ``areas`` are by code.

    ``sha256`` is that of all files in order, so that two runs can be told to have judged by the same knowledge;
    ``own_files`` are those that did not come with the program.
    """

    indicators: dict[str, e.Indicator] = field(default_factory=dict)
    areas: dict[str, e.Area] = field(default_factory=dict)
    groups: dict[str, e.Group] = field(default_factory=dict)
    members: list[e.Member] = field(default_factory=list)
    successors: list[e.Successor] = field(default_factory=list)
    editions: list[e.Edition] = field(default_factory=list)
    composites: list[e.Component] = field(default_factory=list)
    parts: list[e.Part] = field(default_factory=list)
    breakdowns: list[e.Breakdown] = field(default_factory=list)
    shares: list[e.Share] = field(default_factory=list)
    flows: list[e.Flow] = field(default_factory=list)
    levels: list[e.Level] = field(default_factory=list)
    provenance: dict[str, e.Provenance] = field(default_factory=dict)
    reference_files: tuple[Path, ...] = ()
    own_files: tuple[Path, ...] = ()
    version: str = VERSION
    sha256: str = ""
    _indicator_names: dict[str, Name] = field(default_factory=dict)
    _area_names: dict[str, Name] = field(default_factory=dict)

    def indicator_code(self, text: str) -> str | None:
        """Return the code of an indicator given by code or name, or None where none is known by it."""
        return _by_code(text, self.indicators) or _named(text, self._indicator_names)

    def area_code(self, text: str) -> str | None:
        """Return the code of an area or group given by code or name, or None where none is known by it."""
        code = _by_code(text, self.areas) or _by_code(text, self.groups)
        return code or _named(text, self._area_names) or _by_code(text.upper(), self.areas)

    def nearest_indicators(self, text: str) -> list[str]:
        """Return up to three known codes that are closest to an unknown code or name."""
        return _closest(text, self._indicator_names)

    def nearest_areas(self, text: str) -> list[str]:
        """Return up to three known codes that are closest to an unknown code or name."""
        return _closest(text, self._area_names)

    def level_ordinal(self, indicator: str, label: str) -> int | None:
        """Return the ordinal of a level's label in either language, or None where the indicator has no such level."""
        wanted = fold(label)
        for level in self.levels:
            if level.indicator == indicator and wanted in {
                fold(n) for n in (level.label_en, level.label_vi, *level.aliases)
            }:
                return level.ordinal
        return None

    def edition_lists(self) -> Iterator[list[e.Edition]]:
        """Yield the editions of each survey, oldest first."""
        for survey in sorted({edition.survey for edition in self.editions}):
            yield self.editions_of(survey)

    def editions_of(self, survey: str) -> list[e.Edition]:
        """Return the editions of one survey, oldest first."""
        return sorted((x for x in self.editions if x.survey == survey), key=lambda x: x.edition)

    def reference(
        self, areas: set[str] | None = None, others: Mapping[str, set[str]] | None = None
    ) -> Iterator[ReferenceValue]:
        """Yield the authority's values, of the given areas only or of all; ``others`` by indicator, besides."""
        for path in self.reference_files:
            yield from read_reference(path, self.indicators, areas, others)

    def members_of(self, group: str) -> set[str]:
        """Return every area that ever belonged to a group, or to a whole such as the world."""
        inside = {area.code for area in self.areas.values() if area.parent == group}
        return inside | {member.area for member in self.members if member.group == group}


def _by_code(text: str, known: Mapping[str, e.Entry]) -> str | None:
    # codes are compared with case: NGA is Nigeria, Nga is Russia
    return text if text in known else None


def _named(text: str, names: dict[str, Name]) -> str | None:
    name = names.get(fold(text))
    return name.code if name and any(spelt_like(text, spelling) for spelling in name.spellings) else None


def _closest(text: str, names: dict[str, Name]) -> list[str]:
    close = [name for name in nearest(text, names, 6) if names[name].code != text]
    # beside a name that is all but the same, one that shares a word with it is far away
    found = [names[name].code for name in close if _alike(text, name) >= _alike(text, close[0]) * _NEARLY_AS_CLOSE]
    return list(dict.fromkeys(found))[:3]


def _alike(one: str, other: str) -> float:
    import difflib  # noqa: PLC0415 - only wanted where something is misspelt

    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio()


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """Load the shipped catalogue and, where given, the tables of the folder ``extra`` on top of it.

    The shipped tables alone are read once in the life of a process, others every time, since people edit them.

    Raises:
        PackError: for the first mistake found, with file and line.
    """
    return _load(extra) if extra else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    return _load(None)


def _load(extra: Path | None) -> Catalogue:
    folders = [shipped("schemas")] + ([extra] if extra else [])
    if extra and not is_folder(extra):
        raise PackError(f"the catalogue folder {extra} does not exist")
    catalogue = Catalogue()
    files: list[Path] = []
    places: Places = {}
    for folder in folders:
        tables = folder / "catalogue" if (folder / "catalogue").is_dir() else folder
        # an organisation's tables may stand among its data, whose sources.csv is none of them
        found = [p for p in (*sorted(tables.glob("*.csv")), *sorted(tables.glob("*.yaml"))) if p.name != SIDECAR]
        known = {*TABLES, "indicators"}
        for path in found:
            if path.stem.split("_")[0] not in known:
                hint = f"known tables: {', '.join(sorted(known))}"
                raise PackError(f"'{path.name}' is no table of the catalogue", place=str(path), hint=hint)
        reference = sorted((folder / "reference").glob("*.csv"))
        for path in (*found, *reference):
            refuse_outside(path)
        for path in found:
            _load_table(path, catalogue, places)
        object.__setattr__(catalogue, "reference_files", (*catalogue.reference_files, *reference))
        files += found + reference
        if folder is extra:
            object.__setattr__(catalogue, "own_files", (*found, *reference))
    _index_names(catalogue, places)
    check_tables(catalogue, places, TABLES)
    object.__setattr__(catalogue, "sha256", digest(part for f in files for part in (f.name.encode(), regular_bytes(f))))
    return catalogue


def _load_table(path: Path, catalogue: Catalogue, places: Places) -> None:
    name = path.stem.split("_")[0]
    if name == "indicators":
        lines = _key_lines(path)
        for code, entry in load_yaml(path).items():
            place = f"{path}:{lines.get(code, 1)}"
            if not isinstance(entry, dict):
                raise PackError(f"'{code}' must be a mapping", place=place)
            _add(catalogue.indicators, _checked(e.Indicator, {"code": code, **entry}, place), "code", place, places)
        return
    for line, row in read_csv(path):
        place = f"{path}:{line}"
        entry = _checked(TABLES[name], row, place)
        target = getattr(catalogue, name)
        if isinstance(target, dict):
            _add(target, entry, "id" if name == "provenance" else "code", place, places)
        else:
            target.append(entry)
            places[id(entry)] = place


def _key_lines(path: Path) -> dict[str, int]:
    lines = read_text(path).split("\n")
    return {text.split(":", 1)[0]: number for number, text in enumerate(lines, 1) if text[:1].isalpha()}


def _checked(model: type[Row], row: dict[str, Any], place: str) -> Row:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        # a misspelt column is also a missing one; what is written says more than what is not
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        where = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden" and len(first["loc"]) == 1:
            close = nearest(where, (field.alias or name for name, field in model.model_fields.items()), 1)
            hint = f"did you mean {close[0]}?" if close else "remove it"
        else:
            hint = f"it says {_short(first['input'])}"
        raise PackError(f"{where}: {first['msg']}", place=place, hint=hint) from None


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


def _add(target: dict[str, Any], entry: e.Entry, key: str, place: str, places: Places) -> None:
    code = getattr(entry, key)
    if code in target:
        raise PackError(f"'{code}' is defined twice", place=place, hint=f"first at {places[id(target[code])]}")
    target[code] = entry
    places[id(entry)] = place


def _index_names(catalogue: Catalogue, places: Places) -> None:
    for indicator in catalogue.indicators.values():
        names = (indicator.name.en, indicator.name.vi, indicator.short.en, indicator.short.vi, *indicator.aliases)
        _index(catalogue._indicator_names, indicator.code, names, places[id(indicator)])
    # a group never hides an area of the same name, and an area that ended never one that goes on
    ended = [area for area in catalogue.areas.values() if area.valid_to]
    for area in [*(a for a in catalogue.areas.values() if not a.valid_to), *ended]:
        names = (area.name_en, area.name_vi, *area.aliases)
        _index(catalogue._area_names, area.code, names, places[id(area)])
    for group in catalogue.groups.values():
        names = (group.name_en, group.name_vi, *group.aliases)
        _index(catalogue._area_names, group.code, names, places[id(group)])


def _index(names: dict[str, Name], code: str, spellings: Iterable[str], place: str) -> None:
    for spelling in spellings:
        key = fold(spelling)
        name = names.setdefault(key, Name(code))
        name.spellings.append(spelling)
        if name.code != code:
            message = f"the name '{spelling}' of {code} is already a name of {name.code}"
            raise PackError(message, place=place, hint="remove it from one of the two")
