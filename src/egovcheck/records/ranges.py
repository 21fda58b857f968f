"""A printed range, ``3-5 ngày``, is two statements: at least its low end and at most its high end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from egovcheck.records.lexicon import load_lexicon
from egovcheck.records.names import strip_marks
from egovcheck.sources.tables import Cell, Native

_RANGE = re.compile(
    r"(?P<before>[^\d\s–-]*\s*)(?P<low>\d[\d.,]*)\s*(?P<unit>%?)\s*(?:[-–—]|đến|tới|to)\s*(?P<high>\d[\d.,]*)(?P<after>\s*[^\d]*)"
)


_LONGEST = 200
"""A text of more characters than this is no range."""


def range_ends(text: str) -> tuple[str, str] | None:
    """Return both ends of a printed range with its unit, the lower one first, or None where the text is none.

    A word of direction stays with both ends, and "giảm 3-5 bậc" runs from a fall by 5 to one by 3. A qualifier in
    front is dropped, as the ends have their own; any other word in front (a currency, …) makes it no range that can
    be read.
    """
    match = _RANGE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not match or _runs_backwards(match["low"], match["high"]):
        return None
    before = strip_marks(match["before"].strip())
    meaning = next((meaning for phrase, meaning in load_lexicon().before if phrase == before), None)
    if before and meaning is None:
        return None
    kept = match["before"] if meaning and meaning.part == "direction" else ""
    after = match["after"] or match["unit"]
    low, high = (f"{kept}{match[end]}{after}".strip() for end in ("low", "high"))
    return (high, low) if kept and meaning and meaning.value == "down" else (low, high)


def _runs_backwards(low: str, high: str) -> bool:
    return low.isdigit() and high.isdigit() and (len(low), low) > (len(high), high)


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
    # a range is no figure, so the ends keep their own intervals, and people see what the source has
    out["printed"] = [
        cells["value"][i] if i in ranges else cell
        for i, cell in zip(origin, out.get("printed", [None] * len(origin)), strict=True)
    ]
    for position, index in enumerate(origin):
        if index in ranges:
            second = position > 0 and origin[position - 1] == index
            out["value"][position] = ranges[index][second]
            qualifier[position] = "at_most" if second else "at_least"
    return out, origin


def _ranges(cells: Mapping[str, Sequence[Cell]]) -> dict[int, tuple[str, str]]:
    found = {}
    for index, cell in enumerate(cells.get("value", ())):
        if cell and len(cell) > 2 and not cell.isdigit() and type(cell) is not Native:
            ends = range_ends(cell)
            if ends:
                found[index] = ends
    return found
