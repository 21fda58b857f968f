"""The list of findings: one line each that opens, those that were waived or known before apart from the new ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.core.findings import Finding, Status
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.findings.body import body
from egovcheck.report.findings.words import SIGN, word
from egovcheck.report.page.markup import Markup, element, joined, text
from egovcheck.report.phrases import severity_word
from egovcheck.report.places import address, leading
from egovcheck.report.totals import compared

FEW = 6
"""Of up to so many new findings, the worst stand open; of more, all are closed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with its number in the report and an id that is the same in every run."""

    finding: Finding
    number: int
    name: str


def named(report: Report) -> list[Listed]:
    """Return the findings with their ids, which come from their fingerprints alone."""
    seen: Counter[str] = Counter()
    found = []
    for number, finding in enumerate(report.findings):
        name = f"f-{slug(finding.fingerprint)}"
        seen[name] += 1
        found.append(Listed(finding, number, f"{name}-{seen[name]}" if seen[name] > 1 else name))
    return found


def slug(said: str) -> str:
    """Return letters and digits only, for an id and an address."""
    return re.sub("[^0-9A-Za-z]+", "-", said).strip("-")


def rule_ids(report: Report) -> dict[str, str]:
    """Return the ids of the rules that have something to tell, by their codes."""
    told = [rule.code for rule in report.rules if rule.about or rule.to_do]
    return {
        code: f"rule-{number}-{slug(code)}" if slug(code) != code else f"rule-{code}"
        for number, code in enumerate(told)
    }


def lists(report: Report) -> Markup:
    """Return the new findings, and folded away those that were waived or were there before."""
    lang = report.basis.lang
    found = named(report)
    new = [one for one in found if one.finding.status == "new"]
    said = "none_new" if found else "none" if compared(report) else "none_known"
    nothing = element("p", text(word(lang, said)), class_="none")
    rows = _Rows(report, opened=report.worst() if len(new) <= FEW else None)
    return joined(
        element("h2", text(word(lang, "findings")), class_="unseen", id="findings-heading"),
        element("ol", *(rows.row(one) for one in new), class_="findings") if new else nothing,
        _apart(report, "waived", found, rows),
        _apart(report, "baselined", found, rows),
    )


def _apart(report: Report, status: Status, found: Sequence[Listed], rows: _Rows) -> Markup | None:
    chosen = [one for one in found if one.finding.status == status]
    if not chosen:
        return None
    line = word(report.basis.lang, f"{status}_list", len(chosen))
    listed = element("ol", *(rows.row(one) for one in chosen), class_="findings")
    return element("details", element("summary", text(line)), listed, class_=f"apart {status}")


class _Rows:
    """Draws the lines of one report."""

    def __init__(self, report: Report, *, opened: str | None) -> None:
        self._lang = report.basis.lang
        self._opened = opened
        self._rules = rule_ids(report)
        self._titles = {rule.code: rule.title for rule in report.rules}
        self._appeared = set(report.revision.appeared) if report.revision else set()

    def row(self, one: Listed) -> Markup:
        """Return the line of a finding with all that opens below it.

        Closed findings carry it as ``noscript``: without a script it is there to be read, and with one it is not built
        before somebody opens it, so that ten thousand findings are opened as quickly as ten.
        """
        finding = one.finding
        opened = finding.status == "new" and finding.severity == self._opened
        more = body(finding, self._lang, one.name, self._rules.get(finding.code))
        details = element(
            "details",
            self._summary(one),
            more if opened else element("noscript", more),
            id=one.name,
            class_=f"finding {finding.severity}",
            data_n=str(one.number),
            open=opened,
        )
        return element("li", details)

    def _summary(self, one: Listed) -> Markup:
        finding = one.finding
        sign = element("span", text(SIGN[finding.severity]), class_="sign", aria_hidden="true")
        severity = element("span", text(severity_word(self._lang, finding.severity)), class_="severity")
        title = self._titles.get(finding.code) or None
        code = element("span", text(f"{finding.code} {finding.name}"), class_="code", title=title)
        marks = [self._mark(finding)] if finding.status == "new" else []
        about = joined(severity, code, self._place(finding), *marks, by=" ")
        return element(
            "summary", sign, element("strong", text(finding.message)), element("span", about, class_="about")
        )

    def _place(self, finding: Finding) -> Markup | None:
        record = leading(finding)
        if record is None:
            return None
        others = len({address(other) for other in finding.records if other.path is not None}) - 1
        more = f" {word(self._lang, 'more_places', others)}" if others > 0 else ""
        return element("span", text(address(record)), text(more), class_="place")

    def _mark(self, finding: Finding) -> Markup | None:
        if finding.fingerprint not in self._appeared:
            return None
        return element("span", text(word(self._lang, "appeared")), class_="badge")


def paths(finding: Finding) -> list[str]:
    """Return the files that a finding names, each once."""
    return list(dict.fromkeys(safe(record.path) for record in finding.records if record.path is not None))
