"""Text of strangers in the cells of a spreadsheet: visible, no formula, and what the file format can hold."""

from __future__ import annotations

import re
import unicodedata

from egovcheck.core.text import safe

LONGEST = 32_767
"""UTF-16 units that a cell or a comment holds at most."""

_NOT_XML = re.compile("[\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BEGINS_FORMULA = ("=", "+", "-", "@", "'")


def shown_text(text: str) -> str:
    """Return text as a spreadsheet may show it; line breaks inside it are written out."""
    harmless = _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", safe(text))
    # spreadsheets read _x000D_ as the character of that number, unless the underscore is written the same way
    return _ESCAPED.sub("_x005F_", harmless)


def fitting(shown: str, longest: int = LONGEST) -> str:
    """Return shown text that a cell has room for; one that is too long ends with the number of units left out."""
    size = units(shown)
    if size <= longest:
        return shown
    kept = longest - 20
    return f"{shown.encode('utf-16-le')[: 2 * kept].decode('utf-16-le', 'ignore')} … (+{size - kept})"


def units(text: str) -> int:
    """Return how long a spreadsheet takes a text to be."""
    return len(text.encode("utf-16-le")) // 2


def looks_like_formula(text: str) -> bool:
    """Return whether the text would become a formula, or lose its first sign, if somebody typed it into a cell."""
    return text.startswith(_BEGINS_FORMULA)


def columns(text: str) -> int:
    """Return how many characters wide a line is: marks that stand above another take no room, wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in {"W", "F"})
        for letter in text
    )


def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes that is wrapped between words in a column of this many characters."""
    total = 0
    for paragraph in text.split("\n"):
        total += 1
        taken = 0
        for part in paragraph.split(" "):
            size = columns(part)
            if taken and taken + 1 + size > width:
                total, taken = total + 1, 0
            elif taken:
                taken += 1
            taken += size
            if taken > width:  # a word that is longer than a line is broken
                total, taken = total + int((taken - 1) // width), int((taken - 1) % width) + 1
    return total
