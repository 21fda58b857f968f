"""The words of annotated workbooks, in English and Vietnamese."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.report.workbook.text import shown_text

_WORDS: dict[str, tuple[str, str]] = {
    "here": ("here: {role}", "ô này: {role}"),
    "more_findings": ("and {n} more, on the sheet {sheet}", "và {n} phát hiện nữa, xem trang tính {sheet}"),
    "title": (
        "egovcheck's findings about {path}, as of {today}",
        "Phát hiện của egovcheck về {path}, tính đến {today}",
    ),
    "elsewhere": (
        "{n} findings about other files only are not listed here.",
        "{n} phát hiện chỉ liên quan đến tệp khác không nêu ở đây.",
    ),
    "no_room": ("{n} rows more have no room on this sheet.", "Còn {n} dòng không đủ chỗ trên trang tính này."),
    "side": ("figure compared with", "số liệu dùng để đối chiếu"),
    "no": ("No.", "STT"),
    "severity": ("Severity", "Mức độ"),
    "rule": ("Rule", "Quy tắc"),
    "status": ("Status", "Trạng thái"),
    "place": ("Place", "Vị trí"),
    "role": ("Role", "Vai trò"),
    "finding": ("Finding", "Phát hiện"),
    "printed": ("As printed", "Như đã in"),
    "expected": ("Expected", "Mong đợi"),
    "cause": ("Likely cause", "Nguyên nhân có thể"),
    "suggestion": ("Suggestion", "Đề xuất"),
    "evidence": ("Evidence", "Căn cứ"),
    "conversation": (
        "{where}: a conversation there takes no comment; the findings are marked and listed",
        "{where}: ô đang có chuỗi trao đổi nên không thêm được ghi chú; phát hiện vẫn được tô màu và liệt kê",
    ),
    "missed": (
        "the workbook has no sheet {where}; its findings are listed without a mark",
        "sổ tính không có trang tính {where}; phát hiện ở đó chỉ được liệt kê, không đánh dấu",
    ),
    "signed": (
        "the digital signature of the original does not hold for the copy",
        "chữ ký số của bản gốc không còn hiệu lực với bản sao",
    ),
    "no_workbook": ("it is not a workbook of Excel 2007 or later", "đây không phải sổ tính Excel 2007 trở lên"),
    "too_large": ("it unpacks to more than {size} MiB", "tệp giải nén lớn hơn {size} MiB"),
    "large_sheet": ("a sheet of it has more than {size} MiB", "có trang tính lớn hơn {size} MiB"),
    "already": (
        "it is an annotated copy itself: it has a sheet 'egovcheck'",
        "tệp này đã là bản có chú giải: đã có trang tính 'egovcheck'",
    ),
    "waiver": ("Waived because", "Lý do miễn trừ"),
}

_FIELDS: dict[str, tuple[str, str]] = {
    "value": ("value", "giá trị"),
    "printed": ("value", "giá trị"),
    "period": ("period", "kỳ"),
    "area": ("area", "địa bàn"),
    "indicator": ("indicator", "chỉ tiêu"),
    "unit": ("unit", "đơn vị"),
    "breakdown": ("breakdown", "phân tổ"),
    "measure": ("measure", "phép đo"),
    "source": ("source", "nguồn"),
    "published": ("published", "ngày công bố"),
    "denominator": ("denominator", "mẫu số"),
    "qualifier": ("qualifier", "từ hạn định"),
}


def phrase(lang: Lang, key: str, **fields: str) -> str:
    """Return a phrase with its fields filled in."""
    return _WORDS[key][lang == "vi"].format(**fields)


def field_word(lang: Lang, name: str) -> str:
    """Return what a field of a record is called; one without a word by its own name."""
    return _FIELDS[name][lang == "vi"] if name in _FIELDS else shown_text(name)
