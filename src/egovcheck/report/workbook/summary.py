"""The sheet of a report that says how the run ended: the result, the counts, the files, what was not evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Font

from egovcheck.core.findings import Lang
from egovcheck.core.report import Report, RuleResult
from egovcheck.report.totals import compared, new_findings, revision_line, summary_parts, undecided
from egovcheck.report.workbook.findings import cell, heading, put
from egovcheck.report.workbook.looks import FONT, FONT_SIZE
from egovcheck.report.workbook.words import word

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Line = tuple[str | int, ...]

_WIDTHS = (34, 64, 16, 68)
_BOLD = Font(FONT, FONT_SIZE, bold=True)
_AT_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)


def fill(sheet: Any, report: Report, left_out: int) -> None:
    """Write the summary; ``left_out`` is the number of rows that the other sheet has no room for."""
    lang = report.basis.lang
    result = _named(sheet, word(lang, "result"), _result(report))
    result[1].font = _BOLD
    lines = [result, *(_named(sheet, name, value) for name, value in _counts(report, left_out))]
    for titles, table in _tables(report, lang):
        if table:
            lines += [[], heading(sheet, titles), *([_left(sheet, value) for value in line] for line in table)]
    for number, line in enumerate(lines, 1):
        put(sheet, number, line, _WIDTHS)


def _result(report: Report) -> str:
    lang = report.basis.lang
    if report.rule_errors:
        return word(lang, "failed")
    if new_findings(report):
        return word(lang, "contradicted", counts=summary_parts(report)[0])
    return word(lang, "clean" if compared(report) else "nothing")


def _counts(report: Report, left_out: int) -> Iterator[tuple[str, str | int]]:
    lang, counts = report.basis.lang, report.summary
    yield word(lang, "as_of"), report.basis.today
    yield word(lang, "program"), f"{report.tool.name} {report.tool.version}"
    yield word(lang, "catalogue"), report.basis.catalogue_version
    names = ("records", "errors", "warnings", "infos", "waived", "baselined", "rules_evaluated", "rules_not_evaluated")
    for name in names:
        yield word(lang, name), getattr(counts, name)
    yield word(lang, "undecided"), undecided(report)
    unlisted = new_findings(report) - sum(finding.status == "new" for finding in report.findings)
    if unlisted > 0:
        yield word(lang, "unlisted"), unlisted
    if left_out:
        yield word(lang, "left_out"), left_out
    if revised := revision_line(report):
        yield word(lang, "previous"), revised


def _tables(report: Report, lang: Lang) -> Iterator[tuple[Sequence[str], list[Line]]]:
    files: list[Line] = [(one.format, one.path, one.records, one.sha256) for one in report.inputs]
    yield (word(lang, "format"), word(lang, "file"), word(lang, "records"), "SHA-256"), files
    problems: list[Line] = [(one.path, one.message) for one in report.input_problems]
    yield (word(lang, "unread"), word(lang, "reason")), problems
    broken: list[Line] = [(one.code, one.message) for one in report.rule_errors]
    yield (word(lang, "broken"), word(lang, "reason")), broken
    waiting: list[Line] = [(*_rule(one), one.undecided) for one in report.rules if one.undecided]
    yield (word(lang, "waiting"), word(lang, "title"), word(lang, "number")), waiting
    idle: list[Line] = [(*_rule(one), "", one.reason) for one in report.rules if one.reason is not None]
    yield (word(lang, "idle"), word(lang, "title"), "", word(lang, "reason")), idle


def _rule(rule: RuleResult) -> tuple[str, str]:
    return f"{rule.code} {rule.name}", rule.title


def _named(sheet: Any, name: str, value: str | int) -> list[Cell]:
    label = cell(sheet, name)
    label.font = _BOLD
    return [label, _left(sheet, value)]


def _left(sheet: Any, value: str | int) -> Cell:
    made = cell(sheet, value)
    made.alignment = _AT_LEFT
    return made
