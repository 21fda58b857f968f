"""Paragraphs, headings, what belongs to the page, and where sentences end."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest

from egovcheck.prose.structure import structure

REPORT = (
    "Báo cáo của Sở Thông tin và Truyền thông Hà Nam cho biết trong năm 2020 các cơ quan nhà nước của tỉnh đã tiếp "
    "nhận 30.452 hồ sơ, trong đó có 12.750 hồ sơ nộp qua Cổng dịch vụ công của tỉnh. Tỷ lệ giải quyết đúng hạn đạt "
    "98,7%, cao hơn năm 2019 là 1,2 điểm phần trăm. Đến hết năm, Việt Nam xếp thứ 86 trong 193 quốc gia thành viên "
    "Liên hợp quốc."
)


def sentences(raw: str) -> list[str]:
    """Return the sentences with every line break as a blank."""
    text = structure(raw)
    return [" ".join(text.slice(one.first, one.last).split()) for one in text.sentences]


def roles(raw: str) -> list[str]:
    return [paragraph.role for paragraph in structure(raw).paragraphs]


@pytest.mark.parametrize(
    "raw",
    [
        "UBND TP. Hồ Chí Minh họp. | TP. Thủ Đức cũng họp.",
        "Theo ThS. Nguyễn Văn An, tỷ lệ đạt 30%. | PGS.TS. Trần Bình nói khác.",
        "Ông N. V. An cho biết 30 xã đã xong. | Bà B. nói có 40 xã.",
        "Nước ta đứng thứ 6 ở Đông Nam Á. | Việt Nam xếp thứ 86.",
        "Hồ sơ ở Q. 1 và P. Bến Nghé tăng 30%. | H. Củ Chi tăng 5%.",
        "Trụ sở mới ở Đ. Lê Lợi mở cửa. | Có 30 quầy.",
        "TX. Sơn Tây có 30 quầy. | TT. Phùng có 5 quầy.",
        "See No. 5 of the report, e.g. the portal, i.e. the gateway. | It has 30 users.",
        "The U.S. team met Mr. Smith and Dr. Lee. | Viet Nam ranked 86th.",
        "It opened on Jan. 5, 2020. | Feb. 3 followed.",
        "Ông nói: “Đã đạt 30%.” | Sau đó ông đi họp.",
        'Ông nói: "Đã đạt 30%." | Sau đó ông đi họp.',
        "“Chưa đủ”, ông nói. | “Phải đạt 40%.”",
        "Chờ đã... | Năm 2020 đạt 30%. | Còn nữa… | Năm 2021 đạt 40%.",
        "Tỷ lệ đạt 30% ... và 40%.",
        "Điểm là 0.6667. | Hạng là 86.",
        "Cổng ở địa chỉ dichvucong.example.vn có 30 dịch vụ. | Trang VNO.VN có 5.",
        "Đạt bao nhiêu? | Đạt 30%! | Rất tốt.",
        "Tỉnh đạt 95,5 điểm (năm 2019: 90 điểm). | Hà Nội đạt 90.",
        "Nghị định 61/2018/NĐ-CP đã có. | Theo đó, 30 xã làm thử.",
        "Tỉnh mua máy chủ, máy quét, v.v. | Năm 2021 mua thêm 30 máy.",
        "1. Kết quả đạt 30%. | Còn lại 70%.",
        "II. Kết quả đạt 30%. | Còn lại 70%.",
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(raw):
    assert sentences(raw.replace(" | ", " ")) == raw.split(" | ")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Cổng mở ở Hải Phòng.Phó Chủ tịch cho biết vậy.", ["Cổng mở ở Hải Phòng.", "Phó Chủ tịch cho biết vậy."]),
        ("Năm 2019 đạt 30%.Năm 2020 đạt 40%.", ["Năm 2019 đạt 30%.", "Năm 2020 đạt 40%."]),
        ("Có 30 xã (đạt 40%).Còn 5 xã chưa làm.", ["Có 30 xã (đạt 40%).", "Còn 5 xã chưa làm."]),
        ("Có tất cả 3.045 hồ sơ.Đúng hạn 98%.", ["Có tất cả 3.045 hồ sơ.", "Đúng hạn 98%."]),
    ],
)
def test_a_blank_that_was_lost_behind_a_full_stop_joins_nothing(raw, expected):
    assert sentences(raw) == expected


@pytest.mark.parametrize("width", [56, 64, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_are_one_paragraph(width, end):
    raw = f"Kết quả năm 2020{end}{end}{end.join(textwrap.wrap(REPORT, width))}{end}"
    assert sentences(raw) == ["Kết quả năm 2020", *sentences(REPORT)]
    assert [roles(raw)[0], *{*roles(raw)[1:]}] == ["heading", "body"]


def test_decomposed_text_is_taken_apart_the_same_way():
    raw = "\n".join(textwrap.wrap(REPORT, 72))
    assert sentences(unicodedata.normalize("NFD", raw)) == [unicodedata.normalize("NFD", s) for s in sentences(raw)]


def test_lines_that_are_paragraphs_stay_apart():
    raw = "Hội nghị về Chính phủ điện tử năm 2020 của tỉnh\nNăm 2020 có 30.452 hồ sơ.\nTỷ lệ đúng hạn là 98%."
    assert sentences(raw) == raw.split("\n")
    assert roles(raw) == ["heading", "body", "body"]


def test_headlines_of_equal_length_are_not_taken_for_wrapped_lines():
    raw = "\n".join(
        f"{name} đưa vào vận hành trung tâm điều hành thông minh cấp tỉnh" for name in ("Hà Nam", "Hà Nội", "An Giang")
    )
    assert roles(raw) == ["heading"] * 3


def test_one_long_line_is_one_paragraph_of_many_sentences():
    raw = " ".join(f"Xã số {n} của huyện đã tiếp nhận {n}.000 hồ sơ." for n in range(1, 500))
    assert len(sentences(raw)) == 499
    assert roles(raw) == ["body"]


@pytest.mark.parametrize("mark", ["-", "–", "•", "*", "+", "·"])
def test_items_of_a_list_are_no_headings(mark):
    raw = f"Kết quả:\n{mark} Cổng có 30 dịch vụ;\n{mark} Cổng có 40 hồ sơ\n{mark} Cổng có 50 tài khoản."
    assert roles(raw) == ["heading", "body", "body", "body"]


@pytest.mark.parametrize("said", ["Đọc thêm", "Xem thêm:", "Tin liên quan", "TIN CÙNG CHUYÊN MỤC", "Related news"])
def test_what_follows_other_articles_at_the_end_is_no_part_of_the_text(said):
    body = [f"Năm 20{year}, tỉnh đã tiếp nhận 30.{year}2 hồ sơ của người dân." for year in range(15, 21)]
    others = [said, "Hà Nội có 5 triệu tài khoản", "Việt Nam tăng 3 bậc năm 2022", "Đà Nẵng đạt 95%."]
    raw = "\n".join([*body, *others])
    assert sentences(raw) == body
    assert roles(raw)[-4:] == ["aside"] * 4


def test_a_link_to_another_article_in_the_middle_is_left_out_alone():
    raw = "Tỉnh có 30 xã.\nĐọc thêm: Hà Nội có 5 triệu tài khoản\nCòn 5 xã chưa làm.\nTổng cộng có 35 xã."
    assert roles(raw) == ["body", "aside", "body", "body"]


def test_a_block_of_links_in_the_middle_ends_where_sentences_go_on():
    raw = "Tỉnh có 30 xã.\nTin liên quan\nHà Nội có 5 triệu tài khoản\nCòn 5 xã chưa làm.\nTổng cộng có 35 xã."
    assert roles(raw) == ["body", "aside", "aside", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Địa chỉ: 18 phố Trần Phú, thành phố Phủ Lý",
        "Điện thoại: 0226 385 2000 - Fax: 0226 385 2001",
        "Giấy phép số 12/GP-TTĐT cấp ngày 5/3/2019",
        "© 2020 Cổng thông tin điện tử tỉnh",
        "Tổng biên tập: Nguyễn Văn An",
        "Lượt truy cập: 12.345.678",
        "Đang truy cập: 321",
        "Address: 18 Tran Phu Street",
    ],
)
def test_the_foot_of_a_page_is_no_part_of_the_text(line):
    assert sentences(f"Tỉnh có 30 xã.\n{line}\n") == ["Tỉnh có 30 xã."]


def test_what_a_format_marks_as_a_heading_is_one_however_it_ends():
    raw = "Có bao nhiêu hồ sơ năm 2020?\nCó 30.452 hồ sơ."
    assert [p.role for p in structure(raw, [(0, 28)]).paragraphs] == ["heading", "body"]


@pytest.mark.parametrize("raw", ["", " ", "\n\n\r\n", "\u200b", "…", "...", "?!", "\ufeff"])
def test_a_text_of_nothing_has_no_words(raw):
    assert all(not any(token.kind == "w" for token in structure(s).tokens) for s in sentences(raw))
