"""Blocks of cells: rectangles of a sheet that blank rows and blank columns set apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST = 500
"""Blocks that a sheet is cut into; what comes below stays in one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a sheet, from the first to the last row and column."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def bands(numbers: Sequence[int], masks: Sequence[int]) -> list[Block]:
    """Return the runs of rows between blank rows, each as wide as its cells."""
    found: list[Block] = []
    start = 0
    for at in range(1, len(numbers) + 1):
        if at < len(numbers) and (numbers[at] == numbers[at - 1] + 1 or len(found) >= _MOST):
            continue
        if at > start:
            found.append(_around(numbers, masks, range(start, at)))
        start = at
    return found


def parts(numbers: Sequence[int], masks: Sequence[int], block: Block) -> list[Block]:
    """Return the blocks into which blank columns, and blank rows between them, cut a block; itself where none do."""
    inside = range(*_span(numbers, block))
    columns = (1 << (block.last_column + 1)) - (1 << block.first_column)
    return list(_cut(numbers, masks, inside, columns, deep=8))


def _cut(numbers: Sequence[int], masks: Sequence[int], inside: range, columns: int, *, deep: int) -> Iterator[Block]:
    runs = list(_runs(numbers, masks, inside, columns))
    for run in runs:
        filled = 0
        for mask in {masks[at] & columns for at in run}:
            filled |= mask
        groups = list(_groups(filled))
        if (len(groups) == 1 and len(runs) == 1) or not deep:
            yield Block(numbers[run[0]], numbers[run[-1]], _low(filled), _high(filled))
            continue
        for group in groups:
            yield from _cut(numbers, masks, run, group, deep=deep - 1)


def _runs(numbers: Sequence[int], masks: Sequence[int], inside: range, columns: int) -> Iterator[range]:
    """Yield the runs of rows that have a filled cell in some columns."""
    start: int | None = None
    for at in inside:
        filled = bool(masks[at] & columns)
        if start is not None and (not filled or numbers[at] != numbers[at - 1] + 1):
            yield range(start, at)
            start = None
        if filled and start is None:
            start = at
    if start is not None:
        yield range(start, inside.stop)


def _groups(filled: int) -> Iterator[int]:
    """Yield the columns of each run of filled ones."""
    while filled:
        low = filled & -filled
        behind = filled + low
        group = filled & ~behind
        yield group
        filled &= ~group


def _around(numbers: Sequence[int], masks: Sequence[int], rows: range) -> Block:
    filled = 0
    for mask in {masks[at] for at in rows}:
        filled |= mask
    return Block(numbers[rows[0]], numbers[rows[-1]], _low(filled), _high(filled))


def _span(numbers: Sequence[int], block: Block) -> tuple[int, int]:
    return bisect_left(numbers, block.first_row), bisect_right(numbers, block.last_row)


def _low(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def _high(mask: int) -> int:
    return mask.bit_length() - 1
