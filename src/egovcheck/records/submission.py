"""One file of a submission into batches of typed columns, with notices for whatever could not be read.

A submission is read twice where its decimal mark has to be settled: once to see which mark its values prove, once to
read them. Nothing is kept but one chunk at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Any

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import Header, nearest_field, read_header
from egovcheck.records.figures import LOCALES, Mark
from egovcheck.records.interpret import Fault, Interpreter
from egovcheck.records.marks import FIGURES, Proof
from egovcheck.records.periods import read_date
from egovcheck.records.ranges import split_ranges
from egovcheck.records.registers import SourceRegister
from egovcheck.records.validate import by_pandera, by_pydantic, typed_frame, with_places
from egovcheck.sources.tables import Cell, Chunk, Document, Table

EXCERPT = ("indicator", "area", "period", "breakdown", "measure", "base_period", "status", "value")
"""The cells that an excerpt shows, in the file's order."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that reading found: the rule's code, the file's number, the place, and the message's fields."""

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
    """One file that is read. ``statements`` counts its rows; ``ordinals`` are the file's columns by field, from 1."""

    number: int
    document: Document
    table: Table
    header: Header
    default_source: str
    mark: Mark | None = None
    locale: str | None = None
    statements: int = 0
    notices: list[Notice] = field(default_factory=list)

    @property
    def ordinals(self) -> dict[str, int]:
        """Return the ordinal of each field's column in the file."""
        order = {heading: index for index, heading in enumerate(self.table.header, 1)}
        return {name: order[heading] for name, heading in self.header.columns.items()}

    @property
    def excerpt_fields(self) -> list[str]:
        """Return the fields of an excerpt in the file's order."""
        ordinals = self.ordinals
        return sorted((name for name in EXCERPT if name in ordinals), key=ordinals.__getitem__)


@dataclass
class SubmissionReader:
    """Reads files one after the other. ``locale`` is what was declared for all of them, or None.

    ``bulk_rows`` is the size of a chunk from which pandera validates instead of Pydantic.
    """

    catalogue: Catalogue
    register: SourceRegister
    open_table: Callable[[Document], Table]
    locale: str | None = None
    bulk_rows: int = 30_000

    def read(self, number: int, document: Document, default_source: str) -> tuple[Submission, Iterator[Batch]]:
        """Open a file; the batches must be read to their end before the notices are complete."""
        table = self.open_table(document)
        submission = Submission(number, document, table, read_header(table.header), default_source)
        self._header_notices(submission)
        return submission, self._batches(submission)

    def _header_notices(self, submission: Submission) -> None:
        line = submission.table.header_line
        for heading in submission.header.unknown:
            close = nearest_field(heading)
            fields = {"reason": "no-such-field", "column": heading, "nearest": close or ""}
            self._note(submission, "EG005", line, field=heading, fields=fields)
        for heading, name in submission.header.twice:
            fields = {"reason": "column-twice", "column": heading, "taken": name}
            self._note(submission, "EG005", line, field=heading, fields=fields)
        for name in submission.header.missing:
            self._note(submission, "EG006", line, field=name, fields={"column": name})

    def _note(self, submission: Submission, code: str, line: int | None, **said: Any) -> None:
        submission.notices.append(Notice(code, submission.number, line, source=submission.default_source, **said))

    def _batches(self, submission: Submission) -> Iterator[Batch]:
        declared = self.locale or self._declared(submission, {submission.default_source})
        proof, seen = Proof(), False
        if submission.header.missing:
            submission.mark = None
        elif declared is None:
            proof, seen = self._prove(submission), True
            declared = self._declared(submission, proof.sources)
            submission.mark = LOCALES[declared] if declared else proof.mark()
        else:
            submission.mark = LOCALES[declared]
        submission.locale = next((name for name, mark in LOCALES.items() if mark == submission.mark), None)
        interpreter = Interpreter(self.catalogue, submission.mark, submission.default_source)
        for chunk in submission.table.chunks():
            submission.statements += len(chunk.record)
            if submission.header.missing:
                continue
            cells = {name: chunk.columns[heading] for name, heading in submission.header.columns.items()}
            if not seen:
                proof.see(cells, chunk)
            yield self._batch(submission, interpreter, cells, chunk)
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
        folder = submission.document.path.parent
        declared = {
            next((facts.locale for facts in self.register.stated(folder, source) if facts.locale), None)
            for source in sorted(sources)
        }
        return declared.pop() if len(declared) == 1 else None

    def _prove(self, submission: Submission) -> Proof:
        """Read all values of the file once for what they prove together about its decimal mark."""
        proof = Proof()
        first = self.open_table(submission.document)
        for chunk in first.chunks():
            proof.see({n: chunk.columns[h] for n, h in submission.header.columns.items() if n in FIGURES}, chunk)
            named = chunk.columns.get(submission.header.columns.get("source", ""), ())
            proof.sources |= {(cell or "").strip() or submission.default_source for cell in set(named)}
        return proof

    def _mixed(self, submission: Submission, proof: Proof, declared: Mark | None) -> None:
        mixture = proof.mixture(declared)
        if mixture:
            line, printed, fields = mixture
            self._note(submission, "EG004", line, severity="warning", field="value", printed=printed, fields=fields)

    def _batch(
        self, submission: Submission, interpreter: Interpreter, cells: dict[str, list[Cell]], chunk: Chunk
    ) -> Batch:
        records, lines = list(chunk.record), list(chunk.line)
        parts = [0] * len(records)
        cells, origin = split_ranges(cells)
        if origin is not None:
            records = [records[i] for i in origin]
            lines = [lines[i] for i in origin]
            parts = [int(i > 0 and origin[i] == origin[i - 1]) for i in range(len(origin))]
        columns, faults = interpreter.columns(cells, len(records))
        self._fill_sources(submission, columns)
        wrong = {fault.index for fault in faults}
        keep = [index not in wrong for index in range(len(records))]
        frame = typed_frame(columns) if len(records) >= self.bulk_rows else None
        faults += by_pydantic(columns, keep) if frame is None else by_pandera(frame, columns, keep)
        for fault in sorted(faults, key=lambda fault: (fault.index, fault.field)):
            keep[fault.index] = False
            self._fault(submission, fault, records, lines, cells=cells, source=columns["source"][fault.index])
        for kind, (index, name) in sorted(interpreter.odd_names.items()):
            if not any(n.code == "EG003" and n.fields["kind"] == kind for n in submission.notices):
                column, _, said = name.partition(": ")
                self._note(
                    submission, "EG003", lines[index], record=records[index], column=submission.ordinals.get(column),
                    field=column, fields={"kind": kind, "name": said}, printed=said,
                )  # fmt: skip
        places: dict[str, list[Any]] = {}
        places["id"] = [
            (submission.number << 40) | (record << 1) | part for record, part in zip(records, parts, strict=True)
        ]
        places["file"] = [submission.number] * len(records)
        places["record"], places["line"] = records, lines
        places["excerpt"] = self._excerpts(submission, cells, len(records))
        if frame is not None:
            return Batch({}, sum(keep), with_places(frame, places, keep))
        columns |= places
        if not all(keep):
            columns = {name: [v for v, kept in zip(c, keep, strict=True) if kept] for name, c in columns.items()}
        return Batch(columns, sum(keep))

    def _fill_sources(self, submission: Submission, columns: dict[str, list[Any]]) -> None:
        """Fill what the rows do not say about their source from the registers."""
        folder = submission.document.path.parent
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

    def _fault(
        self,
        submission: Submission,
        fault: Fault,
        records: list[int],
        lines: list[int | None],
        *,
        cells: Mapping[str, Sequence[Cell]],
        source: str,
    ) -> None:
        fields = submission.excerpt_fields
        if fault.field not in fields and fault.field in submission.header.columns:
            fields = [*fields, fault.field]
        row = tuple(cells[name][fault.index] or "" for name in fields)
        submission.notices.append(
            Notice(
                fault.code,
                submission.number,
                lines[fault.index],
                records[fault.index],
                submission.ordinals.get(fault.field),
                fault.field,
                fault.printed or (cells[fault.field][fault.index] if fault.field in cells else "") or None,
                source,
                fields={
                    "reason": fault.reason,
                    "field": fault.field,
                    **dict(zip(("fraction", "whole"), fault.readings, strict=False)),
                },
                row=row,
                row_mark=fields.index(fault.field) if fault.field in fields else None,
            )
        )

    def _excerpts(self, submission: Submission, cells: Mapping[str, Sequence[Cell]], rows: int) -> list[str]:
        chosen = [cells[name] for name in submission.excerpt_fields]
        if not chosen:
            return [""] * rows
        return ["\x1f".join([cell or "" for cell in row]) for row in zip(*chosen, strict=True)]


def default_sources(documents: Sequence[Document]) -> list[str]:
    """Return a source id for each file: its stem, or where two files share it the path without suffix, or with it."""
    stems = ["stdin" if d.label == "-" else Path(d.label).stem for d in documents]
    paths = [Path(d.label).with_suffix("").as_posix() for d in documents]
    return [
        stem if stems.count(stem) == 1 else path if paths.count(path) == 1 else document.label
        for stem, path, document in zip(stems, paths, documents, strict=True)
    ]
