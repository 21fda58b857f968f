"""Wide tables for tests: text and a layout in, records and notices out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from egovcheck.records.layouts.book import LayoutBook
from egovcheck.records.layouts.parsing import check_known, read_layout
from egovcheck.records.registers import SourceRegister
from egovcheck.records.submission import SubmissionReader
from egovcheck.sources.formats import open_grid, open_table
from egovcheck.sources.tables import Document
from tests.records.rows import CATALOGUE, Read

DOSSIERS = "VN_PROVINCE_DOSSIERS_RECEIVED"
SHARE = "VN_DOSSIERS_ON_TIME_SHARE"
MONEY = "VN_PORTAL_PAYMENT_VALUE"
RANK, SCORE = "UN_EGDI_RANK", "UN_EGDI_SCORE"


def read_wide(
    folder: Path,
    content: str | bytes,
    layout: dict[str, Any],
    *,
    name: str = "data.csv",
    locale: str | None = None,
    bulk_rows: int = 10**9,
) -> Read:
    """Read a file called ``name`` by a layout of which ``files`` need not be given, nor the area's column."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    area = {} if "area" in layout else {"area": {"column": "area"}}
    given = read_layout({"files": "*", **area, **layout}, folder, lambda *_: "egovcheck.toml:1")
    check_known([given], CATALOGUE)
    book = LayoutBook([given], CATALOGUE, open_grid)
    reader = SubmissionReader(CATALOGUE, SourceRegister.of([]), open_table, locale, bulk_rows, book)
    submission, batches = reader.read(7, Document(name, path, "", path.stat().st_size), "ours")
    return Read(submission, list(batches))


def figures(read: Read) -> list[tuple[Any, ...]]:
    """Return indicator, area, period and value of every record."""
    return list(zip(*(read.column(name) for name in ("indicator", "area", "period", "value")), strict=True))


def places(read: Read) -> list[tuple[Any, ...]]:
    """Return line and column of every record."""
    return list(zip(read.column("line"), read.column("column"), strict=True))
