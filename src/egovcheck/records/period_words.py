"""Periods as statisticians write them, ``Quý III/2020`` or ``6 tháng đầu năm 2020``, put into the short spelling.

Only what can mean one thing is read. Refused are, for example, ``FY2020`` (fiscal years begin on different days),
``III/2020`` (a quarter or a month), ``01-08/2020`` (a day or eight months), ``Aug-20`` and whatever has no year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from egovcheck.records.names import spelt_like, strip_marks

LONGEST = 80
"""A text of more characters than this is no period."""

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPELT = (
    *("quý", "tháng", "năm", "nửa", "đầu", "cuối", "giai", "đoạn", "thời", "kỳ", "ngày", "từ", "đến", "tới", "cả"),
    *("của", "một", "hai", "ba", "bốn", "tư", "sáu", "bảy", "bẩy", "tám", "chín", "mười"),
)

_YEAR = r"(?P<year>[0-9]{4})"
# what may stand between the name of a quarter or month and its year
_OF = r"(?P<of>\s*[/.-]\s*|\s*,?\s+(?:(?:cua|of|in)\s+)?(?:nam\s+)?)"
_WORDS = r"mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?"
_QUARTER = r"(?P<n>[1-4]|iv|i{1,3}|mot|hai|ba|bon|tu)"
_COUNT = rf"(?P<n>1[0-2]|0?[1-9]|{_WORDS})"
_ENGLISH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?P<day>[0-9]{1,2})"

Build = Callable[[re.Match[str]], str | None]


def short_spelling(text: str) -> str | None:
    """Return a period that is written in Vietnamese or English words in the short spelling, or None where it is none.

    Whether the months and days exist is left to whoever reads the short spelling. Lost diacritics are forgiven, wrong
    ones are not: ``quỹ 3/2020`` is no quarter.
    """
    if len(text) > LONGEST or not _well_spelt(text):
        return None
    folded = re.sub(r"\s+", " ", strip_marks(text.replace("–", "-").replace("—", "-"))).strip()
    return _single(folded) or _range(folded)


def _well_spelt(text: str) -> bool:
    known: dict[str, list[str]] = {}
    for word in _SPELT:
        known.setdefault(strip_marks(word), []).append(word)
    tokens = re.findall(r"[^\W\d_]+", text)
    return all(
        token.isascii() or any(spelt_like(token, word) for word in known.get(strip_marks(token), ()))
        for token in tokens
    )


def _single(folded: str) -> str | None:
    for pattern, build in _patterns():
        if match := pattern.fullmatch(folded):
            return build(match)
    return None


def _range(folded: str) -> str | None:
    """Read two periods with a word or dash between them; the first may leave its year to the second."""
    folded = re.sub(r"^(?:tu|from) ", "", re.sub(r"^(?:giai doan|thoi ky) ", "", folded))
    parts = re.split(r" (?:den|toi|to) | - ", folded)
    if len(parts) == 1 and folded.count("-") == 1 and folded.count("/") >= 2:
        parts = folded.split("-")
    if len(parts) != 2 or "" in parts:
        return None
    first, last = parts
    end = _single(last) or _plain(last)
    if end is None or "/" in end:
        return None
    start = _single(first) or _plain(first) or _single(f"{first}/{end[:4]}")
    return None if start is None or "/" in start else f"{start}/{end}"


def _plain(text: str) -> str | None:
    """Return a side of a range that is in the short spelling already, or a day or month of Viet Nam's."""
    if day := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        return f"{day[3]}-{day[2]}-{day[1]}"
    if month := re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", text):
        return f"{month[2]}-{month[1]}"
    return text if re.fullmatch(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}", text) else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _english(text: str) -> int:
    return _MONTHS.index(text[:3]) + 1


def _quarter(match: re.Match[str]) -> str:
    return f"{match['year']}-Q{_number(match['n'])}"


def _half(match: re.Match[str]) -> str:
    second = match["n"] in {"2", "second", "cuoi", "2nd"}
    return f"{match['year']}-S{2 if second else 1}"


def _month(match: re.Match[str]) -> str | None:
    if match["n"] == "nam" and "nam" not in match["of"]:
        return None  # "tháng năm 2020" may be May or a month of the year
    return f"{match['year']}-{_number(match['n'])}"


def _first_months(match: re.Match[str]) -> str:
    return f"{match['year']}-01/{match['year']}-{_number(match['n'])}"


def _last_months(match: re.Match[str]) -> str:
    return f"{match['year']}-{13 - _number(match['n'])}/{match['year']}-12"


def _named_month(match: re.Match[str]) -> str:
    return f"{match['year']}-{_english(match['m'])}"


def _day(match: re.Match[str]) -> str:
    return f"{match['year']}-{match['n']}-{match['day']}"


def _named_day(match: re.Match[str]) -> str:
    return f"{match['year']}-{_english(match['m'])}-{match['day']}"


def _named_months(match: re.Match[str]) -> str:
    return f"{match['year']}-{_english(match['m'])}/{match['year']}-{_english(match['m2'])}"


def _months(match: re.Match[str]) -> str:
    return f"{match['year']}-{_number(match['n'])}/{match['year']}-{_number(match['m2'])}"


def _years(match: re.Match[str]) -> str | None:
    return f"{match['year']}/{match['last']}" if match["year"] < match["last"] else None


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], Build]]:
    """Return what is read, each with what makes the short spelling of it; compiled when the first is wanted."""
    named_quarter = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)"
    named_half = r"(?P<n>first|second|1st|2nd)"
    forms: list[tuple[str, Build]] = [
        (rf"(?:ca |full )?(?:nam|year) {_YEAR}", lambda match: match["year"]),
        (rf"(?:quy|q) ?{_QUARTER}{_OF}{_YEAR}", _quarter),
        (rf"{_YEAR} ?[/-]? ?q(?P<n>[1-4])", _quarter),
        (rf"{named_quarter} quarter{_OF}{_YEAR}", _quarter),
        (rf"h(?P<n>[12]){_OF}{_YEAR}", _half),
        (rf"(?P<n>[12])h ?/?{_YEAR}", _half),
        (rf"{_YEAR} ?[/-]? ?h(?P<n>[12])", _half),
        (rf"{named_half} half{_OF}{_YEAR}", _half),
        (rf"nua (?:nam )?(?P<n>dau|cuoi)(?: cua)?(?: nam)? {_YEAR}", _half),
        (rf"(?:thang|t) ?{_COUNT}{_OF}{_YEAR}", _month),
        (rf"thang {_COUNT} ?- ?(?P<m2>1[0-2]|0?[1-9]){_OF}{_YEAR}", _months),
        (rf"{_COUNT} thang(?: dau)?{_OF}{_YEAR}", _first_months),
        (rf"{_COUNT} thang cuoi{_OF}{_YEAR}", _last_months),
        (rf"(?P<n>1[0-2]|[1-9])[tm] ?/? ?{_YEAR}", _first_months),
        (
            rf"first (?P<n>1[01]|[2-9]|two|three|four|five|six|seven|eight|nine|ten|eleven) months{_OF}{_YEAR}",
            _first_months,
        ),
        (rf"(?P<m>{_ENGLISH})\.?{_OF}{_YEAR}", _named_month),
        (rf"(?P<m>{_ENGLISH})\.? ?- ?(?P<m2>{_ENGLISH})\.?{_OF}{_YEAR}", _named_months),
        (rf"(?:ngay )?{_DAY} thang {_COUNT}{_OF}{_YEAR}", _day),
        (rf"ngay {_DAY}(?P<by>[/.-])(?P<n>[0-9]{{1,2}})(?P=by){_YEAR}", _day),
        (rf"{_DAY}(?:st|nd|rd|th)? (?P<m>{_ENGLISH})\.?,? {_YEAR}", _named_day),
        (rf"(?P<m>{_ENGLISH})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}", _named_day),
        (rf"(?:(?:giai doan|thoi ky) )?{_YEAR} ?- ?(?P<last>[0-9]{{4}})", _years),
    ]
    return [(re.compile(pattern), build) for pattern, build in forms]
