"""Headings of submissions and the words of their enumerated fields."""

from __future__ import annotations

import pytest

from egovcheck.records.columns import Header, enumerated, nearest_field, read_header, vocabulary
from egovcheck.records.model import SUBMITTED


def test_the_names_of_the_fields_are_headings() -> None:
    assert read_header(SUBMITTED) == Header({name: name for name in SUBMITTED}, (), ())


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Mã chỉ tiêu", "indicator"),
        ("MA_CHI_TIEU", "indicator"),
        ("ma chi tieu", "indicator"),
        ("Địa phương", "area"),
        ("Quốc gia", "area"),
        ("REF_AREA", "area"),
        ("Năm", "period"),
        ("Kỳ báo cáo", "period"),
        ("TIME_PERIOD", "period"),
        ("Giá trị", "value"),
        ("OBS_VALUE", "value"),
        ("Mẫu số", "denominator"),
        ("Đơn vị tính", "unit"),
        ("Nguồn", "source"),
        ("Ngày công bố", "published"),
        ("Cơ quan công bố", "publisher"),
        ("Ghi chú", "note"),
        ("Trích dẫn", "quote"),
        (" Value ", "value"),
        ("Gia\u0301 tri\u0323", "value"),
    ],
)
def test_headings_as_people_write_them(heading: str, field: str) -> None:
    assert read_header((heading,)).columns == {field: heading}


@pytest.mark.parametrize(
    "heading", ["Đơn vị", "Cơ quan", "Ngày", "date", "code", "obs_status", "indicater", "low", "high", "id", ""]
)
def test_headings_that_could_be_several_things_are_none(heading: str) -> None:
    assert read_header((heading,)).unknown == (heading,)


def test_an_exact_name_goes_before_an_alias_wherever_it_stands() -> None:
    found = read_header(("figure", "value", "Giá trị"))
    assert found.columns == {"value": "value"}
    assert found.twice == (("figure", "value"), ("Giá trị", "value"))


def test_an_exact_name_in_upper_case_goes_before_an_alias_too() -> None:
    assert read_header(("Chỉ tiêu", "INDICATOR")).columns == {"indicator": "INDICATOR"}


def test_of_two_aliases_the_first_serves() -> None:
    found = read_header(("Số liệu", "Giá trị"))
    assert (found.columns, found.twice) == ({"value": "Số liệu"}, (("Giá trị", "value"),))


def test_what_is_unknown_or_absent_is_told_in_order() -> None:
    assert read_header(("zzz", "value", "aaa")) == Header({"value": "value"}, ("zzz", "aaa"), ("indicator", "area"))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("indicater", "indicator"),
        ("Chỉ tiu", "indicator"),
        ("valeu", "value"),
        ("publishd", "published"),
        ("qqqq", None),
    ],
)
def test_the_nearest_field_of_an_unknown_heading(heading: str, field: str | None) -> None:
    assert nearest_field(heading) == field


def test_every_heading_serves_a_field_that_exists() -> None:
    assert set(vocabulary().headings.values()) == set(SUBMITTED)


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("qualifier", "Trên", "at_least"),
        ("qualifier", ">=", "at_least"),
        ("qualifier", "≥", "at_least"),
        ("qualifier", "<", "at_most"),
        ("qualifier", "gần", "almost"),
        ("qualifier", "~", "about"),
        ("qualifier", "AT_LEAST", "at_least"),
        ("measure", "Tăng trưởng", "growth"),
        ("measure", "% change", "growth"),
        ("measure", "Trung bình", "mean"),
        ("status", "Mục tiêu", "target"),
        ("status", "sơ bộ", "provisional"),
        ("unit", "%", "percent"),
        ("unit", "đồng", "VND"),
        ("unit", "vnd", "VND"),
        ("unit", "₫", "VND"),
        ("unit", "bậc", "rank"),
        ("unit", "furlong", "furlong"),
        ("status", "targetted", "targetted"),
    ],
)
def test_words_of_enumerated_fields(name: str, word: str, value: str) -> None:
    assert enumerated(name, word) == value
