"""Areas that are named together: enumerations, and all ministries or provinces as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.prose.area_lexicon import area_lexicon
from egovcheck.prose.mention import Mention
from egovcheck.prose.text import Text

COUNTRY = "VNM"
MANY = frozenset({"VN-MINISTRIES", "VN-PROVINCES"})
"""The groups that make up the country."""

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
