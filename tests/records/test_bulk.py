"""Pydantic and pandera, row by row and in bulk: the same notices, the same records, in whatever order the rows stand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from egovcheck.engine.database import Database
from egovcheck.sources.tables import Cell, Native
from tests.records.rows import CATALOGUE, Read, read

HEADER = (
    "indicator", "area", "period", "value", "printed", "denominator", "unit", "qualifier", "measure", "base_period", "status",
    "breakdown", "source", "publisher", "published", "url", "quote", "note", "start", "end",
)  # fmt: skip


def cells(*usual: Cell) -> st.SearchStrategy[Cell]:
    return st.sampled_from([*usual, None])


TOO_LONG = ("ệ" * 200, "ệ" * 201, "ệ" * 1000, "ệ" * 1001)
ROWS = st.tuples(
    cells("UN_EGDI_RANK", "UN_EGDI_SCORE", "VN_PORTAL_ACCOUNTS", "UN_EGDI_LEVEL", "VN_PORTAL_OPENED", "UNKNOWN", *TOO_LONG),
    cells("VNM", "Hà Tỉnh", "Viê\u0323t Nam", "", *TOO_LONG),
    cells("2020", "2020-Q3", "nonsense"),
    cells("86/193", "0,6667", "1.039", "trên 60 triệu", "3-5", "n/a", "x", "999999999999999999", "1" * 19, "cao",
          "-86,5%", "26/8/2020", "0,31414000000000003", "0,00000000000001", Native("1e17"), Native("0.5"), "6 tỷ tỷ"),
    cells("86/193", "hơn 86", "86,5%", "1.039", "x" * 1001),
    cells("193", "0", "-5", "0,5", "many", "999999999999999999"),
    cells("rank", "%", "furlong"),
    cells("trên", "exactly", "roughly so", "about"),
    cells("change", "growth", "level", "speed"),
    cells("2018", "x"),
    cells("target", "sơ bộ", "planned"),
    cells("UN-SEA", "level-4", "b" * 201),
    cells("a", "b", "s" * 201),
    cells("UN", "p" * 1001),
    cells("2020-08-26", "2020", "2020-Q1"),
    cells("http://example.org", "u" * 4001),
    cells("86", "q" * 10_001),
    cells("n", "ệ" * 10_000, "ệ" * 10_001),
    cells("0", "-1", "7", "x", "9" * 30),
    cells("5", "-2"),
)  # fmt: skip


def both(rows: Sequence[Sequence[Cell]], **given: Any) -> tuple[Read, Read]:
    return read(HEADER, rows, bulk_rows=10**9, **given), read(HEADER, rows, bulk_rows=1, **given)


def records(found: Read) -> list[dict[str, Any]]:
    return [
        dict(zip(batch.columns, row, strict=True))
        for batch in found.batches
        for row in zip(*batch.columns.values(), strict=True)
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12), st.sampled_from([None, "vi", "en"]), st.sampled_from([3, 1000]))
@example([("UN_EGDI_RANK", "VNM", "2020", "86", *[None] * 16)] * 2, None, 1000)
def test_any_table_is_read_the_same_in_bulk(rows: list[tuple[Cell, ...]], locale: str | None, size: int) -> None:
    small, bulk = both(rows, locale=locale, size=size)
    assert bulk.notices == small.notices
    assert records(bulk) == records(small)


def many_codes(count: int) -> tuple[list[tuple[Cell, ...]], set[int]]:
    """Return shuffled rows of hundreds of codes and sources, and the record numbers of those that are wrong."""
    numbers = random.Random(20)  # noqa: S311 - the same table every time
    codes = [*CATALOGUE.indicators, *(f"OTHER_{n}" for n in range(200))]
    areas = [*CATALOGUE.areas]
    rows: list[tuple[Cell, ...]] = []
    wrong = set()
    for record in range(1, count + 1):
        row: list[Cell] = [numbers.choice(codes), numbers.choice(areas), "2020", str(record), *[None] * 16]
        row[HEADER.index("source")] = f"source-{numbers.randrange(300)}"
        fault = record % 7
        if fault == 0:
            name, cell = numbers.choice(
                [("status", f"odd-{record}"), ("denominator", "0"), ("area", "x" * 201), ("start", "-1"), ("unit", "km")]
            )
            row[HEADER.index(name)] = cell
        rows.append(tuple(row))
    # where a level or a date is wanted no plain number will do: those rows are left out of the count
    numbers.shuffle(rows)
    for record, row in enumerate(rows, 1):
        if any(row[HEADER.index(name)] for name in ("status", "denominator", "start", "unit")) or len(row[1] or "") > 200:
            wrong.add(record)
        kind = CATALOGUE.indicators[row[0]].kind if row[0] in CATALOGUE.indicators else ""
        if kind in {"level", "date"}:
            wrong.add(record)
    return rows, wrong


@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_exactly_the_wrong_rows_are_told_among_hundreds_of_codes(bulk_rows: int) -> None:
    rows, wrong = many_codes(1500)
    found = read(HEADER, rows, bulk_rows=bulk_rows, size=400)
    assert {notice.record for notice in found.notices} == wrong
    assert found.column("record") == [n for n in range(1, 1501) if n not in wrong]
    assert found.column("value") == [rows[n - 1][3] for n in found.column("record")]
    assert found.column("id") == [(7 << 40) | (n << 1) for n in found.column("record")]


def test_hundreds_of_codes_are_told_the_same_in_bulk() -> None:
    small, bulk = both(many_codes(1500)[0], size=400)
    assert bulk.notices == small.notices
    assert records(bulk) == records(small)


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("indicator", "i" * 201, "EG102"), ("status", "planned", "EG102"), ("denominator", "0", "EG102"),
        ("denominator", "-5", "EG102"), ("unit", "furlong", "EG102"), ("start", "-1", "EG102"),
        ("note", "ệ" * 10_001, "EG102"), ("printed", "x" * 1001, "EG102"), ("value", "khoảng 999999999999999999", "EG102"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_what_the_definition_forbids_is_told_with_field_and_row(field: str, cell: str, code: str, bulk_rows: int) -> None:
    row = dict.fromkeys(HEADER) | {"indicator": "VN_PORTAL_SERVICES", "area": "VNM", "period": "2020", "value": "86"}
    rows = [tuple(row.values()), tuple((row | {field: cell}).values()), tuple(row.values())]
    found = read(HEADER, rows, bulk_rows=bulk_rows)
    told = "high" if field == "value" else field
    assert [(n.code, n.field, n.record, n.fields["reason"]) for n in found.notices] == [(code, told, 2, "not-allowed")]
    assert found.column("record") == [1, 3]


@pytest.mark.parametrize(("field", "cell"), [("indicator", "ệ" * 200), ("note", "ệ" * 10_000), ("printed", "ệ" * 1000)])
@pytest.mark.parametrize("bulk_rows", [1, 10**9])
def test_lengths_are_counted_in_characters_and_not_in_bytes(field: str, cell: str, bulk_rows: int) -> None:
    row = dict.fromkeys(HEADER) | {"indicator": "UN_EGDI_RANK", "area": "VNM", "value": "86", field: cell}
    assert read(HEADER, [tuple(row.values())], bulk_rows=bulk_rows).notices == []


def loaded(found: Read, *, bulk: bool) -> list[tuple[Any, ...]]:
    with Database() as database:
        for batch in found.batches:
            database.add(batch, bulk=bulk)
        return database.connection.execute("SELECT * FROM submitted ORDER BY id").fetchall()


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_records_are_loaded_the_same_in_bulk(rows: list[tuple[Cell, ...]]) -> None:
    found = read(HEADER, rows, locale="vi", size=5)
    assert loaded(found, bulk=True) == loaded(found, bulk=False)


def test_hundreds_of_codes_are_loaded_the_same_in_bulk() -> None:
    found = read(HEADER, many_codes(1500)[0], size=400)
    table = loaded(found, bulk=True)
    assert table == loaded(found, bulk=False)
    assert len(table) == len(found.column("id"))


def test_decimals_dates_and_nothing_arrive_as_they_are() -> None:
    row = dict.fromkeys(HEADER) | {
        "indicator": "VN_PORTAL_PAYMENT_VALUE", "area": "VNM", "value": "999.999.999.999.999.999", "published": "8/2020",
        "denominator": "0,0000000001", "start": "0",
    }  # fmt: skip
    found = read(HEADER, [tuple(row.values())], header_line=None)
    names = ("value", "denominator", "published_start", "published_end", "period_start", "plausible", "start", "end", "high_open")
    with Database() as database:
        database.add(found.batches[0], bulk=True)
        selected = ", ".join(f'"{name}"::VARCHAR' for name in names)
        assert database.connection.execute(f"SELECT {selected} FROM submitted").fetchall() == [
            ("999999999999999999.0000000000", "0.0000000001", "2020-08-01", "2020-08-31", None, None, "0", None, "false")
        ]
