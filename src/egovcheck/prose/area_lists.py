"""Areas that are named together: enumerations, and all ministries or provinces as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from egovcheck.prose.area_lexicon import area_lexicon
from egovcheck.prose.figure import Figure
from egovcheck.prose.mention import Mention
from egovcheck.prose.text import Text

COUNTRY = "VNM"
MANY = frozenset({"VN-MINISTRIES", "VN-PROVINCES"})
"""The groups that make up the country."""

LONGEST_PART = 120
"""So many tokens on either side of "lần lượt" are looked at."""

_ELSEWHERE = frozenset({"person", "institution", "organisation", "publisher", "place", "system"})


def listed(text: Text, mentions: Sequence[Mention]) -> list[list[int]]:
    """Return the enumerations in a text, as lists of indexes of ``mentions``, two at least in each.

    Between the members stand commas, "và" and the like, and figures in brackets behind a member.
    """
    lists: list[list[int]] = []
    group: list[int] = []
    for index, mention in enumerate(mentions):
        if not mention.code or mention.role in {
            "person",
            "institution",
            "organisation",
            "publisher",
            "place",
            "system",
        }:
            continue
        if group:
            before = mentions[group[-1]]
            if before.kind == mention.kind and joined(text, before.last, mention.first):
                group.append(index)
                continue
            if len(group) > 1:
                lists.append(group)
        group = [index]
    return [*lists, group] if len(group) > 1 else lists


def in_turn(text: Text, mentions: Sequence[Mention], figures: Sequence[Figure]) -> dict[int, Mention]:
    """Return, by index of ``figures``, the areas of figures that are listed in the order of their areas.

    "Huế và Đà Nẵng lần lượt xếp thứ 2 và 3": in a sentence that says so, with one list of areas, the figures of one
    shape belong to its members one by one where there are as many of them.
    """
    parts = parts_in_turn(text)
    lists = listed(text, mentions) if parts else []
    heads = [mentions[group[0]].first for group in lists]
    firsts = [figure.first for figure in figures] if parts else []
    found: dict[int, Mention] = {}
    for first, last in parts:
        near = lists[bisect_left(heads, first) : bisect_left(heads, last)]
        inside = [group for group in near if mentions[group[-1]].last <= last]
        if len(inside) != 1:
            continue
        shapes: dict[str, list[int]] = {}
        for index in range(bisect_left(firsts, first), bisect_left(firsts, last)):
            shapes.setdefault(figures[index].shape, []).append(index)
        for indexes in shapes.values():
            if len(indexes) == len(inside[0]):
                found.update(zip(indexes, (mentions[member] for member in inside[0]), strict=True))
    return found


def parts_in_turn(text: Text) -> list[tuple[int, int]]:
    """Return the parts of sentences, between semicolons, that say of figures that they are listed in some order."""
    words = area_lexicon().in_turn
    starts = area_lexicon().in_turn_words
    return [
        _part(text, index)
        for index, token in enumerate(text.tokens)
        if token.word in starts and text.sentences and words.at(text, index, index + 3)
    ]


def _part(text: Text, index: int) -> tuple[int, int]:
    """Return the part of a sentence between semicolons that a token stands in."""
    sentence = text.sentences[text.sentence_of(index)]
    first = last = index
    while first > max(sentence.first, index - LONGEST_PART) and text.tokens[first - 1].word != ";":
        first -= 1
    while last < min(sentence.last, index + LONGEST_PART) and text.tokens[last].word != ";":
        last += 1
    return first, last


def joined(text: Text, first: int, last: int) -> bool:
    """Say whether tokens ``first`` to before ``last`` only join two members of a list."""
    if not first < last <= first + 14:
        return False
    tokens, words = text.tokens, area_lexicon().list_words
    index, depth = first, 0
    while index < last:
        word = tokens[index].word
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth == 0 and word not in {",", ";", "-", "–", "/", "&"}:
            link = words.at(text, index, last)
            if link is None:
                return False
            index = link[0]
            continue
        index += 1
    return depth == 0


def of_all(text: Text, mention: Mention) -> bool:
    """Say whether ministries or provinces are spoken of as a whole, and not as those among whom one is ranked."""
    if mention.code not in MANY:
        return False
    ranked = area_lexicon().ranked_words
    return not any(ranked.at(text, index, mention.first) for index in range(max(0, mention.first - 7), mention.first))
