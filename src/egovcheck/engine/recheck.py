"""Would a correction leave the records without error? Many are asked at once.

Every correction gets a world of its own: a copy of the records around it, with the correction made, under indicator
codes and sources that carry its number. Rules join on the one or the other, so no two worlds meet, and one run of the
error rules over all of them answers every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from egovcheck.diagnosis.candidates import Correction, Trouble
from egovcheck.engine.claims import IN_WORLDS
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
    LEFT JOIN worlds.spared s ON s.world = a.world AND s.id = a.id
    LEFT JOIN worlds.given g ON g.id = a.id AND s.id IS NULL
)
SELECT * REPLACE (row_number() OVER (ORDER BY world, id) AS id, {FACT} AS fact), id AS original
FROM (SELECT * REPLACE (indicator || '~' || world AS indicator, source || '~' || world AS source) FROM corrected)
"""


_CONFIRMED = """
SELECT DISTINCT r.world, r.original FROM worlds.records r SEMI JOIN worlds.touched t ON t.id = r.id
JOIN worlds.reference f
  ON f.indicator = r.indicator AND f.area = r.area AND f.period = r.period AND f.breakdown = r.breakdown
WHERE r.measure = 'level' AND r.low <= f.value AND r.high >= f.value
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
    """Asks for many corrections at once whether they leave no error behind and make no new one.

    A new error that names no corrected record is laid to the correction that was made, if it is a single one.
    """

    database: Database
    rules: Sequence[Rule]
    outcomes: Sequence[Outcome]

    def recheck(self, corrections: Sequence[Correction]) -> list[Trouble]:
        """Return for each correction its records that are still in error once it is made, or newly make one.

        Where none is, no error remains on the touched records and no new one appears.
        """
        asked = {number: c for number, c in enumerate(corrections) if _storable(c)}
        if not asked:
            return [Trouble(c.changes) for c in corrections]
        self._build(asked)
        confirmed = self._confirmed()
        verdicts = {number: _Verdict(c, frozenset(confirmed.get(number, ()))) for number, c in asked.items()}
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
                return [Trouble(c.changes) for c in corrections]  # what could not be asked has not been answered
            for violation in _errors(outcome.violations):
                wrong = _in_doubt(violation)
                members: dict[int, list[tuple[int, bool]]] = {}
                for i in violation.members:
                    if i in origins:
                        number, original = origins[i]
                        members.setdefault(number, []).append((original, i in wrong))
                for number, named in members.items():
                    verdicts[number].take(violation.code, named, known)
        return [verdicts[n].trouble() if n in verdicts else Trouble(c.changes) for n, c in enumerate(corrections)]

    def _known_errors(self) -> Known:
        known: Known = {}
        for outcome in self.outcomes:
            for violation in _errors(outcome.violations):
                members = frozenset(i for i in violation.members if i > 0)
                for record in members:
                    known.setdefault((violation.code, record), []).append(members)
        return known

    def _confirmed(self) -> dict[int, list[int]]:
        """Return, by world, the corrected records that now say what the authority says."""
        cursor = self.database.connection.cursor()
        rows = cursor.execute(_CONFIRMED).fetchall()
        cursor.close()
        found: dict[int, list[int]] = {}
        for number, original in rows:
            found.setdefault(number, []).append(original)
        return found

    def _build(self, corrections: Mapping[int, Correction]) -> None:
        connection = self.database.connection.cursor()
        connection.execute("DROP SCHEMA IF EXISTS worlds CASCADE; CREATE SCHEMA worlds")
        rows = [
            (number, record, *(change.get(name) for name in _CHANGES))
            for number, correction in corrections.items()
            for record, change in sorted(correction.changes.items())
        ]
        create(connection, "worlds.changes", {"world": "INTEGER", "id": "BIGINT", **_CHANGES}, rows)
        given = next((c.given for c in corrections.values() if c.given), {})
        taken = [(record, *(change.get(name) for name in _CHANGES)) for record, change in sorted(given.items())]
        create(connection, "worlds.given", {"id": "BIGINT", **_CHANGES}, taken)
        # what a world changes itself, or spares, is not given in it; without given changes nothing is
        spared = [
            (number, record)
            for number, c in corrections.items()
            for record in sorted((c.spared | c.changes.keys()) & given.keys() if c.given else given.keys())
        ]
        create(connection, "worlds.spared", {"world": "INTEGER", "id": "BIGINT"}, spared)
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
        replaced = ", ".join(f"coalesce(c.{name}, g.{name}, r.{name}) AS {name}" for name in _CHANGES)
        connection.execute(_NEIGHBOURS.format(replaced=replaced))
        connection.execute(
            "CREATE TABLE worlds.touched AS SELECT r.id FROM worlds.records r "
            "JOIN worlds.changes c ON c.id = r.original AND c.world = r.world"
        )
        connection.execute(_KNOWLEDGE)
        connection.execute(IN_WORLDS)
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


@dataclass
class _Verdict:
    """What the errors of one world say of the correction made in it; ``confirmed`` are its records that are right."""

    correction: Correction
    confirmed: frozenset[int] = frozenset()
    wrong: set[int] = field(default_factory=set)
    entangled: set[int] = field(default_factory=set)
    _part: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._part = {i: number for number, part in enumerate(self.correction.parts) for i in part}

    def take(self, code: str, named: Sequence[tuple[int, bool]], known: Known) -> None:
        """Take in an error that names these records; with each stands whether the error may be its fault."""
        touched = {i for i, _ in named if i in self.correction.changes}
        doubted = {i for i, may_be_wrong in named if may_be_wrong}
        # what only stands beside an error does not make it another one
        others, blamed = doubted - touched, doubted & touched
        if _among(known, code, others):
            # an error that was there before is not the fault of a record that now says what the authority says
            blamed -= self.confirmed
        else:
            # a new error that names none of several corrections is laid to none of them
            blamed |= touched or (set() if self._part else set(self.correction.changes))
        if len({self._part.get(i, 0) for i in touched}) > 1:
            self.entangled |= blamed
        else:
            self.wrong |= blamed

    def trouble(self) -> Trouble:
        return Trouble(self.wrong, self.entangled)


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
