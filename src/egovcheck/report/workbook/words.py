"""The words that only spreadsheets need, in English and Vietnamese."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.report.phrases import cause_word, confidence_word, role_word, severity_word

_WORDS: dict[str, tuple[str, str]] = {
    "summary": ("Summary", "Tổng hợp"),
    "findings": ("Findings", "Phát hiện"),
    "result": ("Result", "Kết quả"),
    "contradicted": (
        "{counts} to look into before use",
        "{counts} cần xem lại trước khi dùng",
    ),
    "failed": (
        "incomplete: rules failed, so there may be more to find",
        "chưa đầy đủ: có quy tắc gặp sự cố nên có thể còn vấn đề khác",
    ),
    "nothing": (
        "nothing was compared, so nothing is known about whether the figures are right",
        "chưa đối chiếu gì nên chưa thể nói số liệu đúng hay sai",
    ),
    "clean": ("no problem found in what was compared", "không phát hiện vấn đề trong những gì đã đối chiếu"),
    "as_of": ("Judged as of", "Tính đến ngày"),
    "program": ("Program", "Chương trình"),
    "catalogue": ("Catalogue", "Danh mục"),
    "records": ("Figures read", "Số liệu đã đọc"),
    "errors": ("Errors", "Lỗi"),
    "warnings": ("Warnings", "Cảnh báo"),
    "infos": ("Information", "Thông tin"),
    "waived": ("Waived", "Được miễn trừ"),
    "baselined": ("Known before", "Có từ trước"),
    "rules_evaluated": ("Rules evaluated", "Quy tắc đã xét"),
    "rules_not_evaluated": ("Rules without anything to judge", "Quy tắc không có gì để xét"),
    "undecided": ("Checks undecided", "Phép kiểm tra chưa kết luận"),
    "unlisted": ("Findings counted but not listed", "Phát hiện được đếm nhưng không liệt kê"),
    "left_out": ("Rows that the sheet has no room for", "Dòng không còn chỗ trên trang tính"),
    "file": ("File", "Tệp"),
    "format": ("Format", "Định dạng"),
    "unread": ("Not read", "Không đọc được"),
    "title": ("What it checks", "Nội dung kiểm tra"),
    "reason": ("Reason", "Lý do"),
    "idle": ("Rules that were not evaluated", "Quy tắc chưa được xét"),
    "waiting": ("Rules with undecided checks", "Quy tắc có phép kiểm tra chưa kết luận"),
    "broken": ("Rules that failed", "Quy tắc gặp sự cố"),
    "number": ("Checks", "Phép kiểm tra"),
    "previous": ("Previous version", "Phiên bản trước"),
    "yes": ("yes", "có"),
    "no": ("no", "không"),
    "new": ("new", "mới"),
    "primary": ("figure in question", "số liệu đang xét"),
}


def word(lang: Lang, key: str, **fields: str) -> str:
    """Return a word or sentence of a spreadsheet with its fields filled in."""
    return _WORDS[key][lang == "vi"].format(**fields)


def told(lang: Lang, column: str, value: str) -> str:
    """Return the word for a code that stands in the column of this name; other columns say what they say."""
    if column == "severity" and value in {"error", "warning", "info"}:
        return severity_word(lang, value)  # type: ignore[arg-type]
    if column == "status":
        return word(lang, value).lower() if value in _WORDS else value
    if column == "role":
        return word(lang, value) if value == "primary" else role_word(lang, value)
    if column == "diagnosis_kind":
        return cause_word(lang, value)
    if column == "diagnosis_confidence" and value in {"high", "medium", "low"}:
        return confidence_word(lang, value)  # type: ignore[arg-type]
    return value
