"""What else is stated of the facts of some files: by other sources, by the authority, and by what follows from both.

Whether two figures can both be true is decided as the rules decide it (EG501, EG502): their intervals have a common
point. Where an edition was only inferred, a difference proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from egovcheck.core.review import Evidence
from egovcheck.engine.running import plain

if TYPE_CHECKING:
    import duckdb

MOST = 12
"""So many other sources are shown for one figure, those that disagree first."""

_MEET = """NOT (coalesce({a}.low > {b}.high OR ({a}.low = {b}.high AND {b}.high_open), false)
    OR coalesce({b}.low > {a}.high OR ({b}.low = {a}.high AND {a}.high_open), false))"""

_AGREES = f"""CASE WHEN {_MEET} THEN true WHEN {{doubt}} THEN NULL ELSE false END"""

_FIGURES = """
SELECT id, file, record, indicator, area, period, breakdown, measure, base_period, value, denominator, unit, qualifier,
       status, low, high, high_open, plausible, printed, inferred, target
FROM records WHERE file IN (SELECT unnest($1::INTEGER[]))
"""

_SOURCES = f"""
SELECT f.id AS figure, 'source' AS kind, r.source, r.file, r.publisher, NULL AS edition, NULL AS released, r.published,
       r.printed, r.value, r.low, r.high, r.high_open, r.line, r.quote,
       {_AGREES.format(a="f", b="r", doubt="f.inferred OR r.inferred")} AS agrees
FROM records f JOIN records r ON r.fact = f.fact AND r.source <> f.source
WHERE f.file IN (SELECT unnest($1::INTEGER[]))
QUALIFY row_number() OVER (PARTITION BY f.id ORDER BY coalesce(agrees, true), r.source, r.id) <= {MOST}
ORDER BY f.id, r.source, r.id
"""

_OF_AUTHORITY = f"""
SELECT f.id AS figure, 'reference' AS kind, r.source, NULL AS file, i.publisher, r.period AS edition, e.released,
       NULL AS published, r.printed, r.value, r.low, r.high, r.high_open, NULL AS line, NULL AS quote,
       {_AGREES.format(a="f", b="r", doubt="f.inferred")} AS agrees
FROM records f
JOIN reference r
  ON r.indicator = f.indicator AND r.area = f.area AND r.period = f.period AND r.breakdown = f.breakdown
JOIN indicators i ON i.indicator = f.indicator
LEFT JOIN editions e ON e.survey = i.survey AND e.edition = r.period
WHERE f.file IN (SELECT unnest($1::INTEGER[])) AND f.measure = 'level' AND NOT f.target
ORDER BY f.id, r.id
"""

# a rank that falls is places gained
_CHANGES = f"""
WITH changed AS (
    SELECT f.id AS figure, 'reference' AS kind, n.source, NULL AS file, i.publisher, n.period AS edition, e.released,
           NULL AS published, b.printed || ' → ' || n.printed AS printed,
           CASE WHEN i.kind = 'rank' THEN b.value - n.value ELSE n.value - b.value END AS value,
           CASE WHEN i.kind = 'rank' THEN b.low - n.high ELSE n.low - b.high END AS low,
           CASE WHEN i.kind = 'rank' THEN b.high - n.low ELSE n.high - b.low END AS high,
           false AS high_open, NULL AS line, NULL AS quote, i.kind = 'rank' AS gained,
           b.printed AS before, n.printed AS after, b.period AS base
    FROM records f
    JOIN reference n
      ON n.indicator = f.indicator AND n.area = f.area AND n.period = f.period AND n.breakdown = f.breakdown
    JOIN reference b
      ON b.indicator = f.indicator AND b.area = f.area AND b.period = f.base_period AND b.breakdown = f.breakdown
    JOIN indicators i ON i.indicator = f.indicator
    LEFT JOIN editions e ON e.survey = i.survey AND e.edition = n.period
    WHERE f.file IN (SELECT unnest($1::INTEGER[])) AND f.measure = 'change' AND NOT f.target
)
SELECT c.*, {_AGREES.format(a="f", b="c", doubt="f.inferred")} AS agrees
FROM changed c JOIN records f ON f.id = c.figure ORDER BY c.figure
"""

# the rank among the members of a group, where the authority has a rank or else a score of every one of them
_GROUPS = f"""
WITH regional AS (
    SELECT f.id, f.area, f.period, f.breakdown, i.publisher, e.released, e.released_start, e.released_end,
           unnest([f.indicator, i.score]) AS measured, unnest([-1, 1]) AS sign
    FROM records f
    JOIN indicators i ON i.indicator = f.indicator AND i.kind = 'rank'
    JOIN editions e ON e.survey = i.survey AND e.edition = f.period
    WHERE f.file IN (SELECT unnest($1::INTEGER[])) AND f.measure = 'level' AND NOT f.target
),
ranked AS (
    SELECT f.id, f.sign, o.source, f.publisher, f.period, f.released, t.value,
           f.sign * t.value > f.sign * o.value AS is_ahead,
           m.area <> f.area AND f.sign = 1 AND t.value = o.value AS tied
    FROM regional f
    JOIN reference o ON o.indicator = f.measured AND o.area = f.area AND o.period = f.period AND o.breakdown = '_T'
    JOIN members m
      ON m.group_code = f.breakdown AND (m.valid_from IS NULL OR m.valid_from <= f.released_start)
     AND (m.valid_to IS NULL OR m.valid_to >= f.released_end)
    LEFT JOIN reference t
      ON t.indicator = f.measured AND t.area = m.area AND t.period = f.period AND t.breakdown = '_T'
),
placed AS (
    SELECT id AS figure, 'reference' AS kind, source, NULL AS file, publisher, period AS edition, released,
           NULL AS published, NULL AS printed, 1 + count(*) FILTER (WHERE is_ahead) AS value, NULL AS line,
           NULL AS quote, count(*) FILTER (WHERE is_ahead) AS ahead
    FROM ranked GROUP BY id, source, publisher, period, released, sign
    HAVING count(*) = count(value) AND NOT bool_or(tied)
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY sign) = 1
),
bounded AS (SELECT *, value AS low, value AS high, false AS high_open FROM placed)
SELECT c.*, {_AGREES.format(a="f", b="c", doubt="f.inferred")} AS agrees
FROM bounded c JOIN records f ON f.id = c.figure
WHERE NOT EXISTS (
    SELECT 1 FROM reference r WHERE r.indicator = f.indicator AND r.area = f.area AND r.period = f.period
    AND r.breakdown = f.breakdown)
ORDER BY c.figure
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One record of the files that were asked for, by column name, with what else is stated of its fact.

    ``changes`` are (before, base period, after, period, whether a fall is a gain) as the authority prints them,
    ``ahead`` is how many members of the group the authority ranks before it.
    """

    record: dict[str, Any]
    evidence: tuple[Evidence, ...]
    changes: tuple[tuple[str, str, str, str, bool], ...] = ()
    ahead: int | None = None


def evidence_for(
    connection: duckdb.DuckDBPyConnection, files: Sequence[int], labels: dict[int, str]
) -> dict[tuple[int, int], Found]:
    """Return the records of ``files`` with their evidence, by file and record number; ``labels`` name all files."""
    rows = _rows(connection, _FIGURES, files)
    said: dict[int, list[Evidence]] = {row["id"]: [] for row in rows}
    changes: dict[int, list[tuple[str, str, str, str, bool]]] = {}
    ahead: dict[int, int] = {}
    for sql in (_OF_AUTHORITY, _CHANGES, _GROUPS, _SOURCES):
        for row in _rows(connection, sql, files):
            said[row["figure"]].append(_evidence(row, labels))
            if "base" in row:
                told = (row["before"], row["base"], row["after"], row["edition"], row["gained"])
                changes.setdefault(row["figure"], []).append(told)
            if "ahead" in row:
                ahead[row["figure"]] = row["ahead"]
    return {
        (row["file"], row["record"]): Found(
            row, tuple(said[row["id"]]), tuple(changes.get(row["id"], ())), ahead.get(row["id"])
        )
        for row in rows
    }


def _evidence(row: dict[str, Any], labels: dict[int, str]) -> Evidence:
    return Evidence(
        kind=row["kind"],
        source=row["source"],
        publisher=row["publisher"],
        edition=row["edition"],
        released=row["released"],
        published=row["published"],
        printed=row["printed"],
        value=plain(row["value"]),
        low=plain(row["low"]),
        high=plain(row["high"]),
        high_open=bool(row["high_open"]),
        path=labels.get(row["file"]),
        line=row["line"],
        quote=row["quote"],
        agrees=row["agrees"],
    )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, files: Sequence[int]) -> list[dict[str, Any]]:
    cursor = connection.cursor()
    cursor.execute(sql, [list(files)])
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    cursor.close()
    return rows
