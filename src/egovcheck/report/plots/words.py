"""What the drawings say, in English and Vietnamese."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.report.phrases import Phrase, filled

WORDS: dict[str, Phrase] = {
    "intervals": Phrase("Intervals that do not meet", "Các khoảng không giao nhau"),
    "intervals_caption": Phrase(
        "The true values that each printed figure allows. No value fits all of them.",
        "Các giá trị thực mà mỗi số liệu đã in cho phép. Không giá trị nào hợp với tất cả.",
    ),
    "more_rows": Phrase("{n} more figures are not drawn.", "{n} số liệu nữa không được vẽ.",
                        "{n} more figure is not drawn."),
    "series": Phrase("The series over time", "Chuỗi số liệu theo thời gian"),
    "series_caption": Phrase("The diamond is the figure in question; the line joins the others.",
                             "Hình thoi là số liệu đang xét; đường kẻ nối các số liệu khác."),
    "series_plain": Phrase("The line joins the figures of the series.", "Đường kẻ nối các số liệu của chuỗi."),
    "slopes": Phrase("Ranks beside scores", "Thứ hạng bên cạnh điểm số"),
    "slopes_caption": Phrase(
        "Best on top on either side. Lines that cross are out of order; the thick ones are the figures in question.",
        "Tốt nhất ở trên cùng ở cả hai bên. Các đường cắt nhau là sai thứ tự; đường đậm là số liệu đang xét.",
    ),
    "stated": Phrase("{who}: {what}", "{who}: {what}"),
}  # fmt: skip


def word(lang: Lang, key: str, n: int | None = None, **fields: str) -> str:
    """Return a phrase with its fields filled in. Fields go in as they are."""
    return filled(WORDS[key], lang, n, **fields)
