"""Where a record stands, as SARIF tells it: the file as a URI from the root of the repository, a region, a cell."""

from __future__ import annotations

from typing import Any

from egovcheck.core.findings import NamedRecord, Place
from egovcheck.core.text import safe
from egovcheck.report.places import row
from egovcheck.report.repository import absolute, repository_path, uri

ROOT = "%SRCROOT%"
"""The name of the repository's root in ``originalUriBaseIds``."""


def artifact(folder: str, path: str) -> dict[str, Any]:
    """Return the location of a file."""
    placed = repository_path(folder, path)
    found: dict[str, Any] = {"uri": uri(placed)}
    if not absolute(placed):
        found["uriBaseId"] = ROOT
    return found


def location(folder: str, path: str, place: Place) -> dict[str, Any]:
    """Return a place in a file; GitHub shows nothing that has no line, so the first one stands for an unknown one."""
    found: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": artifact(folder, path), "region": region(place)},
    }
    if name := "!".join(safe(part) for part in (place.sheet, place.cell) if part):
        found["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "cell" if place.cell else "sheet"}]
    return found


def region(place: Place) -> dict[str, Any]:
    """Return the lines or characters of a place. Of a table it is the row: where in it a cell begins is not known.

    Characters are counted in the text of the document, from 0; in a line they are counted from 1.
    """
    line = row(place) or 1
    if place.start is None:
        return {"startLine": line, "startColumn": 1, "endLine": line}
    found = {"startLine": line, "startColumn": place.column or 1}
    if place.end is not None and place.end > place.start:
        return {**found, "charOffset": place.start, "charLength": place.end - place.start}
    return {**found, "charOffset": place.start}


def same_place(one: NamedRecord, other: NamedRecord) -> bool:
    """Return whether two records stand at one place."""
    return (one.path, one.place) == (other.path, other.place)
