"""One good file of every format that is read, made here or taken from the fixtures; fuzzing begins with them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from egovcheck.sources.formats import FORMATS as TABLES
from egovcheck.sources.texts.formats import FORMATS as TEXTS
from tests.hostile.running import GOOD, TEXT

ROOT = Path(__file__).resolve().parents[2]
ROWS = [line.split(",") for line in GOOD.splitlines()]
CELLS = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([one | {"low": 0.5, "n": 3} for one in CELLS * 50]), out)
    return out.getvalue()


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fixture(name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        return (ROOT / "fixtures" / name).read_bytes()

    return read


def _any_of(suffix: str) -> Callable[[], bytes]:
    """Take the smallest fixture or test file with this ending, for formats that nothing here can write."""

    def read() -> bytes:
        found = [one for folder in ("fixtures", "tests") for one in (ROOT / folder).rglob(f"*{suffix}")]
        return min(found, key=lambda one: (one.stat().st_size, one)).read_bytes()

    return read


SEEDS: dict[str, Callable[[], bytes]] = {
    "csv": lambda: GOOD.encode() * 3,
    "json": lambda: json.dumps(CELLS, ensure_ascii=False).encode(),
    "jsonl": lambda: b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in CELLS * 3),
    "parquet": _parquet,
    "xlsx": _xlsx,
    "ods": _any_of(".ods"),
    "xls": _any_of(".xls"),
    "txt": lambda: TEXT.encode() * 3,
    "md": lambda: b"---\ntitle: A\ndate: 2020-08-26\n---\n\n# EGDI\n\n" + TEXT.encode(),
    "html": _fixture("articles/clean/tra-vinh-dti-2023.html"),
    "docx": _fixture("articles/clean/thong-cao-2018.docx"),
    "pdf": (ROOT / "tests/sources/texts/bao-cao.pdf").read_bytes,
}
"""A good file by the name of its format."""

FORMATS = {one.NAME: one for one in (*TABLES, *TEXTS)}
"""Every format that is read, found by walking."""

READ_AS_TABLES = frozenset(one.NAME for one in TABLES)


@cache
def seed(name: str) -> bytes:
    """Return the good file of a format; one without is somebody's to add to SEEDS."""
    return SEEDS[name]()
