"""A decimal comma stands in a table of points, a point in one of commas."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES
from egovcheck.faults.tables import RESOLVED_SHARE, SCORE, Tables

KIND = "comma-for-point"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Exchange the decimal mark of one cell of each file that has scores or shares, at most ``count``."""
    found: list[Planting] = []
    for name in sorted(tables.files)[:count]:
        cells = [*tables.rows(name, SCORE), *tables.rows(name, RESOLVED_SHARE)]
        cells = [(file, row) for file, row in cells if "." in row.value or "," in row.value]
        if not cells:
            continue
        _, row = random.choice(cells)
        row.value = row.value.translate(str.maketrans(",.", ".,"))
        row.faults.append(len(found))
        found.append(Planting(name, VALUE_CODES | {"EG004", "EG102"}))
    return found
