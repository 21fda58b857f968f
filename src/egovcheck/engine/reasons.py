"""Why a row or a cell could not be read, in words."""

from __future__ import annotations

from collections.abc import Mapping

from egovcheck.core.findings import Lang
from egovcheck.core.text import safe

NOTHING_TO_READ = {"en": "no row was read", "vi": "không đọc được dòng nào"}

_REASONS: dict[str, dict[Lang, str]] = {
    "empty": {"en": "it is empty", "vi": "để trống"},
    "missing": {"en": "it says that nothing is there", "vi": "ghi là không có số liệu"},
    "not-a-figure": {"en": "it is not a figure that can be read", "vi": "không đọc được thành một con số"},
    "ambiguous": {"en": "it has two readings: {readings}", "vi": "có hai cách đọc: {readings}"},
    "mixed": {
        "en": "the file has decimal commas ({comma}) and decimal points ({point})",
        "vi": "tệp dùng cả dấu phẩy thập phân ({comma}) và dấu chấm thập phân ({point})",
    },
    "mixed-declared": {
        "en": "the declared locale does not fit its decimal marks ({comma}{point})",
        "vi": "locale đã khai không khớp với dấu thập phân trong tệp ({comma}{point})",
    },
    "too-large": {"en": "it is larger than any figure that can be stored", "vi": "lớn hơn mọi số có thể lưu"},
    "change-not-declared": {
        "en": "it states a change, but the column 'measure' does not say so",
        "vi": "nêu một mức thay đổi nhưng cột 'measure' không ghi như vậy",
    },
    "no-such-level": {"en": "it is not a level of this indicator", "vi": "không phải một mức của chỉ tiêu này"},
    "not-a-date": {"en": "it is not a date", "vi": "không phải ngày tháng"},
    "not-a-day": {"en": "it is not a day", "vi": "không phải một ngày cụ thể"},
    "not-a-period": {"en": "it is not a period", "vi": "không phải một kỳ báo cáo"},
    "not-a-number": {"en": "it is not a whole number", "vi": "không phải số nguyên"},
    "not-allowed": {"en": "the field cannot hold it", "vi": "trường này không nhận giá trị đó"},
    "printed-differs": {
        "en": "the printed figure is not the one in the column 'value'",
        "vi": "con số in trong nguồn khác với cột 'value'",
    },
    "denominators-differ": {
        "en": "the figure and the column 'denominator' name different totals",
        "vi": "con số và cột 'denominator' nêu hai mẫu số khác nhau",
    },
    "too-few-fields": {
        "en": "it has {found} fields where the header has {expected}",
        "vi": "có {found} trường trong khi tiêu đề có {expected}",
    },
    "too-many-fields": {
        "en": "it has {found} fields where the header has {expected}",
        "vi": "có {found} trường trong khi tiêu đề có {expected}",
    },
    "broken-quoting": {"en": "a quotation mark is opened or closed in the wrong place", "vi": "dấu ngoặc kép sai chỗ"},
    "nul-byte": {"en": "it holds a NUL byte", "vi": "chứa byte NUL"},
    "too-long": {"en": "a field is longer than any that is read", "vi": "một trường dài quá giới hạn"},
    "nfd": {"en": "decomposed letters (NFD)", "vi": "chữ có dấu ở dạng tách rời (NFD)"},
    "old-tone": {
        "en": "a tone mark on another letter than in the official name",
        "vi": "dấu thanh đặt ở chữ khác với tên chính thức",
    },
    "did-you-mean": {"en": "did you mean {nearest}?", "vi": "có phải là {nearest}?"},
}


def reason(code: str, fields: Mapping[str, str | None], lang: Lang) -> str:
    """Return a reason in words; a code that has none is shown as it is."""
    template = _REASONS.get(code, {}).get(lang)
    shown = {name: safe(value or "") for name, value in fields.items()}
    return template.format_map(_Shown(shown)) if template else safe(code)


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
