"""May this go out, what was compared with what, and what was not: the first things that a review says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.core.findings import Finding
from egovcheck.core.review import Evidence, Review
from egovcheck.core.text import safe
from egovcheck.report.phrases import number
from egovcheck.report.review.words import why_unchecked, word

UNCHECKED = ("why_no_source", "why_target", "why_indicator", "why_area", "why_period", "why_other")


@dataclass(frozen=True, slots=True)
class Answer:
    """``kind`` is ``no``, ``failed``, ``unread``, ``empty``, ``unknown``, ``partly``, ``beside`` or ``yes``."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What some figures were compared with: a name, whose it is, the editions, and how many figures."""

    label: str
    detail: str
    figures: int


def answer(review: Review) -> Answer:
    """Return whether the texts may go out, as far as the figures in them tell."""
    lang, counts = review.report.basis.lang, review.counts()
    figures = sum(counts.values())
    unsure = counts["no-source"] + counts["not-checkable"]
    cases = (
        ("no", counts["contradicted"]),
        ("failed", len(review.report.rule_errors)),
        ("unread", len(review.report.input_problems)),
        ("empty", int(not figures)),
        ("unknown", unsure if unsure == figures else 0),
        ("partly", unsure),
        ("beside", len(other_findings(review))),
        ("yes", figures),
    )
    kind, n = next((kind, n) for kind, n in cases if n)
    return Answer(kind, word(lang, kind, n, all=number(lang, figures)))


def compared_with(review: Review) -> list[Compared]:
    """Return what the figures were compared with, that with most figures first."""
    lang = review.report.basis.lang
    figures: Counter[tuple[str, str, str]] = Counter()
    editions: dict[tuple[str, str, str], set[str]] = {}
    alone = 0
    for figure in review.figures():
        keys = {_key(evidence) for evidence in figure.evidence if evidence.agrees is not None}
        figures.update(keys)
        for evidence in figure.evidence:
            if evidence.edition and evidence.agrees is not None:
                editions.setdefault(_key(evidence), set()).add(evidence.edition)
        alone += not keys and figure.verdict in {"supported", "contradicted"}
    found = []
    for key, count in figures.items():
        kind, source, publisher = key
        told = sorted(editions.get(key, ()))
        parts = [
            word(lang, "reference") if kind == "reference" else source,
            word(lang, "edition" if len(told) == 1 else "editions", list=", ".join(told)) if told else "",
        ]
        label = publisher or source
        found.append(Compared(label, ", ".join(part for part in parts if part and part != label), count))
    if alone:
        found.append(Compared(word(lang, "by_relation"), "", alone))
    return sorted(found, key=lambda one: (-one.figures, one.label))


def not_compared(review: Review) -> list[tuple[str, int]]:
    """Return why figures were not compared, and how many for each reason."""
    lang = review.report.basis.lang
    unsure = [one for one in review.figures() if one.verdict in {"no-source", "not-checkable"}]
    counts = Counter(why_unchecked(figure) for figure in unsure)
    return [(word(lang, key), counts[key]) for key in UNCHECKED if counts[key]]


def other_findings(review: Review) -> Sequence[Finding]:
    """Return the new errors and warnings that no contradicted figure shows."""
    shown = [figure for figure in review.figures() if figure.verdict == "contradicted"]
    named = {fingerprint for figure in shown for fingerprint in figure.findings}
    return [
        finding
        for finding in review.report.findings
        if finding.fingerprint not in named and finding.severity != "info" and finding.status == "new"
    ]


def strip(review: Review) -> list[tuple[str, int]]:
    """Return the counts of the verdicts by their names, all figures first under ``found``."""
    counts = review.counts()
    return [("found", sum(counts.values())), *((str(verdict), count) for verdict, count in counts.items())]


def _key(evidence: Evidence) -> tuple[str, str, str]:
    """What is counted as one: a source, and all tables of an authority together."""
    publisher = safe(evidence.publisher or "")
    source = "" if evidence.kind == "reference" and publisher else safe(evidence.source)
    return evidence.kind, source, publisher
