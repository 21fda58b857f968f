"""Files that are something else than a table of a known format, told by their first bytes and refused by name."""

from __future__ import annotations

import zipfile
import zlib

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.databases.naming import listed
from egovcheck.sources.databases.sqlite import MAGIC, tables_of
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import STDIN, called

_UNPACK = "unpack it first"
_SAVE = "save the table as CSV (UTF-8)"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"%PDF-", "a PDF document", _SAVE),
    (b"\x89PNG\r\n\x1a\n", "an image", _SAVE),
    (b"\xff\xd8\xff", "an image", _SAVE),
    (b"ARROW1\x00\x00", "an Arrow file", "write the table as Parquet"),
    (b"version https://git-lfs.github.com/spec/", "a Git LFS pointer and not the file itself", "run git lfs pull"),
)
_IN_ZIP = (
    ("xl/workbook.bin", "a binary Excel workbook", "save it as .xlsx"),
    ("word/", "a Word document", _SAVE),
    ("ppt/", "a PowerPoint presentation", _SAVE),
)
_WORKBOOK = "a workbook"
_WORKBOOK_SUFFIXES = frozenset((".xlsx", ".xlsm", ".ods"))
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_foreign(document: Document, head: bytes, *, workbooks: bool = False) -> None:
    """Raise InputError if ``document``, which begins with ``head``, is an archive, an image or the like.

    Where ``workbooks`` can be read, such a file passes, and so does what has the name of one: it is for its reader to
    say what is wrong with it.
    """
    if head.startswith(MAGIC):
        raise _database(document)
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise _refusal(document, what, hint)
    if head.startswith(_OLE) and not workbooks:
        raise _refusal(document, "an old Excel or Word file", _SAVE)
    if head.startswith(_ZIP):
        what, hint = _inside(document)
        if not (workbooks and what == _WORKBOOK):
            raise _refusal(document, what, hint)


def _database(document: Document) -> InputError:
    if document.label == STDIN:
        return InputError("standard input is an SQLite database", hint="name the file: sqlite:FILE#TABLE")
    there = tables_of(document.path)
    if not there:
        return InputError(f"{called(document.label)} is an SQLite database without a table", hint="check the file")
    return InputError(
        f"{called(document.label)} is an SQLite database, of which a table must be named",
        hint=f"write sqlite:{safe(document.label)}#{safe(there[0])}; there are {listed(there)}",
    )


def _inside(document: Document) -> tuple[str, str]:
    named = document.path.suffix.lower() in _WORKBOOK_SUFFIXES
    try:
        with zipfile.ZipFile(document.path) as archive:
            names = archive.namelist()
            kind = b""
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as part:
                    kind = part.read(100)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        return (_WORKBOOK, _SAVE) if named else ("a zip archive", _UNPACK)
    for start, what, hint in _IN_ZIP:
        if any(name.startswith(start) for name in names):
            return what, hint
    if "content.xml" in names and not (b"spreadsheet" in kind or (named and not kind)):
        return "an OpenDocument file", _SAVE
    is_book = named or "content.xml" in names or any(name.startswith("xl/") for name in names)
    return (_WORKBOOK, _SAVE) if is_book else ("a zip archive", _UNPACK)


def _refusal(document: Document, what: str, hint: str) -> InputError:
    return InputError(f"{called(document.label)} is {what}, a format that is not read", hint=hint)
