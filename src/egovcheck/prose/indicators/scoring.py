"""How well a pattern fits a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.patterns import Pattern, Patterns
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.indicators.sight import Sight

_BEHIND, _BEFORE, _AFTER = 2.0, 1.5, 1.2
"""What is counted stands right behind the figure, or is the subject before it, or follows ("30% số hồ sơ …")."""

_BY_WORD = 0.06
_BY_GROUP = 0.25
"""What each further group of words speaks for a pattern, wherever it is said."""
_DENOMINATOR = 0.6
_LEAST_WITHIN, _LEAST_HEAD, _FORBIDDEN = 0.2, 0.25, 0.5
_GAP = 3
_COARSE = 2
_LONG_NAME = 6
_POPULATION = 5
_BESIDE = 3
_SMALL = Decimal(30)
"""Ministries are ranked in varying numbers, never more than so many."""

_GROWING = frozenset({"number", "percent", "money", "duration", "score"})
_ADDED = frozenset({"count", "money", "duration", "score", "percent"})


@dataclass(frozen=True, slots=True)
class Fit:
    """A pattern that fits a figure: how well, and the words that say so."""

    score: float
    pattern: Pattern
    words: tuple[tuple[int, int], ...]


def shape_fits(sight: Sight, pattern: Pattern) -> bool:
    """Say whether a figure looks like one of the pattern's indicator."""
    figure, kind = sight.figure, pattern.indicator.kind
    places = figure.shape == "rank" or figure.unit in {"place", "rank"}
    if kind == "rank":
        if figure.measure in {"level", "mean"}:
            return figure.shape in pattern.shapes or _out_of(figure, pattern, sight.reading.patterns)
        return figure.measure == "change" and places
    if figure.measure == "change" and (places or figure.shape == "percent"):
        return not places and (kind == "percent" or "percent" in pattern.shapes)
    if figure.measure in {"multiple", "growth"}:
        counted = kind in _ADDED and bool(pattern.shapes & _GROWING)
        return counted and (sight.share == (kind == "percent") or kind in {"money", "duration", "score"})
    if figure.shape not in pattern.shapes:
        return False
    if kind == "score" and figure.measure in {"level", "mean"}:
        return _score_fits(figure, pattern)
    return kind != "count" or figure.value == figure.value.to_integral_value()


def _out_of(figure: Figure, pattern: Pattern, patterns: Patterns) -> bool:
    """Say whether what looks like a count is a place among all states ("đạt 86/193 quốc gia")."""
    known = patterns.denominators[pattern.indicator.code]
    return figure.shape == "count" and not pattern.indicator.out_of and figure.denominator in known


def _score_fits(figure: Figure, pattern: Pattern) -> bool:
    indicator = pattern.indicator
    if figure.qualifier in {"at_least", "at_most"}:
        return False  # "trên 80%" is a bound that somebody chose, no score
    if not figure.decimals and indicator.maximum is not None and figure.value >= indicator.maximum:
        return False  # "trên thang điểm 100"
    inside = (indicator.minimum or 0) <= figure.value <= (indicator.maximum or figure.value)
    # a bare number is a score only if it is printed like one; a wrong score is still one where it is called so
    return inside and figure.decimals > 0 if figure.shape == "number" else inside or figure.shape == "score"


def fit(sight: Sight, pattern: Pattern) -> Fit | None:
    """Return how well a pattern fits a figure whose shape it has, or None where it does not."""
    bonus = _bonus(sight.figure, pattern, sight.reading.patterns)
    if bonus is None:
        return None
    score = bonus
    words: list[tuple[int, int]] = []
    if pattern.counts >= 0:
        head = _head(sight, sight.reading.hits[pattern.counts])
        if head is None:
            return None
        score += head[0]
        words.append((head[1].first, head[1].last))
    ordered = pattern.indicator.kind in {"rank", "score"}
    least = 1.0
    for group, above in pattern.said:
        found = sight.reach.best(sight.reading.hits[group], above=above, but=words)
        if found is None or (not above and found[0] < _LEAST_WITHIN):
            return None
        # of an index the nearest mention counts, of what is counted every word that narrows it down
        score += found[0] / len(pattern.said) if ordered else found[0] * _long(found[1]) + _BY_GROUP
        least = least if above else min(least, found[0])
        words.append((found[1].first, found[1].last))
    if pattern.without >= 0 and _forbidden(sight, sight.reading.said(pattern.without), words, least):
        return None
    if ordered and not _may_be_index(sight, words):
        return None
    if sight.of is not None and not any(_near(sight.reading.hits[group], sight.of) for group in pattern.groups):
        return None
    return Fit(score, pattern, tuple(words))


def _long(hit: Hit) -> float:
    return 1 + _BY_WORD * (hit.words - 1)


def _may_be_index(sight: Sight, words: Sequence[tuple[int, int]]) -> bool:
    """Say whether nothing at the figure itself speaks against its being a rank or score of the index."""
    if sight.never or sight.noun_told or sight.share_of_a_count(words):
        return False
    named_above = max(words)[0] < sight.reach.start
    return not (named_above and sight.elsewhere)


def _forbidden(sight: Sight, refused: Sequence[Hit], words: Sequence[tuple[int, int]], least: float) -> bool:
    """Say whether what the pattern may not say is said with the figure, or beside the words that speak for it."""
    reach = sight.reach
    most = min(_FORBIDDEN, max(least, _LEAST_WITHIN))
    for index in range(bisect_left(refused, (reach.start,)), len(refused)):
        hit = refused[index]
        if hit.first >= reach.end:
            break
        part = any(first <= hit.first and hit.last <= last for first, last in words)
        if not part and reach.weight(hit) >= most:
            return True
    for first, last in words:
        if first < reach.start:
            index = bisect_left(refused, (last,))
            if index < len(refused) and refused[index].first <= last + _BESIDE:
                return True
    return False


def _near(hits: Sequence[Hit], place: int) -> bool:
    index = bisect_left(hits, (place - 2,))
    return index < len(hits) and hits[index].first <= place + _POPULATION


def _head(sight: Sight, hits: Sequence[Hit]) -> tuple[float, Hit] | None:
    """Return where what is counted is said, and how surely it is that of the figure."""
    reach = sight.reach
    last = max(reach.following, reach.last)
    best: tuple[float, Hit] | None = None
    for index in range(bisect_left(hits, (reach.start,)), len(hits)):
        hit = hits[index]
        if hit.first >= last:
            break
        if sight.grows and hit.last <= reach.before:
            continue
        factor = _position(sight, hit)
        weight = reach.weight(hit)
        if factor and weight >= _LEAST_HEAD:
            score = factor * weight * _long(hit)
            if best is None or score > best[0]:
                best = score, hit
    return best


def _position(sight: Sight, hit: Hit) -> float:
    figure = sight.figure
    behind = figure.noun if sight.noun else figure.core_last
    if figure.core < hit.first <= behind + _GAP and hit.first >= min(behind, figure.core_last):
        return 0.0 if _is_of_a_group(sight, hit) else _BEHIND
    if figure.core < hit.first < figure.last:
        return _BEHIND
    if _is_of_a_name(hit, sight.reading.said(sight.reading.patterns.names)):
        return 0.0
    after = hit.first >= figure.core_last
    if figure.shape == "count" and figure.measure != "multiple" and sight.noun:
        # what is counted is told; the subject may tell more of it ("số lượt truy cập đạt 60 triệu lượt")
        said = sight.reading.text.words(hit.first, hit.last)
        return 0.0 if after or sight.noun[0] not in said else _BEFORE
    if after:
        return _AFTER if figure.shape in {"percent", "money", "duration"} else 0.0
    return _BEFORE


def _is_of_a_group(sight: Sight, hit: Hit) -> bool:
    """Say whether groups of what the phrase names are counted, not these ("08 nhóm dịch vụ công")."""
    between = range(sight.figure.core_last, hit.first)
    groupings = sight.reading.patterns.lexicon.groupings
    return any(sight.reading.text.tokens[index].word in groupings for index in between)


def _is_of_a_name(hit: Hit, names: Sequence[Hit]) -> bool:
    """Say whether a phrase is part of the name of something else ("Cổng dịch vụ công")."""
    for index in range(bisect_left(names, (hit.first - _LONG_NAME,)), len(names)):
        if names[index].first > hit.first:
            return False
        if names[index].last >= hit.last and names[index].last - names[index].first > hit.last - hit.first:
            return True
    return False


def _bonus(figure: Figure, pattern: Pattern, patterns: Patterns) -> float | None:
    """Return what the figure's value and denominator speak for a pattern, None where they speak against it."""
    if pattern.sizes and figure.value not in pattern.sizes:
        return None
    indicator = pattern.indicator
    if (
        indicator.kind == "score"
        and figure.decimals <= _COARSE
        and figure.value in patterns.bounds.get(indicator.code, ())
    ):
        return None
    bonus = _denominator(figure, pattern, patterns)
    return None if pattern.out_of and not bonus else bonus


def _denominator(figure: Figure, pattern: Pattern, patterns: Patterns) -> float | None:
    """Return what the denominator of a rank speaks for a pattern, None where it speaks against it."""
    if pattern.indicator.kind != "rank" or figure.denominator is None:
        return 0.0
    known = patterns.denominators[pattern.indicator.code]
    if not known or figure.denominator in known:
        return _DENOMINATOR if known else 0.0
    if pattern.indicator.out_of:
        return 0.0 if figure.denominator <= _SMALL else None
    return _DENOMINATOR if figure.denominator in patterns.comparison.sized else None
