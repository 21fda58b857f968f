"""Texts in, review out: one run of the rules over the texts and what they are compared with, seen from each figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO

from egovcheck.core.errors import InputError
from egovcheck.core.findings import Finding, Lang
from egovcheck.core.report import Report
from egovcheck.core.review import (
    Evidence,
    FigureVerdict,
    Reason,
    Review,
    ReviewedFigure,
    ReviewedText,
    figure_ids,
    selectors,
)
from egovcheck.core.text import safe
from egovcheck.engine.evidence import Found, evidence_for
from egovcheck.engine.findings import Words
from egovcheck.engine.running import plain
from egovcheck.prose.opening import may_be_text
from egovcheck.prose.statements import Statement
from egovcheck.prose.table import TextTable
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.submission import Submission
from egovcheck.rules import load_rules
from egovcheck.sources.find import find_documents
from egovcheck.sources.tables import Document
from egovcheck.validation import Settings, check_settings, judge_in

if TYPE_CHECKING:
    import duckdb

SAYS_NOTHING = ("EG0", "EG101", "EG102", "EG103", "EG104", "EG109", "EG110", "EG7", "EG9")
"""Rules about reading, names, repeats, provenance and the run: what they find contradicts no figure."""

AMONG_SOURCES = "EG501"
"""The rule that sources disagree; where nobody has a majority it names all of them."""

_MOST_CONSIDERED = 4


def review(
    texts: Sequence[str], against: Sequence[str], settings: Settings, *, stdin: BinaryIO | None = None
) -> Review:
    """Review texts; ``against`` are files and folders, tables or texts, that they are compared with besides.

    Raises:
        EgovcheckError: where nothing can be said at all: no text among the inputs, a wrong rule pack, …
    """
    check_settings(settings)
    catalogue = load_catalogue(settings.catalogue)
    book = load_rules(settings.rules).with_settings(settings.parameters, settings.configuration_place)
    with ExitStack() as stack:
        found = stack.enter_context(find_documents(texts, stdin=stdin, apart=catalogue.own_files))
        beside = []
        if against:
            given = find_documents(against, stdin=None, apart=catalogue.own_files, databases=settings.databases)
            beside = stack.enter_context(given)
        reviewed = [document for document in found if may_be_text(document)]
        if not reviewed:
            named = ", ".join(safe(document.label) for document in found[:5])
            raise InputError(f"there is no text among the inputs: {named}", hint="give tables with --against")
        known = {document.path for document in found}
        documents = [*found, *(document for document in beside if document.path not in known)]
        seen = _Seen({document.path for document in reviewed})
        [report] = judge_in((settings.lang,), documents, catalogue, book, settings, look=seen.look)
        return Review(report.tool, _Reviewer(catalogue, settings.lang, report, seen).texts(), report)


@dataclass
class _Seen:
    """What is taken from a run before its database is gone: the texts under review and the evidence for them."""

    paths: set[Any]
    submissions: list[Submission] = field(default_factory=list)
    found: dict[tuple[int, int], Found] = field(default_factory=dict)

    def look(self, connection: duckdb.DuckDBPyConnection, submissions: Sequence[Submission]) -> None:
        self.submissions = [one for one in submissions if one.document.path in self.paths]
        labels = {one.number: one.document.label for one in submissions}
        self.found = evidence_for(connection, [one.number for one in self.submissions], labels)


class _Reviewer:
    """Makes the texts of a review from what was seen and what was found."""

    def __init__(self, catalogue: Catalogue, lang: Lang, report: Report, seen: _Seen) -> None:
        self.words = Words(catalogue, lang)
        self.seen = seen
        self.named: dict[tuple[str, int], list[tuple[Finding, str]]] = {}
        for finding in report.findings:
            for path, record, role in _named_by(finding):
                self.named.setdefault((path, record), []).append((finding, role))

    def texts(self) -> tuple[ReviewedText, ...]:
        """Return the texts, their figures numbered through all of them."""
        numbers = count(1)
        texts = []
        for submission in self.seen.submissions:
            if isinstance(submission.table, TextTable):
                text = self._text(submission, submission.table)
                figures = tuple(replace(figure, number=next(numbers)) for figure in text.figures)
                texts.append(replace(text, figures=figures))
        return tuple(texts)

    def _text(self, submission: Submission, table: TextTable) -> ReviewedText:
        reading, document = table.reading, submission.document
        words = reading.document.text
        rows = sorted(reading.statements, key=lambda row: (row.start, row.end, row.record))
        found = [selectors(words, row.start, row.end) for row in rows]
        ids = figure_ids(table.source, found)
        return ReviewedText(
            path=document.label,
            source=table.source,
            publisher=reading.origin.publisher,
            published=reading.origin.published,
            title=reading.document.title or _first_heading(table),
            text=words,
            format=table.format,
            sha256=document.sha256,
            figures=tuple(
                replace(self._figure(row, words, submission.number, document), id=id_)
                for row, id_ in zip(rows, ids, strict=True)
            ),
        )

    def _figure(self, row: Statement, words: str, file: int, document: Document) -> ReviewedFigure:
        known = self.seen.found.get((file, row.record))
        named = self.named.get((document.label, row.record), [])
        stated = known.record if known else {}
        evidence = known.evidence if known else ()
        # what became of the statement as a record says more: an edition that was inferred, the interval
        fact = {name: stated.get(name) or getattr(row, name) for name in ("indicator", "area", "period", "base_period")}
        fact = {name: value if self._known(name, value) else None for name, value in fact.items()}
        breakdown = stated.get("breakdown") or row.breakdown
        return ReviewedFigure(
            id="",
            number=0,
            start=row.start,
            end=row.end,
            quote=row.quote,
            printed=row.printed,
            verdict=_verdict(fact, stated, evidence, named),
            selector=selectors(words, row.start, row.end),
            **fact,
            indicator_name=self._name(fact["indicator"]),
            area_name=self.words.area(fact["area"]) if fact["area"] else None,
            breakdown=breakdown,
            breakdown_name=self.words.area(breakdown) if breakdown not in {None, "_T"} else None,
            measure=row.measure,
            value=plain(stated.get("value")) or row.value,
            denominator=plain(stated.get("denominator")) or row.denominator,
            unit=stated.get("unit") or row.unit,
            qualifier=stated.get("qualifier") or row.qualifier,
            status=stated.get("status") or row.status,
            low=plain(stated.get("low")),
            high=plain(stated.get("high")),
            high_open=bool(stated.get("high_open")),
            plausible=plain(stated.get("plausible")),
            speaker=row.speaker,
            why=tuple(self._reasons(row, words, stated)),
            considered=tuple(self._considered(row)),
            evidence=evidence,
            findings=tuple(dict.fromkeys(finding.fingerprint for finding, _ in named)),
            arithmetic=tuple(self._arithmetic(known)) if known else (),
        )

    def _known(self, field: str, value: str | None) -> bool:
        """Whether the catalogue has the indicator or area; of other fields nobody asks it."""
        known = self.words.catalogue
        codes = {"indicator": (known.indicators,), "area": (known.areas, known.groups)}.get(field)
        return codes is None or any(value in table for table in codes)

    def _name(self, code: str | None) -> str | None:
        return self.words.indicator(code) if code else None

    def _reasons(self, row: Statement, words: str, stated: Mapping[str, Any]) -> Iterator[Reason]:
        for one in row.reasons:
            said = words[one.start : one.end] if one.start is not None else self._whole()
            name = "speaker" if one.field == "authority" else one.field
            yield Reason(name, one.value, said, one.start, one.end)
        if stated.get("inferred"):
            why = {"en": "the edition that was current when this appeared", "vi": "kỳ mới nhất khi văn bản ra đời"}
            yield Reason("period", str(stated["period"]), why[self.words.lang])

    def _whole(self) -> str:
        return {"en": "the text as a whole", "vi": "toàn văn bản"}[self.words.lang]

    def _considered(self, row: Statement) -> Iterator[str]:
        for code in [code for code in row.considered if code != row.indicator][:_MOST_CONSIDERED]:
            yield f"{self.words.indicator(code)} ({code})"

    def _arithmetic(self, known: Found) -> Iterator[str]:
        value = plain(known.record["value"])
        for before, base, after, period, gained in known.changes:
            first, second = (f"{before} ({base})", f"{after} ({period})")
            change = next((one.value for one in known.evidence if one.edition == period), value)
            yield f"{first} − {second} = {change}" if gained else f"{second} − {first} = {change}"
        if known.ahead is not None:
            group = self.words.area(known.record["breakdown"])
            en = f"the authority ranks {known.ahead} of the members of {group} before it"
            vi = f"theo cơ quan công bố, {known.ahead} thành viên của {group} xếp trước"
            yield {"en": en, "vi": vi}[self.words.lang]


def _first_heading(table: TextTable) -> str | None:
    """The title of a text whose format has none: its first line, where that was read as a heading."""
    text = table.reading.text
    first = next((one for one in text.paragraphs if one.role != "aside"), None)
    if first is None or first.role != "heading":
        return None
    return text.slice(first.first, first.last)


def _named_by(finding: Finding) -> Iterator[tuple[str, int, str]]:
    """Yield path, record and role of each record that a finding is about.

    Infos that name many figures at once say nothing about any of them, and whatever a finding names besides those that
    it accuses and those that it finds agreeing is not what it is about.
    """
    about = [one for one in finding.records if one.role in {"primary", "agreeing"} and one.place.record is not None]
    if finding.severity == "info" and Counter(one.role for one in about)["primary"] > 1:
        return
    for one in about:
        if one.path is not None and one.place.record is not None:
            yield one.path, one.place.record, one.role


def _verdict(
    fact: Mapping[str, str | None],
    stated: Mapping[str, Any],
    evidence: Sequence[Evidence],
    named: Sequence[tuple[Finding, str]],
) -> FigureVerdict:
    """Return what findings and evidence mean for a figure."""
    says = {one.agrees for one in evidence}
    backed = any(one.agrees and one.kind == "reference" for one in evidence)
    accusing = [finding for finding, role in named if role == "primary" and _contradicts(finding)]
    if any(finding.code != AMONG_SOURCES or not backed for finding in accusing):
        return "contradicted"
    # the others are the ones to be asked where the authority, or most of the sources, say the same as the text
    if True in says and (backed or False not in says or any(role == "agreeing" for _, role in named)):
        return "supported"
    if False in says:
        return "contradicted"
    if not stated or stated.get("target") or any(fact[name] is None for name in ("indicator", "area", "period")):
        return "not-checkable"
    return "no-source"


def _contradicts(finding: Finding) -> bool:
    return finding.severity != "info" and finding.status == "new" and not finding.code.startswith(SAYS_NOTHING)
