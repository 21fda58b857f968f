"""Plain text, exactly as it stands in the file."""

from __future__ import annotations

from egovcheck.sources.tables import Document
from egovcheck.sources.texts.decoding import read_decoded
from egovcheck.sources.texts.model import TextDocument

NAME = "txt"
SUFFIXES = (".txt",)


def sniff(head: bytes) -> bool:  # noqa: ARG001 - a format's interface
    """Return False: plain text has no mark of its own."""
    return False


def open_text(document: Document) -> TextDocument:
    """Return the text of ``document``; raises InputError for a file that is no text."""
    text, encoding, problems = read_decoded(document)
    return TextDocument(text, NAME, encoding, problems)
