"""Which area a figure is of, with the words that say so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from egovcheck.prose.area_home import Home, Span, kind_of
from egovcheck.prose.area_lexicon import area_lexicon
from egovcheck.prose.area_lists import COUNTRY, MANY, joined, of_all
from egovcheck.prose.mention import Mention
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import NUMBER

WINDOW = 200
"""So many tokens on either side of a figure are looked at; a sentence without end must not cost its square."""

_PLAIN: frozenset[str | None] = frozenset({None, "system"})
_LOCAL = frozenset({"institution", "person", "speaker"})
_HEAVY = frozenset({",", ";", ":", "(", ")", "[", "]"})
_BREAKS = frozenset({";", "(", ")", "[", "]"})


def area_for(  # noqa: PLR0917 - where a figure is and what is known of its text; called in one place
    text: Text,
    mentions: Sequence[Mention],
    home: Home | None,
    figure_first: int,
    figure_last: int,
    kinds: Collection[str] | None,
) -> tuple[str | None, Span | None]:
    """Return the area of the figure at tokens ``figure_first`` to before ``figure_last``, and the tokens that say so.

    Looked at are the name it stands right behind, its clause, its sentence, the sentences before it in its paragraph,
    the heading above, and at last the area of the text. ``kinds`` are those of areas that may be meant, None is any.
    A code of None with a span is an area that the catalogue does not have, or one of several in a list.
    """
    choice = _Choice(text, mentions, home, kinds)
    sentence = text.sentence_of(figure_first)
    for found in choice.candidates(sentence, figure_first, figure_last):
        if found is not None:
            return found
    return choice.at_last()


def _first(mention: Mention) -> int:
    return mention.first


class _Choice:
    """The choice among the mentions of a text for one figure."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], home: Home | None, kinds: Collection[str] | None
    ) -> None:
        self.text, self.mentions, self.home, self.kinds = text, mentions, home, kinds

    def candidates(self, sentence: int, first: int, last: int) -> Iterator[tuple[str | None, Span] | None]:
        """Yield what is found from near to far."""
        text = self.text
        low = max(text.sentences[sentence].first, first - WINDOW)
        high = min(text.sentences[sentence].last, last + WINDOW)
        here = self._between(low, high)
        yield self._direct(here, first) or self._direct_behind(here, last)
        for borders in (_HEAVY, _BREAKS):
            left, right = self._clause(low, high, first, last, borders)
            yield self._nearest([m for m in here if left <= m.first and m.last <= right], first, last, near=True)
        yield self._nearest(here, first, last, near=False)
        yield self._local(here) or self._national(here)
        paragraph = text.sentences[sentence].paragraph
        for before in range(sentence - 1, max(-1, sentence - 12), -1):
            held = text.sentences[before]
            if held.paragraph != paragraph:
                break
            there = self._between(max(held.first, held.last - WINDOW), held.last)
            yield self._subject(there) or self._local(there) or self._national(there)
        yield self._headings(sentence)

    def at_last(self) -> tuple[str | None, Span | None]:
        """Return the area of the text, as far as the kinds allow it; of a province's text its country."""
        if self.home is None:
            return None, None
        code, span = self.home
        kind = kind_of(code)
        if self.kinds is None or kind in self.kinds:
            return code, span
        if "country" in self.kinds and code.startswith("VN"):
            return COUNTRY, span
        return None, None

    def _between(self, first: int, last: int) -> list[Mention]:
        at = bisect_left(self.mentions, first, key=_first)
        found = []
        while at < len(self.mentions) and self.mentions[at].first < last:
            found.append(self.mentions[at])
            at += 1
        return found

    def _fits(self, mention: Mention) -> bool:
        if not mention.code and mention.kind == "ministry" and not self._of_home("ministry"):
            return False
        if self.kinds is None:
            return mention.code not in MANY or mention.role is None
        if mention.code in MANY and mention.role is None:
            return "country" in self.kinds
        if mention.kind in {"district", "agency"}:
            return "province" in self.kinds or "ministry" in self.kinds
        return mention.kind in self.kinds

    def _code(self, mention: Mention) -> str | None:
        """Return the code of a mention; "tỉnh" is the province of the text, all provinces are the country."""
        if mention.code in MANY:
            return COUNTRY
        if mention.code or mention.kind not in {"province", "ministry"} or self.home is None:
            return mention.code or None
        return self.home[0] if self._of_home(mention.kind) else None

    def _of_home(self, kind: str) -> bool:
        return self.home is not None and kind_of(self.home[0]) == kind

    def _answer(self, mention: Mention) -> tuple[str | None, Span]:
        return self._code(mention), (mention.first, mention.last)

    def _direct(self, here: Sequence[Mention], first: int) -> tuple[str | None, Span] | None:
        """Return the area whose name the figure stands right behind, in brackets or after "is"."""
        linking = area_lexicon().between_name_and_figure
        for mention in reversed([m for m in here if m.last <= first]):
            if mention.role not in {None, "compared", "system"} or not self._fits(mention):
                return None
            words = self.text.words(mention.last, first)
            if len(words) <= 5 and all(word in linking for word in words):
                return self._answer(mention) if words or not self._in_list(mention, here, first) else None
            return None
        return None

    def _clause(self, low: int, high: int, first: int, last: int, borders: frozenset[str]) -> Span:
        """Return the part of the sentence between the signs around the figure; brackets before it are skipped."""
        tokens = self.text.tokens
        left, right, depth = low, high, 0
        for index in range(first - 1, low - 1, -1):
            word = tokens[index].word
            if word not in borders:
                continue
            if word == ")" and index > first - 40:
                depth += 1
            elif word == "(" and depth:
                depth -= 1
            elif not depth and word != ")" and not self._in_name(index):
                left = index + 1
                break
        for index in range(last, high):
            if tokens[index].word in borders and not self._in_name(index):
                right = index
                break
        return left, right

    def _in_name(self, index: int) -> bool:
        at = bisect_left(self.mentions, index + 1, key=_first) - 1
        return at >= 0 and index < self.mentions[at].last

    def _direct_behind(self, here: Sequence[Mention], last: int) -> tuple[str | None, Span] | None:
        """Return the area whose name stands right behind the figure: "thứ 3 là Huế"."""
        linking = area_lexicon().between_figure_and_name
        for mention in here:
            if mention.first >= last:
                words = self.text.words(last, mention.first)
                fits = mention.role in _PLAIN and self._fits(mention) and mention.kind not in {"group", "world"}
                if fits and len(words) <= 2 and all(word in linking for word in words):
                    return None if self._in_list(mention, here, last) else self._answer(mention)
                return None
        return None

    def _nearest(self, here: Sequence[Mention], first: int, last: int, *, near: bool) -> tuple[str | None, Span] | None:
        """Return the last area named before the figure, else the first behind it that has no figure of its own."""
        fitting = [m for m in here if m.role in _PLAIN and self._fits(m)]
        before = [m for m in fitting if m.last <= first]
        after = [m for m in fitting if m.first >= last and not self._has_figure(m)]
        held = self.text.sentences[self.text.sentence_of(first)].first
        if near or before or self._heavy(max(held, first - WINDOW), first):
            after = [m for m in after if not self._number_between(last, m.first)]
        chosen = before[-1] if before else after[0] if after else None
        if chosen is None:
            return None
        if before and after and self._number_between(chosen.last, first) and not self._heavy(last, after[0].first):
            chosen = after[0]
        if self._in_list(chosen, here, first):
            return None, (chosen.first, chosen.last)
        return self._answer(chosen)

    def _has_figure(self, mention: Mention) -> bool:
        """Say whether a number stands right behind a name, in brackets or after "with"."""
        linking = area_lexicon().between_name_and_figure
        for token in self.text.tokens[mention.last : mention.last + 4]:
            if token.kind == NUMBER:
                return True
            if token.word not in linking and token.word != ",":
                return False
        return False

    def _heavy(self, first: int, last: int) -> bool:
        return any(token.word in _HEAVY for token in self.text.tokens[first:last])

    def _number_between(self, first: int, last: int) -> bool:
        return any(token.kind == NUMBER for token in self.text.tokens[first:last])

    def _in_list(self, mention: Mention, here: Sequence[Mention], first: int) -> bool:
        """Say whether a figure behind or before a list would be of one of its members only by chance."""
        if not mention.code or mention.kind in {"group", "world"}:
            return False
        plain = [m for m in here if m.code and m.role is None and m.kind not in {"group", "world"}]
        at = plain.index(mention) if mention in plain else -1
        if at < 0:
            return False
        near = [plain[i] for i in ((at - 1,) if mention.last <= first else (at + 1,)) if 0 <= i < len(plain)]
        return any(
            other.code != mention.code
            and joined(self.text, min(other.last, mention.last), max(other.first, mention.first))
            and not self._number_between(min(other.last, mention.last), max(other.first, mention.first))
            for other in near
        )

    def _local(self, here: Sequence[Mention]) -> tuple[str | None, Span] | None:
        """Return the province of an institution or person that the sentence names, where it names one only."""
        if self.kinds is not None and "province" not in self.kinds:
            return None
        found = [m for m in here if m.role in _LOCAL and m.kind == "province"]
        codes = {self._code(m) for m in found}
        return self._answer(found[0]) if len(codes) == 1 and found else None

    def _national(self, here: Sequence[Mention]) -> tuple[str | None, Span] | None:
        """Return the country where its ministries and provinces are spoken of as a whole."""
        if self.kinds is not None and "country" not in self.kinds:
            return None
        for mention in here:
            if of_all(self.text, mention) or (mention.code == COUNTRY and mention.role == "place"):
                return COUNTRY, (mention.first, mention.last)
        return None

    def _subject(self, here: Sequence[Mention]) -> tuple[str | None, Span] | None:
        """Return what an earlier sentence is about: the first area that it names, no list."""
        fitting = [m for m in here if m.role in _PLAIN and self._fits(m)]
        if not fitting or self._in_list(fitting[0], here, 0):
            return None
        return self._answer(fitting[0])

    def _headings(self, sentence: int) -> tuple[str | None, Span] | None:
        """Return the area of the nearest heading above that names one."""
        text = self.text
        for before in range(sentence - 1, max(-1, sentence - 40), -1):
            if text.role_of(before) == "heading":
                held = text.sentences[before]
                if found := self._subject(self._between(held.first, held.last)):
                    return found
        return None
