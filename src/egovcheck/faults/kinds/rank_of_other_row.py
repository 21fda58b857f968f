"""A rank stands beside the score of another area."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES, contradicts
from egovcheck.faults.tables import RANK, Tables

KIND = "rank-of-other-row"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Give areas the rank of an area somewhere else in the table."""
    found: list[Planting] = []
    for name, row in random.sample(tables.rows("table-", RANK), count):
        right = row.value
        _, other = random.choice([cell for cell in tables.rows(name, RANK) if cell[1] is not row])
        row.value = other.value
        row.faults.append(len(found))
        causes = frozenset({"other-area", "neighbouring-row"})
        found.append(Planting(name, VALUE_CODES, causes, frozenset({("value", right)}), contradicts(tables, row)))
    return found
