"""The review of texts: every figure that was read in them, what it was compared with, and what that means.

A frozen value, as the report is, from which the page, the terminal view and the JSON form are made. Within a major
``schema_version`` keys are only added; ``schemas/review.schema.json`` describes the JSON form.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from egovcheck.core.findings import Finding
from egovcheck.core.report import Report, Tool
from egovcheck.core.text import escaped_json

SCHEMA_VERSION = "1.0"

FigureVerdict = Literal["supported", "contradicted", "no-source", "not-checkable"]
VERDICTS: tuple[FigureVerdict, ...] = ("supported", "contradicted", "no-source", "not-checkable")
"""``supported``: another statement of the same fact agrees. ``contradicted``: a finding accuses it, or another
statement disagrees. ``no-source``: it is known what it is, but nobody else states it. ``not-checkable``: it is not
known what it is, or it is about what has not happened yet."""

_BREAK = re.compile(r"[\r\n]")

CONTEXT = 32
"""So many characters before and after a figure tell it from others like it."""


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """A W3C TextQuoteSelector: the exact characters with some of those around them."""

    exact: str
    prefix: str
    suffix: str
    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"


@dataclass(frozen=True, slots=True)
class PositionSelector:
    """A W3C TextPositionSelector: characters from 0, the last one excluded."""

    start: int
    end: int
    type: Literal["TextPositionSelector"] = "TextPositionSelector"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field of a figure was read as it was: ``words`` of the text, which stand at ``start`` to ``end``.

    Without a place the words are not those of the text but of its metadata, or an explanation.
    """

    field: str
    value: str
    words: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One other statement of the same fact: the authority's (``reference``) or that of another source.

    ``edition`` is that of a survey, ``released`` the day on which it came out. ``low`` and ``high`` bound the true
    value that the printed figure allows, ``high_open`` excludes the upper one. ``agrees`` is None where the two cannot
    be compared: the same fact as planned and as it is, for example.
    """

    kind: Literal["reference", "source"]
    source: str
    publisher: str | None = None
    edition: str | None = None
    released: str | None = None
    published: str | None = None
    printed: str | None = None
    value: str | None = None
    low: str | None = None
    high: str | None = None
    high_open: bool = False
    path: str | None = None
    line: int | None = None
    quote: str | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class ReviewedFigure:
    """One figure of a text. ``number`` counts from 1 through all texts; ``id`` stays the same across runs.

    ``start`` and ``end`` are characters of the text, ``quote`` is what stands there, ``printed`` the figure with its
    qualifier. ``speaker`` is who says it, where that is not the text itself. ``findings`` are fingerprints of findings
    of the report that name this figure, ``arithmetic`` sentences that show a calculation.
    """

    id: str
    number: int
    start: int
    end: int
    quote: str
    printed: str
    verdict: FigureVerdict
    selector: tuple[QuoteSelector, PositionSelector]
    indicator: str | None = None
    indicator_name: str | None = None
    area: str | None = None
    area_name: str | None = None
    period: str | None = None
    breakdown: str | None = None
    breakdown_name: str | None = None
    measure: str = "level"
    base_period: str | None = None
    value: str | None = None
    denominator: str | None = None
    unit: str | None = None
    qualifier: str = "exact"
    status: str = "actual"
    low: str | None = None
    high: str | None = None
    high_open: bool = False
    plausible: str | None = None
    speaker: str | None = None
    why: tuple[Reason, ...] = ()
    considered: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[str, ...] = ()
    arithmetic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """One text with its figures, in the order in which they stand in it.

    ``text`` is as it was read: for documents of other formats the text that was taken out of them.
    """

    path: str
    source: str
    publisher: str | None
    published: str | None
    title: str | None
    text: str
    format: str
    sha256: str
    figures: tuple[ReviewedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Texts with their figures judged, and the report of the run that judged them."""

    tool: Tool
    texts: tuple[ReviewedText, ...]
    report: Report
    schema_version: str = SCHEMA_VERSION

    def figures(self) -> list[ReviewedFigure]:
        """Return the figures of all texts, in order."""
        return [figure for text in self.texts for figure in text.figures]

    def counts(self) -> dict[FigureVerdict, int]:
        """Return how many figures have each verdict."""
        found = Counter(figure.verdict for figure in self.figures())
        return {verdict: found[verdict] for verdict in VERDICTS}

    def findings_of(self, figure: ReviewedFigure) -> list[Finding]:
        """Return the findings that name a figure, worst first as in the report."""
        named = set(figure.findings)
        return [finding for finding in self.report.findings if finding.fingerprint in named] if named else []

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form as plain dictionaries and lists."""
        texts: list[dict[str, Any]] = json.loads(json.dumps([asdict(text) for text in self.texts]))
        return {
            "schema_version": self.schema_version,
            "tool": asdict(self.tool),
            "texts": texts,
            "report": self.report.to_dict(),
        }

    def to_json(self) -> str:
        """Return the JSON form: UTF-8 text, two blanks of indent, a line feed at the end."""
        return escaped_json(json.dumps(self.to_dict(), ensure_ascii=False, indent=2)) + "\n"


def selectors(text: str, start: int, end: int) -> tuple[QuoteSelector, PositionSelector]:
    """Return what finds characters ``start`` to ``end`` of a text again: by themselves, and by their position."""
    quote = QuoteSelector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    return quote, PositionSelector(start, end)


def figure_ids(source: str, found: Iterable[Sequence[QuoteSelector | PositionSelector]]) -> list[str]:
    """Return an id for each figure of a source, from what stands in and around it and never from where that is.

    Only what is on the same lines counts, so a paragraph that is added elsewhere changes none; of several figures that
    look alike each has its own id.
    """
    seen: Counter[str] = Counter()
    ids = []
    for selector in found:
        quotes = [one for one in selector if isinstance(one, QuoteSelector)]
        around = ((_BREAK.split(one.prefix)[-1], one.exact, _BREAK.split(one.suffix)[0]) for one in quotes)
        said = "\x1e".join((source, *(part for parts in around for part in parts)))
        seen[said] += 1
        told = f"{said}\x1e{seen[said]}".encode("utf-8", "surrogatepass")
        ids.append(f"f-{hashlib.sha256(told).hexdigest()[:12]}")
    return ids
