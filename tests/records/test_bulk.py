"""Pydantic row by row and pandera in bulk: the same notices and the same records, in whatever order rows stand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from egovcheck.engine.database import Database
from egovcheck.records.derived import sql_columns
from egovcheck.sources.tables import Cell, Native
from tests.records.rows import CATALOGUE, Read, read

HEADER = (
    "indicator", "area", "period", "value", "printed", "denominator", "unit", "qualifier", "measure", "base_period",
    "status", "breakdown", "source", "publisher", "published", "url", "quote", "note", "start", "end",
)  # fmt: skip


# What a row may hold instead of the usual cells: read, refused while reading, or refused by the definition of a record.
LONG: tuple[Cell, ...] = ("ệ" * 200, "ệ" * 201)
ODD: dict[str, tuple[Cell, ...]] = {
    "indicator": ("UN_EGDI_SCORE", "UN_EGDI_LEVEL", "VN_PORTAL_OPENED", "UNKNOWN", None, *LONG),
    "area": ("Hà Tỉnh", "Viê\u0323t Nam", "", None, *LONG),
    "period": ("2020-Q3", "2019/2020", "nonsense", None),
    "value": ("0,6667", "1.039", "trên 60 triệu", "khoảng 3", "3-5", "n/a", "x", "999999999999999999", "1" * 19, "cao",
              "khoảng 999999999999999999", "gần -999999999999999999", "-86,5%", "26/8/2020", "0,31414000000000003",
              "0,00000000000001", None, Native("1e17"), Native("0.5")),
    "printed": ("86/193", "hơn 86", "88", "1.039", "hạng " * 199, "hạng " * 201),
    "denominator": ("193", "0", "-5", "0,5", "many", "999999999999999999"),
    "unit": ("rank", "%", "furlong"),
    "qualifier": ("trên", "exactly", "roughly so", "about"),
    "measure": ("change", "growth", "speed"),
    "base_period": ("2018", "x", "2018-01/2018-06"),
    "status": ("target", "sơ bộ", "sold"),
    "breakdown": ("UN-SEA", "level-4", *LONG),
    "source": ("a", "b", *LONG),
    "publisher": ("UN", "p" * 1000, "p" * 1001),
    "published": ("2020-08-26", "2020", "2020-Q1"),
    "url": ("http://example.org", "u" * 4001),
    "quote": ("86", "q" * 10_001),
    "note": ("n", "ệ" * 10_000, "ệ" * 10_001),
    "start": ("0", "-1", "7", "x", "9" * 30),
    "end": ("5", "-2"),
}  # fmt: skip
USUAL: dict[str, Cell] = dict.fromkeys(HEADER) | {"indicator": "UN_EGDI_RANK", "area": "VNM", "value": "86"}


def row(**given: Cell) -> tuple[Cell, ...]:
    return tuple((USUAL | given).values())


@st.composite
def rows_of(draw: st.DrawFn) -> tuple[Cell, ...]:
    names = draw(st.lists(st.sampled_from(HEADER), max_size=3, unique=True))
    return row(**{name: draw(st.sampled_from(ODD[name])) for name in names})


ROWS = st.lists(rows_of(), min_size=1, max_size=12)


def both(rows: Sequence[Sequence[Cell]], **given: Any) -> tuple[Read, Read]:
    return read(HEADER, rows, bulk_rows=10**9, **given), read(HEADER, rows, bulk_rows=1, **given)


def records(found: Read) -> list[tuple[Any, ...]]:
    """Return the rows of all batches with the types of the records table."""
    columns = [[_typed(kind, value) for value in found.column(name)] for name, kind in sql_columns().items()]
    return list(zip(*columns, strict=True))


def _typed(kind: str, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    return {"DECIMAL(28,10)": Decimal, "DATE": date.fromisoformat}.get(kind, str)(value)


@settings(max_examples=30, deadline=None)
@given(ROWS, st.sampled_from([None, "vi", "en"]), st.sampled_from([3, 1000]))
@example([row(), row(status="sold", unit="furlong", start="-1"), row(denominator="0"), row()], None, 1000)
def test_any_table_is_read_the_same_in_bulk(rows: list[tuple[Cell, ...]], locale: str | None, size: int) -> None:
    small, bulk = both(rows, locale=locale, size=size)
    assert bulk.notices == small.notices
    assert records(bulk) == records(small)


def many_codes(count: int) -> tuple[list[tuple[Cell, ...]], set[int]]:
    """Return shuffled rows of hundreds of codes, areas and sources, and the record numbers of the wrong ones."""
    numbers = random.Random(20)  # noqa: S311 - the same table every time
    named = [i.code for i in CATALOGUE.indicators.values() if i.kind not in {"level", "date"}]
    codes, areas = [*named, *(f"OTHER_{n}" for n in range(200))], [*CATALOGUE.areas]
    forbidden = [("status", "sold"), ("denominator", "0"), ("area", "x" * 201), ("start", "-1"), ("unit", "km")]
    made: list[tuple[bool, tuple[Cell, ...]]] = []
    for record in range(count):
        usual: dict[str, Cell] = {
            "indicator": numbers.choice(codes),
            "area": numbers.choice(areas),
            "value": str(record),
            "source": f"source-{numbers.randrange(300)}",
        }
        wrong = record % 7 == 0
        made.append((wrong, row(**usual | dict([numbers.choice(forbidden)] if wrong else []))))
    numbers.shuffle(made)
    return [cells for _, cells in made], {record for record, (wrong, _) in enumerate(made, 1) if wrong}


@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_exactly_the_wrong_rows_are_told_among_hundreds_of_codes(bulk_rows: int) -> None:
    rows, wrong = many_codes(1500)
    found = read(HEADER, rows, bulk_rows=bulk_rows, size=400)
    assert len(wrong) == 215
    assert {notice.record for notice in found.notices} == wrong
    assert found.column("record") == [n for n in range(1, 1501) if n not in wrong]
    assert [str(int(value)) for value in found.column("value")] == [rows[n - 1][3] for n in found.column("record")]
    assert found.column("id") == [(7 << 40) | (n << 1) for n in found.column("record")]


def test_hundreds_of_codes_are_told_the_same_in_bulk() -> None:
    small, bulk = both(many_codes(1500)[0], size=400)
    assert bulk.notices == small.notices
    assert records(bulk) == records(small)


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("indicator", "i" * 201, "EG102"), ("status", "sold", "EG102"), ("denominator", "0", "EG102"),
        ("denominator", "-5", "EG102"), ("unit", "furlong", "EG102"), ("start", "-1", "EG102"),
        ("note", "ệ" * 10_001, "EG102"), ("printed", "x" * 1001, "EG102"),
        ("value", "khoảng 999999999999999999", "EG102"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_what_the_definition_forbids_is_told_with_field_and_row(
    field: str, cell: str, code: str, bulk_rows: int
) -> None:
    found = read(HEADER, [row(), row(**{field: cell}), row()], bulk_rows=bulk_rows)
    told = "high" if field == "value" else field
    assert [(n.code, n.field, n.record, n.fields["reason"]) for n in found.notices] == [(code, told, 2, "not-allowed")]
    assert found.column("record") == [1, 3]


@pytest.mark.parametrize(("field", "cell"), [("indicator", "ệ" * 200), ("note", "ệ" * 10_000), ("printed", "ệ" * 1000)])
@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_lengths_are_counted_in_characters_and_not_in_bytes(field: str, cell: str, bulk_rows: int) -> None:
    assert read(HEADER, [row(**{field: cell})], bulk_rows=bulk_rows).notices == []


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        yield opened


def loaded(database: Database, found: Read, columns: str = "*") -> list[tuple[Any, ...]]:
    database.connection.execute("DELETE FROM submitted")
    for batch in found.batches:
        database.add(batch)
    database._insert_waiting()  # what finish() does first; a database can be finished only once
    return database.connection.execute(f"SELECT {columns} FROM submitted ORDER BY id").fetchall()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_records_are_loaded_the_same_in_bulk(database: Database, rows: list[tuple[Cell, ...]]) -> None:
    small, bulk = both(rows, locale="vi", size=5)
    table = loaded(database, bulk)
    assert table == loaded(database, small)
    assert table == records(small)


def finished(found: Read) -> list[tuple[Any, ...]]:
    with Database() as database:
        for batch in found.batches:
            database.add(batch)
        database.load(CATALOGUE)
        database.finish(CATALOGUE, [], "2026-11-01")
        return database.connection.execute("SELECT * FROM records ORDER BY id").fetchall()


def test_the_tables_that_rules_read_are_the_same_in_bulk() -> None:
    small, bulk = both(many_codes(1500)[0], size=400)
    table = finished(bulk)
    assert table == finished(small)
    assert len(table) == len(small.column("id")) == 1285


@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_decimals_dates_and_nothing_arrive_as_they_are(database: Database, bulk_rows: int) -> None:
    cells = row(value="999.999.999.999.999.999", published="8/2020", denominator="0,0000000001", start="0")
    found = read(HEADER, [cells], bulk_rows=bulk_rows)
    names = ("value", "denominator", "published_start", "published_end", "period_start", "plausible", "start", "end")
    assert loaded(database, found, ", ".join(f'"{name}"::VARCHAR' for name in names)) == [
        ("999999999999999999.0000000000", "0.0000000001", "2020-08-01", "2020-08-31", None, None, "0", None)
    ]
