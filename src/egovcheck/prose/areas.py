"""Where a text names areas: one pass over its tokens, and what is said to be of the area that the text is about."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace

from egovcheck.prose.area_choice import area_for
from egovcheck.prose.area_home import area_of_text
from egovcheck.prose.area_lexicon import AreaLexicon, area_lexicon
from egovcheck.prose.area_lists import in_turn, listed
from egovcheck.prose.area_names import AreaNames, Name, area_names, longest
from egovcheck.prose.area_roles import role_of
from egovcheck.prose.mention import Mention
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import BREAK, NUMBER, SIGN, WORD
from egovcheck.records.catalogue.loading import Catalogue
from egovcheck.records.names import strip_marks

__all__ = ["Mention", "area_for", "area_of_text", "areas", "in_turn", "listed"]

LONGEST_NAME = 24
"""No name is looked for over more tokens than this."""

_AFTER_NAMES = frozenset({",", "(", ":", "va", "dung", "xep", "dan", "tang", "giam", "dat"})
_ALIKE = frozenset({"quan", "xa", "phuong", "thon"})
"""Words of districts that without their marks are other words too: cơ quan, xa, phương."""


def areas(text: Text, catalogue: Catalogue) -> list[Mention]:
    """Return the mentions of areas in order of their tokens; they do not overlap. Linear in the length of the text."""
    return _meant(text, list(_Finder(text, area_names(catalogue), area_lexicon()).mentions()))


def _meant(text: Text, mentions: list[Mention]) -> list[Mention]:
    """Let "the country" mean the country that was named last: Kazakhstan, in a text about it."""
    last: str | None = None
    for index, mention in enumerate(mentions):
        if mention.kind != "country":
            continue
        if text.words(mention.first, mention.last)[-2:] == ["the", "country"]:
            if last is not None:
                mentions[index] = replace(mention, code=last)
        elif mention.code:
            last = mention.code
    return mentions


class _Finder:
    """One pass over the tokens of a text."""

    def __init__(self, text: Text, names: AreaNames, lexicon: AreaLexicon) -> None:
        self.text, self.names, self.lexicon = text, names, lexicon
        self.found: list[Mention] = []

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions, each with its role."""
        text, tree = self.text, self.names.tree
        tokens, count = text.tokens, len(text.tokens)
        districts, tails = self.lexicon.district_words, self.lexicon.district_tails
        wanted = self.names.first_words | districts | tails
        starts = sorted({0, *(s.first for s in text.sentences), *(p.first for p in text.paragraphs)})
        end = at = 0
        for index in [index for index, token in enumerate(tokens) if token.word in wanted]:
            if index < end:
                continue
            while at + 1 < len(starts) and starts[at + 1] <= index:
                at += 1
            start, word = starts[at], tokens[index].word
            if word in districts and (last := self._district(index)) is not None:
                yield from self._keep(Mention(index, last, "", "district", None), start)
                end = last
            elif word in tails and (first := self._named_before(index, max(start, end))) < index:
                yield from self._keep(Mention(first, index + 1, "", "district", None), start)
                end = index + 1
            elif word == "cac" and (ministries := self._ministries(index, count)):
                end = yield from self._all(ministries, start)
            elif word in tree and (hit := longest(text, tree, index, min(count, index + LONGEST_NAME))) is not None:
                yield from self._name(index, hit[0], hit[1], start)
                own = not hit[1].code and hit[1].kind and (not self.found or self.found[-1].last != hit[0])
                end = index + 1 if own else max(hit[0], self.found[-1].last if self.found else 0)
            elif word == "bo" and (ministries := self._ministries(index, count)):
                end = yield from self._all(ministries, start)

    def _all(self, mentions: list[Mention], start: int) -> Generator[Mention, None, int]:
        for mention in mentions:
            yield from self._keep(mention, start)
        return mentions[-1].last

    def _keep(self, mention: Mention, start: int) -> Iterator[Mention]:
        role = role_of(self.text, mention, start, self.lexicon, self.found)
        if role != "none":
            kept = Mention(mention.first, mention.last, mention.code, mention.kind, role)
            self.found.append(kept)
            yield kept

    def _name(self, first: int, last: int, name: Name, start: int) -> Iterator[Mention]:
        kind = name.kind
        if not kind:
            return
        if kind == "same":
            meant = "ministry" if {"bo", "ministry"} & set(self.text.words(first, last)) else "province"
            before = next((m for m in reversed(self.found[-8:]) if m.role is None and m.kind == meant), None)
            named = last < len(self.text.tokens) and self.text.tokens[last].word == "of"
            if before is not None and not named:
                yield from self._keep(Mention(first, last, before.code, before.kind, None), start)
            return
        begin = first
        if kind == "province" and name.code:
            prefix = self.lexicon.prefixes.before(self.text, first, start)
            if prefix is not None:
                begin = prefix[0]
                if self._is_town(begin, first, name):
                    yield from self._keep(Mention(begin, last, "", "district", None), start)
                    return
            if last < len(self.text.tokens) and self.text.tokens[last].word in self.lexicon.district_tails:
                yield from self._keep(Mention(begin, last + 1, "", "district", None), start)
                return
        if not self._meant(begin, first, last, name):
            return
        if name.code or kind == "agency" or self._own_meant(first, last):
            yield from self._keep(Mention(begin, last, name.code, kind, name.role), start)
            if kind == "ministry" and name.code and name.spelling.startswith("Bộ"):
                for mention in self._more(last):
                    yield from self._keep(mention, start)

    def _is_town(self, begin: int, first: int, name: Name) -> bool:
        """Say whether "thành phố Hà Tĩnh" is the town in the province of that name."""
        words = self.text.words(begin, first)
        return words[0] in {"thanh", "tp", "t"} and name.code not in self.names.cities

    def _written(self, index: int) -> str:
        token = self.text.tokens[index]
        return self.text.raw[token.start : token.end]

    def _capital(self, index: int) -> bool:
        tokens = self.text.tokens
        return 0 <= index < len(tokens) and tokens[index].kind == WORD and self.text.raw[tokens[index].start].isupper()

    def _meant(self, begin: int, first: int, last: int, name: Name) -> bool:
        """Say whether the name is no part of a longer one: of a person, a paper, an address on the net."""
        text, tokens, lexicon = self.text, self.text.tokens, self.lexicon
        before = text.raw[tokens[begin].start - 1 : tokens[begin].start]
        after = text.raw[tokens[last - 1].end : tokens[last - 1].end + 2]
        if before in {"@", "_"} or (before == "." and begin == first) or (after[:1] in ".@_" and after[1:].isalpha()):
            return False
        if all(mark == 2 for mark in name.capitals) and name.code and self._shouted(first, last):
            return False
        if name.kind not in {"province", "country"} or not name.code or begin < first:
            return True
        if not any(name.capitals):
            return True
        folded = strip_marks(name.spelling)
        follows = self.found and self.found[-1].kind == "province" and first - self.found[-1].last <= 2
        if folded in lexicon.only_with_prefix and not follows:
            return False
        shouted = self._written(first).isupper() and self._shouted(first, last)
        if folded in lexicon.common_words and shouted:
            return False
        return self._no_part(first, last, name, shouted=shouted, folded=folded)

    def _no_part(self, first: int, last: int, name: Name, *, shouted: bool, folded: str) -> bool:
        lexicon, alone = self.lexicon, last - first == 1
        run = first
        while run > first - 4 and self._capital(run - 1) and not shouted:
            run -= 1
        if run < first:
            if name.kind == "province" and any(lexicon.surnames.at(self.text, i, first) for i in range(run, first)):
                return False
            if alone and folded in lexicon.also_persons:
                return False
        following = last
        while following < last + 5 and self._capital(following):
            following += 1
        if following == last or shouted:
            return following > last or not alone or folded not in lexicon.common_words or self._in_sentence(first, last)
        if following - last >= 4 or self._next_fits(last):
            return True
        return bool(lexicon.surnames.at(self.text, last, following)) and name.kind == "province"

    def _in_sentence(self, first: int, last: int) -> bool:
        """Say whether a single syllable that is a common word too stands where a capital says that it is a name."""
        tokens = self.text.tokens
        if first and not (tokens[first - 1].kind in {BREAK, SIGN} and tokens[first - 1].word not in {",", "(", "-"}):
            return True
        return last < len(tokens) and tokens[last].word in _AFTER_NAMES

    def _next_fits(self, last: int) -> bool:
        word = self.text.tokens[last].word
        return word in self.lexicon.names_after or (word in self.names.tree and self._written(last).isupper())

    def _shouted(self, first: int, last: int) -> bool:
        """Say whether the words around are in capitals too."""
        near = [i for i in (*range(max(0, first - 2), first), *range(last, last + 3)) if self._capital(i)]
        return sum(self._written(i).isupper() and len(self._written(i)) > 1 for i in near) >= 2

    def _own_meant(self, first: int, last: int) -> bool:
        """Say whether "tỉnh", "thành phố", "Bộ" stand for one and not for many, a level, or a name that follows."""
        tokens, lexicon = self.text.tokens, self.lexicon
        before = tokens[first - 1].word if first else ""
        if before in lexicon.own_not_after or (first and tokens[first - 1].kind == NUMBER):
            return False
        if before in {",", "/"} and first > 1 and tokens[first - 2].word in {"bo", "nganh", "uong", "huyen"}:
            return False
        if tokens[last - 1].word == "bo" and (not self._capital(last - 1) or self._starts_name(last - 1)):
            return False
        if last < len(tokens) and tokens[last].word == "." and tokens[first].word == "tp":
            last += 1
        if last >= len(tokens):
            return True
        after = tokens[last].word
        if after in lexicon.own_not_before or (after in {",", "/", "-"} and self._level_follows(last + 1)):
            return False
        return not (self._capital(last) and last - first <= 2 and self._starts_name(last))

    def _level_follows(self, index: int) -> bool:
        return index < len(self.text.tokens) and self.text.tokens[index].word in {"huyen", "thanh", "xa", "quan", "tp"}

    def _starts_name(self, index: int) -> bool:
        limit = min(len(self.text.tokens), index + LONGEST_NAME)
        found = longest(self.text, self.names.tree, index, limit)
        return (found is not None and bool(found[1].code)) or self._capital(index + 1)

    def _district(self, index: int) -> int | None:
        """Return the end of "huyện Kỳ Anh", "Quận 1", "thành phố Vinh"; None where no part of a province is named."""
        text, tokens = self.text, self.text.tokens
        head = self.lexicon.district_heads.at(text, index, index + 3)
        if head is None:
            return None
        last = head[0]
        if last < len(tokens) and tokens[last].word == "." and tokens[index].word == "tp":
            last += 1
        if last >= len(tokens):
            return None
        if tokens[last].kind == NUMBER and tokens[index].word in {"quan", "phuong"} and len(tokens[last].word) <= 2:
            return last + 1
        if tokens[index].word in _ALIKE and self._written(index).isascii():
            return None
        if not self._capital(last) or (self._written(last).isupper() and len(self._written(last)) > 1):
            return None
        if tokens[index].word in {"thanh", "tp"}:
            found = longest(text, self.names.tree, last, min(len(tokens), last + LONGEST_NAME))
            if found is not None and found[1].kind:
                return None
        end = last
        while end < last + 4 and self._capital(end):
            end += 1
        return end

    def _named_before(self, index: int, start: int) -> int:
        """Return where the name in "Huong Hoa district" begins; ``index`` itself where there is none."""
        first = index
        while first > max(start, index - 4) and self._capital(first - 1):
            first -= 1
        # the lone first word of a sentence is as likely "Each"
        return index if first == start and index - first == 1 else first

    def _ministries(self, index: int, count: int) -> list[Mention]:
        """Return the ministries of "các bộ: Công an, Tư pháp" that begins at ``index``."""
        tokens = self.text.tokens
        at = index + (tokens[index].word == "cac")
        if at >= count or tokens[at].word != "bo" or self._written(at).lower() not in {"bộ", "bọ", "bo"}:
            return []
        at += 1
        if at < count and tokens[at].word == ":":
            at += 1
        if at >= count or not self._capital(at):
            return []
        found = longest(self.text, self.names.bodies, at, min(count, at + LONGEST_NAME))
        if found is None:
            return []
        first = Mention(at, found[0], found[1].code, "ministry", None)
        return [first, *self._more(found[0])]

    def _more(self, last: int) -> list[Mention]:
        """Return the ministries that a list goes on with behind ``last``, without the word "Bộ"."""
        text, tokens = self.text, self.text.tokens
        found: list[Mention] = []
        while last + 1 < len(tokens):
            at = last + 1
            if tokens[last].word not in {",", "va", ";", "&"}:
                break
            if tokens[at].word == "va":
                at += 1
            if at >= len(tokens) or not self._capital(at):
                break
            hit = longest(text, self.names.bodies, at, min(len(tokens), at + LONGEST_NAME))
            if hit is None:
                break
            found.append(Mention(at, hit[0], hit[1].code, "ministry", None))
            last = hit[0]
        return found
