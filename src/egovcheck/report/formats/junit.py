"""JUnit's XML, for build servers: each rule of the run is a test case.

A rule that judged and found no new error or warning has passed. One with a new error or warning has failed, and its
failure lists each of them; information is told as output and fails nothing. A rule that judged nothing is skipped, with
the reason: nothing compared must not look like a success. One that raised has an error. Findings that were waived or
known before fail nothing; they and the number of undecided checks stand in the output of their case. There is one
failure a case because build servers show only the first. There are no durations: a report does not know them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from egovcheck.core.findings import Finding, Lang
from egovcheck.core.report import Report, RuleResult
from egovcheck.core.text import safe
from egovcheck.report.phrases import say, severity_word, status_mark
from egovcheck.report.places import UNPLACED, address, leading
from egovcheck.report.telling import heading, notes, others
from egovcheck.report.writers import Style

NAME = "junit"
MACHINE = True

FAILING = ("error", "warning")
"""The severities that make a case fail."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - a program reads it
    """Write one suite with a case for each rule."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.code].append(finding)
    failed = {error.code: error.message for error in report.rule_errors}
    suite = Element("testsuite", name=_text(safe(report.tool.name)))
    told = SubElement(suite, "properties")
    for name, value in (("version", report.tool.version), ("today", report.basis.today), ("lang", report.basis.lang)):
        SubElement(told, "property", name=name, value=_text(safe(value)))
    rules = {rule.code: rule for rule in reversed(report.rules)}
    unlisted = [RuleResult(code, many[0].name, 0, 0, 0) for code, many in found.items() if code not in rules]
    for rule in sorted([*rules.values(), *unlisted], key=lambda rule: rule.code):
        suite.append(_case(rule, found[rule.code], failed.get(rule.code), report.basis.lang))
    if report.input_problems:
        lines = (f"{safe(problem.path)}: {safe(problem.message)}" for problem in report.input_problems)
        SubElement(suite, "system-err").text = _text("\n".join(lines))
    whole = Element("testsuites", name=_text(safe(report.tool.name)))
    whole.append(suite)
    for element in (whole, suite):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            element.set(name, str(sum(1 for _ in element.iter(tag))))
    indent(whole)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(whole, encoding="unicode")}\n')


def _case(rule: RuleResult, found: Sequence[Finding], error: str | None, lang: Lang) -> Element:
    code, name, title = safe(rule.code), safe(rule.name), safe(rule.title)
    case = Element("testcase", classname=_text(f"egovcheck.{code}"))
    case.set("name", _text(f"{code} {name}: {title}" if title else f"{code} {name}"))
    wrong = [finding for finding in found if _fails(finding)]
    if wrong:
        kind = "error" if any(finding.severity == "error" for finding in wrong) else "warning"
        counted = say(lang, "findings", len(wrong))
        failure = SubElement(case, "failure", message=_text(f"{counted}: {safe(wrong[0].message)}"), type=kind)
        failure.text = _text("\n\n".join(_told(finding, lang) for finding in wrong))
    if error is not None:
        message = _text(safe(error))
        SubElement(case, "error", message=message, type="RuleError").text = message
    elif not rule.evaluated and not found:
        why = safe(rule.reason) if rule.reason else say(lang, "waiting", rule.undecided)
        SubElement(case, "skipped", message=_text(why))
    lines = [_told(finding, lang) for finding in found if not _fails(finding)]
    if rule.invalid and not found:
        lines.append(say(lang, "violated_elsewhere", rule.invalid))
    if rule.undecided:
        lines.append(say(lang, "waiting", rule.undecided))
    if lines:
        SubElement(case, "system-out").text = _text("\n\n".join(lines))
    return case


def _fails(finding: Finding) -> bool:
    return finding.status == "new" and finding.severity in FAILING


def _told(finding: Finding, lang: Lang) -> str:
    record = leading(finding)
    place = address(record, column=True) if record else UNPLACED
    word = severity_word(lang, finding.severity) + status_mark(lang, finding.status)
    below = [*notes(finding, lang), *others(finding, lang)]
    if finding.waiver:
        below.append(say(lang, "waived_because", reason=safe(finding.waiver.reason), owner=safe(finding.waiver.owner)))
    return "\n  ".join([f"{place}: {word} {heading(finding)}: {safe(finding.message)}", *below])


def _text(text: str) -> str:
    """Return text without the characters that XML 1.0 has no way to write; they are spelled out."""
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
