"""Two neighbouring digits of a rank or score have changed places."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES, contradicts, neighbours_swapped, some_cells
from egovcheck.faults.tables import Tables

KIND = "swapped-digits"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Exchange two neighbouring digits in cells of different areas."""
    found: list[Planting] = []
    for name, row in some_cells(tables, random, count):
        right = row.value
        wrong = neighbours_swapped(right, random)
        if wrong is None:
            continue
        row.value = wrong
        row.faults.append(len(found))
        found.append(
            Planting(name, VALUE_CODES, frozenset({KIND}), frozenset({("value", right)}), contradicts(tables, row))
        )
    return found
