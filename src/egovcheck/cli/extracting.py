"""``egovcheck extract``: the figures of texts as a table that can be validated as a submission."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import signal
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TextIO

from egovcheck.cli.configuration import load_configuration
from egovcheck.cli.console import standard_input, waiting
from egovcheck.cli.dates import checked_date
from egovcheck.cli.files import refuse_overwriting, whole_file
from egovcheck.cli.saved_texts import SavedTexts, saved_texts
from egovcheck.core.errors import ExitCode, InputError, UsageError
from egovcheck.core.text import formula_free, safe
from egovcheck.prose.opening import Opener, may_be_text
from egovcheck.prose.statements import COLUMNS, Statement
from egovcheck.prose.table import TextTable
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.registers import SourceFacts, SourceRegister
from egovcheck.records.source_names import default_sources
from egovcheck.sources.changing import changed
from egovcheck.sources.find import find_documents
from egovcheck.sources.tables import Document

MANY = 48
"""From so many texts on they are read by several processes, each of which has to load the catalogue first."""

_CHUNK = 16
_LONGEST_FOLDER = 64
"""Bytes of the folder for temporary files; the address of a socket has 104, of which the rest is the name."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The command line as given; None where an option was not."""

    paths: tuple[str, ...]
    output: str | None = None
    text_out: str | None = None
    published: str | None = None
    catalogue: str | None = None
    lang: str | None = None
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one text gave: its rows as CSV, how many they are and how many have an indicator, or why it gave nothing."""

    label: str
    rows: str = ""
    figures: int = 0
    matched: int = 0
    text: str | None = None
    problem: str | None = None


def extract_command(request: Extraction, environment: Mapping[str, str] = os.environ) -> int:
    """Run the command and return its exit code."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    lang = configuration.get("lang", request.lang, "en")
    published = checked_date(request.published)
    catalogue = Path(request.catalogue) if request.catalogue else configuration.catalogue
    known = load_catalogue(catalogue)
    with contextlib.ExitStack() as stack:
        refuse_overwriting(_files_named(request), request.paths, configuration.files)
        found = stack.enter_context(find_documents(request.paths, stdin=standard_input(), apart=known.own_files))
        texts = [document for document in found if may_be_text(document)]
        if not texts:
            named = ", ".join(safe(document.label) for document in found[:5])
            raise InputError(f"there is no text among the inputs: {named}", hint="egovcheck validate reads tables")
        folder = saved_texts(request.text_out, texts, found)
        stack.enter_context(waiting({"en": "reading texts …", "vi": "đang đọc văn bản …"}[lang]))
        sources = dict(zip((d.label for d in texts), default_sources(texts), strict=True))
        work = partial(
            _extracted, catalogue=catalogue, sources=sources, stated=configuration.sources, published=published,
            keep_text=folder is not None,
        )  # fmt: skip
        out = stack.enter_context(target(request.output))
        extracted = stack.enter_context(contextlib.closing(_each(texts, work)))
        counts = _write(out, extracted, folder)
    sys.stderr.write(f"egovcheck: {_summary(*counts, lang)}\n")
    return ExitCode.INPUT if counts[3] else ExitCode.CLEAN


def _write(out: TextIO, extracted: Iterable[Extracted], folder: SavedTexts | None) -> tuple[int, int, int, int]:
    """Write the rows as they come; return the numbers of texts, figures, those with an indicator, and failures."""
    texts = figures = matched = failed = 0
    out.write(_csv([COLUMNS]))
    for one in extracted:
        if one.problem is not None:
            sys.stderr.write(f"egovcheck: {safe(one.problem)}\n")
            failed += 1
            continue
        texts, figures, matched = texts + 1, figures + one.figures, matched + one.matched
        out.write(one.rows)
        if folder is not None and one.text is not None:
            folder.save(one.label, one.text)
    return texts, figures, matched, failed


def _each(texts: Sequence[Document], work: Any) -> Generator[Extracted, None, None]:
    """Yield what each text gives, in order; many of them are shared out among processes."""
    workers = os.cpu_count() or 1
    if len(texts) < MANY or workers == 1 or not _can_share():
        yield from map(work, texts)
        return
    context = get_context("forkserver" if os.name == "posix" else "spawn")
    _start_deaf()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_signals_to_the_parent) as pool:
        try:
            yield from _in_chunks(pool, texts, work, 2 * workers)
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what has not begun is not waited for
            raise


def _in_chunks(pool: ProcessPoolExecutor, texts: Sequence[Document], work: Any, ahead: int) -> Iterator[Extracted]:
    """Yield what each text gives; only a few chunks are ``ahead``, so that memory does not grow with their number."""
    waiting_for = []
    for start in range(0, len(texts), _CHUNK):
        waiting_for.append(pool.submit(_chunk, work, texts[start : start + _CHUNK]))
        if len(waiting_for) > ahead:
            yield from waiting_for.pop(0).result()
    for future in waiting_for:
        yield from future.result()


def _can_share() -> bool:
    """Say whether processes can find each other: by a socket in the folder for temporary files, of a short name."""
    return os.name != "posix" or len(os.fsencode(tempfile.gettempdir())) < _LONGEST_FOLDER


def _start_deaf() -> None:
    """Start the process that forks the others so that none of them ever hears Ctrl-C, not even while it begins."""
    if os.name != "posix":
        return
    from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - not on Windows

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _leave_signals_to_the_parent() -> None:
    """Keep Ctrl-C, which every process of a terminal gets, from being answered by each with a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(work: Any, texts: Sequence[Document]) -> list[Extracted]:
    return [work(document) for document in texts]


def _extracted(
    document: Document,
    *,
    catalogue: Path | None,
    sources: Mapping[str, str],
    stated: Sequence[SourceFacts],
    published: str | None,
    keep_text: bool,
) -> Extracted:
    """Read one text; one that cannot be read is told and keeps nobody else from being read."""
    opener = Opener(load_catalogue(catalogue), SourceRegister.of(stated), sources, published)
    try:
        table = opener.open_text(document)
        if altered := changed(document):
            raise altered
    except InputError as error:
        return Extracted(document.label, problem=str(error))
    rows = table.reading.statements
    text = table.reading.document.text if keep_text else None
    matched = sum(row.indicator is not None for row in rows)
    return Extracted(document.label, _csv(_cells(table, row) for row in rows), len(rows), matched, text)


def _cells(table: TextTable, row: Statement) -> list[str]:
    of_text = {"path": table.path, "source": table.source, "published": table.reading.origin.published}
    values = (of_text[name] if name in of_text else getattr(row, name) for name in COLUMNS)
    return [formula_free("" if value is None else str(value)) for value in values]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@contextlib.contextmanager
def target(output: str | None) -> Iterator[TextIO]:
    """Give standard output, or a file that takes its name only when all of it has been written."""
    if output in {None, "-"}:
        yield sys.stdout
        sys.stdout.flush()
        return
    with whole_file(Path(output or ""), "the table of records") as file:
        out = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
        try:
            yield out
        finally:
            out.detach()


def _files_named(request: Extraction) -> list[Path]:
    named = [Path(one) for one in (request.output, request.text_out) if one and one != "-"]
    if len({os.path.realpath(path) for path in named}) < len(named):
        raise UsageError("the records and the text go to one file", hint="name another file for one of them")
    return named


def _summary(texts: int, figures: int, matched: int, failed: int, lang: str) -> str:
    if lang == "vi":
        unread = f"; {failed} văn bản không đọc được" if failed else ""
        return f"{figures} số liệu trong {texts} văn bản, {matched} số liệu xác định được chỉ tiêu{unread}"
    unread = f"; {failed} not read" if failed else ""
    return (
        f"{figures} figure{'' if figures == 1 else 's'} in {texts} text{'' if texts == 1 else 's'}, "
        f"{matched} of them with an indicator{unread}"
    )
