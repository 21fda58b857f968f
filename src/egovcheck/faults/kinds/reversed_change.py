"""A change has the wrong sign."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.tables import Tables

KIND = "reversed-change"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Turn the sign of changes that are not nought."""
    found: list[Planting] = []
    cells = [
        (name, row)
        for name, rows in tables.files.items()
        for row in rows
        if row.cells.get("measure") == "change" and not row.faults and row.value.strip("+-0")
    ]
    for name, row in random.sample(cells, min(count, len(cells))):
        right = row.value
        row.value = right.translate(str.maketrans("+-", "-+"))
        row.faults.append(len(found))
        causes = frozenset({"wrong-sign", "reversed-direction"})
        found.append(Planting(name, frozenset({"EG309", "EG602"}), causes, frozenset({("value", right)})))
    return found
