"""Bytes that were good, made bad: bits, cuts, splices, and inside archives the same with the members."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

WORDS = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b'"', b",", b";", b"\t", b"{", b"[", b"]", b"}", b"<", b">", b"&",
    b"%", b"\xed\xa0\x80", b"\x1b[2J", b"\xe2\x80\xae", b"-1", b"1e999999999", b"NaN", b"Infinity",
    b"\x7f\xff\xff\xff", b"\0\0\0\0",
    b"\xff\xff\xff\xff", b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"endobj", b"stream",
    b"/Kids", b"0 0 R", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PAR1", b"=cmd|' /C calc'!A0",
    b"\\u0000", b"\\ud800",
    b"9" * 400, b"(" * 300, b"[" * 300,
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` with one to eight changes; of an archive mostly its members change."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _archive(data, chance)
    held = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        _change(held, chance)
    return bytes(held)


def _change(held: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(held) + 1)
    size = min(chance.choice((1, 1, 2, 4, 16, 200)), len(held) - at)
    kind = chance.randrange(7)
    if kind == 0 and size:
        held[at] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del held[at : at + size]
    elif kind == 2:
        held[at:at] = chance.choice(WORDS)
    elif kind == 3:
        held[at : at + size] = chance.choice(WORDS)
    elif kind == 4:
        held[at:at] = held[at : at + size] * chance.choice((1, 2, 50))
    elif kind == 5:
        other = chance.randrange(len(held) + 1)
        held[at : at + size] = held[other : other + size]
    elif chance.random() < 0.3:
        del held[at:]


def _archive(data: bytes, chance: random.Random) -> bytes:
    """Change members of an archive and write it anew, so that the readers of the members see them."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            wanted = chance.choice(names)
            for name in names:
                content = bytearray(old.read(name))
                if name == wanted:
                    for _ in range(chance.randint(1, 6)):
                        _change(content, chance)
                if name == wanted and chance.random() < 0.05:
                    continue
                new.writestr(name, bytes(content))
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError):
        return data
    written = bytearray(out.getvalue())
    if chance.random() < 0.2:
        _change(written, chance)
    return bytes(written)
