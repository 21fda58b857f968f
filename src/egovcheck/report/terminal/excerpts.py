"""One record of a finding: its place, what stands there, and carets below the figure in question."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

from rich.text import Text

from egovcheck.core.findings import Finding, Lang, NamedRecord
from egovcheck.core.text import safe
from egovcheck.report.glyphs import Glyphs
from egovcheck.report.phrases import role_word, say
from egovcheck.report.places import address
from egovcheck.report.readings import key_cells, marked, reading
from egovcheck.report.terminal.flow import Atom, Line, length, painted, spaced, underline, words, wrap
from egovcheck.report.terminal.palette import FAINT, OTHER, PLACE, SEVERITY

TALL = 3
"""A row that needs more lines than this is shown around its figure only."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What drawing needs to know: marks, language, how wide a body line is, whether to show all."""

    marks: Glyphs
    lang: Lang
    body: int | None
    verbose: bool


def excerpt(record: NamedRecord, finding: Finding, canvas: Canvas, *, with_interval: bool) -> list[Text]:
    """Return the body lines of a record that stands in a file: the row, quote or fact, and the carets below it."""
    rows = _row(record, canvas) or wrap(quotation(record, canvas.marks) or fact(record, finding), canvas.body)
    beside = " ".join(atom.text for atom in chain.from_iterable(rows) if atom.pointed)
    label = reading(record, canvas.lang, canvas.marks, beside=beside, with_interval=with_interval)
    style = SEVERITY[finding.severity] if record.role == "primary" else OTHER
    last = max((number for number, line in enumerate(rows) if underline(line)), default=None)
    tail: list[Line] = []
    if said := remarks(record, canvas.lang):
        if rows and (canvas.body is None or length([*rows[-1], *said]) <= canvas.body):
            rows = [*rows[:-1], [*rows[-1], *said]]
        else:
            tail = wrap(said, canvas.body)
    lines: list[Text] = []
    for number, line in enumerate(rows):
        lines.append(painted(line))
        lines.extend(_carets(underline(line), label if number == last else "", style, canvas.body))
    if last is None and label:
        tail = [*tail, [Atom(label, style)]]
    return [*lines, *(painted(line) for line in tail)]


def fact(record: NamedRecord, finding: Finding, *, pointed: bool = True) -> list[Atom]:
    """Return what a record states, part by part: the key as far as it is not the finding's own, then the figure."""
    cells = [Atom(text, gap=2) for text in key_cells(record, finding)]
    figure = record.printed if record.printed is not None else record.value
    if figure is not None:
        cells.append(Atom(safe(figure) or '""', gap=2, pointed=pointed))
    return cells


def heading(record: NamedRecord, lang: Lang) -> list[Atom]:
    """Return the line above an excerpt: role, place, field, and the source where the file's name does not tell it."""
    atoms: list[Atom] = []
    if role := role_word(lang, record.role):
        atoms.append(Atom(role))
    atoms.append(Atom(address(record), PLACE))
    place = record.place
    if place.record is not None and place.line is None and place.start is None and not place.cell:
        atoms.append(Atom(say(lang, "record", place.record), gap=2))
    atoms.append(Atom(safe(record.field), FAINT, gap=2))
    if record.source not in {PurePath(record.path or "").stem, *record.row, ""}:
        atoms.append(Atom(say(lang, "source", name=safe(record.source)), FAINT, gap=2))
    return atoms


def _row(record: NamedRecord, canvas: Canvas) -> list[Line]:
    mark = marked(record)
    cells = [_cell(text, canvas.body, pointed=mark == number) for number, text in enumerate(record.row)]
    lines = wrap(chain.from_iterable(cells), canvas.body)
    if len(lines) <= TALL or canvas.verbose:
        return lines
    return wrap(chain.from_iterable(_around(cells, mark, canvas.lang)), canvas.body)


def _cell(text: str, width: int | None, *, pointed: bool) -> list[Atom]:
    atom = Atom(safe(text) or '""', "" if text else FAINT, gap=2, pointed=pointed)
    if width is None or atom.width <= width:
        return [atom]
    return spaced(words(text, pointed=pointed), 2)


def _around(cells: list[list[Atom]], mark: int | None, lang: Lang) -> list[list[Atom]]:
    """Keep the first three cells and those beside the figure, and say how many stand between them."""
    near = {0, 1, 2} if mark is None else {0, 1, 2, mark - 1, mark, mark + 1}
    kept: list[list[Atom]] = []
    hidden = 0
    for number, cell in enumerate(cells):
        if number in near:
            if hidden:
                kept.append([Atom(say(lang, "cells", hidden), FAINT, gap=2)])
            kept.append(cell)
            hidden = 0
        else:
            hidden += 1
    return [*kept, [Atom(say(lang, "cells", hidden), FAINT, gap=2)]] if hidden else kept


def quotation(record: NamedRecord, marks: Glyphs) -> list[Atom]:
    """Return the quoted words of a text, with the figure in them pointed at where it can be found."""
    if not record.quote:
        return []
    quote, printed = safe(record.quote), safe(record.printed or "")
    before, found, after = quote.partition(printed) if printed else (quote, "", "")
    head = words(before, keep=(printed,))
    figure = words(found, pointed=True)
    tail = words(after)
    if figure and head and not before.endswith(" "):
        figure = spaced(figure, 0)
    if tail and figure and not after.startswith(" "):
        tail = spaced(tail, 0)
    inner = spaced([*head, *figure, *tail], 0)
    return [Atom(marks.open, FAINT, gap=2), *inner, Atom(marks.close, FAINT, gap=0)]


def remarks(record: NamedRecord, lang: Lang) -> list[Atom]:
    """Return what is known about a record besides what it says: its publication date, and its note."""
    atoms: list[Atom] = []
    if record.published and record.published not in (record.note or ""):
        # an edition of the authority is released, what others say of it is published
        word = "published" if record.path else "released"
        atoms.append(Atom(say(lang, word, date=safe(record.published)), FAINT, gap=3))
    if record.note:
        atoms.extend(spaced(words(record.note, FAINT), 3))
    return atoms


def _carets(marks: str, label: str, style: str, width: int | None) -> list[Text]:
    """The line of carets with its label after them, before them where the right edge is near, or below."""
    if not marks:
        return []
    if not label:
        return [Text(marks, style)]
    said = Atom(label)
    start = len(marks) - len(marks.lstrip())
    if width is None or len(marks) + 1 + said.width <= width:
        return [Text(f"{marks} {label}", style)]
    if said.width + 1 <= start and "^ " not in marks:
        return [Text(" " * (start - said.width - 1) + f"{label} {marks.lstrip()}", style)]
    return [Text(marks, style), *(painted(line) for line in wrap(words(label, style), width))]
