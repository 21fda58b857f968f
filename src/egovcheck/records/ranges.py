"""A printed range, ``3-5 ngày``, is two statements: at least its low end and at most its high end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from egovcheck.sources.tables import Cell, Native

_RANGE = re.compile(
    r"(?P<before>[^\d\s–-]*\s*)(?P<low>\d[\d.,]*)\s*(?P<unit>%?)\s*(?:[-–—]|đến|tới|to)\s*(?P<high>\d[\d.,]*)(?P<after>\s*[^\d]*)"
)


def range_ends(text: str) -> tuple[str, str] | None:
    """Return both ends of a printed range with its unit, or None where the text is none."""
    match = _RANGE.fullmatch(text.strip())
    if not match:
        return None
    after = match["after"] or match["unit"]
    return f"{match['low']}{after}".strip(), f"{match['high']}{after}".strip()


def split_ranges(cells: dict[str, list[Cell]]) -> tuple[dict[str, list[Cell]], list[int] | None]:
    """Split every row whose value is a range into two rows.

    Returns the columns, and for each row the index it came from, or None where no row was split.
    """
    ranges = _ranges(cells)
    if not ranges:
        return cells, None
    rows = len(cells["value"])
    origin = [i for i in range(rows) for _ in range(2 if i in ranges else 1)]
    out = {name: [column[i] for i in origin] for name, column in cells.items()}
    qualifier = out.setdefault("qualifier", [None] * len(origin))
    for position, index in enumerate(origin):
        if index in ranges:
            second = position > 0 and origin[position - 1] == index
            out["value"][position] = ranges[index][second]
            qualifier[position] = "at_most" if second else "at_least"
            if "printed" in out:
                out["printed"][position] = None
    return out, origin


def _ranges(cells: Mapping[str, Sequence[Cell]]) -> dict[int, tuple[str, str]]:
    found = {}
    for index, cell in enumerate(cells.get("value", ())):
        if cell and len(cell) > 2 and not cell.isdigit() and type(cell) is not Native:
            ends = range_ends(cell)
            if ends:
                found[index] = ends
    return found
