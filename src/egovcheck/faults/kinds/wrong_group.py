"""A rank within a region is told of another region."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.tables import Tables

KIND = "wrong-group"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """File ranks within a group under another group that the press knows."""
    found: list[Planting] = []
    cells = [
        (name, row)
        for name, rows in tables.files.items()
        for row in rows
        if row.cells.get("breakdown") and not row.faults
    ]
    groups = sorted({row.cells["breakdown"] for _, row in cells})
    for name, row in random.sample(cells, min(count, len(cells))):
        right = row.cells["breakdown"]
        row.cells["breakdown"] = random.choice([group for group in groups if group != right])
        row.faults.append(len(found))
        codes = frozenset({"EG302", "EG314", "EG502", "EG105", "EG505"})
        found.append(Planting(name, codes, frozenset({KIND}), frozenset({("breakdown", right)})))
    return found
