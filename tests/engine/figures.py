"""Figures as a database that rules run over, and small rules to run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from egovcheck.engine.database import Database
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.registers import SourceRegister
from egovcheck.records.source_names import default_sources
from egovcheck.records.submission import SubmissionReader
from egovcheck.rules import Rule, RuleMeta
from egovcheck.sources.find import find_documents
from egovcheck.sources.formats import open_table

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 1)


@contextmanager
def loaded(folder: Path, text: str, *, bulk_rows: int = 10**9) -> Iterator[Database]:
    """Give the database of a run over one file, ready for rules."""
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    register = SourceRegister.of(())
    reader = SubmissionReader(CATALOGUE, register, open_table, "en", bulk_rows)
    with find_documents([str(path)], stdin=None) as documents, Database() as database:
        for number, (document, source) in enumerate(zip(documents, default_sources(documents), strict=True), 1):
            _, batches = reader.read(number, document, source)
            for batch in batches:
                database.add(batch)
        database.load(CATALOGUE)
        stated = [(s.source, s.publisher, s.published, s.place) for s in register.used]
        database.finish(CATALOGUE, stated, TODAY.isoformat())
        yield database


def asked(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return database.connection.cursor().execute(sql).fetchall()


def rule(sql: str, code: str = "ACME001", *, needs: dict[str, Sequence[str]] | None = None, **settings: Any) -> Rule:
    """Return a rule that is only its SELECT."""
    fields: dict[str, Any] = {"code": code, "needs": needs or {}, "rechecked": True}
    path = Path("a.md")
    return Rule(RuleMeta.model_construct(**fields), path, "a.md", "", {}, (), sql, 1, shipped=True, settings=settings)
