"""Cells of spreadsheets that hold an error or a formula without a result: what they take with them (EG007)."""

from __future__ import annotations

from collections.abc import Mapping

from egovcheck.records.interpret import Fault
from egovcheck.sources.tables import Broken, Cell

BESIDE = frozenset(("publisher", "published", "url", "authority", "quote", "note", "path", "start", "end"))
"""Fields without which a figure is still the same one; a row goes on without them."""


def without_broken(cells: Mapping[str, list[Cell]]) -> tuple[dict[str, list[Cell]], dict[tuple[int, str], Fault]]:
    """Return cells in which broken ones are empty, and a fault for each of these, by the row's index and the field."""
    faults: dict[tuple[int, str], Fault] = {}
    whole: dict[str, list[Cell]] = {}
    for name, column in cells.items():
        whole[name] = column
        if Broken not in set(map(type, column)):
            continue
        whole[name] = [None if type(cell) is Broken else cell for cell in column]
        for index, cell in enumerate(column):
            if type(cell) is Broken:
                faults[index, name] = Fault(index, name, "EG007", cell.reason, str(cell))
    return whole, faults
