"""What is said in the comment at a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from egovcheck.core.findings import Diagnosis, Finding, Lang, NamedRecord
from egovcheck.report.annotated.marks import MarkedCell, Told
from egovcheck.report.annotated.words import field_word, phrase
from egovcheck.report.phrases import confidence_word, role_word, say, severity_word
from egovcheck.report.places import address
from egovcheck.report.workbook.text import shown_text

MANY = 6
"""Up to so many findings are told in one comment, and so many other figures of one finding."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a comment."""

    text: str
    bold: bool = False


def note(cell: MarkedCell, lang: Lang, sheet: str) -> list[Run]:
    """Return the comment at a cell: each finding with its sentence, the other figures, the cause and what to do.

    ``sheet`` is the name of the sheet that lists the findings that there is no room for.
    """
    runs: list[Run] = []
    for told in cell.told[:MANY]:
        if runs:
            runs.append(Run("\n\n"))
        runs += _one(told, lang)
    if len(cell.told) > MANY:
        runs.append(Run("\n\n" + phrase(lang, "more_findings", n=str(len(cell.told) - MANY), sheet=sheet)))
    return runs


def _one(told: Told, lang: Lang) -> list[Run]:
    finding, record = told.finding, told.record
    word = severity_word(lang, finding.severity).upper()
    part = "" if record.role == "primary" else f" ({phrase(lang, 'here', role=role_word(lang, record.role))})"
    body = [shown_text(finding.message), *_lines(finding, record, lang)]
    return [Run(f"{word} {shown_text(finding.code)}{part}", bold=True), Run("\n" + "\n".join(body))]


def _lines(finding: Finding, record: NamedRecord, lang: Lang) -> Iterator[str]:
    others = [one for one in finding.records if one is not record]
    for other in others[:MANY]:
        yield f"• {_side(other, record.path, lang)}"
    if len(others) > MANY:
        yield "• " + say(lang, "more_records", len(others) - MANY)
    sides = (("expected", finding.expected), ("actual", finding.actual))
    if stated := [say(lang, key, value=shown_text(value)) for key, value in sides if value]:
        yield ", ".join(stated)
    for cause in finding.diagnosis:
        yield explanation(cause, lang)
    for mend in suggestions(finding, lang):
        head = say(lang, "suggestion")
        yield f"{head[:1].upper()}{head[1:]} {mend}"


def _side(record: NamedRecord, here: str | None, lang: Lang) -> str:
    """Return another figure of a finding: what it plays, where it stands, what it says."""
    if record.path is None:
        where = shown_text(record.source)
    elif record.path == here and record.place.sheet and record.place.cell:
        where = f"{shown_text(record.place.sheet)}!{record.place.cell}"
    else:
        where = shown_text(address(record))
    figure = record.printed if record.printed is not None else record.value
    fact = " ".join(value for key, value in record.key.items() if key != "indicator" and value and value != "_T")
    said = [shown_text(text) for text in (fact, figure or "", f"({record.note})" if record.note else "") if text]
    return "  ".join(part for part in (role_word(lang, record.role), where, *said) if part)


def explanation(cause: Diagnosis, lang: Lang) -> str:
    """Return a cause as a sentence: how sure it is, and what speaks for it."""
    sure = confidence_word(lang, cause.confidence)
    return f"{sure[:1].upper()}{sure[1:]}: {shown_text(cause.statement)}"


def suggestions(finding: Finding, lang: Lang) -> Sequence[str]:
    """Return what would mend a finding, one line for each cause that tells it."""
    said = []
    for cause in finding.diagnosis:
        mend = cause.suggestion
        if mend is None:
            continue
        before = mend.before or _before(finding, mend.field)
        named = len({record.source for record in finding.records if record.role == "primary"}) > 1
        whose = f" ({shown_text(mend.source)})" if mend.source and named else ""
        what = " ".join(part for part in (field_word(lang, mend.field), shown_text(before)) if part)
        said.append(f"{what} → {shown_text(mend.value)}{whose}")
    return list(dict.fromkeys(said))


def _before(finding: Finding, field: str) -> str:
    """Return what the figure in question has in a field now, or nothing where the report does not say."""
    record = next((record for record in finding.records if record.role == "primary"), None)
    if record is not None and field in {"value", "printed"}:
        return record.printed or record.value or ""
    return (record.key.get(field) if record else None) or finding.subject.get(field, "")
