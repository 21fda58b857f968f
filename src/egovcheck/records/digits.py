"""Digits with separators into exact decimals: the decimal mark that they show, grouping, rounding, binary residue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Mark = Literal[",", "."]
"""The decimal mark of a text: comma in Vietnamese, point in English and in file formats."""

LOCALES: dict[str, Mark] = {"vi": ",", "en": "."}
"""The locales that may be declared, each with its decimal mark."""

LIMIT = Decimal(10) ** 18
"""Values from here on do not fit DECIMAL(28,10)."""

RESIDUE_DIGITS = 15
"""A number with a fraction and this many significant digits is a printed binary float; it is read to 12."""

_SPACED = re.compile(r"\d{1,3}(?P<blank>[ '’])\d{3}(?:(?P=blank)\d{3})*(?:[.,]\d+)?")
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")
_NATIVE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


class FigureError(ValueError):
    """A cell that is no figure. ``kind``: not-a-figure, ambiguous, too-large, change-not-declared,
    multiple-not-declared, missing.
    """

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
    or 0 where no word says so, and ``multiple`` is set where a word says that it is one ("gấp đôi"). ``last`` is set
    for a date of which only the month or year is told: ``value`` is then its first possible day and ``last`` the last.
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
    multiple: bool = False
    last: Decimal | None = None


@dataclass(slots=True)
class Number:
    """Digits as read: the value, its decimals as printed, and whether it is an integer written out in full."""

    value: Decimal
    decimals: int
    in_full: bool


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to ``places`` decimals, halves away from zero, as people do: 0.47045 is 0.4705."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def native_figure(text: str) -> Figure:
    """Read a number of the file format itself, in its own notation."""
    if not _NATIVE.fullmatch(text):
        raise FigureError("not-a-figure")
    try:
        value = Decimal(text)
    except ArithmeticError:  # an exponent beyond all exponents
        raise FigureError("too-large") from None
    if value and value.adjusted() >= LIMIT.adjusted():  # arithmetic on a million digits overflows
        raise FigureError("too-large")
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return finished(Number(value, decimals, decimals == 0))


def shown_mark(token: str) -> Mark | None:
    """Return the decimal mark that digits with separators prove, or None where they prove nothing."""
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


def read_number(token: str, mark: Mark | None) -> Number:
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
    shown = shown_mark(token)
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


def _whole(digits: str) -> Number:
    return Number(Decimal(digits), 0, in_full=True)


def _fraction(whole: str, fraction: str) -> Number:
    return Number(Decimal(f"{whole or '0'}.{fraction}"), len(fraction), in_full=False)


def last_digit(value: Decimal) -> Decimal:
    """Return the value of the last digit of an integer that is not a trailing zero: ten thousand in 380 000."""
    digits = f"{abs(value):f}" if value == value.to_integral_value() else ""
    if not digits.isdigit() or not value:
        return Decimal(1)
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def finished(number: Number, scale: Decimal = Decimal(1), **said: object) -> Figure:
    """Make a figure of digits and the scale behind them; ``said`` are further fields of the figure."""
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
        last_digit=last_digit(value) if in_full else unit_place,
        in_full=in_full,
        **said,  # type: ignore[arg-type] # the fields of Figure, by name
    )


def _to_significant(value: Decimal, digits: int) -> Decimal:
    """Round half-up to significant digits and drop the zeros that this leaves: 0.31414000000000003 is 0.31414.

    Whole digits are never rounded away: 1234567890123.45 is an amount of money and becomes 1234567890123.
    """
    places = max(0, digits - 1 - value.adjusted())
    return half_up(value, places).normalize()
