"""The embedded database: the records of one run beside the catalogue, locked before any rule is run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

import duckdb

from egovcheck.core.errors import UsageError
from egovcheck.engine.claims import CLAIMS, claim_rows
from egovcheck.engine.expected import COLUMNS as EXPECTED
from egovcheck.engine.expected import STATED, Expansion, compared_groups
from egovcheck.engine.tables import COLUMNS, REFERENCE, catalogue_rows, reference_rows
from egovcheck.engine.versions import Versions
from egovcheck.prose.claims.claim import Claim
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.derived import sql_columns
from egovcheck.records.expectations import Expectation
from egovcheck.records.submission import Batch

FACT = """indicator || '|' || area || '|' || period || '|' || breakdown || '|' || measure || '|'
    || coalesce(base_period, '') || CASE WHEN target THEN '|target' ELSE '|actual' END"""
"""The fact key as one text: two records with the same one state the same fact; NULL where area or period is missing.

Besides it the columns ``kind``, ``survey``, ``target`` and ``inferred`` (an edition that was not stated) come from
joining the catalogue.
"""

VIEWS = (
    *(*COLUMNS, *EXPECTED, "records", "facts", "reference", "sources", "source_statements", "run"),
    *("previous", "revisions", "claims"),
)
"""What the SELECT of a rule may read."""

_NAMES = ", ".join(f'"{name}"' for name in sql_columns())

_RECORDS = f"""
CREATE TABLE {{schema}}records AS SELECT *, {FACT} AS fact FROM (
WITH known AS (
    SELECT r.*, i.kind, i.survey, r.status = 'target' AS target
    FROM {{schema}}submitted r LEFT JOIN {{schema}}indicators i ON i.indicator = r.indicator
),
-- the edition that was surely the newest when the source appeared, for survey figures that name none
dated AS (
    SELECT k.*, e.edition AS current_edition
    FROM known k LEFT JOIN editions e
      ON k.survey IS NOT NULL AND (k.period IS NULL OR length(k.period) <> 4) AND e.survey = k.survey
     AND coalesce(k.period_start, k.published_start) >= e.current_from
     AND coalesce(k.period_end, k.published_end) <= e.current_to
)
SELECT {", ".join(f'd."{name}"' for name in sql_columns() if name not in {"period", "base_period"})},
    coalesce(d.current_edition, d.period) AS period,
    -- a change of a survey figure is measured from the edition before, where nothing else is said
    CASE WHEN d.base_period IS NULL AND d.measure IN ('change', 'growth', 'multiple') THEN e.previous
         ELSE d.base_period END AS base_period,
    d.kind, d.survey, d.target, d.current_edition IS NOT NULL AS inferred
FROM dated d LEFT JOIN editions e
  ON e.survey = d.survey AND e.edition = coalesce(d.current_edition, d.period))
"""

_ONCE = "SELECT NOT EXISTS (SELECT 1 FROM records WHERE fact IS NOT NULL GROUP BY source, fact HAVING count(*) > 1)"
"""Whether every source states every fact once; then ``facts`` need not look for repeats again in every rule."""

_ALL_FACTS = "CREATE VIEW facts AS SELECT * FROM records WHERE fact IS NOT NULL"

_COMPARED = """
SELECT DISTINCT indicator, area FROM records WHERE area IN (SELECT unnest($1::VARCHAR[]))
UNION SELECT DISTINCT indicator, breakdown FROM records WHERE breakdown IN (SELECT unnest($1::VARCHAR[]))
UNION SELECT r.indicator, c.label FROM claims c JOIN records r ON r.id = c.record_id
WHERE c.form = 'leader' AND r.indicator IS NOT NULL
UNION SELECT r.indicator, i.group_code
FROM (SELECT DISTINCT indicator, area FROM records) r
JOIN (SELECT group_code, area, count(*) OVER (PARTITION BY group_code) AS members
      FROM (SELECT group_code, area FROM members UNION SELECT parent, area FROM areas WHERE kind = 'country')) i
  ON i.area = r.area
GROUP BY r.indicator, i.group_code, i.members HAVING count(*) < i.members AND count(*) * 2 >= i.members
"""
"""Which figures are about a group of areas, compared within one, or of most of its members but not of all; and of which
it is said that they are the first within a group."""

# of statements that repeat a fact the most precise stands for all, whatever the order of the rows
FACTS = """
CREATE VIEW {schema}facts AS SELECT * FROM {schema}records
WHERE fact IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY source, fact ORDER BY decimals DESC, value, low, high, denominator, status, published, printed, id) = 1
"""

SOURCES = """
CREATE VIEW {schema}sources AS
SELECT source, min(publisher) AS publisher, min(published) AS published, min(published_start) AS published_start,
    max(published_end) AS published_end, count(*) AS statements, min(id) AS first_id
FROM {schema}records GROUP BY source
"""


DISTRUSTED = "common_subplan"
"""An optimizer of DuckDB 2.0.0 that gives wrong answers: SELECT a UNION SELECT b from a view with joins gave only a."""

FEW_RECORDS = 50_000
"""Below this planning a rule takes longer than running it."""

_TOGETHER = 20_000
"""So many records are collected before they are inserted."""


class Database:
    """An in-memory DuckDB with the tables of one run. Use as a context manager."""

    def __init__(self, *, memory_limit: str | None = None, threads: int | None = None) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="egovcheck-")
        settings: dict[str, Any] = {
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "temp_directory": str(Path(self._spill.name) / "spill"),
            "preserve_insertion_order": "false",
            "disabled_optimizers": DISTRUSTED,
        }
        if memory_limit:
            settings["memory_limit"] = memory_limit
        if threads:
            settings["threads"] = str(threads)
        try:
            self.connection = duckdb.connect(":memory:", config=settings)
        except (duckdb.Error, ValueError) as error:
            self._spill.cleanup()
            first = str(error).splitlines()[0]
            raise UsageError(f"the database cannot be set up: {first}", hint="see --memory-limit, --threads") from None
        columns = ", ".join(f'"{name}" {kind}' for name, kind in sql_columns().items())
        self.connection.execute(f"CREATE TABLE submitted ({columns})")
        self._catalogue_rows: dict[str, list[tuple[Any, ...]]] = {}
        self._waiting: list[tuple[Any, ...]] = []
        self._claims: list[tuple[Any, ...]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self._spill.cleanup()

    @property
    def catalogue_rows(self) -> Mapping[str, list[tuple[Any, ...]]]:
        """Return the catalogue's rows by table, as they were loaded."""
        return self._catalogue_rows

    def add(self, batch: Batch) -> None:
        """Append a batch of records."""
        if not batch.rows:
            return
        if batch.frame is not None:
            self.connection.register("batch_frame", batch.frame.to_arrow())
            self.connection.execute(f"INSERT INTO submitted SELECT {_NAMES} FROM batch_frame")
            self.connection.unregister("batch_frame")
            return
        # the batches of many small files are inserted together
        self._waiting += zip(*(batch.columns[name] for name in sql_columns()), strict=True)
        if len(self._waiting) >= _TOGETHER:
            self._insert_waiting()

    def forget(self, file: int) -> None:
        """Take back the records of one file, and its claims."""
        self._insert_waiting()
        self.connection.execute("DELETE FROM submitted WHERE file = $1", [file])
        self._claims = [row for row in self._claims if row[0] != file]

    def _insert_waiting(self) -> None:
        if self._waiting:
            insert_rows(self.connection, "submitted", sql_columns(), self._waiting)
            self._waiting = []

    def add_claims(self, file: int, source: str, claims: Iterable[Claim]) -> None:
        """Keep the claims that a file makes about its records; ``source`` is that of its rows."""
        self._claims += claim_rows(file, source, claims)

    def load(self, catalogue: Catalogue) -> None:
        """Load the catalogue's tables."""
        cursor = self.connection.cursor()
        for name, rows in catalogue_rows(catalogue):
            self._catalogue_rows[name] = rows
            create(cursor, name, COLUMNS[name], rows)
        cursor.close()

    def finish(
        self,
        catalogue: Catalogue,
        statements: Iterable[tuple[Any, ...]],
        today: str,
        *,
        expected: Sequence[Expectation] = (),
        versions: Versions | None = None,
        snapshot: Path | None = None,
    ) -> None:
        """Build the tables that rules read, and lock the database; the catalogue must have been loaded.

        Args:
            catalogue: what is known.
            statements: what registers say of sources: (source, publisher, published, place).
            today: the day as of which figures are judged, in ISO form.
            expected: what the configuration says that there must be, with the catalogue's codes.
            versions: what there is to do with another version of the submission.
            snapshot: a file that gets a copy of everything, for rules that run in another process.
        """
        self._insert_waiting()
        self.connection.execute(_RECORDS.format(schema=""))
        self.connection.execute("DROP TABLE submitted")
        once = self.connection.execute(_ONCE).fetchall()[0][0]
        self.connection.execute(_ALL_FACTS if once else FACTS.format(schema=""))
        self.connection.execute(SOURCES.format(schema=""))
        create(self.connection, "claims", CLAIMS, self._claims)
        areas = {row[0] for row in self.connection.execute("SELECT DISTINCT area FROM records").fetchall()}
        wholes = [*catalogue.groups, *(area.code for area in catalogue.areas.values() if area.kind == "world")]
        compared = self.connection.execute(_COMPARED, [wholes]).fetchall()
        compared += self._expect(catalogue, expected, today)
        create(self.connection, "reference", REFERENCE, reference_rows(catalogue, areas - {None}, compared))
        columns = {
            "source": "VARCHAR",
            "publisher": "VARCHAR",
            "published": "VARCHAR",
            "id": "BIGINT",
            "place": "VARCHAR",
        }
        create(self.connection, "source_statements", columns, [(*s[:3], None, s[3]) for s in statements])
        self.connection.execute(
            "INSERT INTO source_statements SELECT source, publisher, published, min(id), NULL FROM records "
            "WHERE publisher IS NOT NULL OR published IS NOT NULL GROUP BY ALL"
        )
        create(self.connection, "run", {"today": "DATE"}, [(today,)])
        (versions or Versions()).prepare(self.connection)
        if snapshot:
            self.snapshot(snapshot)
        self.connection.execute("SET enable_external_access = false")
        self.connection.execute("SET lock_configuration = true")

    def _expect(self, catalogue: Catalogue, expected: Sequence[Expectation], today: str) -> Iterable[tuple[str, str]]:
        """Build the tables of what is expected; returns the groups that it concerns, by indicator."""
        stated = self.connection.execute(STATED).fetchall() if expected else []
        rows = Expansion(catalogue, stated, date.fromisoformat(today)).rows(expected)
        for name, columns in EXPECTED.items():
            create(self.connection, name, columns, rows[name])
        return compared_groups(expected, stated)

    def snapshot(self, path: Path) -> None:
        """Copy everything into a new DuckDB file, for rules that run in another process; not once it is locked."""
        quoted = str(path).replace("'", "''")
        self.connection.execute(f"ATTACH '{quoted}' AS snapshot")
        self.connection.execute("COPY FROM DATABASE memory TO snapshot")
        self.connection.execute("DETACH snapshot")


def create(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Create a table with the given columns and rows; values are text where the type is decimal or date."""
    selected, lists = _unnested(columns, rows)
    connection.execute(f"CREATE TABLE {name} AS SELECT {selected}", lists)


def insert_rows(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Append rows to a table, in the same form as ``create`` takes them."""
    selected, lists = _unnested(columns, rows)
    connection.execute(f"INSERT INTO {name} SELECT {selected}", lists)


def _unnested(columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> tuple[str, list[list[Any]]]:
    """One list a column, unnested side by side: fast, and without any other library."""
    lists = [[_plain(value) for value in column] for column in zip(*rows, strict=True)] or [[] for _ in columns]
    sent = {"DECIMAL(28,10)": "VARCHAR", "DATE": "VARCHAR"}
    selected = (
        f'unnest(${n}::{sent.get(kind, kind)}[])::{kind} AS "{name}"'
        for n, (name, kind) in enumerate(columns.items(), 1)
    )
    return ", ".join(selected), lists


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
