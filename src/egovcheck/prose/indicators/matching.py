"""Which indicator a figure of a text is of. What nothing fits, or two things fit alike, is left without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.inheriting import Match, inherit
from egovcheck.prose.indicators.patterns import Pattern, Patterns, compile_patterns
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.indicators.reach import Reach, reaches
from egovcheck.prose.indicators.respectively import in_order
from egovcheck.prose.indicators.scoring import Fit, Hits, fit, shape_fits
from egovcheck.prose.text import Text
from egovcheck.records.catalogue import Catalogue

_ALIKE = 0.93
"""The second of two indicators is as good as the first where its score is so much of it."""

_MOST_CONSIDERED = 3
_GROUP_NAMED = 0.4
_REGION = 0.55
_SHARE = 0.4


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
        hits = patterns.tree.find(text)
        active = self._active(hits)
        reached = reaches(text, figures, patterns.lexicon, tables=hits.get(patterns.tables, ()))
        found: list[Match] = []
        for index, (figure, reach) in enumerate(zip(figures, reached, strict=True)):
            area = areas[index] if areas else None
            found.append(self._one(text, figure, reach, active, hits, area))
        said = hits.get(patterns.respectively, ())
        told = in_order(text, figures, said, lambda i: self._fits(text, figures[i], reached[i], active, hits, None)[0])
        for index, one in told.items():
            found[index] = self._match(figures[index], reached[index], one, hits)
        return inherit(text, figures, found, patterns, told)

    def _active(self, hits: Hits) -> list[Pattern]:
        """Return the patterns whose every group is said somewhere in the text."""
        said: dict[int, int] = {}
        for number in hits:
            for index in self._patterns.by_group.get(number, ()):
                said[index] = said.get(index, 0) + 1
        every = self._patterns.every
        return [every[index] for index in sorted(said) if said[index] == len(every[index].groups)]

    def _one(
        self, text: Text, figure: Figure, reach: Reach, active: Sequence[Pattern], hits: Hits, area: str | None
    ) -> Match:
        order, named = self._fits(text, figure, reach, active, hits, area)
        if not order:
            return Match(None)
        codes = tuple(one.pattern.indicator.code for one in order)
        first = order[0]
        if first.pattern.indicator.kind == "score" and named > first.score:
            return Match(None, considered=codes[:_MOST_CONSIDERED])
        if len(order) > 1 and order[1].score >= first.score * _ALIKE:
            return Match(None, considered=codes[:_MOST_CONSIDERED])
        return self._match(figure, reach, first, hits, codes[1 : _MOST_CONSIDERED + 1])

    def _match(self, figure: Figure, reach: Reach, best: Fit, hits: Hits, considered: tuple[str, ...] = ()) -> Match:
        return Match(
            indicator=best.pattern.indicator.code,
            breakdown=best.pattern.breakdown or self._group(figure, reach, best.pattern, hits),
            words=best.words,
            considered=considered,
            area=best.pattern.of,
        )

    def _fits(
        self, text: Text, figure: Figure, reach: Reach, active: Sequence[Pattern], hits: Hits, area: str | None
    ) -> tuple[list[Fit], float]:
        """Return the best pattern of each indicator that fits, best first, and how near an index is named that does not."""
        patterns = self._patterns
        shares = reach.best(hits.get(patterns.shares, ()))
        share = shares is not None and shares[0] >= _SHARE and shares[1].first < figure.core
        known = self._catalogue.areas.get(area or "")
        best: dict[str, Fit] = {}
        named = 0.0
        for pattern in active:
            if known and pattern.areas and known.kind not in pattern.areas:
                continue
            fits = shape_fits(figure, pattern, patterns, share=share)
            other = figure.shape == "percent" and pattern.indicator.kind == "score" and "percent" not in pattern.shapes
            if not fits and not other:
                continue
            fitting = fit(text, figure, reach, pattern, hits, patterns)
            if fitting and not fits:
                named = max(named, fitting.score)
            elif fitting and not self._among_some(reach, pattern, hits):
                code = pattern.indicator.code
                if code not in best or fitting.score > best[code].score:
                    best[code] = fitting
        return sorted(best.values(), key=lambda one: -one.score), named

    def _among_some(self, reach: Reach, pattern: Pattern, hits: Hits) -> bool:
        """Say whether a rank among all provinces is told to be one among those of a region."""
        regional = reach.best(hits.get(self._patterns.regions, ()))
        return bool(
            pattern.indicator.kind == "rank" and pattern.indicator.out_of and regional and regional[0] >= _REGION
        )

    def _group(self, figure: Figure, reach: Reach, pattern: Pattern, hits: Hits) -> str | None:
        """Return the group of countries that a rank is in, by name or else by how many they are."""
        patterns = self._patterns
        if pattern.indicator.kind != "rank" or pattern.indicator.out_of or not pattern.indicator.survey:
            return None
        if figure.denominator is not None and figure.denominator in patterns.denominators[pattern.indicator.code]:
            return None
        named = [*patterns.comparison.named.items(), (patterns.world, None)]
        said: list[tuple[float, Hit, str | None]] = []
        for number, code in named:
            found = reach.best(hits.get(number, ()))
            if found and found[0] >= _GROUP_NAMED:
                said.append((*found, code))
        # "Southeast Asia" is not "Asia"
        whole = [one for one in said if not any(_inside(one[1], other[1]) for other in said)]
        best = max(whole, key=lambda one: one[0], default=None)
        if best and (best[2] or figure.denominator is None):
            return best[2]
        return patterns.comparison.sized.get(figure.denominator) if figure.denominator is not None else None


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
