"""Which time a figure is of: its own, that of its sentence, of an earlier one, of a heading, of the document."""

from __future__ import annotations

import pytest

from tests.prose.rows import told

RANK, SCORE = "UN_EGDI_RANK VNM", "UN_EGDI_SCORE VNM"
ONLINE, ON_TIME = "VN_ONLINE_DOSSIERS_SHARE", "VN_DOSSIERS_ON_TIME_SHARE"
SURVEY = "Liên hợp quốc công bố báo cáo khảo sát Chính phủ điện tử"
EGDI = "về chỉ số phát triển Chính phủ điện tử"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"Năm 2018, Việt Nam xếp thứ 88/193 {EGDI}.", [f"88/193 {RANK} 2018"]),
        (
            f"Năm 2020, Việt Nam xếp thứ 86/193 {EGDI}, tăng 2 bậc so với năm 2018.",
            [f"86/193 {RANK} 2020", f"2 {RANK} 2020 from 2018"],
        ),
        (f"Ngày 10/7/2020, {SURVEY}; theo đó Việt Nam xếp thứ 86/193 quốc gia.", [f"86/193 {RANK} 2020"]),
        (f"{SURVEY} năm 2018. Việt Nam xếp thứ 88/193 {EGDI}.", [f"88/193 {RANK} 2018"]),
        (
            f"Xếp hạng Chính phủ điện tử năm 2018\n\nViệt Nam xếp thứ 88/193 {EGDI}, điểm số là 0,5931.",
            [f"88/193 {RANK} 2018", f"0.5931 {SCORE} 2018"],
        ),
        ("Việt Nam tăng từ vị trí 88 năm 2018 lên vị trí 86 năm 2020 về EGDI.", [f"88 {RANK} 2018", f"86 {RANK} 2020"]),
        (
            "EGDI của Việt Nam tăng từ 0,5931 năm 2018 lên 0,6667 năm 2020.",
            [f"0.5931 {SCORE} 2018", f"0.6667 {SCORE} 2020"],
        ),
        ("Chỉ số EGDI 2020 của Việt Nam là 0,6667 điểm.", [f"0.6667 {SCORE} 2020"]),
        (
            "Viet Nam's EGDI score rose from 0.5931 in 2018 to 0.6667 in 2020.",
            [f"0.5931 {SCORE} 2018", f"0.6667 {SCORE} 2020"],
        ),
    ],
)
def test_figures_of_the_un_survey_have_editions(raw, expected):
    assert told(raw) == expected


def test_a_survey_of_which_no_edition_is_told_has_none():
    assert told(f"Việt Nam xếp thứ 86/193 {EGDI}.") == [f"86/193 {RANK} -"]


def test_a_year_without_an_edition_is_none():
    assert told(f"Năm 2019, Việt Nam xếp thứ 88/193 {EGDI}.") == [f"88/193 {RANK} -"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Đến nay, tỷ lệ dịch vụ công trực tuyến mức độ 4 của cả nước đạt 14,4%.",
            ["14.4 VN_SERVICES_LEVEL4_SHARE VNM 2020-08-26"],
        ),
        (
            "Đến nay, Cổng Dịch vụ công quốc gia đã có hơn 195.000 tài khoản và 55 triệu lượt truy cập.",
            ["195000 VN_PORTAL_ACCOUNTS VNM 2020-08-26", "55000000 VN_PORTAL_VISITS VNM 2020-08-26"],
        ),
        (
            "Tính đến ngày 20/8/2020, Cổng Dịch vụ công quốc gia đã cung cấp 1.039 dịch vụ công trực tuyến.",
            ["1039 VN_PORTAL_SERVICES VNM 2020-08-20"],
        ),
        (
            "Trong 6 tháng đầu năm nay, tỷ lệ hồ sơ nộp trực tuyến của tỉnh Hà Nam đạt 30%.",
            [f"30 {ONLINE} VN-63 2020-01/2020-06"],
        ),
        (
            (
                "6 tháng đầu năm 2020, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 30%, "
                "tăng 5 điểm phần trăm so với cùng kỳ năm 2019."
            ),
            [f"30 {ONLINE} VN-63 2020-01/2020-06", f"5 {ONLINE} VN-63 2020-01/2020-06 from 2019-01/2019-06"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của Hà Nam tăng từ 16% năm 2019 lên 30% năm 2020.",
            [f"16 {ONLINE} VN-63 2019", f"30 {ONLINE} VN-63 2020"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của Hà Nam năm 2019 và 2020 lần lượt đạt 16% và 30%.",
            [f"16 {ONLINE} VN-63 2019", f"30 {ONLINE} VN-63 2020"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của Hà Nam các năm 2018, 2019 và 2020 tương ứng là 9%, 16% và 30%.",
            [f"9 {ONLINE} VN-63 2018", f"16 {ONLINE} VN-63 2019", f"30 {ONLINE} VN-63 2020"],
        ),
        ("Tháng 7/2020, Hà Nội có 98,5% hồ sơ giải quyết đúng hạn.", [f"98.5 {ON_TIME} VN-HN 2020-07"]),
        (
            "Tỷ lệ hồ sơ giải quyết đúng hạn của Hà Nội năm 2020 đạt 98,5% (năm 2019: 95%).",
            [f"98.5 {ON_TIME} VN-HN 2020", f"95 {ON_TIME} VN-HN 2019"],
        ),
        (
            "Năm nay, tỷ lệ hồ sơ nộp trực tuyến của Hà Nội đạt 45%, năm ngoái là 30%.",
            [f"45 {ONLINE} VN-HN 2020", f"30 {ONLINE} VN-HN 2019"],
        ),
        (
            "Hiện nay, Cổng Dịch vụ công quốc gia có 3.000 dịch vụ, gấp đôi năm 2019.",
            ["3000 VN_PORTAL_SERVICES VNM 2020-08-26", "2 VN_PORTAL_SERVICES VNM 2020-08-26 from 2019"],
        ),
        (
            "Cổng Dịch vụ công quốc gia có trên 235.000 tài khoản kể từ khi khai trương ngày 9/12/2019.",
            ["235000 VN_PORTAL_ACCOUNTS VNM 2020-08-26"],
        ),
        (
            "By the end of 2019, 16% of dossiers in Hanoi were submitted online.",
            [f"16 {ONLINE} VN-HN 2019"],
        ),
        (
            "Năm 2020, tỷ lệ hồ sơ nộp trực tuyến của Hà Nội đạt 45% (năm 2019 đạt 30%), của Hà Nam đạt 35%.",
            [f"45 {ONLINE} VN-HN 2020", f"30 {ONLINE} VN-HN 2019", f"35 {ONLINE} VN-63 2020"],
        ),
        ("Đến cuối năm 2019, 30% hồ sơ của Hà Nội được nộp trực tuyến.", [f"30 {ONLINE} VN-HN 2019-12-31"]),
        (
            "The National Public Service Portal had over 2.5 million accounts as of March 2020.",
            ["2500000 VN_PORTAL_ACCOUNTS VNM 2020-03"],
        ),
    ],
)
def test_the_words_of_time_are_resolved_against_the_day_of_the_text(raw, expected):
    assert told(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "Năm 2020, tỷ lệ hồ sơ trực tuyến của Hà Nam đạt 30%; mục tiêu năm 2025 là 80%.",
            [f"30 {ONLINE} VN-63 2020", f"80 {ONLINE} VN-63 2025 target"],
        ),
        ("Đến năm 2025, 80% hồ sơ của Hà Nam được nộp trực tuyến.", [f"80 {ONLINE} VN-63 2025 target"]),
        (
            "Phấn đấu đến hết năm 2020, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 50%.",
            [f"50 {ONLINE} VN-63 2020 target"],
        ),
        (
            "Năm 2020, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 30%, vượt chỉ tiêu 25%.",
            [f"30 {ONLINE} VN-63 2020", f"25 {ONLINE} VN-63 2020 target"],
        ),
        ("Đến năm 2019, 16% hồ sơ của Hà Nam được nộp trực tuyến.", [f"16 {ONLINE} VN-63 2019"]),
    ],
)
def test_a_deadline_makes_a_target_until_it_is_over(raw, expected):
    assert told(raw) == expected


def test_a_quarter_of_which_nobody_knows_the_year_is_not_the_day_of_the_text():
    raw = "Trong quý IV, cổng của tỉnh Hà Nam có 30.000 tài khoản."
    assert [line.split()[-1] for line in told(raw)] == ["-"]


def test_without_a_day_what_is_counted_from_it_has_no_period():
    raw = "Đến nay, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 30%."
    assert told(raw, None) == [f"30 {ONLINE} VN-63 -"]
    assert told(raw, "2021-03-12") == [f"30 {ONLINE} VN-63 2021-03-12"]


def test_the_dateline_dates_the_text_and_no_figure_of_a_survey():
    raw = f"Hà Nội, ngày 26/8/2020 - Việt Nam xếp thứ 86/193 {EGDI}."
    assert told(raw, None) in ([f"86/193 {RANK} -"], [f"86/193 {RANK} 2020"])


def test_an_earlier_sentence_dates_what_follows_it():
    raw = "Năm 2019, Hà Nam tiếp nhận 120.000 hồ sơ. Tỷ lệ hồ sơ nộp trực tuyến đạt 16%."
    assert told(raw)[-1] == f"16 {ONLINE} VN-63 2019"


def test_another_section_is_not_dated_by_the_one_before():
    raw = "Năm 2018, tỷ lệ hồ sơ nộp trực tuyến của Hà Nam đạt 9%.\n\nKết quả năm 2020\n\n"
    raw += "Tỷ lệ hồ sơ nộp trực tuyến đạt 30%."
    assert [line.split()[-1] for line in told(raw)] == ["2018", "2020"]
