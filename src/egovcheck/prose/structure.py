"""A text into paragraphs and sentences: which lines are headings, and which are no part of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
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

WIDEST = 130
"""No text that is wrapped by hand or by a mailer has longer lines than this."""

_RAGGED = 0.12
"""Share of the width that the end of a wrapped line may leave empty besides what its next word needs."""

_BULLETS = frozenset("-–—•*+·▪➢✓")
_ITEM_ENDS = frozenset(";,")
_NUMERAL = re.compile(r"[0-9]{1,2}|[IVX]{1,5}")


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
    tokens, spans = _unwrapped(tokens, _joined(raw, tokens, _lines(tokens)))
    text = Text(raw, tokens)
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
    """Join the lines of a paragraph that was only wrapped: long ones without an end, before one in lower case.

    Where all of the text is wrapped, names and numbers go on with a line too if they had no room in the one before.
    """
    spans: list[tuple[int, int]] = []
    width = _width(raw, tokens, lines)
    before: tuple[int, int] | None = None
    for first, last, apart in lines:
        if before is not None and (
            raw[tokens[first].start].islower() or (width and _had_no_room(tokens, before, first, last, width))
        ):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
        long = tokens[last - 1].end - tokens[first].start >= WRAPPED_LINE
        before = (first, last) if long and not apart and tokens[last - 1].word not in _CLOSED else None
    return spans


def _width(raw: str, tokens: Sequence[Token], lines: Sequence[tuple[int, int, bool]]) -> int:
    """Return the width that a text is wrapped at; 0 where its lines are paragraphs.

    It is wrapped where full lines end in no sign and many of the next ones begin in lower case.
    """
    width = max((tokens[last - 1].end - tokens[first].start for first, last, _ in lines), default=0)
    if not WRAPPED_LINE <= width <= WIDEST:
        return 0
    full = lower = 0
    for (first, last, apart), (following, following_last, _) in pairwise(lines):
        if apart or tokens[last - 1].word in _CLOSED or tokens[following].kind == SIGN:
            continue
        if _had_no_room(tokens, (first, last), following, following_last, width):
            full += 1
            lower += raw[tokens[following].start].islower()
    return width if lower * 2 > full or (full > 2 and lower * 3 >= full) else 0


def _had_no_room(tokens: Sequence[Token], before: tuple[int, int], first: int, last: int, width: int) -> bool:
    """Say whether the first word of a line would have been too long for the line before; marks of lists never are."""
    mark = tokens[first + 1] if first + 1 < last else None
    listed = mark is not None and mark.word in {".", ")"} and mark.end - tokens[first].start < 4
    if tokens[first].word in _BULLETS or listed:
        return False
    taken = tokens[before[1] - 1].end - tokens[before[0]].start
    return taken + 1 + tokens[first].end - tokens[first].start > width * (1 - _RAGGED)


def _unwrapped(tokens: list[Token], spans: list[tuple[int, int]]) -> tuple[list[Token], list[tuple[int, int]]]:
    """Leave out the breaks inside paragraphs, so that a figure and its unit on the next line stand together."""
    inside = [any(token.kind == BREAK for token in tokens[first:last]) for first, last in spans]
    if not any(inside):
        return tokens, spans
    kept: list[Token] = []
    moved: list[tuple[int, int]] = []
    done = 0
    for first, last in spans:
        kept += tokens[done:first]
        begin = len(kept)
        kept += [token for token in tokens[first:last] if token.kind != BREAK]
        moved.append((begin, len(kept)))
        done = last
    return [*kept, *tokens[done:]], moved


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
            item = tokens[first].word in _BULLETS or tokens[last - 1].word in _ITEM_ENDS
            titled = short and not item and any(t.kind == WORD for t in tokens[first:last])
            heading = tokens[first].start in marked or titled
            roles.append("heading" if heading else "body")
    return roles


def _sentences(raw: str, tokens: Sequence[Token], first: int, last: int) -> Iterable[tuple[int, int]]:
    start = first
    index = first
    while index < last:
        if tokens[index].word in _STOPS and _ends(raw, tokens, index, last) and not _numbers(raw, tokens, first, index):
            end = index + 1
            while end < last and tokens[end].word in _CLOSING and tokens[end].start == tokens[end - 1].end:
                end += 1
            yield start, end
            start = index = end
        else:
            index += 1
    if start < last:
        yield start, last


def _numbers(raw: str, tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Say whether a full stop belongs to the number of a paragraph: "1. Kết quả", "II. Results"."""
    return stop == first + 1 and _NUMERAL.fullmatch(raw[tokens[first].start : tokens[stop].start]) is not None


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
    # "Đông Nam Á." ends with a word of one letter; no initial has marks, but for that of a street: "Đ. Lê Lợi"
    initial = before.kind == WORD and (_is_letter(written) or written in _lexicon().abbreviations)
    listing = written == "v" and index > 2 and tokens[index - 2].word == "." and tokens[index - 3].word == "v"
    if stop.word == "." and before.end == stop.start and initial and not listing:
        return False
    if following.kind == WORD:
        shown = raw[following.start : following.end]
        if shown[:1].islower():
            return False
        # "Hải Phòng.Phó Chủ tịch" lost its blank; "VOV.VN" and "S.A" never had one
        ordinary = before.kind != WORD or (written[-1:].islower() and (len(written) > 2 or not written.isascii()))
        return apart or (ordinary and shown[1:].islower() and len(shown) > 1)
    if following.kind == NUMBER:
        return apart
    return apart or following.word in _CLOSING


def _is_letter(written: str) -> bool:
    return len(written) == 1 and (written.isascii() or written in "Đđ")
