"""A document's own day, publisher and place: from its header, its dateline or its dated opening.

What is known from outside comes first. A date that is only told of (of a decree, of an event to come) is never the
document's; where two readings are as good, there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from egovcheck.prose.origin.day import DayReader
from egovcheck.prose.origin.lines import Lines, Span
from egovcheck.prose.origin.publisher import PublisherReader
from egovcheck.prose.text import Text
from egovcheck.prose.times.found import Found


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from; every ``…_from`` are the characters that say it, None where known from outside.

    ``published`` is an ISO day, or a month or year where no more is known.
    """

    published: str | None = None
    published_from: Span | None = None
    publisher: str | None = None
    publisher_from: Span | None = None
    place: str | None = None
    place_from: Span | None = None


def origin(text: Text, *, given: Mapping[str, str], found: Sequence[Found] | None = None) -> Origin:
    """Return where a text comes from; ``given`` may hold ``published``, ``publisher`` and ``place``, which win.

    ``found`` is what ``times.scan`` returned of the text, where the times are wanted too.
    """
    lines = Lines(text, found)
    publishing = PublisherReader(lines)
    published, published_from = _known(given, "published") or DayReader(lines).published() or (None, None)
    publisher, publisher_from = _known(given, "publisher") or publishing.publisher() or (None, None)
    place, place_from = _known(given, "place") or publishing.place(publisher_from) or (None, None)
    return Origin(published, published_from, publisher, publisher_from, place, place_from)


def _known(given: Mapping[str, str], key: str) -> tuple[str, None] | None:
    value = given.get(key)
    return (value, None) if value else None


def day_of(published: str | None) -> date | None:
    """Return the day that times of a document are counted from, or None where no full day is known."""
    return date.fromisoformat(published) if published and len(published) == 10 else None
