"""What a reader of texts returns: the text, and what its format says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from egovcheck.sources.tables import Document, Problem

MAX_TEXT_BYTES = 50 << 20
"""A text is held in memory as a whole; a larger file is refused."""


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text and its metadata; all places are offsets in ``text``.

    Of ``txt`` and ``md``, ``text`` is what the file holds, decoded and without its byte order mark, nothing else
    changed; of the other formats it is what was extracted. ``encoding`` is None for formats that fix it. ``pages`` are
    the offsets at which the pages of a PDF begin. ``title`` to ``language`` are as the format's own metadata prints
    them, ``published`` an ISO date or date and time. ``headings`` are the (start, end) of what is marked as a heading.
    """

    text: str
    format: str
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()
    pages: tuple[int, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    headings: tuple[tuple[int, int], ...] = ()


class TextFormat(Protocol):
    """What a module of ``texts.formats`` offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def sniff(self, head: bytes) -> bool:
        """Say whether a file that begins with ``head`` is surely of this format, whatever it is called."""
        ...

    def open_text(self, document: Document) -> TextDocument:
        """Return the text of ``document``; raises InputError where there is none."""
        ...


class TextLines:
    """Builds a text of lines, keeping where the headings stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._headings: list[tuple[int, int]] = []

    @property
    def length(self) -> int:
        """Return the number of characters so far, which is where the next line begins."""
        return self._length

    def add(self, line: str, *, heading: bool = False) -> None:
        """Add one line; its end is added too."""
        if heading:
            self._headings.append((self._length, self._length + len(line)))
        self._parts += (line, "\n")
        self._length += len(line) + 1

    @property
    def text(self) -> str:
        """Return all lines."""
        return "".join(self._parts)

    @property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """Return where the headings begin and end."""
        return tuple(self._headings)
