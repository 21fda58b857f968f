"""A rank is given out of a number of states that the edition did not have."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.tables import RANK, Tables

KIND = "wrong-denominator"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Change the total of ranks in statements of the press."""
    found: list[Planting] = []
    for name, row in random.sample(tables.rows("press-", RANK), count):
        right = row.value
        rank, _, total = right.partition("/")
        wrong = random.choice([int(total) - 1, int(total) + 1, 139, 191, 200])
        row.value = f"{rank}/{wrong}"
        row.faults.append(len(found))
        codes = frozenset({"EG301", "EG302"})
        found.append(
            Planting(name, codes, frozenset(), frozenset({("value", right), ("expected", total)}), wrong != int(total))
        )
    return found
