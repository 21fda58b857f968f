"""Several figures told of several things in one order: "chính quyền số, kinh tế số lần lượt xếp thứ 5 và thứ 8"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from egovcheck.prose.figure import Figure
from egovcheck.prose.indicators.phrases import Hit
from egovcheck.prose.indicators.scoring import Fit
from egovcheck.prose.text import Text

Fits = Callable[[int], Sequence[Fit]]
"""The patterns that fit a figure, given by its number."""

_BETWEEN, _AROUND = 12, 60


def in_order(text: Text, figures: Sequence[Figure], said: Sequence[Hit], fits: Fits) -> dict[int, Fit]:
    """Return, by the number of the figure, what each of the figures told of "respectively" is of.

    Those for which there are not exactly as many things as figures are left out.
    """
    found: dict[int, Fit] = {}
    cores = [figure.core for figure in figures] if said else []
    for hit in said:
        near = range(bisect_left(cores, hit.first - _AROUND), bisect_left(cores, hit.last + _AROUND))
        run = _run(text, figures, hit, near)
        things = _things(figures, run, fits) if len(run) > 1 else []
        if len(things) == len(run):
            found.update(zip(run, things, strict=True))
    return found


def _run(text: Text, figures: Sequence[Figure], hit: Hit, near: Sequence[int]) -> list[int]:
    """Return the figures behind the word, or before it where there are none, that stand in one row."""
    sentence = text.sentence_of(hit.first)
    own = [i for i in near if text.sentence_of(figures[i].core) == sentence]
    behind = [i for i in own if figures[i].core >= hit.last]
    order = behind or [i for i in reversed(own) if figures[i].core_last <= hit.first]
    run: list[int] = []
    for index in order:
        figure = figures[index]
        far = run and abs(figure.core - figures[run[-1]].core) > _BETWEEN
        if run and (far or figure.shape not in {figures[run[0]].shape, "number"}):
            break
        run.append(index)
    return sorted(run)


def _things(figures: Sequence[Figure], run: Sequence[int], fits: Fits) -> list[Fit]:
    """Return what is named before the figures, each by the words that it alone has, in order."""
    first = figures[run[0]].core
    candidates = [one for one in fits(run[0]) if all(word[1] <= first for word in one.words)]
    shared = Counter(word for one in candidates for word in set(one.words))
    named: dict[tuple[int, int], Fit] = {}
    for one in candidates:
        own = min(one.words, key=lambda word: (shared[word], -word[0]))
        if shared[own] == 1 and (own not in named or named[own].score < one.score):
            named[own] = one
    return [named[own] for own in sorted(named)]
