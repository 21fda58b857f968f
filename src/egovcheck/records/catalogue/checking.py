"""Checks of the catalogue as a whole, once all its tables are loaded: nothing twice, and nothing that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import PackError
from egovcheck.records.catalogue import entries as e
from egovcheck.records.names import nearest

if TYPE_CHECKING:
    from egovcheck.records.catalogue.loading import Catalogue

Places = dict[int, str]
"""Where each entry was read, ``file:line`` by its ``id()``; entries live as long as the loading does."""

KEYS = {
    "members": ("group", "area", "valid_from"),
    "successors": ("area", "successor"),
    "editions": ("survey", "edition"),
    "composites": ("indicator", "component", "start"),
    "parts": ("whole", "part", "start"),
    "breakdowns": ("indicator", "breakdown", "exhaustive", "start"),
    "shares": ("share",),
    "flows": ("stock", "flow"),
    "levels": ("indicator", "ordinal", "start"),
}
"""What no two rows of a table may have in common, for the tables whose rows have no code."""


def check_tables(catalogue: Catalogue, places: Places, tables: Iterable[str]) -> None:
    """Check every table against itself and against those that it names.

    Raises:
        PackError: for the first mistake found, with file and line.
    """
    _check_twice(catalogue, places)
    _check_previous(catalogue, places)
    _check_levels(catalogue, places)
    _check_composites(catalogue, places)
    _check_links(catalogue, places, tables)


def _check_twice(catalogue: Catalogue, places: Places) -> None:
    for table, columns in KEYS.items():
        first: dict[tuple[Any, ...], e.Entry] = {}
        for entry in getattr(catalogue, table):
            key = tuple(getattr(entry, column) for column in columns)
            if key in first:
                said = ", ".join(str(part) for part in key if part is not None)
                hint = f"first at {places[id(first[key])]}"
                raise PackError(f"'{said}' stands twice", place=places[id(entry)], hint=hint)
            first[key] = entry


def _check_composites(catalogue: Catalogue, places: Places) -> None:
    """Check that no index is a component of itself, near or far."""
    parts: dict[str, set[str]] = {}
    for component in catalogue.composites:
        parts.setdefault(component.indicator, set()).add(component.component)
    for component in catalogue.composites:
        reached, waiting = set(), {component.component}
        while waiting:
            code = waiting.pop()
            reached.add(code)
            waiting |= parts.get(code, set()) - reached
        if component.indicator in reached:
            message = f"{component.indicator} is made of {component.component}, which is made of it"
            raise PackError(message, place=places[id(component)], hint="remove one of the two rows")


def _check_levels(catalogue: Catalogue, places: Places) -> None:
    """Check that no score falls into two levels but on their common bound."""
    for level in catalogue.levels:
        for other in catalogue.levels:
            together = (other.indicator, other.start) == (level.indicator, level.start)
            if together and level.low < other.low < level.high:
                message = f"the level '{other.label_en}' begins within the level '{level.label_en}'"
                hint = f"'{level.label_en}' is from {level.low} to {level.high}"
                raise PackError(message, place=places[id(other)], hint=hint)


def _check_previous(catalogue: Catalogue, places: Places) -> None:
    editions = {(edition.survey, edition.edition) for edition in catalogue.editions}
    for edition in catalogue.editions:
        if edition.previous and (edition.survey, edition.previous) not in editions:
            message = f"the edition {edition.previous} of {edition.survey} is not in the catalogue"
            raise PackError(message, place=places[id(edition)], hint="add it, or leave 'previous' empty")


def _check_links(catalogue: Catalogue, places: Places, tables: Iterable[str]) -> None:
    """Check that whatever one table names stands in the table it names."""
    surveys = {edition.survey for edition in catalogue.editions}
    for indicator in catalogue.indicators.values():
        place = places[id(indicator)]
        _known(indicator.score, catalogue.indicators, "indicator", place)
        _known(indicator.survey, surveys, "survey", place)
        for group in (*indicator.out_of.values(), *indicator.sum_of.values()):
            _known(group, catalogue.groups, "group", place)
        for wording in indicator.prose:
            _known(wording.of, {*catalogue.areas, *catalogue.groups}, "area", place)
            _known(wording.size_of, {*catalogue.groups, *surveys}, "group or survey", place)
    links: dict[str, tuple[tuple[str, ...], Iterable[str], str]] = {
        "composites": (("indicator", "component"), catalogue.indicators, "indicator"),
        "parts": (("whole", "part"), catalogue.indicators, "indicator"),
        "breakdowns": (("indicator",), catalogue.indicators, "indicator"),
        "shares": (("share", "numerator", "denominator"), catalogue.indicators, "indicator"),
        "flows": (("stock", "flow"), catalogue.indicators, "indicator"),
        "levels": (("indicator", "score", "count"), catalogue.indicators, "indicator"),
        "areas": (("parent",), {*catalogue.areas, *catalogue.groups}, "area"),
        "members": (("area",), catalogue.areas, "area"),
        "successors": (("area", "successor"), catalogue.areas, "area"),
    }
    for table, (columns, known, what) in links.items():
        rows = getattr(catalogue, table)
        for entry in rows.values() if isinstance(rows, dict) else rows:
            for column in columns:
                _known(getattr(entry, column), known, what, places[id(entry)])
    for member in catalogue.members:
        _known(member.group, catalogue.groups, "group", places[id(member)])
    for name in (*tables, "indicators"):
        rows = getattr(catalogue, name)
        for entry in rows.values() if isinstance(rows, dict) else rows:
            for seen in getattr(entry, "seen", ()):
                if seen not in catalogue.provenance:
                    message = f"'{seen}' is not in provenance.csv"
                    raise PackError(message, place=places[id(entry)], hint="add where the fact was seen")


def _known(code: str | None, known: Iterable[str], what: str, place: str) -> None:
    if code is not None and code not in known:
        close = nearest(code, known, 1)
        hint = f"did you mean {close[0]}?" if close else None
        raise PackError(f"{what} '{code}' is not in the catalogue", place=place, hint=hint)
