"""One sentence of a text as claims are looked for in it: its figures, and the words that it has of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from egovcheck.prose.claims.claim import Claim, ClaimKind, Stated
from egovcheck.prose.claims.wording import Mark, Scales
from egovcheck.prose.text import Text
from egovcheck.prose.tokens import BREAK, SIGN, WORD

YEAR = re.compile(r"(?:19|20)[0-9][0-9]")
_CLAUSES = frozenset(";:")


@dataclass(slots=True)
class Said:
    """Tokens ``first`` to before ``last``, the figures that stand in them, in order, and the marks found there.

    ``listed`` are the figures of the list that follows, where the sentence ends with a colon, and ``previous`` those of
    the sentence before in the same paragraph.
    """

    text: Text
    scales: Scales
    first: int
    last: int
    figures: Sequence[Stated]
    marks: Sequence[Mark]
    listed: Sequence[Stated] = ()
    previous: Sequence[Stated] = ()
    _by_section: dict[str, list[Mark]] = field(default_factory=dict)
    _beginning: dict[tuple[str, int], Mark] = field(default_factory=dict)
    _ending: dict[tuple[str, int], Mark] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mark in self.marks:
            self._by_section.setdefault(mark.section, []).append(mark)
            self._beginning.setdefault((mark.section, mark.first), mark)
            self._ending.setdefault((mark.section, mark.last), mark)

    def without(self, records: Collection[int]) -> Said:
        """Return the same without some of the figures."""
        if not records:
            return self
        kept = [s for s in self.figures if s.record not in records]
        return Said(self.text, self.scales, self.first, self.last, kept, self.marks, self.listed, self.previous)

    def of(self, section: str) -> list[Mark]:
        """Return the marks of a section, in order."""
        return self._by_section.get(section, [])

    def at(self, section: str, token: int) -> Mark | None:
        """Return the mark of a section that begins at a token."""
        return self._beginning.get((section, token))

    def before(self, section: str, token: int) -> Mark | None:
        """Return the mark of a section that ends right before a token."""
        return self._ending.get((section, token))

    def between(self, section: str, first: int, last: int) -> Mark | None:
        """Return the last mark of a section that lies within tokens."""
        marks = (self._beginning.get((section, token)) for token in range(last - 1, first - 1, -1))
        return next((mark for mark in marks if mark and mark.last <= last), None)

    def signs(self, first: int, last: int) -> set[str]:
        """Return the signs among tokens."""
        return {token.word for token in self.text.tokens[first:last] if token.kind == SIGN}

    def is_parted(self, first: int, last: int) -> bool:
        """Say whether a clause ends within tokens."""
        return not _CLAUSES.isdisjoint(self.signs(first, last))

    def since(self, first: int, last: int) -> tuple[str, int] | None:
        """Return the year that words such as "since 2014" among tokens name, and the token behind it."""
        for mark in self.of("since"):
            if first <= mark.first < last:
                for token in range(mark.last, min(mark.last + 3, self.last)):
                    if YEAR.fullmatch(self.text.tokens[token].word):
                        return self.text.tokens[token].word, token + 1
        return None

    def nearest(self, mark: Mark, wanted: Sequence[Stated], most: int = 16) -> Stated | None:
        """Return the figure nearest to a mark, in the same clause and at most so many tokens away.

        Where none is so near, or the sentence has no figures and speaks of those before it, it must be plain of which.
        """
        if not self.figures:
            return self._only(wanted)
        best: tuple[int, Stated] | None = None
        for stated in wanted:
            figure = stated.figure
            low, high = (mark.last, figure.first) if figure.first >= mark.last else (figure.last, mark.first)
            if high - low > most or self.is_parted(low, high):
                continue
            if best is None or high - low < best[0]:
                best = high - low, stated
        return best[1] if best else self._only(wanted)

    @staticmethod
    def _only(wanted: Sequence[Stated]) -> Stated | None:
        """Return the first of the figures where all are of one fact."""
        return wanted[0] if len({(s.indicator, s.area, s.period) for s in wanted}) == 1 else None

    def names_another(self, first: int, last: int, area: str | None = None) -> bool:
        """Say whether a word with a capital, but no abbreviation, stands among tokens: perhaps the name of somebody.

        The words of the name of ``area`` are those of nobody else.
        """
        raw, own = self.text.raw, self.scales.words_of(area)
        named = (token for token in self.text.tokens[first:last] if token.kind == WORD and token.word not in own)
        words = (raw[token.start : token.end] for token in named)
        return any(word[0].isupper() and (not word.isupper() or len(word) < 2) and word != "Index" for word in words)

    def levels(self) -> Iterator[Mark]:
        """Yield the names of levels; those of one word only where a word such as "group" stands beside them."""
        for mark in self.of("level"):
            alone = mark.last - mark.first == 1 or self.at("averages", mark.first)
            if not alone or self.before("level_words", mark.first) or self.at("level_words", mark.last):
                yield mark

    def claim(
        self,
        kind: ClaimKind,
        form: str,
        records: Sequence[Stated],
        first: int,
        last: int,
        *,
        value: int | Decimal | None = None,
        since: str | None = None,
        label: str | None = None,
    ) -> Claim:
        """Make a claim of the words from ``first`` to before ``last``."""
        tokens = self.text.tokens
        while last - 1 > first and tokens[last - 1].kind == BREAK:
            last -= 1
        words = {token.word for token in tokens[first:last]}
        if last < self.last and tokens[last].word == ")" and "(" in words and ")" not in words:
            last += 1
        return Claim(
            kind,
            form,
            tuple(stated.record for stated in records),
            " ".join(self.text.slice(first, last).split()),
            tokens[first].start,
            tokens[last - 1].end,
            None if value is None else Decimal(value),
            since,
            label,
        )
