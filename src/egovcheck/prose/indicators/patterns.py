"""What the catalogue says about how texts speak of its indicators, made ready for matching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from egovcheck.prose.indicators.lexicon import PLACE, Lexicon, load_lexicon
from egovcheck.prose.indicators.phrases import PhraseTree
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.catalogue.entries import Indicator, Wording, days

SHAPES: dict[str, frozenset[str]] = {
    "rank": frozenset({"rank"}),
    "score": frozenset({"score", "number"}),
    "percent": frozenset({"percent"}),
    "count": frozenset({"count", "number"}),
    "money": frozenset({"money"}),
    "duration": frozenset({"duration"}),
    "level": frozenset(),
    "date": frozenset(),
}
"""What figures of an indicator of each kind look like."""

_NATIONAL = "VNM"
_FOR_EVER = 10**7


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to speak of an indicator; groups of phrases are numbers of the phrase tree.

    ``counts`` and ``without`` are -1 where there is no such group. ``said`` are the groups that must be said besides,
    each with whether it may be said above the sentence; ``groups`` are all together. ``sizes`` are what the figure must
    be one of, empty where it may be anything.
    """

    indicator: Indicator
    shapes: frozenset[str]
    counts: int
    without: int
    groups: frozenset[int]
    said: tuple[tuple[int, bool], ...]
    areas: frozenset[str] = frozenset()
    of: str | None = None
    out_of: bool = False
    sizes: frozenset[Decimal] = frozenset()
    breakdown: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups of countries among which the country is ranked: group of phrases to code, and sizes to code."""

    named: dict[int, str]
    sized: dict[Decimal, str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of a catalogue. ``denominators`` are what ranks of an indicator can be out of, where it is
    known, ``bounds`` where the levels of a score begin and end."""

    tree: PhraseTree
    every: tuple[Pattern, ...]
    by_group: dict[int, tuple[int, ...]]
    comparison: Comparison
    denominators: dict[str, frozenset[Decimal]]
    shares: int
    respectively: int
    tables: int
    world: int
    regions: int
    no_ranks: int
    names: int
    scales: int
    means: int
    in_what: int
    other_index: int
    same_index: int
    bounds: dict[str, frozenset[Decimal]]
    lexicon: Lexicon


def compile_patterns(catalogue: Catalogue) -> Patterns:
    """Return the patterns of a catalogue.

    Raises:
        PackError: where a phrase names words that there are none of.
    """
    lexicon = load_lexicon()
    tree = PhraseTree(lexicon.classes)
    sizes = group_sizes(catalogue)
    every = [
        _pattern(tree, indicator, wording, sizes)
        for indicator in catalogue.indicators.values()
        if SHAPES[indicator.kind]
        for wording in _wordings(catalogue, indicator)
    ]
    by_group: dict[int, list[int]] = {}
    for index, pattern in enumerate(every):
        for number in pattern.groups:
            by_group.setdefault(number, []).append(index)
    return Patterns(
        tree=tree,
        every=tuple(every),
        by_group={number: tuple(indexes) for number, indexes in by_group.items()},
        comparison=_comparison(catalogue, tree, sizes),
        denominators={i.code: _denominators(i, sizes) for i in catalogue.indicators.values()},
        shares=tree.number(lexicon.shares, PLACE),
        respectively=tree.number(lexicon.respectively, PLACE),
        tables=tree.number(lexicon.tables, PLACE),
        world=tree.number(lexicon.world, PLACE),
        no_ranks=tree.number(lexicon.no_ranks, PLACE),
        names=tree.number(lexicon.names, PLACE),
        scales=tree.number(lexicon.scales, PLACE),
        means=tree.number(lexicon.means, PLACE),
        regions=tree.number(lexicon.regions, PLACE),
        in_what=tree.number(lexicon.in_what, PLACE),
        other_index=tree.number(lexicon.other_index, PLACE),
        same_index=tree.number(lexicon.same_index, PLACE),
        bounds=_bounds(catalogue),
        lexicon=lexicon,
    )


def group_sizes(catalogue: Catalogue) -> dict[str, dict[Decimal, int]]:
    """Return, by group or survey, how many members it ever had and for how many days (editions: one day each)."""
    sizes: dict[str, dict[Decimal, int]] = {}
    for group in catalogue.groups:
        spans = [days(m.valid_from, m.valid_to) for m in catalogue.members if m.group == group]
        changes = sorted({start.toordinal() for start, _ in spans if start})
        ends = sorted({end.toordinal() + 1 for _, end in spans if end})
        for point, following in pairwise([*sorted({1, *changes, *ends}), _FOR_EVER]):
            count = sum((not s or s.toordinal() <= point) and (not e or e.toordinal() >= point) for s, e in spans)
            if count:
                held = sizes.setdefault(group, {})
                held[Decimal(count)] = held.get(Decimal(count), 0) + following - point
    for edition in catalogue.editions:
        if edition.members:
            held = sizes.setdefault(edition.survey, {})
            held[Decimal(edition.members)] = held.get(Decimal(edition.members), 0) + 1
    return sizes


def _wordings(catalogue: Catalogue, indicator: Indicator) -> Iterator[Wording]:
    """Yield how texts speak of an indicator: its own wordings, those of the score that it orders, or its names."""
    score = catalogue.indicators.get(indicator.score or "")
    own = indicator.prose or (score.prose if score else ())
    yield from own
    spoken = "about" if indicator.kind in {"rank", "score"} else "counts"
    names: list[str] = []
    for entry in (indicator, *([score] if score else [])):
        names += [entry.name.en, entry.name.vi]
        if not own:
            names += [entry.short.en, entry.short.vi, *entry.aliases]
    yield Wording.model_validate({spoken: [list(dict.fromkeys(names))] if spoken == "about" else names})


def _pattern(tree: PhraseTree, indicator: Indicator, wording: Wording, sizes: dict[str, dict[Decimal, int]]) -> Pattern:
    place = f"catalogue: {indicator.code}"

    def numbers(groups: Iterable[Iterable[str]]) -> tuple[int, ...]:
        return tuple(tree.number(group, place) for group in groups)

    counts = tree.number(wording.counts, place) if wording.counts else -1
    within, about = numbers(wording.within), numbers(wording.about)
    return Pattern(
        indicator=indicator,
        shapes=_shapes(indicator) & (frozenset(wording.shapes) or _shapes(indicator))
        if indicator.kind in {"rank", "score"}
        else frozenset(wording.shapes) or _shapes(indicator),
        counts=counts,
        without=tree.number(wording.without, place) if wording.without else -1,
        said=tuple((number, False) for number in within) + tuple((number, True) for number in about),
        groups=frozenset(number for number in (counts, *within, *about) if number >= 0),
        areas=frozenset(wording.areas),
        of=wording.of,
        out_of=wording.out_of,
        sizes=frozenset(sizes.get(wording.size_of or "", ())),
        breakdown=wording.breakdown,
    )


def _shapes(indicator: Indicator) -> frozenset[str]:
    shapes = SHAPES[indicator.kind]
    return shapes | {"percent"} if (indicator.kind, indicator.unit) == ("score", "percent") else shapes


def _comparison(catalogue: Catalogue, tree: PhraseTree, sizes: dict[str, dict[Decimal, int]]) -> Comparison:
    inside = {m.group for m in catalogue.members if m.area == _NATIONAL}
    named: dict[int, str] = {}
    sized: dict[Decimal, tuple[int, str]] = {}
    for code in sorted(inside & set(catalogue.groups)):
        group = catalogue.groups[code]
        named[tree.number((group.name_en, group.name_vi, *group.aliases), code)] = code
        for size, held in sizes[code].items():
            sized[size] = max(sized.get(size, (0, "")), (held, code))
    return Comparison(named, {size: code for size, (_, code) in sized.items()})


def _bounds(catalogue: Catalogue) -> dict[str, frozenset[Decimal]]:
    """Return where the levels of each score begin and end."""
    bounds: dict[str, set[Decimal]] = {}
    for level in catalogue.levels:
        bounds.setdefault(level.score, set()).update((level.low, level.high))
    return {score: frozenset(found) for score, found in bounds.items()}


def _denominators(indicator: Indicator, sizes: dict[str, dict[Decimal, int]]) -> frozenset[Decimal]:
    groups = {indicator.survey or "", *indicator.out_of.values()}
    return frozenset(size for group in groups for size in sizes.get(group, ()))
