"""What reading noticed, as findings of the rules that are decided while reading (EG0, EG101, EG102)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args, get_origin

from egovcheck.core.findings import Finding, Lang, NamedRecord, Severity
from egovcheck.core.fingerprints import fingerprint
from egovcheck.core.report import RuleResult
from egovcheck.core.text import safe
from egovcheck.engine.findings import Words
from egovcheck.engine.reasons import NOTHING_TO_READ, reason
from egovcheck.records.model import IndicatorRecord
from egovcheck.records.submission import Notice, Submission
from egovcheck.rules import Rule, RuleBook
from egovcheck.rules.results import rule_result

PER_FILE = frozenset({"EG002", "EG003", "EG005", "EG006"})
"""Rules that judge a file as a whole; the others judge each of its rows."""


def notice_findings(submissions: Sequence[Submission], rules: Mapping[str, Rule], words: Words) -> list[Finding]:
    """Return the findings of the reading rules that are selected."""
    return [
        _finding(notice, submission, rules[notice.code], words)
        for submission in submissions
        for notice in submission.notices
        if notice.code in rules
    ]


def reading_results(rules: Iterable[Rule], submissions: Sequence[Submission], words: Words) -> list[RuleResult]:
    """Count what the reading rules judged: files or rows, and how many of them were found wrong."""
    results = []
    for rule in rules:
        if rule.meta.by not in {"reading", "record"}:
            continue
        notices = [n for s in submissions for n in s.notices if n.code == rule.code]
        if rule.code in PER_FILE:
            # a workbook is one file, however many tables it has
            paths = {s.number: s.document.label for s in submissions}
            judged, wrong = len(set(paths.values())), len({paths[n.file] for n in notices})
        else:
            judged = sum(s.statements for s in submissions)
            wrong = len({(n.file, n.record, n.line, n.cell) for n in notices})
        reason_ = None if judged else NOTHING_TO_READ[words.lang]
        results.append(rule_result(rule, words.lang, evaluated=max(judged, wrong), invalid=wrong, reason=reason_))
    return results


def never_applied(
    select: Sequence[str], results: Sequence[RuleResult], book: RuleBook, lang: Lang
) -> tuple[list[Finding], RuleResult]:
    """Return the findings of EG904: rules named in full in ``--select`` that had nothing to judge."""
    rule = book.rules["EG904"]
    named = book.named(select)
    judged = [result for result in results if result.code in named]
    findings = []
    for result in judged:
        if result.reason is None:
            continue
        subject = {"rule": result.code}
        message = getattr(rule.meta.message, lang).format(code=result.code, name=result.name, reason=result.reason)
        mark = fingerprint(rule.code, subject, [])
        findings.append(Finding(mark, rule.code, rule.name, rule.meta.severity, message, subject, ()))
    nothing = {"en": "no rule was named in full", "vi": "không quy tắc nào được nêu đích danh"}[lang]
    counts = rule_result(rule, lang, evaluated=len(judged), invalid=len(findings), reason=None if judged else nothing)
    return findings, counts


def _allowed(field: str) -> str:
    """Return the words that an enumerated field may hold, or nothing for any other field."""
    known = IndicatorRecord.model_fields.get(field)
    annotations = (known.annotation, *get_args(known.annotation)) if known else ()
    return ", ".join(choice for part in annotations if get_origin(part) is Literal for choice in get_args(part))


def _finding(notice: Notice, submission: Submission, rule: Rule, words: Words) -> Finding:
    path = submission.document.label
    said = {name: safe(value) for name, value in notice.fields.items()}
    shown = {"printed": notice.printed, "allowed": _allowed(notice.field), **notice.fields}
    why = shown.get("reason") or ""
    if why == "not-allowed" and shown["allowed"]:
        why = "not-one-of"
    fields = {
        "printed": safe(notice.printed or ""),
        "field": safe(notice.field),
        "standard": "UTF-8",
        "file": safe(path),
        **said,
        "reason": reason(why, shown, words.lang),
        "kind": reason(notice.fields.get("kind", ""), shown, words.lang),
        "encoding": reason(notice.fields.get("encoding", ""), shown, words.lang),
    }
    nearest = notice.fields.get("nearest")
    fields["hint"] = reason("did-you-mean", {"nearest": nearest}, words.lang) if nearest else ""
    record = NamedRecord(
        role="primary",
        source=notice.source,
        path=path,
        place=submission.place(notice.line, notice.record, notice.column),
        field=notice.field,
        printed=notice.printed,
        row=notice.row,
        row_mark=notice.row_mark,
    )
    subject = {"source": notice.source}
    severity: Severity = notice.severity or rule.meta.severity  # type: ignore[assignment] # written in records.submission
    return Finding(
        fingerprint=fingerprint(rule.code, {**subject, **notice.fields, "row": "\x1f".join(notice.row)}, [record]),
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=words.fill(rule.meta.message, fields).strip(),
        subject=subject,
        records=(record,),
        actual=notice.printed,
    )
