"""All figures of an area are those of the edition before."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import contradicts
from egovcheck.faults.tables import EDITIONS, RANK, Row, Tables

KIND = "wrong-edition"
CAUSES = frozenset({"wrong-edition", "superseded-edition"})
CODES = frozenset({"EG204", "EG502"})


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Give some areas of the tables the figures of the edition before."""
    found: list[Planting] = []
    starts = tables.rows("table-", RANK)
    random.shuffle(starts)
    for name, start in starts:
        rows = [row for row in tables.files[name] if row.cells["area"] == start.cells["area"]]
        before = previous(start.cells["period"])
        if before is None or any(row.faults for row in rows) or not made_stale(tables, rows, before):
            continue
        for row in rows:
            row.faults.append(len(found))
        revealed = any(contradicts(tables, row) for row in rows)
        found.append(Planting(name, CODES, CAUSES, frozenset({("period", before)}), revealed))
        if len(found) == count:
            break
    return found


def previous(edition: str) -> str | None:
    """Return the newest earlier edition of which the reference has all figures."""
    return max((known for known in EDITIONS if known < edition), default=None)


def made_stale(tables: Tables, rows: list[Row], edition: str) -> bool:
    """Give the rows the figures of another edition, if it has all of them; say whether it was done."""
    old = [tables.truth.get((row.cells["indicator"], row.cells["area"], edition)) for row in rows]
    if any(value is None for value in old):
        return False
    for row, value in zip(rows, old, strict=True):
        row.value = value.printed if value else row.value
    return True
