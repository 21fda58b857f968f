"""The inputs of a run, tables and texts, read into the database one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from egovcheck.core.errors import InputError
from egovcheck.prose.claims.claim import Claim
from egovcheck.prose.opening import Opener
from egovcheck.prose.table import TextTable
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.layouts.book import LayoutBook
from egovcheck.records.layouts.parsing import check_known
from egovcheck.records.registers import SourceRegister
from egovcheck.records.submission import Batch, Submission, SubmissionReader, default_sources
from egovcheck.settings import Settings
from egovcheck.sources.formats import open_grid
from egovcheck.sources.tables import Document


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
) -> tuple[list[Submission], SourceRegister, list[InputError]]:
    """Read all inputs into the database; ``start`` is the number of the first file.

    Returns the files that were read, what is known of their sources, and the errors of those that could not be read.

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
    submissions = []
    problems: list[InputError] = []
    for number, (document, source) in enumerate(zip(documents, sources, strict=True), start):
        try:
            submission, batches = reader.read(number, document, source)
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
    return submissions, register, problems
