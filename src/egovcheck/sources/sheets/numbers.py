"""Numbers of a workbook into printed cells, each distinct one once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from egovcheck.sources.sheets.dates import Base
from egovcheck.sources.sheets.model import NUMBER, SHOWN, TEXT
from egovcheck.sources.sheets.number_formats import printed_number, shortest

_NUMBER = re.compile(r"[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_MOST = 200_000


@dataclass
class NumberPrinter:
    """Prints numbers under formats; ``base`` is the year in which the days of the workbook begin."""

    base: Base = "1900"
    _known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def printed(self, number: str, code: str) -> tuple[str, str]:
        """Return text and kind of a cell with a number; what is no number at all is a text."""
        key = (number, code)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST:
                self._known.clear()
            found = self._known[key] = self._printed(number, code)
        return found

    def _printed(self, number: str, code: str) -> tuple[str, str]:
        if not is_number(number):
            return number, TEXT
        said = printed_number(shortest(number), code, self.base)
        return said.text, kind_of_number(said.text) if said.kind == "number" else TEXT


def kind_of_number(text: str) -> str:
    """Return whether what is printed of a number is digits alone, or something around them too."""
    return NUMBER if _DIGITS.fullmatch(text) else SHOWN


def is_number(text: str) -> bool:
    """Say whether a text is a number in the notation of file formats, and a finite one."""
    return _NUMBER.fullmatch(text) is not None and abs(float(text)) != float("inf")
