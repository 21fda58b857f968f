"""Which encoding a file of text is in: read to its end, never guessed from its beginning.

UTF-8 is the rule; UTF-16 and UTF-32 are read where a byte order mark declares them. Of everything else the old
Vietnamese encodings are told apart by what their bytes would spell: the one under which most accented words are
Vietnamese syllables.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from egovcheck.sources.vietnamese import from_tcvn3, from_vni, from_windows_1258, is_syllable

BLOCK = 256 << 10
"""How many bytes are read at a time."""

_SAMPLE = 256 << 10
_WORD = re.compile(rb"[A-Za-z\xa1-\xff]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_ENOUGH = 0.6
"""The share of accented words that must be Vietnamese syllables; names and abbreviations make up the rest."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes become text: a Python codec, how many bytes of byte order mark to leave out, and what mends the result.

    ``convert`` gets whole lines. ``name`` is what people call the encoding.
    """

    name: str
    codec: str
    skip: int = 0
    errors: str = "strict"
    convert: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Detected:
    """The encoding of a file. ``wrong_line`` is the first physical line that is not as it should be, if any."""

    encoding: Encoding
    wrong_line: int | None = None


UTF_8 = Encoding("utf-8", "utf-8")
_DECLARED = (
    (codecs.BOM_UTF8, Encoding("utf-8", "utf-8", 3)),
    (codecs.BOM_UTF32_LE, Encoding("utf-32-le", "utf-32-le", 4)),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, Encoding("utf-32-be", "utf-32-be", 4)),
    (codecs.BOM_UTF16_LE, Encoding("utf-16-le", "utf-16-le", 2)),
    (codecs.BOM_UTF16_BE, Encoding("utf-16-be", "utf-16-be", 2)),
)
_VIETNAMESE = (
    Encoding("windows-1258", "cp1258", errors="replace", convert=from_windows_1258),
    Encoding("TCVN3 (ABC)", "cp1252", errors="replace", convert=from_tcvn3),
    Encoding("VNI", "cp1252", errors="replace", convert=from_vni),
)
_WESTERN = Encoding("windows-1252", "cp1252", errors="replace")
_UNKNOWN = Encoding("unknown", "cp1252", errors="replace")


def declared(head: bytes) -> Encoding:
    """Return the encoding that the byte order mark at the beginning of a file declares, or UTF-8."""
    return next((encoding for mark, encoding in _DECLARED if head.startswith(mark)), UTF_8)


def peek(head: bytes) -> str:
    """Return the beginning of a file as text for a look at its form; bytes that do not fit are replaced."""
    encoding = declared(head)
    return head[encoding.skip :].decode(encoding.codec, "replace")


def looks_like_text(head: bytes) -> bool:
    """Say whether the beginning of a file is text: a stray NUL byte is forgiven, many control characters are not."""
    encoding = declared(head)
    text = head.decode("latin-1") if encoding is UTF_8 else peek(head)
    controls = len(_CONTROLS.findall(text))
    return controls <= len(text) * (0.05 if controls > 8 else 0.3)


def detect(path: Path) -> Detected:
    """Return the encoding of the file at ``path``, read in blocks to its end."""
    with path.open("rb") as file:
        encoding = declared(file.read(4))
        wrong = _first_wrong_byte(file, encoding)
        if wrong is None:
            return Detected(encoding)
        line = _line_of(file, wrong, encoding)
        if encoding.codec != "utf-8":
            name = f"{encoding.name} with damaged bytes"
            return Detected(Encoding(name, encoding.codec, encoding.skip, "replace"), line)
        file.seek(max(encoding.skip, wrong - _SAMPLE // 4))
        return Detected(_undeclared(file.read(_SAMPLE), encoding.skip), line)


def _first_wrong_byte(file: BinaryIO, encoding: Encoding) -> int | None:
    """Return the offset of the first byte that does not decode, or None."""
    file.seek(encoding.skip)
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    position, pending = encoding.skip, 0
    while True:
        block = file.read(BLOCK)
        if block and not pending and encoding is UTF_8 and block.isascii():
            position += len(block)
            continue
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return position - pending + error.start
        if not block:
            return None
        position += len(block)
        pending = len(decoder.getstate()[0])


def _line_of(file: BinaryIO, offset: int, encoding: Encoding) -> int:
    r"""Return the physical line of a byte; ``\n``, ``\r\n`` and a lone ``\r`` each end a line."""
    file.seek(encoding.skip)
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    line, left, before = 1, offset - encoding.skip, ""
    while left > 0 and (block := file.read(min(BLOCK, left))):
        left -= len(block)
        text = before + decoder.decode(block)
        line += text.count("\n") + text.count("\r") - text.count("\r\n")
        # A carriage return at the end of a block is counted with what follows it.
        before = text[-1:] if text.endswith("\r") else ""
        line -= len(before)
    return line + len(before)


def _undeclared(sample: bytes, skip: int) -> Encoding:
    """Return the likeliest encoding of bytes that are not UTF-8."""
    replaced = sample.decode("utf-8", "replace")
    wrong = replaced.count("\N{REPLACEMENT CHARACTER}")
    if sum(not character.isascii() for character in replaced) - wrong >= wrong:
        return Encoding("UTF-8 with damaged bytes", "utf-8", skip, "replace")
    words = {word for word in _WORD.findall(sample) if not word.isascii()}
    score, best = max(
        ((_share(words, encoding), encoding) for encoding in _VIETNAMESE),
        key=lambda scored: scored[0],
        default=(0, None),
    )
    if best is not None and score >= _ENOUGH:
        return best
    text = sample.decode("cp1252", "replace")
    odd = sum(not (c.isascii() or c.isalpha() or c in "–—‘’“”…\xa0€«»°") for c in text)
    return _WESTERN if odd * 10 <= sum(not c.isascii() for c in text) else _UNKNOWN


def _share(words: set[bytes], encoding: Encoding) -> float:
    convert = encoding.convert or str
    spelt = (convert(word.decode(encoding.codec, encoding.errors)) for word in words)
    return sum(map(is_syllable, spelt)) / len(words) if words else 0.0
