"""Would a correction leave the records without error? All candidates are asked at once.

Every candidate gets a world of its own: a copy of the records around it, with the correction made, under indicator
codes and sources that carry the candidate's number. Rules join on the one or the other, so no two worlds meet, and one
run of the error rules over all of them answers every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from egovcheck.diagnosis.candidates import Correction
from egovcheck.engine.database import FACT, FACTS, SOURCES, Database, create
from egovcheck.engine.running import Outcome, Runner, Violation
from egovcheck.engine.tables import COLUMNS, related
from egovcheck.engine.versions import NO_PREVIOUS
from egovcheck.rules import Rule

Known = dict[tuple[str, int], list[frozenset[int]]]
"""The records of each error before any correction, by rule and by each of the records."""

_CHANGES = {
    "period": "VARCHAR", "period_start": "DATE", "period_end": "DATE", "breakdown": "VARCHAR", "area": "VARCHAR",
    "indicator": "VARCHAR", "measure": "VARCHAR",
    "value": "DECIMAL(28,10)", "low": "DECIMAL(28,10)", "high": "DECIMAL(28,10)",
    "high_open": "BOOLEAN", "denominator": "DECIMAL(28,10)", "decimals": "BIGINT", "unit": "VARCHAR",
}  # fmt: skip
"""The columns that a correction may change."""

LARGEST = Decimal(10) ** 18
"""What a figure must stay below to be stored."""

_NEIGHBOURS = f"""
CREATE OR REPLACE TABLE worlds.records AS
WITH changed AS (SELECT c.world, r.* FROM worlds.changes c JOIN main.records r ON r.id = c.id),
relations AS (
    SELECT c.world, n.related, n.paired, n.elsewhere, c.indicator, c.area, c.source, c.period, x.period AS new_period
    FROM changed c JOIN worlds.relations n ON n.indicator = c.indicator
    JOIN worlds.changes x ON x.world = c.world AND x.id = c.id
),
-- what may speak to a corrected record: its own source on the same area; other sources on the same facts, on what they
-- are part of, on changes of them, and on any time of a running total or event; and its own table, where ranks are held
-- against scores and areas add up
around AS (
    SELECT n.world, r.id FROM relations n JOIN main.records r ON r.indicator = n.related AND r.area = n.area
    WHERE r.source = n.source OR r.measure <> 'level'
       OR (n.elsewhere AND r.period IN (n.period, n.new_period))
       OR (r.indicator = n.indicator
           AND r.indicator IN (SELECT indicator FROM main.indicators WHERE cumulative OR kind = 'date'))
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
FROM (SELECT * REPLACE (indicator || '~' || world AS indicator, source || '~' || world AS source) FROM corrected)
"""


_KNOWLEDGE = """
CREATE TABLE worlds.codes AS
SELECT DISTINCT c.world, n.related AS code, n.related || '~' || c.world AS tagged
FROM worlds.changes c JOIN main.records r ON r.id = c.id JOIN worlds.relations n ON n.indicator = r.indicator;
CREATE VIEW worlds.indicators AS
SELECT i.* REPLACE (a.tagged AS indicator, b.tagged AS score) FROM main.indicators i
JOIN worlds.codes a ON a.code = i.indicator LEFT JOIN worlds.codes b ON b.code = i.score AND b.world = a.world;
CREATE VIEW worlds.out_of AS
SELECT o.* REPLACE (a.tagged AS indicator) FROM main.out_of o JOIN worlds.codes a ON a.code = o.indicator;
CREATE VIEW worlds.sum_of AS
SELECT s.* REPLACE (a.tagged AS indicator) FROM main.sum_of s JOIN worlds.codes a ON a.code = s.indicator;
CREATE VIEW worlds.breakdowns AS
SELECT b.* REPLACE (a.tagged AS indicator) FROM main.breakdowns b JOIN worlds.codes a ON a.code = b.indicator;
CREATE VIEW worlds.composites AS
SELECT x.* REPLACE (a.tagged AS indicator, b.tagged AS component) FROM main.composites x
JOIN worlds.codes a ON a.code = x.indicator JOIN worlds.codes b ON b.code = x.component AND b.world = a.world;
CREATE VIEW worlds.parts AS
SELECT x.* REPLACE (a.tagged AS whole, b.tagged AS part) FROM main.parts x
JOIN worlds.codes a ON a.code = x.whole JOIN worlds.codes b ON b.code = x.part AND b.world = a.world;
CREATE VIEW worlds.shares AS
SELECT x.* REPLACE (a.tagged AS share, b.tagged AS numerator, d.tagged AS denominator) FROM main.shares x
JOIN worlds.codes a ON a.code = x.share JOIN worlds.codes b ON b.code = x.numerator AND b.world = a.world
JOIN worlds.codes d ON d.code = x.denominator AND d.world = a.world;
CREATE VIEW worlds.flows AS
SELECT x.* REPLACE (a.tagged AS stock, b.tagged AS flow) FROM main.flows x
JOIN worlds.codes a ON a.code = x.stock JOIN worlds.codes b ON b.code = x.flow AND b.world = a.world;
CREATE VIEW worlds.levels AS
SELECT x.* REPLACE (a.tagged AS indicator, b.tagged AS score) FROM main.levels x
JOIN worlds.codes a ON a.code = x.indicator JOIN worlds.codes b ON b.code = x.score AND b.world = a.world;
-- of the corrected records' areas all editions are asked for, of the others only those that they may stand in
CREATE TABLE worlds.reference AS
WITH asked AS (
    SELECT c.world, list(DISTINCT r.area) AS areas,
           list(DISTINCT r.period) || list(DISTINCT coalesce(c.period, r.base_period, r.period)) AS periods
    FROM worlds.changes c JOIN main.records r ON r.id = c.id GROUP BY c.world
)
SELECT f.* REPLACE (a.tagged AS indicator)
FROM worlds.codes a JOIN asked w ON w.world = a.world JOIN main.reference f ON f.indicator = a.code
WHERE list_contains(w.areas, f.area) OR list_contains(w.periods, f.period);
CREATE TABLE worlds.source_statements AS SELECT * FROM main.source_statements LIMIT 0;
"""
"""What the catalogue and the reference say, once for every world, under its codes."""


@dataclass
class Worlds:
    """Asks for many corrections at once whether they leave no error behind and make no new one."""

    database: Database
    rules: Sequence[Rule]
    outcomes: Sequence[Outcome]

    def recheck(self, corrections: Sequence[Correction]) -> list[frozenset[int]]:
        """Return for each correction its records that are still in error once it is made, or newly make one.

        Where none is, no error remains on the touched records and no new one appears. A new error that names none of
        them is laid to all.
        """
        touched = [frozenset(correction.changes) for correction in corrections]
        trouble = [set() if _storable(c) else set(c.changes) for c in corrections]
        asked = {number: c for number, c in enumerate(corrections) if not trouble[number]}
        if not asked:
            return [frozenset(ids) for ids in trouble]
        self._build(asked)
        known = self._known_errors()
        cursor = self.database.connection.cursor()
        origins: dict[int, tuple[int, int]] = {
            new: (number, original)
            for new, number, original in cursor.execute("SELECT id, world, original FROM worlds.records").fetchall()
        }
        cursor.close()
        parallel = 2 if len(corrections) < 100 else 1
        runner = Runner(self.database.connection, schema="worlds", parallel=parallel, focus="worlds.touched")
        for outcome in runner.run([rule for rule in self.rules if rule.meta.rechecked]):
            if outcome.error:
                return touched  # what could not be asked has not been answered
            for violation in _errors(outcome.violations):
                wrong = _in_doubt(violation)
                members = {(*origins[i], i in wrong) for i in violation.members if i in origins}
                for number in {number for number, _, _ in members}:
                    originals = {original for of, original, _ in members if of == number}
                    doubted = {original for of, original, doubt in members if of == number and doubt}
                    others = originals - touched[number]
                    trouble[number] |= doubted & touched[number]
                    if not _among(known, violation.code, others):
                        trouble[number] |= (originals & touched[number]) or touched[number]
        return [frozenset(ids) for ids in trouble]

    def _known_errors(self) -> Known:
        known: Known = {}
        for outcome in self.outcomes:
            for violation in _errors(outcome.violations):
                members = frozenset(i for i in violation.members if i > 0)
                for record in members:
                    known.setdefault((violation.code, record), []).append(members)
        return known

    def _build(self, corrections: Mapping[int, Correction]) -> None:
        connection = self.database.connection.cursor()
        connection.execute("DROP SCHEMA IF EXISTS worlds CASCADE; CREATE SCHEMA worlds")
        rows = [
            (number, record, *(change.get(name) for name in _CHANGES))
            for number, correction in corrections.items()
            for record, change in sorted(correction.changes.items())
        ]
        create(connection, "worlds.changes", {"world": "INTEGER", "id": "BIGINT", **_CHANGES}, rows)
        indicators = self._changed_indicators(connection, rows)
        known = self.database.catalogue_rows
        closures = {code: related({code}, known) for code in indicators}
        # a rank and the score that it orders are compared across all areas of a table
        columns = list(COLUMNS["indicators"])
        code_at, score_at = columns.index("indicator"), columns.index("score")
        pairs = {frozenset((row[code_at], row[score_at])) for row in known["indicators"]}
        parts = {frozenset(row[:2]) for row in known["parts"]}
        create(
            connection,
            "worlds.relations",
            {"indicator": "VARCHAR", "related": "VARCHAR", "paired": "BOOLEAN", "elsewhere": "BOOLEAN"},
            [
                (code, other, other == code or {code, other} in pairs, other == code or {code, other} in pairs | parts)
                for code, others in sorted(closures.items())
                for other in sorted(others)
            ],
        )
        replaced = ", ".join(f"coalesce(c.{name}, r.{name}) AS {name}" for name in _CHANGES)
        connection.execute(_NEIGHBOURS.format(replaced=replaced))
        connection.execute(
            "CREATE TABLE worlds.touched AS SELECT r.id FROM worlds.records r "
            "JOIN worlds.changes c ON c.id = r.original AND r.indicator LIKE '%~' || c.world"
        )
        connection.execute(_KNOWLEDGE)
        connection.execute(FACTS.format(schema="worlds."))
        connection.execute(SOURCES.format(schema="worlds."))
        connection.execute(NO_PREVIOUS.format(schema="worlds."))
        connection.close()

    def _changed_indicators(self, connection: Any, rows: Iterable[tuple[Any, ...]]) -> set[str]:
        ids = [row[1] for row in rows]
        found = connection.execute(
            "SELECT DISTINCT indicator FROM records "
            "WHERE id IN (SELECT unnest($1::BIGINT[])) AND indicator IS NOT NULL",
            [ids],
        ).fetchall()
        new = {row[2 + list(_CHANGES).index("indicator")] for row in rows}
        return {code for (code,) in found} | (new - {None})


def _storable(correction: Correction) -> bool:
    """Say whether the new figures are small enough for their columns; no other could be looked at."""
    return all(
        abs(Decimal(change[name])) < LARGEST
        for change in correction.changes.values()
        for name, kind in _CHANGES.items()
        if kind.startswith("DECIMAL") and change.get(name) is not None
    )


def _in_doubt(violation: Violation) -> set[int]:
    """Return the records that an error may be the fault of; those that agree or only stand beside it are not."""
    return {i for role, ids in violation.roles if role not in {"agreeing", "context"} for i in ids}


def _among(known: Known, code: str, originals: set[int]) -> bool:
    """Say whether an error is one of those before the correction, or what is left of one."""
    if not originals:
        return True  # nobody but the corrected records is named, and these are judged by their own roles
    return any(originals <= members for members in known.get((code, min(originals)), ()))


def _errors(violations: Iterable[Violation]) -> list[Violation]:
    return [violation for violation in violations if violation.columns.get("severity") in {None, "error"}]
