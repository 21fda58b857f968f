"""From the words of a form to a time: which day, month, quarter or year it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from egovcheck.prose.text import Text
from egovcheck.prose.times.found import Found
from egovcheck.prose.times.lexicon import Entry, TimeLexicon, load_times
from egovcheck.prose.times.notation import NUMBER_FIRST, Form
from egovcheck.records.names import spelt_like

WINDOW = 18
"""A form is looked for in so many words; none is longer."""
_SAME_SIGN = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"}


@lru_cache(maxsize=65536)
def _spelt(word: str, spellings: frozenset[str]) -> bool:
    return any(spelt_like(word, spelling) for spelling in spellings)


@dataclass(slots=True)
class Words:
    """The words of a paragraph without its line breaks; ``places`` are their tokens."""

    text: Text
    paragraph: int
    places: list[int]
    words: list[str]
    lexicon: TimeLexicon

    @classmethod
    def of(cls, text: Text, first: int, last: int, paragraph: int) -> Words:
        """Take the tokens ``first`` to before ``last``; a word or number that no time could hold is cut short."""
        tokens = text.tokens
        places = [place for place in range(first, last) if tokens[place].kind != "b"]
        same = _SAME_SIGN
        words = [same.get(word, word) if len(word) < 12 else word[:12] for word in (tokens[p].word for p in places)]
        return cls(text, paragraph, places, words, load_times())

    def raw(self, index: int) -> str:
        """Return a word as it stands."""
        token = self.text.tokens[self.places[index]]
        return self.text.raw[token.start : token.end]

    def spelt(self, first: int, last: int, form: Form) -> bool:
        """Say whether no word from ``first`` to before ``last`` has diacritics that its form does not have."""
        spellings = form.spellings
        for index in range(first, last):
            known = spellings.get(self.words[index])
            if known is not None:
                raw = self.raw(index)
                if not raw.isascii() and not _spelt(raw, known):
                    return False
        return True

    def among(self, index: int, name: str) -> bool:
        """Say whether a word is one of a set, and spelt like it; there may be no such word."""
        if not 0 <= index < len(self.words):
            return False
        known = self.lexicon.sets[name].get(self.words[index])
        return known is not None and _spelt(self.raw(index), known)

    def window(self, index: int) -> str:
        """Return the next words, with a blank behind each."""
        return " ".join(self.words[index : index + WINDOW]) + " "


def core_at(words: Words, index: int) -> tuple[Found, int] | None:
    """Return the time that begins with a word and the word behind it; the longest form that fits wins."""
    word = words.words[index]
    candidates = words.lexicon.by_word.get(NUMBER_FIRST if word[0].isdigit() else word)
    if candidates is None:
        return None
    window = words.window(index)
    if candidates.any_of.match(window) is None:
        return None
    fitting = []
    for order, entry in enumerate(candidates.entries):
        if match := entry.form.pattern.match(window):
            fitting.append((match.end(), not entry.bare, -order, entry, match))
    for _, _, _, entry, match in sorted(fitting, key=lambda fit: fit[:3], reverse=True):
        end = index + match[0].count(" ")
        if words.spelt(index, end, entry.form):
            core = _core(words, index, entry, match)
            if core is not None:
                return core
    return None


def _core(words: Words, index: int, entry: Entry, match: re.Match[str]) -> tuple[Found, int] | None:
    end = index + match[0].count(" ")
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    found = Found(
        words.places[index],
        words.places[end - 1] + 1,
        words.places[index],
        entry.kind,
        shift=entry.shift,
        month_shift=entry.month_shift,
        day_shift=entry.day_shift,
        context=entry.context,
        edge=entry.edge,
        bare=entry.bare or (entry.kind == "month" and "en" in said),
        paragraph=words.paragraph,
    )
    _dotted(said)
    if not _part(found, entry, said, words.lexicon):
        return None
    if "y" in said:
        found.year, found.printed = int(said["y"]), True
    if found.kind == "range":
        found.last_year = int(said["y2"])
        if not int(said["y"]) < found.last_year < int(said["y"]) + 60:
            return None
    if entry.tail and found.year is None:
        end = _tail(words, end, found)
    if found.printed and found.kind == "month":
        found.bare = False
    if (
        (entry.year and not found.printed)
        or _blocked(words, index, end, found)
        or _misread(words, index, found, said, end)
    ):
        return None
    return found, end


def _dotted(said: dict[str, str]) -> None:
    if dotted := said.get("dmy") or said.get("dm") or said.get("my"):
        parts = dotted.split(".")
        if "my" not in said:
            said["d"] = parts.pop(0)
        said["m"] = parts.pop(0)
        if parts:
            said["y"] = parts[0]


def _part(found: Found, entry: Entry, said: dict[str, str], lexicon: TimeLexicon) -> bool:
    """Set month, months and day; False where there is no such part of a year."""
    kind = found.kind

    def number(name: str) -> int:
        word = said[name]
        return int(word) if word.isdigit() else lexicon.numbers[word]

    if entry.month_shift is not None:
        found.months = 1
    elif entry.part:
        found.month, found.months = entry.part
    elif kind in {"day", "days", "month"} and entry.day_shift is None:
        found.month = lexicon.months[said["en"]] if "en" in said else number("mw" if "mw" in said else "m")
        found.months = number("m2") - found.month + 1 if "m2" in said else 1
        if kind != "month":
            found.day = int(said["d"])
            found.last_day = int(said.get("d2", said["d"]))
            return found.day <= found.last_day <= 31 and 1 <= found.month <= 12 and found.day > 0
    elif kind == "quarter":
        found.month, found.months = 3 * number("q") - 2, 3
    elif kind in {"months", "quarters", "last_months"}:
        found.months = number("n") * (3 if kind == "quarters" else 1)
        if kind == "last_months":
            found.month = 13 - found.months
    return 1 <= found.month <= 12 and 1 <= found.months <= 13 - found.month


def _tail(words: Words, end: int, found: Found) -> int:
    """Read a year behind the form; return the word behind it."""
    window = words.window(end)
    for meaning, form in words.lexicon.tails:
        match = form.pattern.match(window)
        if match is None:
            continue
        last = end + match[0].count(" ")
        if not words.spelt(end, last, form):
            continue
        if meaning == "printed":
            loose = window[0].isdigit() or (window.startswith((", 1", ", 2")) and found.kind != "day")
            if loose and words.words[end - 1] != "nam" and not stands_alone(words, last):
                continue
            found.year, found.printed = int(match["y"]), True
        elif meaning == "same":
            found.same_year = True
        else:
            found.shift = 0 if meaning == "this" else -1
            found.context = meaning == "before"
        found.last = words.places[last - 1] + 1
        return last
    return end


def stands_alone(words: Words, index: int, *, cue: bool = False) -> bool:
    """Say whether the word at ``index`` cannot be what a number before it counts.

    Behind a word of time (``cue``) only words that are counted often are refused, else all but a few small words.
    """
    if index >= len(words.words):
        return True
    if cue:
        return not words.among(index, "counted")
    return not words.raw(index)[0].islower() or words.among(index, "after_year")


def _blocked(words: Words, index: int, end: int, found: Found) -> bool:
    """Say whether the words around the form make something else of it: a rate, a rank, a name."""
    before = words.words[index - 1] if index else ""
    behind = words.words[end] if end < len(words.words) else ""
    first, kind = words.words[index], found.kind
    if kind in {"month", "year", "quarter"} and words.among(index - 1, "no_time_before"):
        return True
    if first == "nam" and words.raw(index).isascii() and words.among(index - 1, "no_year_before"):
        return True
    if kind == "quarter" and not found.printed and behind == "/":
        return True
    if kind == "span":
        return words.among(index - 1, "no_span_before")
    if kind == "as_of":
        return first == "hien" and words.among(index - 1, "no_now_before")
    if kind == "day" and found.bare:
        fraction = before == "/" or behind in {"/", "%"}
        return fraction or words.among(index - 1, "no_day_before") or words.among(end, "no_day_after")
    return False


def _misread(words: Words, index: int, found: Found, said: dict[str, str], end: int) -> bool:
    """Say whether a month is none: "17/2020/QĐ-UBND", "may", "thang sau"."""
    if found.kind != "month":
        return False
    before = words.words[index - 1] if index else ""
    behind = words.words[end] if end < len(words.words) else ""
    if said.get("mw") == "sau" and not found.printed and words.raw(index + 1).isascii():
        return True  # June, or the month to come
    if words.words[index][0].isdigit():
        return before == "/" or words.among(index - 1, "numbered") or behind in {"/", "-"}
    if "en" in said and words.raw(index)[0].islower():
        return True
    return before[:1].isdigit() and behind == "ngay"
