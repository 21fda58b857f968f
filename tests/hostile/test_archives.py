"""Archives and documents that grow, loop or lie: refused in bounded time and memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.hostile.reading import read_bytes
from tests.hostile.seeds import FORMATS, seed

PACKED = [name for name in FORMATS if seed(name).startswith(b"PK")]
MEMORY = 400 << 20
"""Bytes that Python may hold while one hostile archive is read."""


def rebuilt(name: str, change) -> bytes:
    """Return the good archive with each member as ``change(name, content)`` has it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed(name))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
    return out.getvalue()


def largest(name: str, change):
    """Return the good archive with only its largest part of XML changed."""
    with zipfile.ZipFile(io.BytesIO(seed(name))) as old:
        parts = [one for one in old.infolist() if one.filename.endswith(".xml")]
        wanted = max(parts, key=lambda one: one.file_size).filename
    return rebuilt(name, lambda member, content: change(content) if member == wanted else content)


def xml_members(change):
    return lambda member, content: change(content) if member.endswith((".xml", ".rels")) else content


def after_declaration(content: bytes, added: bytes) -> bytes:
    end = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    return content[:end] + added + content[end:]


LAUGHS = b"<!DOCTYPE x [<!ENTITY a '" + b"ha" * 50 + b"'>" + b"".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>".encode() for n in range(8)
) + b"]>"  # fmt: skip
EXTERNAL = b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]>"


def stored(content: bytes) -> bytes:
    """Put the central directory's sizes to a lie: everything claims to unpack to ten bytes."""
    data, at = bytearray(content), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 10)
        at += 4
    return bytes(data)


def overlapping(content: bytes) -> bytes:
    """Let all members begin where the first one does."""
    data, at = bytearray(content), 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 42 : at + 46] = struct.pack("<I", 0)
        at += 4
    return bytes(data)


BOMBS = {
    "ratio": lambda name: largest(name, lambda _: b"<x>" + b" " * (120 << 20) + b"</x>"),
    "grown": lambda name: largest(name, lambda one: one + b" " * (120 << 20)),
    "laughs": lambda name: rebuilt(
        name, xml_members(lambda one: after_declaration(one, LAUGHS).replace(b"</", b"&i;</", 3))
    ),
    "external": lambda name: rebuilt(
        name, xml_members(lambda one: after_declaration(one, EXTERNAL).replace(b"</", b"&f;</", 3))
    ),
    "deep": lambda name: rebuilt(name, xml_members(lambda _: b"<x>" * 200_000)),
    "attributes": lambda name: rebuilt(
        name, xml_members(lambda _: b"<x " + b" ".join(f"a{n}='1'".encode() for n in range(200_000)) + b"/>")
    ),
    "nested": lambda name: rebuilt(name, lambda _, __: seed(name)),
    "lying": lambda name: stored(seed(name)),
    "overlapping": lambda name: overlapping(seed(name)),
    "no-directory": lambda name: seed(name)[: seed(name).rfind(b"PK\x01\x02")],
    "twice": lambda name: seed(name) + seed(name),
    "empty-members": lambda name: rebuilt(name, lambda _, __: b""),
}


def _many(name: str) -> bytes:
    out = io.BytesIO(seed(name))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(5000):
            archive.writestr(f"x/{number}.xml", "")
    return out.getvalue()


BOMBS["many-members"] = _many


@pytest.mark.timeout(60)
@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("name", PACKED)
def test_hostile_archives_are_read_or_refused(name, bomb, tmp_path):
    data = BOMBS[bomb](name)
    tracemalloc.start()
    try:
        read_bytes(name, data, tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEMORY, f"{peak >> 20} MiB"


def test_an_external_entity_says_nothing_of_the_file_that_it_names(tmp_path):
    from egovcheck.core.errors import InputError
    from egovcheck.sources.tables import Document
    from egovcheck.sources.texts import open_text

    for name in ("docx",):
        path = tmp_path / "x.docx"
        path.write_bytes(BOMBS["external"](name))
        with pytest.raises(InputError, match="document type"):
            open_text(Document("x.docx", path, "", path.stat().st_size))
    page = b"<?xml version='1.0'?>" + EXTERNAL + b"<html><body><p>" + b"Tin 86 &f; &xxe; " * 20 + b"</p></body></html>"
    (tmp_path / "x.html").write_bytes(page)
    assert "root:" not in open_text(Document("x.html", tmp_path / "x.html", "", len(page))).text


def pdf(*objects: bytes) -> bytes:
    """Return a document of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out + head + table + b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )


def stream(content: bytes, extra: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


ROOT, PAGE = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9]>>"


def one_page(content: bytes) -> bytes:
    return pdf(ROOT, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", PAGE, content)


PDFS = {
    "pages-loop": lambda: pdf(ROOT, b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>"),
    "parent-loop": lambda: pdf(
        ROOT, b"<</Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R>>", b"<</Type /Pages /Kids [2 0 R] /Parent 2 0 R>>"
    ),
    "count": lambda: pdf(ROOT, b"<</Type /Pages /Kids [] /Count 999999999>>"),
    "same-page": lambda: pdf(
        ROOT, b"<</Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000>>", PAGE, stream(zlib.compress(b"x"))
    ),
    "stream": lambda: one_page(stream(zlib.compress(b" " * (80 << 20)))),
    "streams-in-streams": lambda: one_page(
        stream(zlib.compress(zlib.compress(b"\0" * (80 << 20))), b"/Filter [/FlateDecode /FlateDecode]"),
    ),
    "run-lengths": lambda: one_page(
        stream(zlib.compress(b"\x81 " * (2 << 20)), b"/Filter [/FlateDecode /RunLengthDecode]"),
    ),
    "deep-array": lambda: pdf(ROOT, b"[" * 100_000),
    "deep-tree": lambda: pdf(ROOT, *(b"<</Type /Pages /Kids [%d 0 R] /Count 1>>" % (n + 3) for n in range(3000)), PAGE),
    "operators": lambda: one_page(stream(zlib.compress(b"q " * 2_000_000))),
    "length-loop": lambda: one_page(b"<</Length 4 0 R>>\nstream\nx\nendstream"),
    "previous-loop": lambda: pdf(ROOT).replace(b"/Size 2", b"/Size 2 /Prev 9"),
}  # fmt: skip


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PDFS)
def test_hostile_pdfs_are_read_or_refused(name, tmp_path):
    assert read_bytes("pdf", PDFS[name](), tmp_path) >= 0


def _parquet(**rows) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(rows), out)
    return out.getvalue()


PARQUETS = {
    "footer-length": lambda: seed("parquet")[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1",
    "footer-zero": lambda: seed("parquet")[:-8] + struct.pack("<I", 0) + b"PAR1",
    "footer-only": lambda: b"PAR1" + seed("parquet")[-200:],
    "dictionary": lambda: _parquet(value=["x" * (8 << 20)] * 8),
    "columns": lambda: _parquet(**{f"c{n}": [1] for n in range(3000)}),
    "columns-of-odd-names": lambda: _parquet(**{'"; DROP TABLE x; --': [1], "\x1b[2J": [1], "a\0b": [1], "": [1]}),
    "nested": lambda: _parquet(value=[[[[[[1]]]]]]),
    "pattern": lambda: seed("parquet"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PARQUETS)
def test_hostile_parquet_is_read_or_refused(name, tmp_path):
    folder: Path = tmp_path / "[a-z]*" if name == "pattern" else tmp_path
    folder.mkdir(exist_ok=True)
    assert read_bytes("parquet", PARQUETS[name](), folder) >= 0
