"""What a database has no words for, in both languages: why a rule is left out of a suite."""

from __future__ import annotations

from egovcheck.core.findings import Lang

_REASONS: dict[str, dict[Lang, str]] = {
    "decimals": {
        "en": "computes with decimals, for which the database has only binary floating point",
        "vi": "tính toán với số thập phân, trong khi cơ sở dữ liệu chỉ có số dấu phẩy động nhị phân",
    },
    "floats": {
        "en": "measures by statistics that the database lacks",
        "vi": "dùng phép thống kê mà cơ sở dữ liệu không có",
    },
    "lists": {
        "en": "sorts or joins lists in a way that the database lacks",
        "vi": "sắp xếp hoặc nối danh sách theo cách mà cơ sở dữ liệu không có",
    },
    "dates": {
        "en": "counts years of the calendar, which the database does otherwise",
        "vi": "cộng trừ năm theo lịch, điều mà cơ sở dữ liệu làm khác đi",
    },
    "function": {"en": "uses {what}, which the database lacks", "vi": "dùng {what} mà cơ sở dữ liệu không có"},
    "type": {
        "en": "compares values whose types only DuckDB settles",
        "vi": "so sánh những giá trị mà chỉ DuckDB mới xác định được kiểu",
    },
    "decided": {
        "en": "is not decided by a query, but while egovcheck runs",
        "vi": "không được xét bằng truy vấn mà trong lúc egovcheck chạy",
    },
    "grammar": {"en": "cannot be said in this dialect: {what}", "vi": "không nói được bằng phương ngữ này: {what}"},
}


class Unsayable(Exception):  # noqa: N818 - what is raised is no mistake of anybody's
    """A rule that cannot be said in a dialect without giving other answers."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(f"{reason} {what}".strip())
        self.reason = reason
        self.what = what

    def told(self, lang: Lang) -> str:
        """Return the reason as a clause whose subject is the rule."""
        return _REASONS[self.reason][lang].format(what=self.what)
