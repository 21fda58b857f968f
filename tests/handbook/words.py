"""The words that the pages add, in both languages."""

from __future__ import annotations

from egovcheck.core.findings import Lang

Both = dict[Lang, str]

FAMILIES: dict[str, Both] = {
    "0": {"en": "Reading", "vi": "Đọc tệp"},
    "1": {"en": "Fields and codes", "vi": "Trường và mã"},
    "2": {"en": "Time, editions, coverage", "vi": "Thời gian, kỳ khảo sát, độ đầy đủ"},
    "3": {"en": "Values, ranks, relations", "vi": "Giá trị, thứ hạng, quan hệ"},
    "4": {"en": "Plausibility", "vi": "Mức độ hợp lý"},
    "5": {"en": "Between sources and versions", "vi": "Giữa các nguồn và phiên bản"},
    "6": {"en": "Claims in text", "vi": "Khẳng định trong văn bản"},
    "7": {"en": "Provenance", "vi": "Nguồn gốc"},
    "9": {"en": "The run itself", "vi": "Chính lượt chạy"},
}
"""The families of rules by the digit behind EG."""

NO_RULE: dict[str, Both] = {
    "EVA": {
        "en": "No rule: files come here as they are found. There is no transmission in an envelope that names the data "
        "set, sender and period; what a file itself says of its source and date is judged by EG110, EG211 and EG701.",
        "vi": "Không có quy tắc: tệp được đọc tại chỗ, không qua lượt gửi nào có phong bì ghi bộ số liệu, nơi gửi và "
        "kỳ. Những gì chính tệp nói về nguồn và ngày của nó do EG110, EG211 và EG701 xét.",
    },
    "VSA": {
        "en": "No rule: nothing here is seasonally adjusted. The surveys come once in one or two years, and counts "
        "of services, dossiers and accounts are published as they were counted.",
        "vi": "Không có quy tắc: ở đây không có số liệu điều chỉnh mùa vụ. Khảo sát một hoặc hai năm mới có một lần, "
        "còn số dịch vụ, hồ sơ, tài khoản được công bố đúng như đếm được.",
    },
}
"""Why there is no rule of a type of Eurostat's."""

DECIDED: dict[str, Both] = {
    "sql": {"en": "by one SELECT over all records, [below](#how-it-is-decided)",
            "vi": "bằng một câu SELECT trên mọi bản ghi, [ở dưới](#cách-xét)"},
    "reading": {"en": "while the files are read", "vi": "trong khi đọc tệp"},
    "record": {"en": "while each row becomes a record", "vi": "khi từng dòng được chuyển thành bản ghi"},
    "text": {"en": "by reading the quotes and texts", "vi": "bằng cách đọc trích dẫn và văn bản"},
    "run": {"en": "by the run itself; no table can show it", "vi": "bởi chính lượt chạy; không bảng nào thể hiện được"},
}  # fmt: skip

SHOWS: dict[str, Both] = {
    "fails": {"en": "What is found", "vi": "Trường hợp bị phát hiện"},
    "passes": {"en": "What is well", "vi": "Trường hợp đạt"},
    "undecided": {"en": "What stays undecided", "vi": "Trường hợp chưa kết luận được"},
}

OPTIONS: dict[str, Both] = {
    "encoding": {"en": "the file is written in {value}", "vi": "tệp ghi bằng bảng mã {value}"},
    "locale": {"en": "declared: `--locale {value}`", "vi": "khai báo: `--locale {value}`"},
    "name": {"en": "the file is called `{value}`", "vi": "tên tệp: `{value}`"},
    "normal": {"en": "letters and marks are apart ({value})", "vi": "chữ và dấu ở dạng tách rời ({value})"},
    "published": {"en": "published on {value}", "vi": "công bố ngày {value}"},
    "source": {"en": "the source is called `{value}`", "vi": "tên nguồn: `{value}`"},
    "expect": {"en": "the configuration expects `{value}`", "vi": "cấu hình yêu cầu `{value}`"},
}
"""What an example says of its file."""

TEXT: dict[str, Both] = {
    "made": {
        "en": "This page is made from [{label}]({path}) by `make docs`.",
        "vi": "Trang này được tạo từ [{label}]({path}) bằng lệnh `make docs`.",
    },
    "other": {"en": "Tiếng Việt", "vi": "English"},
    "index": {"en": "All rules", "vi": "Mọi quy tắc"},
    "severity": {"en": "severity", "vi": "mức độ"},
    "type": {"en": "[ESS type](../ess.md)", "vi": "[loại ESS](../ess.md)"},
    "level": {"en": "ESS level", "vi": "mức ESS"},
    "decided": {"en": "decided", "vi": "được xét"},
    "needs": {"en": "needs", "vi": "cần có"},
    "message": {"en": "says", "vi": "thông báo"},
    "none": {"en": "—", "vi": "—"},
    "parameters": {"en": "Parameters", "vi": "Tham số"},
    "parameter": {"en": "parameter", "vi": "tham số"},
    "default": {"en": "default", "vi": "mặc định"},
    "meaning": {"en": "meaning", "vi": "ý nghĩa"},
    "set": {
        "en": "Another value is set in `egovcheck.toml` under `[parameters.{code}]`.",
        "vi": "Có thể đặt giá trị khác trong `egovcheck.toml`, mục `[parameters.{code}]`.",
    },
    "how": {"en": "How it is decided", "vi": "Cách xét"},
    "sql_note": {
        "en": "One row for each judged subject; `verdict` is `valid`, `invalid` or `undecided` "
        "([verdicts](../verdicts.md)).",
        "vi": "Mỗi dòng là một đối tượng được xét; `verdict` là `valid` (đạt), `invalid` (sai) hoặc `undecided` "
        "(chưa kết luận), xem [các kết luận](../verdicts.md).",
    },
    "family": {"en": "Rules of this family", "vi": "Quy tắc cùng nhóm"},
    "previous": {"en": "The previous version:", "vi": "Phiên bản trước:"},
    "present": {"en": "The version that is judged:", "vi": "Phiên bản được xét:"},
    "judged": {
        "en": "*Nothing is found: {valid} judged, all valid.*",
        "vi": "*Không phát hiện gì: đã xét {valid} đối tượng, đều đạt.*",
    },
    "judged_some": {
        "en": "*Nothing is found: {valid} judged and valid, {undecided} undecided.*",
        "vi": "*Không phát hiện gì: {valid} đối tượng đạt, {undecided} chưa kết luận.*",
    },
    "undecided": {"en": "*Undecided: {undecided}.*", "vi": "*Chưa kết luận: {undecided} đối tượng.*"},
    "undecided_some": {
        "en": "*Undecided: {undecided}; judged and valid: {valid}.*",
        "vi": "*Chưa kết luận: {undecided} đối tượng; đạt: {valid}.*",
    },
}


def say(key: str, lang: Lang, **fields: object) -> str:
    """Return one of the texts with its fields filled in."""
    return TEXT[key][lang].format(**fields)
