"""Units in headings: ``Tỷ lệ (%)``, ``Chi phí (triệu đồng)``, ``Đơn vị tính: nghìn lượt``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from egovcheck.records.lexicon import Phrase, load_lexicon
from egovcheck.records.names import spelt_like, strip_marks

_LONGEST = 200
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_LINE = re.compile(r"(?:đơn vị(?: tính)?|don vi(?: tinh)?|đvt|dvt|unit)\s*:\s*(.{1,60})", re.IGNORECASE)
_IN = re.compile(r"(?:in|tính bằng|đơn vị(?: tính)?\s*:?|đvt\s*:?|unit\s*:?)\s+|đvt\s*:\s*", re.IGNORECASE)
_ZEROS = re.compile(r"(?:[x×]\s*)?(?:1[., ]?|['’])?000(?:[., ]?(?P<millions>000))?(?![\d.,])\s*")
_PRINTED = {"percent": ("%",), "point": ("điểm %",), "VND": ("đồng",), "day": ("ngày",)}
_WORDS = {
    "thousands": "thousand",
    "millions": "million",
    "billions": "billion",
    "trillions": "trillion",
    "tr": "triệu",
    "trđ": "triệu đồng",
}
_COUNTING = {"nghìn", "ngàn", "triệu", "thousand", "million"}
"""Scales that begin no other word; "tỷ" begins "tỷ lệ"."""
_PER = re.compile(r"/\s*[^\W\d_]+")
_NOUNS = re.compile(r"(?:of )?[^\W\d_]+(?: [^\W\d_]+){0,3}")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a heading says of the bare numbers below it: the words that the figure reader needs behind each of them.

    They are empty where the heading only says what is counted. ``multiplies`` tells "triệu đồng" from "đồng".
    """

    words: str = ""
    multiplies: bool = False


def unit_of_heading(label: str) -> Unit | None:
    """Return the unit that a heading names in brackets, behind a comma or as one of its rows, or None."""
    if len(label) > _LONGEST * 4:
        return None
    rows = [row.strip() for row in label.split("|")]
    named = [bracket for row in rows for bracket in _BRACKETS.findall(row)]
    named += [row.rpartition(",")[2] for row in rows if "," in row]
    named += rows[1:] if len(rows) > 1 else []
    named += ["%" for row in rows if row.endswith("%")]
    return next((unit for text in reversed(named) if (unit := read_unit(text))), None)


def unit_of_title(cell: str) -> Unit | None:
    """Return the unit of a line such as ``Đơn vị tính: triệu đồng`` above a table, or None."""
    line = _LINE.search(cell) if len(cell) <= _LONGEST else None
    return read_unit(line[1].strip(" ().;")) if line else None


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit | None:
    """Read a text that is words of scale and unit and nothing else; None where it is none."""
    text = text.strip().casefold()
    if not text or len(text) > _LONGEST:
        return None
    if match := _IN.match(text):
        text = text[match.end() :]
    words, unit, multiplies = [], "", False
    if zeros := _ZEROS.match(text):
        words, multiplies = ["triệu" if zeros["millions"] else "nghìn"], True
        text = text[zeros.end() :]
    text = " ".join(_WORDS.get(word.rstrip("."), word) for word in text.split()).replace("tr.đ", "triệu đ")
    while text := text.strip(" ."):
        phrase, meaning = _phrase(text)
        if meaning is None and words and words[-1] in _COUNTING and _NOUNS.fullmatch(text):
            break  # "nghìn người": what is counted may be anything
        if meaning is None and unit and _PER.fullmatch(text):
            break  # "hồ sơ/ngày"
        if meaning is None or meaning.part not in {"scale", "unit"} or unit:
            return None
        if meaning.part == "scale":
            words.append(text[: len(phrase)])
            multiplies = True
        else:
            unit = meaning.value or "other"
        text = text[len(phrase) :]
    if not words and not unit:
        return None
    return Unit(" ".join((*words, *_PRINTED.get(unit, ()))), multiplies)


def _phrase(text: str) -> tuple[str, Phrase | None]:
    """Return the longest phrase of the lexicon with which ``text`` begins, as long as it is in ``text``."""
    folded = strip_marks(text)
    if len(folded) != len(text):
        return "", None
    for phrase, meaning in load_lexicon().after:
        whole = not (phrase[-1:].isalnum() and folded[len(phrase) : len(phrase) + 1].isalnum())
        if whole and folded.startswith(phrase) and spelt_like(text[: len(phrase)], meaning.spelling):
            return phrase, meaning
    return "", None
