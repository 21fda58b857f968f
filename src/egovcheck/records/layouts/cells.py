"""Cells of wide tables: what says that there is no figure, marks of footnotes, bare numbers under a unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from egovcheck.records.figures import FigureError, read_figure, read_shown
from egovcheck.records.layouts.units import Unit
from egovcheck.records.lexicon import load_lexicon
from egovcheck.sources.tables import Broken, Cell, Formatted, Native

_LONGEST = 200
_MARK = r"(?:[*†‡§¹²³⁰⁴-⁹]|\((?:[1-9]|[a-z]|\*{1,3})\)|\[(?:\d{1,2}|[a-z]|\*{1,3})\])"
_BEHIND = re.compile(rf"(?:\s*{_MARK})+\s*\Z")
_BEFORE = re.compile(r"[*†‡§\s]+")
_NATIVE = re.compile(r"([+-]?)(\d{1,40}(?:\.\d{1,40})?)")
_REMARK = re.compile(
    r"\W*(?:ghi chú|chú thích|nguồn|lưu ý|notes?|sources?|remarks?|footnotes?)\b[^:]{0,40}:", re.IGNORECASE
)
_MOST = 100_000


class Read(NamedTuple):
    """A cell made ready: ``bare`` without footnote marks, ``text`` with the words of its unit for the figure reader.

    What is ``shown`` to people is the cell as it stands in the file, and behind it the words that multiply it.
    """

    bare: str
    text: Cell
    shown: str


NOTHING = Read("", None, "")
"""What a cell comes to that states nothing: an empty one, or a mark of an absent figure."""


@dataclass
class CellReader:
    """Reads the cells of one table; ``missing`` are the marks of absent figures that its layout adds."""

    missing: Iterable[str] = ()
    _missing: frozenset[str] = field(init=False)
    _known: dict[tuple[str, type, Unit | None], Read] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._missing = load_lexicon().missing | {_plain(mark) for mark in self.missing} | {""}

    def read(self, cell: Cell, unit: Unit | None) -> Read:
        """Return a cell made ready."""
        if not cell:
            return NOTHING
        key = (cell, type(cell), unit)
        if key not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[key] = self._read(cell, unit)
        return self._known[key]

    def _read(self, cell: str, unit: Unit | None) -> Read:
        if _plain(cell) in self._missing:
            return NOTHING
        if type(cell) is Broken:
            return Read(cell, cell, cell)
        text = cell if type(cell) in {Native, Formatted} else without_marks(cell)
        if _plain(text) in self._missing:
            return NOTHING
        if unit is None or not unit.words or not text[-1:].isdecimal():
            return Read(text, text, cell.strip())
        shown = f"{cell.strip()} {unit.words}" if unit.multiplies else cell.strip()
        return Read(text, _with_words(text, unit), shown)


def without_marks(text: str) -> str:
    """Return a cell without its footnote marks; where nothing but marks would be left or no mark is found, as it is.

    Marks are asterisks and daggers, superscripts, and one letter, digit or asterisks in brackets behind the text
    (``0,71*``, ``0,71¹``, ``0,71 (1)``). Digits of the number itself are never touched.
    """
    if len(text) > _LONGEST:
        return text
    cut = _BEHIND.sub("", text)
    if (before := _BEFORE.match(cut)) and cut[before.end() :]:
        cut = cut[before.end() :]
    return cut.strip() or text


def figure_like(text: str) -> bool:
    """Say whether a cell is a figure, though perhaps one with two readings, or one whose formula went wrong."""
    if type(text) is Broken:
        return True
    try:
        read_shown(text) if type(text) is Formatted else read_figure(text, None, native=type(text) is Native)
    except FigureError as error:
        return error.kind == "ambiguous"
    return True


def is_remark(text: str) -> bool:
    """Say whether a cell begins a remark below a table: ``Nguồn: …``, ``Ghi chú: …``, ``(*) Note: …``."""
    return _REMARK.match(text[:_LONGEST]) is not None


def _with_words(text: str, unit: Unit) -> str:
    """Return a number as it would be printed in a text; where it is multiplied, so is what it is out of."""
    if type(text) is Native:
        number = _NATIVE.fullmatch(text)
        # the format's own point is a decimal point whatever the file's mark is, and so it is behind a leading zero
        text = f"{number[1]}0{number[2]}" if number and "." in text else str(text)
    whole = f"{text} {unit.words}"
    return whole.replace("/", f" {unit.words}/") if unit.multiplies else whole


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
