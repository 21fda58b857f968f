"""What a number prints under the formats that people give their cells."""

from __future__ import annotations

import pytest

from egovcheck.sources.sheets.displayed import shown_date, shown_number
from egovcheck.sources.sheets.number_formats import Printed, printed_number, printed_text, shortest

NUMBERS = [
    ("0.66666666666666663", "General", "0.6666666666666666"),
    ("1039", "General", "1039"),
    ("1e21", "General", "1000000000000000000000"),
    ("0.865", "0.0%", "86.5%"),
    ("0.865", "0%", "87%"),
    ("0.285", "0%", "29%"),  # 28.499999999999996 in binary
    ("1.005", "0.00", "1.01"),  # 1.00499999999999989 in binary
    ("0.66666666666666663", "0.0000", "0.6667"),
    ("0.67", "0.0000", "0.6700"),
    ("0.5", "#.##", "0.5"),
    ("1", "0.##", "1"),
    ("9.5", "0", "10"),
    ("-0.001", "0.00", "0.00"),
    ("1234567", "#,##0", "1234567"),
    ("1234567.891", "#,##0.00", "1234567.89"),
    ("1234567", "# ##0", "1234567"),
    ("1234567", "#,##0,", "1235"),
    ("1234567890", '#,##0.0,, "triệu"', "1234.6 triệu"),
    ("1039", '0" dịch vụ"', "1039 dịch vụ"),
    ("86", '0"/193"', "86/193"),
    ("86", '"Hạng "General', "Hạng 86"),
    ("60", '"trên "0" triệu"', "trên 60 triệu"),
    ("1500000", "#,##0 [$₫-42A]", "1500000 ₫"),
    ("39", "0000", "0039"),
    ("1234567", "0.00E+00", "1.23E+06"),
    ("999500", "0.00E+00", "1.00E+06"),
    ("0.4456", "# ??/???", "0.4456"),
    ("-5", "0;[Red]0", "-5"),
    ("-5", "0;0", "-5"),
    ("-5", '"tăng "0;"giảm "0', "giảm 5"),
    ("-1234.5", "#,##0.00_);(#,##0.00)", "-1234.50"),
    ("-1234.5", "0.0", "-1234.5"),
    ("5000000", '[>=1000000]0.0,," triệu";[>=1000]0," nghìn";0', "5.0 triệu"),
    ("5000", '[>=1000000]0.0,," triệu";[>=1000]0," nghìn";0', "5 nghìn"),
    ("12", '[>=1000000]0.0,," triệu";[>=1000]0," nghìn";0', "12"),
]


@pytest.mark.parametrize(("number", "code", "text"), NUMBERS)
def test_a_number_prints_as_its_format_says(number: str, code: str, text: str) -> None:
    assert printed_number(shortest(number), code) == Printed(text, "number")


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("44069", "dd/mm/yyyy", "2020-08-26"),
        ("44069", "mm/yyyy", "2020-08"),
        ("44069", "yyyy", "2020"),
        ("44069", "[$-42A]d mmmm yyyy;@", "2020-08-26"),
        ("44069.4375", "yyyy-mm-dd hh:mm", "2020-08-26T10:30:00"),
        ("0.4375", "h:mm", "10:30:00"),
        ("1.5", "[h]:mm", "36:00:00"),
        ("1", "dd/mm/yyyy", "1900-01-01"),
        ("61", "dd/mm/yyyy", "1900-03-01"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        ("0", "0;-0;;@", ""),
        ("12", ";;;", ""),
    ],
)
def test_days_and_blanks_are_texts(number: str, code: str, text: str) -> None:
    assert printed_number(shortest(number), code) == Printed(text, "text")


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert printed_number(shortest("42607"), "dd/mm/yyyy", "1904").text == "2020-08-26"


def test_a_day_that_no_calendar_has_stays_a_number() -> None:
    assert printed_number(shortest("-3"), "dd/mm/yyyy") == Printed("-3", "number")


def test_a_format_puts_words_around_a_text() -> None:
    assert printed_text("1.039", '0;0;0;@" dịch vụ"') == "1.039 dịch vụ"


def test_a_format_longer_than_any_is_none() -> None:
    assert printed_number(shortest("0.5"), "0" * 300).text == "0.5"


@pytest.mark.parametrize(
    ("number", "shown", "percent", "text"),
    [
        ("0.865", "86,5%", True, "86.5%"),
        ("0.865", "86,50 %", True, "86.50 %"),
        ("1039", "1.039", False, "1039"),
        ("1.039", "1,039", False, "1.039"),
        ("1234567.89", "1.234.567,9", False, "1234567.9"),
        ("1234567", "1 234 567", False, "1234567"),
        ("0.66666666666", "0,6667", False, "0.6667"),
        ("1234567890", "1.234,6 triệu", False, "1234.6 triệu"),
        ("1234567", "1,23E+06", False, "1.23E+06"),
        ("-1234.5", "(1.234,50)", False, "-1234.50"),
        ("-5", "-5", False, "-5"),
        ("86", "Hạng 86", False, "Hạng 86"),
        ("0.25", "1/4", False, "0.25"),
        ("0.25", "", True, "25%"),
        ("7", "###", False, "7"),
    ],
)
def test_what_is_shown_is_told_by_the_number_beside_it(number: str, shown: str, percent: bool, text: str) -> None:
    assert shown_number(shortest(number), shown, percent=percent) == text


@pytest.mark.parametrize(
    ("shown", "text"), [("26/08/2020", "2020-08-26"), ("08/2020", "2020-08"), ("2020", "2020"), ("", "2020-08-26")]
)
def test_of_a_day_only_what_is_shown_is_told(shown: str, text: str) -> None:
    assert shown_date("2020-08-26", shown) == text
