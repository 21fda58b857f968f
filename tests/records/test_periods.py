"""Periods in every accepted spelling, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovcheck.records.periods import Period, read_date, read_period


def days(text: str, first: str, last: str) -> Period:
    return Period(text, date.fromisoformat(first), date.fromisoformat(last))


YEAR = days("2020", "2020-01-01", "2020-12-31")
AUGUST = days("2020-08", "2020-08-01", "2020-08-31")
DAY = days("2020-08-26", "2020-08-26", "2020-08-26")
THIRD = days("2020-Q3", "2020-07-01", "2020-09-30")
HALF = days("2020-S2", "2020-07-01", "2020-12-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", YEAR),
        (" 2020 ", YEAR),
        ("2020.0", YEAR),
        ("1900", days("1900", "1900-01-01", "1900-12-31")),
        ("2200", days("2200", "2200-01-01", "2200-12-31")),
        ("2020-Q3", THIRD),
        ("2020Q3", THIRD),
        ("2020-q3", THIRD),
        ("2020-Q1", days("2020-Q1", "2020-01-01", "2020-03-31")),
        ("2020-S2", HALF),
        ("2020-H2", HALF),
        ("2020h2", HALF),
        ("2020-08", AUGUST),
        ("2020-8", AUGUST),
        ("8/2020", AUGUST),
        ("08/2020", AUGUST),
        ("2020-02", days("2020-02", "2020-02-01", "2020-02-29")),
        ("2100-02", days("2100-02", "2100-02-01", "2100-02-28")),
        ("2020-08-26", DAY),
        ("2020-8-26", DAY),
        ("26/08/2020", DAY),
        ("26/8/2020", DAY),
        ("2020-08-26T00:00:00", DAY),
        ("2020-08-26 00:00:00.000", DAY),
        ("2020-08-26T14:30", DAY),
        ("2020-08-26T14:30:15+07:00", DAY),
        ("3/12/2020", days("2020-12-03", "2020-12-03", "2020-12-03")),
        ("29/2/2020", days("2020-02-29", "2020-02-29", "2020-02-29")),
        ("2020-03/2020-08", days("2020-03/2020-08", "2020-03-01", "2020-08-31")),
        ("2020-3 / 2020-8", days("2020-03/2020-08", "2020-03-01", "2020-08-31")),
        ("2019/2020", days("2019/2020", "2019-01-01", "2020-12-31")),
        ("2020-Q1/2020-08-26", days("2020-Q1/2020-08-26", "2020-01-01", "2020-08-26")),
        ("2020-08/2020-08", AUGUST),
    ],
)
def test_reads(text: str, expected: Period) -> None:
    assert read_period(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "20", "202", "20200", "20.20", "2020,0", "2020-13", "2020-00", "13/2020", "0/2020", "2020-Q5", "2020-Q0",
        "2020-S3", "2020-02-30", "2019-02-29", "29/2/2019", "31/4/2020", "13/13/2020", "12/31/2020", "26/8/20", "26/8",
        "2020/08/26", "26-08-2020", "2020-08-26T12", "2020-08/2020-03", "2021/2020", "2020-08-26/2020-08-25",
        "2020/", "/2020", "2020/2021/2022", "1899", "2201", "0000", "2020-Q3-1", "two thousand", "2020 năm", "năm nay",
        "２０２０", "٢٠٢٠", "-2020", "2020-", "1e3", "2020\x00",
    ],
)  # fmt: skip
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_period(text)


@pytest.mark.parametrize("text", ["2020", "2020-08", "2020-08-26", "8/2020", "26/8/2020"])
def test_a_publication_date_is_a_year_month_or_day(text: str) -> None:
    assert read_date(text) == read_period(text)


@pytest.mark.parametrize("text", ["2020-Q3", "2020-S1", "2020/2021", "2020-03/2020-08", "soon"])
def test_anything_else_is_no_publication_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_reads_the_same_in_both_orders(day: date) -> None:
    assert (
        read_period(f"{day.day}/{day.month}/{day.year}") == read_period(day.isoformat()) == Period(str(day), day, day)
    )


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_ranges_run_forwards_only(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert (read_period(f"{first}/{last}").start, read_period(f"{first}/{last}").end) == (first, last)
    if first != last:
        with pytest.raises(ValueError, match="ends before it begins"):
            read_period(f"{last}/{first}")


@given(st.text(max_size=25))
def test_any_text_is_a_period_or_a_value_error(text: str) -> None:
    try:
        period = read_period(text)
    except ValueError:
        return
    assert period.start <= period.end
    assert read_period(period.text) == period
