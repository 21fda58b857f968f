"""Why a row or a cell could not be read, in words."""

from __future__ import annotations

from collections.abc import Mapping

from egovcheck.core.findings import Lang
from egovcheck.core.text import safe

NOTHING_TO_READ = {"en": "no row was read", "vi": "không đọc được dòng nào"}

_REASONS: dict[str, dict[Lang, str]] = {
    "empty": {"en": "the cell is empty", "vi": "ô để trống"},
    "missing": {"en": "the cell says '{printed}'", "vi": "ô ghi '{printed}'"},
    "not-a-figure": {"en": "it is not a figure that can be read", "vi": "không đọc được thành một con số"},
    "ambiguous": {
        "en": "{printed} has two readings, {fraction} and {whole}, and nothing in the file settles which",
        "vi": "{printed} có hai cách đọc, {fraction} và {whole}, mà trong tệp không có gì cho biết cách nào đúng",
    },
    "mixed": {
        "en": "the file has both decimal commas ({comma}) and decimal points ({point})",
        "vi": "tệp dùng cả dấu phẩy thập phân ({comma}) và dấu chấm thập phân ({point})",
    },
    "point-declared-comma": {
        "en": "{point} has a decimal point, but the locale declared for the file has a decimal comma",
        "vi": "{point} dùng dấu chấm thập phân trong khi locale đã khai cho tệp dùng dấu phẩy",
    },
    "comma-declared-point": {
        "en": "{comma} has a decimal comma, but the locale declared for the file has a decimal point",
        "vi": "{comma} dùng dấu phẩy thập phân trong khi locale đã khai cho tệp dùng dấu chấm",
    },
    "too-large": {"en": "it is larger than any figure that can be stored", "vi": "lớn hơn mọi số có thể lưu"},
    "change-not-declared": {
        "en": "it states a change, but the column 'measure' does not say so",
        "vi": "nêu một mức thay đổi nhưng cột 'measure' không ghi như vậy",
    },
    "multiple-not-declared": {
        "en": "it states a multiple, but the column 'measure' does not say so",
        "vi": "nêu số lần (gấp mấy lần) nhưng cột 'measure' không ghi như vậy",
    },
    "not-whole": {"en": "it is a whole number by nature", "vi": "chỉ tiêu này chỉ có thể là số nguyên"},
    "no-such-level": {"en": "it is not a level of this indicator", "vi": "không phải một mức của chỉ tiêu này"},
    "not-a-date": {"en": "it is not a date", "vi": "không phải ngày tháng"},
    "not-a-period": {"en": "it is not a period", "vi": "không phải một kỳ báo cáo"},
    "not-a-number": {"en": "it is not a whole number", "vi": "không phải số nguyên"},
    "not-allowed": {"en": "the field cannot hold it", "vi": "trường này không nhận giá trị đó"},
    "not-one-of": {"en": "it must be one of {allowed}", "vi": "phải là một trong: {allowed}"},
    "printed-differs": {
        "en": "the printed figure is not the one in the column 'value'",
        "vi": "con số in trong nguồn khác với cột 'value'",
    },
    "denominators-differ": {
        "en": "the figure and the column 'denominator' name different totals",
        "vi": "con số và cột 'denominator' nêu hai mẫu số khác nhau",
    },
    "too-few-fields": {
        "en": "it has {found} of the {expected} fields of the header",
        "vi": "có {found} trường trong khi tiêu đề có {expected}",
    },
    "too-many-fields": {
        "en": "it has {found} fields where the header has {expected}",
        "vi": "có {found} trường trong khi tiêu đề có {expected}",
    },
    "broken-quoting": {"en": "a quotation mark is opened or closed in the wrong place", "vi": "dấu ngoặc kép sai chỗ"},
    "nul-byte": {"en": "it holds a NUL byte", "vi": "chứa byte NUL"},
    "too-long": {"en": "a field is longer than any that is read", "vi": "một trường dài quá giới hạn"},
    "broken-json": {"en": "it is not valid JSON: {found}", "vi": "không phải JSON hợp lệ: {found}"},
    "not-an-object": {"en": "it is no JSON object but: {found}", "vi": "không phải một đối tượng JSON mà là: {found}"},
    "duplicate-key": {"en": "it has the key '{found}' twice", "vi": "có hai khóa '{found}'"},
    "no-such-field": {"en": "no field has this name", "vi": "không có trường nào tên như vậy"},
    "column-twice": {"en": "another column is the '{taken}' already", "vi": "đã có cột khác cho trường '{taken}'"},
    "not-in-table": {"en": "so none of its rows can be judged", "vi": "nên không xét được dòng nào"},
    "looks-wide": {
        "en": "but its headings name indicators or periods: it is a wide table, which needs a layout, and "
        "`egovcheck init --from {path}` proposes one",
        "vi": "nhưng tiêu đề các cột là tên chỉ tiêu hoặc kỳ số liệu: đây là bảng ngang, cần khai báo layout; "
        "lệnh `egovcheck init --from {path}` gợi ý layout",
    },
    "not-in-layout": {
        "en": "which its layout names, so what depends on it is not judged",
        "vi": "mà layout có nêu, nên phần dựa vào cột này không được xét",
    },
    "not-settled": {
        "en": "of its own: columns {columns} have this heading; the headings above it tell them apart, "
        "as in '{example}'",
        "vi": "riêng biệt: các cột {columns} cùng có tiêu đề này; hãy ghi kèm tiêu đề phía trên, ví dụ '{example}'",
    },
    "not-in-name": {
        "en": "which its layout takes from the file's name, and the name does not fit {pattern}",
        "vi": "mà layout lấy từ tên tệp, trong khi tên tệp không khớp mẫu {pattern}",
    },
    "error-cell": {"en": "it holds the error {printed}", "vi": "ô báo lỗi {printed}"},
    "formula-without-result": {
        "en": "it holds the formula {printed}, and the file has no result of it",
        "vi": "ô chứa công thức {printed} mà tệp không lưu kết quả",
    },
    "nfd": {"en": "decomposed letters (NFD)", "vi": "chữ có dấu ở dạng tách rời (NFD)"},
    "old-tone": {
        "en": "a tone mark on another letter than in the official name",
        "vi": "dấu thanh đặt ở chữ khác với tên chính thức",
    },
    "did-you-mean": {"en": "; did you mean {nearest}?", "vi": "; có phải là {nearest}?"},
    "or": {"en": " or ", "vi": " hay "},
    "windows-1258": {"en": "Windows-1258", "vi": "Windows-1258"},
    "windows-1252": {"en": "Windows-1252", "vi": "Windows-1252"},
    "unknown": {"en": "Windows-1252, which does not fit it well", "vi": "Windows-1252, dù không khớp hẳn"},
    "UTF-8 with damaged bytes": {"en": "UTF-8 with damaged bytes", "vi": "UTF-8 có byte hỏng"},
}


def reason(code: str, fields: Mapping[str, str | None], lang: Lang) -> str:
    """Return a reason in words; a code that has none is shown as it is."""
    template = _REASONS.get(code, {}).get(lang)
    shown = {name: safe(value or "") for name, value in fields.items()}
    return template.format_map(_Shown(shown)) if template else safe(code)


class _Shown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
