"""Cells that carry a number and the text that is shown of it, as those of OpenDocument do.

The text has the marks of somebody's language, and the number says which is which: of ``86,50%`` and 0.865 the comma is
the decimal mark. What comes out has a decimal point and no separators of thousands, and as many decimals as are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from egovcheck.sources.sheets.number_formats import plain

_DIGITS = re.compile(r"\d[\d.,'’\s\u00a0\u202f]*\d|\d")
_EXPONENT = re.compile(r"\s*[eE]([+-]?\d{1,3})")
_SEPARATORS = re.compile(r"[.,'’\s\u00a0\u202f]")
_SIGNS = str.maketrans({"−": "-", "‑": "-"})
_SCALES = (0, 3, 6, 9, 12)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_BLANKS = re.compile(r"\s+")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(?:\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}|[^\W\d]\D{0,20}\d{4})")


def shown_number(value: Decimal, text: str, *, percent: bool) -> str:
    """Return what is shown of a number, with a decimal point; the number itself where the text is of something else."""
    text = text.translate(_SIGNS).strip()
    match = _DIGITS.search(text)
    if match and len(_DIGITS.findall(text)) == 1 + bool(_EXPONENT.match(text, match.end())):
        size = abs(value).scaleb(2 if percent or "%" in text else 0, _WIDE)
        if said := _agreeing(match[0], _EXPONENT.match(text, match.end()), size):
            before, after = text[: match.start()], text[match.end() :]
            if power := _EXPONENT.match(after):
                after = after[power.end() :]
            if value < 0 and "(" in before and ")" in after:
                before, after = before.replace("(", "-", 1), after.replace(")", "", 1)
            elif value < 0 and not before.strip():
                before = "-"
            return re.sub(r"- (?=\d)", "-", _BLANKS.sub(" ", f"{before}{said}{after}")).strip()
    return f"{plain(value.scaleb(2, _WIDE))}%" if percent else plain(value)


def shown_date(iso: str, text: str) -> str:
    """Return a date, or the month or year where no more of it is shown."""
    day = iso.removesuffix("T00:00:00")
    if _YEAR.fullmatch(text.strip()):
        return day[:4]
    return day[:7] if _MONTH.fullmatch(text.strip()) and len(day) == 10 else day


def _agreeing(token: str, exponent: re.Match[str] | None, size: Decimal) -> str | None:
    """Return the reading of digits with separators that a number prints as, or None."""
    power = int(exponent[1]) if exponent else 0
    # only where no reading is the number itself are thousands, millions, … of it shown
    for scale in (0,) if exponent else _SCALES:
        for whole, decimals in _readings(token):
            text = f"{whole}.{decimals}" if decimals else whole
            step = Decimal(1).scaleb(power - len(decimals))
            if abs(Decimal(text).scaleb(power, _WIDE) - size.scaleb(-scale, _WIDE)) * 2 <= step:
                return f"{text}E{power:+03d}" if exponent else text
    return None


def _readings(token: str) -> Iterator[tuple[str, str]]:
    """Yield whole digits and decimals: by the last separator as the decimal mark, and by none."""
    places = [match.start() for match in _SEPARATORS.finditer(token)]
    if places and token[places[-1]] in ".,":
        yield _SEPARATORS.sub("", token[: places[-1]]) or "0", token[places[-1] + 1 :]
    yield _SEPARATORS.sub("", token), ""
