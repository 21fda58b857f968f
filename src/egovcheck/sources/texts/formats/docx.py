"""Word documents: paragraphs and tables in their order, as the printed page would show them.

The parts are read straight from the archive: deleted and moved text, hidden runs and field codes are left out, inserted
text and the results of fields stay, footnotes follow the body. What the file says about its author and its making is no
statement about publication and is not read.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import Any

from egovcheck.core.errors import InputError
from egovcheck.sources.tables import Document
from egovcheck.sources.texts.decoding import check_size, empty
from egovcheck.sources.texts.model import TextDocument, TextLines
from egovcheck.sources.wording import called

NAME = "docx"
SUFFIXES = (".docx", ".docm")

MAX_UNPACKED = 100 << 20
"""Bytes of all parts that are read, unpacked; a document that grows beyond is refused."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BODY, _STYLES, _NOTES, _CORE = "word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"
_LANGUAGE_TAG = "{http://purl.org/dc/elements/1.1/}language"
_TITLE_TAG = "{http://purl.org/dc/elements/1.1/}title"
_NO_TITLES = ("word document", "microsoft word", "untitled", "document", "normal.dot")


def sniff(head: bytes) -> bool:
    """Say whether a file begins like an archive with a Word document among its first parts."""
    return head.startswith(_ZIP) and b"word/" in head


def open_text(document: Document) -> TextDocument:
    """Return the text of ``document``; raises InputError for one that is broken, protected or grows too large."""
    from egovcheck.sources.texts.word import read_body, read_footnotes, read_heading_styles  # noqa: PLC0415 - needs lxml

    check_size(document)
    parts = _parts(document)
    lines = TextLines()
    read_body(_parsed(document, parts[_BODY]), read_heading_styles(_parsed(document, parts.get(_STYLES))), lines)
    read_footnotes(_parsed(document, parts.get(_NOTES)), lines)
    if not lines.text.strip():
        raise empty(document)
    core = _parsed(document, parts.get(_CORE))
    title, language = _stated(core, _TITLE_TAG), _stated(core, _LANGUAGE_TAG)
    if title and title.lower().startswith(_NO_TITLES):
        title = None
    return TextDocument(lines.text, NAME, title=title, language=language, headings=lines.headings)


def _parts(document: Document) -> dict[str, bytes]:
    """Return the parts that are read; no more is unpacked than the limit, whatever the archive says of itself."""
    with document.path.open("rb") as file:
        head = file.read(len(_OLE))
    if head.startswith(_OLE):
        raise InputError(
            f"{called(document.label)} is an old Word document or one with a password",
            hint="save it as .docx without a password",
        )
    found: dict[str, bytes] = {}
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(document.path) as archive:
            names = set(archive.namelist())
            if _BODY not in names:
                raise _broken(document, "it holds no text of Word")
            for name in (_BODY, _STYLES, _NOTES, _CORE):
                if name not in names:
                    continue
                with archive.open(name) as part:
                    found[name] = part.read(left + 1)
                left -= len(found[name])
                if left < 0:
                    raise InputError(
                        f"{called(document.label)} unpacks to more than {MAX_UNPACKED >> 20} MiB of text",
                        hint="save it anew in Word, or as a text file",
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _broken(document, str(error).lower() or "the archive ends early") from error
    except RuntimeError as error:  # zipfile's word for a password
        raise InputError(
            f"{called(document.label)} is protected by a password", hint="save it without a password"
        ) from error
    return found


def _parsed(document: Document, part: bytes | None) -> Any:
    """Return the root of a part, or None where there is no part; nothing outside it is ever loaded."""
    from lxml import etree  # noqa: PLC0415 - only documents need it

    if part is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(document, "its XML is not well-formed") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _broken(document, "its XML declares a document type")
    return root


def _stated(core: Any, tag: str) -> str | None:
    said = None if core is None else core.findtext(tag)
    return " ".join(said.split())[:500] or None if said else None


def _broken(document: Document, why: str) -> InputError:
    return InputError(
        f"{called(document.label)} is no Word document that can be read: {why}",
        hint="open it in Word and save it anew as .docx",
    )
