"""One file of a submission into batches of typed columns, with notices for whatever could not be read.

A submission is read twice where its decimal mark has to be settled: once to see which mark its values prove, once to
read them. Nothing is kept but one chunk at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import field as dataclass_field
from functools import partial
from typing import Any

from egovcheck.core.findings import Place
from egovcheck.records.broken import BESIDE, without_broken
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import Header, nearest_field, read_header
from egovcheck.records.figures import LOCALES, Mark
from egovcheck.records.interpret import Fault, Interpreter
from egovcheck.records.layouts.book import LayoutBook
from egovcheck.records.marks import Proof
from egovcheck.records.periods import read_date
from egovcheck.records.registers import SourceRegister
from egovcheck.records.rows import Form, LongForm, Rows
from egovcheck.records.sdmx.header import is_sdmx
from egovcheck.records.sdmx.opening import open_observations
from egovcheck.records.validate import by_pandera, by_pydantic, typed_frame, with_places
from egovcheck.sources.sheets.model import column_letters
from egovcheck.sources.tables import Document, OnSheet, Running, Table


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that reading found: the rule's code, the file's number, the place, and the message's fields.

    ``cell`` is the column of a wide table in which the statement stands, whatever column the notice points to.
    """

    code: str
    file: int
    line: int | None = None
    record: int | None = None
    column: int | None = None
    field: str = "value"
    printed: str | None = None
    source: str = "-"
    severity: str | None = None
    fields: Mapping[str, str] = dataclass_field(default_factory=dict)
    row: tuple[str, ...] = ()
    row_mark: int | None = None
    cell: int | None = None


@dataclass(slots=True)
class Batch:
    """Typed columns of equal length, ready for the records table: those of ``derived.sql_columns``.

    A bulk batch has them as a polars frame instead.
    """

    columns: dict[str, list[Any]]
    rows: int
    frame: Any = None


@dataclass
class Submission:
    """One file that is read. ``statements`` counts its rows, or the filled cells of a wide table.

    ``form`` says how its rows become records, ``reopen`` gives its table once more.
    """

    number: int
    document: Document
    table: Table
    form: Form
    default_source: str
    reopen: Callable[[], Table]
    declared: str | None = None
    mark: Mark | None = None
    locale: str | None = None
    statements: int = 0
    notices: list[Notice] = field(default_factory=list)

    @property
    def ordinals(self) -> dict[str, int]:
        """Return the ordinal of each field's column in the file, from 1; a text has none."""
        return {} if isinstance(self.table, Running) else self.form.ordinals

    def column_of(self, field: str, start: int | None) -> int | None:
        """Return in which column of its line a field stands; in a text, where the figure begins."""
        if isinstance(self.table, Running):
            return None if start is None else self.table.column_at(start)
        return self.ordinals.get(field)

    @property
    def sheet(self) -> str | None:
        """Return the name of the sheet on which the table stands, or None."""
        return self.table.sheet if isinstance(self.table, OnSheet) else None

    def place(self, line: int | None, record: int | None, column: int | None) -> Place:
        """Return the place of a cell; one on a sheet has the address by which people know it, such as ``D3``."""
        cell = f"{column_letters(column)}{line}" if self.sheet is not None and column and line else None
        return Place(line=line, record=record, column=column, sheet=self.sheet, cell=cell)

    @property
    def excerpt_fields(self) -> list[str]:
        """Return what an excerpt shows, in the file's order."""
        return self.form.excerpt_fields


@dataclass
class SubmissionReader:
    """Reads files one after the other. ``locale`` is what was declared for all of them, or None.

    ``bulk_rows`` is the size of a chunk from which pandera validates instead of Pydantic; ``layouts`` describe wide
    tables.
    """

    catalogue: Catalogue
    register: SourceRegister
    open_table: Callable[[Document], Table]
    locale: str | None = None
    bulk_rows: int = 30_000
    layouts: LayoutBook | None = None

    def read(self, number: int, document: Document, default_source: str) -> tuple[Submission, Iterator[Batch]]:
        """Open a file; the batches must be read to their end before the notices are complete."""
        layout = self.layouts.layout_of(document) if self.layouts else None
        if self.layouts and layout and not layout.form:
            wide = self.layouts.open(document, layout)
            submission = Submission(
                number, document, wide.table, wide.form, wide.source or default_source, wide.reopen, wide.locale
            )
            for absent in wide.absent:
                line = submission.table.header_line
                self._note(submission, "EG006", line, field=absent.heading, fields=absent.fields)
        else:
            table = self.open_table(document)
            reopen = partial(self.open_table, document)
            if layout or is_sdmx(table.header):
                found = open_observations(table, reopen, layout, document, self.catalogue)
                source = found.source or default_source
                submission = Submission(number, document, table, found.form, source, reopen)
                for heading, fields in found.absent.items():
                    self._note(submission, "EG006", table.header_line, field=heading, fields=fields)
                return submission, self._batches(submission)
            header = read_header(table.header)
            submission = Submission(
                number,
                document,
                table,
                LongForm(header, table.header, table.ordinals if isinstance(table, OnSheet) else None),
                default_source,
                reopen,
            )
            self._header_notices(submission, header)
        return submission, self._batches(submission)

    def _header_notices(self, submission: Submission, header: Header) -> None:
        line = submission.table.header_line
        # what else stands in a workbook need not be meant for the check, but nobody shall think that it was judged
        severity = "warning" if submission.document.part and submission.document.part.aside else None
        if header.missing and self.layouts and self.layouts.looks_wide(submission.document):
            # its other columns are no misspelt fields but figures, and one sentence says what to do
            fields = {"reason": "looks-wide", "column": header.missing[0], "path": submission.document.label}
            self._note(submission, "EG006", line, field=header.missing[0], fields=fields, severity=severity)
            return
        for heading in header.unknown:
            close = nearest_field(heading)
            fields = {"reason": "no-such-field", "column": heading, "nearest": close or ""}
            self._note(submission, "EG005", line, field=heading, fields=fields)
        for heading, name in header.twice:
            fields = {"reason": "column-twice", "column": heading, "taken": name}
            self._note(submission, "EG005", line, field=heading, fields=fields)
        for name in header.missing:
            fields = {"reason": "not-in-table", "column": name}
            self._note(submission, "EG006", line, field=name, fields=fields, severity=severity)

    def _note(self, submission: Submission, code: str, line: int | None, **said: Any) -> None:
        if isinstance(submission.table, OnSheet) and said.get("column") is None and submission.table.ordinals:
            columns = dict(zip(submission.table.header, submission.table.ordinals, strict=True))
            said["column"] = columns.get(said.get("field", ""), submission.table.ordinals[0])
        submission.notices.append(Notice(code, submission.number, line, source=submission.default_source, **said))

    def _batches(self, submission: Submission) -> Iterator[Batch]:
        declared = submission.declared or self.locale or self._declared(submission, {submission.default_source})
        proof, seen = Proof(), False
        if submission.form.plain:
            declared = None
        elif submission.form.readable and declared is None:
            proof, seen = self._prove(submission), True
            declared = self._declared(submission, proof.sources)
            submission.mark = LOCALES[declared] if declared else proof.mark()
        elif submission.form.readable and declared:
            submission.mark = LOCALES[declared]
        submission.locale = next((name for name, mark in LOCALES.items() if mark == submission.mark), None)
        interpreter = Interpreter(self.catalogue, submission.mark, submission.default_source)
        for chunk in submission.table.chunks():
            for rows in submission.form.rows(chunk):
                submission.statements += len(rows.record)
                if not submission.form.readable:
                    continue
                if not seen:
                    proof.see(rows)
                yield self._batch(submission, interpreter, rows)
        for problem in submission.table.problems:
            submission.statements += problem.record is not None
            self._note(
                submission,
                problem.code,
                problem.line,
                record=problem.record,
                field="row",
                fields=dict(problem.fields),
                row=problem.row,
            )
        self._mixed(submission, proof, LOCALES.get(declared or ""))

    def _declared(self, submission: Submission, sources: set[str]) -> str | None:
        """Return the locale that is declared for every one of the sources alike, or None."""
        folder = submission.document.folder
        declared = {
            next((facts.locale for facts in self.register.stated(folder, source) if facts.locale), None)
            for source in sorted(sources)
        }
        return declared.pop() if len(declared) == 1 else None

    def _prove(self, submission: Submission) -> Proof:
        """Read all values of the file once for what they prove together about its decimal mark."""
        proof = Proof()
        for chunk in submission.reopen().chunks():
            for rows in submission.form.rows(chunk):
                proof.see(rows)
                named = set(rows.cells.get("source", ()))
                proof.sources |= {(cell or "").strip() or submission.default_source for cell in named}
        return proof

    def _mixed(self, submission: Submission, proof: Proof, declared: Mark | None) -> None:
        mixture = proof.mixture(declared)
        if mixture:
            (printed, line, record, column), fields = mixture
            self._note(
                submission, "EG004", line, record=record, column=column, severity="warning", field="value",
                printed=printed, fields=fields,
            )  # fmt: skip

    def _batch(self, submission: Submission, interpreter: Interpreter, rows: Rows) -> Batch:
        rows = rows.split()
        count = len(rows.record)
        cells, broken = without_broken(rows.cells)
        columns, faults = interpreter.columns(cells, count)
        faults = [fault for fault in faults if (fault.index, fault.field) not in broken]
        faults += [fault for (_, name), fault in broken.items() if name not in BESIDE]
        if rows.printed is not None:
            columns["printed"] = list(rows.printed)
        self._fill_sources(submission, columns)
        for index, name in broken:
            if name in BESIDE:  # the figure goes on without it
                self._fault(submission, broken[index, name], rows, columns["source"][index])
        wrong = {fault.index for fault in faults}
        keep = [index not in wrong for index in range(count)]
        frame = typed_frame(columns) if count >= self.bulk_rows else None
        faults += by_pydantic(columns, keep) if frame is None else by_pandera(frame, columns, keep)
        said: set[tuple[int, str, int]] = set()
        for fault in sorted(faults, key=lambda fault: (fault.index, fault.field)):
            keep[fault.index] = False
            ordinal = submission.ordinals.get(fault.field)
            shared = (rows.record[fault.index], fault.code, ordinal or 0)
            if rows.column is None or ordinal is None or shared not in said:
                # a cell that all figures of a row share is wrong once
                said.add(shared)
                self._fault(submission, fault, rows, columns["source"][fault.index])
        for kind, (index, name) in sorted(interpreter.odd_names.items()):
            if not any(n.code == "EG003" and n.fields["kind"] == kind for n in submission.notices):
                column, _, name_ = name.partition(": ")
                self._note(
                    submission, "EG003", rows.line[index], record=rows.record[index],
                    column=submission.ordinals.get(column), field=column, fields={"kind": kind, "name": name_},
                    printed=name_,
                )  # fmt: skip
        places: dict[str, list[Any]] = {
            "id": rows.ids(submission.number, submission.form.bits),
            "file": [submission.number] * count,
            "record": rows.record,
            "line": rows.line,
            "column": rows.column or [None] * count,
            "excerpt": _excerpts(rows),
        }
        if frame is not None:
            return Batch({}, sum(keep), with_places(frame, places, keep))
        columns |= places
        if not all(keep):
            columns = {name: [v for v, kept in zip(c, keep, strict=True) if kept] for name, c in columns.items()}
        return Batch(columns, sum(keep))

    def _fill_sources(self, submission: Submission, columns: dict[str, list[Any]]) -> None:
        """Fill what the rows do not say about their source from the registers."""
        folder = submission.document.folder
        for source in sorted(set(columns["source"])):
            stated = self.register.stated(folder, source)
            for name in ("publisher", "published", "url", "authority"):
                value = next((v for facts in stated if (v := getattr(facts, name))), None)
                if value is None:
                    continue
                dates = read_date(value) if name == "published" else None
                for index, own in enumerate(columns["source"]):
                    if own == source and columns[name][index] is None:
                        columns[name][index] = value
                        if dates:
                            columns["published_start"][index] = dates.start.isoformat()
                            columns["published_end"][index] = dates.end.isoformat()

    def _fault(self, submission: Submission, fault: Fault, rows: Rows, source: str) -> None:
        at, name = fault.index, fault.field
        shown = {key: cells[at] or "" for key, cells in rows.excerpt.items()}
        if name not in shown and name in submission.ordinals:
            shown[name] = rows.cells[name][at] or ""
        wide = rows.column is not None and name not in submission.ordinals
        cell = rows.column[at] if rows.column else None
        printed = (shown["value"] if wide else None) or fault.printed
        if not printed and name in rows.cells:
            printed = rows.cells[name][at] or ""
        # in a wide table people know the column by its heading
        fields = {"reason": fault.reason, "field": (wide and shown.get("heading")) or name}
        fields |= dict(zip(("fraction", "whole"), fault.readings, strict=False))
        marked = name if name in shown else "value" if wide else None
        submission.notices.append(
            Notice(
                fault.code,
                submission.number,
                rows.line[at],
                rows.record[at],
                cell if wide else submission.ordinals.get(name),
                name,
                printed or None,
                source,
                fields=fields,
                row=tuple(shown.values()),
                row_mark=list(shown).index(marked) if marked else None,
                cell=cell,
            )
        )


def _excerpts(rows: Rows) -> list[str]:
    if not rows.excerpt:
        return [""] * len(rows.record)
    return ["\x1f".join([cell or "" for cell in row]) for row in zip(*rows.excerpt.values(), strict=True)]
