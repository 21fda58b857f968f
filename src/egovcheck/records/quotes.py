"""Does a quote contain the figure that it is the evidence of? In whatever notation, and never guessing.

A quote surely contains a value that it prints, or that one of its numbers comes to: ``86.5 %`` for 86,5%,
``60.000.000`` for 60 triệu, ``hai bậc`` for 2. It surely does not where all its numbers are other ones. In between,
where words may say it (``gấp đôi``, ``một nửa``), where it follows from several numbers, or where the quote is only
coarser, nothing is decided.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from egovcheck.core.findings import Verdict
from egovcheck.records.digits import FigureError, Mark, half_up, last_digit, read_number
from egovcheck.records.lexicon import load_lexicon
from egovcheck.records.names import spelt_like, strip_marks

LONGEST = 2000
"""A quote of more characters than this is not judged; it is no quote but a text."""

_BLANK = " \u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*")
_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-](?:\d{1,2}[/.-])?(?:19|20)\d\d(?!\d)")
_LABEL = re.compile(
    r"(?<!\w)(?:năm|tháng|quý|ngày|mức độ|cấp độ|số|lần thứ|điều|khoản|levels?|year|month|quarter|phase|no\.?)"
    rf"[{_BLANK}]*$"
)
"""Words before a number that is a name and no amount: ``mức độ 4``, ``năm 2020``."""

_COMPOUND = re.compile(
    r"(?<!\w)(?:mươi|mốt|lăm|chục|rưỡi|rưởi|nửa|tá|gấp|"
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|hàng)\s+"
    r"(?:chục|trăm|vạn|nghìn|ngàn|triệu|t[ỷỉ](?!\s+(?:lệ|trọng|suất|số)))|"
    r"(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)\s+\d+|(?:một|hai|ba|bốn|\d)\s+phần\s+(?:hai|ba|tư|bốn|năm|mười|trăm|\d+)|"
    r"hundreds?|thousands|millions|billions|dozens?|half|halves|doubled?|twice|tripled?|"
    r"(?:a|one|two|three|four)[ -](?:thirds?|quarters?|fifths?|tenths?)|"
    r"eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies|ieth)(?:-\w+)?)(?!\w)"
)
"""Words that make up an amount in a way that only reading the sentence could settle."""

_UNMARKED = re.compile(
    r"(?<!\w)(?:gap (?:doi|hai|ba|bon|nam|ruoi|\d)|mot nua|ruoi|muoi (?:mot|hai|ba|bon|lam|sau|bay|tam|chin)|"
    r"(?:hai|ba|bon|nam|sau|bay|tam|chin) muoi|"
    r"(?:mot|hai|ba|bon|sau|bay|tam|chin|vai|may|hang) "
    r"(?:chuc|tram|nghin|ngan|trieu|t[yi](?! (?:le|trong|suat|so))))(?!\w)"
)
"""Those of them that are plain even where the diacritics were lost."""

_SAID = {
    Decimal(0): ("không", "chưa", "no", "none", "nil", "zero", "not"),
    Decimal(1): ("một", "nhất", "đầu", "duy nhất", "one", "first", "top", "leads", "leading", "single", "only"),
    Decimal(2): ("hai", "đôi", "nhì", "cặp", "two", "second", "both", "pair"),
    Decimal(50): ("nửa", "half"),
    Decimal(100): ("toàn bộ", "tất cả", "mọi", "hoàn toàn", "mỗi", "all", "every", "each", "full", "fully", "entire"),
}
"""Words that may stand for a value without naming it."""

_DOUBTFUL = frozenset({"một", "nhất", "đôi", "tư", "năm", "one", "half"})
"""Numerals that are other words too: an article, the most, a pair, the year."""

_LARGE = 1000
"""From here on the zeros at the end of a number may be a sign of rounding."""

_SCALED_BY = tuple(Decimal(10) ** power for power in (3, 6, 9, 12))
_PERCENT = (Decimal(100), Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a record states: its figure as printed, what that comes to, and what kind of figure it is.

    ``low`` and ``high`` are the ends of its interval, None where it has none; ``decimals`` are those printed.
    """

    printed: str | None
    value: Decimal
    kind: str | None = None
    measure: str = "level"
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a quote and where it stands, scale words included.

    ``readings`` are what it may come to, each with the value of one unit in its last digit that counts; ``doubted``
    what it comes to only if something unlikely holds. ``scale`` is what words like triệu behind it multiply it by, and
    ``named`` tells of a number that is a date or a label.
    """

    start: int
    end: int
    readings: Mapping[Decimal, Decimal]
    doubted: frozenset[Decimal] = frozenset()
    scale: Decimal = Decimal(1)
    named: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is known of a quote: the verdict, and the numbers in it as printed."""

    verdict: Verdict
    numbers: tuple[str, ...] = field(default=())


def quoted(quote: str, claim: Claim) -> Quoted:
    """Judge whether ``quote`` contains the figure of ``claim``: valid, invalid or undecided."""
    text = unicodedata.normalize("NFC", quote)
    if claim.printed and _prints(text, claim.printed):
        return Quoted("valid")
    if len(text) > LONGEST or claim.kind in {"level", "date"}:
        return Quoted("undecided")
    lowered = text.lower()
    found = list(_numbers(text, lowered))
    value = abs(claim.value)
    if any(value in number.readings and not number.named for number in found):
        return Quoted("valid")
    if spoken := _spoken(lowered, value):
        return Quoted(spoken)
    in_words = _COMPOUND.search(lowered) is not None or _UNMARKED.search(strip_marks(text)) is not None
    if in_words or any(_may_be(number, value, claim) for number in found) or _follows(found, value, claim):
        return Quoted("undecided")
    return Quoted("invalid", tuple(text[number.start : number.end] for number in found))


def _prints(text: str, printed: str) -> bool:
    """Say whether the figure stands in the text as it was printed, without regard to case and blanks."""
    words, wanted = (" ".join(strip_marks(part).split()) for part in (text, unicodedata.normalize("NFC", printed)))
    start = words.find(wanted)
    while start >= 0:
        before, after = words[:start], words[start + len(wanted) :]
        if not re.search(r"\d[.,]?$|\w$", before) and not re.match(r"[.,]?\d|\w", after):
            return True
        start = words.find(wanted, start + 1)
    return False


def _numbers(text: str, lowered: str) -> Iterator[_Found]:
    """Yield the numbers of a text with all that each may come to; "1 triệu 200 nghìn" is also their sum."""
    dates = [match.span() for match in _DATE.finditer(text)]
    before: _Found | None = None
    for match in _NUMBER.finditer(text):
        dated = any(start <= match.start() < end for start, end in dates)
        one = _number(text, match, named=dated or _LABEL.search(lowered[: match.start()]) is not None)
        if before and one.scale < before.scale and not text[before.end : one.start].strip(_BLANK):
            sums = {a + b: place for a in before.readings for b, place in one.readings.items()}
            yield _Found(before.start, one.end, sums, scale=before.scale)
        yield one
        before = one


def _number(text: str, match: re.Match[str], *, named: bool) -> _Found:
    scale, end, sure = _scale(text, match.end())
    printed = _readings(match[0])
    readings = {value * scale: place * scale for value, place in printed.items()}
    # three digits behind a blank may be a number of their own
    *others, last = re.split(f"[{_BLANK}]", match[0])
    if others:
        readings |= {value * scale: place * scale for value, place in _readings(last).items()}
        readings |= {value: place for part in others for value, place in _readings(part).items()}
    doubted = set() if sure else set(printed)
    if re.fullmatch(r"\d(?:[.,]\d)+", match[0]):
        doubted |= {Decimal(digit) for digit in re.findall(r"\d", match[0])}  # "mức độ 3,4" may be two levels
    return _Found(match.start(), end, readings, frozenset(doubted), scale, named)


def _readings(token: str) -> dict[Decimal, Decimal]:
    """Return what digits with separators come to by either decimal mark, with the value of the last digit of each."""
    found = {}
    marks: tuple[Mark, Mark] = (",", ".")
    for mark in marks:
        try:
            number = read_number(token, mark)
        except FigureError:
            continue
        # a small number is not rounded because it ends in a zero
        rounded = number.in_full and number.value >= _LARGE
        found[number.value] = last_digit(number.value) if rounded else Decimal(1).scaleb(-number.decimals)
    return found


def _scale(text: str, end: int) -> tuple[Decimal, int, bool]:
    """Return the product of the scale words behind a number, where they end, and whether they have all their marks."""
    scale, sure = Decimal(1), True
    for _ in range(2):
        rest = text[end : end + 20]
        apart = len(rest) - len(rest.lstrip(_BLANK))
        word = re.match(r"[^\W\d_]+", rest[apart:])
        factor = _scale_words().get(strip_marks(word[0])) if word else None
        if word is None or factor is None or not spelt_like(word[0], factor[1]):
            break
        scale, end, sure = scale * factor[0], end + apart + word.end(), sure and word[0].lower() == factor[1]
    return scale, end, sure


@lru_cache(maxsize=1)
def _scale_words() -> dict[str, tuple[Decimal, str]]:
    phrases = ((phrase, meaning) for phrase, meaning in load_lexicon().after if meaning.part == "scale")
    return {phrase: (Decimal(meaning.value), meaning.spelling) for phrase, meaning in phrases}


def _spoken(lowered: str, value: Decimal) -> Verdict | None:
    """Say whether a word names the value, or may; None where none does."""
    numerals = [m for _, m in load_lexicon().numerals if m.part == "numeral" and Decimal(m.value) == value]
    said = [m.spelling for m in numerals if _has_word(lowered, m.spelling)]
    if any(spelling not in _DOUBTFUL for spelling in said):
        return "valid"
    unmarked = strip_marks(lowered)
    may = any(_has_word(lowered, word) or _has_word(unmarked, strip_marks(word)) for word in _SAID.get(value, ()))
    return "undecided" if said or may else None


def _has_word(lowered: str, word: str) -> bool:
    behind = r"(?!\s*\d)" if word == "năm" else ""  # a year and no five
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w){behind}", lowered) is not None


def _may_be(number: _Found, value: Decimal, claim: Claim) -> bool:
    """Say whether a number may be the value after all: as a label, rounded, or with its unit somewhere else."""
    if value in number.readings or value in number.doubted:
        return True
    ends = sorted(abs(end) for end in (claim.low, claim.high) if end is not None)
    for reading, place in number.readings.items():
        if not number.named and abs(reading - value) < place:
            return True  # the quote is coarser
        if len(ends) == 2 and ends[0] <= reading <= ends[1]:
            return True  # the record is coarser
        if number.scale == 1 and value in {reading * factor for factor in _SCALED_BY}:
            return True  # thousands or millions may be told by a heading
        if claim.kind in {"percent", "score"} and value in {reading * factor for factor in _PERCENT}:
            return True
    return False


def _follows(found: list[_Found], value: Decimal, claim: Claim) -> bool:
    """Say whether the value may have been worked out from two numbers of the quote: a change, a share, a multiple."""
    values = [{r for r in number.readings if r} for number in found]
    if len(values) > 8:
        return True
    for one, other in permutations(values, 2):
        for a in one:
            for b in other:
                if claim.measure != "level" and abs(a - b) == value:
                    return True
                if _rounds_to(100 * a / b, value, claim.decimals) or _rounds_to(a / b, value, claim.decimals):
                    return claim.measure != "level" or claim.kind in {"percent", "score"}
                if claim.measure == "growth" and _rounds_to(abs(100 * (a - b) / b), value, claim.decimals):
                    return True
    return False


def _rounds_to(result: Decimal, value: Decimal, decimals: int) -> bool:
    return half_up(result, decimals) == value
