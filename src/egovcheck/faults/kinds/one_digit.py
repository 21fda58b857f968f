"""One digit of a rank or score is another."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES, contradicts, one_digit_changed, some_cells
from egovcheck.faults.tables import Tables

KIND = "one-digit"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Change one digit in cells of different areas."""
    found: list[Planting] = []
    for name, row in some_cells(tables, random, count):
        right = row.value
        row.value = one_digit_changed(right, random)
        row.faults.append(len(found))
        found.append(
            Planting(name, VALUE_CODES, frozenset({KIND}), frozenset({("value", right)}), contradicts(tables, row))
        )
    return found
