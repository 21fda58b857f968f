"""Files of text, decoded as a whole and otherwise left as they stand."""

from __future__ import annotations

from egovcheck.core.errors import InputError
from egovcheck.sources.blocks import read_whole
from egovcheck.sources.encodings import detect, looks_like_text
from egovcheck.sources.tables import Document, Problem
from egovcheck.sources.texts.model import MAX_TEXT_BYTES
from egovcheck.sources.wording import called

_HEAD = 1 << 16


def read_decoded(document: Document) -> tuple[str, str, tuple[Problem, ...]]:
    """Return the text of ``document``, the name of its encoding, and EG002 where that is not UTF-8.

    Raises InputError for a file that is no text, holds nothing but blanks, or is too large.
    """
    check_size(document)
    with document.path.open("rb") as file:
        if not looks_like_text(file.read(_HEAD)):
            raise InputError(
                f"{called(document.label)} is not a text file",
                hint="save it as UTF-8; files in UTF-16 need a byte order mark",
            )
    detected = detect(document.path)
    text = read_whole(document.path, detected.encoding)
    if not text or text.isspace():
        raise empty(document)
    name = detected.encoding.name
    if detected.wrong_line is None:
        return text, name, ()
    return text, name, (Problem("EG002", detected.wrong_line, None, {"encoding": name}),)


def check_size(document: Document) -> None:
    """Raise InputError for a file that is too large to be held in memory."""
    if document.size > MAX_TEXT_BYTES:
        raise InputError(
            f"{called(document.label)} has more than {MAX_TEXT_BYTES >> 20} MiB, too much for a text",
            hint="split it into its chapters, or name a table as .csv",
        )


def empty(document: Document) -> InputError:
    """Return the mistake of a text without a word."""
    return InputError(f"{called(document.label)} holds no text", hint="check that it was saved with its content")
