"""Workflow commands of GitHub Actions: findings as annotations beside the rows they are about.

GitHub keeps ten errors, ten warnings and ten notices of a step. So the first ten of a kind are written, errors first;
where that leaves any out, the last of the notices is EG905 with their number. Only new findings are written: those that
were waived or known before ask nobody for anything. ``line`` is the row, ``col`` the number of the field in it, as in
the concise output; of a text, the line and the character in it. Paths start at the root of the repository.

Every value is escaped twice, so that none can end its command or begin another: control characters are written out,
then the signs that mean something to the runner are replaced as it asks for.
"""

from __future__ import annotations

from typing import TextIO

from egovcheck.core.findings import SEVERITIES, Finding, Lang
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.capping import CODE, capped_sentence
from egovcheck.report.capping import NAME as CAPPED
from egovcheck.report.phrases import say
from egovcheck.report.places import leading, row
from egovcheck.report.repository import STDIN, repository_path
from egovcheck.report.telling import heading, notes, others
from egovcheck.report.writers import Style

NAME = "github"
MACHINE = True

MOST = 10
"""Annotations of a kind that GitHub keeps of one step."""

OTHERS_MOST = 5
"""Of so many records a message tells the place."""

KINDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - a program reads it
    """Write one command a line."""
    lang = report.basis.lang
    new = [finding for finding in report.findings if finding.status == "new"]
    kinds = {severity: [f for f in new if f.severity == severity] for severity in SEVERITIES}
    capped = any(len(found) > MOST for found in kinds.values())
    shown = [f for severity, found in kinds.items() for f in found[: MOST - (capped and severity == "info")]]
    for finding in shown:
        lines = _lines(finding, lang)
        out.write(_command(KINDS[finding.severity], _where(finding, report), heading(finding), lines))
    if capped:
        limit = say(lang, "limit_annotations", MOST)
        said = capped_sentence(lang, len(new) - len(shown), len(new), name="GitHub", limit=limit)
        out.write(_command("notice", {}, f"{CODE} {CAPPED}", [said]))


def _where(finding: Finding, report: Report) -> dict[str, str]:
    record = leading(finding)
    if record is None or record.path is None or record.path == STDIN:
        return {}
    found = {"file": safe(repository_path(report.basis.folder, record.path))}
    if (line := row(record.place)) is not None:
        found["line"] = str(line)
        if record.place.column is not None:
            found["col"] = str(record.place.column)
    return found


def _lines(finding: Finding, lang: Lang) -> list[str]:
    return [safe(finding.message), *notes(finding, lang), *others(finding, lang, OTHERS_MOST)]


def _command(kind: str, where: dict[str, str], title: str, lines: list[str]) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in {**where, "title": title}.items())
    return f"::{kind} {told}::{_data(chr(10).join(lines))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
