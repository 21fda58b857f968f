"""The Markdown page: the verdict, a table of the new findings, and the evidence of each to be folded out.

What there is no room for is left out from the end, evidence before findings, and the page says how much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from egovcheck.core.findings import Finding
from egovcheck.core.report import Report
from egovcheck.report.capping import capped_sentence
from egovcheck.report.glyphs import UNICODE
from egovcheck.report.markdown.escaping import code, escaped, html, paragraph
from egovcheck.report.phrases import say, severity_word
from egovcheck.report.places import UNPLACED, address, leading
from egovcheck.report.suggestions import change
from egovcheck.report.telling import notes, others
from egovcheck.report.totals import compared, new_findings, revision_line, summary_parts

ICONS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}
"""A mark beside the word for a severity, never instead of it."""

MARK = "<!-- egovcheck report -->"
"""The first line of a page, by which a workflow finds the comment that it wrote before."""

OTHERS_MOST = 20
"""Of so many records of a finding the place is told; one finding must not take the room of all."""

_RESERVE = 600
"""Room for the sentences that say what was left out."""

Measure = Callable[[str], int]
"""Counts a text the way whoever takes the page does."""


def page(report: Report, most: int, measure: Measure, *, limit: str, name: str) -> str:
    """Return a page that ``measure`` counts as at most ``most``; ``limit`` and ``name`` say whose limit that is."""
    lang = report.basis.lang
    new = [finding for finding in report.findings if finding.status == "new"]
    head = "\n\n".join([MARK, f"### {_verdict(report)}", *_remarks(report)]) + "\n"
    room = most - measure(head) - _RESERVE
    titles = [say(lang, key) for key in ("column_severity", "column_rule", "column_place", "column_finding")]
    table = f"\n| {' | '.join(titles)} |\n|---|---|---|---|\n" if new else ""
    rows = _fitting((_row(finding, report) for finding in new), room - measure(table), measure)
    room -= measure(table) + sum(map(measure, rows))
    blocks = _fitting((_details(finding, report) for finding in new[: len(rows)]), room, measure)
    room -= sum(map(measure, blocks))
    waived = _waived(report)
    if measure(waived) > room:
        waived = ""
    left = []
    if hidden := len(new) - len(rows):
        left.append(capped_sentence(lang, hidden, len(new), name=name, limit=limit))
    if hidden := len(rows) - len(blocks):
        left.append(say(lang, "no_details", hidden))
    said = "".join(f"\n> {ICONS['warning']} **EG905** {sentence}\n" for sentence in left)
    return "".join([head, *([table, *rows] if rows else []), said, *blocks, waived])


def _verdict(report: Report) -> str:
    """Return in one line whether anything was found, with mark and word."""
    lang, counts = report.basis.lang, report.summary
    if report.rule_errors or report.input_problems:
        return f"{ICONS['error']} egovcheck: {say(lang, 'incomplete')}"
    if not new_findings(report):
        if not compared(report):
            return f"{ICONS['warning']} egovcheck: {say(lang, 'nothing_compared')}"
        known = counts.waived or counts.baselined
        return f"✅ egovcheck: {say(lang, 'clean_but' if known else 'clean').rstrip(':')}"
    icon = ICONS["error" if counts.errors else "warning" if counts.warnings else "info"]
    kinds = (("errors", counts.errors), ("warnings", counts.warnings), ("infos", counts.infos))
    return f"{icon} egovcheck: {', '.join(say(lang, kind, n) for kind, n in kinds if n)}"


def _remarks(report: Report) -> list[str]:
    """Return the counts, what became of the previous version, and what failed or could not be read."""
    lang = report.basis.lang
    checked = say(
        lang,
        "checked",
        records=say(lang, "records", report.summary.records),
        files=say(lang, "files", len(report.inputs)),
    )
    lines = [escaped(UNICODE.dot.join([checked, *summary_parts(report)]))]
    if revised := revision_line(report):
        lines.append(escaped(revised))
    failed = [f"{error.code}: {say(lang, 'rule_failed')} {error.message}" for error in report.rule_errors]
    unread = [problem.message for problem in report.input_problems]
    return [*lines, *(f"{ICONS['error']} {escaped(line)}" for line in (*failed, *unread))]


def _row(finding: Finding, report: Report) -> str:
    lang = report.basis.lang
    record = leading(finding)
    place = code(address(record)) if record else UNPLACED
    severity = f"{ICONS[finding.severity]} {severity_word(lang, finding.severity)}"
    mend = next((cause.suggestion for cause in finding.diagnosis if cause.suggestion), None)
    said = escaped(finding.message)
    if mend:
        said += f"<br>{say(lang, 'suggestion')} {code(change(finding, mend, UNICODE.arrow))}"
    return f"| {severity} | {escaped(finding.code)} {escaped(finding.name)} | {place} | {said} |\n"


def _details(finding: Finding, report: Report) -> str:
    """Return the evidence of a finding, folded; nothing where there is no more than the table says."""
    lang = report.basis.lang
    lines = [*notes(finding, lang), *others(finding, lang, OTHERS_MOST)]
    if not lines:
        return ""
    record = leading(finding)
    place = f" <code>{html(address(record))}</code>" if record else ""
    return _folded(f"{html(finding.code)}{place}: {html(finding.message)}", lines)


def _waived(report: Report) -> str:
    """Return the waived findings, folded, each with its reason and whose it is."""
    lang = report.basis.lang
    lines = []
    for finding in report.findings:
        if finding.status == "waived":
            why = finding.waiver
            because = f" — {say(lang, 'waived_because', reason=why.reason, owner=why.owner)}" if why else ""
            lines.append(f"{finding.code}: {finding.message}{because}")
    return _folded(html(say(lang, "waived", len(lines))), lines) if lines else ""


def _folded(summary: str, lines: Iterable[str]) -> str:
    listed = "".join(f"- {paragraph(line)}\n" for line in lines)
    return f"\n<details><summary>{summary}</summary>\n\n{listed}\n</details>\n"


def _fitting(texts: Iterable[str], room: int, measure: Measure) -> Sequence[str]:
    """Return the first of the texts that fit into the room, one after the other."""
    found = []
    for text in texts:
        room -= measure(text)
        if room < 0:
            break
        found.append(text)
    return found
