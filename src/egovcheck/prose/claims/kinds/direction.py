"""Two levels and the word for what became of the one to the other: "fell from 43rd to 40th", "giảm từ 16% xuống 5%"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Mark
from egovcheck.prose.tokens import BREAK, NUMBER, WORD

_FROM = frozenset({"tu", "from"})
_TO = "to"
_THROUGH = frozenset({"den", "toi"})
"""Between two figures they make a range: "giảm từ 5% đến 10%" is a cut of so much."""

_LED = frozenset({"nam", "in", "ky", "cua", "the", "edition", "place", "position"})
"""What may stand between a level and the word that looks back from it."""

_BACK = 12
"""A word of direction stands at most so many tokens before the levels."""

_BETWEEN = 12
_SIGNS = {"up": 1, "down": -1, "better": 1, "worse": -1, "cut": -1}


def find(said: Said) -> Iterator[Claim]:
    """Yield one claim for each pair of levels that a word tells the direction of."""
    levels = [s for s in said.figures if s.figure.measure == "level" and s.figure.end is None]
    pairs = [_pair(said, one, other) for one, other in pairwise(levels)]
    for index, (one, other) in enumerate(pairwise(levels)):
        pair, last = pairs[index], other.figure.last
        if pair is not None:
            earlier, later = pair
            start = _from(said, one) or one.figure.core
            verb = _verb(said, start)
            towards = said.between("towards", one.figure.core_last, other.figure.core_last)
        elif index + 1 == len(pairs) or pairs[index + 1] is None:
            earlier, later, towards = other, one, None
            verb, start = _looking_back(said, one, other)
        else:
            continue
        if pair is None and verb is None:
            continue
        direction = _direction(said, earlier, later, verb, towards, start)
        if direction and not (verb and said.before("negations", verb.first)):
            first = min(verb.first, start) if verb else start
            first = one.figure.first if pair is None else first
            yield said.claim("direction", "moved", (later, earlier), first, last, value=direction)


def _looking_back(said: Said, one: Stated, other: Stated) -> tuple[Mark | None, int]:
    """Return the word of "30 percent, up from 16" between a level and the one before it, and where "from" stands."""
    tokens, low, digits = said.text.tokens, one.figure.last, _digits(said, other)
    if _are_apart(said, one, other):
        return None, low
    back = said.between("looking_back", max(low, digits - 6), digits)
    verb = said.between("directions", low, back.first) if back else None
    if back is None or verb is None or said.between("breaks", low, back.first):
        return None, low
    changed = [s.figure for s in said.figures if low <= s.figure.first and s.figure.last <= back.first]
    led = {token.word for token in tokens[low : verb.first] if token.kind == WORD}
    joined = back.first - verb.last <= 1 or (len(changed) == 1 and back.first - changed[0].last <= 1)
    return (verb, back.first) if joined and led <= _LED and verb.first - low <= 5 else (None, low)


def _are_apart(said: Said, one: Stated, other: Stated) -> bool:
    """Say whether two neighbouring levels are surely of two things, or too far from each other.

    The words that join them make them figures of one thing, of which only one may have been recognised.
    """
    apart = any(a and b and a != b for a, b in ((one.indicator, other.indicator), (one.area, other.area)))
    apart = apart or one.breakdown != other.breakdown or one.figure.unit != other.figure.unit
    far = other.figure.first - one.figure.last > _BETWEEN
    return apart or far or said.is_parted(one.figure.last, other.figure.first)


def _digits(said: Said, stated: Stated) -> int:
    """Return the token of a figure that is its number, or the first of what is printed."""
    figure, tokens = stated.figure, said.text.tokens
    return next((at for at in range(figure.first, figure.last) if tokens[at].kind == NUMBER), figure.core)


def _pair(said: Said, one: Stated, other: Stated) -> tuple[Stated, Stated] | None:
    """Return two neighbouring figures as the earlier and the later level, if they are one."""
    if _are_apart(said, one, other):
        return None
    roles = one.figure.role, other.figure.role
    if roles == ("to", "from"):
        return other, one
    begun = roles[0] == "from" or _from(said, one) is not None
    return (one, other) if begun and _is_reached(said, one, other) else None


def _from(said: Said, stated: Stated) -> int | None:
    """Return the token of the "from" that leads to a figure, with no more than "the place of" between them."""
    tokens = said.text.tokens
    digits = _digits(said, stated)
    for at in range(digits - 1, max(said.first, digits - 5) - 1, -1):
        if tokens[at].word in _FROM:
            return at
        if tokens[at].kind not in {WORD, BREAK}:
            return None
    return None


def _is_reached(said: Said, one: Stated, other: Stated) -> bool:
    """Say whether a word such as "lên" or "to" leads from the first figure to the second."""
    first, last = one.figure.core_last, other.figure.core_last
    words = {token.word for token in said.text.tokens[first:last]}
    if said.between("towards", first, last) is not None:
        return True
    return words.isdisjoint(_THROUGH) and (_TO in words or other.figure.role == "to")


def _verb(said: Said, start: int) -> Mark | None:
    """Return the word of direction that governs a pair of levels which begins at a token."""
    for mark in reversed(said.of("directions")):
        if mark.last <= start and mark.first >= start - _BACK and not _is_cut_off(said, mark, start):
            return mark
    return None


def _is_cut_off(said: Said, mark: Mark, start: int) -> bool:
    """Say whether something between a word and the levels ends what the word speaks of."""
    tokens = said.text.tokens
    if said.is_parted(mark.last, start) or said.between("breaks", mark.last, start):
        return True
    inside = [s.figure for s in said.figures if mark.first <= s.figure.first and s.figure.last <= start]
    if any(figure.measure == "level" for figure in inside):
        return True
    commas = [at for at in range(mark.last, start) if tokens[at].word == ","]
    # a comma ends it, but for the one before "from", or behind the change that the word is said of
    return any(at != start - 1 and not any(figure.last <= at for figure in inside) for at in commas)


def _direction(  # noqa: PLR0917 - everything that speaks for or against a reading
    said: Said, earlier: Stated, later: Stated, verb: Mark | None, towards: Mark | None, start: int
) -> int | None:
    """Return what is said of the later level: 1 up, or of ranks better; -1 the reverse; None where it is not plain."""
    shapes = {earlier.figure.shape, later.figure.shape}
    indicator = later.indicator or earlier.indicator
    known = said.scales.catalogue.indicators.get(indicator or "")
    is_rank = said.scales.is_rank(indicator) or (known is None and "rank" in shapes)
    if known is None and not is_rank and not shapes & {"percent", "count", "money", "score"}:
        return None
    pointed = _SIGNS[towards.meaning] if towards else None
    if verb is None:
        # of ranks nobody can tell which way "from 88 to 86" is meant
        return None if is_rank else pointed
    value = _SIGNS[verb.meaning]
    if verb.meaning in {"better", "worse"} and not is_rank:
        if known is None or known.better is None:
            return None
        value = value if known.better == "high" else -value
    elif pointed is not None and pointed != value and not _is_plain(said, verb, start):
        return None
    elif verb.meaning == "cut" and pointed is None:
        # "cut from 30 to 50 percent" may be by how much
        return None
    if is_rank and _is_told_otherwise(said, earlier, later, value):
        return None
    return value


def _is_plain(said: Said, verb: Mark, start: int) -> bool:
    """Say whether a word that the words between the levels contradict surely speaks of the levels themselves."""
    changes = any(verb.first <= s.figure.first and s.figure.last <= start for s in said.figures)
    near = start - verb.last <= 1 or changes
    return near and verb.meaning != "cut" and not said.before("nominal", verb.first)


def _is_told_otherwise(said: Said, earlier: Stated, later: Stated, value: int) -> bool:
    """Say whether the sentence has the places gained or lost, and they are those of the levels and not of the word."""
    gained = earlier.figure.value - later.figure.value
    return any(s.figure.measure == "change" and s.figure.value == gained and gained * value < 0 for s in said.figures)
