"""Files of text in blocks that end where a line ends, so that memory stays bounded whatever the file holds."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from egovcheck.sources.encodings import BLOCK, Encoding

MAX_LINE = 8 << 20
"""Characters of one physical line; a longer one is left out and reported."""

Block = str | None
"""Some whole lines; None stands for one line that is too long to be held."""


def read_blocks(path: Path, encoding: Encoding) -> Iterator[Block]:
    """Yield the text at ``path``; every block but the last ends with a line end."""
    with path.open("rb") as file:
        file.seek(encoding.skip)
        for block in _aligned(_pieces(file, encoding)):
            yield encoding.convert(block) if block and encoding.convert else block


def read_whole(path: Path, encoding: Encoding) -> str:
    """Return the text at ``path`` in one piece."""
    text = path.read_bytes()[encoding.skip :].decode(encoding.codec, encoding.errors)
    return encoding.convert(text) if encoding.convert else text


def physical_lines(blocks: Iterable[Block]) -> Iterator[str | None]:
    r"""Yield single lines with their ends: ``\n``, ``\r\n`` or a lone ``\r``. None is a line that is too long."""
    for block in blocks:
        if block is None:
            yield None
        else:
            yield from io.StringIO(block, newline="")


def _pieces(file: BinaryIO, encoding: Encoding) -> Iterator[str]:
    r"""Yield decoded text; no piece ends between ``\r`` and ``\n``."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(encoding.errors)
    carry = ""
    while data := file.read(BLOCK):
        text = carry + decoder.decode(data)
        carry = "\r" if text.endswith("\r") else ""
        if carry:
            text = text[:-1]
        if text:
            yield text
    text = carry + decoder.decode(b"", final=True)
    if text:
        yield text


def _aligned(pieces: Iterator[str]) -> Iterator[Block]:
    held: list[str] = []
    length = 0
    skipping = False
    for text in pieces:
        piece = text
        if skipping:
            begin = _first_line_end(piece)
            if not begin:
                continue
            piece = piece[begin:]
            skipping = False
        cut = max(piece.rfind("\n"), piece.rfind("\r")) + 1
        if cut:
            yield "".join((*held, piece[:cut]))
            held, length = [], 0
        held.append(piece[cut:])
        length += len(piece) - cut
        if length > MAX_LINE:
            yield None
            held, length, skipping = [], 0, True
    if length:
        yield "".join(held)


def _first_line_end(text: str) -> int:
    """Return the index after the first line end, or 0 where there is none."""
    ends = [index for index in (text.find("\n"), text.find("\r")) if index >= 0]
    if not ends:
        return 0
    first = min(ends)
    return first + (2 if text.startswith("\r\n", first) else 1)
