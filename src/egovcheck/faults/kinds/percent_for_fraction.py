"""A score between 0 and 1 is written as a percent, or a percent as a fraction."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES
from egovcheck.faults.tables import RESOLVED_SHARE, SCORE, Tables

KIND = "percent-for-fraction"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Multiply scores by a hundred and divide shares by it, in different areas."""
    found: list[Planting] = []
    scores = [cell for cell in tables.rows("table-", SCORE) if Decimal(cell[1].value) > 0]
    for name, row in random.sample(scores, count) + random.sample(tables.rows("dossiers", RESOLVED_SHARE), count // 3):
        right = row.value
        if name.startswith("dossiers"):
            fraction = Decimal(right.rstrip("%").replace(",", ".")) / 100
            row.value = f"{fraction:f}".replace(".", ",")
        else:
            row.value = f"{(Decimal(right) * 100).normalize():f}"
        row.faults.append(len(found))
        found.append(Planting(name, VALUE_CODES, frozenset({KIND}), frozenset({("value", right)})))
    return found
