"""PDF documents with a text layer: the lines of each page, wrapped paragraphs joined, running heads left out.

The document information says when and with what a file was made, which is not when it was published; only its title
and language are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from egovcheck.core.errors import InputError
from egovcheck.sources.tables import Document
from egovcheck.sources.texts.decoding import check_size
from egovcheck.sources.texts.model import TextDocument
from egovcheck.sources.wording import called

NAME = "pdf"
SUFFIXES = (".pdf",)

MAX_PAGES = 2_000
"""A document with more pages is refused."""
MAX_CHARACTERS = 20_000_000

_MAGIC = b"%PDF-"
_NO_TITLE = re.compile(
    r"microsoft word|untitled|document\d*\Z|.*\.(?:docx?|pdf|html?|indd|xlsx?|rtf)\Z|(?:https?|file|about):",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def sniff(head: bytes) -> bool:
    """Say whether a file begins like a PDF; some have a few bytes of transport before it."""
    return _MAGIC in head[:1024] and head.lstrip()[:1] != b"<"


def open_text(document: Document) -> TextDocument:
    """Return the text of ``document``; raises InputError for one that is encrypted, broken or has no text layer."""
    from egovcheck.sources.texts.printed import pages_of, text_of  # noqa: PLC0415 - only here

    check_size(document)
    with _quietly():
        raw, stated = _read(document)
    if not any(page.strip() for page in raw):
        raise InputError(
            f"{called(document.label)} has no text layer: its pages are pictures",
            hint="run a text recognition over it, or name the document that it was made from",
        )
    text, pages = text_of(pages_of(raw))
    return TextDocument(text, NAME, pages=pages, title=stated.get("title"), language=stated.get("language"))


def _read(document: Document) -> tuple[list[str], dict[str, str]]:
    """Return the text of each page as pypdf gives it, and what the document says of itself."""
    from pypdf import PdfReader  # noqa: PLC0415 - only documents need it

    try:
        reader = PdfReader(document.path, strict=False)
        return _pages(document, reader), _stated(reader)
    except InputError:
        raise
    except Exception as error:  # a broken file makes the library raise what it likes
        if any(word in str(error) for word in ("cryptography", "AES")):
            raise _protected(document) from error
        raise InputError(
            f"{called(document.label)} is no PDF that can be read", hint="open it and print it to a new PDF"
        ) from error


def _pages(document: Document, reader: Any) -> list[str]:
    from pypdf import PasswordType  # noqa: PLC0415 - only documents need it

    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _protected(document)
    if len(reader.pages) > MAX_PAGES:
        raise InputError(f"{called(document.label)} has more than {MAX_PAGES} pages", hint="split it into its chapters")
    pages: list[str] = []
    left = MAX_CHARACTERS
    for page in reader.pages:
        pages.append(page.extract_text().replace("\0", ""))
        left -= len(pages[-1])
        if left < 0:
            raise InputError(
                f"{called(document.label)} holds more text than can be read", hint="split it into its chapters"
            )
    return pages


def _protected(document: Document) -> InputError:
    return InputError(
        f"{called(document.label)} is encrypted", hint="open it and print it to a new PDF without a password"
    )


def _stated(reader: Any) -> dict[str, str]:
    found = {}
    title = " ".join(str((reader.metadata or {}).get("/Title") or "").split())[:500]
    if len(title) >= 8 and not _NO_TITLE.match(title):
        found["title"] = title
    language = str(reader.root_object.get("/Lang") or "").strip()
    if _LANGUAGE.fullmatch(language):
        found["language"] = language
    return found


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the library from logging what it mended in a file; the reader of a report cannot act on it."""
    import logging  # noqa: PLC0415 - only here

    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
