"""Where a text names areas, and what the names are doing in their sentences."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from egovcheck.prose.areas import areas, listed
from egovcheck.prose.structure import structure
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.names import strip_marks

CATALOGUE = load_catalogue()


def named(raw: str) -> list[tuple[str, str, str | None]]:
    text = structure(raw)
    return [
        (text.slice(m.first, m.last), m.code or m.kind, m.role)
        for m in areas(text, CATALOGUE)
        if m.code or m.kind in {"district", "agency"}
    ]


def codes(raw: str) -> list[str]:
    return [code for _, code, _ in named(raw)]


def own(raw: str) -> list[tuple[str, str]]:
    text = structure(raw)
    found = areas(text, CATALOGUE)
    return [(text.slice(m.first, m.last), m.kind) for m in found if not m.code and m.kind in {"province", "ministry"}]


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        ("Năm 2021, Hà Tĩnh đạt 82,5 điểm.", "Hà Tĩnh", "VN-23"),
        ("Năm 2021, tỉnh Hà Tĩnh đạt 82,5 điểm.", "tỉnh Hà Tĩnh", "VN-23"),
        ("Nam 2021, tinh Ha Tinh dat 82,5 diem.", "tinh Ha Tinh", "VN-23"),
        ("Điểm của Hà Tinh là 82,5.", "Hà Tinh", "VN-23"),
        ("Điểm của Hà Tỉnh là 90,1.", None, None),
        ("Điểm của Đa Nẵng là 90,1.", "Đa Nẵng", "VN-DN"),
        ("Điểm của Da Nang là 90,1.", "Da Nang", "VN-DN"),
        ("Thành phố Đà Nẵng xếp thứ nhất.", "Thành phố Đà Nẵng", "VN-DN"),
        ("TP Hải Phòng đạt 91,8 điểm.", "TP Hải Phòng", "VN-HP"),
        ("TP. Hải Phòng đạt 91,8 điểm.", "TP. Hải Phòng", "VN-HP"),
        ("T.P. Hải Phòng đạt 91,8 điểm.", "T.P. Hải Phòng", "VN-HP"),
        ("Thủ đô Hà Nội có 1.200 dịch vụ.", "Thủ đô Hà Nội", "VN-HN"),
        ("TP.HCM có 1.587 dịch vụ.", "TP.HCM", "VN-SG"),
        ("TPHCM có 1.587 dịch vụ.", "TPHCM", "VN-SG"),
        ("TP. HCM có 1.587 dịch vụ.", "TP. HCM", "VN-SG"),
        ("Thành phố Hồ Chí Minh có 1.587 dịch vụ.", "Thành phố Hồ Chí Minh", "VN-SG"),
        ("Thừa Thiên - Huế dẫn đầu.", "Thừa Thiên - Huế", "VN-26"),
        ("Thừa Thiên – Huế dẫn đầu.", "Thừa Thiên – Huế", "VN-26"),
        ("Thừa Thiên Huế dẫn đầu.", "Thừa Thiên Huế", "VN-26"),
        ("Bà Rịa – Vũng Tàu giảm 7 bậc.", "Bà Rịa – Vũng Tàu", "VN-43"),
        ("Bà Rịa-Vũng Tàu giảm 7 bậc.", "Bà Rịa-Vũng Tàu", "VN-43"),
        ("BR-VT giảm 7 bậc.", "BR-VT", "VN-43"),
        ("Đăk Lăk đạt 78,3 điểm.", "Đăk Lăk", "VN-33"),
        ("Thanh Hoá tăng 3 bậc.", "Thanh Hoá", "VN-21"),
        ("THANH HÓA, NGHỆ AN cùng tăng hạng", "NGHỆ AN", "VN-22"),
        ("Tỉnh Hòa Bình có 1.960 thủ tục.", "Tỉnh Hòa Bình", "VN-14"),
        ("Quang Ninh Province ranked first.", "Quang Ninh Province", "VN-13"),
        ("The province of Quang Ninh ranked first.", "The province of Quang Ninh", "VN-13"),
        ("Danang topped the index.", "Danang", "VN-DN"),
        ("HCMC moved up two spots.", "HCMC", "VN-SG"),
        ("Bộ Tài chính đạt 0,63 điểm.", "Bộ Tài chính", "VN-MOF"),
        ("Điểm của bộ Y tế là 0,41.", "bộ Y tế", "VN-MOH"),
        ("Điểm của Bộ y tế là 0,41.", "Bộ y tế", "VN-MOH"),
        ("Bo Tai chinh dat 0,63 diem.", "Bo Tai chinh", "VN-MOF"),
        ("Bộ TT&TT đạt 0,5 điểm.", "Bộ TT&TT", "VN-MIC"),
        ("Bộ TTTT đạt 0,5 điểm.", "Bộ TTTT", "VN-MIC"),
        ("Bộ Thông tin - Truyền thông đạt 0,5 điểm.", "Bộ Thông tin - Truyền thông", "VN-MIC"),
        ("VPCP đạt 0,5 điểm.", "VPCP", "VN-OOG"),
        ("Bộ Văn hóa, Thể thao và Du lịch đạt 0,4.", "Bộ Văn hóa, Thể thao và Du lịch", "VN-MOCST"),
        ("Bộ Lao động – Thương binh và Xã hội đạt 0,4.", "Bộ Lao động – Thương binh và Xã hội", "VN-MOLISA"),
        ("Ngân hàng Nhà nước Việt Nam dẫn đầu.", "Ngân hàng Nhà nước Việt Nam", "VN-SBV"),
        ("The Ministry of Home Affairs scored 84.", "Ministry of Home Affairs", "VN-MOHA"),
        ("Last year the Finance Ministry scored 0.63.", "Finance Ministry", "VN-MOF"),
        ("Việt Nam tăng 15 bậc.", "Việt Nam", "VNM"),
        ("Viet Nam rose 15 places.", "Viet Nam", "VNM"),
        ("Cả nước có 63 trung tâm.", "Cả nước", "VNM"),
        ("Ca nuoc co 63 trung tam.", "Ca nuoc", "VNM"),
        ("Nước ta đang đứng thứ 86.", "Nước ta", "VNM"),
        ("Singapore đứng thứ 3.", "Singapore", "SGP"),
        ("Xinh-ga-po đứng thứ 3.", "Xinh-ga-po", "SGP"),
        ("Hàn Quốc đứng thứ 2, sau đó là Đan Mạch.", "Hàn Quốc", "KOR"),
        ("Dẫn đầu là Đan Mạch.", "Đan Mạch", "DNK"),
        ("Điểm của Mỹ là 0,92.", "Mỹ", "USA"),
        ("Điểm của Hoa Kỳ là 0,92.", "Hoa Kỳ", "USA"),
        ("Điểm của Phi-líp-pin là 0,76.", "Phi-líp-pin", "PHL"),
        ("Điểm của Ô-xtrây-li-a là 0,95.", "Ô-xtrây-li-a", "AUS"),
    ],
)  # fmt: skip
def test_names_of_areas(raw: str, name: str | None, code: str | None) -> None:
    found = named(raw)
    assert (found[0][:2] if found else (None, None)) == (name, code)


@pytest.mark.parametrize(
    "raw",
    [
        "Mong muốn hòa bình cho mọi người.", "Người dân sống thái bình và yên ổn.", "Hòa bình là nguyện vọng chung.",
        "Ngành hải dương học có 5 đề tài.", "Bà hạ nam cái bút xuống.", "Vùng Thái Bình Dương có 5 trạm.",
        "Ông Nguyễn Hòa Bình dự họp.", "Bà Trần Quảng Nam trình bày.",
        "Đại biểu Lê Hà Nam phát biểu.", "Anh Nguyễn Văn Tâm nộp 2 hồ sơ.", "Ý kiến của người dân có 7.800 lượt.",
        "Pháp luật quy định 15 ngày.", "Học tiếng Anh và tiếng Pháp trong 3 tháng.", "Đức tính cần cù là 1 lợi thế.",
        "Phó Thủ tướng Vũ Đức Đam dự hội nghị.", "Cán bộ công an tiếp nhận 30 hồ sơ.", "Nội bộ ngành có 3 đơn vị.",
        "Bộ phận một cửa giải quyết 500 hồ sơ.", "Bộ chỉ số có 98 chỉ số thành phần.", "Lao động trẻ chiếm 60%.",
        "Liên hệ: sotttt@hatinh.gov.vn hoặc danang.gov.vn.", "Chủ tịch Hồ Chí Minh nói với cán bộ.",
        "THE MOST IMPORTANT RESULT OF THE YEAR", "CHÚC MỪNG HÒA BÌNH VÀ THỊNH VƯỢNG CHO NHÂN DÂN",
        "Nền tảng Make in Vietnam đạt 40 sản phẩm.", "Michael Jordan visited 3 offices.",
    ],
)  # fmt: skip
def test_what_is_no_area(raw: str) -> None:
    assert codes(raw) == []


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("Chủ tịch UBND tỉnh Hà Tĩnh Võ Trọng Hải dự họp.", "person"),
        ("Giám đốc Sở Thông tin và Truyền thông Hà Tĩnh phát biểu.", "person"),
        ("Đại diện lãnh đạo tỉnh Hà Tĩnh tham dự.", "person"),
        ("UBND tỉnh Hà Tĩnh ban hành 12 kế hoạch.", "institution"),
        ("Sở TT&TT Hà Tĩnh ban hành 12 kế hoạch.", "institution"),
        ("Công an Hà Tĩnh thu nhận 90.000 hồ sơ.", "institution"),
        ("Trường Đại học Hà Tĩnh có 20 ngành.", "organisation"),
        ("VNPT Hà Tĩnh lắp đặt 40 thiết bị.", "organisation"),
        ("Trụ sở ở đường Hà Tĩnh có 3 tầng.", "organisation"),
        ("Báo Hà Tĩnh có 5 chuyên mục.", "publisher"),
        ("Cổng thông tin điện tử tỉnh Hà Tĩnh có 5 chuyên mục.", "publisher"),
        ("Hội nghị có 30 đại biểu tại điểm cầu Hà Tĩnh.", "place"),
        ("Hội nghị diễn ra sáng 5/3 tại Hà Tĩnh.", "place"),
        ("Sáng nay, tại Hà Tĩnh, Bộ Y tế tổ chức hội nghị với 200 đại biểu.", "place"),
        ("Theo báo cáo của Hà Tĩnh, có 50 xã hoàn thành.", "speaker"),
        ("Theo Hà Tĩnh, có 50 xã hoàn thành.", "speaker"),
        ("Đơn vị này tăng 2 bậc, cao hơn Hà Tĩnh.", "compared"),
        ("Đơn vị này đứng thứ hai, sau Hà Tĩnh.", "compared"),
        ("Điểm số vượt Hà Tĩnh 3 điểm.", "compared"),
        ("So với Hà Tĩnh, điểm số tăng 3 điểm.", "compared"),
        ("Tại Hà Tĩnh, 90% hồ sơ được giải quyết.", None),
        ("Hà Tĩnh giải quyết 90% hồ sơ.", None),
        ("Tỷ lệ của Hà Tĩnh là 90%.", None),
    ],
)  # fmt: skip
def test_what_a_province_is_doing(raw: str, role: str | None) -> None:
    assert [found[2] for found in named(raw) if found[1] == "VN-23"] == [role]


@pytest.mark.parametrize(
    ("raw", "code", "role"),
    [
        ("Theo Bộ Y tế, có 50 bệnh viện.", "VN-MOH", "speaker"),
        ("Bộ Y tế cho biết có 50 bệnh viện.", "VN-MOH", "speaker"),
        ("Bộ Y tế vừa công bố 50 chỉ tiêu.", "VN-MOH", "speaker"),
        ("Chỉ số do Bộ Y tế xây dựng gồm 5 phần.", "VN-MOH", "speaker"),
        ("Ảnh: Bộ Y tế", "VN-MOH", "publisher"),
        ("Số liệu mới nhất từ Bộ Y tế cho thấy có 50 bệnh viện.", "VN-MOH", "speaker"),
        ("Trong đó Bộ Y tế đạt 50 điểm.", "VN-MOH", None),
        ("Bộ trưởng Bộ Y tế dự họp.", "VN-MOH", "person"),
        ("Cổng của tỉnh đã kết nối với hệ thống của Bộ Y tế, có 41 dịch vụ.", "VN-MOH", "organisation"),
        ("The index was released by the Ministry of Health.", "VN-MOH", "speaker"),
        ("The bank was followed by the Ministry of Health with 90 percent.", "VN-MOH", None),
        ("Liên đoàn Bóng đá Việt Nam có 60 hội viên.", "VNM", "organisation"),
        ("Tập đoàn Bưu chính Viễn thông Việt Nam đầu tư 5 tỷ đồng.", "VNM", "organisation"),
        ("Tỉnh đứng thứ 5 cả nước.", "VNM", "scope"),
        ("Tỉnh dẫn đầu cả nước.", "VNM", "scope"),
        ("Trong cả nước có 55 tỉnh.", "VNM", None),
        ("Việt Nam xếp thứ 86/193 trên thế giới.", "UN-WORLD", "scope"),
        ("Việt Nam đứng thứ 6 trong khối ASEAN.", "ASEAN", "scope"),
        ("Chỉ số trung bình của ASEAN là 0,6.", "ASEAN", None),
        ("Điểm cao hơn mức trung bình của thế giới.", "UN-WORLD", "compared"),
        ("100% các bộ, ngành đã kết nối.", "VN-MINISTRIES", "scope"),
        ("Đến nay, Cổng Dịch vụ công quốc gia có 1.039 dịch vụ.", "VNM", "system"),
        ("Đối với Cổng Dịch vụ công quốc gia, có 1.039 dịch vụ.", "VNM", "system"),
        ("HÀ NỘI — Eight ministries have 10 per cent.", "VN-HN", "place"),
        ("Hanoi (VNA) – The index rose 2 percent.", "VN-HN", "place"),
    ],
)  # fmt: skip
def test_what_other_names_are_doing(raw: str, code: str, role: str | None) -> None:
    assert [found[2] for found in named(raw) if found[1] == code] == [role]


def test_a_system_that_a_province_uses_does_not_speak_of_the_country() -> None:
    assert codes("Tỉnh có 430 dịch vụ trên Cổng Dịch vụ công quốc gia.") == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Huyện Kỳ Anh có 500 hồ sơ.", ["district"]),
        ("Quận 1 có 500 hồ sơ.", ["district"]),
        ("Thành phố Vinh có 500 hồ sơ.", ["district"]),
        ("TP. Biên Hòa có 500 hồ sơ.", ["district"]),
        ("Thành phố Hà Tĩnh có 500 hồ sơ.", ["district"]),
        ("Thị xã Hồng Lĩnh và xã Tân Lập có 500 hồ sơ.", ["district", "district"]),
        ("Phường An Giang có 500 hồ sơ.", ["district"]),
        ("Toàn huyện có 500 hồ sơ.", ["district"]),
        ("Thành phố Điện Biên Phủ có 500 hồ sơ.", ["district"]),
        ("Hoa Binh ward received 500 dossiers.", ["district"]),
        ("In 2020, Huong Hoa District received 500 dossiers.", ["district"]),
        ("Each district of the province received 500 dossiers.", []),
        ("Toàn xã hội có 500 hồ sơ.", []),
        ("Các cơ quan Đảng có 500 hồ sơ.", []),
        ("Tổng cục Thống kê có 24 dịch vụ.", ["agency"]),
    ],
)
def test_what_is_no_area_of_the_catalogue_is_marked(raw: str, expected: list[str]) -> None:
    assert codes(raw) == expected


def test_the_province_of_a_district_is_only_where_it_lies() -> None:
    assert named("Huong Hoa district in Quang Tri province received 500 dossiers.") == [
        ("Huong Hoa district", "district", None),
        ("Quang Tri", "VN-25", "place"),
    ]
    assert named("Huyện Kỳ Anh, tỉnh Hà Tĩnh có 500 hồ sơ.") == [
        ("Huyện Kỳ Anh", "district", None),
        ("tỉnh Hà Tĩnh", "VN-23", "place"),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Toàn tỉnh có 500 hồ sơ.", [("Toàn tỉnh", "province")]),
        ("Đến nay, tỉnh có 500 hồ sơ.", [("tỉnh", "province")]),
        ("Hệ thống của tỉnh ta có 500 hồ sơ.", [("tỉnh ta", "province")]),
        ("Đến nay, TP có 500 hồ sơ.", [("TP", "province")]),
        ("By June the province had 500 dossiers.", [("the province", "province")]),
        ("Hệ thống của Bộ có 500 hồ sơ.", [("của Bộ", "ministry")]),
        ("Các tỉnh, thành phố có 500 hồ sơ.", []),
        ("Có 60 tỉnh được đánh giá.", []),
        ("Cán bộ cấp tỉnh, cấp huyện có 500 người.", []),
        ("Ba cấp: bộ, tỉnh có 500 hồ sơ.", []),
        ("Hệ thống của Bộ Y tế có 500 hồ sơ.", []),
        ("Nhiều tỉnh bạn có 500 hồ sơ.", []),
        ("Người dân tỉnh táo trước 500 tin nhắn.", []),
        ("Đặc tính mới có 500 hồ sơ.", []),
    ],
)
def test_what_stands_for_the_area_of_the_text(raw: str, expected: list[tuple[str, str]]) -> None:
    assert own(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Bộ Tài chính, Công Thương, Y tế và Tư pháp dẫn đầu.", ["VN-MOF", "VN-MOIT", "VN-MOH", "VN-MOJ"]),
        ("Các bộ: Công an, Tư pháp dẫn đầu.", ["VN-MPS", "VN-MOJ"]),
        ("Các Bộ Công an, Khoa học và Công nghệ dẫn đầu.", ["VN-MPS", "VN-MOST"]),
        ("Bộ Tài chính, Đà Nẵng dẫn đầu.", ["VN-MOF", "VN-DN"]),
    ],
)
def test_ministries_that_share_the_word(raw: str, expected: list[str]) -> None:
    assert codes(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Huế xếp thứ 1; kế đến là: Đà Nẵng, Quảng Ninh, Bình Dương.", [["VN-DN", "VN-13", "VN-57"]]),
        ("Hà Nội và Đà Nẵng lần lượt đạt 90 và 80 điểm.", [["VN-HN", "VN-DN"]]),
        ("Dẫn đầu là Huế (0,55), Đà Nẵng (0,52) và An Giang (0,50).", [["VN-26", "VN-DN", "VN-44"]]),
        ("Singapore, Malaysia and Thailand rank above.", [["SGP", "MYS", "THA"]]),
        ("Hà Nội đạt 90 điểm, Đà Nẵng đạt 80 điểm.", []),
        ("Bộ Tài chính và Đà Nẵng dẫn đầu.", []),
        ("Hà Nội dẫn đầu.", []),
    ],
)
def test_enumerations(raw: str, expected: list[list[str]]) -> None:
    text = structure(raw)
    mentions = areas(text, CATALOGUE)
    assert [[mentions[index].code for index in group] for group in listed(text, mentions)] == expected


def test_names_in_nfd_are_found_where_they_stand() -> None:
    raw = unicodedata.normalize("NFD", "Năm 2021, tỉnh Hà Tĩnh đạt 82,5 điểm.")
    assert [strip_marks(name) for name, _, _ in named(raw)] == ["tinh ha tinh"]
    assert codes(raw) == ["VN-23"]


def test_mentions_are_in_order_and_never_overlap() -> None:
    text = structure("Các bộ: Công an, Tư pháp; tỉnh Hà Tĩnh, TP. Vinh, Bộ Văn hóa, Thể thao và Du lịch; cả nước.")
    found = areas(text, CATALOGUE)
    assert all(one.last <= two.first for one, two in pairwise(found))
    assert len(found) == 6
