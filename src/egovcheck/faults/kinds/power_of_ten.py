"""A score or a count is ten times, a tenth or a thousand times what it should be."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES, contradicts
from egovcheck.faults.tables import RECEIVED, RESOLVED, SCORE, Tables

KIND = "power-of-ten"
CAUSES = frozenset({"power-of-ten", "separator-misread"})


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Shift the decimal point of scores and add a nought to counts, in different areas."""
    found: list[Planting] = []
    scores = [*tables.rows("table-", SCORE), *tables.rows("table-", "UN_TII_SCORE"), *tables.rows("copy-", SCORE)]
    counts = [*tables.rows("dossiers", RECEIVED), *tables.rows("dossiers", RESOLVED)]
    areas: set[str] = set()
    while len(found) < count:
        name, row = random.choice(counts if len(found) % 4 == 3 else scores)
        right = row.value
        if row.cells["area"] in areas or not right.strip("0."):
            continue
        areas.add(row.cells["area"])
        whole = row.cells["indicator"] in {RECEIVED, RESOLVED}
        row.value = _ten_times(right) if whole else f"{Decimal(right).scaleb(random.choice((-1, 1, 3))):f}"
        row.faults.append(len(found))
        codes = VALUE_CODES | {"EG305", "EG306", "EG403"}
        revealed = whole or contradicts(tables, row)
        found.append(Planting(name, codes, CAUSES, frozenset({("value", right)}), revealed))
    return found


def _ten_times(printed: str) -> str:
    return f"{int(printed.replace('.', '')) * 10:,}".replace(",", ".")
