"""The header of a wide table: found among the first rows by the columns that somebody names, in one row or several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from egovcheck.records.layouts.cells import without_marks
from egovcheck.records.layouts.units import unit_of_heading, unit_of_title
from egovcheck.records.names import fold
from egovcheck.sources.tables import Row

TALLEST = 4
"""Rows of a header, at most."""

_NUMBER = re.compile(r"[+-]?[\d.,\s'’/%()]*\d[\d.,\s'’/%()]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_BLANKS = re.compile(r"\s+")
JOIN = " | "


@dataclass(frozen=True, slots=True)
class Labels:
    """What the columns under a header are called; ``labels`` join the rows of the header from top to bottom.

    ``names`` are, from the strictest to the most forgiving way of comparing, the ordinals of the columns by name.
    """

    labels: tuple[str, ...]
    names: tuple[dict[str, list[int]], ...]

    def find(self, heading: str) -> list[int]:
        """Return the ordinals, from 1, of the columns that a heading names; several where it does not settle which."""
        written = _clean(heading)
        folded = _folded(written.replace("|", " "))
        for number, names in enumerate(self.names):
            if found := names.get(written if number == 0 else folded):
                return found
        return []


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header as indices into the top of a grid (both inside), and what its columns are called."""

    first: int
    last: int
    labels: Labels


def find_header(top: Sequence[Row], wanted: Collection[str]) -> Header | None:
    """Return the header under which most of the ``wanted`` headings are found, the lowest and first of several.

    Where none is found anywhere it is the first row with most cells; None where all rows are blank.
    """
    best: tuple[int, int, int] = (0, 0, 0)
    found: Header | None = None
    # most rows hold nothing of any heading, and need no closer look
    words = {word for heading in wanted for form in _forms(heading) for word in form.split()}
    likely = [any(not words.isdisjoint(_folded(cell).split()) for cell in row.cells) for row in top]
    for first, last in blocks(top):
        if not any(likely[first : last + 1]):
            continue
        if found and best[0] == len(wanted) and (best[1] == -1 or first > found.first + TALLEST):
            break
        labels = name_columns([row.cells for row in top[first : last + 1]])
        score = (sum(bool(labels.find(heading)) for heading in wanted), first - last - 1, -first)
        if score[0] and (found is None or score > best):
            best, found = score, Header(first, last, labels)
    return found or fullest_row(top)


def fullest_row(top: Sequence[Row]) -> Header | None:
    """Return the first of the rows with most filled cells as a header; None where all rows are blank."""
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in top[:30]]
    if not any(filled):
        return None
    first = filled.index(max(filled))
    return Header(first, first, name_columns([top[first].cells]))


def declared_header(top: Sequence[Row], first: int, last: int) -> Header | None:
    """Return the header of the declared rows, numbered from 1; None where the table has no such rows."""
    rows = [index for index, row in enumerate(top) if first <= row.number <= last]
    if not rows:
        return None
    return Header(rows[0], rows[-1], name_columns([top[index].cells for index in rows]))


def extended(top: Sequence[Row], header: Header, keys: Collection[int], values: Collection[int]) -> Header:
    """Return a header with the rows that belong to it though no named heading stands in them.

    Below it those that leave the columns of ``keys`` blank and say something in those of ``values`` (units, for
    example); above it those that group columns. Both are ordinals from 1.
    """
    first, last = header.first, header.last
    while keys and last + 1 < len(top) and last + 1 - first < TALLEST:
        cells = top[last + 1].cells
        if not _like_header(cells) or any(_cell(cells, key) for key in keys):
            break
        if not any(_cell(cells, value) for value in values):
            break
        last += 1
    while first > 0 and last + 1 - first < TALLEST and _groups(top[first - 1].cells):
        first -= 1
    if (first, last) == (header.first, header.last):
        return header
    return Header(first, last, name_columns([row.cells for row in top[first : last + 1]]))


def name_columns(rows: Sequence[Sequence[str]]) -> Labels:
    """Return what the columns under some header rows are called; a merged cell counts for the columns to its right."""
    width = max(len(row) for row in rows)
    grid = [[_clean(row[at]) if at < len(row) else "" for at in range(width)] for row in rows]
    labels = []
    names: tuple[dict[str, list[int]], ...] = ({}, {}, {}, {}, {})
    for at, carried in enumerate(zip(*_carried(grid), strict=True)):
        own = _once(row[at] for row in grid)
        full = _once(carried)
        labels.append(JOIN.join(full))
        ways = (
            {JOIN.join(full), JOIN.join(own), *own[-1:]},
            {_folded(" ".join(full)), _folded(" ".join(own))},
            {_folded(part) for part in own},
            {_folded(_bare(text)) for text in (" ".join(full), " ".join(own), *own)},
            {_folded(f"column {at + 1}")} if not full else set(),
        )
        for by_name, known in zip(names, ways, strict=True):
            for name in known - {""}:
                by_name.setdefault(name, []).append(at + 1)
    return Labels(tuple(labels), names)


def blocks(top: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows that could be a header: any row, and below it such as hold no figures."""
    for first, row in enumerate(top):
        if not any(map(str.strip, row.cells)):
            continue
        yield first, first
        for last in range(first + 1, min(first + TALLEST, len(top))):
            if not _like_header(top[last].cells):
                break
            yield first, last


def _carried(grid: list[list[str]]) -> list[list[str]]:
    """Fill the cells that a merged cell to their left covers: those that, like it, have something below them."""
    filled = []
    for number, row in enumerate(grid):
        below = [any(lower[at] for lower in grid[number + 1 :]) for at in range(len(row))]
        carried, merged = [], ""
        for cell, has in zip(row, below, strict=True):
            if cell:
                merged = cell if has else ""
            carried.append(cell or (merged if has else ""))
        filled.append(carried)
    return filled


def _like_header(cells: Sequence[str]) -> bool:
    """Say whether a row can be part of a header: it is not blank, and what it has of numbers are years."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_YEAR.fullmatch(cell) or not _NUMBER.fullmatch(cell) for cell in filled)


def _groups(cells: Sequence[str]) -> bool:
    """Say whether a row above a header groups its columns and is no title: it has several cells, or a unit."""
    filled = [cell for cell in cells if cell.strip()]
    if not _like_header(cells) or any(unit_of_title(cell) for cell in filled):
        return False
    return len(filled) > 1 or unit_of_heading(filled[0]) is not None


def _once(parts: Iterator[str] | Sequence[str]) -> list[str]:
    """Return the parts that say something, without one that repeats the part above it."""
    kept: list[str] = []
    for part in parts:
        if part and kept[-1:] != [part]:
            kept.append(part)
    return kept


def _forms(text: str) -> tuple[str, str]:
    return _folded(text), _folded(_bare(text))


def _bare(text: str) -> str:
    """Return a heading without brackets and footnote marks."""
    return _BRACKETS.sub("", without_marks(text))


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    return fold(text)


def _cell(cells: Sequence[str], ordinal: int) -> str:
    return cells[ordinal - 1].strip() if ordinal <= len(cells) else ""


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
