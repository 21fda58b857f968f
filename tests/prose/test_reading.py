"""A text from its first line to its last: where it comes from, what its figures are, what is left out."""

from __future__ import annotations

import unicodedata

import pytest

from tests.prose.rows import reading, told

ARTICLE = """\
Hà Nam đẩy mạnh dịch vụ công trực tuyến

Sáng 12/3/2021, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết công tác chuyển đổi số năm 2020.

Theo báo cáo, năm 2020 toàn tỉnh tiếp nhận 120.450 hồ sơ, tỷ lệ giải quyết đúng hạn đạt 98,7%.
Tỷ lệ hồ sơ nộp trực tuyến tăng từ 16% năm 2019 lên 30% năm 2020.

Năm 2025, tỉnh phấn đấu 80% hồ sơ được nộp trực tuyến.

Tin liên quan
Hà Nội có 5 triệu tài khoản định danh
Cả nước đạt 55% hồ sơ trực tuyến
"""
EXPECTED = [
    "120450 VN_PROVINCE_DOSSIERS_RECEIVED VN-63 2020",
    "98.7 VN_DOSSIERS_ON_TIME_SHARE VN-63 2020",
    "16 VN_ONLINE_DOSSIERS_SHARE VN-63 2019",
    "30 VN_ONLINE_DOSSIERS_SHARE VN-63 2020",
    "80 VN_ONLINE_DOSSIERS_SHARE VN-63 2025 target",
]


def test_an_article_says_what_a_reader_takes_from_it():
    assert told(ARTICLE, None) == EXPECTED


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(end):
    assert told(ARTICLE.replace("\n", end), None) == EXPECTED


def test_decomposed_letters_change_nothing():
    assert told(unicodedata.normalize("NFD", ARTICLE), None) == EXPECTED


def test_the_day_of_the_text_is_read_and_what_is_stated_goes_before():
    assert reading(ARTICLE, None).origin.published == "2021-03-12"
    assert reading(ARTICLE, "2021-03-15").origin.published == "2021-03-15"


def test_reading_twice_says_the_same():
    assert reading(ARTICLE).statements == reading(ARTICLE).statements


def test_statements_are_numbered_in_the_order_of_the_text():
    rows = reading(ARTICLE).statements
    assert [row.record for row in rows] == list(range(1, len(rows) + 1))
    assert [row.start for row in rows] == sorted(row.start for row in rows)


@pytest.mark.parametrize("raw", ["", "\n", "Không có số liệu.", "2020", "0,6667", "%", "86/193", "năm 2020"])
def test_texts_of_hardly_anything_are_read(raw):
    assert all(raw[row.start : row.end] == row.quote for row in reading(raw).statements)


def test_a_paragraph_that_is_added_changes_no_other():
    more = "Trạm y tế xã đã tiêm 4.321 liều vắc xin.\n\n"
    at = ARTICLE.index("Năm 2025")
    read = told(ARTICLE[:at] + more + ARTICLE[at:], None)
    assert [line for line in read if not line.startswith("4321")] == EXPECTED
