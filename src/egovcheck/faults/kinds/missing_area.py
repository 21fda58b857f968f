"""An area is missing from a table that should have all."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.tables import RANK, Tables

KIND = "missing-area"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Take all figures of a few areas out of the tables."""
    found = []
    for name, row in random.sample(tables.rows("table-", RANK), min(count, 6)):
        area = row.cells["area"]
        tables.files[name] = [other for other in tables.files[name] if other.cells["area"] != area]
        found.append(Planting(name, frozenset({"EG207"}), says=tables.catalogue.areas[area].name_en))
    return found
