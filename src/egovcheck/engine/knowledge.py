"""What hypotheses may ask, answered from the database and the catalogue; fetched for all findings at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from egovcheck.diagnosis.candidates import Statement
from egovcheck.engine.findings import RecordRow
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.catalogue.entries import current_spans, days
from egovcheck.records.periods import read_period

if TYPE_CHECKING:
    import duckdb

Key = tuple[str | None, str | None, str]


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
    )


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@dataclass
class FetchedKnowledge:
    """Answers for the findings whose named rows are given."""

    catalogue: Catalogue
    connection: duckdb.DuckDBPyConnection
    _reference: dict[Key, list[Statement]] = field(default_factory=dict)
    _siblings: dict[tuple[Any, ...], list[Statement]] = field(default_factory=dict)

    def prepare(self, rows: Iterable[RecordRow]) -> None:
        """Fetch the reference and the companions of the given doubtful records, in one query each."""
        doubtful = list(rows)
        areas = sorted({row["area"] for row in doubtful if row["area"]})
        if not areas:
            return
        for row in self._query("SELECT * FROM reference WHERE area IN (SELECT unnest($1::VARCHAR[]))", [areas]):
            made = statement("reference", row, self.catalogue)
            self._reference.setdefault((made.indicator, made.area, made.breakdown), []).append(made)
        sources = sorted({row["source"] for row in doubtful})
        found = self._query(
            "SELECT * FROM records WHERE survey IS NOT NULL AND measure = 'level' AND NOT target "
            "AND area IN (SELECT unnest($1::VARCHAR[])) AND source IN (SELECT unnest($2::VARCHAR[])) ORDER BY id",
            [areas, sources],
        )
        for row in found:
            made = statement("context", row, self.catalogue)
            self._siblings.setdefault((made.source, made.area, made.period, row["survey"]), []).append(made)

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

    def siblings(self, statement_: Statement) -> Sequence[Statement]:
        """Return the other levels of the same survey that the same source files for the same area and period."""
        known = self.catalogue.indicators.get(statement_.indicator or "")
        key = (statement_.source, statement_.area, statement_.period, known.survey if known else None)
        return [s for s in self._siblings.get(key, []) if s.id != statement_.id]

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
                found.append((code, self.group_names(code)))
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

    def group_names(self, code: str) -> Mapping[str, str]:
        """Return the names of a group or area by language."""
        known = self.catalogue.groups.get(code) or self.catalogue.areas.get(code)
        return {"en": known.name_en, "vi": known.name_vi} if known else {"en": code, "vi": code}

    def bounds(self, statement_: Statement) -> tuple[Decimal | None, Decimal | None]:
        """Return the bounds that the catalogue gives for the indicator."""
        known = self.catalogue.indicators.get(statement_.indicator or "")
        return (known.minimum, known.maximum) if known else (None, None)


def _inside(day: date, valid_from: str | None, valid_to: str | None) -> bool:
    start, end = days(valid_from, valid_to)
    return (start is None or start <= day) and (end is None or day <= end)
