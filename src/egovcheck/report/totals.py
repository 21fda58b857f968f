"""The counts of a report in words: the summary line that ends every report for people."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from egovcheck.core.findings import Lang
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.glyphs import glyphs
from egovcheck.report.phrases import number, say
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
    if report.since:
        elsewhere = number(lang, report.since.elsewhere)
        parts.append(
            say(lang, "since", report.since.changed, revision=safe(report.since.revision), elsewhere=elsewhere)
        )
    if report.rule_errors:
        parts.append(say(lang, "rules_failed", len(report.rule_errors)))
    return parts


def revision_line(report: Report) -> str | None:
    """Return in one line what became of the previous version, or None where the run was given none."""
    if report.revision is None:
        return None
    lang, records, findings = report.basis.lang, report.revision.records, report.revision.findings
    revised = records.changed + records.added + records.removed
    counts = {"all": revised + records.unchanged, "changed": records.changed, "added": records.added}
    said = {name: number(lang, n) for name, n in (counts | {"removed": records.removed}).items()}
    parts = [say(lang, "revised", revised, share=_percent(lang, records.share_revised), **said)]
    if records.median_revision is not None and records.largest_revision is not None:
        median, largest = (_percent(lang, size) for size in (records.median_revision, records.largest_revision))
        parts.append(say(lang, "revised_by", median=median, largest=largest))
    still, new, resolved = (number(lang, n) for n in (findings.still, findings.new, findings.resolved))
    parts.append(say(lang, "revised_findings", still=still, new=new, resolved=resolved))
    return "; ".join(parts)


def _percent(lang: Lang, ratio: str) -> str:
    """Return a ratio in percent with one decimal at most."""
    percent = (Decimal(ratio) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{percent:f}".removesuffix(".0")
    return text.replace(".", ",") if lang == "vi" else text


def _rules(report: Report) -> str:
    lang, counts = report.basis.lang, report.summary
    parts = [] if compared(report) else [say(lang, "nothing_compared")]
    if not parts or not counts.rules_evaluated:  # rules that left everything undecided have compared nothing
        parts.append(say(lang, "rules_evaluated", counts.rules_evaluated))
    if counts.rules_not_evaluated:
        parts.append(say(lang, "rules_idle", counts.rules_not_evaluated))
    return ", ".join(parts)
