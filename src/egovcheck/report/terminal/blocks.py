"""One finding as a block: a header, the records with their places, the arithmetic, the cause and the mend."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest

from rich.text import Text

from egovcheck.core.findings import Diagnosis, Finding, NamedRecord
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.glyphs import glyphs
from egovcheck.report.phrases import cause_word, confidence_word, role_word, say, severity_word, status_mark
from egovcheck.report.readings import compares_intervals, interval, key_cells
from egovcheck.report.suggestions import before, whose
from egovcheck.report.terminal.excerpts import Canvas, excerpt, fact, heading, quotation, remarks
from egovcheck.report.terminal.flow import Atom, length, painted, spaced, words, wrap
from egovcheck.report.terminal.palette import FAINT, GUTTER, MEND, SEVERITY, STRONG
from egovcheck.report.writers import Style

CROWD = 8
"""Up to so many records of a finding are all shown."""

SAMPLE = 6
"""Of more than ``CROWD``, so many are shown and the others counted."""

MEASURE = 120
"""Prose is set no wider than this, however wide the terminal: longer lines are hard to read."""

NARROWEST = 20
"""Below this width nothing is laid out any more; lines run over."""


class Blocks:
    """Draws findings in one language and style."""

    def __init__(self, report: Report, style: Style) -> None:
        self.lang = report.basis.lang
        self.style = style
        self.marks = glyphs(style)
        self.width = None if style.width is None else max(style.width, NARROWEST)
        self.prose = None if self.width is None else min(self.width, MEASURE)
        self.canvas = Canvas(
            self.marks, self.lang, None if self.width is None else self.width - 5, verbose=bool(style.verbose)
        )

    def header(self, finding: Finding) -> list[Text]:
        """Return severity, code, name and sentence, wrapped under the sentence's start."""
        word = severity_word(self.lang, finding.severity)
        start = [Atom(word, SEVERITY[finding.severity]), Atom(f"[{safe(finding.code)}]", STRONG, gap=0)]
        mark = words(status_mark(self.lang, finding.status), FAINT)
        name = Atom(f"{safe(finding.name)}:")
        sentence = words(finding.message, STRONG, keep=_kept(finding))
        return self.hung([*start, *mark, name, *sentence], length(start) + 1)

    def block(self, finding: Finding) -> list[Text]:
        """Return the whole block of a finding."""
        return [*self.header(finding), *self._records(finding), *self._notes(finding)]

    def hung(self, atoms: list[Atom], indent: int) -> list[Text]:
        """Return prose whose further lines stand below the end of its first words."""
        if self.prose is None or indent > self.prose // 3:
            indent = 4
        rest = None if self.prose is None else self.prose - indent
        lines = [painted(line) for line in wrap(atoms, self.prose, rest)]
        return [*lines[:1], *(Text(" " * indent).append_text(line) for line in lines[1:])]

    def note(self, atoms: list[Atom], style: str = GUTTER) -> list[Text]:
        """Return a line below the gutter, wrapped under its own start."""
        lines = wrap(atoms, None if self.prose is None else self.prose - 4)
        lead = [Text("  ").append(self.marks.note, style).append(" "), Text("    ")]
        return [lead[min(number, 1)].copy().append_text(painted(line)) for number, line in enumerate(lines)]

    def _records(self, finding: Finding) -> Iterator[Text]:
        everything = bool(self.style.verbose) or len(finding.records) <= CROWD
        records = finding.records if everything else finding.records[:SAMPLE]
        intervals = compares_intervals(finding)
        first = True
        for placed, group in groupby(records, key=lambda record: record.path is not None):
            many = list(group)
            drawn = (
                (lines for record in many for lines in [self._placed(record, finding, intervals=intervals)])
                if placed
                else self._unplaced(many, finding, intervals=intervals)
            )
            for lines in drawn:
                for number, line in enumerate(lines):
                    mark = self.marks.bar if number else self.marks.first if first else self.marks.next
                    yield Text("  ").append(mark, GUTTER).append(" ").append_text(line)
                first = False
        if hidden := len(finding.records) - len(records):
            said = f"{self.marks.more} {say(self.lang, 'more_records', hidden)}"
            yield Text("  ").append(self.marks.bar, GUTTER).append(" ").append(said, FAINT)

    def _placed(self, record: NamedRecord, finding: Finding, *, intervals: bool) -> list[Text]:
        head = heading(record, self.lang)
        if finding.severity == "info" and not self.style.verbose:
            head.extend(quotation(record, self.marks) or spaced(self._figure(record), 2))
            return [painted(line) for line in wrap(head, self.canvas.body)]
        lines = [painted(line) for line in wrap(head, self.canvas.body)]
        return [*lines, *excerpt(record, finding, self.canvas, with_interval=intervals)]

    def _figure(self, record: NamedRecord) -> list[Atom]:
        return [Atom(safe(text)) for text in (record.printed or record.value,) if text]

    def _unplaced(self, records: list[NamedRecord], finding: Finding, *, intervals: bool) -> Iterator[list[Text]]:
        """One line each for records that stand in no file, their parts below each other."""
        rows = [
            [
                " ".join(part for part in (role_word(self.lang, record.role), safe(record.source)) if part),
                *key_cells(record, finding),
                *(atom.text for atom in fact(record, finding)[-1:] if atom.pointed),
            ]
            for record in records
        ]
        alike = len({len(row) for row in rows}) == 1
        sizes = [max(Atom(cell).width for cell in column) for column in zip_longest(*rows, fillvalue="")]
        fits = self.canvas.body is None or sum(sizes) + 2 * len(sizes) <= self.canvas.body
        for record, row in zip(records, rows, strict=True):
            widths = sizes if alike and fits else [0] * len(row)
            atoms = [_padded(cell, size, last=cell is row[-1]) for cell, size in zip(row, widths, strict=False)]
            said = interval(record, self.lang, self.marks) if intervals else ""
            atoms.extend([Atom(said, gap=3)] if said else [])
            atoms.extend(remarks(record, self.lang))
            yield [painted(line) for line in wrap(atoms, self.canvas.body)]

    def _notes(self, finding: Finding) -> Iterator[Text]:
        keep = _kept(finding)
        sides = (("expected", finding.expected), ("actual", finding.actual))
        if stated := [say(self.lang, key, value=value) for key, value in sides if value]:
            yield from self.note(words(", ".join(stated), keep=keep))
        for sentence in finding.evidence:
            yield from self.note(words(sentence, keep=keep))
        for diagnosis in finding.diagnosis:
            yield from self._cause(diagnosis, finding)
        if self.style.verbose:
            yield from self.note(words(say(self.lang, "fingerprint", value=finding.fingerprint), FAINT))

    def _cause(self, diagnosis: Diagnosis, finding: Finding) -> Iterator[Text]:
        sure = confidence_word(self.lang, diagnosis.confidence)
        cause = cause_word(self.lang, diagnosis.kind)
        yield from self.note([*words(f"{sure} {cause}:", STRONG), *words(diagnosis.statement, keep=_kept(finding))])
        mend = diagnosis.suggestion
        if mend is None:
            return
        change = [Atom(safe(part)) for part in (mend.field, before(finding, mend)) if part]
        change += [Atom(self.marks.arrow), Atom(safe(mend.value))]
        if source := whose(finding, mend):
            change.append(Atom(f"({safe(source)})", FAINT))
        yield from self.note([Atom(say(self.lang, "suggestion"), MEND), *change])


def _padded(cell: str, size: int, *, last: bool) -> Atom:
    blanks = 0 if last else max(size - Atom(cell).width, 0)
    return Atom(cell + " " * blanks, gap=2)


def _kept(finding: Finding) -> tuple[str, ...]:
    """What the finding's sentences must not break inside: values and paths that hold blanks."""
    said = [text for record in finding.records for text in (record.printed, record.path, record.source) if text]
    return tuple(dict.fromkeys([*said, *finding.subject.values()]))
