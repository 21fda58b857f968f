"""The inputs of a run, tables and texts, read into the database one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
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
from egovcheck.sources.formats import open_grid
from egovcheck.sources.tables import Document
from egovcheck.sources.texts import is_text

Sheets = Mapping[str, Sequence[SheetNote]]


class Taker(Protocol):
    """Takes what is read; the database of a run is one."""

    def add(self, batch: Batch) -> None:
        """Take a batch of records."""
        ...

    def add_claims(self, file: int, source: str, claims: Sequence[Claim]) -> None:
        """Take what a text says besides its figures."""
        ...


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
    submissions: list[Submission] = []
    problems: list[InputError] = []
    sheets: dict[str, list[SheetNote]] = {}
    for document, source in zip(documents, sources, strict=True):
        try:
            with _tables(document, catalogue, layouts) as opened:
                if opened.sheets is not None:
                    sheets[document.label] = opened.sheets
                for table in opened.documents:
                    number = start + len(submissions)
                    submission, batches = reader.read(number, table, source)
                    submissions.append(submission)
                    for batch in batches:
                        database.add(batch)
                    if isinstance(submission.table, TextTable):
                        database.add_claims(number, submission.table.source, submission.table.reading.claims)
        except InputError as error:
            # what was read before the file broke off stays; the others are judged without it
            problems.append(error)
    if len(problems) == len(documents):
        first = problems[0]
        raise first if len(problems) == 1 else InputError("; ".join(str(error) for error in problems))
    if not any(s.statements or any(n.code == "EG006" for n in s.notices) for s in submissions):
        listed = ", ".join(submission.document.label for submission in submissions[:5])
        hint = "a row of a table, or an amount in a text, is one"
        raise InputError(f"there is nothing to check: {listed} holds no figures", hint=hint)
    return submissions, register, problems, sheets


def _tables(document: Document, catalogue: Catalogue, layouts: LayoutBook) -> AbstractContextManager[Opened]:
    """Give the tables of a file; a text is one."""
    if is_text(document, names_columns):
        return nullcontext(Opened([document]))
    return tables_of(document, catalogue, lambda sheet: layouts.layouts_of(document, sheet))
