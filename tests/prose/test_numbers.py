"""Numbers as they are printed, in sentences around them: value, place, scale; what has no figure is refused."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovcheck.prose.figure import Figure
from egovcheck.prose.figures import figures
from egovcheck.prose.structure import structure
from egovcheck.prose.text import Text
from egovcheck.prose.times import times
from egovcheck.records.names import strip_marks

FOLLOWED = ("hồ sơ đã được giải quyết", "tài khoản đăng ký", "lượt truy cập", "văn bản điện tử")
VIETNAMESE = (
    "Cổng có {} {}.",
    "Đến nay đã có {} {}.",
    "Trong đó, {} {}, còn lại làm sau.",
    "({} {})",
    "Tỉnh có tới {} {}",
)
ENGLISH = (
    "The portal has {} accounts.",
    "It received {} dossiers in total.",
    "({} visits so far)",
    "Some {} users signed up",
)


def read(raw: str) -> tuple[Text, list[Figure]]:
    text = structure(raw)
    taken = [(time.first, time.last) for time in times(text, None) if time.kind != "span"]
    return text, figures(text, taken)


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@settings(max_examples=200, deadline=None)
@given(st.integers(10_000, 10**12), st.sampled_from(VIETNAMESE), st.sampled_from(FOLLOWED), st.sampled_from(". \u00a0"))
def test_any_whole_number_in_vietnamese_comes_back(number, template, noun, mark):
    printed = grouped(number, mark)
    text, (found,) = read(template.format(printed, noun))
    assert found.value == number
    assert printed in text.slice(found.first, found.last)
    assert text.slice(found.first, found.digits_last).endswith(printed)


@settings(max_examples=200, deadline=None)
@given(st.integers(10_000, 10**12), st.sampled_from(ENGLISH))
def test_any_whole_number_in_english_comes_back(number, template):
    printed = grouped(number, ",")
    text, (found,) = read(template.format(printed))
    assert found.value == number
    assert printed in text.slice(found.first, found.last)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9999), st.integers(1, 2))
def test_any_percentage_comes_back(number, places):
    value = Decimal(number).scaleb(-places)
    printed = f"{value:.{places}f}".replace(".", ",")
    text, (found,) = read(f"Tỷ lệ hồ sơ đúng hạn đạt {printed}%, cao hơn kế hoạch.")
    assert (found.shape, found.value, found.decimals) == ("percent", value, places)
    assert text.slice(found.core, found.core_last).endswith(f"{printed}%")
    _, (again,) = read(f"The share of dossiers on time was {value:.{places}f} percent.")
    assert (again.shape, again.value) == ("percent", value)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 9999))
def test_any_score_of_four_places_comes_back(number):
    value = Decimal(number).scaleb(-4)
    for raw in (f"Chỉ số đạt {value:.4f}".replace(".", ",") + " điểm.", f"The index was {value:.4f}."):
        _, (found,) = read(raw)
        assert (found.value, found.decimals) == (value, 4)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 999),
    st.sampled_from([("nghìn", 10**3), ("ngàn", 10**3), ("triệu", 10**6), ("tỷ", 10**9), ("tỉ", 10**9)]),
    st.sampled_from(["{},5 {} lượt", "{} {} lượt", "hơn {} {} lượt", "{} {} đồng", "{} nghìn {} đồng"]),
)
def test_scale_words_multiply(number, scale, template):
    word, factor = scale
    _, (found,) = read(f"Tổng cộng có {template.format(number, word)}.".replace("nghìn nghìn", "nghìn"))
    thousands = "nghìn {}" in template and factor > 10**3
    if thousands or "nghìn {}" not in template:
        assert found.value == (Decimal(number) + ("5" in template and Decimal("0.5"))) * factor * (
            1000 if thousands else 1
        )


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1 tỷ 200 triệu đồng", "1200000000"),
        ("2 triệu 300 nghìn lượt", "2300000"),
        ("6,3 nghìn tỷ đồng", "6300000000000"),
        ("15 nghìn tỷ đồng", "15000000000000"),
        ("0,5 triệu lượt", "500000"),
        ("1.234,5 tỷ đồng", "1234500000000"),
        ("1.039.500 lượt", "1039500"),
        ("6.842 thủ tục", "6842"),
        ("một triệu lượt", "1000000"),
        ("hai mươi lăm triệu đồng", "25000000"),
        ("1.2 million visits", "1200000"),
        ("USD 15.5 billion", "15500000000"),
        ("2.5bn visits", None),
        ("1,039 services", "1039"),
    ],
)
def test_what_is_printed_comes_to_this(printed, value):
    _, found = read(f"Tổng số là {printed}." if not printed.isascii() or "/" in printed else f"There were {printed}.")
    if value is None:
        assert all(one.value in {Decimal("2.5"), Decimal(2_500_000_000)} for one in found)
    else:
        assert [one.value for one in found] == [Decimal(value)]


FORMS = [
    "Năm 2020, Việt Nam xếp thứ 86/193 quốc gia, tăng 2 bậc so với năm 2018.",
    "Cổng có hơn 60 triệu lượt truy cập và 235.000 tài khoản.",
    "Tỷ lệ hồ sơ trực tuyến đạt 30%, gấp đôi cùng kỳ năm trước.",
    "Số hồ sơ giảm từ 16,1% xuống còn 9,5%.",
    "Thời gian xử lý từ 3-5 ngày, tiết kiệm khoảng 6.700 tỷ đồng.",
    "Tỉnh đứng thứ nhất về chỉ số, đạt 0,9238 điểm.",
    "Hơn 98,7% hồ sơ được giải quyết đúng hạn trong 8 tháng.",
    "Phấn đấu đạt ít nhất 80% dịch vụ công trực tuyến.",
]


def described(raw: str) -> list[object]:
    return [(one.shape, one.value, one.denominator, one.qualifier, one.measure, one.end) for one in read(raw)[1]]


@pytest.mark.parametrize("raw", FORMS)
def test_composed_decomposed_and_lost_diacritics_read_the_same(raw):
    expected = described(raw)
    assert expected
    assert described(unicodedata.normalize("NFD", raw)) == expected
    unmarked = "".join(strip_marks(c).upper() if c.isupper() else strip_marks(c) if c.isalpha() else c for c in raw)
    assert unmarked.isascii()
    assert described(unmarked) == expected


@pytest.mark.parametrize("raw", FORMS)
def test_capitals_read_the_same(raw):
    assert described(raw.upper()) == described(raw)


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\t", "  ", "\u2009"])
@pytest.mark.parametrize("raw", FORMS[:4])
def test_any_blank_between_words_will_do(raw, blank):
    assert described(raw.replace(" ", blank)) == described(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "Nghị quyết số 17/NQ-CP ngày 7/3/2019 nêu rõ việc này.",
        "Quyết định 739/QĐ-UBND được ban hành.",
        "Liên hệ số 0912 345 678 hoặc 1900 1234.",
        "Trụ sở ở số 18 Trần Phú, quận 5.",
        "Phần mềm phiên bản 2.1.3 chạy trên Windows 10.",
        "Dịch vụ công mức độ 3 và mức độ 4 được mở rộng.",
        "Phòng 305 tầng 3 nhà A2.",
        "Trong thời kỳ cách mạng công nghiệp 4.0, việc này rất cần.",
        "Đại dịch COVID-19 kéo dài.",
        "Hộp thư tin12@example.vn và trang http://example.vn/2020/05 vẫn mở.",
        "Họp lúc 14h30 ngày 26/8.",
        "Decision No. 749 of June 3, 2020 sets this out.",
        "Level 4 services and 5G are next.",
        "Mã số hồ sơ 000.00.12.H32 đã cấp.",
    ],
)
def test_names_are_no_figures(raw):
    assert described(raw) == []
