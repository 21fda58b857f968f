"""The figures of two areas that follow each other in a table have changed places."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES, contradicts
from egovcheck.faults.tables import RANK, Row, Tables

KIND = "swapped-rows"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:
    """Exchange all figures of neighbouring areas; areas with different sets of figures are left alone."""
    found: list[Planting] = []
    starts = tables.rows("table-", RANK)
    random.shuffle(starts)
    for name, start in starts:
        rows = tables.files[name]
        first = _figures(rows, start.cells["area"])
        after = rows.index(first[-1]) + 1
        second = _figures(rows, rows[after].cells["area"]) if after < len(rows) else []
        if [r.cells["indicator"] for r in first] != [r.cells["indicator"] for r in second]:
            continue
        if any(row.faults for row in (*first, *second)):
            continue
        for one, other in zip(first, second, strict=True):
            one.value, other.value = other.value, one.value
            one.faults.append(len(found))
            other.faults.append(len(found))
        revealed = any(contradicts(tables, row) for row in (*first, *second))
        found.append(Planting(name, VALUE_CODES, frozenset({"neighbouring-row"}), revealed=revealed))
        if len(found) == count:
            break
    return found


def _figures(rows: list[Row], area: str) -> list[Row]:
    return [row for row in rows if row.cells["area"] == area]
