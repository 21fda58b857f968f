"""Which area a text as a whole is about: the one that "tỉnh", "thành phố", "Bộ" stand for in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from egovcheck.prose.area_lexicon import area_lexicon
from egovcheck.prose.area_lists import COUNTRY, MANY, joined, of_all
from egovcheck.prose.area_names import area_names, longest
from egovcheck.prose.mention import Mention
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import tokenise
from egovcheck.records.catalogue.loading import Catalogue

Span = tuple[int, int]
Home = tuple[str, Span]
"""A code of the catalogue, and the tokens that say so."""

_PLAIN: frozenset[str | None] = frozenset({None, "system"})


def area_of_text(
    text: Text, mentions: Sequence[Mention], *, publisher: str | None, place: str | None, catalogue: Catalogue
) -> Home | None:
    """Return the area that a text is about and the tokens that say so; None where the text does not tell.

    ``publisher`` and ``place`` are what is known of the document as a whole, by name or code. Where only they tell, the
    span is empty (0, 0). A text of a province ("tỉnh ta", "UBND tỉnh") that is not named is of no area at all.
    """
    weights: Counter[str] = Counter()
    said: dict[str, tuple[int, Span]] = {}
    own, country = 0, 0
    pairs = pairwise(mentions)
    pairs_joined = [index for index, (one, two) in enumerate(pairs) if joined(text, one.last, two.first)]
    many = {at for index in pairs_joined for at in (index, index + 1)}
    headings: set[tuple[str, ...]] = set()
    for index, mention in enumerate(mentions):
        country += mention.kind == "ministry" or mention.role == "system"
        if not mention.code:
            own += mention.kind == "province"
            continue
        if mention.code in MANY or mention.kind == "country":
            country += (mention.code == COUNTRY and mention.role in _PLAIN) or of_all(text, mention)
            if mention.code != COUNTRY:
                continue
        weight = 0 if index in many else _weight(text, mention, headings)
        if weight:
            weights[mention.code] += weight
            if mention.code not in said or said[mention.code][0] < weight:
                said[mention.code] = weight, (mention.first, mention.last)
    for name, weight in ((publisher, 8), (place, 2)):
        for code in _provinces_in(name, catalogue):
            weights[code] += weight
            said.setdefault(code, (0, (0, 0)))
    return _heaviest(weights, said, own, country)


def _provinces_in(name: str | None, catalogue: Catalogue) -> set[str]:
    """Return the provinces that the name of a publisher or place holds: "Báo Hà Tĩnh"."""
    if not name:
        return set()
    if name in catalogue.areas:
        return {name} if catalogue.areas[name].kind == "province" else set()
    tree, text = area_names(catalogue).tree, Text(name, tokenise(name))
    found = (longest(text, tree, index, len(text.tokens)) for index in range(len(text.tokens)))
    return {hit[1].code for hit in found if hit is not None and hit[1].kind == "province" and hit[1].code}


def _heaviest(weights: Counter[str], said: dict[str, tuple[int, Span]], own: int, country: int) -> Home | None:
    ranked = [(code, weight) for code, weight in weights.most_common() if code != COUNTRY]
    best = ranked[0] if ranked else None
    if best is not None:
        code, weight = best
        second = ranked[1][1] if len(ranked) > 1 else 0
        own_weight = weight + 2 * min(own, 4)
        if weight >= 4 and weight * 2 >= second * 3 and own_weight >= weights[COUNTRY]:
            return code, said[code][1]
        if own and not second and kind_of(code) == "province" and own_weight >= weights[COUNTRY]:
            return code, said[code][1]
    if own >= 2 or (own and not country) or not country or (best is not None and best[1] >= weights[COUNTRY] + 4):
        return None
    return COUNTRY, said.get(COUNTRY, (0, (0, 0)))[1]


def _weight(text: Text, mention: Mention, headings: set[tuple[str, ...]]) -> int:
    """Return how much a mention says of what the text is about."""
    if mention.role == "publisher":
        return 6
    sentence = text.sentence_of(mention.first) if text.sentences else None
    if sentence is None or not text.sentences[sentence].first <= mention.first < text.sentences[sentence].last:
        return 0
    if mention.role in {"organisation", "compared", "speaker", "scope", "system"}:
        return 0
    if text.role_of(sentence) == "heading":
        held = text.sentences[sentence]
        words = tuple(text.words(held.first, held.last))
        if words in headings:
            return 0
        headings.add(words)
        placed = text.tokens[mention.first - 1].word in area_lexicon().event_places and mention.first > held.first
        return 1 if placed else 4
    if mention.role in {"institution", "person"}:
        return 3 if mention.kind == "province" else 0
    if mention.role == "place":
        return 2 if text.tokens[mention.first - 1].word == "cau" else 0
    return 1


def kind_of(code: str) -> str:
    """Return the kind of an area of Viet Nam, or ``country``, by its code."""
    if len(code) == 3:
        return "country"
    tail = code.removeprefix("VN-")
    return "province" if tail.isdigit() or (len(tail) == 2 and tail != "GI") else "ministry"
