"""What hypotheses may ask, answered from the database and the catalogue; fetched for all findings at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from egovcheck.diagnosis.candidates import Composite, Statement, has_figure_of
from egovcheck.engine.findings import RecordRow
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.catalogue.entries import current_spans, days
from egovcheck.records.periods import read_period

if TYPE_CHECKING:
    import duckdb

Key = tuple[str | None, str | None, str]
"""Indicator, area, breakdown."""

Column = tuple[int, str, str | None, str | None, str]
"""File, source, indicator, period, breakdown: a file may hold the tables of several sources."""

_SIBLINGS = """
SELECT r.* FROM records r JOIN wanted w ON w.source = r.source AND w.area = r.area AND w.period = r.period
WHERE r.measure = 'level' AND NOT r.target
"""

_COLUMNS = """
SELECT DISTINCT r.* FROM wanted w LEFT JOIN indicators i ON i.indicator = w.indicator
JOIN records r ON r.indicator IN (w.indicator, i.score) AND r.period = w.period
WHERE r.source = w.source AND r.breakdown = w.breakdown AND r.measure = 'level' AND NOT r.target
"""

_ELSEWHERE = """
SELECT r.* FROM records r JOIN wanted w ON w.indicator = r.indicator AND w.area = r.area
WHERE r.breakdown = w.breakdown AND r.measure = 'level' AND NOT r.target
"""

_WANTED = """
WITH wanted AS (
    SELECT DISTINCT {columns} FROM records WHERE id IN (SELECT unnest($1::BIGINT[]))
    AND area IS NOT NULL AND period IS NOT NULL AND indicator IS NOT NULL
)
"""


def statement(role: str, row: RecordRow, catalogue: Catalogue) -> Statement:
    """Return a record or reference value as diagnosis sees it."""
    known = catalogue.indicators.get(row["indicator"] or "")
    decimals = row["decimals"]
    if decimals is None:
        decimals = len(str(row["printed"] or "").partition(".")[2])
    return Statement(
        id=row["id"],
        role=role,
        source=row["source"],
        indicator=row["indicator"],
        area=row["area"],
        period=row["period"],
        breakdown=row["breakdown"] or "_T",
        measure=row["measure"] or "level",
        value=_tidy(row["value"]),
        low=row["low"],
        high=row["high"],
        high_open=bool(row["high_open"]),
        denominator=_tidy(row["denominator"]) if row["denominator"] is not None else None,
        decimals=decimals,
        step=row["step"] or Decimal(1),
        printed=row["printed"] or "",
        published=row["published"],
        unit=row["unit"],
        kind=known.kind if known else None,
        reference=row.is_reference,
        base_period=row["base_period"],
    )


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@dataclass
class FetchedKnowledge:
    """Answers for the findings whose named rows are given."""

    catalogue: Catalogue
    connection: duckdb.DuckDBPyConnection
    _reference: dict[Key, list[Statement]] = field(default_factory=dict)
    _by_fact: dict[tuple[str | None, str | None, str], list[Statement]] = field(default_factory=dict)
    _stated: dict[Key, list[Statement]] = field(default_factory=dict)
    _columns: dict[Column, list[Statement]] = field(default_factory=dict)
    _places: dict[int, tuple[Column, int]] = field(default_factory=dict)
    _siblings: dict[tuple[str, str | None, str | None], list[Statement]] = field(default_factory=dict)
    _known: dict[tuple[Key, str], list[Statement]] = field(default_factory=dict)
    _runs: dict[tuple[Column, int], list[tuple[int, int]]] = field(default_factory=dict)
    _scored: dict[tuple[Column, str], list[tuple[Statement, Statement]]] = field(default_factory=dict)
    _holders: dict[int, list[Statement]] = field(default_factory=dict)

    def prepare(self, rows: Iterable[RecordRow]) -> None:
        """Fetch what may be asked about the given doubtful records: the reference, and the records around them."""
        ids = sorted({row["id"] for row in rows if not row.is_reference and row["area"]})
        if not ids:
            return
        for row in self._query("SELECT * FROM reference", []):
            made = statement("reference", row, self.catalogue)
            self._reference.setdefault((made.indicator, made.area, made.breakdown), []).append(made)
            self._by_fact.setdefault((made.indicator, made.period, made.breakdown), []).append(made)
        seen: dict[int, Statement] = {}
        for made, _ in self._around(_SIBLINGS, "source, area, period", ids, seen):
            self._siblings.setdefault((made.source, made.area, made.period), []).append(made)
        for made, file in self._around(_COLUMNS, "indicator, period, breakdown, source", ids, seen):
            column = (file, made.source, made.indicator, made.period, made.breakdown)
            listed = self._columns.setdefault(column, [])
            self._places[made.id] = (column, len(listed))
            listed.append(made)
        companions = sorted(seen)
        for made, _ in self._around(_ELSEWHERE, "indicator, area, breakdown", companions, seen):
            self._stated.setdefault((made.indicator, made.area, made.breakdown), []).append(made)

    def _around(
        self, sql: str, columns: str, ids: list[int], seen: dict[int, Statement]
    ) -> Iterable[tuple[Statement, int]]:
        """Yield the records that a query finds around the given ones, in the order of their tables."""
        for row in self._query(f"{_WANTED.format(columns=columns)}{sql} ORDER BY r.id", [ids]):
            made = seen.get(row["id"])
            if made is None:
                made = seen[row["id"]] = statement("context", row, self.catalogue)
            yield made, row["file"]

    def _query(self, sql: str, parameters: Sequence[Any]) -> list[RecordRow]:
        cursor = self.connection.cursor()
        cursor.execute(sql, parameters)
        names = [column[0] for column in cursor.description or []]
        rows = [RecordRow(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
        cursor.close()
        return rows

    def reference(self, statement_: Statement) -> Sequence[Statement]:
        """Return the authority's values of the same indicator, area and breakdown, for every edition."""
        return self._reference.get((statement_.indicator, statement_.area, statement_.breakdown), [])

    def known(self, statement_: Statement) -> Sequence[Statement]:
        """Return one value a period that does not rest on the statement's source: the authority's, else the others'."""
        key = (statement_.indicator, statement_.area, statement_.breakdown)
        found = self._known.get((key, statement_.source))
        if found is None:
            by_period = {r.period: r for r in self.reference(statement_)}
            others: dict[str | None, list[Statement]] = {}
            for other in self._stated.get(key, []):
                if other.source != statement_.source and other.period not in by_period:
                    others.setdefault(other.period, []).append(other)
            agreed = (_agreed(statements) for statements in others.values())
            found = [*by_period.values(), *(made for made in agreed if made is not None)]
            self._known[key, statement_.source] = found
        return found

    def siblings(self, statement_: Statement) -> Sequence[Statement]:
        """Return the other levels that the same source states for the same area and period."""
        key = (statement_.source, statement_.area, statement_.period)
        return [s for s in self._siblings.get(key, []) if s.id != statement_.id]

    def column(self, statement_: Statement) -> tuple[Sequence[Statement], int]:
        """Return the levels of its indicator, period and breakdown in its own table, in order, and its place."""
        column, place = self._places.get(statement_.id, (None, 0))
        return (self._columns[column], place) if column else ([statement_], 0)

    def run(self, statement_: Statement, step: int) -> tuple[int, int]:
        """Return the first and last place of rows around it that all have the figure of the row ``step`` further."""
        name, place = self._places.get(statement_.id, (None, 0))
        if name is None:
            return 0, 0
        if (name, step) not in self._runs:
            column = self._columns[name]
            ends: list[tuple[int, int]] = []
            first = 0
            for here in range(len(column)):
                if not has_figure_of(column, here, step, self):
                    ends += [(first, here - 1)] * (here - first) + [(here, here)]
                    first = here + 1
            ends += [(first, len(column) - 1)] * (len(column) - first)
            self._runs[name, step] = ends
        return self._runs[name, step][place]

    def scored(self, statement_: Statement) -> Sequence[tuple[Statement, Statement]]:
        """Return the ranks of the table in which a rank stands, each with its score, by falling score."""
        known = self.catalogue.indicators.get(statement_.indicator or "")
        if not known or not known.score or statement_.id not in self._places:
            return []
        column, _ = self._places[statement_.id]
        file, source, _, period, breakdown = column
        key = (column, known.score)
        if key not in self._scored:
            scores = {s.area: s for s in self._columns.get((file, source, known.score, period, breakdown), [])}
            pairs = [(rank, scores[rank.area]) for rank in self._columns[column] if rank.area in scores]
            self._scored[key] = sorted(pairs, key=lambda pair: (-pair[1].value, pair[0].value, pair[0].id))
        return self._scored[key]

    def holders(self, statement_: Statement) -> Sequence[Statement]:
        """Return the authority's values of other areas, for its indicator, period and breakdown, that it allows."""
        found = self._holders.get(statement_.id)
        if found is None:
            key = (statement_.indicator, statement_.period, statement_.breakdown)
            found = [r for r in self._by_fact.get(key, []) if r.area != statement_.area and statement_.allows(r.value)]
            self._holders[statement_.id] = found
        return found

    def states(self, statement_: Statement, period: str) -> Statement | None:
        """Return what the same source states of the same fact in another period."""
        key = (statement_.indicator, statement_.area, statement_.breakdown)
        same = (s for s in self._stated.get(key, []) if s.source == statement_.source and s.period == period)
        return next(same, None)

    def current_edition(self, statement_: Statement) -> str | None:
        """Return the edition that was surely the newest when the statement's source appeared."""
        known = self.catalogue.indicators.get(statement_.indicator or "")
        if not known or not statement_.published:
            return None
        when = read_period(statement_.published)
        for editions in self.catalogue.edition_lists():
            if editions[0].survey == known.survey:
                for edition, (start, end) in zip(editions, current_spans(editions), strict=True):
                    if start and end and start <= when.start and when.end <= end:
                        return edition.edition
        return None

    def groups_of_size(self, statement_: Statement, size: int) -> Sequence[tuple[str, Mapping[str, str]]]:
        """Return the groups that the area was a member of, with so many members on the day that the figure is about."""
        day = self._day(statement_)
        if day is None:
            return []
        found = []
        for code in self.catalogue.groups:
            members = {
                m.area for m in self.catalogue.members if m.group == code and _inside(day, m.valid_from, m.valid_to)
            }
            if len(members) == size and statement_.area in members:
                found.append((code, self.names(code)))
        return found

    def _day(self, statement_: Statement) -> date | None:
        """Return the day on which membership counts: the edition's release, else the end of the period."""
        known = self.catalogue.indicators.get(statement_.indicator or "")
        for edition in self.catalogue.editions:
            if known and edition.survey == known.survey and edition.edition == statement_.period:
                released = edition.released_between()[1]
                if released:
                    return released
        when = statement_.period or statement_.published
        return read_period(when).end if when else None

    def names(self, code: str) -> Mapping[str, str]:
        """Return the names of an indicator, area or group by language; the code itself where it is unknown."""
        indicator = self.catalogue.indicators.get(code)
        if indicator:
            return {"en": indicator.short.en, "vi": indicator.short.vi}
        known = self.catalogue.groups.get(code) or self.catalogue.areas.get(code)
        return {"en": known.name_en, "vi": known.name_vi} if known else {"en": code, "vi": code}

    def composite(self, statement_: Statement) -> Composite | None:
        """Return how a composite index is made of its components in the statement's period; None for others."""
        period = (statement_.period or "")[:4]
        made = [
            c
            for c in self.catalogue.composites
            if c.indicator == statement_.indicator and (c.start or "") <= period and (not c.end or period <= c.end)
        ]
        if not made:
            return None
        weights = {c.component: c.weight for c in made}
        divisor = sum(weights.values(), Decimal(0)) if made[0].form == "mean" else Decimal(1)
        return Composite(weights, divisor, max(c.slack or Decimal(0) for c in made))

    def shares(self, statement_: Statement) -> Sequence[tuple[str, str, str]]:
        """Return the shares (share, numerator, denominator) in which the indicator is one of the two counts."""
        return [
            (s.share, s.numerator, s.denominator)
            for s in self.catalogue.shares
            if statement_.indicator in {s.numerator, s.denominator}
        ]

    def bounds(self, statement_: Statement) -> tuple[Decimal | None, Decimal | None]:
        """Return the bounds that the catalogue gives for the indicator."""
        known = self.catalogue.indicators.get(statement_.indicator or "")
        return (known.minimum, known.maximum) if known else (None, None)


def _agreed(statements: Sequence[Statement]) -> Statement | None:
    """Return the most precise of statements that agree with it, or None where some do not."""
    best = max(statements, key=lambda s: (s.decimals, -s.id))
    return best if all(s.allows(best.value) for s in statements) else None


def _inside(day: date, valid_from: str | None, valid_to: str | None) -> bool:
    start, end = days(valid_from, valid_to)
    return (start is None or start <= day) and (end is None or day <= end)
