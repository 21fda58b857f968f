"""The examples of rules, run through the same call as any submission."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from egovcheck.core.errors import InputError, PackError
from egovcheck.core.findings import Lang
from egovcheck.core.report import Report
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.expectations import in_one_word
from egovcheck.records.registers import SourceFacts
from egovcheck.rules import Example, Rule, RuleBook
from egovcheck.sources.tables import Document
from egovcheck.validation import Look, Settings, judge_in

TODAY = date(2026, 11, 1)
"""The day on which examples are judged, so that they never change with the calendar."""

SIDE_BY_SIDE = min(os.cpu_count() or 1, 4)
"""So many examples are judged at once: half of the time is the database's, which lets the others go on."""

_PROBLEMS: dict[str, dict[Lang, str]] = {
    "blank": {
        "en": "the message has {blank}, which no column of the SELECT fills",
        "vi": "thông báo có {blank} mà không cột nào của câu SELECT điền vào",
    },
    "silent": {"en": "nothing is found", "vi": "không phát hiện gì"},
    "found": {"en": "this is found: {message}", "vi": "có phát hiện: {message}"},
    "decided": {"en": "nothing is undecided", "vi": "không có gì bị bỏ ngỏ"},
    "idle": {
        "en": "nothing is judged, so it passes without meaning anything",
        "vi": "không có gì được xét nên đạt cũng vô nghĩa",
    },
}

_BLANK = re.compile(r"\{[A-Za-z_]\w*\}")
"""A name in a message that nothing was filled in for."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What an example showed.

    ``reports`` has one report for each language that was asked for; none where the example cannot be read. ``problem``
    says in what it differs from what it should show, or is None; ``raised`` tells that this is because the rule failed.
    """

    rule: Rule
    example: Example
    reports: tuple[Report, ...]
    problem: str | None
    raised: bool = False

    @property
    def report(self) -> Report:
        """Return the report in the first of the languages."""
        return self.reports[0]

    @property
    def place(self) -> str:
        """Return the file of the rule and the line at which the example begins."""
        return f"{self.rule.label}:{self.example.line}"


def run_examples(
    book: RuleBook, rules: Sequence[Rule], catalogue: Catalogue | None = None, langs: Sequence[Lang] = ("en",)
) -> Iterator[ExampleResult]:
    """Run every example of the given rules, each as one file of a submission; results come in the order of the rules.

    Raises:
        PackError: for a rule whose SQL is refused, or an example that cannot be written as it says.
    """
    catalogue = catalogue or load_catalogue()

    def run(shown: tuple[Rule, Example]) -> ExampleResult:
        rule, example = shown
        try:
            reports = judge_example(book, rule, example, catalogue, select=(rule.code,), langs=langs)
        except InputError as error:
            return ExampleResult(rule, example, (), error.message)
        raised = bool(reports[0].rule_errors)
        return ExampleResult(rule, example, tuple(reports), _problem(rule, example, reports[0]), raised)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        try:
            yield from pool.map(run, [(rule, example) for rule in rules for example in rule.examples])
        finally:
            pool.shutdown(cancel_futures=True)


def judge_example(
    book: RuleBook,
    rule: Rule,
    example: Example,
    catalogue: Catalogue,
    *,
    select: Sequence[str],
    langs: Sequence[Lang] = ("en",),
    explain: bool = True,
    look: Look | None = None,
) -> list[Report]:
    """Judge one example of a rule by the rules of ``select``; returns a report in each of the languages.

    ``look`` is shown the database of the run before it is gone.
    """
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        name = example.file_name
        documents = [_document(Path(folder), name, _written(rule, example))]
        before = [] if example.previous is None else [example.previous.encode()]
        previous = [_document(Path(folder), f"previous/{name}", data) for data in before]
        locale = example.options.get("locale")
        wanted = example.options.get("expect")
        expect = (in_one_word(wanted, f"{rule.label}:{example.line - 1}"),) if wanted else ()
        published = example.options.get("published")
        sources = (SourceFacts(source=Path(name).stem, published=published, place="example"),) if published else ()
        settings = Settings(
            select=tuple(select), today=TODAY, locale=locale, expect=expect, explain=explain, sources=sources
        )
        return judge_in(langs, documents, catalogue, book, settings, previous, look)


def _document(folder: Path, label: str, data: bytes) -> Document:
    path = folder / label
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return Document(label, path, hashlib.sha256(data).hexdigest(), len(data))


def _written(rule: Rule, example: Example) -> bytes:
    """Return the bytes of the example's file."""
    text = unicodedata.normalize("NFD", example.text) if example.options.get("normal") == "NFD" else example.text
    if example.file_name.endswith(".xlsx"):
        from egovcheck.sources.sheets.writing import as_workbook  # noqa: PLC0415 - few examples are workbooks

        return as_workbook(text)
    encoding = example.options.get("encoding", "utf-8")
    try:
        return (_tones_apart(text) if encoding == "cp1258" else text).encode(encoding)
    except (LookupError, UnicodeError):
        place = f"{rule.label}:{example.line - 1}"
        raise PackError(f"the example cannot be written as '{encoding}'", place=place) from None


def _tones_apart(text: str) -> str:
    """Return ``text`` as Windows-1258 writes it: a letter with its hat, breve or horn, and its tone mark behind it."""
    return "".join(
        unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        + "".join(part for part in parts if part in _TONES)
        for parts in (unicodedata.normalize("NFD", letter) for letter in text)
    )


def _problem(rule: Rule, example: Example, report: Report) -> str | None:
    """Say in what a report differs from what its example should show, in the language of the report."""
    if report.rule_errors:
        return report.rule_errors[0].message
    found = [finding for finding in report.findings if finding.code == rule.code]
    result = next(result for result in report.rules if result.code == rule.code)
    lang = report.basis.lang
    for text in (text for finding in found for text in (finding.message, *finding.evidence)):
        if blank := _BLANK.search(text):
            return _PROBLEMS["blank"][lang].format(blank=blank[0])
    if example.shows == "fails":
        return None if found else _PROBLEMS["silent"][lang]
    if found:
        return _PROBLEMS["found"][lang].format(message=found[0].message)
    if example.shows == "undecided":
        return None if result.undecided else _PROBLEMS["decided"][lang]
    return None if result.evaluated else _PROBLEMS["idle"][lang]
