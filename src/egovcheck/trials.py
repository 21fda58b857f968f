"""Rules on trial: tables with planted faults, and which rules find the very same things.

Two rules that name the same records in every example and in every planted table say one thing twice. To see that
without running every rule over every example, rules are first told apart by the planted tables, which all of them
judge; only those that are alike there are run over each other's examples.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from egovcheck.core.errors import InputError
from egovcheck.core.report import Report
from egovcheck.examples import SIDE_BY_SIDE, TODAY, judge_example
from egovcheck.records.catalogue import Catalogue
from egovcheck.rules import Example, Rule, RuleBook
from egovcheck.sources.tables import Document
from egovcheck.validation import Settings, judge

Named = frozenset[tuple[str, str | None, int | None]]
"""The records that a finding names, each by source, file and line."""

Case = Callable[[Sequence[str]], Report | None]
"""Judges one example or planted table by the rules of the given codes; None where there is nothing to judge in it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What tables with planted faults showed.

    ``fired`` are the codes of the rules that found something in the tables, ``errors`` says which raised and with what
    words; ``alike`` are groups of two or more rules that found the very same records in the tables and all examples.
    """

    tables: int
    fired: frozenset[str]
    errors: Mapping[str, str]
    alike: tuple[tuple[Rule, ...], ...]


def try_rules(
    book: RuleBook, rules: Sequence[Rule], catalogue: Catalogue, planted: Iterable[Mapping[str, str]]
) -> Trial:
    """Judge tables with planted faults by all rules of the book, and tell the given rules apart from all of them.

    Args:
        book: the shipped rules and those of packs.
        rules: the rules on trial.
        catalogue: what is known.
        planted: submissions, each with the text of its CSV files by name.
    """
    codes = [rule.code for rule in book if rule.meta.by != "run"]
    on_trial = {rule.code for rule in rules}
    errors: dict[str, str] = {}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:

        def found(cases: Sequence[Case], by: Sequence[str]) -> list[dict[str, frozenset[Named]]]:
            reports = [report for report in pool.map(lambda case: case(by), cases) if report]
            errors.update({error.code: error.message for report in reports for error in report.rule_errors})
            return [_named(report, by) for report in reports]

        in_tables = found([partial(_judge_table, book, catalogue, files) for files in planted], codes)
        alike = _still_alike([codes], in_tables, on_trial)
        answers = list(in_tables)
        # one failing example mostly tells a rule on trial from the others; who is then still alike must be so in all
        for most in (1, None):
            together = [code for group in alike for code in group]
            owners = on_trial.intersection(together) if most else on_trial.union(together) if together else ()
            shown = [(rule, example) for rule in book if rule.code in owners for example in _failing_first(rule)[:most]]
            answers += found([partial(_judge_example, book, catalogue, *one) for one in shown], together)
            fired = {code for answer in answers for code in answer}
            alike = [group for group in _still_alike(alike, answers, on_trial) if fired.issuperset(group)]
    return Trial(
        tables=len(in_tables),
        fired=frozenset(code for answer in in_tables for code in answer),
        errors=dict(sorted(errors.items())),
        alike=tuple(tuple(book.rules[code] for code in group) for group in alike),
    )


def _judge_table(book: RuleBook, catalogue: Catalogue, files: Mapping[str, str], codes: Sequence[str]) -> Report:
    with _written(files) as documents:
        return judge(documents, catalogue, book, Settings(select=tuple(codes), today=TODAY, explain=False))


def _judge_example(
    book: RuleBook, catalogue: Catalogue, rule: Rule, example: Example, codes: Sequence[str]
) -> Report | None:
    try:
        return judge_example(book, rule, example, catalogue, select=codes, explain=False)[0]
    except InputError:
        return None


@contextmanager
def _written(files: Mapping[str, str]) -> Iterator[list[Document]]:
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        documents = []
        for name, text in sorted(files.items()):
            data = text.encode()
            path = Path(folder) / name
            path.write_bytes(data)
            documents.append(Document(name, path, hashlib.sha256(data).hexdigest(), len(data)))
        yield documents


def _named(report: Report, codes: Sequence[str]) -> dict[str, frozenset[Named]]:
    """Return the records that the findings of each of the rules name; rules without findings are left out."""
    found: dict[str, set[Named]] = {}
    for finding in report.findings:
        if finding.code in codes:
            records = frozenset((record.source, record.path, record.place.line) for record in finding.records)
            found.setdefault(finding.code, set()).add(records)
    return {code: frozenset(records) for code, records in found.items()}


def _still_alike(
    groups: Iterable[Sequence[str]], answers: Sequence[Mapping[str, frozenset[Named]]], on_trial: set[str]
) -> list[list[str]]:
    """Split groups of rules by their answers; kept are groups of two or more with one on trial among them."""
    kept = []
    for group in groups:
        split: dict[tuple[frozenset[Named] | None, ...], list[str]] = {}
        for code in group:
            split.setdefault(tuple(answer.get(code) for answer in answers), []).append(code)
        kept += [part for part in split.values() if len(part) > 1 and not on_trial.isdisjoint(part)]
    return kept


def _failing_first(rule: Rule) -> list[Example]:
    return sorted(rule.examples, key=lambda example: example.shows != "fails")
