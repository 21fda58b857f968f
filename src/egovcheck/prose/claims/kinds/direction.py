"""Two levels and the word for what became of the one to the other: "fell from 43rd to 40th", "giảm từ 16% xuống 5%"."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Mark

_FROM = frozenset({"tu", "from"})
_BACK = 12
"""A word of direction stands at most so many tokens before the levels."""

_BETWEEN = 12
_SIGNS = {"up": 1, "down": -1, "better": 1, "worse": -1, "cut": -1}


def find(said: Said) -> Iterator[Claim]:
    """Yield one claim for each pair of levels that a word tells the direction of."""
    for one, other in zip(said.figures, said.figures[1:], strict=False):
        pair = _pair(said, one, other)
        if pair is None:
            continue
        earlier, later = pair
        verb = _verb(said, one.figure.first)
        towards = said.between("towards", one.figure.last, other.figure.core) or _opening(said, other)
        direction = _direction(said, earlier, later, verb, towards, one.figure.first)
        if direction and not (verb and said.before("negations", verb.first)):
            spoken = verb or towards
            first = min(spoken.first, one.figure.first) if spoken else one.figure.first
            yield said.claim("direction", "moved", (later, earlier), first, other.figure.last, value=direction)


def _pair(said: Said, one: Stated, other: Stated) -> tuple[Stated, Stated] | None:
    """Return two neighbouring figures as the earlier and the later level, if they are one."""
    levels = all(s.figure.measure == "level" and s.figure.end is None for s in (one, other))
    same = one.indicator == other.indicator and one.area == other.area and one.breakdown == other.breakdown
    if not levels or not same or other.figure.first - one.figure.last > _BETWEEN:
        return None
    if said.is_parted(one.figure.last, other.figure.first):
        return None
    roles = one.figure.role, other.figure.role
    if roles == ("from", "to"):
        return one, other
    return (other, one) if roles == ("to", "from") else None


def _opening(said: Said, stated: Stated) -> Mark | None:
    """Return a word such as "lên" that the figure itself begins with."""
    return said.at("towards", stated.figure.first) or said.at("towards", stated.figure.core)


def _verb(said: Said, pair: int) -> Mark | None:
    """Return the word of direction that governs a pair of levels which begins at a token."""
    for mark in reversed(said.of("directions")):
        if mark.last <= pair + 1 and mark.first >= pair - _BACK and not _is_cut_off(said, mark, pair):
            return mark
    return None


def _is_cut_off(said: Said, mark: Mark, pair: int) -> bool:
    """Say whether something between a word and the levels ends what the word speaks of."""
    tokens = said.text.tokens
    if said.is_parted(mark.last, pair) or said.between("breaks", mark.last, pair):
        return True
    inside = [s.figure for s in said.figures if mark.last <= s.figure.first and s.figure.last <= pair]
    if any(figure.measure == "level" for figure in inside):
        return True
    starts = pair - 1 if pair and tokens[pair - 1].word in _FROM else pair
    commas = [at for at in range(mark.last, pair) if tokens[at].word == ","]
    # a comma ends it, but for the one before "from", or behind the change that the word is said of
    return any(at != starts - 1 and not any(figure.last <= at for figure in inside) for at in commas)


def _direction(  # noqa: PLR0917 - everything that speaks for or against a reading
    said: Said, earlier: Stated, later: Stated, verb: Mark | None, towards: Mark | None, pair: int
) -> int | None:
    """Return what is said of the later level: 1 up, or of ranks better; -1 the reverse; None where it is not plain."""
    shapes = {earlier.figure.shape, later.figure.shape}
    known = said.scales.catalogue.indicators.get(later.indicator or "")
    is_rank = said.scales.is_rank(later.indicator) or (known is None and "rank" in shapes)
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
    elif pointed is not None and pointed != value and not _is_plain(said, verb, pair):
        return None
    if is_rank and _is_told_otherwise(said, earlier, later, value):
        return None
    # of an unknown rank only the figures themselves are compared, and a better one is lower
    return -value if is_rank and known is None else value


def _is_plain(said: Said, verb: Mark, pair: int) -> bool:
    """Say whether a word that the words between the levels contradict surely speaks of the levels themselves."""
    changes = any(verb.last <= s.figure.first and s.figure.last <= pair for s in said.figures)
    near = pair - verb.last <= 2 or changes
    return near and verb.meaning != "cut" and not said.before("nominal", verb.first)


def _is_told_otherwise(said: Said, earlier: Stated, later: Stated, value: int) -> bool:
    """Say whether the sentence has the places gained or lost, and they are those of the levels and not of the word."""
    gained = earlier.figure.value - later.figure.value
    return any(s.figure.measure == "change" and s.figure.value == gained and gained * value < 0 for s in said.figures)
