"""Markdown: the text as it stands, with its headings and the front matter that many sites write above it."""

from __future__ import annotations

import re

from egovcheck.sources.tables import Document
from egovcheck.sources.texts.dates import iso_date
from egovcheck.sources.texts.decoding import read_decoded
from egovcheck.sources.texts.model import TextDocument

NAME = "md"
SUFFIXES = (".md", ".markdown")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<words>\S.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_ENTRY = re.compile(r"(?P<key>[A-Za-z_]{1,30})[ \t]*:[ \t]*(?P<value>\S.{0,500})")
_KEYS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "url": "url",
    "lang": "language",
    "language": "language",
}


def sniff(head: bytes) -> bool:  # noqa: ARG001 - a format's interface
    """Return False: nothing tells Markdown from plain text."""
    return False


def open_text(document: Document) -> TextDocument:
    """Return the text of ``document``; raises InputError for a file that is no text."""
    text, encoding, problems = read_decoded(document)
    body, stated = _front_matter(text)
    return TextDocument(
        text,
        NAME,
        encoding,
        problems,
        title=stated.get("title"),
        publisher=stated.get("publisher"),
        published=stated.get("published"),
        url=stated.get("url"),
        language=stated.get("language"),
        headings=_headings(text, body),
    )


def _front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Return where the text begins after its front matter, and what that states."""
    opening = _LINE.match(text)
    if opening is None or opening[0].rstrip() != "---":
        return 0, {}
    stated: dict[str, str] = {}
    for line in _LINE.finditer(text, opening.end(), opening.end() + (1 << 14)):
        if line[0].rstrip() in {"---", "..."}:
            if "published" in stated and (date := iso_date(stated.pop("published"))):
                stated["published"] = date
            return line.end(), stated
        entry = _ENTRY.match(line[0].rstrip())
        if entry and entry["key"].lower() in _KEYS:
            stated.setdefault(_KEYS[entry["key"].lower()], entry["value"].strip("'\" \t"))
    return 0, {}  # never closed: a line of dashes and no front matter


def _headings(text: str, body: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    fence = ""
    for line in _LINE.finditer(text, body):
        words = line[0].rstrip()
        mark = _FENCE.match(words)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and (heading := _HEADING.fullmatch(words)):
            start = line.start() + heading.start("words")
            end = start + len(heading["words"].rstrip("#").rstrip() or heading["words"])
            found.append((start, end))
    return tuple(found)
