"""Printed figures into exact decimals: every form that sources use, and what is refused rather than guessed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.records.figures import Figure, FigureError, decimal_mark_shown, half_up, language_shown, read_figure

D = Decimal


def whole(value: str, last_digit: str = "1") -> Figure:
    return Figure(D(value), last_digit=D(last_digit))


def rounded(value: str, decimals: int, place: str) -> Figure:
    return Figure(D(value), decimals=decimals, unit_place=D(place), last_digit=D(place), in_full=False)


COMMA = {
    "86": whole("86"),
    "0": whole("0"),
    "007": whole("7"),
    "86/193": replace(whole("86"), denominator=D(193)),
    "thứ 88/193": replace(whole("88"), denominator=D(193)),
    "1.039": whole("1039"),
    "1.039/6.842": replace(whole("1039"), denominator=D(6842)),
    "1.039 / 6.842 hồ sơ": replace(whole("1039"), denominator=D(6842)),
    "1.234.567": whole("1234567"),
    "1.234.567,8": rounded("1234567.8", 1, "0.1"),
    "0,6667": rounded("0.6667", 4, "0.0001"),
    ",5": rounded("0.5", 1, "0.1"),
    "86,5%": replace(rounded("86.5", 1, "0.1"), unit="percent"),
    "86,5 %": replace(rounded("86.5", 1, "0.1"), unit="percent"),
    "86,5％": replace(rounded("86.5", 1, "0.1"), unit="percent"),
    "86,5 phần trăm": replace(rounded("86.5", 1, "0.1"), unit="percent"),
    "2,5 điểm phần trăm": replace(rounded("2.5", 1, "0.1"), unit="point"),
    "2,5 điểm %": replace(rounded("2.5", 1, "0.1"), unit="point"),
    "đạt 0,6667 điểm": replace(rounded("0.6667", 4, "0.0001"), unit="index"),
    "0,86/1 điểm": replace(rounded("0.86", 2, "0.01"), denominator=D(1)),
    "71/100 điểm": replace(whole("71"), denominator=D(100)),
    "trên 60 triệu": replace(rounded("60000000", 0, "1000000"), qualifier="at_least"),
    "gần 380.000": replace(whole("380000", "10000"), qualifier="almost"),
    "hơn 6.300 tỷ đồng": replace(rounded("6300000000000", 0, "1000000000"), qualifier="at_least", unit="VND"),
    "trên 1.200 tỷ đồng/năm": replace(rounded("1200000000000", 0, "1000000000"), qualifier="at_least", unit="VND"),
    "6,3 nghìn tỷ": rounded("6300000000000", 1, "100000000000"),
    "1,5 triệu lượt": replace(rounded("1500000", 1, "100000"), unit="count"),
    "100 nghìn": rounded("100000", 0, "1000"),
    "khoảng 0,3%": replace(rounded("0.3", 1, "0.1"), qualifier="about", unit="percent"),
    "khoảng hơn 20%": replace(whole("20", "10"), qualifier="at_least", unit="percent"),
    "dưới 5": replace(whole("5"), qualifier="at_most"),
    "≥ 60": replace(whole("60", "10"), qualifier="at_least"),
    ">60": replace(whole("60", "10"), qualifier="at_least"),
    "≈60": replace(whole("60", "10"), qualifier="about"),
    "tăng 2 bậc": replace(whole("2"), unit="place", direction=1),
    "giảm 2 bậc": replace(whole("2"), unit="place", direction=-1),
    "▼ 2": replace(whole("2"), direction=-1),
    "3 lần": replace(whole("3"), unit="time"),
    "-5": whole("-5"),
    "−5": whole("-5"),
    "–5": whole("-5"),
    "- 5": whole("-5"),
    "+2": whole("2"),
    "-0,25": rounded("-0.25", 2, "0.01"),
    "thứ nhất": whole("1"),
    "hai": whole("2"),
    "mười": whole("10", "10"),
    "gấp đôi": replace(whole("2"), multiple=True),
    "gấp rưỡi": replace(rounded("1.5", 0, "0.1"), multiple=True),
    "gấp 3 lần": replace(whole("3"), unit="time", multiple=True),
    "gấp hơn 3 lần": replace(whole("3"), unit="time", multiple=True, qualifier="at_least"),
    "tăng gấp 2,5 lần": replace(rounded("2.5", 1, "0.1"), unit="time", multiple=True, direction=1),
    "60+": replace(whole("60", "10"), qualifier="at_least"),
    "1.500.000+": replace(whole("1500000", "100000"), qualifier="at_least"),
    "60 triệu+": replace(rounded("60000000", 0, "1000000"), qualifier="at_least"),
    "60 triệu + lượt": replace(rounded("60000000", 0, "1000000"), qualifier="at_least", unit="count"),
    "50%+": replace(whole("50", "10"), qualifier="at_least", unit="percent"),
    "từ 60 trở lên": replace(whole("60", "10"), qualifier="at_least"),
    "5 trở xuống": replace(whole("5"), qualifier="at_most"),
    "5-": whole("5"),
    "10 km": whole("10", "10"),
    "5 (ước)": whole("5"),
    "5 trong 11 nước": replace(whole("5"), denominator=D(11)),
}

POINT = {
    "1.039": rounded("1.039", 3, "0.001"),
    "1,039": whole("1039"),
    "0.6667": rounded("0.6667", 4, "0.0001"),
    ".5": rounded("0.5", 1, "0.1"),
    "1,234,567": whole("1234567"),
    "1,234,567.8": rounded("1234567.8", 1, "0.1"),
    "more than 1.2 million": replace(rounded("1200000", 1, "100000"), qualifier="at_least"),
    "nearly 380,000": replace(whole("380000", "10000"), qualifier="almost"),
    "up to 5": replace(whole("5"), qualifier="at_most"),
    "5 or more": replace(whole("5"), qualifier="at_least"),
    "5 or fewer services": replace(whole("5"), qualifier="at_most", unit="count"),
    "threefold": replace(whole("3"), multiple=True),
    "88th": whole("88"),
    "1st": whole("1"),
    "88th of 193": replace(whole("88"), denominator=D(193)),
    "86 out of 193 countries": replace(whole("86"), denominator=D(193)),
    "ranked 86th": whole("86"),
    "no. 5": whole("5"),
    "No 5": whole("5"),
    "down 2 places": replace(whole("2"), unit="place", direction=-1),
    "2.5 percentage points": replace(rounded("2.5", 1, "0.1"), unit="point"),
    "2.3x": replace(rounded("2.3", 1, "0.1"), unit="time"),
    "1.2bn": rounded("1200000000", 1, "100000000"),
}


@pytest.mark.parametrize("printed", COMMA)
def test_reads_with_a_decimal_comma(printed: str) -> None:
    assert read_figure(printed, ",") == COMMA[printed]


@pytest.mark.parametrize("printed", POINT)
def test_reads_with_a_decimal_point(printed: str) -> None:
    assert read_figure(printed, ".") == POINT[printed]


@pytest.mark.parametrize("printed", COMMA)
def test_reads_nfd_like_nfc(printed: str) -> None:
    assert read_figure(unicodedata.normalize("NFD", printed), ",") == COMMA[printed]


@pytest.mark.parametrize("printed", COMMA)
def test_case_does_not_matter(printed: str) -> None:
    assert read_figure(printed.upper(), ",") == COMMA[printed]


@pytest.mark.parametrize(
    ("degraded", "proper"),
    [
        ("tren 60 trieu", "trên 60 triệu"),
        ("trên 60 triêu", "trên 60 triệu"),
        ("gan 380.000", "gần 380.000"),
        ("hon 6.300 ty dong", "hơn 6.300 tỷ đồng"),
        ("6,3 nghin ty", "6,3 nghìn tỷ"),
        ("giam 2 bac", "giảm 2 bậc"),
        ("thu nhat", "thứ nhất"),
    ],
)
def test_lost_diacritics_change_nothing(degraded: str, proper: str) -> None:
    assert read_figure(degraded, ",") == COMMA[proper]


@pytest.mark.parametrize(
    "blank", [" ", "\u00a0", "\u2007", "\u2009", "\u202f", "'", "’"], ids=lambda blank: f"U+{ord(blank):04X}"
)
@pytest.mark.parametrize("mark", [None, ",", "."])
def test_blanks_group_whatever_the_mark(blank: str, mark: str | None) -> None:
    assert read_figure(f"1{blank}039", mark) == whole("1039")


@pytest.mark.parametrize("printed", ["1 039,5", "1 039.5"])
@pytest.mark.parametrize("mark", [None, ",", "."])
def test_behind_grouping_blanks_any_mark_is_the_decimal_one(printed: str, mark: str | None) -> None:
    assert read_figure(printed, mark) == rounded("1039.5", 1, "0.1")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0,6667", "0.6667"),
        ("0.6667", "0.6667"),
        ("0.123", "0.123"),
        ("86,5%", "86.5"),
        ("1234.567", "1234.567"),
        ("1.234,567", "1234.567"),
        ("1,234.567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
    ],
)
@pytest.mark.parametrize("mark", [None, ",", "."])
def test_digits_that_prove_their_mark_need_none_settled(printed: str, value: str, mark: str | None) -> None:
    assert read_figure(printed, mark).value == D(value)


@pytest.mark.parametrize(
    ("printed", "readings"),
    [
        ("1.039", ("1.039", "1039")),
        ("1,039", ("1.039", "1039")),
        ("-1.039", ("1.039", "1039")),
        ("12.345%", ("12.345", "12345")),
        ("gần 380.000", ("380.000", "380000")),
        ("100/6.842", ("6.842", "6842")),
    ],
)
def test_two_readings_without_a_settled_mark_are_an_error_that_names_both(
    printed: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(FigureError) as error:
        read_figure(printed, None)
    assert (error.value.kind, error.value.readings) == ("ambiguous", tuple(D(r) for r in readings))


@pytest.mark.parametrize(
    "printed",
    ["", "   ", "\u00a0", "-", "–", "…", "...", "..", ":", "n/a", "N/A", "NA", "null", "NaN", "không có", "Chưa có"],
)
def test_says_that_nothing_is_there(printed: str) -> None:
    with pytest.raises(FigureError, match="missing"):
        read_figure(printed, None)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5 trạm", 5),  # stations, not trăm
        ("2 chức danh", 2),  # titles, not chục
        ("5 ngân hàng", 5),  # banks, not ngàn
        ("5 vấn đề", 5),  # questions, not vạn
        ("10 lĩnh vực", 10),  # fields, not linh
        ("5 tổ công tác", 5),  # groups, not the English to
    ],
)
def test_a_word_with_other_diacritics_is_another_word(written: str, value: int) -> None:
    assert read_figure(written, ",").value == value


def test_a_dated_rank_is_read_like_any_ratio() -> None:
    # whether 26/8 is a day no cell can tell; a rank beyond its denominator is EG301's to say
    assert read_figure("26/8", None) == replace(whole("26"), denominator=D(8))


@pytest.mark.parametrize("mark", [None, ",", "."])
@pytest.mark.parametrize(
    "printed",
    [
        "1.2.3", "1,23,456", "1.234.56", "1234,567,8", "1,2.3", "1.2,3.4", "1,039.5,6", "1 039,5,3", "--5", "+-5",
        "1e5", "1E-5", "1_000", ".", ",", "%", "1 23", "12 34", "1234 567", "1 234 56", "1 234'567", "1.234 567",
        "26/8/2020", "86/193/5", "86/-193", "5 tỷ 300 triệu", "3-5", "3 đến 5", "1 hoặc 2", "2 triệu rưỡi", "hai mươi",
        "mười lăm", "năm 2020", "$5", "5 $", "5 (US$)", "€5", "5€", "10km", "60k", "60M", "60tr", "USD 5", "n.n.",
        "(5)", "½", "một nửa", "Bà", "cao", "Việt Nam", "5 hồ sơ nghìn",
    ],
)  # fmt: skip
def test_refuses_what_is_no_figure(printed: str, mark: str | None) -> None:
    with pytest.raises(FigureError) as error:
        read_figure(printed, mark)
    assert error.value.kind == "not-a-figure"


@pytest.mark.parametrize("printed", ["1" + "0" * 18, "-1" + "0" * 18, "999999999999999999,9", "1.000.000.000 tỷ"])
def test_refuses_what_the_table_cannot_hold(printed: str) -> None:
    with pytest.raises(FigureError, match="too-large"):
        read_figure(printed, ",")


def test_the_largest_whole_number_is_read_exactly() -> None:
    assert read_figure("999.999.999.999.999.999", ",").value == D("999999999999999999")


@pytest.mark.parametrize(
    ("printed", "value", "place"),
    [
        ("0.31414000000000003", "0.31414", "0.00001"),
        ("0.6955600000000001", "0.69556", "0.00001"),
        ("0.7571399999999999", "0.75714", "0.00001"),
        ("0.123456789012345678", "0.123456789012", "0.000000000001"),
        ("1234567890123.45", "1234567890123", "1"),
        ("99999999999.1234", "99999999999.1", "0.1"),
    ],
)
def test_binary_residue_is_read_to_twelve_digits_and_never_before_the_mark(
    printed: str, value: str, place: str
) -> None:
    figure = read_figure(printed, ".")
    assert (figure.value, figure.unit_place) == (D(value), D(place))


def test_fourteen_digits_are_no_residue() -> None:
    assert read_figure("0.12345678901234", ".").value == D("0.12345678901234")


def test_decimals_count_what_was_printed_even_where_it_is_residue() -> None:
    assert read_figure("0.31414000000000003", ".").decimals == 17


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.039", rounded("1.039", 3, "0.001")),
        ("88.0", rounded("88.0", 1, "0.1")),
        ("1e5", whole("100000", "100000")),
        ("1.5E-3", rounded("0.0015", 4, "0.0001")),
        ("380000", whole("380000", "10000")),
        ("-2", whole("-2")),
    ],
)
@pytest.mark.parametrize("mark", [None, ",", "."])
def test_numbers_of_the_file_format_are_never_ambiguous(text: str, expected: Figure, mark: str | None) -> None:
    assert read_figure(text, mark, native=True) == expected


@pytest.mark.parametrize("text", ["NaN", "inf", "-Infinity", "1,5", "86%", "1e9999", ""])
def test_refuses_native_numbers_that_are_none(text: str) -> None:
    with pytest.raises(FigureError):
        read_figure(text, None, native=True)


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("0,6667", ","), ("0.6667", "."), ("86,5%", ","), ("1.234.567", ","), ("1,234,567", "."), ("1.234,5", ","),
        ("1,234.5", "."), ("1 039,5", ","), ("1234,567", ","), ("0,123", ","), ("trên 1,2 triệu", ","), (".5", "."),
        ("1.039", None), ("1,039", None), ("86", None), ("86/193", None), ("1 039", None), ("", None), ("cao", None),
        ("1.039/0,5", ","),
    ],
)  # fmt: skip
def test_which_mark_the_digits_of_a_cell_prove(cell: str, mark: str | None) -> None:
    assert decimal_mark_shown(cell) == mark


@pytest.mark.parametrize(
    ("cell", "language"),
    [
        ("trên 60 triệu", "vi"), ("tren 60 trieu", "vi"), ("more than 60 million", "en"), ("86,5%", None),
        ("cao", None), ("60 triệu or more than 5", None), ("86", None), ("", None), ("60 xyz", None),
    ],
)  # fmt: skip
def test_which_language_the_words_of_a_cell_are(cell: str, language: str | None) -> None:
    assert language_shown(cell) == language


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.47045", 4, "0.4705"),
        ("-0.47045", 4, "-0.4705"),
        ("2.5", 0, "3"),
        ("0.44445", 4, "0.4445"),
        ("15", -1, "2E+1"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, expected: str) -> None:
    assert str(half_up(D(value), places)) == expected
