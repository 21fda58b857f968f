"""Who is quoted as saying what a text states: "Theo Bộ Y tế, …", "Thủ tướng … nêu rõ …", "the ministry said"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.prose.mention import Mention
from egovcheck.prose.speaking import speaker_lexicon
from egovcheck.prose.text import Sentence, Text
from egovcheck.prose.tokens import BREAK, NUMBER, SIGN, WORD

NAME_WORDS = 30
"""No name of a speaker, with titles, has more tokens than this."""

_BEGINS = frozenset({",", ";", "(", "–", "-", ":", "“", '"'})
_INSIDE = frozenset({",", "-", "–", "&", ".", "/", "’", "'", "(", ")"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Tokens ``first`` to before ``last`` name who speaks; ``sentences`` are the tokens over which that holds.

    ``name`` is as printed, of a title alone ("Thủ tướng cho rằng") with the name that the text gave before.
    """

    first: int
    last: int
    name: str
    sentences: tuple[int, int]


def speakers(text: Text, mentions: Sequence[Mention]) -> list[Speaker]:
    """Return who speaks, in order; the tokens over which they hold do not overlap.

    A speaker holds for the sentence and for those after it in the paragraph, until another speaks, and for a next
    paragraph that goes on with "theo đó", "ông" and the like.
    """
    return _Quoting(text, mentions).speakers()


def speaker_of(speakers: Sequence[Speaker], token: int) -> Speaker | None:
    """Return the speaker of what stands at ``token``, or None where nobody is quoted."""
    at = bisect_right(speakers, token, key=lambda speaker: speaker.sentences[0]) - 1
    if at < 0 or token >= speakers[at].sentences[1]:
        return None
    return speakers[at]


class _Quoting:
    """The reading of one text."""

    def __init__(self, text: Text, mentions: Sequence[Mention]) -> None:
        self.text, self.lexicon = text, speaker_lexicon()
        self.mentions = mentions
        self.firsts = [mention.first for mention in mentions]
        self.starts = {mention.first: mention for mention in mentions}
        self.ends = {mention.last: mention for mention in mentions}
        self.full: dict[str, str] = {}

    def speakers(self) -> list[Speaker]:
        """Return the speakers of all sentences, each with the tokens over which it holds."""
        found: list[Speaker] = []
        open_until, before = -1, -1
        for sentence in self.text.sentences:
            spans = self._in(sentence)
            paragraph = self.text.paragraphs[sentence.paragraph]
            goes_on = paragraph.role == "body" and sentence.paragraph == before
            if not spans:
                if found and open_until >= 0 and (goes_on or self._anaphoric(sentence, before)):
                    said = found[-1]
                    found[-1] = Speaker(said.first, said.last, said.name, (said.sentences[0], sentence.last))
                    before = sentence.paragraph
                else:
                    open_until = -1
                continue
            for index, (first, last) in enumerate(spans):
                begin = sentence.first if index == 0 else first
                end = sentence.last if index + 1 == len(spans) else spans[index + 1][0]
                found.append(Speaker(first, last, self._name(first, last), (begin, end)))
            open_until, before = sentence.last, sentence.paragraph
        return found

    def _anaphoric(self, sentence: Sentence, before: int) -> bool:
        if sentence.paragraph != before + 1 or self.text.paragraphs[sentence.paragraph].role != "body":
            return False
        return self.lexicon.anaphora.at(self.text, sentence.first, sentence.last) is not None

    def _in(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the spans of those who are quoted in one sentence, in order."""
        tokens, beginnings = self.text.tokens, self.lexicon.beginnings
        spans: list[tuple[int, int]] = []
        for index in range(sentence.first, sentence.last):
            following = beginnings.get(tokens[index].word)
            if following is None:
                continue
            if "" not in following and (index + 1 == sentence.last or tokens[index + 1].word not in following):
                continue
            if (spans and index < spans[-1][1]) or self._inside(index):
                continue
            span = self._source(index, sentence) or self._who_says(index, sentence)
            if span is not None and (not spans or span[0] >= spans[-1][1]):
                spans.append(span)
        return spans

    def _inside(self, index: int) -> bool:
        """Say whether a token is part of a name: "Bộ Thông tin và Truyền thông" says nothing."""
        at = bisect_right(self.firsts, index) - 1
        return at >= 0 and index < self.mentions[at].last and index > self.mentions[at].first

    def _source(self, index: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return who is named behind "theo" or "báo cáo của" at ``index``."""
        text, tokens, lexicon = self.text, self.text.tokens, self.lexicon
        if index > sentence.first and tokens[index - 1].word not in _BEGINS and tokens[index - 1].word != "cung":
            return None
        limit = sentence.last
        if (theo := lexicon.according.at(text, index, limit)) is not None:
            at = theo[0]
            if (works := lexicon.works.at(text, at, limit)) is not None:
                at = works[0] if not self._titled(at) else at
        elif (alone := lexicon.works_alone.at(text, index, limit)) is not None:
            at = alone[0]
        else:
            return None
        if at >= limit or lexicon.not_speakers.at(text, at, limit) is not None:
            return None
        return self._named_at(at, limit)

    def _titled(self, index: int) -> bool:
        return self.lexicon.titles.at(self.text, index, index + 6) is not None

    def _named_at(self, at: int, limit: int) -> tuple[int, int] | None:
        """Return the span of the speaker whose name begins at token ``at``."""
        text = self.text
        mention = self.starts.get(at)
        if mention is not None and mention.kind in {"ministry", "province", "agency"}:
            return at, mention.last
        if (other := self.lexicon.others.at(text, at, limit)) is not None:
            return at, other[0]
        if not (self._capital(at) or self._titled(at)):
            return None
        end = at
        while end < min(limit, at + NAME_WORDS) and text.tokens[end].kind == WORD:
            word = text.tokens[end].word
            if (
                end > at
                and not self._capital(end)
                and (
                    text.slice(end, end + 1) in self.lexicon.name_ends
                    or (word in self.lexicon.beginnings and self.lexicon.verbs.at(text, end, limit) is not None)
                )
            ):
                break
            end += 1
            if end < limit and text.tokens[end].word in {"&", "-"} and end + 1 < limit:
                end += 1
        return (at, end) if end > at else None

    def _who_says(self, index: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return who stands before the verb of saying at ``index``, or behind it in English."""
        text, tokens, lexicon = self.text, self.text.tokens, self.lexicon
        verb = lexicon.verbs.at(text, index, sentence.last)
        if verb is None or self._capital(index):
            return None
        end = index
        while end > sentence.first and (between := lexicon.between.before(text, end, sentence.first)) is not None:
            end = between[0]
        if end <= sentence.first:
            return None
        if (person := self._person(end, sentence.first)) is not None:
            return person
        mention = self.ends.get(end)
        begin = None
        if mention is not None and mention.kind in {"ministry", "agency"} and mention.first >= sentence.first:
            begin = mention.first
        elif (other := lexicon.others.before(text, end, sentence.first)) is not None:
            begin = other[0]
        if begin is not None:
            # of "the report of the ministry published in May" it is not the ministry that speaks
            owned = begin > sentence.first and tokens[begin - 1].word in {"cua", "of"}
            return None if owned else (begin, end)
        if tokens[index].word in {"said", "added"} and verb[0] < sentence.last and self._titled(verb[0]):
            return self._named_at(verb[0], sentence.last)
        return None

    def _person(self, end: int, start: int) -> tuple[int, int] | None:
        """Return the span from a title to before ``end``: "ông Nguyễn Văn An, Giám đốc Sở Y tế"."""
        text, tokens, lexicon = self.text, self.text.tokens, self.lexicon
        begin = None
        index = end - 1
        while index >= max(start, end - NAME_WORDS):
            token = tokens[index]
            if token.kind in {BREAK, NUMBER} or (token.kind == SIGN and token.word not in _INSIDE):
                break
            if token.word in lexicon.title_words and (title := lexicon.titles.at(text, index, end)) is not None:
                begin = self._whole_title(index, start)
                index = begin
                if title[0] > end:
                    return None
            elif lexicon.verbs.at(text, index, end) is not None and not self._capital(index):
                break
            index -= 1
        if begin is None:
            return None
        return begin, end

    def _whole_title(self, index: int, start: int) -> int:
        """Return where a title begins of which one was found inside: "Phó Thủ tướng"."""
        longer = self.lexicon.titles.before(self.text, index + 1, start)
        return longer[0] if longer is not None else index

    def _capital(self, index: int) -> bool:
        return self.text.raw[self.text.tokens[index].start].isupper()

    def _name(self, first: int, last: int) -> str:
        """Return the name as printed, without the second of two offices; a title alone with the name given before."""
        text = self.text
        title = self.lexicon.titles.at(text, first, last)
        if title is None:
            return _short(text.slice(first, last))
        comma = next((i for i in range(first, last) if text.tokens[i].word == ","), last)
        printed = _short(text.slice(first, comma))
        if comma < last and not (self._capital(comma - 1) and self._capital(comma - 2)):
            run = last
            while run > comma + 1 and self._capital(run - 1) and text.tokens[run - 1].kind == WORD:
                run -= 1
            printed = f"{printed} {_short(text.slice(run, last))}" if run < last else printed
        key = " ".join(text.words(first, title[0]))
        if title[0] >= comma:
            return self.full.get(key, printed)
        called = text.tokens[comma - 1].word
        if comma - title[0] == 1:
            return self.full.get(f"{key} {called}", printed)
        self.full.setdefault(key, printed)
        self.full.setdefault(f"{key} {called}", printed)
        return printed


def _short(written: str) -> str:
    return " ".join(written.split())[:120]
