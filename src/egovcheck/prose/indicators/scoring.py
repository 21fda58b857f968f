"""How well a pattern fits a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.patterns import Pattern, Patterns
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.indicators.reach import Reach
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import WORD

Hits = Mapping[int, list[Hit]]

_BEHIND, _BEFORE, _AFTER = 2.0, 1.5, 1.2
"""What is counted stands right behind the figure, or is the subject before it, or follows ("30% số hồ sơ …")."""

_BY_WORD = 0.06
_BY_GROUP = 0.25
"""What each further group of words speaks for a pattern, wherever it is said."""
_DENOMINATOR = 0.6
_LEAST_WITHIN, _LEAST_HEAD, _FORBIDDEN = 0.2, 0.25, 0.5
_GAP = 3
_NAMES_ANOTHER = 0.25
_COARSE = 2
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


def shape_fits(figure: Figure, pattern: Pattern, patterns: Patterns, *, share: bool) -> bool:
    """Say whether a figure looks like one of the pattern's indicator; ``share`` tells that its words speak of a share."""
    kind = pattern.indicator.kind
    if figure.measure == "change" and (figure.shape == "rank" or figure.unit in {"place", "rank"}):
        return kind == "rank"
    if kind == "rank":
        return figure.measure in {"level", "mean"} and (
            figure.shape in pattern.shapes or _out_of(figure, pattern, patterns)
        )
    if figure.measure in {"multiple", "growth"}:
        if kind not in _ADDED or not pattern.shapes & _GROWING:
            return False
        return share == (kind == "percent") or kind in {"money", "duration", "score"}
    if figure.measure == "change" and figure.shape == "percent":
        return kind == "percent" or "percent" in pattern.shapes
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


def fit(text: Text, figure: Figure, reach: Reach, pattern: Pattern, hits: Hits, patterns: Patterns) -> Fit | None:
    """Return how well a pattern fits a figure whose shape it has, or None where it does not."""
    if pattern.sizes and figure.value not in pattern.sizes:
        return None
    bonus = _denominator(figure, pattern, patterns)
    if bonus is None or (pattern.out_of and not bonus):
        return None
    kind = pattern.indicator.kind
    ordered = kind in {"rank", "score"}
    if kind == "score" and figure.decimals <= _COARSE and figure.value in patterns.bounds.get(_score_of(pattern), ()):
        return None
    score = bonus
    words: list[tuple[int, int]] = []
    if pattern.counts >= 0:
        head = _head(text, figure, reach, hits[pattern.counts], patterns)
        if head is None:
            return None
        score += head[0]
        words.append((head[1].first, head[1].last))
    groups = (*pattern.within, *pattern.about)
    # of an index the nearest mention counts, of what is counted every word that narrows it down
    least = 1.0
    for group in groups:
        found = reach.best(hits[group], above=group not in pattern.within, but=words)
        if found is None or (group in pattern.within and found[0] < _LEAST_WITHIN):
            return None
        weight = found[0] / len(groups) if ordered else found[0] * (1 + _BY_WORD * (found[1].words - 1)) + _BY_GROUP
        score += weight
        if group in pattern.within:
            least = min(least, found[0])
        words.append((found[1].first, found[1].last))
    if pattern.without >= 0 and _forbidden(reach, hits.get(pattern.without, ()), words, least):
        return None
    if ordered and _share_of_a_count(text, figure, words):
        return None
    if ordered and not _may_be_index(text, figure, reach, hits, patterns, above=max(words)[0] < reach.start):
        return None
    if figure.shape == "percent" and figure.measure in {"level", "mean"}:
        population = counted_behind(text, figure, reach, patterns)
        everybody = patterns.lexicon.everybody
        if population is not None and any(
            text.tokens[i].word in everybody for i in range(population, min(population + 3, reach.end))
        ):
            population = None
        if population is not None and not any(_near(hits[group], population) for group in pattern.groups):
            return None
    return Fit(score, pattern, tuple(words))


def _forbidden(reach: Reach, refused: Sequence[Hit], words: Sequence[tuple[int, int]], least: float) -> bool:
    """Say whether what the pattern may not say is said with the figure, or beside the words that speak for it."""
    begin = bisect_left(refused, (reach.start,))
    for hit in refused[begin:]:
        if hit.first >= reach.end:
            break
        part = any(first <= hit.first and hit.last <= last for first, last in words)
        if not part and reach.weight(hit) >= min(_FORBIDDEN, max(least, _LEAST_WITHIN)):
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


def _score_of(pattern: Pattern) -> str:
    return pattern.indicator.score or pattern.indicator.code


def _may_be_index(text: Text, figure: Figure, reach: Reach, hits: Hits, patterns: Patterns, *, above: bool) -> bool:
    """Say whether nothing at the figure itself speaks against its being a rank or score of an index.

    Where the index is named ``above`` the sentence only, neither growth is meant nor an index that the sentence names.
    """
    if figure.shape == "rank" and _is_no_rank(figure, hits.get(patterns.no_ranks, ())):
        return False
    if figure.shape in {"score", "number"} and figure.noun_last > figure.noun:
        token = text.tokens[figure.noun]
        if token.word not in patterns.lexicon.light and not text.raw[token.start].isupper():
            return False
    if not above:
        return True
    if figure.measure in {"multiple", "growth"}:
        return False
    if reach.best(hits.get(patterns.tables, ())):
        return True
    if figure.shape == "rank" and any(
        figure.last <= hit.first < reach.close
        for hit in hits.get(patterns.in_what, ())[bisect_left(hits.get(patterns.in_what, ()), (figure.last,)) :][:1]
    ):
        return False
    other = reach.best(hits.get(patterns.other_index, ()))
    if other and other[0] >= _NAMES_ANOTHER and other[1].last <= figure.core:
        same = reach.best(hits.get(patterns.same_index, ()))
        return bool(same and same[1].first <= other[1].first < same[1].last)
    return True


def _is_no_rank(figure: Figure, said: Sequence[Hit]) -> bool:
    for hit in said[bisect_left(said, (figure.first - 3,)) :]:
        if hit.first > figure.core:
            return False
        if hit.last >= figure.first - 1:
            return True
    return False


def _share_of_a_count(text: Text, figure: Figure, words: Sequence[tuple[int, int]]) -> bool:
    """Say whether a percent in brackets is a share of what is counted before them ("10 tỉnh (15,87%)")."""
    if figure.shape != "percent" or figure.first < 2 or text.tokens[figure.first - 1].word != "(":
        return False
    return text.tokens[figure.first - 2].kind == WORD and all(last != figure.first - 1 for _, last in words)


def counted_behind(text: Text, figure: Figure, reach: Reach, patterns: Patterns) -> int | None:
    """Return the first word of what a percent is of ("30% số hồ sơ"), None where nothing of the kind stands behind."""
    light = patterns.lexicon.light
    for index in range(figure.core_last, min(figure.core_last + _POPULATION, reach.end)):
        token = text.tokens[index]
        if token.kind != WORD:
            return None
        if token.word not in light and token.word not in patterns.lexicon.articles:
            return None if text.raw[token.start].isupper() and index > figure.core_last else index
        if token.word in light and token.word not in patterns.lexicon.articles and index == figure.core_last:
            return None
    return None


def _head(
    text: Text, figure: Figure, reach: Reach, hits: Sequence[Hit], patterns: Patterns
) -> tuple[float, Hit] | None:
    """Return where what is counted is said, and how surely it is that of the figure."""
    best: tuple[float, Hit] | None = None
    noun = text.words(figure.noun, figure.noun_last)
    for hit in hits:
        if hit.first < reach.start:
            continue
        if hit.first >= reach.following and hit.first >= reach.last:
            break
        if (
            hit.last <= reach.before
            and figure.measure in {"growth", "multiple"}
            and _own_subject(text, figure, reach, patterns)
        ):
            continue
        factor = 0.0 if _is_of_a_group(text, figure, hit, patterns) else _position(text, figure, hit, noun)
        weight = reach.weight(hit)
        if factor and weight >= _LEAST_HEAD:
            score = factor * weight * (1 + _BY_WORD * (hit.words - 1))
            if best is None or score > best[0]:
                best = score, hit
    return best


def _own_subject(text: Text, figure: Figure, reach: Reach, patterns: Patterns) -> bool:
    """Say whether something of its own is said to grow ("đạt 40%, doanh thu tăng 15%")."""
    for index in range(reach.before, figure.first):
        token = text.tokens[index]
        if token.kind == WORD and token.word not in patterns.lexicon.light and not text.raw[token.start].isupper():
            return True
    return False


def _is_of_a_group(text: Text, figure: Figure, hit: Hit, patterns: Patterns) -> bool:
    """Say whether groups of what the phrase names are counted, not these ("08 nhóm dịch vụ công")."""
    between = range(figure.core_last, hit.first)
    return len(between) <= _GAP and any(text.tokens[i].word in patterns.lexicon.groupings for i in between)


def _position(text: Text, figure: Figure, hit: Hit, noun: Sequence[str]) -> float:
    behind = figure.noun if figure.noun_last > figure.noun else figure.core_last
    if figure.core < hit.first <= behind + _GAP and hit.first >= min(behind, figure.core_last):
        return _BEHIND
    if figure.core < hit.first < figure.last:
        return _BEHIND
    after = hit.first >= figure.core_last
    if figure.shape == "count" and figure.measure != "multiple" and noun:
        # what is counted is told; the subject may tell more of it ("số lượt truy cập đạt 60 triệu lượt")
        said = text.words(hit.first, hit.last)
        return 0.0 if after or noun[0] not in said else _BEFORE
    if after:
        return _AFTER if figure.shape in {"percent", "money", "duration"} else 0.0
    return _BEFORE


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
