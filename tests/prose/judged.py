"""Texts and tables through the whole of reading: the records that the rules get to see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from egovcheck.core.report import Report
from egovcheck.prose.opening import Opener
from egovcheck.prose.statements import Statement
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.registers import SourceRegister
from egovcheck.rules import load_rules
from egovcheck.sources.find import find_documents
from egovcheck.validation import Settings, judge_in

CATALOGUE = load_catalogue()
FIELDS = (
    *("indicator", "area", "period", "breakdown", "measure", "base_period", "value", "low", "high"),
    *("high_open", "qualifier", "denominator", "status", "unit", "printed"),
)


def statements_of(folder: Path, text: str, published: str | None = None, name: str = "bai.txt") -> list[Statement]:
    """Return the rows of a text that is saved under ``name``."""
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with find_documents([str(path)], stdin=None) as documents:
        opener = Opener(CATALOGUE, SourceRegister.of(()), {d.label: "bai" for d in documents}, published)
        return list(opener.open_text(documents[0]).reading.statements)


def judged(paths: Sequence[Path], published: str | None = None) -> tuple[list[dict[str, Any]], Report]:
    """Return the records of files in the order of file and row, and the report on them."""
    rows: list[dict[str, Any]] = []

    def look(connection: Any, _: Any) -> None:
        found = connection.execute("SELECT * FROM records ORDER BY file, record, id")
        names = [column[0] for column in found.description]
        rows.extend(dict(zip(names, row, strict=True)) for row in found.fetchall())

    settings = Settings(published=published, today=date(2026, 11, 1), explain=False)
    with find_documents([str(path) for path in paths], stdin=None, apart=CATALOGUE.own_files) as documents:
        (report,) = judge_in(("en",), documents, CATALOGUE, load_rules(), settings, look=look)
    return rows, report
