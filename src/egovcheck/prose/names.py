"""Numbers that are names and no figures: of documents, service levels, addresses, telephones, editions, versions."""

from __future__ import annotations

import re

from egovcheck.prose.left import LeftSide
from egovcheck.prose.lexicon import FigureWords, Language, figure_words
from egovcheck.prose.numbers import Number
from egovcheck.prose.right import RightSide
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import BREAK, NUMBER, SIGN, WORD

_YEAR = re.compile(r"(?:19|20)\d\d")
_STREETS = frozenset({"duong", "pho", "ngo", "ngach", "hem", "street", "road", "avenue"})
_BEHIND_NUMBER = 4
_HIGHEST_LEVEL = 5
_LIST_MARKS = frozenset(".)/-:")


def is_name(  # noqa: PLR0917 - what it depends on
    text: Text, number: Number, left: LeftSide, right: RightSide, start: int, language: Language
) -> bool:
    """Say whether a number names something; ``start`` is the first token of its sentence."""
    words = figure_words()
    if number.spelt:
        return (
            not number.ordinal and left.rank and words.labels.before(text, number.first, number.first - 3) is not None
        )
    if _part_of_code(text, number, right) or _numbers_a_line(text, number, start):
        return True
    written = text.slice(number.first, number.digits_last)
    named = right.noun < right.noun_last
    if written[0] == "0" and written.isdigit() and written != "0" and not (right.unit or named):
        return True
    if _is_no_amount(text, number, words):
        return True
    measured = right.unit is not None or _begins_range(text, number, words)
    figured = measured or left.rank or number.scale > 1 or right.out_of is not None or left.currency
    label = None if _grouped(written) else _label(text, number, left, right, start, words, language)
    if label is not None and not (label and figured):
        return True
    if _document_number(text, number, start, words) and right.unit is None:
        return True
    if right.out_of is not None and not (named or left.rank or right.unit or right.out_of_in_words):
        # 10/10 may be a day, whatever the year
        return number.total <= 31 and right.out_of.total <= 12 and not number.decimals
    return _bare_year(written) and not figured and left.qualifier is None


def _begins_range(text: Text, number: Number, words: FigureWords) -> bool:
    """Say whether the unit stands behind the other end of a range: "ở mức 16-20%"."""
    tokens, last = text.tokens, number.last
    dashed = last + 2 < len(tokens) and tokens[last].word in {"-", "–"} and tokens[last + 1].kind == NUMBER
    return dashed and bool((unit := words.units.at(text, last + 2, last + 5)) and unit[1])


def _bare_year(written: str) -> bool:
    """Say whether digits are a year: thousands are printed with a mark wherever they count something."""
    return _YEAR.fullmatch(written) is not None


def _grouped(written: str) -> bool:
    """Say whether digits are too long for a label or have marks; "mức độ 3,4" is two labels."""
    return len(written) > 3 and not written.isdigit()


def _is_no_amount(text: Text, number: Number, words: FigureWords) -> bool:
    """Say whether a number is the one of "1 trong những", "one of the", or counts items of a sentence: ", (6) …"."""
    tokens = text.tokens
    last = number.last
    if number.total == 1 and words.one_of.at(text, last, last + 3):
        return True
    if number.total == 1 and last + 1 < len(tokens) and tokens[last].word in {"trong", "of", "among"}:
        return tokens[last + 1].kind == NUMBER or tokens[last + 1].word in {"so", "nhung"}
    inside = (
        number.first > 1 and tokens[number.first - 1].word == "(" and last < len(tokens) and tokens[last].word == ")"
    )
    return (
        inside
        and not number.ordinal
        and not number.decimals
        and number.total <= (12 if tokens[number.first - 2].kind == WORD else 20)
        and last + 1 < len(tokens)
        and tokens[last + 1].kind == WORD
    )


def _part_of_code(text: Text, number: Number, right: RightSide) -> bool:
    """Say whether a number hangs on letters or on too many parts: 739/QĐ-UBND, 09/2019/NĐ-CP, 24/7, 12-CT/TU."""
    tokens = text.tokens
    last = number.last if right.out_of is None else right.out_of.last
    joined = last + 1 < len(tokens) and tokens[last].word in "/-" and tokens[last].start == tokens[last - 1].end
    if joined and tokens[last + 1].start == tokens[last].end:
        after = tokens[last + 1]
        capitals = text.raw[after.start : after.end][:2].isupper()
        if (after.kind == WORD and capitals) or (after.kind == NUMBER and right.out_of is not None):
            return True
    if last < len(tokens) and tokens[last].word in "@_" and tokens[last].start == tokens[last - 1].end:
        return True
    if (
        number.first
        and tokens[number.first - 1].word == "/"
        and tokens[number.first - 1].end == tokens[number.first].start
    ):
        before = tokens[number.first - 2] if number.first > 1 else None
        if before is None or before.end != tokens[number.first - 1].start:
            return False
        return before.kind == NUMBER or _in_address(text, number.first - 2)
    return right.out_of is not None and text.slice(number.first, right.out_of.last).replace(" ", "") in {
        "24/7",
        "24/24",
    }


def _in_address(text: Text, index: int) -> bool:
    """Say whether a word is part of an address on the web: http://example.vn/2020/05."""
    before, token = text.tokens[index - 1], text.tokens[index]
    return token.kind == WORD and before.word in {".", "/"} and before.end == token.start and index > 0


def _numbers_a_line(text: Text, number: Number, start: int) -> bool:
    """Say whether a number only counts paragraphs: "1. ", "2)", "3 -"."""
    tokens = text.tokens
    if number.first != start or (start and tokens[start - 1].kind != BREAK):
        return False
    last = number.last
    if last >= len(tokens) or tokens[last].kind != SIGN or tokens[last].word not in _LIST_MARKS:
        return (
            "." in tokens[start].word
            and len(tokens[start].word) <= 5
            and number.scale == 1
            and _short(tokens[start].word)
        )
    return tokens[last].word != "-" or last + 1 >= len(tokens) or tokens[last + 1].kind != NUMBER


def _short(word: str) -> bool:
    return re.fullmatch(r"\d\.\d(?:\.\d)?", word) is not None


def _label(  # noqa: PLR0917 - what it depends on
    text: Text, number: Number, left: LeftSide, right: RightSide, start: int, words: FigureWords, language: Language
) -> bool | None:
    """Return whether a label in front of a number takes a unit too; None where there is no label.

    Lists go on behind it: "mức độ 3, 4", "levels 3 and 4".
    """
    tokens = text.tokens
    position = number.first
    for _ in range(_BEHIND_NUMBER):
        if position > start and tokens[position - 1].word in words.numbering:
            position -= 1
        found = words.labels.before(text, position, max(start, position - 4))
        if found and language == "en" and not found[1][1]:
            found = None  # "to" is no "tổ" there
        if found and words.no_labels.before(text, position, max(start, position - 4)) is None:
            if position == number.first and position - found[0] <= left.near:
                return None  # "tang 3 bac" may be tăng or tầng; whatever else goes with a figure is meant
            ranged = tokens[number.first - 1].word in {"-", "–", "den"}
            return found[1][0] if position == number.first or ranged else False
        if (
            position - 2 > start
            and tokens[position - 2].kind == NUMBER
            and tokens[position - 1].word in {",", "va", "and", "-", "–", "&", "/", "den"}
        ):
            counted = right.noun < right.noun_last and number.total > _HIGHEST_LEVEL
            if counted or len(tokens[position - 2].word) > 2 or len(tokens[number.first].word) > 2:
                return None
            position -= 2
        else:
            return None
    return None


def _document_number(text: Text, number: Number, start: int, words: FigureWords) -> bool:
    """Say whether a number is that of a document or address: "Quyết định số 5", "số 18 Hoàng Diệu"."""
    tokens = text.tokens
    if number.first <= start or tokens[number.first - 1].word not in words.numbering:
        return False
    marker = number.first - 1
    if words.documents.before(text, marker, max(start, marker - 4)):
        return True
    after = tokens[number.last] if number.last < len(tokens) else None
    return after is not None and after.kind == WORD and (text.raw[after.start].isupper() or after.word in _STREETS)
