"""All times of a text as they are written, with the words before them: "so với", "tính đến", "từ … đến"."""

from __future__ import annotations

import re

from egovcheck.prose.text import Text
from egovcheck.prose.times.cores import Words, core_at, stands_alone
from egovcheck.prose.times.found import Found
from egovcheck.prose.times.lexicon import Phrases
from egovcheck.records.names import spelt_like

_LOOK_BACK = 8
"""So many words may stand between "so với" and the time of what is compared with."""
_NO_SIDE = {"span", "clock", "weekday", "same", "ytd", "century", "opaque", "edition"}
_MORE_PARTS = re.compile(
    r"(?:(?:, va|,|va|and|&) (?:1[0-2]|0?[1-9]|iv|i{1,3}) ){1,11}(?:/|-|nam|cua nam|of) (?P<year>(?:19|20|21)[0-9]{2}) "
)
_CLAUSE = {",", ";", ".", ":", "(", ")", "!", "?"}


def scan(text: Text) -> list[Found]:
    """Return the times of all paragraphs of a text, in order."""
    found: list[Found] = []
    for index, paragraph in enumerate(text.paragraphs):
        words = Words.of(text, paragraph.first, paragraph.last, index)
        found += _Paragraph(words).times()
    return found


class _Paragraph:
    """Looks for the times of one paragraph."""

    def __init__(self, words: Words) -> None:
        self._words, self._lexicon = words, words.lexicon
        self._floor = self._floor_of_clock = 0
        self._times: list[Found] = []

    def times(self) -> list[Found]:
        known = self._lexicon.by_word
        words = self._words.words
        for index, word in enumerate(words):
            if index >= self._floor and (word in known or (word[0].isdigit() and self._may_begin(index))):
                self._try(index)
        self._pair_years()
        return self._times

    def _may_begin(self, index: int) -> bool:
        """Say whether a number could begin a time: most are figures."""
        words = self._words.words
        word = words[index]
        if index > 1 and words[index - 1] in {"/", "-"} and words[index - 2][0].isdigit():
            # behind "07:30 - " stands a day
            return bool(self._times) and self._times[-1].kind == "clock" and self._floor == index - 1
        if len(word) == 4 or "." in word:
            return True
        following = words[index + 1] if index + 1 < len(words) else ""
        return len(word) < 4 and (following in self._lexicon.number_followers)

    def _try(self, index: int) -> None:
        core = core_at(self._words, index)
        if core is None:
            return
        found, end = core
        if found.kind == "same":
            end = self._same(found, end)
        end = self._range(found, index, end)
        cue = self._before(found, index)
        if found.bare and not (cue or self._named_year(found, index, end)):
            return
        if found.bare and found.kind in {"year", "edition"} and not stands_alone(self._words, end, cue=cue):
            return
        if found.kind == "clock":
            self._floor_of_clock = self._floor
        self._floor = end
        self._times.append(found)
        if found.kind in {"year", "edition"} and found.edge is None and found.end is None and found.year:
            self._more_years(found, end)
        elif found.kind in {"quarter", "month"} and found.end is None and not found.printed:
            self._more_parts(found, end)

    def _same(self, found: Found, end: int) -> int:
        """Read the month or quarter behind "cùng kỳ"; return the word behind it."""
        if found.year is None and found.shift is None and end < len(self._words.words):
            core = core_at(self._words, end)
            if core is not None and core[0].printed and core[0].kind in {"month", "quarter", "half", "day", "months"}:
                other = core[0]
                found.kind, found.year, found.printed = other.kind, other.year, True
                found.month, found.months, found.day, found.last_day = (
                    other.month,
                    other.months,
                    other.day,
                    other.last_day,
                )
                found.last = other.last
                end = core[1]
            found.relation = "same-period"
        found.relation = "same-period"
        return end

    def _phrase(self, phrases: Phrases, first: int, last: int) -> str | None:
        """Return what the words ``first`` to before ``last`` say, if they are such a phrase and spelt like it."""
        said = phrases.get(tuple(self._words.words[first:last]))
        if said is None or last > len(self._words.words):
            return None
        written = " ".join(self._words.raw(index) for index in range(first, last))
        return said[0] if written.isascii() or spelt_like(written.replace("–", "-"), said[1]) else None

    def _range(self, found: Found, index: int, end: int) -> int:
        """Read the other side of a range; return the word behind it."""
        if found.kind in _NO_SIDE or found.kind in {"as_of", "range", "days"}:
            return end
        for count in range(self._lexicon.longest, -1, -1):
            joiner = self._phrase(self._lexicon.joiners, end, end + count) if count else "now"
            if joiner is None or joiner == "list":
                continue
            if joiner == "pair" and (not index or self._words.words[index - 1] not in {"between", "giua"}):
                continue
            start = self._skip(end + count) if count else end
            core = core_at(self._words, start) if start < len(self._words.words) else None
            if core is None or core[0].kind in _NO_SIDE or (core[0].kind == "as_of") != (joiner == "now"):
                continue
            other, behind = core
            if other.bare and not stands_alone(self._words, behind, cue=joiner != "now"):
                continue
            found.bare = found.bare and joiner != "pair" and not other.printed
            found.end, found.last = other, other.last
            other.bare = False
            found.printed = found.printed or other.printed
            return behind
        return end

    def _skip(self, index: int) -> int:
        for count in (2, 1):
            if self._phrase(self._lexicon.fillers, index, index + count) and not self._begins(index):
                return index + count
        return index

    def _begins(self, index: int) -> bool:
        return core_at(self._words, index) is not None

    def _before(self, found: Found, index: int) -> bool:
        """Read the words before a time; say whether they make a time of a bare number."""
        if found.kind in {"span", "clock", "weekday"}:
            return False
        start, core, cue = self._clock(index), index, False
        core = start
        relation: str | None = None
        for _ in range(4):
            step = self._step(start)
            if step is None:
                break
            part, said, count = step
            if part == "edge":
                if found.edge or found.kind not in {"month", "quarter", "year", "half"}:
                    break
                found.edge = said
                core, cue = start - count, True
            elif part == "relation":
                cue = True
                if said != "in":
                    relation = said
                    core = start - count
            start -= count
            if relation:
                break
        found.first = self._words.places[core]
        found.core = self._words.places[index]
        found.topic = start == 0 or self._words.words[start - 1] in {".", ":", ";", "•"}
        ranged = found.end is not None or found.kind == "range"
        if relation == "since" and ranged:
            relation = None
        elif relation == "since" and found.context:
            relation = "base"  # "up 5 percent from a year earlier"
        found.relation = found.relation or relation or self._compared(index)
        if found.relation == "reach" and found.kind == "as_of":
            found.relation = None
        return cue

    def _clock(self, index: int) -> int:
        """Take a clock time before a day to it, "17 giờ ngày 14/8"; return the word that both begin with."""
        clock = self._times[-1] if self._times else None
        if clock is None or clock.kind != "clock" or clock.last != self._words.places[index]:
            return index
        self._times.pop()
        start = index - (clock.last - clock.first)
        self._floor = self._floor_of_clock
        return start

    def _step(self, start: int) -> tuple[str, str, int] | None:
        lexicon = self._lexicon
        for count in range(min(lexicon.longest, start - self._floor), 0, -1):
            for part, phrases in (
                ("relation", lexicon.relations),
                ("edge", lexicon.edges),
                ("filler", lexicon.fillers),
            ):
                said = self._phrase(phrases, start - count, start)
                if said is not None:
                    return part, said, count
        return None

    def _compared(self, index: int) -> str | None:
        """Say "base" where the clause compares with what this time is of: "so với vị trí 88 năm 2018"."""
        words = self._words.words
        for start in range(index - 1, max(self._floor, index - _LOOK_BACK) - 1, -1):
            if words[start] in _CLAUSE:
                return None
            for count in (2, 1):
                if self._phrase(self._lexicon.relations, start, start + count) == "base":
                    return "base"
        return None

    def _named_year(self, found: Found, index: int, end: int) -> bool:
        """Say whether a bare year stands behind the name of what appears yearly, or alone in brackets."""
        words = self._words
        if found.kind != "year" or not index:
            return bool(found.end and found.kind == "year")
        before, behind = words.words[index - 1], words.words[end] if end < len(words.words) else ""
        if before == "(":
            return behind in {")", ":", ",", ";"}
        raw = words.raw(index - 1)
        two = f"{words.words[index - 2]} {before}" if index > 1 else before
        if not {before, two}.isdisjoint(self._lexicon.sets["editions"]) or (
            len(raw) > 1 and raw.isalpha() and raw.isupper()
        ):
            if found.end is None:
                found.kind = "edition"
            return True
        return behind == ":"

    def _more_years(self, found: Found, end: int) -> None:
        """Read "2019 và 2020" behind "năm 2018,"."""
        words, lexicon = self._words, self._lexicon
        while end + 1 < len(words.words):
            joiner = self._phrase(lexicon.joiners, end, end + 1)
            year = words.words[end + 1]
            if joiner not in {"list", "pair"} or len(year) != 4 or not year.isdigit() or not "1900" < year < "2200":
                return
            if not stands_alone(words, end + 2, cue=True) or words.words[end + 2 : end + 3] in (["-"], ["/"]):
                return
            place = words.places[end + 1]
            more = Found(place, place + 1, place, found.kind, year=int(year), printed=True, relation=found.relation)
            more.paragraph = found.paragraph
            self._times.append(more)
            end += 2
            self._floor = end

    def _more_parts(self, found: Found, end: int) -> None:
        """Read "II, III/2021" behind "quý I,", and "8/2021" behind "tháng 7 và"; the year is that of all."""
        words = self._words
        match = _MORE_PARTS.match(words.window(end))
        if match is None:
            return
        numbers = self._lexicon.numbers
        size = 3 if found.kind == "quarter" else 1
        found.year = int(match["year"])
        last = end + match[0].count(" ")
        for index in range(end, last):
            word = words.words[index]
            number = int(word) if word.isdigit() else numbers.get(word, 0)
            if not 1 <= number <= 12 // size:
                continue
            place = words.places[index]
            more = Found(place, place + 1, place, found.kind, size * (number - 1) + 1, size, year=found.year)
            more.relation, more.paragraph = found.relation, found.paragraph
            self._times.append(more)
        self._times[-1].last, self._times[-1].printed = words.places[last - 1] + 1, True
        self._floor = last

    def _pair_years(self) -> None:
        """Give "quý I" of "quý I và quý II/2021" its year."""
        for one, other in zip(self._times, self._times[1:], strict=False):
            between = [token.word for token in self._words.text.tokens[one.last : other.core]]
            alike = one.kind == other.kind != "same" and one.end is None and one.month <= other.month
            if one.year or one.shift is not None or not other.year or not alike:
                continue
            if between in (["va"], ["and"], ["&"], ["hoac"]) or (between == [","] and one.kind != "day"):
                one.year = other.year
