"""Whose figure it is: areas of a list, the home of a text, the country beside it; and the words that decided."""

from __future__ import annotations

import pytest

from tests.prose.rows import reading, told

ONLINE, ON_TIME = "VN_ONLINE_DOSSIERS_SHARE", "VN_DOSSIERS_ON_TIME_SHARE"
DAY = "2020-08-26"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của Hà Nam, Hà Nội và An Giang lần lượt là 30%, 45% và 20%.",
            [f"30 {ONLINE} VN-63 {DAY}", f"45 {ONLINE} VN-HN {DAY}", f"20 {ONLINE} VN-44 {DAY}"],
        ),
        (
            "Hà Nội có 45% hồ sơ nộp trực tuyến, Đà Nẵng 60%, Cần Thơ 50%.",
            [f"45 {ONLINE} VN-HN {DAY}", f"60 {ONLINE} VN-DN {DAY}", f"50 {ONLINE} VN-CT {DAY}"],
        ),
        (
            "Năm 2020, tỷ lệ hồ sơ giải quyết đúng hạn của Hà Nội đạt 98,5%, trong khi của cả nước là 95%.",
            [f"98.5 {ON_TIME} VN-HN 2020", f"95 {ON_TIME} VNM 2020"],
        ),
        (
            "Chỉ số cải cách hành chính (PAR Index) năm 2019 của Quảng Ninh đạt 90,09%, đứng thứ 1/63 tỉnh, thành phố.",
            ["90.09 VN_PAR_SCORE VN-13 2019", "1/63 VN_PAR_RANK VN-13 2019"],
        ),
        (
            "Năm 2021, Đà Nẵng xếp thứ 1 về chỉ số chuyển đổi số DTI với 0,6419 điểm.",
            ["1 VN_DTI_RANK VN-DN 2021", "0.6419 VN_DTI_SCORE VN-DN 2021"],
        ),
        ("Chỉ số PAPI năm 2020 của Thái Nguyên đạt 46,47 điểm.", ["46.47 VN_PAPI_SCORE VN-69 2020"]),
        ("Chỉ số SIPAS năm 2019 của cả nước đạt 84,45%.", ["84.45 VN_SIPAS_SCORE VNM 2019"]),
        (
            "Chỉ số EGDI năm 2020 của Việt Nam là 0,6667, cao hơn mức trung bình của thế giới là 0,5988.",
            ["0.6667 UN_EGDI_SCORE VNM 2020", "0.5988 UN_EGDI_SCORE UN-WORLD 2020"],
        ),
        (
            "Năm 2020, chỉ số dịch vụ công trực tuyến của Việt Nam theo Liên hợp quốc đạt 0,6529, xếp thứ 81.",
            ["0.6529 UN_OSI_SCORE VNM 2020", "81 UN_OSI_RANK VNM 2020"],
        ),
        (
            (
                "In 2020 Viet Nam ranked 86th of 193 countries in the UN E-Government Development Index, "
                "up two places from 2018."
            ),
            ["86/193 UN_EGDI_RANK VNM 2020", "2 UN_EGDI_RANK VNM 2020 from 2018"],
        ),
    ],
)
def test_what_the_figures_of_a_sentence_are_of(raw, expected):
    assert told(raw) == expected


def test_a_text_of_a_province_tells_figures_of_the_province():
    raw = "Năm 2020, tỷ lệ hồ sơ nộp trực tuyến của tỉnh đạt 30%."
    assert told(raw) == [f"30 {ONLINE} - 2020"]
    assert told(raw, publisher="Cổng thông tin điện tử tỉnh Hà Nam") == [f"30 {ONLINE} VN-63 2020"]
    assert told(raw, publisher="Báo Hà Tĩnh") == [f"30 {ONLINE} VN-23 2020"]


def test_the_province_of_an_earlier_sentence_goes_on():
    raw = "Hà Nam đã họp trực tuyến về chuyển đổi số. Năm 2020, tỷ lệ hồ sơ nộp trực tuyến của tỉnh đạt 30%."
    assert told(raw) == [f"30 {ONLINE} VN-63 2020"]


def test_what_nobody_knows_is_listed_without_an_indicator():
    (line,) = told("Năm 2020, Hà Nam trồng 321.000 cây phi lao.")
    assert line.split()[:2] == ["321000", "-"]


def test_counts_of_the_sentence_are_no_statements():
    read = reading("Đề án có 3 trụ cột và 2 giai đoạn.")
    assert (read.statements, read.skipped > 0) == ((), True)


def test_the_words_that_decided_are_told_and_stand_in_the_text():
    raw = "Năm 2019, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 16,1%."
    (row,) = reading(raw).statements
    said = {reason.field: raw[reason.start : reason.end] for reason in row.reasons if reason.start is not None}
    assert said["area"] == "Hà Nam"
    assert said["period"] == "Năm 2019"
    assert "trực tuyến" in said["indicator"]
    assert {reason.field: reason.value for reason in row.reasons}["period"] == "2019"


def test_a_quoted_speaker_is_told():
    raw = "Bộ trưởng Nguyễn Mạnh Hùng cho biết năm 2019 tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 16,1%."
    (row,) = reading(raw).statements
    assert row.speaker
    assert "Nguyễn Mạnh Hùng" in row.speaker


def test_the_same_sentence_without_its_marks_says_the_same():
    assert told("Nam 2019, ty le ho so nop truc tuyen cua Ha Noi dat 16,1%.") == [f"16.1 {ONLINE} VN-HN 2019"]
