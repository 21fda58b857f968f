"""The bounds of levels as a text tells them: "mức rất cao (từ 0,75 trở lên)", "very high, from 0.75 to 1"."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Mark
from egovcheck.prose.tokens import NUMBER, SIGN, WORD

_NEAR = 8
"""A bound stands at most so many tokens from the name of its level."""

_OPENING = frozenset('(,:–-["“”=')


def find(said: Said) -> Iterator[Claim]:
    """Yield one claim for each bound: one end of a range, or a figure with a word that says on which side it is."""
    for level in said.levels():
        following = [s for s in said.figures if s.figure.first >= level.last]
        bound = following[0] if following else None
        if bound and _leads_to(said, level.last, _start(said, bound)):
            yield from _claims(said, level, bound, following)
            continue
        leading = [s for s in said.figures if s.figure.last <= level.first]
        bound = leading[-1] if leading else None
        if bound and _after(said, bound) and _leads_to(said, _end(said, bound), level.first, opening=False):
            yield from _claims(said, level, bound, leading[-1:])


def _claims(said: Said, level: Mark, bound: Stated, figures: list[Stated]) -> Iterator[Claim]:
    """Yield the claims of a bound, and of the other end of its range."""
    ends = [s for s in figures[:2] if s.figure.end] if bound.figure.end else []
    ends = ends or (figures[:2] if [s.figure.role for s in figures[:2]] == ["from", "to"] else [])
    if len(ends) == 2:
        first, last = min(level.first, ends[0].figure.first), max(level.last, ends[1].figure.last)
        for form, one in zip(("low", "high"), ends, strict=True):
            yield said.claim("threshold", form, [one], first, last, label=level.meaning)
        return
    side = _side(said, bound)
    if (
        side
        and _is_definition(said, level, bound)
        and bound.figure.measure == "level"
        and bound.figure.denominator is None
        and bound.figure.shape != "rank"
    ):
        first, last = min(level.first, _start(said, bound)), max(level.last, _end(said, bound))
        yield said.claim("threshold", side, [bound], first, last, label=level.meaning)


def _is_definition(said: Said, level: Mark, bound: Stated) -> bool:
    """Say whether a single bound tells what the level is, and not by how much somebody is inside it.

    "Very high, with more than 0.77" is a score; a bound has "from", "or more", brackets or a sign.
    """
    tokens, first = said.text.tokens, _start(said, bound)
    opened = {token.word for token in tokens[level.last : first]} & {"(", "[", "=", ":"}
    from_ = {token.word for token in tokens[first : bound.figure.first + 1]} & {"tu", "from", ">", "<", "≥", "≤"}
    return bool(opened or from_ or _after(said, bound))


def _side(said: Said, bound: Stated) -> str | None:
    """Return which end a figure is said to be, by the words before and after it."""
    after = _after(said, bound)
    if after:
        return after.meaning
    for at in (bound.figure.core, bound.figure.first):
        mark = said.at("bounds", at) or said.before("bounds", at)
        if mark:
            return mark.meaning
    before = said.text.tokens[bound.figure.first - 1].word if bound.figure.first > said.first else ""
    return said.scales.wording.signs.get(before) or said.scales.wording.signs.get(
        said.text.tokens[bound.figure.first].word
    )


def _after(said: Said, bound: Stated) -> Mark | None:
    """Return "trở lên", "or more" and the like behind a figure or its unit."""
    end = bound.figure.last
    return next((m for m in said.of("bounds_after") if bound.figure.core <= m.first <= end + 2), None)


def _start(said: Said, bound: Stated) -> int:
    """Return the token at which a figure begins, or the word before it that says which end it is."""
    first = bound.figure.first
    mark = said.before("bounds", first)
    if mark:
        return mark.first
    return first - 1 if said.text.tokens[first - 1].word in said.scales.wording.signs else first


def _end(said: Said, bound: Stated) -> int:
    after = _after(said, bound)
    return max(bound.figure.last, after.last) if after else bound.figure.last


def _leads_to(said: Said, first: int, last: int, *, opening: bool = True) -> bool:
    """Say whether nothing but words that join a level and its bound stands among tokens."""
    if last < first or last - first > _NEAR:
        return False
    tokens = said.text.tokens
    joined = {
        at
        for section in ("bound_fillers", "level_words", "bounds")
        for mark in said.of(section)
        for at in range(mark.first, mark.last)
    }
    for at in range(first, last):
        token = tokens[at]
        if token.kind == NUMBER or (token.kind == WORD and at not in joined):
            return False
        if token.kind == SIGN and not (token.word in _OPENING and opening) and token.word != ",":
            return False
    # "nhóm cao với 0,6667" tells a score and no bound: there must be a sign or a word that says so
    return True
