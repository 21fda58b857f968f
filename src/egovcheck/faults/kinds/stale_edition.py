"""A whole table is that of the edition before."""

from __future__ import annotations

from random import Random

from egovcheck.faults import Planting
from egovcheck.faults.kinds.wrong_edition import CAUSES, CODES, made_stale, previous
from egovcheck.faults.tables import Tables

KIND = "stale-edition"


def plant(tables: Tables, random: Random, count: int) -> list[Planting]:  # noqa: ARG001 - there is nothing to choose
    """Give every area of the newest table the figures of the edition before, as far as it has any."""
    name = max(name for name in tables.files if name.startswith("table-"))
    rows = tables.files[name]
    before = previous(rows[0].cells["period"])
    if before is None:
        return []
    for row in rows:
        if made_stale(tables, [row], before):
            row.faults.append(0)
    return [Planting(name, CODES, CAUSES, frozenset({("period", before)}))]
