"""Web pages: the text of the article as lines, without the page around it. Nothing is fetched, no script is run."""

from __future__ import annotations

import codecs
import re
from typing import Any

from egovcheck.core.errors import InputError
from egovcheck.sources.encodings import detect, peek
from egovcheck.sources.tables import Document, Problem
from egovcheck.sources.texts.decoding import check_size, empty
from egovcheck.sources.texts.model import TextDocument, TextLines
from egovcheck.sources.wording import called

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")

_START = re.compile(r"<!doctype\s{1,9}html|<html[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD = 1 << 13
_LONG_RUN = re.compile(r"[<>][^<>]{65536,}")
_ATTRIBUTE = re.compile(r"""[\s"'][\w:-]{1,40}=""")
_ATTRIBUTES = 5_000
"""The parser's time grows with the square of the attributes of one element; no page has so many."""


def sniff(head: bytes) -> bool:
    """Say whether a file begins like a page: with its document type or its root element."""
    text = peek(head[:_HEAD]).lstrip()
    for opening, closing in (("<?", "?>"), ("<!--", "-->"), ("<!--", "-->")):  # declarations and notes of a few tools
        if text.startswith(opening):
            text = text.partition(closing)[2].lstrip()
    return _START.match(text) is not None


def open_text(document: Document) -> TextDocument:
    """Return the article of the page ``document``; raises InputError for a page without text."""
    from egovcheck.sources.texts.pages.article import article_of  # noqa: PLC0415 - only pages need them
    from egovcheck.sources.texts.pages.blocks import page_of  # noqa: PLC0415
    from egovcheck.sources.texts.pages.stated import stated_of  # noqa: PLC0415

    check_size(document)
    page, encoding, problems = _decoded(document)
    root = _parsed(document, page)
    stated = stated_of(root)
    article = article_of(page_of(root), stated.get("title", ""))
    if not article.blocks:
        raise empty(document)
    if article.title:
        stated["title"] = article.title
    lines = TextLines()
    for block in article.blocks:
        lines.add(block.text, heading=block.heading > 0)
    return TextDocument(
        lines.text,
        NAME,
        encoding,
        problems,
        title=stated.get("title"),
        publisher=stated.get("publisher"),
        published=stated.get("published"),
        url=stated.get("url"),
        language=stated.get("language"),
        headings=lines.headings,
    )


def _decoded(document: Document) -> tuple[str, str, tuple[Problem, ...]]:
    """Return the page as text: by its byte order mark, as UTF-8, as its ``meta`` says, or by its Vietnamese words."""
    data = document.path.read_bytes()
    detected = detect(document.path)
    encoding = detected.encoding
    if detected.wrong_line is not None and (codec := _declared_codec(data)):
        try:
            return data.decode(codec), codec, ()
        except UnicodeDecodeError:
            pass  # it says something else than it is
    text = data[encoding.skip :].decode(encoding.codec, encoding.errors)
    text = encoding.convert(text) if encoding.convert else text
    if detected.wrong_line is None:
        return text, encoding.name, ()
    return text, encoding.name, (Problem("EG002", detected.wrong_line, None, {"encoding": encoding.name}),)


def _declared_codec(data: bytes) -> str | None:
    """Return the codec of the declared charset, unless it is one that old Vietnamese pages declared wrongly."""
    found = _CHARSET.search(data[:_HEAD])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return None if name in {"utf-8", "cp1252", "iso8859-1", "ascii", "cp1258"} else name


def _parsed(document: Document, page: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - only pages need it

    for run in _LONG_RUN.finditer(page):
        if sum(1 for _ in _ATTRIBUTE.finditer(run[0])) > _ATTRIBUTES:
            raise _unreadable(document, "has an element with thousands of attributes")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, huge_tree=True)
    try:
        root = etree.fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        raise empty(document)
    if any("depth" in entry.message.lower() for entry in parser.error_log.filter_from_fatals()):
        raise _unreadable(document, "is nested too deeply to be read")
    return root


def _unreadable(document: Document, why: str) -> InputError:
    return InputError(f"{called(document.label)} {why}", hint="save the text of the page as a text file")
