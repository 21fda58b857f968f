from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources import building
from egovcheck.sources.tables import Document, Native

from .reading import Read, read, read_document


def written(query: str, path: Path) -> Document:
    with duckdb.connect() as connection:
        connection.sql(query).write_parquet(str(path))
    return Document(path.name, path, "", path.stat().st_size)


def values(folder: Path, *expressions: str) -> list[str | None]:
    columns = ", ".join(f"{expression} AS c{number}" for number, expression in enumerate(expressions))
    (row,) = read_document(written(f"SELECT {columns}", folder / "data.parquet")).rows
    return list(row)


def test_table_has_records_but_no_lines(tmp_path: Path) -> None:
    got = read_document(written("FROM (VALUES ('VNM', 86), ('THA', NULL)) t(area, value)", tmp_path / "data.parquet"))
    assert got == Read("parquet", None, ("area", "value"), None, [("VNM", "86"), ("THA", None)], [1, 2], [None] * 2, [])


def test_doubles_and_floats_have_their_shortest_text(tmp_path: Path) -> None:
    doubles = ("0.6667::DOUBLE", "86::DOUBLE", "1e20::DOUBLE", "1e-7::DOUBLE", "0.31414000000000003::DOUBLE")
    assert values(tmp_path, *doubles, "0.6667::FLOAT", "-0.5::FLOAT") == [
        "0.6667",
        "86",
        "100000000000000000000",
        "0.0000001",
        "0.31414000000000003",
        "0.6667",
        "-0.5",
    ]


def test_decimals_are_plain_and_keep_their_places(tmp_path: Path) -> None:
    assert values(tmp_path, "0.67::DECIMAL(18,4)", "0.0000000001::DECIMAL(28,10)") == ["0.6700", "0.0000000001"]


def test_dates_are_iso(tmp_path: Path) -> None:
    texts = values(
        tmp_path, "DATE '2020-02-25'", "TIMESTAMP '2020-02-25'", "TIMESTAMP '2020-02-25 08:30:00'", "TIME '08:30:00'"
    )
    assert texts == ["2020-02-25", "2020-02-25", "2020-02-25T08:30:00", "08:30:00"]


def test_booleans_and_nested_values_are_as_in_json(tmp_path: Path) -> None:
    assert values(tmp_path, "true", "[1.5, 2]", "{'a': 1, 'b': 'ế'}") == ["true", "[1.5,2.0]", '{"a":1,"b":"ế"}']


def test_number_columns_are_native_and_text_columns_are_not(tmp_path: Path) -> None:
    cells = values(tmp_path, "1.5::DOUBLE", "1", "1.50::DECIMAL(5,2)", "'1.5'")
    assert [isinstance(cell, Native) for cell in cells] == [True, True, True, False]


def test_rows_keep_their_order_over_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "ROWS", 1000)
    got = read_document(written("SELECT i FROM range(300000) r(i)", tmp_path / "data.parquet"))
    assert got.rows == [(str(number),) for number in range(300_000)]
    assert got.record == list(range(1, 300_001))


def test_name_is_no_pattern(tmp_path: Path) -> None:
    written("SELECT 1 AS other", tmp_path / "dataa.parquet")
    assert read_document(written("SELECT 2 AS a", tmp_path / "data[a]*?.parquet")).rows == [("2",)]


def test_quotes_in_names_are_only_characters(tmp_path: Path) -> None:
    got = read_document(written('SELECT 1 AS "a""b", 2 AS "c\'); DROP"', tmp_path / 'it\'s "data".parquet'))
    assert (got.header, got.rows) == (('a"b', "c'); DROP"), [("1", "2")])


def test_folder_called_like_a_partition_makes_no_column(tmp_path: Path) -> None:
    (tmp_path / "year=2020").mkdir()
    assert read_document(written("SELECT 1 AS a", tmp_path / "year=2020" / "data.parquet")).header == ("a",)


def test_other_suffixes_do_not_hide_parquet(tmp_path: Path) -> None:
    assert read_document(written("SELECT 1 AS a", tmp_path / "data.csv")).format == "parquet"


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + bytes(100), b"a,b\n1,2\n"])
def test_what_is_not_parquet_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"'data.parquet' is not a Parquet file, or has been cut off"):
        read(content, "data.parquet")


def test_truncated_file_is_refused(tmp_path: Path) -> None:
    one = written("SELECT i FROM range(1000) r(i)", tmp_path / "data.parquet")
    one.path.write_bytes(one.path.read_bytes()[:-20])
    with pytest.raises(InputError, match="has been cut off"):
        read_document(one)


def test_damage_in_the_middle_is_refused(tmp_path: Path) -> None:
    one = written("SELECT 'row ' || i AS a FROM range(100000) r(i)", tmp_path / "data.parquet")
    content = bytearray(one.path.read_bytes())
    content[100:5000] = bytes(4900)
    one.path.write_bytes(content)
    with pytest.raises(InputError, match="is not a Parquet file"):
        read_document(one)
