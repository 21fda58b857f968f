"""A column of a table has slipped down by one row."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.slips import VALUE_CODES
from egovcheck.faults.tables import RANK, SCORE, Tables

KIND = "shifted-column"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:  # noqa: ARG001 - one for each table at most
    """Give every area of a part of one table the figure of the area before it, for one indicator."""
    name = random.choice([name for name in tables.files if name.startswith("table-")])
    column = [row for _, row in tables.rows(name, random.choice((RANK, SCORE, "UN_OSI_SCORE")))]
    start = random.randrange(len(column) - 40)
    column = column[start : start + random.randrange(20, len(column) - start)]
    values = [row.value for row in column]
    for row, value in zip(column, [values[-1], *values], strict=False):
        row.value = value
        row.faults.append(0)
    return [Planting(name, VALUE_CODES, frozenset({"neighbouring-row"}))]
