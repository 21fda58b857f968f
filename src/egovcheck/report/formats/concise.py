"""One unwrapped line a finding, for pipes, editors and logs."""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.findings import Finding
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.listing import shown
from egovcheck.report.phrases import severity_word, status_mark
from egovcheck.report.places import UNPLACED, accused, address, leading
from egovcheck.report.totals import revision_line, summary_line
from egovcheck.report.writers import Style

NAME = "concise"
MACHINE = False


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write a line for every finding that is shown, then the summary; never wrapped, cut or coloured."""
    lang = report.basis.lang
    for finding in shown(report, style):
        record = leading(finding)
        place = address(record, column=True) if record else UNPLACED
        head = f"{severity_word(lang, finding.severity)} {safe(finding.code)}{status_mark(lang, finding.status)}"
        parts = (f"{place}: {head}", _subject(finding), safe(finding.message))
        out.write(" ".join(part for part in parts if part) + "\n")
    if revised := revision_line(report):
        out.write(revised + "\n")
    out.write(summary_line(report, style) + "\n")


def _subject(finding: Finding) -> str:
    fact = " ".join(safe(finding.subject[key]) for key in ("area", "indicator", "period") if finding.subject.get(key))
    parts = [part for part in (fact, safe(accused(finding))) if part]
    return f"[{', '.join(parts)}]" if parts else ""
