"""Texts: which documents are texts and no tables, and what they say.

``TextDocument`` is what a reader returns; each format is a module of ``texts.formats``.
"""

from __future__ import annotations

from egovcheck.core.errors import InputError
from egovcheck.sources import formats as tables
from egovcheck.sources.databases.spool import Spooled
from egovcheck.sources.encodings import looks_like_text, peek
from egovcheck.sources.foreign import refuse_foreign
from egovcheck.sources.tables import Document
from egovcheck.sources.texts.formats import FORMATS, SUFFIXES
from egovcheck.sources.texts.kinds import NamesColumns, is_prose, is_table
from egovcheck.sources.texts.model import TextDocument, TextFormat
from egovcheck.sources.wording import called, os_problem

__all__ = ("SUFFIXES", "TextDocument", "is_text", "open_text")

_HEAD = 1 << 16
_PLAIN = ".txt"
_PACKED = frozenset((".docx", ".docm", ".pdf"))


def is_text(document: Document, names_columns: NamesColumns | None = None) -> bool:
    """Say whether ``document`` is to be read as a text and not as a table.

    The suffix decides, if it is that of a table or of a text; a ``.txt`` is looked into, since tables are saved under
    that name too. Without a telling suffix, and for standard input, the content decides. ``names_columns`` says whether
    cells are the header of a submission; with it a table is known by its header, else by rows that are alike.

    Raises InputError for a file that cannot be read.
    """
    if isinstance(document, Spooled):
        return False
    suffix = document.path.suffix.lower()
    if suffix in tables.SUFFIXES:
        return False
    if suffix in SUFFIXES and suffix != _PLAIN:
        return True
    head = _head(document)
    if any(format_.sniff(head) for format_ in FORMATS):
        return True
    if not head or not looks_like_text(head):
        return suffix == _PLAIN and not head
    sample = _whole_lines(peek(head), cut=len(head) == _HEAD)
    if any(one.DISTINCT and one.sniff(head) for one in tables.FORMATS) and not _begins_with_a_note(sample):
        return False
    if is_table(sample, names_columns):
        return False
    return suffix == _PLAIN or is_prose(sample)


def open_text(document: Document) -> TextDocument:
    """Return the text of ``document``: by its content where that is plain to see, else by its suffix.

    Raises InputError for a file that is empty, too large, broken, protected, or holds no text.
    """
    try:
        head = _head(document)
        if not head:
            raise InputError(f"{called(document.label)} is empty", hint="check that it was saved with its content")
        return _format_of(document, head).open_text(document)
    except OSError as error:
        raise os_problem(document.label, error) from error


def _format_of(document: Document, head: bytes) -> TextFormat:
    if found := next((format_ for format_ in FORMATS if format_.sniff(head)), None):
        return found
    suffix = document.path.suffix.lower()
    if suffix not in SUFFIXES:
        suffix = _PLAIN
    if suffix not in _PACKED:
        refuse_foreign(document, head)
    return next(format_ for format_ in FORMATS if suffix in format_.SUFFIXES)


def _begins_with_a_note(sample: str) -> bool:
    """Say whether prose only looks like JSON: [2020] and ["Nguồn"] also stand at the beginning of articles."""
    start = sample.lstrip()[:2]
    return start[:1] == "[" and (start[1:].isdigit() or start[1:] == '"') and is_prose(sample)


def _head(document: Document) -> bytes:
    try:
        with document.path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise os_problem(document.label, error) from error


def _whole_lines(sample: str, *, cut: bool) -> str:
    """Return ``sample`` without its last line where that is cut off in the middle."""
    end = max(sample.rfind("\n"), sample.rfind("\r"))
    return sample[: end + 1] if cut and end > 0 else sample
