"""A finding in lines of plain text, for formats that have no layout of their own; safe to show."""

from __future__ import annotations

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.core.text import safe
from egovcheck.report.glyphs import UNICODE
from egovcheck.report.phrases import cause_word, confidence_word, role_word, say
from egovcheck.report.places import address, leading
from egovcheck.report.suggestions import change


def heading(finding: Finding) -> str:
    """Return code and name."""
    return " ".join(safe(part) for part in (finding.code, finding.name) if part)


def notes(finding: Finding, lang: Lang) -> list[str]:
    """Return what stands below the sentence: expected and actual, the arithmetic, causes with their suggestions."""
    sides = (("expected", finding.expected), ("actual", finding.actual))
    stated = [say(lang, key, value=safe(value)) for key, value in sides if value]
    lines = [", ".join(stated)] if stated else []
    lines += [safe(sentence) for sentence in finding.evidence]
    for diagnosis in finding.diagnosis:
        sure, cause = confidence_word(lang, diagnosis.confidence), cause_word(lang, diagnosis.kind)
        lines.append(f"{sure} {cause}: {safe(diagnosis.statement)}")
        if diagnosis.suggestion:
            lines.append(f"{say(lang, 'suggestion')} {change(finding, diagnosis.suggestion, UNICODE.arrow)}")
    return lines


def side(record: NamedRecord, finding: Finding, lang: Lang) -> str:
    """Return who states what: the role and source of a record, what of its fact is its own, and its figure."""
    who = " ".join(part for part in (role_word(lang, record.role), safe(record.source)) if part)
    own = [safe(value) for key, value in record.key.items() if finding.subject.get(key) != value]
    figure = safe(record.printed or record.value or record.quote or "")
    said = " ".join(part for part in (*own, figure) if part)
    remarks = [say(lang, "published", date=safe(record.published))] if record.published else []
    remarks += [safe(record.note)] if record.note else []
    told = ": ".join(part for part in (who, said) if part)
    return f"{told} ({', '.join(remarks)})" if remarks else told


def others(finding: Finding, lang: Lang, most: int | None = None) -> list[str]:
    """Return a line for each record but the one whose place is the finding's; beyond ``most`` they are counted."""
    own = leading(finding)
    records = [record for record in finding.records if record is not own]
    lines = [
        " ".join(part for part in (address(record) if record.path else "", side(record, finding, lang)) if part)
        for record in records[:most]
    ]
    hidden = len(records) - len(lines)
    return [*lines, say(lang, "more_records", hidden)] if hidden else lines
