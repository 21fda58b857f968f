"""A record stands twice in a table."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.tables import SCORE, Row, Tables

KIND = "duplicated-record"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Repeat records right below themselves or at the end of their table."""
    found: list[Planting] = []
    for name, row in random.sample(tables.rows("table-", SCORE), count):
        again = Row(dict(row.cells), [len(found)])
        row.faults.append(len(found))
        rows = tables.files[name]
        rows.insert(rows.index(row) + 1 if random.random() < 0.5 else len(rows), again)
        found.append(Planting(name, frozenset({"EG109"})))
    return found
