"""Claims of a whole text: every sentence that has figures is shown to every kind of claim."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import cast

from egovcheck.prose.claims import kinds
from egovcheck.prose.claims.claim import Claim, Stated
from egovcheck.prose.claims.kinds import threshold
from egovcheck.prose.claims.sentence import Said
from egovcheck.prose.claims.wording import Scales, load_scales
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import NUMBER
from egovcheck.records.catalogue import Catalogue

Find = Callable[[Said], Iterator[Claim]]

_BULLETS = frozenset("-•*+–—·▪●")
_LONGEST_LIST = 40
"""So many sentences behind a colon may be the items of a list."""

_LONGEST = 400
"""A sentence of more tokens is a table or a list that lost its lines; what belongs together in it cannot be told."""


@lru_cache(maxsize=1)
def _other_kinds() -> tuple[Find, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__) if module.name != "threshold")
    return tuple(cast("Find", importlib.import_module(f"{kinds.__name__}.{name}").find) for name in names)


def claims(text: Text, stated: Sequence[Stated], catalogue: Catalogue) -> list[Claim]:
    """Return the claims that a text makes about its figures, in the order of the text.

    Args:
        text: the text.
        stated: its figures that became records, in the order of the text.
        catalogue: what is known of indicators, levels and groups.
    """
    found: list[Claim] = []
    for said in _sentences(text, stated, load_scales(catalogue)):
        limits = list(threshold.find(said))
        found += limits
        # a bound is no figure of any area, and nothing else is claimed of it
        others = said.without({record for claim in limits for record in claim.records})
        found += [claim for find in _other_kinds() for claim in find(others)]
    return found


def bounds(text: Text, stated: Sequence[Stated], catalogue: Catalogue) -> dict[int, str | None]:
    """Return which figures are said to be bounds of a level, by their ``record``: they are no figures of any area.

    With each goes the indicator whose levels are meant: its own, or that of the nearest figure before it, in the same
    sentence or the one before, or the one index that the sentence names; None where none of them has such a level.
    """
    found: dict[int, str | None] = {}
    for said in _sentences(text, stated, load_scales(catalogue)):
        for claim in threshold.find(said):
            for record in claim.records:
                found[record] = _scale(said, record, claim.label or "")
    return found


def _scale(said: Said, record: int, label: str) -> str | None:
    own = next(s for s in said.figures if s.record == record)
    before = [s for s in said.figures if s.figure.first < own.figure.first]
    others = [*reversed(before), *said.figures, *reversed(said.previous)]
    for stated in (own, *others):
        score = said.scales.score_with(stated.indicator, label)
        if score:
            return score
    return said.scales.score_named(set(said.text.words(said.first, said.last)), label)


def _sentences(text: Text, stated: Sequence[Stated], scales: Scales) -> Iterator[Said]:
    inside: dict[int, list[Stated]] = {}
    for one in stated:
        inside.setdefault(text.sentence_of(one.figure.first), []).append(one)
    behind = {n + 1 for n in inside if n + 1 < len(text.sentences) and _is_next(text, n)}
    for number in sorted(inside.keys() | behind | _before_lists(text, inside.keys())):
        sentence = text.sentences[number]
        if sentence.last - sentence.first > _LONGEST:
            continue
        marks = scales.wording.marks(text, sentence.first, sentence.last)
        if marks:
            listed = [one for item in _items(text, number) for one in inside.get(item, ())]
            previous = inside.get(number - 1, []) if number in behind else []
            yield Said(text, scales, sentence.first, sentence.last, inside.get(number, []), marks, listed, previous)


def _is_next(text: Text, number: int) -> bool:
    """Say whether the next sentence stands in the same paragraph."""
    return text.sentences[number].paragraph == text.sentences[number + 1].paragraph


def _before_lists(text: Text, numbers: Collection[int]) -> set[int]:
    """Return the sentences with a colon at their end that stand before the paragraphs of others."""
    found = set()
    for number in numbers:
        # "1. Da Nang" may be two sentences
        for at in range(number - 1, max(number - 3, -1), -1):
            if text.sentences[at].paragraph != text.sentences[number].paragraph:
                if _ends_in_colon(text, at):
                    found.add(at)
                break
    return found


def _ends_in_colon(text: Text, number: int) -> bool:
    sentence = text.sentences[number]
    return sentence.last > sentence.first and text.tokens[sentence.last - 1].word == ":"


def _items(text: Text, number: int) -> Iterator[int]:
    """Yield the sentences of the list that stands behind a sentence with a colon at its end."""
    if not _ends_in_colon(text, number):
        return
    heading = paragraph = text.sentences[number].paragraph
    for item in range(number + 1, min(number + 1 + _LONGEST_LIST, len(text.sentences))):
        sentence = text.sentences[item]
        if sentence.paragraph == heading:
            return
        first = text.tokens[sentence.first]
        if sentence.paragraph != paragraph and first.word not in _BULLETS and first.kind != NUMBER:
            return
        yield item
        paragraph = sentence.paragraph
