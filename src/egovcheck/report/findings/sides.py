"""The sides of a finding: every record with its source, its place, its row or quotation, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.report.findings.words import ROLES, word
from egovcheck.report.numerals import says, shown_interval, shown_number
from egovcheck.report.page.markup import Markup, element, joined, text
from egovcheck.report.phrases import field_word, filled, role_word, say
from egovcheck.report.places import address
from egovcheck.report.readings import compares_intervals, key_cells, marked

CROWD = 8
"""Up to so many sides are all in sight."""

SAMPLE = 5
"""Of more than ``CROWD``, so many are in sight and the others folded away."""

WIDE = 14
"""Of a row with more cells than this, the first ones and those around the figure are shown."""


def sides(finding: Finding, lang: Lang) -> Markup | None:
    """Return the records of a finding, or None where it names none."""
    if not finding.records:
        return None
    records = finding.records
    drawn = [_side(record, finding, lang) for record in records]
    if len(records) <= CROWD:
        return element("ol", *drawn, class_="sides")
    line = element("summary", text(word(lang, "further", len(records) - SAMPLE)))
    rest = element("details", line, element("ol", *drawn[SAMPLE:], class_="sides"), class_="fold")
    return joined(element("ol", *drawn[:SAMPLE], class_="sides"), rest)


def _side(record: NamedRecord, finding: Finding, lang: Lang) -> Markup:
    role = filled(ROLES["primary"], lang) if record.role == "primary" else role_word(lang, record.role)
    # where only one record is named, it goes without saying which one is in question
    alone = len(finding.records) == 1
    return element(
        "li",
        element(
            "p",
            element("strong", text(record.source)),
            element("span", text(role), class_="role") if role and not alone else None,
            class_="whose",
        ),
        element("div", _where(record, lang), *_stated(record, finding, lang), class_="what"),
        class_=f"side {'accused' if record.role == 'primary' else 'known'}",
    )


def _where(record: NamedRecord, lang: Lang) -> Markup | None:
    place = record.place
    parts = [address(record)] if record.path is not None else []
    if record.path is not None and place.record is not None and place.line is None and place.start is None:
        parts += [say(lang, "record", place.record)] if not place.cell else []
    if record.path is not None and record.field != "value":
        parts.append(field_word(lang, record.field))
    said = [text(part) for part in parts]
    if record.published:
        said.append(element("span", text(say(lang, "published", date=record.published)), class_="day"))
    if record.note:
        said.append(text(record.note))
    return element("p", joined(*said, by=" · "), class_="where") if said else None


def _stated(record: NamedRecord, finding: Finding, lang: Lang) -> list[Markup | None]:
    """What stands there: in a text the words around the figure, else the row, else what it is a figure of."""
    quote = _quotation(record)
    in_text = record.place.start is not None and quote is not None
    row = None if in_text else _cells(record.row, marked(record), lang) if record.row else None
    fact = None if row or in_text else _cells(*_fact(record, finding), lang)
    reading = _reading(record, finding, lang)
    return [row, fact, quote, element("p", text(reading), class_="reading") if reading else None]


def _cells(row: Sequence[str], mark: int | None, lang: Lang) -> Markup | None:
    shown = list(range(len(row)))
    if len(row) > WIDE:
        near = {0, 1, 2} | ({mark - 1, mark, mark + 1} if mark is not None else set())
        shown = [number for number in shown if number in near]
    drawn: list[Markup] = []
    last = -1
    for number in shown:
        if number - last > 1:
            drawn.append(element("span", text(word(lang, "cells", number - last - 1)), class_="hidden"))
        words = text(row[number] or word(lang, "empty_cell"))
        drawn.append(element("mark", words) if number == mark else element("span", words))
        last = number
    if len(row) - last > 1:
        drawn.append(element("span", text(word(lang, "cells", len(row) - last - 1)), class_="hidden"))
    return element("p", joined(*drawn, by=" "), class_="cells") if drawn else None


def _fact(record: NamedRecord, finding: Finding) -> tuple[list[str], int | None]:
    """What the record is a figure of, as far as the finding does not say it already, and then the figure."""
    cells = key_cells(record, finding)
    figure = record.printed if record.printed is not None else record.value
    return (cells, None) if figure is None else ([*cells, figure], len(cells))


def _quotation(record: NamedRecord) -> Markup | None:
    """The quote on one line, the figure in it marked where its words stand in it."""
    if not record.quote:
        return None
    said = " ".join(record.quote.split())
    figure = " ".join((record.printed or "").split())
    before, found, after = said.partition(figure) if figure else (said, "", "")
    if not found:
        return element("p", element("q", text(said)), class_="quote")
    return element("p", element("q", text(before), element("mark", text(found)), text(after)), class_="quote")


def _reading(record: NamedRecord, finding: Finding, lang: Lang) -> str:
    """How the figure was read where that is not what is printed, and the true values that its rounding allows."""
    parts = []
    if record.value is not None and record.printed is not None and not _plain(record.printed, record.value, lang):
        parts.append(say(lang, "read_as", value=shown_number(record.value, lang)))
    interval = shown_interval(record, lang) if compares_intervals(finding) else ""
    if interval:
        parts.append(word(lang, "true_value", interval=interval))
    if record.place.start is not None and record.quote:
        parts += key_cells(record, finding)
    return " · ".join(parts)


def _plain(printed: str, value: str, lang: Lang) -> bool:
    """Whether how a figure was read goes without saying: it is printed so, but for a sign of percent."""
    bare = printed.removesuffix("%").rstrip()
    return says(bare, value) or bare == shown_number(value, lang)
