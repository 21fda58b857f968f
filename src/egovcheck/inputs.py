"""The inputs of a run, tables and texts, read into the database one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from egovcheck.core.errors import InputError
from egovcheck.prose.claims.claim import Claim
from egovcheck.prose.opening import Opener, names_columns
from egovcheck.prose.table import TextTable
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.layouts.book import LayoutBook
from egovcheck.records.layouts.parsing import check_known
from egovcheck.records.registers import SourceRegister
from egovcheck.records.source_names import default_sources
from egovcheck.records.submission import Batch, Submission, SubmissionReader
from egovcheck.records.workbooks import Opened, SheetNote, tables_of
from egovcheck.settings import Settings
from egovcheck.sources.changing import changed
from egovcheck.sources.formats import open_grid
from egovcheck.sources.tables import Document
from egovcheck.sources.texts import is_text
from egovcheck.sources.wording import os_problem

Sheets = Mapping[str, Sequence[SheetNote]]


class Taker(Protocol):
    """Takes what is read; the database of a run is one."""

    def add(self, batch: Batch) -> None:
        """Take a batch of records."""
        ...

    def add_claims(self, file: int, source: str, claims: Sequence[Claim]) -> None:
        """Take what a text says besides its figures."""
        ...

    def forget(self, file: int) -> None:
        """Take back the records of one file."""
        ...


@dataclass
class _Intake:
    """What has been read so far. What was read before a file broke off stays; the others are judged without it."""

    reader: SubmissionReader
    tables_of: Callable[[Document], AbstractContextManager[Opened]]
    taker: Taker
    start: int
    submissions: list[Submission] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    sheets: dict[str, list[SheetNote]] = field(default_factory=dict)

    def take(self, document: Document, source: str) -> None:
        """Read one file; of one that changed meanwhile nothing stays."""
        before = len(self.submissions)
        problem: InputError | None = None
        try:
            self._read(document, source)
        except InputError as error:
            problem = error
        except OSError as error:
            problem = os_problem(document.label, error)
        if altered := changed(document):
            for number in range(self.start + before, self.start + len(self.submissions)):
                self.taker.forget(number)
            del self.submissions[before:]
            self.sheets.pop(document.label, None)
        if failed := altered or problem:
            self.problems.append(failed)

    def _read(self, document: Document, source: str) -> None:
        with self.tables_of(document) as opened:
            if opened.sheets is not None:
                self.sheets[document.label] = opened.sheets
            for table in opened.documents:
                number = self.start + len(self.submissions)
                submission, batches = self.reader.read(number, table, source)
                self.submissions.append(submission)
                for batch in batches:
                    self.taker.add(batch)
                if isinstance(submission.table, TextTable):
                    self.taker.add_claims(number, submission.table.source, submission.table.reading.claims)


def read_inputs(
    documents: Sequence[Document], catalogue: Catalogue, settings: Settings, database: Taker, start: int
) -> tuple[list[Submission], SourceRegister, list[InputError], Sheets]:
    """Read all inputs into the database; ``start`` is the number of the first file.

    Returns the tables that were read, what is known of their sources, the errors of files that could not be read, and
    the sheets of workbooks by the labels of their files.

    Raises:
        InputError: where none can be read, or there is no figure in any of them.
    """
    register = SourceRegister.of(settings.sources)
    check_known(settings.layouts, catalogue)
    layouts = LayoutBook(settings.layouts, catalogue, open_grid)
    sources = default_sources(documents)
    named = dict(zip((document.label for document in documents), sources, strict=True))
    opener = Opener(catalogue, register, named, settings.published)
    reader = SubmissionReader(catalogue, register, opener.open, settings.locale, settings.bulk_rows, layouts)
    intake = _Intake(reader, partial(_tables, catalogue=catalogue, layouts=layouts), database, start)
    for document, source in zip(documents, sources, strict=True):
        intake.take(document, source)
    submissions, problems = intake.submissions, intake.problems
    if len(problems) == len(documents):
        first = problems[0]
        raise first if len(problems) == 1 else InputError("; ".join(str(error) for error in problems))
    if not any(s.statements or any(n.code == "EG006" for n in s.notices) for s in submissions):
        listed = ", ".join(submission.document.label for submission in submissions[:5])
        hint = "a row of a table, or an amount in a text, is one"
        raise InputError(f"there is nothing to check: {listed} holds no figures", hint=hint)
    return submissions, register, problems, intake.sheets


def _tables(document: Document, *, catalogue: Catalogue, layouts: LayoutBook) -> AbstractContextManager[Opened]:
    """Give the tables of a file; a text is one."""
    if is_text(document, names_columns):
        return nullcontext(Opened([document]))
    return tables_of(document, catalogue, lambda sheet: layouts.layouts_of(document, sheet))
