"""Would a correction leave the records without error? All candidates are asked at once.

Every candidate gets a world of its own: a copy of the records around it, with the correction made, under indicator codes
that carry the candidate's number. Rules join on the indicator, so no two worlds meet, and one run of the error rules over
all of them answers every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from egovcheck.diagnosis.candidates import Correction
from egovcheck.engine.database import FACT, FACTS, SOURCES, Database, create, insert_rows
from egovcheck.engine.running import Outcome, Runner, Violation
from egovcheck.engine.tables import COLUMNS, related, world
from egovcheck.rules import Rule

_CHANGES = {
    "period": "VARCHAR", "period_start": "DATE", "period_end": "DATE", "breakdown": "VARCHAR", "area": "VARCHAR",
    "indicator": "VARCHAR", "value": "DECIMAL(28,10)", "low": "DECIMAL(28,10)", "high": "DECIMAL(28,10)",
    "high_open": "BOOLEAN", "denominator": "DECIMAL(28,10)", "decimals": "BIGINT", "unit": "VARCHAR",
}  # fmt: skip
"""The columns that a correction may change."""

_NEIGHBOURS = f"""
CREATE OR REPLACE TABLE worlds.records AS
WITH changed AS (SELECT c.world, r.* FROM worlds.changes c JOIN main.records r ON r.id = c.id),
relations AS (
    SELECT c.world, n.related, n.paired, c.indicator, c.area, c.source, c.period, x.period AS new_period
    FROM changed c JOIN worlds.relations n ON n.indicator = c.indicator
    JOIN worlds.changes x ON x.world = c.world AND x.id = c.id
),
-- what may speak to a corrected record: its own source on the same area; other sources on the same facts, and on changes
-- of them; and its own table, where ranks are held against scores
around AS (
    SELECT n.world, r.id FROM relations n JOIN main.records r ON r.indicator = n.related AND r.area = n.area
    WHERE r.source = n.source OR r.measure <> 'level' OR (r.indicator = n.indicator AND r.period IN (n.period, n.new_period))
    UNION
    SELECT n.world, r.id FROM relations n JOIN main.records r
      ON r.indicator = n.related AND r.source = n.source AND r.period IN (n.period, n.new_period)
    WHERE n.paired
),
corrected AS (
    SELECT a.world, r.* REPLACE ({{replaced}})
    FROM around a JOIN main.records r ON r.id = a.id
    LEFT JOIN worlds.changes c ON c.world = a.world AND c.id = a.id
)
SELECT * REPLACE (row_number() OVER (ORDER BY world, id) AS id, {FACT} AS fact), id AS original
FROM (SELECT * REPLACE (indicator || '~' || world AS indicator) FROM corrected)
"""


@dataclass
class Worlds:
    """Asks for many corrections at once whether they leave no error behind and make no new one."""

    database: Database
    rules: Sequence[Rule]
    outcomes: Sequence[Outcome]

    def recheck(self, corrections: Sequence[Correction]) -> list[bool]:
        """Return for each correction whether, once made, its records are without error and no new error appears."""
        if not corrections:
            return []
        self._build(corrections)
        known = self._known_errors()
        cursor = self.database.connection.cursor()
        origins: dict[int, tuple[int, int]] = {
            new: (number, original)
            for new, number, original in cursor.execute("SELECT id, world, original FROM worlds.records").fetchall()
        }
        cursor.close()
        touched = [set(correction.changes) for correction in corrections]
        good = [True] * len(corrections)
        for outcome in Runner(self.database.connection, schema="worlds").run(self.rules):
            for violation in _errors(outcome.violations):
                members = [origins[i] for i in violation.members if i in origins]
                for number in {number for number, _ in members}:
                    originals = frozenset(original for _, original in members)
                    if originals & touched[number] or (violation.code, originals) not in known:
                        good[number] = False
        return good

    def _known_errors(self) -> set[tuple[str, frozenset[int]]]:
        return {
            (violation.code, frozenset(i for i in violation.members if i > 0))
            for outcome in self.outcomes
            for violation in _errors(outcome.violations)
        }

    def _build(self, corrections: Sequence[Correction]) -> None:
        connection = self.database.connection.cursor()
        connection.execute("DROP SCHEMA IF EXISTS worlds CASCADE")
        connection.execute("CREATE SCHEMA worlds")
        columns = {"world": "INTEGER", "id": "BIGINT", **_CHANGES}
        rows = [
            (number, record, *(change.get(name) for name in _CHANGES))
            for number, correction in enumerate(corrections)
            for record, change in sorted(correction.changes.items())
        ]
        create(connection, "worlds.changes", columns, rows)
        indicators = self._changed_indicators(connection, rows)
        closures = {code: related({code}, self.database.catalogue_rows) for code in indicators}
        # a rank and the score that it orders are compared across all areas of a table
        columns_ = list(COLUMNS["indicators"])
        code_at, score_at = columns_.index("indicator"), columns_.index("score")
        pairs = {frozenset((row[code_at], row[score_at])) for row in self.database.catalogue_rows["indicators"]}
        create(
            connection,
            "worlds.relations",
            {"indicator": "VARCHAR", "related": "VARCHAR", "paired": "BOOLEAN"},
            [
                (code, other, other == code or frozenset((code, other)) in pairs)
                for code, others in sorted(closures.items())
                for other in sorted(others)
            ],
        )
        replaced = ", ".join(f"coalesce(c.{name}, r.{name}) AS {name}" for name in _CHANGES)
        connection.execute(_NEIGHBOURS.format(replaced=replaced))
        self._knowledge(connection, corrections, closures)
        connection.execute(FACTS.format(schema="worlds."))
        connection.execute(SOURCES.format(schema="worlds."))
        connection.execute("CREATE TABLE worlds.source_statements AS SELECT * FROM main.source_statements LIMIT 0")
        connection.close()

    def _changed_indicators(self, connection: Any, rows: Iterable[tuple[Any, ...]]) -> set[str]:
        ids = [row[1] for row in rows]
        found = connection.execute(
            "SELECT DISTINCT indicator FROM records WHERE id IN (SELECT unnest($1::BIGINT[])) AND indicator IS NOT NULL",
            [ids],
        ).fetchall()
        new = {row[2 + list(_CHANGES).index("indicator")] for row in rows}
        return {code for (code,) in found} | (new - {None})

    def _knowledge(self, connection: Any, corrections: Sequence[Correction], closures: Mapping[str, set[str]]) -> None:
        """Give every world its copy of what the catalogue and the reference say about its indicators."""
        tables: dict[str, list[tuple[Any, ...]]] = {}
        codes = connection.execute(
            "SELECT DISTINCT c.world, r.indicator FROM worlds.changes c JOIN main.records r ON r.id = c.id ORDER BY ALL"
        ).fetchall()
        of: dict[int, set[str]] = {}
        for number, code in codes:
            of.setdefault(number, set()).update(closures.get(code, set()))
        for number in range(len(corrections)):
            for table, rows in world(f"~{number}", of.get(number, set()), self.database.catalogue_rows).items():
                tables.setdefault(table, []).extend(rows)
        for table, rows in tables.items():
            connection.execute(f"CREATE TABLE worlds.{table} AS SELECT * FROM main.{table} LIMIT 0")
            insert_rows(connection, f"worlds.{table}", COLUMNS[table], rows)
        connection.execute(
            "CREATE TABLE worlds.reference AS SELECT f.* REPLACE (f.indicator || '~' || w.world AS indicator) "
            "FROM main.reference f JOIN (SELECT DISTINCT world, split_part(indicator, '~', 1) AS indicator, area "
            "FROM worlds.records) w ON w.indicator = f.indicator AND w.area = f.area"
        )
        connection.execute(
            "INSERT INTO worlds.reference SELECT f.* REPLACE (f.indicator || '~' || w.world AS indicator) "
            "FROM main.reference f JOIN (SELECT DISTINCT r.world, n.related AS indicator, x.area FROM worlds.changes r "
            "JOIN main.records x ON x.id = r.id JOIN worlds.relations n ON n.indicator = x.indicator) w "
            "ON w.indicator = f.indicator AND w.area = f.area "
            "ANTI JOIN worlds.reference g ON g.id = f.id AND g.indicator = f.indicator || '~' || w.world"
        )


def _errors(violations: Iterable[Violation]) -> list[Violation]:
    return [violation for violation in violations if violation.columns.get("severity") in {None, "error"}]
