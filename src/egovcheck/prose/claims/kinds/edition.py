"""Editions that are named as such: "so với kỳ khảo sát năm 2019", "the 2019 edition"; a year alone names none."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.prose.claims.claim import Claim
from egovcheck.prose.claims.sentence import YEAR, Said
from egovcheck.prose.tokens import BREAK, NUMBER, WORD

_REACH = 9
"""The year of an edition stands at most so many words from the word for it."""

_APART = frozenset({"in", "of", "for", "trong", "vao"})
"""Behind a year they begin something else: "in 2018 in the survey" tells when."""

_MOST = 6
"""Editions that one sentence names; one with more is a table."""


def find(said: Said) -> Iterator[Claim]:
    """Yield, for every figure of a survey, the editions that its sentence names."""
    indicators = said.scales.catalogue.indicators
    of_surveys = [s for s in said.figures if (known := indicators.get(s.indicator or "")) and known.survey]
    named = {year: (first, last) for year, first, last in _named(said)} if of_surveys else {}
    for year, (first, last) in list(named.items())[:_MOST]:
        for stated in of_surveys:
            yield said.claim("edition", "named", [stated], first, last, since=year)


def _named(said: Said) -> Iterator[tuple[str, int, int]]:
    """Yield each year that belongs to a word for an edition, with the first token of both and the one behind them."""
    tokens = said.text.tokens
    for at in range(said.first, said.last):
        if tokens[at].kind != NUMBER or not YEAR.fullmatch(tokens[at].word):
            continue
        before = _nearest(said, range(at - 1, max(said.first, at - _REACH) - 1, -1))
        after = _nearest(said, range(at + 1, min(said.last, at + _REACH)), _APART)
        if before is not None:
            yield tokens[at].word, before, at + 1
        elif after is not None:
            yield tokens[at].word, at, after + 1


def _nearest(said: Said, places: range, apart: frozenset[str] = frozenset()) -> int | None:
    """Return the first place of a word for an edition, with nothing but words on the way that go with it."""
    for at in places:
        if said.text.tokens[at].kind not in {WORD, BREAK} and said.text.tokens[at].word != "-":
            return None
        if said.text.tokens[at].word in apart:
            return None
        if said.at("releases", at) or said.at("compared", at):
            return None
        if said.at("edition_words", at):
            return at
    return None
