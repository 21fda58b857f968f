"""Cells that nobody meant well: bounded time, and no exception but FigureError."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egovcheck.records.figures import FigureError as Refused
from egovcheck.records.figures import Mark, decimal_mark_shown, language_shown, read_figure
from egovcheck.records.ranges import range_ends

MARKS = st.sampled_from([None, ",", "."])
FRAGMENTS = st.lists(
    st.sampled_from(
        ["trên", "gần", "tăng", "12", "1.039", "6,3", "0", "%", "nghìn", "tỷ", "/", "193", "lần", "gấp đôi", "ba",
         "rưỡi", "th", " ", "\u202f", "đồng", "−", "-", "≥", ".", ",", "'", "٣", "²", "ß", "ŉ", "İ", "\u0301",
         "\u200b", "\0"]
    ),
    max_size=12,
).map("".join)  # fmt: skip

LONG = {
    "digits": "1" * 10_000,
    "digits-and-fraction": "1" * 9_000 + ".5",
    "fraction": "0." + "1" * 10_000,
    "tiny": "0." + "0" * 10_000 + "1",
    "points": "1." * 5_000,
    "commas": "1," * 5_000 + "1",
    "groups": "1" + " 000" * 2_500,
    "blanks": " " * 10_000 + "5",
    "blanks-within": "1" + " " * 10_000 + "2",
    "range-and-blanks": "1-2" + " " * 10_000 + "3",
    "slashes": "/" * 10_000,
    "brackets": "(" * 10_000,
    "qualifiers": "trên " * 2_000 + "5",
    "nouns": "5 " + "a " * 100_000,
    "letters": "a" * 1_000_000,
    "signs": "-" * 10_000 + "5",
    "marks": "5" + "\u0301" * 10_000,
}


@given(st.one_of(st.text(alphabet="0123456789.,' /%+-eE()$–−", max_size=14), FRAGMENTS, st.text(max_size=20)), MARKS)
@example("1,039.5,6", None)
@example("1 039,5,3", ".")
def test_any_text_is_a_figure_or_refused(text: str, mark: Mark | None) -> None:
    with suppress(Refused):
        assert abs(read_figure(text, mark).value) < 10**18


@given(st.text(alphabet="0123456789.eE+-", max_size=12))
def test_any_native_text_is_a_figure_or_refused(text: str) -> None:
    with suppress(Refused):
        assert abs(read_figure(text, None, native=True).value) < 10**18


@given(st.one_of(st.text(alphabet="0123456789.,", min_size=1, max_size=10), FRAGMENTS))
def test_a_cell_proves_the_same_with_blanks_around_it(text: str) -> None:
    # the short cut for plain cells must agree with the long way
    assert decimal_mark_shown(text) == decimal_mark_shown(f" {text} ")


@given(st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,4}){1,3}", fullmatch=True))
def test_what_is_ambiguous_proves_nothing_and_is_read_both_ways(text: str) -> None:
    readings = readings_of(text)
    if readings:
        assert decimal_mark_shown(text) is None
        assert {read_figure(text, ",").value, read_figure(text, ".").value} == set(readings)


def readings_of(text: str) -> tuple[Decimal, ...]:
    try:
        read_figure(text, None)
    except Refused as refused:
        return refused.readings
    return ()


@pytest.mark.timeout(30)  # they once took time that grew with the square of their length
@pytest.mark.parametrize("name", LONG)
def test_long_cells_do_not_hold_it_up(name: str) -> None:
    for mark in (None, ",", "."):
        with suppress(Refused):
            read_figure(LONG[name], mark)
    range_ends(LONG[name])
    decimal_mark_shown(LONG[name])
    language_shown(LONG[name])


def test_a_figure_of_ten_thousand_digits_is_too_large() -> None:
    with pytest.raises(Refused, match="too-large"):
        read_figure(LONG["digits"], None)
