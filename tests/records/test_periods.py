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
HALF = days("2020-07/2020-12", "2020-07-01", "2020-12-31")
FIRST_HALF = days("2020-01/2020-06", "2020-01-01", "2020-06-30")
NINE_MONTHS = days("2020-01/2020-09", "2020-01-01", "2020-09-30")
EIGHT_MONTHS = days("2020-01/2020-08", "2020-01-01", "2020-08-31")
TWO_YEARS = days("2019/2020", "2019-01-01", "2020-12-31")


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
        ("2020-Q1/2020-08-26", days("2020-01-01/2020-08-26", "2020-01-01", "2020-08-26")),
        ("2020-08/2020-08", AUGUST),
    ],
)
def test_reads(text: str, expected: Period) -> None:
    assert read_period(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm 2020", YEAR),
        ("Năm  2020", YEAR),
        ("cả năm 2020", YEAR),
        ("year 2020", YEAR),
        ("12 tháng năm 2020", YEAR),
        ("Quý III/2020", THIRD),
        ("quý 3 năm 2020", THIRD),
        ("quý III năm 2020", THIRD),
        ("QUÝ BA NĂM 2020", THIRD),
        ("quý 3-2020", THIRD),
        ("Quý III-2020", THIRD),
        ("quy 3 nam 2020", THIRD),
        ("Q3/2020", THIRD),
        ("Q3 2020", THIRD),
        ("Q3-2020", THIRD),
        ("2020 Q3", THIRD),
        ("QIII/2020", THIRD),
        ("third quarter of 2020", THIRD),
        ("3rd quarter 2020", THIRD),
        ("quý I/2020", days("2020-Q1", "2020-01-01", "2020-03-31")),
        ("quý IV năm 2020", days("2020-Q4", "2020-10-01", "2020-12-31")),
        ("3 tháng đầu năm 2020", days("2020-Q1", "2020-01-01", "2020-03-31")),
        ("tháng 8/2020", AUGUST),
        ("Tháng 08/2020", AUGUST),
        ("tháng 8 năm 2020", AUGUST),
        ("tháng tám năm 2020", AUGUST),
        ("tháng 8-2020", AUGUST),
        ("thang 8/2020", AUGUST),
        ("T8/2020", AUGUST),
        ("August 2020", AUGUST),
        ("Aug. 2020", AUGUST),
        ("aug-2020", AUGUST),
        ("August, 2020", AUGUST),
        ("tháng 12/2020", days("2020-12", "2020-12-01", "2020-12-31")),
        ("tháng mười hai năm 2020", days("2020-12", "2020-12-01", "2020-12-31")),
        ("tháng năm năm 2020", days("2020-05", "2020-05-01", "2020-05-31")),
        ("6 tháng đầu năm 2020", FIRST_HALF),
        ("sáu tháng đầu năm 2020", FIRST_HALF),
        ("6 tháng năm 2020", FIRST_HALF),
        ("6T/2020", FIRST_HALF),
        ("6M2020", FIRST_HALF),
        ("nửa đầu năm 2020", FIRST_HALF),
        ("nửa đầu 2020", FIRST_HALF),
        ("H1 2020", FIRST_HALF),
        ("1H2020", FIRST_HALF),
        ("2020-S1", FIRST_HALF),
        ("2020-Q1/2020-Q2", FIRST_HALF),
        ("2020-01-01/2020-06-30", FIRST_HALF),
        ("first half of 2020", FIRST_HALF),
        ("6 tháng cuối năm 2020", HALF),
        ("nửa cuối năm 2020", HALF),
        ("H2/2020", HALF),
        ("9 tháng năm 2020", NINE_MONTHS),
        ("9 tháng đầu năm 2020", NINE_MONTHS),
        ("chín tháng đầu năm 2020", NINE_MONTHS),
        ("9 tháng 2020", NINE_MONTHS),
        ("first nine months of 2020", NINE_MONTHS),
        ("9M 2020", NINE_MONTHS),
        ("tháng 1-8/2020", EIGHT_MONTHS),
        ("từ tháng 1 đến tháng 8 năm 2020", EIGHT_MONTHS),
        ("tháng 1/2020 đến tháng 8/2020", EIGHT_MONTHS),
        ("01/2020-08/2020", EIGHT_MONTHS),
        ("January–August 2020", EIGHT_MONTHS),
        ("January to August 2020", EIGHT_MONTHS),
        ("quý I đến quý III năm 2020", NINE_MONTHS),
        ("2019-2020", TWO_YEARS),
        ("2019–2020", TWO_YEARS),
        ("2019 - 2020", TWO_YEARS),
        ("giai đoạn 2019-2020", TWO_YEARS),
        ("từ năm 2019 đến năm 2020", TWO_YEARS),
        ("from 2019 to 2020", TWO_YEARS),
        ("2019-01/2020-12", TWO_YEARS),
        ("ngày 26/8/2020", DAY),
        ("ngày 26-8-2020", DAY),
        ("ngày 26 tháng 8 năm 2020", DAY),
        ("26 August 2020", DAY),
        ("August 26th, 2020", DAY),
        ("26/08/2020 - 26/08/2020", DAY),
        ("từ ngày 1/8/2020 đến ngày 26/8/2020", days("2020-08-01/2020-08-26", "2020-08-01", "2020-08-26")),
        ("tháng 11/2019 - tháng 2/2020", days("2019-11/2020-02", "2019-11-01", "2020-02-29")),
    ],
)
def test_reads_what_statisticians_write(text: str, expected: Period) -> None:
    assert read_period(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "FY2020", "FY 2019/20", "fiscal year 2020", "năm tài chính 2020", "năm học 2019-2020", "III/2020", "01-08/2020",
        "Aug-20", "tháng năm 2020", "tháng 8", "quý III", "6 tháng đầu năm", "năm nay", "2020-2019", "2020-2020",
        "2019-20", "quý 5/2020", "quý V/2020", "tháng 13/2020", "13 tháng năm 2020", "0 tháng 2020", "H3 2020",
        "quỹ 3/2020", "nấm 2020", "thắng 8/2020", "31 tháng 2 năm 2020", "3Q2020", "tính đến 26/8/2020",
        "tháng 8/2020 đến tháng 3/2020", "2020 August", "tháng 8 năm 20", "năm 20200", "Q3", "last month",
        "quý III/2020 và quý IV/2020", "June 31, 2020", "tháng 8/2020?", "đầu năm 2020", "năm 2020 " * 20,
    ],
)  # fmt: skip
def test_what_may_mean_two_things_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_period(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_one_span_of_days_has_one_spelling_however_it_is_written(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = read_period(f"{first}/{last}")
    written = read_period(f"từ ngày {first.day}/{first.month}/{first.year} đến ngày {last:%d/%m/%Y}")
    assert written == period == read_period(period.text)


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


@pytest.mark.parametrize("text", ["2020", "2020-08", "2020-08-26", "8/2020", "26/8/2020", "tháng 8/2020"])
def test_a_publication_date_is_a_year_month_or_day(text: str) -> None:
    assert read_date(text) == read_period(text)


@pytest.mark.parametrize("text", ["2020-Q3", "2020-S1", "2020/2021", "2020-03/2020-08", "quý III/2020", "soon"])
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
