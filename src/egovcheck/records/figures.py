"""Printed figures: ``86/193``, ``1.039``, ``86,5%``, ``trên 60 triệu``, ``hơn 6.300 tỷ đồng`` into exact decimals.

Nothing is guessed. A figure whose separators allow two readings is read only with a settled decimal mark; words that
change a value in ways only a text can settle ("2 triệu rưỡi") refuse the figure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from egovcheck.records.lexicon import Language, Lexicon, Phrase, load_lexicon
from egovcheck.records.names import spelt_like, strip_marks

Mark = Literal[",", "."]
"""The decimal mark of a text: comma in Vietnamese, point in English and in file formats."""

LOCALES: dict[str, Mark] = {"vi": ",", "en": "."}
"""The locales that may be declared, each with its decimal mark."""

LIMIT = Decimal(10) ** 18
"""Values from here on do not fit DECIMAL(28,10)."""

RESIDUE_DIGITS = 15
"""A number with a fraction and this many significant digits is a printed binary float; it is read to 12."""

LONGEST = 1000
"""A text of more characters than this is no figure."""

_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u2009]+")
_NUMBER = re.compile(r"\d+(?:[ '’.,]\d+)*|[.,]\d+")
_SPACED = re.compile(r"\d{1,3}(?P<blank>[ '’])\d{3}(?:(?P=blank)\d{3})*(?:[.,]\d+)?")
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")
_PLAIN = re.compile(r"([+-]?\d{1,17})(?:/(\d{1,17}))?")
_SIMPLE = re.compile(r"([+-]?)(\d+[.,]\d+|\d+)(%?)")
_NATIVE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_QUICK = re.compile(r"(?:0|\d{4,})(?:(,)|(\.))\d+|\d+(?:(,)|\.)(?:\d{1,2}|\d{4,})")
_WORD = re.compile(r"[^\W\d_]")
_SIGNS = str.maketrans({"−": "-", "–": "-", "＋": "+", "％": "%"})


class FigureError(ValueError):
    """A cell that is no figure. ``kind``: not-a-figure, ambiguous, too-large, change-not-declared, missing."""

    def __init__(self, kind: str, readings: tuple[Decimal, ...] = ()) -> None:
        super().__init__(kind)
        self.kind = kind
        self.readings = readings


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed.

    ``value`` and ``denominator`` are exact; ``decimals`` counts the digits after the mark as printed; ``unit_place``
    is the value of one unit in the last printed place ("60 triệu": one million) and ``last_digit`` that of the last
    digit which is not a trailing zero of an integer written out in full ("380.000": ten thousand). ``in_full`` says
    that the figure is an integer written out in full. ``qualifier``, ``unit`` and ``direction`` (+1, -1, 0) are None
    or 0 where no word says so.
    """

    value: Decimal
    denominator: Decimal | None = None
    decimals: int = 0
    unit_place: Decimal = Decimal(1)
    last_digit: Decimal = Decimal(1)
    in_full: bool = True
    qualifier: str | None = None
    unit: str | None = None
    direction: int = 0


@dataclass(slots=True)
class _Number:
    value: Decimal
    decimals: int
    in_full: bool


def read_figure(text: str, mark: Mark | None, *, native: bool = False) -> Figure:
    """Read a printed figure; ``mark`` is the settled decimal mark or None, ``native`` a number of the format itself.

    Raises:
        FigureError: where the text is no figure, or allows two readings and ``mark`` is None.
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        value = Decimal(plain[1])
        return Figure(value, Decimal(plain[2]) if plain[2] else None, last_digit=_last_digit(value))
    if native:
        return _native(text)
    simple = _SIMPLE.fullmatch(text)
    if simple:
        number = _read_number(simple[2], mark)
        number.value = -number.value if simple[1] == "-" else number.value
        return _finished(number, unit="percent" if simple[3] else None)
    cleaned = _BLANKS.sub(" ", text.translate(_SIGNS)).strip()
    if cleaned.casefold() in load_lexicon().missing or not cleaned:
        raise FigureError("missing")
    if len(cleaned) > LONGEST:
        raise FigureError("not-a-figure")
    return _Reader(cleaned, mark).figure()


def decimal_mark_shown(text: str) -> Mark | None:
    """Return the decimal mark that a cell's digits prove, or None where they prove nothing.

    ``0,6667`` proves a comma; ``1.234.567`` groups with points and so proves a comma too; ``1.039`` and ``86`` prove
    nothing.
    """
    if quick := _QUICK.fullmatch(text):
        return "," if quick[1] or quick[3] else "."
    for match in _NUMBER.finditer(_BLANKS.sub(" ", text)):
        shown = _shown_mark(match[0])
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


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to ``places`` decimals, halves away from zero, as people do: 0.47045 is 0.4705."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _native(text: str) -> Figure:
    if not _NATIVE.fullmatch(text):
        raise FigureError("not-a-figure")
    value = Decimal(text)
    if abs(value) >= LIMIT:
        raise FigureError("too-large")
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return _finished(_Number(value, decimals, decimals == 0))


def _shown_mark(token: str) -> Mark | None:
    marks = [c for c in token if c in ".,"]
    if not marks:
        return None
    last: Mark = "," if marks[-1] == "," else "."
    other: Mark = "." if last == "," else ","
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else None
    if len(marks) > 1:
        return other
    if re.search(r"[ '’]", token):
        return last
    whole, _, fraction = token.partition(last)
    return None if len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0") else last


def _read_number(token: str, mark: Mark | None) -> _Number:
    """Read digits with separators; the grouping must be regular, and two readings need a settled mark."""
    if _SPACED.fullmatch(token):
        token = re.sub(r"[ '’]", "", token)
        if not re.search(r"[.,]", token):
            return _whole(token)
        whole, _, fraction = token.replace(",", ".").partition(".")
        return _fraction(whole, fraction)
    if re.search(r"[ '’]", token):
        raise FigureError("not-a-figure")
    if token.isdigit():
        return _whole(token)
    shown = _shown_mark(token)
    if shown is None:
        if not _EITHER.fullmatch(token):
            raise FigureError("not-a-figure")
        separator = "," if "," in token else "."
        whole, _, fraction = token.partition(separator)
        if mark is None:
            raise FigureError("ambiguous", (Decimal(f"{whole}.{fraction}"), Decimal(whole + fraction)))
        shown = mark
    group = "." if shown == "," else ","
    whole, _, fraction = token.partition(shown)
    if group in whole and not re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+", whole):
        raise FigureError("not-a-figure")
    if not re.fullmatch(r"\d*", fraction):
        raise FigureError("not-a-figure")
    whole = whole.replace(group, "")
    return _fraction(whole, fraction) if fraction else _whole(whole)


def _whole(digits: str) -> _Number:
    return _Number(Decimal(digits), 0, in_full=True)


def _fraction(whole: str, fraction: str) -> _Number:
    return _Number(Decimal(f"{whole or '0'}.{fraction}"), len(fraction), in_full=False)


def _last_digit(value: Decimal) -> Decimal:
    digits = f"{abs(value):f}" if value == value.to_integral_value() else ""
    if not digits.isdigit() or not value:
        return Decimal(1)
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _finished(number: _Number, scale: Decimal = Decimal(1), **said: object) -> Figure:
    value, decimals = number.value, number.decimals
    if abs(value) >= LIMIT:
        raise FigureError("too-large")
    cleaned = value
    if decimals and len(value.as_tuple().digits) >= RESIDUE_DIGITS:
        cleaned = _to_significant(value, 12)
    exponent = cleaned.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    unit_place = scale * Decimal(1).scaleb(-places)
    in_full = number.in_full and scale == 1
    value = cleaned * scale
    if abs(value) >= LIMIT:
        raise FigureError("too-large")
    return Figure(
        value=value,
        decimals=decimals,
        unit_place=unit_place,
        last_digit=_last_digit(value) if in_full else unit_place,
        in_full=in_full,
        **said,  # type: ignore[arg-type] # the fields of Figure, by name
    )


def _to_significant(value: Decimal, digits: int) -> Decimal:
    """Round half-up to significant digits and drop the zeros that this leaves: 0.31414000000000003 is 0.31414.

    Whole digits are never rounded away: 1234567890123.45 is an amount of money and becomes 1234567890123.
    """
    places = max(0, digits - 1 - value.adjusted())
    return half_up(value, places).normalize()


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

    def figure(self) -> Figure:
        self._words_before()
        number, sign = self._number()
        scale = self._words_after()
        denominator = self._denominator()
        if any(c.isdigit() or unicodedata.category(c) == "Sc" for c in self.rest):
            raise FigureError("not-a-figure")
        number.value *= sign
        found = _finished(number, scale, qualifier=self.qualifier, unit=self.unit, direction=self.direction)
        return replace(found, denominator=denominator)

    def _words_before(self) -> None:
        while True:
            self.rest = self.rest.lstrip(" :")
            for phrase, meaning in self.lexicon.before:
                if self._take(phrase, meaning):
                    if meaning.part == "qualifier":
                        # "khoảng hơn" is one phrase of the lexicon; of two separate words the later one decides
                        self.qualifier = meaning.value
                    elif meaning.part == "direction":
                        self.direction = 1 if meaning.value == "up" else -1
                    break
            else:
                return

    def _number(self) -> tuple[_Number, int]:
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
            return _read_number(match[0], self.mark), sign
        for word, meaning in self.lexicon.numerals:
            if self._take(word, meaning):
                value = Decimal(meaning.value)
                return _Number(value, 0, in_full=value == value.to_integral_value()), sign
        raise FigureError("not-a-figure")

    def _words_after(self) -> Decimal:
        """Take scales, units and harmless nouns; return the product of the scales."""
        scale = Decimal(1)
        nouns = False
        while self.rest.strip(" .;"):
            apart = self.rest.startswith(" ")
            self.rest = self.rest.lstrip(" ")
            phrase, meaning = next(((p, m) for p, m in self.lexicon.after if self._starts_with(p, m)), ("", None))
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
                elif meaning.part == "unit":
                    nouns = True
                    self.unit = self.unit or meaning.value or None
        return scale

    def _take_noun(self, *, apart: bool) -> bool:
        """Take one word that says what is counted; a word glued to the digits (10km) is a unit that we do not know."""
        if not apart and self.rest[:1].isalnum():
            raise FigureError("not-a-figure")
        noun = re.match(r"[^\W\d_]+|[,;()\"“”/.+…-](?!\d)", self.rest)
        if not noun:
            return False
        self.rest = self.rest[noun.end() :]
        return True

    def _denominator(self) -> Decimal | None:
        for phrase, meaning in self.lexicon.after:
            if meaning.part == "out_of" and self._starts_with(phrase, meaning):
                after = self.rest[len(phrase) :].lstrip()
                match = _NUMBER.match(after)
                if not match:
                    return None
                self.rest = after[match.end() :]
                number = _read_number(match[0], self.mark)
                kept = self.unit
                scale = self._words_after()
                self.unit = kept  # a word behind the denominator says what that counts
                if number.value * scale >= LIMIT:
                    raise FigureError("too-large")
                return number.value * scale
        return None

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
