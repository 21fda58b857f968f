"""A text document into statements: the layers of this package in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from egovcheck.prose.attachment import Known, attach
from egovcheck.prose.claims import Claim, Stated, bounds, claims
from egovcheck.prose.figures import figures
from egovcheck.prose.origin import Origin, origin
from egovcheck.prose.statements import Statement, is_reported, statements
from egovcheck.prose.structure import structure
from egovcheck.prose.text import Text
from egovcheck.prose.times import times
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.periods import read_date
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
    where = origin(text, given=known)
    anchor = _day(where.published)
    timed = times(text, anchor)
    found = figures(text, [(time.first, time.last) for time in timed if time.kind not in NO_FIGURES])
    attached = attach(text, found, timed, catalogue, Known(anchor, where.publisher, where.place))
    for index in bounds(text, found, catalogue):
        # the bound of a level is nobody's figure: without an area it is held against the method (EG606) and no more
        attached[index].area = None
        attached[index].decided = [said for said in attached[index].decided if said.field != "area"]
    reported = [one for one in attached if is_reported(text, one)]
    rows = statements(text, reported, catalogue)
    stated = [
        Stated(one.figure, row.record, row.indicator, row.area, row.period, row.breakdown or "_T")
        for one, row in zip(reported, rows, strict=True)
    ]
    return Reading(
        document, text, where, tuple(rows), tuple(claims(text, stated, catalogue)), len(found) - len(reported)
    )


def _stated(document: TextDocument) -> dict[str, str]:
    """Return what the format's own metadata says."""
    said = {"published": document.published, "publisher": document.publisher}
    return {name: value for name, value in said.items() if value}


def _day(published: str | None) -> date | None:
    """Return the day of a document; of a month or year its last one, as nothing in it can be later."""
    if published is None:
        return None
    try:
        return read_date(published).end
    except ValueError:
        return None


Read = Callable[[TextDocument], Reading]
