"""Texts whose figures are marked by hand, so that claims can be tested without any other layer of prose.

``[from 16,1%]`` is a figure: words that say more of it than its print come first. The shape is told by the print.
"""

from __future__ import annotations

import re
from decimal import Decimal

from egovcheck.prose.claims import Stated
from egovcheck.prose.figure import Figure
from egovcheck.prose.text import Paragraph, Sentence, Text
from egovcheck.prose.tokens import tokenise

_FIGURE = re.compile(r"\[([^]]*)]")
_WORDS = ("from", "to", "low", "high", "rank", "score", "percent", "count", "change", "down", "target")


def marked(text, **known):
    """Return a text and its figures; each line is a paragraph, and a full stop before a blank ends a sentence.

    ``known`` is what every figure is of. A key with a number behind it, such as ``area2``, goes for that figure only,
    counted from 1.
    """
    raw, spans = "", []
    at = 0
    for found in _FIGURE.finditer(text):
        raw += text[at : found.start()]
        words, printed = [], found[1]
        while printed.split(" ")[0] in _WORDS:
            word, _, printed = printed.partition(" ")
            words.append(word)
        spans.append((len(raw), len(raw) + len(printed), words))
        raw += printed
        at = found.end()
    raw += text[at:]
    tokens = tokenise(raw)
    figures = [_figure(raw, tokens, *span) for span in spans]
    paragraphs, sentences = _parts(tokens)
    stated = []
    for number, figure in enumerate(figures, 1):
        own = {
            name: known.get(f"{name}{number}", known.get(name)) for name in ("indicator", "area", "period", "breakdown")
        }
        own["breakdown"] = own["breakdown"] or "_T"
        stated.append(Stated(figure, number, **own))
    return Text(raw, tokens, paragraphs, sentences), stated


def _parts(tokens):
    paragraphs, sentences = [], []
    begun = first = 0
    for index, token in enumerate([*tokens, None]):
        broken = token is None or token.kind == "b"
        stopped = not broken and token.word == "." and index + 1 < len(tokens) and tokens[index + 1].start > token.end
        if (broken or stopped) and index + stopped > first:
            sentences.append(Sentence(first, index + stopped, len(paragraphs)))
            first = index + 1
        if broken:
            if index > begun:
                paragraphs.append(Paragraph(begun, index, "body"))
            begun = first = index + 1
    return paragraphs, sentences


def _figure(raw, tokens, start, end, words):
    inside = [n for n, token in enumerate(tokens) if start <= token.start and token.end <= end]
    printed = raw[start:end]
    number, _, whole = re.search(r"[0-9][0-9.,]*(/[0-9]+)?", printed)[0].partition("/")
    value = Decimal(
        number.rstrip(".,").replace(".", "" if re.fullmatch(r"\d{1,3}(\.\d{3})+", number) else ".").replace(",", ".")
    )
    shape = next((w for w in words if w in {"rank", "score", "percent", "count"}), None)
    shape = shape or ("percent" if "%" in printed or "percent" in printed else "rank" if whole else "number")
    role, ended = (next((w for w in words if w in pair), None) for pair in ({"from", "to"}, {"low", "high"}))
    first, last = inside[0], inside[-1] + 1
    return Figure(
        first,
        last,
        first,
        last,
        shape,
        -value if "down" in words else value,
        denominator=Decimal(whole) if whole else None,
        measure="change" if "change" in words else "level",
        target="target" in words,
        role=role,
        end=ended,
    )
