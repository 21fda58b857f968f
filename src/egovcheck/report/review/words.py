"""Every word that a review adds to what its figures and findings say, in English and Vietnamese."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.core.review import FigureVerdict, ReviewedFigure
from egovcheck.report.phrases import Phrase, filled

VERDICT: dict[FigureVerdict, Phrase] = {
    "supported": Phrase("supported", "được xác nhận"),
    "contradicted": Phrase("contradicted", "mâu thuẫn"),
    "no-source": Phrase("no source", "chưa có nguồn"),
    "not-checkable": Phrase("not checkable", "không kiểm tra được"),
}

SIGN: dict[FigureVerdict, tuple[str, str]] = {
    "supported": ("✓", "+"),
    "contradicted": ("✗", "x"),
    "no-source": ("○", "o"),
    "not-checkable": ("–", "-"),
}
"""A sign for each verdict, and what stands for it where there is only ASCII. It always has the word beside it."""

MEASURE: dict[str, Phrase] = {
    "change": Phrase("change", "mức thay đổi"),
    "growth": Phrase("growth", "mức tăng"),
    "multiple": Phrase("multiple", "số lần"),
    "mean": Phrase("mean", "trung bình"),
}

STATUS: dict[str, Phrase] = {
    "provisional": Phrase("provisional", "sơ bộ"),
    "estimate": Phrase("estimate", "ước tính"),
    "target": Phrase("target", "mục tiêu"),
}

WORDS: dict[str, Phrase] = {
    # the strip
    "found": Phrase("figures found", "số liệu tìm thấy"),
    "strip": Phrase("Verdicts", "Kết luận"),
    # may this go out
    "no": Phrase("Not yet: {n} of {all} figures are contradicted", "Chưa nên đăng: {n} trên {all} số liệu bị mâu thuẫn",
                 "Not yet: 1 of {all} figures is contradicted"),
    "failed": Phrase("Nobody can say yet: {n} rules failed", "Chưa kết luận được: {n} quy tắc gặp sự cố",
                     "Nobody can say yet: 1 rule failed"),
    "unread": Phrase("Nobody can say yet: {n} inputs could not be read", "Chưa kết luận được: {n} tệp không đọc được",
                     "Nobody can say yet: 1 input could not be read"),
    "empty": Phrase("There is no figure in this text", "Văn bản này không có số liệu nào"),
    "unknown": Phrase("Nobody can say: none of the {n} figures was compared with anything",
                      "Chưa kết luận được: chưa đối chiếu được số liệu nào trong {n} số liệu",
                      "Nobody can say: the one figure was compared with nothing"),
    "partly": Phrase("No contradiction found, but {n} of {all} figures were compared with nothing",
                     "Không thấy mâu thuẫn, nhưng {n} trên {all} số liệu chưa được đối chiếu",
                     "No contradiction found, but 1 of {all} figures was compared with nothing"),
    "beside": Phrase("The figures agree with other sources, but {n} other findings need a look",
                     "Số liệu khớp với các nguồn khác, nhưng còn {n} phát hiện cần xem",
                     "The figures agree with other sources, but 1 other finding needs a look"),
    "yes": Phrase("Yes: all {n} figures agree with another source", "Có thể đăng: cả {n} số liệu đều khớp nguồn khác",
                  "Yes: the one figure agrees with another source"),
    "question": Phrase("May this go out?", "Có thể đăng chưa?"),
    "advice": Phrase(
        "Verdicts compare what is printed here with what other sources print. The decision stays with you.",
        "Kết luận chỉ đối chiếu điều viết ở đây với điều các nguồn khác viết. Quyết định vẫn là của bạn.",
    ),
    # what was compared with what
    "compared": Phrase("Compared with", "Đã đối chiếu với"),
    "not_compared": Phrase("Not compared", "Chưa đối chiếu"),
    "reference": Phrase("reference", "tham chiếu"),
    "editions": Phrase("editions {list}", "các kỳ {list}"),
    "edition": Phrase("edition {list}", "kỳ {list}"),
    "figures": Phrase("{n} figures", "{n} số liệu", "{n} figure"),
    "nothing": Phrase("nothing", "chưa có gì"),
    "everything": Phrase("every figure was compared", "mọi số liệu đều đã được đối chiếu"),
    "by_rules": Phrase("{n} rules judged something", "{n} quy tắc có dữ liệu để xét", "{n} rule judged something"),
    "by_relation": Phrase("other figures of the same text", "các số liệu khác trong cùng văn bản"),
    "why_no_source": Phrase("nobody else states them here", "không nguồn nào khác nêu"),
    "why_indicator": Phrase("not known what they measure", "không rõ là chỉ tiêu gì"),
    "why_area": Phrase("not known what area they are of", "không rõ của địa bàn nào"),
    "why_period": Phrase("not known what period they are of", "không rõ thuộc kỳ nào"),
    "why_target": Phrase("targets: nothing to compare with yet", "mục tiêu: chưa có gì để đối chiếu"),
    "why_other": Phrase("cannot be compared", "không so sánh được"),
    "unreadable": Phrase("not read: {message}", "không đọc được: {message}"),
    # a text
    "published": Phrase("published {date}", "công bố {date}"),
    "undated": Phrase("date unknown", "không rõ ngày"),
    "no_figures": Phrase("No figure was found in this text.", "Không tìm thấy số liệu nào trong văn bản này."),
    # a card
    "figure": Phrase("figure {n}", "số liệu {n}"),
    "evidence": Phrase("Evidence", "Căn cứ"),
    "printed": Phrase("Printed", "Viết là"),
    "agrees": Phrase("Agrees?", "Khớp?"),
    "yes_agrees": Phrase("yes", "khớp"),
    "no_agrees": Phrase("no", "không khớp"),
    "not_comparable": Phrase("not comparable", "không so được"),
    "interval": Phrase("true value {interval}", "giá trị thực {interval}"),
    "out_of": Phrase("{value} of {whole}", "{value} trên {whole}"),
    "since": Phrase("since {period}", "so với {period}"),
    "arithmetic": Phrase("Arithmetic", "Phép tính"),
    "from": Phrase("from", "từ"),
    "considered": Phrase("Also considered", "Khả năng khác đã xét"),
    "expected": Phrase("expected {value}", "mong đợi {value}"),
    "suggestion": Phrase("Suggestion: {change}", "Đề xuất: {change}"),
    "to_text": Phrase("to its place in the text", "về vị trí trong văn bản"),
    "unstated": Phrase("not stated", "không nêu"),
    # the rest of the page
    "review": Phrase("Review", "Rà soát"),
    "as_of": Phrase("as of {date}", "tính đến {date}"),
    "skip": Phrase("Skip to the text", "Đến văn bản"),
    "others": Phrase("Other findings", "Các phát hiện khác"),
    "more": Phrase("and {n} more", "và {n} phát hiện nữa"),
    "made_by": Phrase("Made by {tool}; catalogue {catalogue}; rules {rules}",
                      "Tạo bởi {tool}; danh mục {catalogue}; quy tắc {rules}"),
    "more_figures": Phrase("and {n} more figures that are not contradicted (-v shows all)",
                           "và {n} số liệu nữa không mâu thuẫn (thêm -v để xem hết)"),
}  # fmt: skip

PAGE: dict[str, Phrase] = {
    # what only works with JavaScript
    "all": Phrase("all", "tất cả"),
    "next": Phrase("Next figure", "Số liệu tiếp theo"),
    "previous": Phrase("Previous figure", "Số liệu trước"),
    "only": Phrase("Contradicted figures only", "Chỉ số liệu mâu thuẫn"),
    "help": Phrase("Keys", "Phím tắt"),
    "this_help": Phrase("This list", "Danh sách này"),
    "close": Phrase("Close", "Đóng"),
    "decision": Phrase("Decision", "Quyết định"),
    "decisions": Phrase("Decisions", "Quyết định"),
    "accept": Phrase("Accept", "Giữ nguyên"),
    "fix": Phrase("Fix", "Sửa"),
    "waive": Phrase("Waive", "Miễn trừ"),
    "undo": Phrase("Undo", "Bỏ chọn"),
    "reason": Phrase("Reason", "Lý do"),
    "owner": Phrase("Owner", "Người chịu trách nhiệm"),
    "expires": Phrase("Expires", "Hết hạn"),
    "at_most_a_year": Phrase("at most 366 days ahead", "không quá 366 ngày tới"),
    "export": Phrase("Export decisions", "Xuất quyết định"),
    "export_help": Phrase(
        "Save this as egovcheck-waivers.toml. Waivers are tables; what was accepted or is to be fixed is in comments.",
        "Lưu thành egovcheck-waivers.toml. Miễn trừ là các bảng; số liệu giữ nguyên hoặc cần sửa nằm trong chú thích.",
    ),
    "copy": Phrase("Copy", "Sao chép"),
    "copied": Phrase("Copied", "Đã sao chép"),
    "download": Phrase("Download", "Tải xuống"),
    "clear": Phrase("Forget all decisions", "Xóa mọi quyết định"),
    "incomplete": Phrase(
        "Not exported, because reason, owner or expiry is missing or the expiry is too far:",
        "Chưa xuất vì thiếu lý do, người chịu trách nhiệm, ngày hết hạn, hoặc hạn quá xa:",
    ),
    "hidden": Phrase("Passages without such figures are hidden.", "Các đoạn không có số liệu như vậy được ẩn đi."),
    "none": Phrase("There is no such figure.", "Không có số liệu nào như vậy."),
    "position": Phrase("{place} of {all}", "{place} trên {all}"),
}  # fmt: skip


def word(lang: Lang, key: str, n: int | None = None, **fields: str) -> str:
    """Return a phrase with its fields filled in; a count ``n`` chooses the English form. Fields go in as they are."""
    return filled(WORDS[key] if key in WORDS else PAGE[key], lang, n, **fields)


def verdict_word(lang: Lang, verdict: FigureVerdict) -> str:
    """Return the word for a verdict."""
    return filled(VERDICT[verdict], lang)


def measure_word(lang: Lang, measure: str) -> str:
    """Return the word for a measure, nothing for the level itself."""
    return filled(MEASURE[measure], lang) if measure in MEASURE else ""


def status_word(lang: Lang, status: str) -> str:
    """Return the word for a status, nothing for a plain fact."""
    return filled(STATUS[status], lang) if status in STATUS else ""


def why_unchecked(figure: ReviewedFigure) -> str:
    """Return the key of the words that say why a figure was compared with nothing."""
    if figure.verdict == "no-source":
        return "why_no_source"
    if figure.status == "target":
        return "why_target"
    lacking = next((name for name in ("indicator", "area", "period") if getattr(figure, name) is None), "other")
    return f"why_{lacking}"
