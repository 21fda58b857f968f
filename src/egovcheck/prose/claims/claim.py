"""A claim: what a text says beyond single figures; and a figure together with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from egovcheck.prose.figure import Figure

ClaimKind = Literal["direction", "superlative", "order", "threshold", "edition", "rhythm"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a text that became a record, and what it was found to be of.

    ``record`` is the number of its row, from 1; ``indicator``, ``area`` and ``period`` are None where they are not
    known.
    """

    figure: Figure
    record: int
    indicator: str | None = None
    area: str | None = None
    period: str | None = None
    breakdown: str = "_T"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a text says of the figures of one or more records, which other records can contradict.

    ``records`` are numbers of rows. What they and the other fields mean depends on ``kind`` and ``form``:

    - ``direction``: the later level and the earlier one. ``value`` is 1 or -1: of form ``moved`` a rise or a fall (of
      ranks a better or a worse one), of form ``improved`` a better or a worse level.
    - ``superlative``: one level, and the claim about its history. ``since`` is the year that it reaches back to, None
      where it is all of it. Forms: ``extreme`` (``value`` 1 the highest, of ranks the best; -1 the lowest or worst),
      ``streak`` and ``rising-streak`` (``value`` times in a row, the latter of getting better), ``first-level``
      (``label``), ``first-top`` (for the first time among the best ``value``), ``leader`` (first within the group
      ``label``).
    - ``order``: the values in the order in which they are listed. ``value`` is -1 where they are said to go from high
      to low (of ranks from the best), 1 for the other way round.
    - ``edition``: a figure that is said to be of, or measured from, the edition named by the year ``since``.
    - ``rhythm``: a figure of a survey that is said to come out every ``value`` years.
    - ``threshold``: the bound that is said to be that of the level ``label``; of form ``low`` its lower end, of form
      ``high`` its upper one.

    ``start`` and ``end`` are the characters of the words that make the claim, ``word`` these words as they stand.
    """

    kind: ClaimKind
    form: str
    records: tuple[int, ...]
    word: str
    start: int
    end: int
    value: Decimal | None = None
    since: str | None = None
    label: str | None = None
