"""Printed figures: ``86/193``, ``1.039``, ``86,5%``, ``trên 60 triệu``, ``hơn 6.300 tỷ đồng`` into exact decimals.

Nothing is guessed. A figure whose separators allow two readings is read only with a settled decimal mark; words that
change a value in ways only a text can settle ("2 triệu rưỡi") refuse the figure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

from egovcheck.records.digits import (
    LIMIT,
    LOCALES,
    Figure,
    FigureError,
    Mark,
    Number,
    finished,
    half_up,
    last_digit,
    native_figure,
    read_number,
    shown_mark,
)
from egovcheck.records.lexicon import Language, Lexicon, Phrase, load_lexicon
from egovcheck.records.names import spelt_like, strip_marks

__all__ = [
    "LOCALES",
    "Figure",
    "FigureError",
    "Mark",
    "decimal_mark_shown",
    "half_up",
    "language_shown",
    "read_figure",
    "read_shown",
]

LONGEST = 1000
"""A text of more characters than this is no figure."""

_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u2009]+")
_NUMBER = re.compile(r"\d+(?:[ '’.,]\d+)*|[.,]\d+")
_PLAIN = re.compile(r"([+-]?\d{1,17})(?:/(\d{1,17}))?")
_SIMPLE = re.compile(r"([+-]?)(\d+[.,]\d+|\d+)(%?)")
_QUICK = re.compile(r"(?:0|\d{4,})(?:(,)|(\.))\d+|\d+(?:(,)|\.)(?:\d{1,2}|\d{4,})")
_POWER = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*) ?[×x] ?10\^([+-]?\d{1,2})")
_WORD = re.compile(r"[^\W\d_]")
_SCIENTIFIC = re.compile(r"([+-]?\d{1,18}\.?(\d{0,18}))E([+-]\d{1,3})", re.ASCII)
_SIGNS = str.maketrans({"−": "-", "–": "-", "＋": "+", "％": "%"})


def read_figure(text: str, mark: Mark | None, *, native: bool = False) -> Figure:
    """Read a printed figure; ``mark`` is the settled decimal mark or None, ``native`` a number of the format itself.

    Raises:
        FigureError: where the text is no figure, or allows two readings and ``mark`` is None.
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        value = Decimal(plain[1])
        return Figure(value, Decimal(plain[2]) if plain[2] else None, last_digit=last_digit(value))
    if "^" in text and (power := _POWER.fullmatch(text)):
        return _scaled(power, "." if native else mark)
    if native:
        return native_figure(text)
    simple = _SIMPLE.fullmatch(text)
    if simple:
        number = read_number(simple[2], mark)
        number.value = -number.value if simple[1] == "-" else number.value
        return finished(number, unit="percent" if simple[3] else None)
    cleaned = _BLANKS.sub(" ", text.translate(_SIGNS)).strip()
    if cleaned.casefold() in load_lexicon().missing or not cleaned:
        raise FigureError("missing")
    if len(cleaned) > LONGEST:
        raise FigureError("not-a-figure")
    return _Reader(cleaned, mark).figure()


def _scaled(power: re.Match[str], mark: Mark | None) -> Figure:
    """Read ``60 × 10^6``, of which the last printed place is a million."""
    number = read_number(power[2], mark)
    number.value = -number.value if power[1] == "-" else number.value
    return finished(number, Decimal(1).scaleb(int(power[3])))


def read_shown(text: str) -> Figure:
    """Read a number with what the format of its cell shows around it; its decimal mark is a point.

    ``1.23E+06`` is told to three digits. Raises FigureError as above.
    """
    if power := _SCIENTIFIC.fullmatch(text):
        if int(power[3]) >= 18:
            raise FigureError("too-large")
        number = Number(Decimal(power[1]), len(power[2]), in_full=False)
        return finished(number, Decimal(10) ** int(power[3]))
    return read_figure(text, ".")


def decimal_mark_shown(text: str) -> Mark | None:
    """Return the decimal mark that a cell's digits prove, or None where they prove nothing.

    ``0,6667`` proves a comma; ``1.234.567`` groups with points and so proves a comma too; ``1.039`` and ``86`` prove
    nothing.
    """
    if quick := _QUICK.fullmatch(text):
        return "," if quick[1] or quick[3] else "."
    for match in _NUMBER.finditer(_BLANKS.sub(" ", text)):
        shown = shown_mark(match[0])
        if shown:
            return shown
    return None


def language_shown(text: str) -> Language | None:
    """Return the language of the words around a figure, or None where there are none or they could be either."""
    if not _WORD.search(text) or not re.search(r"\d", text):
        return None
    languages = {match.lastgroup for match in load_lexicon().languages.finditer(strip_marks(text))}
    found = languages.pop() if len(languages) == 1 else None
    return "vi" if found == "vi" else "en" if found == "en" else None


class _Reader:
    """Reads one text from left to right; every method takes what it knows and leaves the rest, which is folded.

    ``written`` is the text with its diacritics, character by character beside the folded one, or the folded one
    itself where folding changed its length.
    """

    def __init__(self, text: str, mark: Mark | None) -> None:
        self.rest = strip_marks(text)
        written = unicodedata.normalize("NFC", text)
        self.written = written if len(written) == len(self.rest) else self.rest
        self.mark = mark
        self.lexicon: Lexicon = load_lexicon()
        self.qualifier: str | None = None
        self.unit: str | None = None
        self.direction = 0
        self.multiple = False

    def figure(self) -> Figure:
        self._words_before()
        number, sign = self._number()
        scale = self._words_after()
        denominator = self._denominator()
        if any(c.isdigit() or unicodedata.category(c) == "Sc" for c in self.rest):
            raise FigureError("not-a-figure")
        number.value *= sign
        found = finished(number, scale, qualifier=self.qualifier, unit=self.unit, direction=self.direction)
        return replace(found, denominator=denominator, multiple=self.multiple)

    def _words_before(self) -> None:
        while True:
            self.rest = self.rest.lstrip(" :")
            for phrase, meaning in self._beginning("before"):
                if self._take(phrase, meaning):
                    if meaning.part == "qualifier":
                        # "khoảng hơn" is one phrase of the lexicon; of two separate words the later one decides
                        self.qualifier = meaning.value
                    elif meaning.value == "times":
                        self.multiple = True
                    elif meaning.part == "direction":
                        self.direction = 1 if meaning.value == "up" else -1
                    break
            else:
                return

    def _number(self) -> tuple[Number, int]:
        sign = 1
        if self.rest[:1] in {"+", "-"}:
            sign = -1 if self.rest[0] == "-" else 1
            self.rest = self.rest[1:].lstrip()
        match = _NUMBER.match(self.rest)
        if match:
            self.rest = self.rest[match.end() :]
            ordinal = re.match(r"(?:st|nd|rd|th)\b", self.rest)
            if ordinal:
                self.rest = self.rest[ordinal.end() :]
            return read_number(match[0], self.mark), sign
        for word, meaning in self._beginning("numerals"):
            if self._take(word, meaning):
                value = Decimal(meaning.value)
                self.multiple = self.multiple or meaning.part == "multiple"
                return Number(value, 0, in_full=value == value.to_integral_value()), sign
        raise FigureError("not-a-figure")

    def _words_after(self) -> Decimal:
        """Take scales, units and harmless nouns; return the product of the scales."""
        scale = Decimal(1)
        nouns = False
        while self.rest.strip(" .;"):
            apart = self.rest.startswith(" ")
            self.rest = self.rest.lstrip(" ")
            phrase, meaning = next(((p, m) for p, m in self._beginning("after") if self._starts_with(p, m)), ("", None))
            if meaning is None:
                if not self._take_noun(apart=apart or nouns):
                    break
                nouns = True
            elif meaning.part == "refused" or (meaning.part == "scale" and nouns):
                raise FigureError("not-a-figure")
            elif meaning.part == "out_of" and re.match(r"\s*\d", self.rest[len(phrase) :]):
                break
            else:
                self.rest = self.rest[len(phrase) :]
                if meaning.part == "scale":
                    scale *= Decimal(meaning.value)
                elif meaning.part == "qualifier":
                    self._qualify(meaning.value)
                elif meaning.part == "unit":
                    nouns = True
                    self.unit = self.unit or meaning.value or None
        return scale

    def _qualify(self, qualifier: str) -> None:
        """Take a qualifier behind the figure; one that contradicts the word before it makes no sense of both."""
        if self.qualifier not in {None, "about", qualifier}:
            raise FigureError("not-a-figure")
        self.qualifier = qualifier

    def _take_noun(self, *, apart: bool) -> bool:
        """Take one word that says what is counted; a word glued to the digits (10km) is a unit that we do not know."""
        if not apart and self.rest[:1].isalnum():
            raise FigureError("not-a-figure")
        noun = re.match(r"[^\W\d_]+|[,;()\"“”/.…-](?!\d)", self.rest)
        if not noun:
            return False
        self.rest = self.rest[noun.end() :]
        return True

    def _denominator(self) -> Decimal | None:
        for phrase, meaning in self._beginning("after"):
            if meaning.part == "out_of" and self._starts_with(phrase, meaning):
                after = self.rest[len(phrase) :].lstrip()
                match = _NUMBER.match(after)
                if not match:
                    return None
                self.rest = after[match.end() :]
                number = read_number(match[0], self.mark)
                kept = self.unit
                scale = self._words_after()
                self.unit = kept  # a word behind the denominator says what that counts
                if number.value * scale >= LIMIT:
                    raise FigureError("too-large")
                return number.value * scale
        return None

    def _beginning(self, name: str) -> tuple[tuple[str, Phrase], ...]:
        """Return the phrases of one list of the lexicon that begin like the rest does."""
        return self.lexicon.begins[name].get(self.rest[:1], ())

    def _starts_with(self, phrase: str, meaning: Phrase) -> bool:
        if not self.rest.startswith(phrase):
            return False
        following = self.rest[len(phrase) : len(phrase) + 1]
        if phrase[-1:].isalnum() and following.isalnum():
            return False
        begin = len(self.written) - len(self.rest)
        return spelt_like(self.written[begin : begin + len(phrase)], meaning.spelling)

    def _take(self, phrase: str, meaning: Phrase) -> bool:
        if not self._starts_with(phrase, meaning):
            return False
        self.rest = self.rest[len(phrase) :].lstrip()
        return True
