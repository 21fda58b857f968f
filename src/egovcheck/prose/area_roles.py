"""What the name of an area is doing where it stands: the words before and behind it say."""

from __future__ import annotations

from collections.abc import Sequence

from egovcheck.prose.area_lexicon import AreaLexicon
from egovcheck.prose.mention import Mention
from egovcheck.prose.speaking import says
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import BREAK, NUMBER, SIGN, WORD

HEAD_WORDS = 14
"""A name belongs to a head no more tokens before it than this."""

_COUNTRY = "VNM"
_WITHIN = frozenset("-–—&./,")
_OPEN = frozenset(',;:()"“”')


def role_of(text: Text, mention: Mention, start: int, lexicon: AreaLexicon, found: Sequence[Mention]) -> str | None:
    """Return the role of a mention; "none" where it is none after all.

    ``start`` is the first token of its sentence, ``found`` the mentions before it.
    """
    if mention.role == "system":
        return _role_of_system(text, mention, lexicon)
    if mention.role == "level":
        return None if _mean_before(text, mention, start, lexicon) else "none"
    if adjacent := lexicon.heads_adjacent.before(text, mention.first, start):
        return adjacent[1]
    if mention.kind in {"group", "world"}:
        return _role_of_group(text, mention, start, lexicon, found)
    if (role := _head(text, mention.first, start, lexicon)) is not None:
        return _of_country(mention, role)
    return _role_in_sentence(text, mention, start, lexicon, found)


def _role_in_sentence(
    text: Text, mention: Mention, start: int, lexicon: AreaLexicon, found: Sequence[Mention]
) -> str | None:
    if _behind_district(text, mention, found):
        return "place"
    if mention.kind == "ministry" and _owner(text, mention, start, lexicon):
        return "organisation"
    if says(text, mention.first, mention.last, start):
        return "speaker"
    if _compared(text, mention.first, start, lexicon) or _beside_compared(text, mention, found):
        return "compared"
    if mention.code == _COUNTRY and _ranked_in(text, mention, start, lexicon):
        return "scope"
    return "place" if _place(text, mention, start, lexicon) else None


def _role_of_system(text: Text, mention: Mention, lexicon: AreaLexicon) -> str:
    before = mention.first - 1
    if before > 0 and text.tokens[before].word == "the":
        before -= 1
    if before < 0 or text.tokens[before].word not in lexicon.systems_not_after:
        return "system"
    # "đối với" says what is spoken of
    return "system" if before and text.words(before - 1, before + 1) == ["doi", "voi"] else "none"


def _mean_before(text: Text, mention: Mention, start: int, lexicon: AreaLexicon) -> bool:
    return any(lexicon.averages.at(text, i, mention.first) for i in range(max(start, mention.first - 8), mention.first))


def _of_country(mention: Mention, role: str) -> str | None:
    # a ministry is named by itself: what stands before it is the title of somebody in it, or a list
    if mention.kind == "ministry" and role in {"organisation", "institution"}:
        return None
    return role


def _head(text: Text, first: int, start: int, lexicon: AreaLexicon) -> str | None:
    """Return the role that the noun phrase before a name gives it; of several heads the first one counts."""
    tokens = text.tokens
    role = None
    for index in range(first - 1, max(start, first - HEAD_WORDS) - 1, -1):
        token = tokens[index]
        if token.kind in {BREAK, NUMBER} or (token.kind == SIGN and token.word not in _WITHIN):
            break
        if token.word == "," or (token.word in lexicon.heads_stop_words and lexicon.heads_stop.at(text, index, first)):
            break
        if token.word in lexicon.head_words and (head := lexicon.heads.at(text, index, first)):
            # a lone syllable (hội, sở, viện) is a body's name only with a capital: "Hội" and not "hội nghị"
            capital = text.raw[token.start].isupper()
            if capital or head[0] > index + 1 or head[1] in {"person", "place"}:
                role = head[1]
    return role


def _behind_district(text: Text, mention: Mention, found: Sequence[Mention]) -> bool:
    """Say whether a province only tells where the district before it lies: "huyện Kỳ Anh, tỉnh Hà Tĩnh"."""
    if mention.kind != "province" or not mention.code or not found or found[-1].kind != "district":
        return False
    between = text.words(found[-1].last, mention.first)
    return between in ([], [","], ["("], ["-"], ["–"], ["in"], ["of"])


def _compared(text: Text, first: int, start: int, lexicon: AreaLexicon) -> bool:
    tokens = text.tokens
    for index in range(first - 1, max(start, first - 9) - 1, -1):
        token = tokens[index]
        if token.word in _OPEN or token.kind in {BREAK, NUMBER} or token.word in {"la", "dat", "is", "was", "co"}:
            return False
        hit = lexicon.compared.at(text, index, first)
        if hit is not None and (hit[0] == first or hit[0] > index + 1):
            return True
    return False


def _owner(text: Text, mention: Mention, start: int, lexicon: AreaLexicon) -> bool:
    """Say whether a ministry only owns a system that somebody is connected to."""
    if mention.first == start or text.tokens[mention.first - 1].word not in {"cua", "of"}:
        return False
    before = range(mention.first - 1, max(start, mention.first - 15) - 1, -1)
    system = next((index for index in before if lexicon.owned.at(text, index, mention.first)), None)
    if system is None:
        return False
    return any(lexicon.connected.at(text, index, system) for index in range(max(start, system - 30), system))


def _beside_compared(text: Text, mention: Mention, found: Sequence[Mention]) -> bool:
    """Say whether a name is the second of a pair to compare with: "after Hanoi and Ho Chi Minh City"."""
    if not found or found[-1].role != "compared" or found[-1].kind != mention.kind:
        return False
    return text.words(found[-1].last, mention.first) in ([","], ["and"], ["va"], [",", "and"], [",", "va"])


def _role_of_group(
    text: Text, mention: Mention, start: int, lexicon: AreaLexicon, found: Sequence[Mention]
) -> str | None:
    words = text.words(mention.first, mention.last)
    tokens = text.tokens
    before = tokens[mention.first - 1] if mention.first else None
    if mention.code.startswith("VN-") or words[-2:] == ["dia", "phuong"]:
        if before is not None and before.word in {"can", "noi", "toan", "tien"}:
            return "none"
        if _mean_before(text, mention, start, lexicon):
            return None
        if words[-1] == "phuong":
            near = bool(found) and found[-1].code == "VN-MINISTRIES" and mention.first - found[-1].last <= 2
            of_many = before is not None and before.kind == NUMBER and before.word.rpartition("/")[2] in {"63", "34"}
            return "scope" if near or of_many else "none"
        return "scope"
    for index in range(mention.first - 1, max(start, mention.first - 9) - 1, -1):
        if tokens[index].word in {";", "."}:
            break
        if found and index < found[-1].last:
            # "of the world (0.64), of Asia (0.70)": the second is as the first
            if found[-1].kind in {"group", "world"} and found[-1].role in {None, "compared"}:
                return found[-1].role
            break
        if lexicon.averages.at(text, index, mention.first):
            return "compared" if _compared(text, mention.first, start, lexicon) else None
    after = mention.last
    return None if lexicon.averages.at(text, after, after + 2) else "scope"


def _ranked_in(text: Text, mention: Mention, start: int, lexicon: AreaLexicon) -> bool:
    """Say whether a country is what somebody is ranked in: "xếp thứ 5 cả nước", "63 tỉnh, thành trên cả nước"."""
    tokens, last = text.tokens, mention.last
    word = tokens[mention.first].word
    if word == "the" and last < len(tokens) and tokens[last].word in {"'", "’"}:
        return True
    if word in {"viet", "vietnam"} and text.raw[tokens[mention.first].start].isupper():
        return False
    for index in range(mention.first - 1, max(start, mention.first - 8) - 1, -1):
        if tokens[index].word in _OPEN or tokens[index].word in {"co", "dat", "la", "has", "have"}:
            return False
        if lexicon.ranked.at(text, index, mention.first):
            return True
    return False


def _place(text: Text, mention: Mention, start: int, lexicon: AreaLexicon) -> bool:
    """Say whether a name only tells where something happened, or where a report was sent from."""
    tokens, first, last = text.tokens, mention.first, mention.last
    if mention.kind not in {"province", "country"} or not mention.code:
        return False
    if first == start and last + 1 < len(tokens):
        after = tokens[last + 1]
        written = text.raw[after.start : after.end]
        if tokens[last].word == "(" and after.kind == WORD and written.isupper():
            return True
        if tokens[last].word in {"–", "—", "-"} and tokens[last].start > tokens[last - 1].end and after.kind == WORD:
            return True
        if tokens[last].word == "," and after.word in {"ngay", "december", "march", "april", "may", "june", "july"}:
            return True
    if first == start or tokens[first - 1].word not in lexicon.event_places:
        return False
    near = (*range(max(start, first - 15), first - 1), *range(last, min(last + 12, len(tokens))))
    return any(lexicon.events.at(text, index, index + 3) for index in near)
