"""What the kinds of faults share: whether a changed figure still fits the truth, and slips in printed digits."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from random import Random

from egovcheck.faults.tables import RANK, SCORE, Row, Tables
from egovcheck.records.digits import FigureError
from egovcheck.records.figures import read_figure
from egovcheck.records.intervals import interval_of, is_whole

VALUE_CODES = frozenset({"EG107", "EG204", "EG303", "EG311", "EG501", "EG502", "EG505", "EG306"})
"""The rules that hold a level against the reference, another source, or the figures beside it."""


def contradicts(tables: Tables, row: Row) -> bool:
    """Say whether the figure of a row, as printed now, and the authority's cannot stand for one value."""
    truth = tables.truth.get((row.cells["indicator"], row.cells["area"], row.cells["period"]))
    known = tables.catalogue.indicators[row.cells["indicator"]]
    if truth is None:
        return False
    try:
        figure = read_figure(row.value, ".")
    except FigureError:
        return True
    interval = interval_of(figure, "exact", whole=is_whole(known.kind, "level"), decimals=known.decimals)
    low, high = interval.low, interval.high
    assert low is not None  # noqa: S101 - exact figures have both ends
    assert high is not None  # noqa: S101
    if low == high == truth.value:
        return False
    # both are rounded, and their upper ends stand for the next figure
    return low >= truth.high or high <= truth.low


def some_cells(tables: Tables, random: Random, count: int) -> list[tuple[str, Row]]:
    """Return cells of tables and copies, a third of them ranks, of as many different areas as there are."""
    ranks = tables.rows("table-", RANK)
    scores = [
        cell for code in (SCORE, "UN_OSI_SCORE", "UN_TII_SCORE", "UN_HCI_SCORE") for cell in tables.rows("table-", code)
    ]
    scores += tables.rows("copy-", SCORE)
    chosen: list[tuple[str, Row]] = []
    areas: set[str] = set()
    for number in range(count * 20):
        name, row = random.choice(ranks if number % 3 == 0 else scores)
        if row.cells["area"] not in areas and Decimal(row.value) > 0:
            areas.add(row.cells["area"])
            chosen.append((name, row))
        if len(chosen) == count:
            break
    return chosen


def one_digit_changed(printed: str, random: Random) -> str:
    """Return the printed figure with one significant digit changed, the first of a fraction's zeros left alone."""
    places = [i for i, sign in enumerate(printed) if sign.isdigit() and not (i == 0 and "." in printed)]
    place = random.choice(places)
    digits = [d for d in "0123456789" if d != printed[place] and not (place == 0 and d == "0")]
    return printed[:place] + random.choice(digits) + printed[place + 1 :]


def neighbours_swapped(printed: str, random: Random) -> str | None:
    """Return the printed figure with two unequal neighbouring digits exchanged, or None where it has none."""
    places = [
        i
        for i, (a, b) in enumerate(pairwise(printed))
        if a.isdigit() and b.isdigit() and a != b and not (i == 0 and b == "0")
    ]
    if not places:
        return None
    i = random.choice(places)
    return printed[:i] + printed[i + 1] + printed[i] + printed[i + 2 :]
