"""The report as CSV, read back with the reader of Python."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from egovcheck.core.findings import Accepted, Lang, Place
from tests.report.drawing import text
from tests.report.samples import finding, record, report, whole, wrong_edition

from .reading import csv_rows

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_csv_is_as_agreed(lang: Lang) -> None:
    golden = GOLDEN / f"csv.{lang}.csv"
    written = text("csv", whole(lang))
    if os.environ.get("EGOVCHECK_UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text(encoding="utf-8")


def test_each_finding_and_record_is_a_row() -> None:
    rows = csv_rows(report(wrong_edition("en"), finding(records=(record("1.2"),))))
    said = [(row["finding"], row["record_of_finding"], row["code"], row["role"], row["printed"]) for row in rows]
    assert said == [
        ("1", "1", "EG204", "primary", "88/193"),
        ("1", "2", "EG204", "reference", "86"),
        ("1", "3", "EG204", "reference", "88"),
        ("2", "1", "EG107", "primary", "1.2"),
    ]


def test_a_finding_without_records_is_one_row() -> None:
    (row,) = csv_rows(report(finding()))
    assert (row["code"], row["role"], row["record_of_finding"]) == ("EG107", "", "")


def test_no_findings_are_a_heading_only() -> None:
    assert text("csv", report()).count("\n") == 1


def test_record_number_and_physical_line_are_both_there() -> None:
    (row,) = csv_rows(report(finding(records=(record("1", place=Place(line=9, record=4, column=2)),))))
    assert (row["line"], row["record"], row["column"]) == ("9", "4", "2")


def test_cells_of_sheets_and_characters_of_texts_have_their_columns() -> None:
    sheet = record("1", place=Place(line=7, sheet="Chỉ số", cell="D7"))
    prose = record("2", place=Place(start=120, end=126), quote="đạt 2 điểm")
    first, second = csv_rows(report(finding(records=(sheet, prose))))
    assert (first["sheet"], first["cell"]) == ("Chỉ số", "D7")
    assert (second["start"], second["end"], second["quote"]) == ("120", "126", "đạt 2 điểm")


def test_the_likeliest_cause_has_columns_and_the_others_one() -> None:
    (first, *_) = csv_rows(whole("en"))
    assert (first["diagnosis_kind"], first["suggestion_field"], first["suggestion_value"]) == (
        "wrong-edition",
        "period",
        "2018",
    )
    second = next(row for row in csv_rows(whole("en")) if row["code"] == "EG501")
    assert second["diagnosis_further"] == "one-digit (low): one digit differs"


def test_a_waiver_says_why_who_and_until_when() -> None:
    waiver = Accepted("the UN prints 0", "statistics office", "2027-06-01", "egovcheck-waivers.toml:1")
    (row,) = csv_rows(report(finding(status="waived", waiver=waiver)))
    assert row["status"] == "waived"
    assert [row[f"waiver_{key}"] for key in ("reason", "owner", "expires", "place")] == [
        "the UN prints 0",
        "statistics office",
        "2027-06-01",
        "egovcheck-waivers.toml:1",
    ]


@pytest.mark.parametrize(
    "evil", ["=1+1", "+cmd|' /C calc'!A0", "-x", "@SUM(A1)", "＝1+1", "\t=1+1", "\r=1+1", "a;=1+1"]
)
def test_no_cell_is_a_formula(evil: str) -> None:
    found = finding(message=evil, records=(record(evil, path=evil, source=evil, quote=evil, value=evil, low=evil),))
    (row,) = csv_rows(report(found))
    for cell in row.values():
        for part in cell.split(";"):  # where lists are separated by semicolons, Excel breaks lines there
            assert not part.startswith(("=", "@", "＝", "\t", "\r")), cell
            assert not part.startswith(("+", "-")), cell


def test_negative_numbers_stay_numbers() -> None:
    (row,) = csv_rows(report(finding(records=(record("-3,5", value="-3.5", low="-3.55", high="-3.45"),))))
    assert [row[key] for key in ("printed", "value", "low", "high")] == ["-3,5", "-3.5", "-3.55", "-3.45"]


@pytest.mark.parametrize("evil", ["a\nb", "a\r\nb", "\x1b[2J", "\u2028", "\udc80", '"', "a,b"])
def test_a_row_is_one_line_whatever_a_value_holds(evil: str) -> None:
    written = text("csv", report(finding(message=evil, records=(record(evil, quote=evil),))))
    written.encode("utf-8")
    assert len(written.splitlines()) == 2
    assert "\x1b" not in written


def test_other_readers_find_the_same_columns_without_a_byte_order_mark() -> None:
    written = text("csv", whole("vi")).encode("utf-8")
    frame = pl.read_csv(written, infer_schema=False)
    assert frame.columns[:3] == ["finding", "severity", "code"]
    assert frame.to_dicts() == [{k: v or None for k, v in row.items()} for row in csv_rows(whole("vi"))]


def test_the_statement_of_another_source_keeps_its_own_fact() -> None:
    other = replace(record("88"), key={"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2018"})
    (row,) = csv_rows(report(finding(records=(other,))))
    assert (row["period"], row["record_period"]) == ("2020", "2018")
