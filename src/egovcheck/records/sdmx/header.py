"""The columns of an SDMX-CSV file: which of them are fields of a record, dimensions, and attributes.

Versions 1.0 (``DATAFLOW``) and 2.0 (``STRUCTURE``, ``STRUCTURE_ID``, ``ACTION``) are told by these columns, whatever
labels stand beside the ids: none, ``id: label`` in headings and cells, or a column of labels behind every component.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from egovcheck.records.layouts.files import captured
from egovcheck.records.layouts.model import Layout
from egovcheck.records.names import nearest
from egovcheck.records.sdmx.concepts import Concepts, concepts

STRUCTURE = ("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW")
NEEDED = ("indicator", "area", "value")
_SEVERAL = re.compile(r"\[.{0,3}\]$")


@dataclass(frozen=True, slots=True)
class Component:
    """A column: its heading in the file, its ordinal from 1, its id, and whether ``id: label`` stands in its cells."""

    heading: str
    ordinal: int
    id: str
    labelled: bool

    @property
    def known_as(self) -> str:
        """Return the id for comparisons."""
        return self.id.upper()


@dataclass
class Columns:
    """What the columns of one file are.

    ``fields`` are those that fill a field, ``constants`` the fields that a layout fixes. ``dimensions`` and
    ``attributes`` are the others, before and behind the value. ``series`` says whether rows may speak of whole series,
    as in version 2.0. ``absent`` are the fields of messages about what a
    layout or a record needs and the file lacks, by heading.
    """

    fields: dict[str, Component] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    status: Component | None = None
    multiplier: Component | None = None
    decimals: Component | None = None
    shown: Component | None = None
    action: Component | None = None
    series: bool = False
    dimensions: list[Component] = field(default_factory=list)
    attributes: list[Component] = field(default_factory=list)
    absent: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Return whether a row can become a record."""
        return all(name in self.fields or name in self.constants for name in NEEDED)


def is_sdmx(header: Sequence[str]) -> bool:
    """Say whether a header is that of an SDMX-CSV file."""
    ids = {_id(heading).upper() for heading in header}
    return ("DATAFLOW" in ids or {"STRUCTURE", "STRUCTURE_ID"} <= ids) and "OBS_VALUE" in ids


def read_columns(header: Sequence[str], layout: Layout | None, name: str) -> Columns:
    """Find what a record needs among the columns of a file; ``name`` is the file's, for patterns of the layout."""
    known, columns = concepts(), Columns()
    left = _components(header)
    by_id = {component.known_as: component for component in reversed(left)}
    if layout:
        _by_layout(layout, columns, by_id, name)
    for role in ("status", "multiplier", "decimals", "shown"):
        found = next((by_id[id_] for id_ in getattr(known, role) if id_ in by_id), None)
        setattr(columns, role, None if found in columns.fields.values() else found)
    columns.action = by_id.get("ACTION")
    columns.series = "STRUCTURE_ID" in by_id
    taken = {id(component) for component in columns.fields.values()}
    for field_, ids in known.fields.items():
        if field_ not in columns.fields and field_ not in columns.constants:
            found = next((by_id[one] for one in ids if one in by_id and id(by_id[one]) not in taken), None)
            if found:
                columns.fields[field_] = found
                taken.add(id(found))
    for field_ in NEEDED:
        if field_ not in columns.fields and field_ not in columns.constants and field_ not in columns.absent:
            columns.absent.setdefault(field_, {"reason": "not-in-table", "column": field_})
    _others(left, columns, known, layout)
    return columns


def _components(header: Sequence[str]) -> list[Component]:
    ids = [_id(heading) for heading in header]
    components = [
        Component(heading, ordinal, id_, ": " in heading)
        for ordinal, (heading, id_) in enumerate(zip(header, ids, strict=True), 1)
    ]
    if "STRUCTURE_NAME" in ids:
        # behind every component stands a column with its labels
        own = {*STRUCTURE, "SERIES_KEY", "OBS_KEY"}
        named = [component for component in components if component.id not in own]
        return [component for component in components if component.id in own] + named[::2]
    return components


def _others(left: Sequence[Component], columns: Columns, known: Concepts, layout: Layout | None) -> None:
    roles = (columns.status, columns.multiplier, columns.decimals, columns.shown, *columns.fields.values())
    used = {component.ordinal for component in roles if component}
    passed = {*known.passed_over, *STRUCTURE, *(name.upper() for name in (layout.ignore if layout else ()))}
    value = columns.fields.get("value")
    for component in left:
        if component.ordinal not in used and component.known_as not in passed:
            before = value is not None and component.ordinal < value.ordinal
            (columns.dimensions if before else columns.attributes).append(component)


def _by_layout(layout: Layout, columns: Columns, by_id: Mapping[str, Component], name: str) -> None:
    for field_, origin in layout.fields.items():
        if origin.kind == "value":
            columns.constants[field_] = origin.text
        elif origin.kind == "filename":
            text = captured(origin.text, name)
            if text is None:
                columns.absent[field_] = {"reason": "not-in-name", "pattern": origin.text, "column": field_}
            else:
                columns.constants[field_] = text
        elif found := by_id.get(origin.text.upper()):
            columns.fields[field_] = found
        else:
            close = nearest(origin.text, list(by_id), 1)
            fields = {"reason": "not-in-layout", "nearest": close[0] if close else "", "column": origin.text}
            columns.absent[field_] = fields


def _id(heading: str) -> str:
    """Return the id of a component: without its label, and without the mark of one that may have several values."""
    return _SEVERAL.sub("", heading.partition(": ")[0].strip())
