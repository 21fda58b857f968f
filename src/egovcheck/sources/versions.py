"""The files of a submission beside those of the version before it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from egovcheck.core.errors import InputError
from egovcheck.sources.databases.address import Declared
from egovcheck.sources.find import find_documents
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import STDIN


@contextmanager
def find_versions(
    paths: Sequence[str],
    previous: Sequence[str],
    *,
    stdin: BinaryIO | None,
    apart: Collection[Path] = (),
    databases: Sequence[Declared] = (),
) -> Iterator[tuple[list[Document], list[Document]]]:
    """Give the documents of a submission and those of its previous version, for as long as the ``with`` block lasts.

    Files of the previous version that are found in a folder of the new one (``validate . --previous old/``) are no part
    of it; those that are named are. Files that are ``apart`` belong to neither.

    Raises InputError as ``find_documents`` does, and says so where it is the previous version that cannot be had.
    """
    with ExitStack() as stack:
        documents = stack.enter_context(find_documents(paths, stdin=stdin, apart=apart, databases=databases))
        earlier: list[Document] = []
        if previous:
            with of_previous_version():
                if STDIN in previous:
                    raise InputError("it cannot come from standard input", hint="write it to a file")
                earlier = stack.enter_context(find_documents(previous, stdin=None, apart=apart, databases=databases))
            documents = _without(documents, earlier, paths)
        yield documents, earlier


@contextmanager
def of_previous_version() -> Iterator[None]:
    """Let an InputError say that it is the previous version that cannot be read."""
    try:
        yield
    except InputError as error:
        message = f"the previous version cannot be compared: {error.message}"
        raise InputError(message, hint=error.hint, place=error.place) from error


def _without(documents: list[Document], earlier: list[Document], paths: Sequence[str]) -> list[Document]:
    old = {os.path.realpath(document.path) for document in earlier}
    named = {os.path.realpath(path) for path in paths if path != STDIN}
    kept = [d for d in documents if (real := os.path.realpath(d.path)) not in old or real in named]
    if not kept:
        raise InputError(
            "there is nothing to check: every file belongs to the previous version", hint="name the new files"
        )
    return kept
