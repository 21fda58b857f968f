"""A text document into statements: the layers of this package in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from egovcheck.prose.attachment import Attached, Known, attach
from egovcheck.prose.claims import Claim, Stated, bounds, claims
from egovcheck.prose.figures import figures
from egovcheck.prose.origin import Origin, day_of, origin
from egovcheck.prose.statements import Statement, is_reported, statements
from egovcheck.prose.structure import structure
from egovcheck.prose.text import Text
from egovcheck.prose.times import scan, times
from egovcheck.records.catalogue import Catalogue
from egovcheck.sources.texts import TextDocument

NO_FIGURES = frozenset({"span"})
"""Times whose digits may be a figure all the same: "3-5 ngày", "hơn 8 tháng"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text: where it comes from, its statements in order, and what it claims of them.

    ``skipped`` counts figures that are no statement of anything (three pillars, 2 meetings).
    """

    document: TextDocument
    text: Text
    origin: Origin
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    skipped: int


def read_text(document: TextDocument, catalogue: Catalogue, given: Mapping[str, str]) -> Reading:
    """Read a text; ``given`` is what is known of it from outside: published, publisher, place."""
    text = structure(document.text, document.headings)
    known = {**_stated(document), **{name: value for name, value in given.items() if value}}
    scanned = scan(text)
    where = origin(text, given=known, found=scanned)
    anchor = day_of(where.published)
    timed = times(text, anchor, scanned)
    found = figures(text, [(time.first, time.last) for time in timed if time.kind not in NO_FIGURES])
    attached = attach(text, found, timed, catalogue, Known(anchor, where.publisher, where.place, where.published_from))
    _free_bounds(text, attached, catalogue)
    reported = [one for one in attached if is_reported(text, one)]
    rows = statements(text, reported, catalogue)
    stated = [
        Stated(one.figure, row.record, row.indicator, row.area, row.period, row.breakdown or "_T")
        for one, row in zip(reported, rows, strict=True)
    ]
    return Reading(
        document, text, where, tuple(rows), tuple(claims(text, stated, catalogue)), len(found) - len(reported)
    )


def _free_bounds(text: Text, attached: Sequence[Attached], catalogue: Catalogue) -> None:
    """Take the area from the bounds of levels: nobody's figures, they are held against the method (EG606) alone."""
    known = [Stated(one.figure, index, one.indicator, one.area, one.period) for index, one in enumerate(attached)]
    for index, score in bounds(text, known, catalogue).items():
        one = attached[index]
        one.indicator, one.area, one.breakdown = score or one.indicator, None, None
        one.decided = [said for said in one.decided if said.field not in {"area", "breakdown"}]


def _stated(document: TextDocument) -> dict[str, str]:
    """Return what the format's own metadata says."""
    said = {"published": document.published, "publisher": document.publisher}
    return {name: value for name, value in said.items() if value}
