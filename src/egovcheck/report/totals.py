"""The counts of a report in words: the summary line that ends every report for people."""

from __future__ import annotations

from egovcheck.core.report import Report
from egovcheck.report.glyphs import glyphs
from egovcheck.report.phrases import say
from egovcheck.report.writers import Style


def undecided(report: Report) -> int:
    """Return how many checks hung on something that is missing."""
    return sum(rule.undecided for rule in report.rules)


def compared(report: Report) -> bool:
    """Return whether any rule judged anything at all."""
    return any(rule.evaluated for rule in report.rules)


def new_findings(report: Report) -> int:
    """Return how many new findings the report counts, including those that it does not list."""
    return report.summary.errors + report.summary.warnings + report.summary.infos


def summary_line(report: Report, style: Style) -> str:
    """Return the counts in one line."""
    return glyphs(style).dot.join(summary_parts(report))


def summary_parts(report: Report) -> list[str]:
    """Return the counts in words. That nothing was compared, failed or could be decided is part of them."""
    lang, counts = report.basis.lang, report.summary
    kinds = (("errors", counts.errors), ("warnings", counts.warnings), ("infos", counts.infos))
    named = ", ".join(say(lang, kind, n) for kind, n in kinds if n)
    parts = [
        say(lang, "findings", new_findings(report)) + (f" ({named})" if named else ""),
        say(lang, "waived", counts.waived),
        say(lang, "baselined", counts.baselined),
        _rules(report),
    ]
    if waiting := undecided(report):
        parts.append(say(lang, "undecided", waiting))
    if report.rule_errors:
        parts.append(say(lang, "rules_failed", len(report.rule_errors)))
    return parts


def _rules(report: Report) -> str:
    lang, counts = report.basis.lang, report.summary
    parts = [] if compared(report) else [say(lang, "nothing_compared")]
    if not parts or not counts.rules_evaluated:  # rules that left everything undecided have compared nothing
        parts.append(say(lang, "rules_evaluated", counts.rules_evaluated))
    if counts.rules_not_evaluated:
        parts.append(say(lang, "rules_idle", counts.rules_not_evaluated))
    return ", ".join(parts)
