"""Writes the workbook of ``fixtures/workbook``: a form as a province might send it in, with the faults it is about."""

from __future__ import annotations

from pathlib import Path

from tests.sources.books import Num, Page, shared, xlsx

PATH = Path(__file__).resolve().parent.parent / "fixtures" / "workbook" / "bieu-tong-hop.xlsx"

_HEADER = [
    ["STT", "Chỉ tiêu", "Địa phương", "Kỳ số liệu", "Kết quả thực hiện", None, "Ghi chú"],
    [None, None, None, None, "Giá trị", "Đơn vị tính", None],
]
_MERGED = ["A1:G1", "A2:G2", *(f"{letter}4:{letter}5" for letter in "ABCDG"), "E4:F4"]

PAGES = (
    Page(
        [
            ["BIỂU 01"],
            ["VỊ TRÍ CỦA VIỆT NAM TRONG XẾP HẠNG CHÍNH PHỦ ĐIỆN TỬ CỦA LIÊN HỢP QUỐC"],
            [],
            *_HEADER,
            [1, "UN_EGDI_RANK", "Việt Nam", 2020, "86/193", None, None],
            [2, "UN_EGDI_SCORE", "Việt Nam", 2020, Num(0.6776, "0.0000"), None, "đọc ở bảng phụ lục"],
            [3, "UN_OSI_SCORE", "Việt Nam", 2020, Num(0.6529, "0.0000"), None, None],
            [4, "UN_TII_SCORE", "Việt Nam", 2020, Num(0.6694, "0.0000"), None, None],
            [5, "UN_HCI_SCORE", "Việt Nam", 2020, Num(0.6779, "0.0000"), None, "#REF!"],
            [6, "UN_EGDI_RANK", "Singapore", 2020, Num(11, '0"/193"'), None, None],
            [],
            ["Nguồn: Khảo sát Chính phủ điện tử năm 2020 của Liên hợp quốc"],
        ],
        "Biểu 01",
        merged=_MERGED,
    ),
    Page(
        [
            ["BIỂU 02"],
            ["KẾT QUẢ GIẢI QUYẾT HỒ SƠ TẠI BỘ PHẬN MỘT CỬA, 6 THÁNG ĐẦU NĂM 2020"],
            [],
            *_HEADER,
            [1, "VN_PROVINCE_DOSSIERS_RECEIVED", "Hà Tĩnh", "2020-S1", Num(203467, "#,##0"), None, None],
            [2, "VN_PROVINCE_DOSSIERS_RESOLVED", None, "2020-S1", Num(198380, "#,##0"), None, None],
            [
                *(3, "VN_PROVINCE_DOSSIERS_RESOLVED_SHARE", None, "2020-S1"),
                *(Num(198380 / 203467, "0.0%", formula="=E7/E6"), None, None),
            ],
            [4, "VN_PROVINCE_EMAIL_ACCOUNTS", None, "2020-S1", "#REF!", None, "nhập từ tệp của các huyện"],
            [],
            [None, "Người lập biểu", None, None, None, "Thủ trưởng đơn vị"],
        ],
        "Biểu 02",
        merged=[*_MERGED, "C6:C9"],
    ),
    Page([["Mã", "Tên"], ["VN-23", "Hà Tĩnh"], ["VN-22", "Nghệ An"]], "Danh mục", "hidden"),
)

if __name__ == "__main__":
    PATH.write_bytes(shared(xlsx(*PAGES)))
