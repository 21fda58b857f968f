"""``egovcheck validate form.xlsx --annotate out.xlsx``: the workbook goes back with its findings in it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from egovcheck.cli.console import Target
from egovcheck.cli.files import write_whole
from egovcheck.core.errors import InputError, UsageError
from egovcheck.core.findings import Lang
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.sources.find import find_documents
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import STDIN

POSSIBLE = (".xlsx", ".xlsm")
"""The endings of workbooks that can be annotated; the macros of the second kind stay as they are."""


@dataclass(frozen=True, slots=True)
class Copying:
    """What is to be annotated, and where the copy goes."""

    workbook: Document
    out: Path


def copying(
    given: str | None, paths: Sequence[str], previous: Iterable[str], chosen: Sequence[Target], lang: Lang
) -> Copying | None:
    """Return what ``--annotate`` asks for, or None where it was not given.

    Raises UsageError, before anything is compared, where it cannot be done or would overwrite something.
    """
    if given is None:
        return None
    out = Path(given)
    if out.suffix.lower() not in POSSIBLE:
        raise UsageError(f"--annotate {safe(given)} is no workbook", hint=f"its name has to end in {_either()}")
    if out.is_dir() or not out.parent.is_dir():
        raise UsageError(f"--annotate {safe(given)} cannot be written", hint="name a file in a folder that exists")
    if any(target.path and _same(target.path, out) for target in chosen):
        raise UsageError("two outputs go to one file")
    workbook = _workbook(out, [path for path in paths if path != STDIN], previous)
    if workbook.path.suffix.lower() != out.suffix.lower():
        kept = f"the copy of {safe(workbook.label)} has to end in {workbook.path.suffix.lower()} as well"
        raise UsageError(f"--annotate {safe(given)} changes the kind of workbook", hint=kept)
    _check(workbook, lang)
    return Copying(workbook, out)


def write_copy(copy: Copying, report: Report, *, quiet: bool) -> None:
    """Write the annotated copy and say on standard error what is in it, and what could not be done."""
    from egovcheck.report.annotated import annotate  # noqa: PLC0415 - only for those who want it

    if all(one.path != copy.workbook.label for one in report.inputs):
        sys.stderr.write(f"egovcheck: {_said(report.basis.lang, copy)['unread']}\n")
        return
    data = copy.workbook.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != copy.workbook.sha256:
        raise InputError(
            f"{safe(copy.workbook.label)} was changed while it was being checked", hint="run the command again"
        )
    made = annotate(report, copy.workbook.label, data)
    write_whole(copy.out, made.data)
    for remark in made.remarks:
        sys.stderr.write(f"egovcheck: {safe(str(copy.out))}: {safe(remark)}\n")
    if not quiet:
        sys.stderr.write(f"egovcheck: {_said(report.basis.lang, copy, made.cells, made.sheet)['done']}\n")


def _workbook(out: Path, paths: Sequence[str], previous: Iterable[str]) -> Document:
    """Return the one workbook among the inputs."""
    found: list[Document] = []
    if paths:
        with find_documents(paths, stdin=None) as documents:
            found = list(documents)
    before: list[Document] = []
    earlier = [path for path in previous if path != STDIN]
    if earlier:
        with find_documents(earlier, stdin=None) as documents:
            before = list(documents)
    for document in (*found, *before):
        if _same(document.path, out):
            raise UsageError(
                f"--annotate {safe(str(out))} would overwrite an input", hint="the original is never changed"
            )
    workbooks = [document for document in found if document.path.suffix.lower() in POSSIBLE]
    if len(workbooks) == 1:
        return workbooks[0]
    if workbooks:
        named = ", ".join(safe(document.label) for document in workbooks[:5])
        raise UsageError(f"--annotate needs one workbook, and there are {len(workbooks)}: {named}", hint="name one")
    named = ", ".join(safe(document.label) for document in found[:5]) or "standard input"
    raise UsageError(
        f"there is no workbook that can be annotated: {named}",
        hint=f"only {_either()} can be; save others as .xlsx first",
    )


def _check(workbook: Document, lang: Lang) -> None:
    from egovcheck.report.annotated import obstacle  # noqa: PLC0415 - only for those who want it

    problem = obstacle(workbook.path.read_bytes(), lang)
    if problem is not None:
        raise UsageError(f"{safe(workbook.label)} cannot be annotated: {problem}")


def _same(one: Path, other: Path) -> bool:
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    return one.exists() and other.exists() and one.samefile(other)


def _either() -> str:
    return " or ".join(POSSIBLE)


def _said(lang: Lang, copy: Copying, cells: int = 0, sheet: str = "") -> dict[str, str]:
    out, original = safe(str(copy.out)), safe(copy.workbook.label)
    if lang == "vi":
        return {
            "done": f"đã đánh dấu {cells} ô trong {out}, xem danh sách ở trang tính '{sheet}'",
            "unread": f"không ghi {out}: không đọc được {original}",
        }
    marked = f"{cells} cell{'' if cells == 1 else 's'}"
    return {
        "done": f"{marked} marked in {out}; the sheet '{sheet}' lists the findings",
        "unread": f"{out} is not written, because {original} was not read",
    }
