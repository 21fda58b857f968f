"""Printed ranges become two statements."""

from __future__ import annotations

import pytest

from egovcheck.records.ranges import range_ends, split_ranges
from egovcheck.sources.tables import Native


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("3-5", ("3", "5")),
        ("3–5 ngày", ("3 ngày", "5 ngày")),
        ("3 — 5 ngày", ("3 ngày", "5 ngày")),
        ("từ 3 đến 5 ngày", ("3 ngày", "5 ngày")),
        ("3 tới 5 triệu", ("3 triệu", "5 triệu")),
        ("3 to 5 days", ("3 days", "5 days")),
        ("60-70%", ("60%", "70%")),
        ("60% - 70%", ("60%", "70%")),
        ("60%-70", ("60%", "70%")),
        ("0,5-0,7", ("0,5", "0,7")),
        ("1.039-6.842", ("1.039", "6.842")),
        ("khoảng 3-5", ("3", "5")),
        ("9-10", ("9", "10")),
        ("5-5", ("5", "5")),
        ("tăng 3-5 bậc", ("tăng 3 bậc", "tăng 5 bậc")),
        ("giảm 3-5 bậc", ("giảm 5 bậc", "giảm 3 bậc")),
    ],
)
def test_the_ends_of_a_range(text: str, ends: tuple[str, str]) -> None:
    assert range_ends(text) == ends


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "-5",
        "5-3",
        "26-8",
        "2020-08",
        "2020-08-26",
        "-3-5",
        "3-",
        "-",
        "",
        "$3-5",
        "USD 3-5",
        "1-2-3",
        "3 hoặc 5",
        "a-b",
    ],
)
def test_what_is_no_range(text: str) -> None:
    assert range_ends(text) is None


def test_every_range_becomes_two_rows_that_know_where_they_came_from() -> None:
    cells = {"value": ["7", "3-5 ngày", "1"], "area": ["A", "B", "C"], "printed": ["x", "y", "z"]}
    assert split_ranges(cells) == (
        {
            "value": ["7", "3 ngày", "5 ngày", "1"],
            "area": ["A", "B", "B", "C"],
            "printed": ["x", "3-5 ngày", "3-5 ngày", "z"],
            "qualifier": [None, "at_least", "at_most", None],
        },
        [0, 1, 1, 2],
    )


def test_without_a_range_nothing_is_copied() -> None:
    cells = {"value": ["7", None, "", "86/193"]}
    assert split_ranges(cells) == (cells, None)


def test_a_number_of_the_file_format_is_no_range() -> None:
    assert split_ranges({"value": [Native("3-5")]})[1] is None
