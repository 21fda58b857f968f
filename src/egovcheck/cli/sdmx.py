"""``egovcheck export sdmx``: inputs into records, and records into SDMX-CSV."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from egovcheck.cli.configuration import load_configuration
from egovcheck.cli.console import standard_input, waiting
from egovcheck.cli.dates import checked_date
from egovcheck.cli.extracting import target
from egovcheck.cli.files import refuse_overwriting
from egovcheck.core.errors import ExitCode, InputError
from egovcheck.core.text import safe
from egovcheck.inputs import read_inputs
from egovcheck.prose.claims.claim import Claim
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.databases import with_environment
from egovcheck.records.model import IndicatorRecord
from egovcheck.records.sdmx.outgoing import Outgoing
from egovcheck.records.sdmx.writing import DEFAULT_STRUCTURE, Structure, Writer
from egovcheck.records.submission import Batch, Submission
from egovcheck.settings import Settings, check_settings
from egovcheck.sources.find import find_documents


@dataclass(frozen=True, slots=True)
class SdmxRequest:
    """The command line as given; None where an option was not."""

    paths: tuple[str, ...]
    output: str | None = None
    structure: str | None = None
    published: str | None = None
    catalogue: str | None = None
    locale: str | None = None
    lang: str | None = None
    isolated: bool = False


@dataclass
class _Written:
    """Takes batches of records and writes them one after the other."""

    out: TextIO
    writer: Writer
    outgoing: Outgoing
    claims: int = field(default=0)

    def add(self, batch: Batch) -> None:
        """Write a batch of records."""
        if not batch.rows:
            return
        columns = batch.columns
        if batch.frame is not None:
            columns = {name: batch.frame[name].to_list() for name in IndicatorRecord.model_fields}
        first = not self.outgoing.records
        self.out.write(self.writer.part(self.outgoing.columns(columns, batch.rows), first=first))

    def add_claims(self, file: int, source: str, claims: Sequence[Claim]) -> None:  # noqa: ARG002 - a database has them
        """Count what texts say besides figures, for which SDMX has no place."""
        self.claims += len(claims)

    def forget(self, file: int) -> None:  # noqa: ARG002 - a database has them
        """Give up: what was written cannot be taken back."""
        raise InputError("a file changed while it was being read", hint="run again when nobody writes to it")


def sdmx_command(request: SdmxRequest, environment: Mapping[str, str] = os.environ) -> int:
    """Run the command and return its exit code."""
    writer = Writer(Structure.read(request.structure or DEFAULT_STRUCTURE))
    writer.check()
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    lang = configuration.get("lang", request.lang, "en")
    catalogue = load_catalogue(Path(request.catalogue) if request.catalogue else configuration.catalogue)
    settings = Settings(
        lang=lang,
        locale=configuration.get("locale", request.locale),
        sources=configuration.sources,
        layouts=configuration.layouts,
        published=checked_date(request.published),
        databases=with_environment(configuration.databases, environment),
    )
    check_settings(settings)
    if request.output not in {None, "-"}:
        refuse_overwriting([Path(request.output or "")], request.paths, configuration.files)
    with (
        waiting({"en": "reading figures …", "vi": "đang đọc số liệu …"}[lang]),
        find_documents(
            request.paths, stdin=standard_input(), apart=catalogue.own_files, databases=settings.databases
        ) as documents,
        target(request.output) as out,
    ):
        written = _Written(out, writer, Outgoing(catalogue))
        submissions, _, problems, _ = read_inputs(documents, catalogue, settings, written, 1)
        if not written.outgoing.records:
            out.write(writer.header())
    unread = _unread_rows(submissions)
    for problem in problems:
        sys.stderr.write(f"egovcheck: {safe(str(problem))}\n")
    for said in _remarks(written, unread, lang):
        sys.stderr.write(f"egovcheck: {said}\n")
    return ExitCode.INPUT if problems or unread else ExitCode.CLEAN


def _unread_rows(submissions: Sequence[Submission]) -> int:
    """Return how many rows became no record, for which ``validate`` has the reasons."""
    return len(
        {
            (n.file, n.record, n.cell)
            for submission in submissions
            for n in submission.notices
            if n.record and n.severity is None and n.code != "EG003"
        }
    )


def _remarks(written: _Written, unread: int, lang: str) -> list[str]:
    records, changed, claims = written.outgoing.records, written.outgoing.changed, written.claims
    if lang == "vi":
        said = [f"đã ghi {records} bản ghi"]
        said += (
            [f"{unread} dòng không đọc được nên không có trong tệp: egovcheck validate cho biết lý do"]
            if unread
            else []
        )
        said += [f"{changed} bản ghi được ghi kém chính xác hơn số liệu in trong nguồn"] if changed else []
        return said + ([f"{claims} nhận định trong văn bản không ghi được vào SDMX"] if claims else [])
    said = [f"{records} record{'' if records == 1 else 's'} written"]
    if unread:
        rows = "1 row is not in the file, since it" if unread == 1 else f"{unread} rows are not in the file, since they"
        said.append(f"{rows} cannot be read: egovcheck validate says why")
    said += [f"of {changed} records the interval could not be written"] if changed else []
    return said + ([f"{claims} claims of texts have no place in SDMX"] if claims else [])
