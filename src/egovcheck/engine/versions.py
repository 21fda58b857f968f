"""Two versions of a submission: the old records beside the new ones, and which statement was made of which.

Statements are paired by their fact. Which source of one version is which of the other is told by the names of sources
and files, as far as these tell it (``aligned``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from egovcheck.core.report import RevisedRecords
from egovcheck.records.source_names import default_sources
from egovcheck.sources.databases.address import is_address
from egovcheck.sources.tables import Document

if TYPE_CHECKING:
    import duckdb

NO_PREVIOUS = """
CREATE TABLE {schema}previous AS SELECT * FROM {schema}records LIMIT 0;
CREATE TABLE {schema}revisions (
    id BIGINT, previous_id BIGINT, source VARCHAR, state VARCHAR, certain BOOLEAN, permille DECIMAL(28,0));
"""
"""The tables of versions where there is only one.

``revisions`` has one row for every statement of either version: the record ``id`` and the record ``previous_id`` that
it was made of (NULL where it was added or removed), the ``source`` in its newer name (NULL where no one name fits), the
``state`` (unchanged, changed, added, removed), whether the pair is ``certain`` (one source states the fact once in each
version), and how large the revision is in thousandths of the old value (NULL where there is no such ratio).
"""

_PARTS = """
CREATE TABLE parts_of_versions AS
SELECT unnest($1::BOOLEAN[]) AS earlier, unnest($2::VARCHAR[]) AS source, unnest($3::VARCHAR[]) AS part,
       unnest($4::VARCHAR[]) AS named
"""

# statements without a period or area are paired by what they do have
_KEY = """coalesce(r.fact, '?' || coalesce(r.indicator, '') || '|' || coalesce(r.area, '') || '|'
    || coalesce(r.period, '') || '|' || r.breakdown || '|' || r.measure || '|' || coalesce(r.base_period, '') || '|'
    || r.target)"""

_STATED = f"""
SELECT r.id, p.part, p.named, {_KEY} AS key, r.fact IS NOT NULL AS known, r.kind, r.value, r.low, r.high, r.high_open,
       r.denominator, r.qualifier, r.printed, r.source
FROM {{records}} r JOIN parts_of_versions p ON p.source = r.source AND p.earlier = {{earlier}}
"""

# a value as a whole number of ten-thousand-millionths, so that a ratio of two is exact
_WHOLE = "abs(CAST(replace(CAST({} AS VARCHAR), '.', '') AS HUGEINT))"

_REVISIONS = f"""
CREATE TABLE revisions AS
WITH after_ AS ({_STATED.format(records="records", earlier="false")}),
before_ AS ({_STATED.format(records="previous", earlier="true")}),
-- statements that are alike to the last digit are the same one, as often as both versions have them
numbered_after AS (
    SELECT *, row_number() OVER (PARTITION BY part, key, value, low, high, denominator, qualifier
                                 ORDER BY printed, source, id) AS turn
    FROM after_
),
numbered_before AS (
    SELECT *, row_number() OVER (PARTITION BY part, key, value, low, high, denominator, qualifier
                                 ORDER BY printed, source, id) AS turn
    FROM before_
),
same AS (
    SELECT a.id, b.id AS previous_id
    FROM numbered_after a JOIN numbered_before b
      ON a.part = b.part AND a.key = b.key AND a.value = b.value AND a.qualifier = b.qualifier AND a.turn = b.turn
     AND a.low IS NOT DISTINCT FROM b.low AND a.high IS NOT DISTINCT FROM b.high
     AND a.denominator IS NOT DISTINCT FROM b.denominator
),
-- of the others each is paired with the one in its place
left_after AS (
    SELECT a.*, row_number() OVER (PARTITION BY part, key ORDER BY value, low, high, printed, source, a.id) AS turn,
           count(*) OVER (PARTITION BY part, key) AS many
    FROM after_ a ANTI JOIN same s ON s.id = a.id
),
left_before AS (
    SELECT b.*, row_number() OVER (PARTITION BY part, key ORDER BY value, low, high, printed, source, b.id) AS turn,
           count(*) OVER (PARTITION BY part, key) AS many
    FROM before_ b ANTI JOIN same s ON s.previous_id = b.id
),
others AS (
    SELECT a.id, b.id AS previous_id, coalesce(a.named, b.named) AS source, a.many = 1 AND b.many = 1 AS certain,
           a.kind, a.value, b.value AS old_value,
           coalesce(a.low > b.high OR (a.low = b.high AND b.high_open), false)
               OR coalesce(b.low > a.high OR (b.low = a.high AND a.high_open), false)
               -- "more than 60 million" and "more than 70 million" can both be true, but one was made the other
               OR (a.qualifier = b.qualifier AND a.value <> b.value
                   AND a.qualifier IN ('at_least', 'at_most', 'almost'))
               AS moved,
           coalesce(a.denominator <> b.denominator, false) AS out_of_others
    FROM left_after a FULL JOIN left_before b
      -- without a period or area several statements are no one's successors
      ON a.part = b.part AND a.key = b.key AND a.turn = b.turn AND (a.known OR (a.many = 1 AND b.many = 1))
)
SELECT s.id, s.previous_id, a.named AS source, 'unchanged' AS state, true AS certain,
       CAST(NULL AS DECIMAL(28,0)) AS permille
FROM same s JOIN after_ a ON a.id = s.id
UNION ALL
SELECT id, previous_id, source,
       CASE WHEN previous_id IS NULL THEN 'added' WHEN id IS NULL THEN 'removed'
            WHEN moved OR out_of_others THEN 'changed' ELSE 'unchanged' END,
       coalesce(certain, true),
       CASE WHEN moved AND old_value <> 0 AND coalesce(kind, '') NOT IN ('level', 'date') THEN CAST(least(
           ({_WHOLE.format("CAST(value - old_value AS DECIMAL(38,10))")} * 2000 + {_WHOLE.format("old_value")})
           // (2 * {_WHOLE.format("old_value")}), 1000000000000000) AS DECIMAL(28,0)) END
FROM others
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A source of one version: ``name`` is shared with its counterparts in the other one and with nobody else.

    ``shown`` is what people know it by: its id in the new version where it has one, else in the old one; None where it
    goes by several.
    """

    earlier: bool
    source: str
    name: str
    shown: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """The sources that a version states, and those of them that are only files, each with what tells the file apart."""

    stated: frozenset[str]
    files: Mapping[str, str]

    def name(self, source: str) -> str:
        """Return the name by which a source is looked for in the other version."""
        return self.files.get(source, source)


@dataclass(frozen=True, slots=True)
class Versions:
    """What a database has to do with other versions: write its records to ``kept``, or read old ones from ``earlier``.

    ``files`` and ``earlier_files`` are what ``file_names`` returns for the files of either version.
    """

    kept: Path | None = None
    earlier: Path | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    earlier_files: Mapping[str, str] = field(default_factory=dict)

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the tables of versions; the records must be there, and the database not yet be locked."""
        if self.kept:
            with _attached(connection, self.kept):
                connection.execute("CREATE TABLE kept.records AS SELECT * FROM records")
        if not self.earlier:
            connection.execute(NO_PREVIOUS.format(schema=""))
            return
        with _attached(connection, self.earlier):
            connection.execute("CREATE TABLE previous AS SELECT * FROM kept.records")
        new, old = (
            Names(frozenset(s for (s,) in connection.execute(f"SELECT DISTINCT source FROM {name}").fetchall()), files)
            for name, files in (("records", self.files), ("previous", self.earlier_files))
        )
        parts = aligned(new, old)
        columns = [[getattr(part, name) for part in parts] for name in ("earlier", "source", "name", "shown")]
        connection.execute(_PARTS, columns)
        connection.execute(_REVISIONS)


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS kept")
    yield
    connection.execute("DETACH kept")


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of the records of the previous version.

    ``names`` are, for the old and for the new version, the names that sources share with their counterparts.
    """

    records: RevisedRecords
    names: tuple[Mapping[str, str], Mapping[str, str]]


def revised(connection: duckdb.DuckDBPyConnection) -> Revised:
    """Count what became of the statements of the previous version, and say how large the revisions are."""
    cursor = connection.cursor()
    parts = cursor.execute("SELECT earlier, source, part FROM parts_of_versions").fetchall()
    counts: dict[str, int] = dict(cursor.execute("SELECT state, count(*) FROM revisions GROUP BY state").fetchall())
    sizes = "SELECT list_sort(list(permille)) FROM revisions WHERE permille IS NOT NULL"
    permille: list[Decimal] = cursor.execute(sizes).fetchall()[0][0] or []
    cursor.close()
    unchanged, changed, added, removed = (counts.get(s, 0) for s in ("unchanged", "changed", "added", "removed"))
    total = unchanged + changed + added + removed
    middle = (permille[(len(permille) - 1) // 2] + permille[len(permille) // 2]) / 2 if permille else None
    records = RevisedRecords(
        before=unchanged + changed + removed,
        after=unchanged + changed + added,
        unchanged=unchanged,
        changed=changed,
        added=added,
        removed=removed,
        share_revised=_text(Decimal(changed + added + removed) / total) if total else "0",
        median_revision=None if middle is None else _text(middle / 1000),
        largest_revision=_text(permille[-1] / 1000) if permille else None,
    )
    old, new = ({source: name for of, source, name in parts if of is earlier} for earlier in (True, False))
    return Revised(records, (old, new))


def _text(ratio: Decimal) -> str:
    """Return a ratio to four places, without zeros that say nothing."""
    text = f"{ratio.quantize(Decimal('0.0001'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def file_names(documents: Sequence[Document]) -> dict[str, str]:
    """Return the default source of each file with the name that it has in any version of the submission.

    The name is the file's stem; where two files share it, the path below the folder that all files have in common, so
    that ``v1/north/data.csv`` and ``v2/north/data.csv`` are one file.
    """
    sources = default_sources(documents)
    stems = [document.stem for document in documents]
    shared = [
        document.path.parent
        for document, stem in zip(documents, stems, strict=True)
        if stems.count(stem) > 1 and not is_address(document.label)
    ]
    common = Path(os.path.commonpath(shared)) if shared else Path()
    return {
        source: stem if stems.count(stem) == 1 else _below(common, document)
        for source, stem, document in zip(sources, stems, documents, strict=True)
    }


def _below(common: Path, document: Document) -> str:
    if is_address(document.label):
        return document.label
    return document.path.relative_to(common).with_suffix("").as_posix()


def aligned(new: Names, old: Names) -> list[Part]:
    """Say which sources of two versions belong together.

    Sources of one name do, whether the data or a file gives it. Where the names of files say nothing, because no file
    is named alike in both versions (``old.csv`` and ``new.csv``), all files of one version stand against all files of
    the other, or against the sources that the data of the other names, where one version names none.
    """
    new_names, old_names = ({source: of.name(source) for source in sorted(of.stated)} for of in (new, old))
    both = set(new_names.values()) & set(old_names.values())
    renamed_new, renamed_old = _renamed(new, old, both)
    label = renamed_new[0] if len(renamed_new) == 1 else None
    shown = {name: source for names in (old_names, new_names) for source, name in names.items()}
    return [
        Part(earlier, source, "", label) if source in renamed else Part(earlier, source, name, shown[name])
        for earlier, names, renamed in ((False, new_names, renamed_new), (True, old_names, renamed_old))
        for source, name in names.items()
    ]


def _renamed(new: Names, old: Names, both: set[str]) -> tuple[list[str], list[str]]:
    """Return the sources of both versions that go by other names in the other one; none where that is not plain."""
    if both & {of.name(source) for of in (new, old) for source in of.stated & of.files.keys()}:
        return [], []  # some file has kept its name: one without a counterpart is new or gone
    loose = [sorted(source for source in of.stated if of.name(source) not in both) for of in (new, old)]
    files = [[source for source in rest if source in of.files] for rest, of in zip(loose, (new, old), strict=True)]
    if all(files):
        return files[0], files[1]
    unnamed = [of.stated <= of.files.keys() for of in (new, old)]
    return (loose[0], loose[1]) if any(unnamed) and all(loose) else ([], [])
