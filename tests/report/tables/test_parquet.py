"""The report as Parquet, read back with polars and DuckDB."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.report.samples import finding, record, report, whole

from .reading import binary, csv_rows


def test_it_has_the_rows_and_columns_of_the_csv() -> None:
    frame = pl.read_parquet(io.BytesIO(binary("parquet", whole("vi"))))
    plain = csv_rows(whole("vi"))
    assert frame.columns == list(plain[0])
    for column in ("code", "message", "path", "cell", "printed", "value", "fingerprint"):
        assert frame[column].to_list() == [row[column] or None for row in plain], column


def test_types_are_integers_exact_text_and_truth() -> None:
    frame = pl.read_parquet(io.BytesIO(binary("parquet", whole("en"))))
    types = {name: str(frame.schema[name]) for name in ("finding", "line", "value", "high_open", "evidence")}
    assert types == {
        "finding": "Int64",
        "line": "Int64",
        "value": "String",
        "high_open": "Boolean",
        "evidence": "List(String)",
    }


def test_figures_are_exact_and_become_numbers_in_sql(tmp_path: Path) -> None:
    file = tmp_path / "findings.parquet"
    file.write_bytes(binary("parquet", report(finding(records=(record("0,1", value="0.1234567890"),)))))
    found = duckdb.sql(f"SELECT CAST(value AS DECIMAL(28,10))::VARCHAR FROM '{file}'").fetchall()
    assert found == [("0.1234567890",)]


def test_no_findings_are_columns_without_rows() -> None:
    frame = pl.read_parquet(io.BytesIO(binary("parquet", report())))
    assert frame.height == 0
    assert "waiver_reason" in frame.columns


@pytest.mark.parametrize("evil", ["a\nb", "=1+1", "\x1b[2J", "\udc80", "\u202e"])
def test_text_is_exact_as_far_as_it_can_be_written(evil: str) -> None:
    frame = pl.read_parquet(io.BytesIO(binary("parquet", report(finding(message=evil)))))
    assert frame["message"].to_list() == [evil if evil != "\udc80" else "\\udc80"]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert binary("parquet", whole("en")) == binary("parquet", whole("en"))
