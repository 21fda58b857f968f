"""The numbers of a text: digits with their separators, scale words behind them, and numbers written in words.

A separator that allows two readings is read by the language of the text; what else it may be is kept, for whoever sees
what is counted. Digits that are glued to letters, or grouped as no number is, are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from egovcheck.prose.lexicon import FigureWords, Language, figure_words
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import NUMBER, WORD
from egovcheck.records.digits import FigureError, Mark, read_number, shown_mark
from egovcheck.records.names import spelt_like

_CODE_WORDS = frozenset({"covid", "sars", "web", "win", "ver", "version", "iso", "gen", "iphone", "pm", "am"})

_DAY_AND_YEAR = re.compile(r"\d{1,2},(?:19|20)\d\d")
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})

LONGEST = 24
"""Digits of more characters than this are no number that anybody reports."""

_BLANKS = frozenset(" \u00a0\u2007\u2009\u202f")
_MOST_WORDS = 12
"""A number has at most so many tokens that are words."""

_FIRSTS = {"nhat": ("nhất", 1), "nhi": ("nhì", 2)}
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_GLUE = frozenset("@_#&=\\*^")
_UNCERTAIN = frozenset({"nam", "sau", "tam", "tu", "bay", "khong", "chin", "lam"})
"""Number words that without their marks are other words: năm, sau, tạm, từ, bay, không, chính, làm."""


@dataclass(slots=True)
class Number:
    """A number: tokens ``first`` to before ``last``, its scale words included.

    ``other`` is what it comes to if its separator is meant the other way round, where both are possible. ``ordinal``
    tells of an English ending (86th). ``digits_last`` is where the scale words begin.
    """

    first: int
    last: int
    digits_last: int
    value: Decimal
    decimals: int = 0
    other: Decimal | None = None
    scale: Decimal = Decimal(1)
    spelt: bool = False
    ordinal: bool = False

    @property
    def total(self) -> Decimal:
        """Return the value in full units."""
        return self.value * self.scale


def numbers(text: Text, language: Language, taken: Sequence[bool] = ()) -> list[Number]:
    """Return the numbers of the sentences of a text in order; tokens that are ``taken`` belong to something else."""
    words = figure_words()
    found = []
    for sentence in text.sentences:
        index = sentence.first
        while index < sentence.last:
            token = text.tokens[index]
            number = None
            if taken and taken[index]:
                pass
            elif token.kind == NUMBER:
                number = _digits(text, index, sentence.last, language, words, taken)
            elif token.kind == WORD and token.word in words.number_words:
                number = _words(text, index, sentence.first, sentence.last, words)
            if number is None:
                index += 1
            else:
                found.append(number)
                index = number.last
    return found


def _digits(  # noqa: PLR0917 - what a number is read by
    text: Text, index: int, limit: int, language: Language, words: FigureWords, taken: Sequence[bool]
) -> Number | None:
    tokens = text.tokens
    token = tokens[index]
    written = token.word
    if (
        _is_english_date(text, index)
        or len(written) > LONGEST
        or _glued_before(text, index, words)
        or _in_a_row(text, index, taken)
    ):
        return None
    last = index + 1
    while last < limit and _group_follows(text, index, last):
        written += tokens[last].word
        last += 1
    spaced = last > index + 1
    if len(written) > LONGEST or (written[0] == "0" and written.isdigit() and len(written) > 2):
        return None
    if last + 1 < limit and _split_fraction(text, index, last, limit, words):
        # "0, 6667" has lost its shape to a blank
        written += "," + tokens[last + 1].word
        last += 2
    mark: Mark = "," if language == "vi" else "."
    try:
        number = read_number(written, mark)
        other = None
        if not spaced and shown_mark(written) is None and not written.isdigit():
            other = read_number(written, "." if mark == "," else ",").value
    except FigureError:
        return None
    found = Number(index, last, last, number.value, number.decimals, other)
    if last < limit and tokens[last].kind == WORD and tokens[last].start == tokens[last - 1].end:
        if tokens[last].word in _ORDINAL_ENDINGS:
            found.ordinal = True
            found.last = found.digits_last = last + 1
        elif not (words.scales.at(text, last, limit) or words.units.at(text, last, limit) or _lost_blank(text, last)):
            return None
    return _scaled(text, found, limit, language, words)


def _glued_before(text: Text, index: int, words: FigureWords) -> bool:
    """Say whether digits hang on a word or sign in front of them: QĐ4, COVID-19, v2, a.b@1."""
    if not index:
        return False
    before, token = text.tokens[index - 1], text.tokens[index]
    if before.end != token.start:
        return False
    if before.kind == WORD:
        # "đạt30%" lost its blank; codes are in capitals (QĐ4) or of few letters (v2)
        if words.currencies.before(text, index, index - 2):
            return False
        # "12 điểm1" has a footnote
        return not _lost_blank(text, index - 1) or words.units.before(text, index, index - 3) is not None
    if before.word in _GLUE:
        return True
    if before.word in "-–." and index > 1:
        other = text.tokens[index - 2]
        return other.end == before.start and other.kind == WORD
    return False


def _in_a_row(text: Text, index: int, taken: Sequence[bool]) -> bool:
    """Say whether digits stand behind others that they make no number with: 0912 345 678, 1900 1234."""
    if not index:
        return False
    before, token = text.tokens[index - 1], text.tokens[index]
    row = before.kind == NUMBER and token.start - before.end == 1 and text.raw[before.end] in _BLANKS
    return row and not (taken and taken[index - 1])


def _is_english_date(text: Text, index: int) -> bool:
    """Say whether digits are a day and a year that lost their blank: January 1,2018."""
    month = text.tokens[index - 1].word[:3] if index else ""
    return month in _MONTHS and _DAY_AND_YEAR.fullmatch(text.tokens[index].word) is not None


def _lost_blank(text: Text, index: int) -> bool:
    """Say whether a word that hangs on digits is an ordinary one."""
    token = text.tokens[index]
    written = text.raw[token.start : token.end]
    ordinary = len(written) > 2 or (len(written) == 2 and not written.isascii())
    return ordinary and written[1:].islower() and token.word not in _CODE_WORDS


def _group_follows(text: Text, first: int, last: int) -> bool:
    """Say whether three digits behind one blank go on with a number: 1 234 567."""
    tokens = text.tokens
    token, before = tokens[last], tokens[last - 1]
    if token.kind != NUMBER or token.start - before.end != 1 or text.raw[before.end] not in _BLANKS:
        return False
    start = tokens[first].word
    digits = re.split(r"[.,]", token.word)[0]
    grouped = re.fullmatch(r"[1-9]\d{0,2}", start) is not None and (last == first + 1 or len(before.word) == 3)
    return grouped and len(digits) == 3 and (digits == token.word or len(token.word) != 7)


def _split_fraction(text: Text, index: int, last: int, limit: int, words: FigureWords) -> bool:
    """Say whether a blank has come between the mark and the decimals: "0, 6667", "8, 12%"."""
    tokens = text.tokens
    whole, comma, fraction = tokens[index], tokens[last], tokens[last + 1]
    if last != index + 1 or not whole.word.isdigit() or comma.word not in ",." or comma.start != whole.end:
        return False
    if fraction.kind != NUMBER or not fraction.word.isdigit() or fraction.start - comma.end != 1:
        return False
    if whole.word == "0":
        return 2 <= len(fraction.word) <= 5
    unit = words.units.at(text, last + 2, limit)
    return (
        comma.word == "," and len(whole.word) <= 2 and len(fraction.word) == 2 and bool(unit and unit[1] == "percent")
    )


def _scaled(text: Text, number: Number, limit: int, language: Language, words: FigureWords) -> Number:
    """Take the scale words behind a number: 6,3 nghìn tỷ; 2 triệu 300 nghìn is a sum."""
    for _ in range(2):
        if words.no_scales.at(text, number.last, limit):
            break
        found = words.scales.at(text, number.last, limit)
        if not found or found[1] <= number.scale > 1:
            break  # "trieu van ban" are no ten thousands
        number.last, factor = found
        number.scale *= factor
        number.other = None
    if number.scale > 1 and number.last < limit and text.tokens[number.last].kind == NUMBER:
        # the parts of a sum stand within a few tokens; an endless "5 triệu 5 triệu …" is none
        rest = _digits(text, number.last, min(limit, number.last + _MOST_WORDS), language, words, ())
        if rest and 1 < rest.scale < number.scale and rest.total < number.scale and number.decimals == 0:
            number.value += rest.total / number.scale
            number.last = rest.last
    return number


def _words(text: Text, index: int, start: int, limit: int, words: FigureWords) -> Number | None:
    """Read a number in words where something says that it carries a figure."""
    if (first := _first(text, index, limit, words, start)) is not None:
        return first
    english = _english(text, index, limit, words)
    value, last, ordinal = english or (*_vietnamese(text, index, limit, words), False)
    if value is None or last <= index:
        return None
    led = words.left.before(text, index, max(start, index - 4))
    follows = words.word_units.at(text, last, limit) is not None and not words.no_units.at(text, last, limit)
    takes = led is not None and led[1].part in {"rank", "multiple", "top"}
    if ordinal:
        moved = led is not None and text.tokens[index - 1].word in {"from", "to"}
        after = text.tokens[last] if last < limit else None
        stands = after is None or after.kind != WORD or after.word in {"to", "in", "from", "this", "and"}
        follows = words.rank_nouns.at(text, last, limit) is not None or (moved and stands)
    if not (follows or takes) or (
        takes and not follows and text.tokens[index].word in _UNCERTAIN and _unmarked(text, index)
    ):
        return None
    found = Number(index, last, last, value, spelt=True, ordinal=ordinal)
    return found if ordinal else _scaled(text, found, limit, "vi", words)


def _first(text: Text, index: int, limit: int, words: FigureWords, start: int) -> Number | None:
    """Read "thứ nhất" and "hạng nhì" as ranks, but not the "Thứ nhất, …" that begins a list."""
    token = text.tokens[index]
    if token.word not in {"nhat", "nhi"} or not spelt_like(text.raw[token.start : token.end], _FIRSTS[token.word][0]):
        return None
    led = words.left.before(text, index, max(start, index - 4))
    listing = led is not None and led[0] == start and index + 1 < limit and text.tokens[index + 1].kind != WORD
    if led is None or led[1].part != "rank" or listing or text.tokens[index - 1].word not in {"thu", "hang", "tri"}:
        return None
    return Number(index, index + 1, index + 1, Decimal(_FIRSTS[token.word][1]), spelt=True)


def _english(text: Text, index: int, limit: int, words: FigureWords) -> tuple[Decimal, int, bool] | None:
    token = text.tokens[index]
    if token.word in words.ordinals:
        return Decimal(words.ordinals[token.word]), index + 1, True
    value = words.english_numbers.get(token.word)
    if value is None:
        return None
    last = index + 1
    joined = last + 1 < limit and text.tokens[last].word == "-"
    after = text.tokens[last + joined] if last + joined < limit else None
    if value >= 20 and after is not None:
        if after.word in words.ordinals and words.ordinals[after.word] < 10:
            return Decimal(value + words.ordinals[after.word]), last + joined + 1, True
        if words.english_numbers.get(after.word, 10) < 10:
            return Decimal(value + words.english_numbers[after.word]), last + joined + 1, False
    return Decimal(value), last, False


def _vietnamese(text: Text, index: int, limit: int, words: FigureWords) -> tuple[Decimal | None, int]:
    """Read number words up to a thousand; what multiplies further is a scale."""
    total, current, last = 0, None, index
    limit = min(limit, index + _MOST_WORDS)
    while last < limit and text.tokens[last].kind == WORD:
        word = text.tokens[last].word
        value = _number_word(text, last, words)
        if value is not None and current is None:
            current = value
        elif word == "muoi" and current is not None and current < 10 and last > index:
            total, current = total + current * 10, None
        elif word == "tram" and current is not None and last > index:
            total, current = total + current * 100, None
        elif word in {"linh", "le"} and current is None and total >= 100:
            pass
        elif value is not None and current == 10:
            current = 10 + value
        else:
            break
        last += 1
    if last == index or (last < limit and text.tokens[last].kind == NUMBER):
        return None, index  # "năm 2020" is a year
    return Decimal(total + (current or 0)), last


def _number_word(text: Text, index: int, words: FigureWords) -> int | None:
    """Return the value of a number word, or None where its marks are those of another word."""
    token = text.tokens[index]
    written = text.raw[token.start : token.end]
    if written.isascii() and token.word in _UNCERTAIN:
        return None
    spelt = (value for spelling, value in words.numbers.get(token.word, ()) if spelt_like(written, spelling))
    return next(spelt, None)


def _unmarked(text: Text, index: int) -> bool:
    token = text.tokens[index]
    return text.raw[token.start : token.end].isascii()
