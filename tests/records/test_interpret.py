"""One row into the fields of a record: defaults, signs, and what the printed text decides."""

from __future__ import annotations

from typing import Any

import pytest

from egovcheck.records.interpret import interpret_one

ROW = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": "86/193"}
SCORE = {**ROW, "indicator": "UN_EGDI_SCORE", "value": "0,6667"}
COUNT = {**ROW, "indicator": "VN_PORTAL_ACCOUNTS", "value": "235000"}
SHARE = {**ROW, "indicator": "VN_SERVICES_LEVEL4_SHARE", "value": "20"}


def fields(row: dict[str, Any], *names: str, locale: str | None = "vi") -> tuple[Any, ...]:
    values, faults = interpret_one(row, locale=locale)
    assert faults == []
    return tuple(values[name] for name in names)


def faults(row: dict[str, Any], locale: str | None = "vi") -> list[tuple[str, str, str]]:
    return [(fault.field, fault.code, fault.reason) for fault in interpret_one(row, locale=locale)[1]]


def test_what_is_left_out_has_its_default() -> None:
    values, _ = interpret_one({"indicator": "UN_EGDI_RANK", "area": "VNM", "value": "86"})
    assert {name: value for name, value in values.items() if value is not None} == {
        "indicator": "UN_EGDI_RANK", "area": "VNM", "value": "86", "printed": "86", "unit": "rank",
        "qualifier": "exact", "measure": "level", "status": "actual", "breakdown": "_T", "source": "-", "decimals": 0,
        "low": "86", "high": "86", "high_open": False, "step": "1",
    }  # fmt: skip


@pytest.mark.parametrize("empty", ["", "   ", None])
def test_an_empty_cell_is_like_an_absent_column(empty: str | None) -> None:
    optional = {
        "period",
        "printed",
        "denominator",
        "unit",
        "qualifier",
        "measure",
        "status",
        "breakdown",
        "source",
        "start",
    }
    row = {"indicator": "UN_EGDI_RANK", "area": "VNM", "value": "86"}
    assert interpret_one({**row, **dict.fromkeys(optional, empty)}) == interpret_one(row)


def test_names_become_codes_and_texts_lose_their_blanks() -> None:
    row = {**ROW, "indicator": " thứ hạng EGDI ", "area": "việt nam", "breakdown": "Đông Nam Á", "note": " x "}
    assert fields(row, "indicator", "area", "breakdown", "note") == ("UN_EGDI_RANK", "VNM", "UN-SEA", "x")


def test_what_nobody_knows_is_kept_for_the_rules() -> None:
    row = {**ROW, "indicator": "UN_EGDX", "area": "Hà Tỉnh", "breakdown": "level-4"}
    assert fields(row, "indicator", "area", "breakdown") == ("UN_EGDX", "Hà Tỉnh", "level-4")


def test_the_words_of_enumerated_fields_are_read() -> None:
    row = {**COUNT, "qualifier": "trên", "status": "Mục tiêu", "measure": "mức", "unit": "tài khoản"}
    assert fields(row, "qualifier", "status", "measure", "unit") == ("at_least", "target", "level", "count")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({**ROW, "value": ""}, ("value", "EG101", "empty")),
        ({**ROW, "value": "n/a"}, ("value", "EG101", "missing")),
        ({**ROW, "indicator": " "}, ("indicator", "EG101", "empty")),
        ({**ROW, "area": None}, ("area", "EG101", "empty")),
        ({**ROW, "value": "n.n."}, ("value", "EG102", "not-a-figure")),
        ({**ROW, "value": "2 triệu rưỡi"}, ("value", "EG102", "not-a-figure")),
        ({**ROW, "value": "1" * 19}, ("value", "EG102", "too-large")),
        ({**ROW, "period": "last year"}, ("period", "EG102", "not-a-period")),
        ({**ROW, "base_period": "2020-13"}, ("base_period", "EG102", "not-a-period")),
        ({**ROW, "published": "2020-Q3"}, ("published", "EG102", "not-a-date")),
        ({**ROW, "start": "x"}, ("start", "EG102", "not-a-number")),
        ({**ROW, "start": "1_000"}, ("start", "EG102", "not-a-number")),
        ({**ROW, "end": "9" * 30}, ("end", "EG102", "not-a-number")),
        ({**ROW, "end": "1.5"}, ("end", "EG102", "not-a-number")),
        ({**ROW, "denominator": "192"}, ("denominator", "EG102", "denominators-differ")),
        ({**ROW, "denominator": "many"}, ("denominator", "EG102", "not-a-figure")),
        ({**ROW, "printed": "88/193"}, ("printed", "EG102", "printed-differs")),
        ({**ROW, "printed": "86/192"}, ("printed", "EG102", "printed-differs")),
        ({**SCORE, "printed": "0,67"}, ("printed", "EG102", "printed-differs")),
        ({**ROW, "value": "tăng 2 bậc"}, ("value", "EG102", "change-not-declared")),
        ({**ROW, "indicator": "UN_EGDI_LEVEL", "value": "so-so"}, ("value", "EG102", "no-such-level")),
        ({**ROW, "indicator": "VN_PORTAL_OPENED", "value": "soon"}, ("value", "EG102", "not-a-date")),
    ],
)
def test_what_cannot_be_read_is_a_fault(row: dict[str, Any], fault: tuple[str, str, str]) -> None:
    assert faults(row) == [fault]


@pytest.mark.parametrize("measure", ["level", "change"])
@pytest.mark.parametrize("row", [ROW, COUNT])
def test_ranks_and_counts_are_whole(row: dict[str, Any], measure: str) -> None:
    assert faults({**row, "value": "1,5", "measure": measure}) == [("value", "EG102", "not-whole")]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ({**COUNT, "value": "1,5 triệu"}, "1500000.0"),
        ({**COUNT, "value": "1,5", "measure": "multiple"}, "1.5"),
        ({**ROW, "value": "86,4", "measure": "mean"}, "86.4"),
        ({**ROW, "value": "86,0"}, "86.0"),
    ],
)
def test_a_fraction_in_print_may_be_whole_or_of_another_measure(row: dict[str, Any], value: str) -> None:
    assert fields(row, "value") == (value,)


@pytest.mark.parametrize(
    ("indicator", "printed", "expected"),
    [
        ("UN_EGDI_SCORE", "0,86/1", ("0.86", "1", 2, "0.855", "0.865")),
        ("UN_EGDI_SCORE", "59,31/100", ("0.5931", "1", 4, "0.59305", "0.59315")),
        ("UN_EGDI_SCORE", "59/100", ("0.59", "1", 2, "0.585", "0.595")),
        ("VN_PAR_SCORE", "87,12/100", ("87.12", "100", 2, "87.115", "87.125")),
        ("VN_PAR_SCORE", "0,8712/1", ("87.12", "100", 2, "87.115", "87.125")),
        ("UN_EGDI_SCORE", "3/5", ("3", "5", 0, "2.5", "3.5")),
    ],
)
def test_a_score_is_read_by_the_total_that_it_is_printed_with(
    indicator: str, printed: str, expected: tuple[Any, ...]
) -> None:
    row = {**ROW, "indicator": indicator, "value": printed}
    assert fields(row, "value", "denominator", "decimals", "low", "high") == expected


def test_every_field_of_a_row_is_read_even_after_a_fault() -> None:
    assert faults({**ROW, "value": "x", "period": "y", "start": "z"}) == [
        ("start", "EG102", "not-a-number"),
        ("period", "EG102", "not-a-period"),
        ("value", "EG102", "not-a-figure"),
    ]


def test_a_quote_stands_in_for_indicator_and_area() -> None:
    row = {"indicator": "", "area": "", "value": "86", "quote": "hạng 86"}
    assert fields(row, "indicator", "area", "value") == (None, None, "86")


def test_an_ambiguous_denominator_is_an_error_of_its_own() -> None:
    assert faults({**COUNT, "value": "100", "denominator": "6.842"}, None) == [("denominator", "EG004", "ambiguous")]


@pytest.mark.parametrize("denominator", ["-", "n/a", ""])
def test_a_missing_denominator_is_none(denominator: str) -> None:
    assert fields({**COUNT, "denominator": denominator}, "denominator") == (None,)


SIGNS = ("value", "qualifier", "low", "high", "high_open")


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("change", "+2", ("2", "exact", "2", "2", False)),
        ("change", "-3", ("-3", "exact", "-3", "-3", False)),
        ("change", "tăng 2 bậc", ("2", "exact", "2", "2", False)),
        ("change", "giảm 2 bậc", ("-2", "exact", "-2", "-2", False)),
        ("change", "giảm -2", ("-2", "exact", "-2", "-2", False)),
        ("change", "▼ 2", ("-2", "exact", "-2", "-2", False)),
        ("change", "giảm hơn 2 bậc", ("-2", "at_most", None, "-2", False)),
        ("change", "giảm ít nhất 2 bậc", ("-2", "at_most", None, "-2", False)),
        ("change", "giảm không quá 2 bậc", ("-2", "at_least", "-2", None, False)),
        ("change", "giảm gần 20 bậc", ("-20", "at_least", "-20", None, False)),
        ("change", "giảm khoảng 2 bậc", ("-2", "about", "-3", "-1", False)),
        ("change", "tăng hơn 2 bậc", ("2", "at_least", "2", None, False)),
        ("growth", "giảm 5%", ("-5", "exact", "-5.5", "-4.5", True)),
        ("growth", "tăng 5%", ("5", "exact", "4.5", "5.5", True)),
        ("multiple", "tăng 3 lần", ("3", "exact", "2.5", "3.5", True)),
        ("multiple", "gấp 3 lần", ("3", "exact", "2.5", "3.5", True)),
        ("multiple", "gấp hơn 3 lần", ("3", "at_least", "3", None, False)),
        ("multiple", "tăng gấp đôi", ("2", "exact", "1.5", "2.5", True)),
        ("multiple", "3+ lần", ("3", "at_least", "3", None, False)),
        # half as much may be printed of anything from 1 / 2.5 to 1 / 1.5; the wider side counts on both
        ("multiple", "giảm 2 lần", ("0.5", "exact", "0.3333333333", "0.6666666667", True)),
        ("multiple", "giảm hơn 2 lần", ("0.5", "at_most", None, "0.5", False)),
        ("multiple", "giảm gần 4 lần", ("0.25", "at_least", "0.25", None, False)),
        ("level", "60+", ("60", "at_least", "60", None, False)),
    ],
)
def test_a_change_has_the_sign_that_its_word_says(measure: str, value: str, expected: tuple[Any, ...]) -> None:
    assert fields({**ROW, "value": value, "measure": measure}, *SIGNS) == expected


@pytest.mark.parametrize(
    ("measure", "value", "reason"),
    [
        ("level", "gấp 3 lần", "change-not-declared"),
        ("level", "gấp đôi", "change-not-declared"),
        ("level", "giảm 2 lần", "change-not-declared"),
        ("change", "gấp 3 lần", "multiple-not-declared"),
        ("growth", "tăng 3 lần", "multiple-not-declared"),
        ("growth", "doubled", "multiple-not-declared"),
        ("multiple", "giảm 50%", "change-not-declared"),
        ("multiple", "tăng 3", "change-not-declared"),
        ("multiple", "giảm 0,5 lần", "change-not-declared"),
        ("level", "dưới 60+", "not-a-figure"),
        ("level", "60+3", "not-a-figure"),
    ],
)
def test_a_multiple_is_read_only_where_it_is_meant(measure: str, value: str, reason: str) -> None:
    assert faults({**ROW, "value": value, "measure": measure}, "vi") == [("value", "EG102", reason)]


@pytest.mark.parametrize("value", ["0.5", "2"])
def test_a_fall_by_a_factor_may_be_written_either_way_beside_its_words(value: str) -> None:
    row = {**ROW, "value": value, "measure": "multiple", "printed": "giảm 2 lần"}
    assert fields(row, "value", "qualifier") == ("0.5", "exact")


@pytest.mark.parametrize("value", ["2", "-2"])
def test_the_printed_word_gives_the_sign_to_a_plain_value(value: str) -> None:
    row = {**ROW, "value": value, "measure": "change", "printed": "giảm 2 bậc"}
    assert fields(row, "value", "low", "high") == ("-2", "-2", "-2")


def test_a_word_of_direction_before_a_level_only_says_how_it_came_about() -> None:
    row = {**SHARE, "value": "86,5", "printed": "tăng lên 86,5%"}
    assert fields(row, "value", "measure", "unit") == ("86.5", "level", "percent")


def test_the_printed_text_decides_the_interval() -> None:
    row = {**COUNT, "value": "60000000", "printed": "trên 60 triệu"}
    assert fields(row, "qualifier", "low", "high", "plausible", "step", "printed") == (
        "at_least", "60000000", None, "61000000", "1000000", "trên 60 triệu",
    )  # fmt: skip


def test_the_printed_text_gives_its_denominator() -> None:
    assert fields({**ROW, "value": "86", "printed": "thứ 86/193"}, "denominator") == ("193",)


def test_the_printed_qualifier_goes_before_the_column() -> None:
    assert fields({**COUNT, "value": "gần 60", "qualifier": "about"}, "qualifier") == ("almost",)


def test_where_nothing_is_printed_the_value_is_the_print() -> None:
    assert fields(SCORE, "printed", "decimals") == ("0,6667", 4)


def test_printed_words_that_are_no_figure_change_nothing() -> None:
    assert fields({**ROW, "printed": "hạng tám mươi sáu"}, "value", "low") == ("86", "86")


def test_the_plain_value_settles_an_ambiguous_print_beside_it() -> None:
    row = {**COUNT, "value": "1039", "printed": "1.039"}
    assert fields(row, "value", "decimals", locale=None) == ("1039", 0)


def test_an_ambiguous_print_that_the_value_does_not_settle_is_an_error() -> None:
    assert faults({**COUNT, "value": "1040", "printed": "1.039"}, None) == [("printed", "EG004", "ambiguous")]


@pytest.mark.parametrize(("label", "ordinal"), [("high", "3"), ("cao", "3"), ("Rất cao", "4")])
def test_the_label_of_a_level_is_stored_as_its_ordinal(label: str, ordinal: str) -> None:
    row = {**ROW, "indicator": "UN_EGDI_LEVEL", "value": label}
    assert fields(row, "value", "low", "high", "unit", "printed") == (ordinal, ordinal, ordinal, "level", label)


@pytest.mark.parametrize("day", ["2019-12-09", "9/12/2019"])
def test_the_date_of_an_event_is_stored_as_days(day: str) -> None:
    row = {**ROW, "indicator": "VN_PORTAL_OPENED", "value": day}
    assert fields(row, "value", "low", "high", "unit") == ("18239", "18239", "18239", "date")


@pytest.mark.parametrize(
    ("day", "qualifier", "low", "high"),
    [
        ("12/2019", "", "18231", "18261"),
        ("2019-12", "about", "18231", "18261"),
        ("2019", "", "17897", "18261"),
        ("2019-12-09/2019-12-11", "", "18239", "18241"),
        ("12/2019", "at_least", "18231", None),
        ("12/2019", "at_most", None, "18261"),
    ],
)
def test_of_a_date_only_the_month_may_be_told(day: str, qualifier: str, low: str | None, high: str | None) -> None:
    row = {**ROW, "indicator": "VN_PORTAL_OPENED", "value": day, "qualifier": qualifier}
    assert fields(row, "low", "high") == (low, high)


@pytest.mark.parametrize(
    ("indicator", "value", "printed"), [("VN_PORTAL_OPENED", "2019-12-09", "9/12"), ("UN_EGDI_LEVEL", "cao", "nhóm 2")]
)
def test_beside_a_label_or_date_the_printed_text_is_no_number(indicator: str, value: str, printed: str) -> None:
    assert fields({**ROW, "indicator": indicator, "value": value, "printed": printed}, "printed") == (printed,)


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        ({**ROW, "value": "86"}, "rank"),
        ({**ROW, "value": "86%"}, "percent"),
        ({**ROW, "value": "86%", "unit": "rank"}, "rank"),
        ({**COUNT, "value": "5 tỷ đồng"}, "VND"),
        ({**COUNT, "value": "5 ngày"}, "day"),
        ({**SHARE, "value": "2 điểm phần trăm", "measure": "change"}, "percent"),
        ({**COUNT, "indicator": "UNKNOWN", "value": "5"}, None),
    ],
)
def test_the_unit_is_that_of_the_column_the_print_or_the_indicator(row: dict[str, Any], unit: str | None) -> None:
    assert fields(row, "unit") == (unit,)


def test_a_score_is_no_sharper_than_its_publisher_gives_it() -> None:
    assert fields({**SCORE, "value": "0,66667"}, "low", "high") == ("0.66662", "0.66672")


def test_ten_places_are_kept() -> None:
    row = {**COUNT, "indicator": "UNKNOWN", "value": "0,123456789012"}
    assert fields(row, "value", "decimals") == ("0.1234567890", 12)


def test_dates_of_publication_have_their_first_and_last_day() -> None:
    row = {**ROW, "published": "8/2020"}
    assert fields(row, "published", "published_start", "published_end") == ("2020-08", "2020-08-01", "2020-08-31")


def test_what_is_no_field_is_handed_on() -> None:
    assert interpret_one({**ROW, "colour": "red"})[0]["colour"] == "red"
