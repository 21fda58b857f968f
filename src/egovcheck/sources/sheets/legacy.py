"""Texts in the old Vietnamese fonts: letters that a spreadsheet stores as Western ones and a font draws as Vietnamese.

A cell in ``.VnTime`` holds ``Hµ TÜnh`` and shows Hà Tĩnh. Which encoding a workbook has is settled from all its words
together; a cell is read by it only where that spells more Vietnamese syllables than the cell as it stands, so that
cells in Unicode beside it stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from egovcheck.sources.vietnamese import from_tcvn3, from_vni, is_syllable

ENCODINGS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a": ("TCVN3 (ABC)", from_tcvn3),
    "v": ("VNI", from_vni),
}
"""By the kind of a cell in a font of that encoding: its name, and what reads it."""

_ENOUGH = 0.6
_MOST_WORDS = 5_000
_MOST_CELLS = 100_000
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
_BEYOND = re.compile(r"[\u0100-\u2000\u3000-\uffff]")


def font_kind(font: str) -> str:
    """Return the kind of texts in a font: ``a`` for one of TCVN3 (``.VnTime``), ``v`` for one of VNI, else ``t``."""
    name = font.strip().casefold()
    return "a" if name.startswith(".vn") else "v" if name.startswith("vni-") else "t"


@dataclass
class LegacyText:
    """Finds out which old encoding the texts of a workbook are in, and reads them by it."""

    name: str | None = None
    _words: dict[str, None] = field(default_factory=dict)
    _fonts: set[str] = field(default_factory=set)
    _convert: Callable[[str], str] | None = None
    _known: dict[str, str] = field(default_factory=dict)

    def see(self, text: str, kind: str) -> None:
        """Take in a text before the encoding is settled."""
        if text.isascii() or len(self._words) > _MOST_WORDS or _BEYOND.search(text):
            return
        words = [word for word in _WORD.findall(text[:1000]) if not word.isascii()]
        self._words.update(dict.fromkeys(words))
        if words and kind in ENCODINGS:
            self._fonts.add(kind)

    def settle(self) -> None:
        """Settle the encoding, once all texts have been seen."""
        if not self._words:
            return
        share, kind = max((self._share(convert), kind) for kind, (_, convert) in ENCODINGS.items())
        plain = self._share(str)
        if share >= _ENOUGH and share > plain and (self._fonts or len(self._words) > 1):
            self.name, self._convert = ENCODINGS[kind]

    def read(self, text: str, kind: str) -> str:
        """Return a text as its font shows it."""
        if self._convert is None or text.isascii() or _BEYOND.search(text):
            return text
        if (known := self._known.get(text)) is None:
            if len(self._known) > _MOST_CELLS:
                self._known.clear()
            converted = self._convert(text)
            better = _syllables(converted) - _syllables(text)
            known = self._known[text] = converted if better > 0 or (better == 0 and kind in ENCODINGS) else text
        return known

    def _share(self, convert: Callable[[str], str]) -> float:
        return sum(is_syllable(convert(word)) for word in self._words) / len(self._words)


def _syllables(text: str) -> int:
    """Count the words of a text that are Vietnamese syllables and were written with letters beyond ASCII."""
    return sum(is_syllable(word) for word in re.findall(r"[^\W\d_]+", text) if not word.isascii())
