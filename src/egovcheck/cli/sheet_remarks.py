"""What of a workbook was not read, or read though nobody sees it: said on standard error, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.core.findings import Lang
from egovcheck.core.report import Report, SheetRead

_WORDS: dict[str, dict[Lang, str]] = {
    "hidden": {
        "en": "the sheet '{name}' is hidden and was not read",
        "vi": "trang tính '{name}' bị ẩn nên không được đọc",
    },
    "chart": {
        "en": "the sheet '{name}' is a chart and was not read",
        "vi": "trang '{name}' là biểu đồ, không được đọc",
    },
    "own": {
        "en": "the sheet '{name}' lists findings of an earlier run and was not read",
        "vi": "trang tính '{name}' liệt kê phát hiện của lần kiểm tra trước nên không được đọc",
    },
    "no-table": {
        "en": "the sheet '{name}' holds no table of figures",
        "vi": "trang tính '{name}' không có bảng số liệu nào",
    },
    "hidden_rows": {
        "en": "the sheet '{name}' has hidden rows with content ({count}); they were read",
        "vi": "trang tính '{name}' có {count} dòng ẩn có nội dung; các dòng này vẫn được đọc",
    },
    "hidden_columns": {
        "en": "the sheet '{name}' has hidden columns ({count}); they were read",
        "vi": "trang tính '{name}' có {count} cột ẩn; các cột này vẫn được đọc",
    },
    "outside": {
        "en": "the sheet '{name}' has numbers that belong to no table ({count}); they were not judged",
        "vi": "trang tính '{name}' có {count} con số không thuộc bảng nào; không được xét",
    },
}


def sheet_remarks(report: Report) -> Iterator[str]:
    """Yield a sentence for each thing that somebody who sees the workbook would not expect."""
    for file in report.inputs:
        for sheet in file.sheets or ():
            for sentence in _said(sheet, report.basis.lang):
                yield f"{file.path}: {sentence}"


def _said(sheet: SheetRead, lang: Lang) -> Iterator[str]:
    if sheet.skipped:
        yield _WORDS[sheet.skipped][lang].format(name=sheet.name)
    for key in ("hidden_rows", "hidden_columns", "outside"):
        if count := getattr(sheet, key):
            yield _WORDS[key][lang].format(name=sheet.name, count=count)
