"""Which character separates the fields of a text table: the header decides, the first rows settle a tie."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

CANDIDATES = ("\t", ";", "|", ",")
"""In order of trust where all else is equal: a comma occurs in decimals and in names, the others hardly do."""

_ROWS = 100


def find_delimiter(lines: Sequence[str], *, preferred: str | None = None) -> str:
    """Return the delimiter of the table that begins with ``lines`` (physical lines with their ends).

    ``preferred`` is what the file's name promises; it wins where it divides the header at all. A header that nothing
    divides is a table of one column, and the answer then is a character that divides no other line either.
    """
    dividing = [delimiter for delimiter in CANDIDATES if _width(lines, delimiter) > 1]
    if preferred in dividing:
        return preferred
    if dividing:
        return max(dividing, key=lambda delimiter: _trust(lines, delimiter))
    text = "".join(lines)
    return next((delimiter for delimiter in (",", *CANDIDATES) if delimiter not in text), ",")


def find_grid_delimiter(lines: Sequence[str], *, preferred: str | None = None) -> str:
    """Return the delimiter of a table that may have title rows above its header: most rows have one and the same width.

    ``preferred`` is what the file's name promises; it wins where it divides any row at all.
    """
    alike = {}
    for delimiter in CANDIDATES:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row[1:])))
        alike[delimiter] = max(widths.values(), default=0)
    if preferred and alike[preferred]:
        return preferred
    best = max(CANDIDATES, key=lambda delimiter: (alike[delimiter], -CANDIDATES.index(delimiter)))
    return best if alike[best] else find_delimiter(lines, preferred=preferred)


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Return the first rows; a row is as wide as its last filled field."""
    rows = []
    for row in csv.reader(lines, delimiter=delimiter):
        while row and not row[-1].strip():
            row.pop()
        if row:
            rows.append(row)
        if len(rows) == _ROWS:
            break
    return rows


def _width(lines: Sequence[str], delimiter: str) -> int:
    rows = _rows(lines, delimiter)
    return len(rows[0]) if rows else 0


def _trust(lines: Sequence[str], delimiter: str) -> tuple[float, int, int]:
    header, *rows = _rows(lines, delimiter)
    alike = sum(len(row) == len(header) for row in rows) / len(rows) if rows else 1.0
    return round(alike, 2), len(header), -CANDIDATES.index(delimiter)
