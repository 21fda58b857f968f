"""The label of a level does not fit the score."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.tables import LEVEL, Tables

KIND = "wrong-level"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Replace labels by another one."""
    found: list[Planting] = []
    labels = [level.label_en for level in tables.catalogue.levels if level.indicator == LEVEL]
    cells = tables.rows("press-", LEVEL)
    for name, row in random.sample(cells, min(count, len(cells))):
        right = row.value
        row.value = random.choice([label for label in labels if label != right])
        row.faults.append(len(found))
        found.append(Planting(name, frozenset({"EG315", "EG502"}), suggestions=frozenset({("expected", right)})))
    return found
