"""Where a document comes from: headers, datelines, dated openings, mastheads; and dates that are not its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from egovcheck.prose.origin import Origin, day_of, origin
from egovcheck.prose.structure import structure
from egovcheck.prose.times import scan, times

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
BODY = (
    "Tỉnh đã triển khai nhiều giải pháp xây dựng chính quyền điện tử, qua đó tỷ lệ hồ sơ trực tuyến đạt 45%, người dân "
    "hài lòng với cách phục vụ mới của các cơ quan."
)
HEADING = "Tỉnh đẩy mạnh chính quyền số"


def read(*lines: str) -> Origin:
    return origin(structure("\n\n".join(lines)), given={})


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thời gian: 25/02/2020 14:00", "2020-02-25"),
        ("15:30, 12/03/2021", "2021-03-12"),
        ("Thứ Tư, 26/8/2020, 16:05 (GMT+7)", "2020-08-26"),
        ("Thứ ba, 25/02/2020 | 14:00 GMT+7", "2020-02-25"),
        ("Thứ hai, ngày 3 tháng 8 năm 2020", "2020-08-03"),
        ("26-08-2020 | 15:00", "2020-08-26"),
        ("07:30 - 26/08/2020", "2020-08-26"),
        ("Cập nhật lúc 07h30 – 26/8/2020", "2020-08-26"),
        ("26/08/2020", "2020-08-26"),
        ("2020-08-26", "2020-08-26"),
        ("Cập nhật: 26/08/2020 08:15", "2020-08-26"),
        ("Ngày đăng: 26/08/2020", "2020-08-26"),
        ("Ngay dang: 26/08/2020", "2020-08-26"),
        ("Đăng ngày 26-08-2020", "2020-08-26"),
        ("Ngày đăng: 26/08/2020 - Cập nhật: 30/08/2020", "2020-08-26"),
        ("Hà Nội, ngày 5 tháng 4 năm 2021", "2021-04-05"),
        ("Published: 12 March 2021", "2021-03-12"),
        ("Posted on August 26, 2020 by the editors", "2020-08-26"),
        ("By Nguyen An - March 12, 2021", "2021-03-12"),
        ("March, 12/2021 - 09:15", "2021-03-12"),
        ("Xuất bản: tháng 3/2021", "2021-03"),
    ],
)
def test_a_line_of_the_header_gives_the_day(line: str, day: str) -> None:
    found = read(HEADING, line, BODY)
    assert found.published == day


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    assert read(HEADING, "Cập nhật lúc: 08:00 30/08/2020", "Ngày đăng: 26/08/2020", BODY).published == "2020-08-26"


def test_two_unlabelled_days_of_the_header_are_none() -> None:
    assert read(HEADING, "26/08/2020", "01/09/2020", BODY).published is None


def test_a_label_below_the_text_gives_the_day() -> None:
    assert read(HEADING, BODY, "Cập nhật lần cuối: 26/8/2020").published == "2020-08-26"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} Quyết định được ký ngày 3/6/2020.",
        f"Ngày 3/6/2020, Thủ tướng đã ký quyết định về chuyển đổi số. {BODY}",
        f"{BODY} Hệ thống sẽ chạy từ ngày 1/1/2022.",
        "Chiều 26/8, tỉnh bàn về chuyển đổi số. Năm 2019 tỉnh đạt 30%, năm 2020 phấn đấu đạt 40%.",
        "Chiều 26/8, tỉnh bàn về chuyển đổi số theo quyết định ngày 3/6/2016.",
    ],
)
def test_a_day_that_is_only_told_of_is_not_the_documents(text: str) -> None:
    assert read(HEADING, text).published is None


@pytest.mark.parametrize("line", ["Quyết định 749 ngày 3/6/2020", "Ảnh chụp ngày 3/6/2020", "Nghị quyết ngày 7/3/2019"])
def test_a_short_line_with_a_decree_or_a_picture_is_no_header(line: str) -> None:
    assert read(HEADING, line, BODY).published is None


def test_the_day_of_another_article_is_not_the_documents() -> None:
    assert read(HEADING, BODY, "Tin khác", "Hội chợ khai mạc", "10:00, 01/01/2024").published is None


@pytest.mark.parametrize(
    ("opening", "told", "day"),
    [
        ("Chiều 26/8, tỉnh họp về chuyển đổi số.", "Ngày 10/7/2020, thứ hạng được công bố.", "2020-08-26"),
        ("Chiều nay, 26/8, tỉnh họp về chuyển đổi số.", "Việc này được giao từ đầu năm 2020.", None),
        ("Chiều nay, 26/8, tỉnh họp về chuyển đổi số.", "Thứ hạng được công bố tháng 7/2020.", "2020-08-26"),
        ("Chieu 26/8, tinh hop ve chuyen doi so.", "Thu hang duoc cong bo thang 7/2020.", "2020-08-26"),
        ("Sáng 12-1, tỉnh họp tổng kết năm 2020.", "Ngày 30/12/2020, tỉnh có 40 dịch vụ.", "2021-01-12"),
        ("Sáng 12-3, tỉnh tổ chức hội nghị tổng kết năm 2020.", "Năm 2020 có 40 dịch vụ.", "2021-03-12"),
        ("Sáng 12-3, tỉnh họp về kết quả năm 2020.", "Năm 2020 có 40 dịch vụ.", None),
        ("Sáng 12/3/2021, tỉnh họp.", "Năm 2020 có 40 dịch vụ.", "2021-03-12"),
        ("(Chinhphu.vn) - Sáng 12/3, tỉnh họp.", "Trước đó, ngày 10/3/2021, Bộ đã họp.", "2021-03-12"),
    ],
)
def test_a_dated_opening_takes_its_year_from_what_was_shortly_before(opening: str, told: str, day: str | None) -> None:
    assert read(HEADING, f"{opening} {BODY}", told).published == day


@pytest.mark.parametrize(
    ("lines", "publisher", "place"),
    [
        ([f"(Baohatinh.vn) - {BODY}"], "Baohatinh.vn", None),
        ([f"(Dân trí) - {BODY}"], "Dân trí", None),
        ([f"TTO - {BODY}"], "TTO", None),
        ([f"VOV.VN - {BODY}"], "VOV.VN", None),
        ([f"Hà Nội (TTXVN) - {BODY}"], "TTXVN", "Hà Nội"),
        (["HANOI, Jan. 5, 2021 (VNA) — The country had 1,200 online services."], "VNA", "HANOI"),
        (["HÀ NỘI — The country had 1,200 online services."], None, "HÀ NỘI"),
        ([BODY, "Nguồn: Báo Chính phủ"], "Báo Chính phủ", None),
        ([BODY, "Theo TTXVN"], "TTXVN", None),
        (["Báo Hà Tĩnh", "26/08/2020", BODY], "Báo Hà Tĩnh", None),
        (["Cổng thông tin điện tử", "Tỉnh Hà Tĩnh", BODY], "Cổng thông tin điện tử Tỉnh Hà Tĩnh", "Hà Tĩnh"),
        ([BODY, "Cổng thông tin điện tử thành phố Huế"], "Cổng thông tin điện tử thành phố Huế", "Huế"),
        ([BODY, "Cổng TTĐT Bộ Nội vụ sẽ tiếp tục thông tin về việc này."], "Cổng TTĐT Bộ Nội vụ", None),
        (["UBND TỈNH", "Hà Nội, ngày 5 tháng 4 năm 2021", "BÁO CÁO", BODY], None, "Hà Nội"),
        ([HEADING, BODY, "Theo đó, tỉnh có 5 nhiệm vụ"], None, None),
        ([HEADING, "Báo cáo kết quả năm 2020", BODY], None, None),
        ([BODY, "Trước đó, ngày 10/3/2021, Bộ đã họp."], None, None),
    ],
)
def test_publisher_and_place(lines: list[str], publisher: str | None, place: str | None) -> None:
    found = read(*lines)
    assert (found.publisher, found.place) == (publisher, place)


def test_the_characters_that_say_it_are_told() -> None:
    raw = f"{HEADING}\n\n15:30, 12/03/2021\n\nHà Nội (TTXVN) - {BODY}"
    found = origin(structure(raw), given={})
    said = [found.published_from, found.publisher_from, found.place_from]
    assert [raw[slice(*span)] for span in said if span] == ["12/03/2021", "TTXVN", "Hà Nội"]


def test_what_is_known_from_outside_wins_and_has_no_characters() -> None:
    text = structure(f"15:30, 12/03/2021\n\nHà Nội (TTXVN) - {BODY}")
    found = origin(text, given={"published": "2021-03-13", "publisher": "VNA", "place": "Huế"})
    assert found == Origin("2021-03-13", None, "VNA", None, "Huế", None)


def test_times_found_before_give_the_same_origin() -> None:
    text = structure(f"{HEADING}\n\n15:30, 12/03/2021\n\n{BODY}")
    assert origin(text, given={}, found=scan(text)) == origin(text, given={})


@pytest.mark.parametrize("raw", ["", "\n\n", "2020", "(", "() - a", "Nguồn:", "Cổng thông tin điện tử"])
def test_a_text_of_hardly_anything_has_no_origin(raw: str) -> None:
    found = origin(structure(raw), given={})
    assert (found.published, found.publisher) == (None, None)


def test_only_a_full_day_counts_times() -> None:
    assert day_of("2020-08-26") == date(2020, 8, 26)
    assert day_of("2020-08") is None
    assert day_of(None) is None


@pytest.mark.needs("shared-seeds")
@pytest.mark.parametrize(
    ("start", "day", "publisher"),
    [
        ("000", "2020-08-26", "Baohatinh.vn"),
        ("001", "2020-02-25", "Cổng thông tin điện tử thành phố Hải Phòng"),
        ("002", "2020-08-26", "Cổng TTĐT Chính phủ"),
        ("003", "2021-03-12", None),
    ],
)
def test_the_four_documents(start: str, day: str, publisher: str | None) -> None:
    text = structure(next(SEEDS.glob(f"{start}_*.txt")).read_text("utf-8"))
    found = origin(text, given={})
    assert (found.published, found.publisher) == (day, publisher)
    assert all(time.last > time.first for time in times(text, day_of(found.published)))
