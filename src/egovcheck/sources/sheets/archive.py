"""The archive that a workbook is: opened with limits on everything that it says of itself, read and never unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from egovcheck.core.errors import InputError
from egovcheck.sources.encodings import looks_like_text
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import called

MAX_MEMBERS = 20_000
MAX_UNPACKED = 2 << 30
"""Bytes of all parts together, unpacked; they are read as a stream."""
MAX_HELD = 256 << 20
"""Bytes of a part that is held in memory as a whole."""
MAX_RATIO = 500
"""How many times larger than its packed form a large part may be; zlib makes sheets of equal rows 100 times smaller."""
_SMALL = 16 << 20

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class Archive:
    """The parts of a workbook by name. What cannot be read is an InputError with the name of the file."""

    def __init__(self, document: Document, program: str) -> None:
        self._document = document
        self._program = program
        with document.path.open("rb") as file:
            head = file.read(4096)
        if not head.startswith(b"PK") and looks_like_text(head):
            what = "a web page" if b"<html" in head.lower() or b"<table" in head.lower() else "text"
            raise InputError(
                f"{called(document.label)} is no workbook that can be read: it is {what} with the ending of a workbook",
                hint="give a table of text the ending .csv; open a web page in Excel and save it as .xlsx",
            )
        try:
            self._zip = zipfile.ZipFile(document.path)
        except BROKEN as error:
            raise self.broken(f"the archive is damaged or cut off ({str(error).lower() or 'it ends early'})") from error
        try:
            self._check(self._zip.infolist())
        except InputError:
            self._zip.close()
            raise
        self.names = frozenset(self._zip.namelist())

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def broken(self, why: str) -> InputError:
        """Return the error for a workbook that cannot be read."""
        return InputError(
            f"{called(self._document.label)} is no workbook that can be read: {why}",
            hint=f"open it in {self._program} and save it anew",
        )

    def read(self, name: str) -> bytes:
        """Return a part as a whole; raises InputError where it is too large."""
        with self.held(name) as part:
            return part.read()

    @contextmanager
    def held(self, name: str) -> Iterator[IO[bytes]]:
        """Give a part of which all that matters will be held in memory; raises InputError where it is too large."""
        if name in self.names and self._zip.getinfo(name).file_size > MAX_HELD:
            raise self._too_large(f"its part {name} is larger than {MAX_HELD >> 20} MiB")
        with self.opened(name) as part:
            yield part

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Give a part as a stream; whatever is wrong with it inside the block is an InputError."""
        try:
            with self._zip.open(name) as part:
                yield part
        except KeyError as error:
            raise self.broken(f"its part {name} is missing") from error
        except RuntimeError as error:  # zipfile's word for a password
            raise protected(self._document) from error
        except BROKEN as error:
            raise self.broken(f"its part {name} is damaged") from error

    def _check(self, members: Sequence[zipfile.ZipInfo]) -> None:
        if len(members) > MAX_MEMBERS:
            raise self._too_large(f"it has {len(members)} parts, more than {MAX_MEMBERS}")
        for member in members:
            name = member.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
                raise self.broken("a part of it is named to lead out of the archive")
            if member.flag_bits & 1:
                raise protected(self._document)
            if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
                raise self._too_large("a part of it unpacks to more than five hundred times its size")
        if sum(member.file_size for member in members) > MAX_UNPACKED:
            raise self._too_large(f"it unpacks to more than {MAX_UNPACKED >> 30} GiB")

    def _too_large(self, why: str) -> InputError:
        return InputError(f"{called(self._document.label)} is too large: {why}", hint="save each sheet as CSV (UTF-8)")


def protected(document: Document) -> InputError:
    """Return the error for a workbook with a password."""
    return InputError(
        f"{called(document.label)} is protected by a password", hint="save it without a password, then check it again"
    )


def parser_options() -> dict[str, Any]:
    """Return how XML of strangers is parsed: nothing is expanded and nothing outside is loaded."""
    return {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "remove_comments": True,
        "remove_pis": True,
    }


def has_doctype(element: Any) -> bool:
    """Say whether the document of an element declares a document type, which no workbook needs."""
    return element.getroottree().docinfo.internalDTD is not None
