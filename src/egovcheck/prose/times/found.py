"""A time as it is written, before anybody knows the day of the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """Tokens ``first`` to before ``last`` say a time; ``core`` is where it begins without the words before it.

    ``kind`` is that of the form in ``schemas/prose/times.yaml``. ``month`` and ``months`` are the part of a year that
    is meant, ``day`` and ``last_day`` of a month. The year is ``year``, or ``shift`` years from that of the document,
    or of the time before it where ``context`` is set; ``same_year`` is the year of the time before it. ``end`` is the
    other side of a range.
    """

    first: int
    last: int
    core: int
    kind: str
    month: int = 1
    months: int = 12
    day: int | None = None
    last_day: int | None = None
    year: int | None = None
    printed: bool = False
    shift: int | None = None
    month_shift: int | None = None
    day_shift: int | None = None
    context: bool = False
    same_year: bool = False
    edge: str | None = None
    relation: str | None = None
    bare: bool = False
    last_year: int | None = None
    end: Found | None = None
    paragraph: int = 0
    sentence: int = -1
    topic: bool = False
    """Whether its sentence begins with it."""
