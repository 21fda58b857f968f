"""May this go out, what was compared with what, and what was not: the first things that the page says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from egovcheck.core.report import Report, RuleResult
from egovcheck.report.findings.words import kind_word, word
from egovcheck.report.totals import compared, undecided


@dataclass(frozen=True, slots=True)
class Answer:
    """``kind`` is ``no``, ``failed``, ``unread``, ``empty``, ``unknown``, ``warned``, ``elsewhere``, ``partly`` or
    ``yes``."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One kind of comparison: what with what, how many checks were decided, how many of them against the figures."""

    what: str
    checks: int
    disagree: int


def answer(report: Report) -> Answer:
    """Return whether what was checked may go out, as far as the rules tell; nothing compared is never a yes."""
    counts = report.summary
    judged = compared(report)
    cases = (
        ("no", counts.errors),
        ("failed", len(report.rule_errors)),
        ("unread", len(report.input_problems)),
        ("empty", int(not judged and not counts.records)),
        ("unknown", int(not judged)),
        ("warned", counts.warnings),
        ("elsewhere", report.since.elsewhere if report.since else 0),
        ("partly", undecided(report)),
    )
    kind, n = next(((kind, n) for kind, n in cases if n), ("yes", counts.records))
    return Answer(kind, word(report.basis.lang, kind, n))


def comparisons(report: Report) -> list[Compared]:
    """Return what was compared with what, in the order of the rules."""
    checks: Counter[str] = Counter()
    disagree: Counter[str] = Counter()
    for rule in report.rules:
        if rule.evaluated:
            kind = kind_word(report.basis.lang, rule.code)
            checks[kind] += rule.evaluated
            disagree[kind] += rule.invalid
    return [Compared(kind, count, disagree[kind]) for kind, count in checks.items()]


def waiting(report: Report) -> list[RuleResult]:
    """Return the rules that could not decide something, those with most such checks first."""
    return sorted((rule for rule in report.rules if rule.undecided), key=lambda rule: (-rule.undecided, rule.code))


def idle(report: Report) -> list[tuple[str, list[RuleResult]]]:
    """Return the rules that had nothing to judge by their reason, that with most rules first."""
    reasons: dict[str, list[RuleResult]] = {}
    for rule in report.rules:
        if rule.reason is not None:
            reasons.setdefault(rule.reason, []).append(rule)
    return sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
