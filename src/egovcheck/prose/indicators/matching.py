"""Which indicator a figure of a text is of. What nothing fits, or two things fit alike, is left without one."""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.inheriting import Match, Settled, inherit
from egovcheck.prose.indicators.patterns import Pattern, Patterns, compile_patterns
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.indicators.reach import reaches
from egovcheck.prose.indicators.respectively import in_order
from egovcheck.prose.indicators.scoring import Fit, fit, shape_fits
from egovcheck.prose.indicators.sight import Reading, Sight
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import NUMBER
from egovcheck.records.catalogue import Catalogue

_ALIKE = 0.93
"""The second of two indicators is as good as the first where its score is so much of it."""

_BEHIND, _BEFORE = 8, 2
_MOST_CONSIDERED = 3
_GROUP_NAMED = 0.4


class Matcher:
    """Matches figures with the indicators of one catalogue; what it needs is prepared once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._patterns = compile_patterns(catalogue)

    @property
    def patterns(self) -> Patterns:
        """The patterns of the catalogue."""
        return self._patterns

    def match(self, text: Text, figures: Sequence[Figure], *, areas: Sequence[str | None] = ()) -> list[Match]:
        """Return what each figure is of, in order; ``areas`` are their areas, where they are known already."""
        if not figures:
            return []
        patterns = self._patterns
        reading = Reading(text, patterns.tree.find(text), patterns)
        active = self._active(reading)
        reached = reaches(text, figures, patterns.lexicon, tables=reading.said(patterns.tables))
        sights = [Sight(reading, figure, reach) for figure, reach in zip(figures, reached, strict=True)]
        found = [self._one(sight, active, areas[index] if areas else None) for index, sight in enumerate(sights)]
        said = reading.said(patterns.respectively)
        told = in_order(text, figures, said, lambda index: self._fits(sights[index], active, None)[0])
        for index, one in told.items():
            found[index] = self._match(sights[index], one)
        never = [index for index, sight in enumerate(sights) if sight.never]
        regional = [index for index, sight in enumerate(sights) if sight.regional and found[index].indicator is None]
        parts = tuple((reach.parted, reach.close) for reach in reached)
        settled = Settled(frozenset(told), frozenset(never), tuple(regional), parts)
        return inherit(text, figures, found, patterns, settled)

    def _active(self, reading: Reading) -> list[Pattern]:
        """Return the patterns whose every group is said somewhere in the text."""
        said: dict[int, int] = {}
        for number in reading.hits:
            for index in self._patterns.by_group.get(number, ()):
                said[index] = said.get(index, 0) + 1
        every = self._patterns.every
        return [every[index] for index in sorted(said) if said[index] == len(every[index].groups)]

    def _one(self, sight: Sight, active: Sequence[Pattern], area: str | None) -> Match:
        order, named = self._fits(sight, active, area)
        if not order:
            return Match(None)
        codes = tuple(one.pattern.indicator.code for one in order)
        first = order[0]
        other = first.pattern.indicator.kind == "score" and named > first.score
        if other or (len(order) > 1 and order[1].score >= first.score * _ALIKE):
            return Match(None, considered=codes[:_MOST_CONSIDERED])
        return self._match(sight, first, codes[1 : _MOST_CONSIDERED + 1])

    def _match(self, sight: Sight, best: Fit, considered: tuple[str, ...] = ()) -> Match:
        return Match(
            indicator=best.pattern.indicator.code,
            breakdown=best.pattern.breakdown or self._group(sight, best.pattern),
            words=best.words,
            considered=considered,
            area=best.pattern.of,
        )

    def _fits(self, sight: Sight, active: Sequence[Pattern], area: str | None) -> tuple[list[Fit], float]:
        """Return the best fit of each indicator, best first, and how near an index is named that is never a percent."""
        known = self._catalogue.areas.get(area or "")
        best: dict[str, Fit] = {}
        named = 0.0
        for pattern in active:
            indicator = pattern.indicator
            if known and pattern.areas and known.kind not in pattern.areas:
                continue
            if sight.regional and indicator.kind == "rank" and indicator.out_of:
                continue
            fits = shape_fits(sight, pattern)
            other = sight.figure.shape == "percent" and indicator.kind == "score" and "percent" not in pattern.shapes
            fitting = fit(sight, pattern) if fits or other else None
            if fitting and not fits:
                named = max(named, fitting.score)
            elif fitting and (indicator.code not in best or fitting.score > best[indicator.code].score):
                best[indicator.code] = fitting
        return sorted(best.values(), key=lambda one: -one.score), named

    def _group(self, sight: Sight, pattern: Pattern) -> str | None:
        """Return the group of countries that a rank is in, by name or else by how many they are."""
        patterns, indicator, out_of = self._patterns, pattern.indicator, sight.figure.denominator
        if indicator.kind != "rank" or indicator.out_of or not indicator.survey:
            return None
        if out_of is not None and out_of in patterns.denominators[indicator.code]:
            return None
        said: list[tuple[float, Hit, str | None]] = []
        for number, code in [*patterns.comparison.named.items(), (patterns.world, None)]:
            found = sight.reach.best(sight.reading.said(number))
            if found and found[0] >= _GROUP_NAMED and (sight.figure.measure != "change" or _beside(sight, found[1])):
                said.append((*found, code))
        # "Southeast Asia" is not "Asia"
        whole = [one for one in said if not any(_inside(one[1], other[1]) for other in said)]
        best = max(whole, key=lambda one: one[0], default=None)
        if best and (best[2] or out_of is None):
            return best[2]
        return patterns.comparison.sized.get(out_of) if out_of is not None else None


def _beside(sight: Sight, hit: Hit) -> bool:
    """Say whether a group stands by a change, and by no other figure: "tăng 1 bậc ở Đông Nam Á"."""
    first, last = sorted(((sight.figure.first, sight.figure.last), (hit.first, hit.last)))
    gap = sight.reading.text.tokens[first[1] : last[0]]
    near = _BEHIND if hit.first >= sight.figure.last else _BEFORE
    return len(gap) <= near and all(token.kind != NUMBER for token in gap)


def _inside(one: Hit, other: Hit) -> bool:
    return other.first <= one.first and one.last <= other.last and other.last - other.first > one.last - one.first


_MATCHERS: dict[str, Matcher] = {}
_MOST_MATCHERS = 8


def matcher_of(catalogue: Catalogue) -> Matcher:
    """Return the matcher of a catalogue, made once for each."""
    known = _MATCHERS.get(catalogue.sha256)
    if known is None:
        if len(_MATCHERS) >= _MOST_MATCHERS:
            _MATCHERS.clear()
        known = _MATCHERS[catalogue.sha256] = Matcher(catalogue)
    return known
