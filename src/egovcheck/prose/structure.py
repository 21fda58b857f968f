"""A text into paragraphs and sentences: which lines are headings, and which are no part of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from egovcheck.core.errors import PackError
from egovcheck.core.shipped import shipped
from egovcheck.prose.phrases import Phrases
from egovcheck.prose.text import Paragraph, Role, Sentence, Text
from egovcheck.prose.tokens import BREAK, NUMBER, SIGN, WORD, Token, tokenise
from egovcheck.records.documents import load_yaml

_STOPS = frozenset(".!?…")
_CLOSED = frozenset(".!?…:;|")
_CLOSING = frozenset("\"”’)»]'")
HEADING_WORDS = 30
"""A line of more tokens than this is no heading."""

WRAPPED_LINE = 45
"""A line of fewer characters than this was ended on purpose."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    abbreviations: frozenset[str]
    followed_by_others: Phrases[bool]
    page_lines: Phrases[bool]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    file = shipped("schemas") / "prose" / "structure.yaml"
    data: dict[str, Any] = load_yaml(file)
    if wrong := set(data) ^ {"abbreviations", "other_articles", "page_lines"}:
        raise PackError(f"unknown or missing parts: {', '.join(sorted(wrong))}", place=str(file))
    return _Lexicon(
        frozenset(str(word) for word in data["abbreviations"]),
        Phrases((str(phrase), True) for phrase in data["other_articles"]),
        Phrases((str(phrase), True) for phrase in data["page_lines"]),
    )


def structure(raw: str, headings: Sequence[tuple[int, int]] = ()) -> Text:
    """Take a text apart. ``headings`` are character spans that the format itself marks as headings."""
    tokens = tokenise(raw)
    text = Text(raw, tokens)
    lines = _lines(tokens)
    spans = _joined(raw, tokens, lines)
    marked = {start for start, _ in headings}
    roles = _roles(text, spans, marked)
    text.paragraphs = [Paragraph(first, last, role) for (first, last), role in zip(spans, roles, strict=True)]
    text.sentences = [
        Sentence(first, last, index)
        for index, paragraph in enumerate(text.paragraphs)
        if paragraph.role != "aside"
        for first, last in _sentences(raw, tokens, paragraph.first, paragraph.last)
    ]
    text.__post_init__()
    return text


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int, bool]]:
    """Return the lines as token spans, each with whether an empty line follows."""
    lines, first = [], 0
    for index, token in enumerate(tokens):
        if token.kind == BREAK:
            if index > first:
                lines.append((first, index, token.word == "\n\n"))
            first = index + 1
    if first < len(tokens):
        lines.append((first, len(tokens), True))
    return lines


def _joined(raw: str, tokens: Sequence[Token], lines: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Join the lines of a paragraph that was only wrapped: long ones without an end, before one in lower case."""
    spans: list[tuple[int, int]] = []
    run_on = False
    for first, last, apart in lines:
        if run_on and raw[tokens[first].start].islower():
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
        long = tokens[last - 1].end - tokens[first].start >= WRAPPED_LINE
        run_on = long and not apart and tokens[last - 1].word not in _CLOSED
    return spans


def _roles(text: Text, spans: Sequence[tuple[int, int]], marked: Iterable[int]) -> list[Role]:
    lexicon, tokens = _lexicon(), text.tokens
    marked = set(marked)
    roles: list[Role] = []
    others = False
    for first, last in spans:
        start = lexicon.followed_by_others.at(text, first, last)
        whole = start is not None and all(token.kind == SIGN for token in tokens[start[0] : last])
        if whole and first * 2 > len(tokens):
            # from here to the end a page lists what else it has
            roles += ["aside"] * (len(spans) - len(roles))
            return roles
        short = last - first <= HEADING_WORDS and tokens[last - 1].word not in _STOPS
        led = start is not None and start[0] < last and tokens[start[0]].word == ":"
        if whole or led:
            roles.append("aside")
            others = whole
        elif (others and short and tokens[first].start not in marked) or lexicon.page_lines.at(text, first, last):
            roles.append("aside")
        else:
            others = False
            heading = tokens[first].start in marked or (short and any(t.kind == WORD for t in tokens[first:last]))
            roles.append("heading" if heading else "body")
    return roles


def _sentences(raw: str, tokens: Sequence[Token], first: int, last: int) -> Iterable[tuple[int, int]]:
    start = first
    index = first
    while index < last:
        if tokens[index].word in _STOPS and _ends(raw, tokens, index, last):
            end = index + 1
            while end < last and tokens[end].word in _CLOSING and tokens[end].start == tokens[end - 1].end:
                end += 1
            yield start, end
            start = index = end
        else:
            index += 1
    if start < last:
        yield start, last


def _ends(raw: str, tokens: Sequence[Token], index: int, last: int) -> bool:
    """Say whether a full stop ends a sentence and no abbreviation, number or address."""
    if index + 1 >= last:
        return True
    stop, following = tokens[index], tokens[index + 1]
    if following.word in _STOPS and following.start == stop.end:
        return False
    apart = following.start > stop.end
    before = tokens[index - 1] if index else stop
    written = raw[before.start : before.end]
    # "Đông Nam Á." ends with a word of one letter, which no initial has marks
    initial = before.kind == WORD and ((len(written) == 1 and written.isascii()) or written in _lexicon().abbreviations)
    if stop.word == "." and before.end == stop.start and initial:
        return False
    if following.kind == WORD:
        shown = raw[following.start : following.end]
        if shown[:1].islower():
            return False
        # "Hải Phòng.Phó Chủ tịch" lost its blank; "VOV.VN" and "S.A" never had one
        return apart or (len(written) > 2 and written[-1:].islower() and shown[1:].islower() and len(shown) > 1)
    if following.kind == NUMBER:
        return apart
    return apart or following.word in _CLOSING
