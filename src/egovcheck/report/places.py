"""Where a record stands, as one address that a person can read and an editor can open."""

from __future__ import annotations

import re

from egovcheck.core.findings import Finding, NamedRecord, Place
from egovcheck.core.text import safe

UNPLACED = "-"
"""What stands for the place of a finding none of whose records is in a file."""

_CELL = re.compile(r"[A-Za-z]+([1-9][0-9]{0,9})", re.ASCII)


def address(record: NamedRecord, *, column: bool = False) -> str:
    """Return ``path:line``, ``path:Sheet!D3`` or ``path:start-end``, whichever fits the kind of file.

    ``column`` adds the ordinal of the field after the line. What is not known is left out, down to the bare path.
    """
    if record.path is None:
        return UNPLACED
    place = record.place
    path = safe(record.path)
    if place.cell or place.sheet:
        return f"{path}:{'!'.join(safe(part) for part in (place.sheet, place.cell) if part)}"
    if place.line is not None:
        return f"{path}:{place.line}:{place.column}" if column and place.column else f"{path}:{place.line}"
    if place.start is not None:
        return f"{path}:{place.start}-{place.start if place.end is None else place.end}"
    return path


def row(place: Place) -> int | None:
    """Return the line of a place, or the row of its cell, or None where neither is known."""
    if place.line is not None:
        return place.line
    found = _CELL.fullmatch(place.cell or "")
    return int(found[1]) if found else None


def leading(finding: Finding) -> NamedRecord | None:
    """Return the record whose place is the finding's: the first primary one in a file, else the first in a file."""
    placed = [record for record in finding.records if record.path is not None]
    return next((record for record in placed if record.role == "primary"), placed[0] if placed else None)


def accused(finding: Finding) -> str:
    """Return the source of the primary record, or that of the subject, or nothing."""
    primary = [record for record in finding.records if record.role == "primary"]
    chosen = next((record for record in primary if record.path is not None), primary[0] if primary else None)
    return chosen.source if chosen else finding.subject.get("source", "")
