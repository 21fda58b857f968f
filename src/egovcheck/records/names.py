"""Names compared as people write them: without regard to case, diacritics, normal form or tone placement."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s\-–—_.,'’`()/&]+")
_OLD_TONE = re.compile(r"(?:o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![a-zà-ỹ])", re.IGNORECASE)


def fold(text: str) -> str:
    """Return ``text`` as it is compared: no diacritics, no case, one blank for every run of blanks and punctuation.

    Because every tone mark falls away, ``Hoà`` and ``Hòa``, NFC and NFD fold to the same string.
    """
    return _SEPARATORS.sub(" ", strip_marks(text)).strip()


def strip_marks(text: str) -> str:
    """Return ``text`` in lower case without diacritics; every other character stays."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


@lru_cache(maxsize=65_536)
def spelt_like(text: str, name: str) -> bool:
    """Say whether ``text``, which folds like ``name``, has no diacritic that ``name`` lacks in the same word.

    Lost diacritics are forgiven (``Ha Tinh``, ``Hà Tinh``), wrong ones are not: ``Hà Tỉnh`` is a misspelling of ``Hà
    Tĩnh``. Marks are compared word by word, so that it does not matter on which vowel a tone stands.
    """
    if text.isascii():
        return True
    words, official = _marks(text), _marks(name)
    return len(words) != len(official) or all(not (said - known) for said, known in zip(words, official, strict=True))


def _marks(text: str) -> list[Counter[str]]:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d\u0335").replace("Đ", "D\u0335"))
    words = _SEPARATORS.split(decomposed.strip())
    return [Counter(c for c in word if unicodedata.combining(c)) for word in words if word]


def oddly_written(text: str) -> str | None:
    """Say how a name departs from the spelling of official names: ``nfd``, ``old-tone``, or None where it does not.

    ``nfd`` are decomposed letters; ``old-tone`` is the tone of an open oa, oe, uy on its second vowel (Hoà), where
    official names have it on the first (Hòa).
    """
    if text.isascii():
        return None
    if unicodedata.normalize("NFC", text) != text:
        return "nfd"
    return "old-tone" if _OLD_TONE.search(text) else None


def nearest(wanted: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return up to ``count`` of the ``known`` names that are closest to ``wanted``, best first; ties by name."""
    import difflib  # noqa: PLC0415 - only wanted where something is misspelt

    names = {fold(name): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(fold(wanted), list(names), n=count, cutoff=0.6)
    return [names[name] for name in close]


def nearest_codes(wanted: str, known: Iterable[str]) -> list[str]:
    """Return the one or two codes that ``wanted`` was meant for, the likelier first, or none where there are more.

    A code was meant if it has the same letters and digits, or else if one of them, but not the first, is wrong,
    missing, too many or changed places with its neighbour. Of the numbered codes of provinces ``VN-99`` has six such
    neighbours and none is likelier than the others.
    """
    bare, parts = _bare(wanted), wanted.count("-")
    codes = {code: _bare(code) for code in sorted(known)}
    same = [code for code, letters in codes.items() if letters == bare]
    slips = (code for code, letters in codes.items() if code.count("-") == parts and _one_slip(bare, letters))
    close = same or list(slips)
    # letters in the wrong order are likelier than a wrong letter, and that the later it stands
    order = sorted(close, key=lambda c: (sorted(codes[c]) != sorted(bare), -_alike_before(bare, codes[c])))
    return order if len(order) <= 2 else []


def _bare(code: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def _alike_before(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _one_slip(one: str, other: str) -> bool:
    """Say whether two words differ by one letter put in, left out or replaced, or two swapped; never the first."""
    start = _alike_before(one, other)
    if not start or abs(len(one) - len(other)) > 1:
        return False
    a, b = one[start:], other[start:]
    if len(a) != len(b):
        return a[1:] == b or a == b[1:]
    return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
