"""Every word that the page adds to what the report says, in English and Vietnamese."""

from __future__ import annotations

from egovcheck.core.findings import Lang, Severity
from egovcheck.report.phrases import Phrase, filled

SIGN: dict[Severity, str] = {"error": "✗", "warning": "▲", "info": "i"}
"""A sign for each severity; it always has the word beside it."""

ROLES: dict[str, Phrase] = {"primary": Phrase("in question", "đang xét")}
"""What the page calls a role that needs no word where records stand below each other in a line of text."""

KINDS: dict[str, Phrase] = {
    # what the rules compare, by code or family; the first that fits counts
    "EG502": Phrase("figures with what the authority published", "số liệu với bảng cơ quan công bố"),
    "EG507": Phrase("figures with the previous version", "số liệu với phiên bản trước"),
    "EG508": Phrase("figures with the previous version", "số liệu với phiên bản trước"),
    "EG0": Phrase("files with their format", "tệp với định dạng của tệp"),
    "EG1": Phrase("fields with the catalogue", "từng trường với danh mục"),
    "EG2": Phrase("periods with editions and dates", "kỳ số liệu với kỳ khảo sát và ngày công bố"),
    "EG3": Phrase("figures with their parts, shares and ranks", "số liệu với thành phần, tỷ lệ và thứ hạng"),
    "EG4": Phrase("figures with their series", "số liệu với chuỗi thời gian"),
    "EG5": Phrase("sources with each other", "các nguồn với nhau"),
    "EG6": Phrase("words with figures", "lời văn với số liệu"),
    "EG7": Phrase("figures with where they are from", "số liệu với nơi trích dẫn"),
    "EG9": Phrase("the run with what was asked of it", "lần chạy với điều được yêu cầu"),
    "": Phrase("what your own rules compare", "theo quy tắc riêng của bạn"),
}

WORDS: dict[str, Phrase] = {
    "report": Phrase("Report", "Báo cáo"),
    "as_of": Phrase("as of {date}", "tính đến {date}"),
    "skip": Phrase("Skip to the findings", "Đến các phát hiện"),
    # may this go out
    "question": Phrase("May this go out?", "Có thể công bố chưa?"),
    "no": Phrase("Not yet: {n} errors", "Chưa nên công bố: có {n} lỗi", "Not yet: 1 error"),
    "failed": Phrase("Nobody can say yet: {n} rules failed", "Chưa kết luận được: {n} quy tắc gặp sự cố",
                     "Nobody can say yet: 1 rule failed"),
    "unread": Phrase("Nobody can say yet: {n} inputs could not be read", "Chưa kết luận được: {n} tệp không đọc được",
                     "Nobody can say yet: 1 input could not be read"),
    "empty": Phrase("Nobody can say: there was no figure to judge", "Chưa kết luận được: không có số liệu nào để xét"),
    "unknown": Phrase("Nobody can say: nothing was compared", "Chưa kết luận được: chưa đối chiếu gì"),
    "warned": Phrase("No error, but {n} warnings need a look", "Không có lỗi, nhưng {n} cảnh báo cần xem",
                     "No error, but 1 warning needs a look"),
    "elsewhere": Phrase("No error or warning in what changed, but {n} findings elsewhere are not shown",
                        "Không có lỗi hay cảnh báo ở phần thay đổi, nhưng {n} phát hiện ở chỗ khác không hiển thị",
                        "No error or warning in what changed, but 1 finding elsewhere is not shown"),
    "partly": Phrase("No error or warning, but {n} checks could not be decided",
                     "Không có lỗi hay cảnh báo, nhưng {n} phép kiểm tra chưa kết luận được",
                     "No error or warning, but 1 check could not be decided"),
    "yes": Phrase("Yes, as far as it was compared: no error in {n} figures",
                  "Có thể công bố, trong phạm vi đã đối chiếu: không có lỗi trong {n} số liệu",
                  "Yes, as far as it was compared: no error in 1 figure"),
    "advice": Phrase("Figures are compared with each other and with what others print. The decision stays with you.",
                     "Số liệu chỉ được đối chiếu với nhau và với điều nơi khác đã công bố. Quyết định vẫn là của bạn."),
    "apart": Phrase("Not counted here: {list}.", "Không tính ở đây: {list}."),
    # what was compared with what, and what was not
    "compared": Phrase("Compared", "Đã đối chiếu"),
    "not_compared": Phrase("Not compared", "Chưa đối chiếu"),
    "checks": Phrase("Checks", "Phép kiểm tra"),
    "disagree": Phrase("Disagree", "Không khớp"),
    "nothing": Phrase("Nothing was compared.", "Chưa đối chiếu gì."),
    "everything": Phrase("Every check that applies was decided.", "Mọi phép kiểm tra áp dụng được đều đã kết luận."),
    "read": Phrase("{records} in {files}, judged by {rules}", "{records} trong {files}, xét theo {rules}"),
    "failed_rule": Phrase("Rule {code} failed; its verdicts are missing: {message}",
                          "Quy tắc {code} gặp sự cố nên thiếu kết luận: {message}"),
    "unreadable": Phrase("Not read: {message}", "Không đọc được: {message}"),
    "undecided": Phrase("{n} checks could not be decided: something they need is missing",
                        "{n} phép kiểm tra chưa kết luận được vì thiếu dữ liệu cần thiết",
                        "1 check could not be decided: something it needs is missing"),
    "idle": Phrase("{n} rules had nothing to judge", "{n} quy tắc không có gì để xét", "1 rule had nothing to judge"),
    "file": Phrase("File", "Tệp"),
    "format": Phrase("Format", "Định dạng"),
    "figures": Phrase("Figures", "Số liệu"),
    # the previous version
    "previous": Phrase("Previous version", "Phiên bản trước"),
    "resolved": Phrase("{n} findings are resolved", "{n} phát hiện đã khắc phục", "1 finding is resolved"),
    "appeared": Phrase("not in the previous version", "không có ở phiên bản trước"),
    # the list
    "findings": Phrase("Findings", "Các phát hiện"),
    "none": Phrase("No finding.", "Không có phát hiện nào."),
    "none_known": Phrase("Nothing was compared, so nothing is known about whether the figures are right.",
                         "Chưa đối chiếu gì nên chưa thể nói số liệu đúng hay sai."),
    "none_new": Phrase("No new finding.", "Không có phát hiện mới."),
    "waived_list": Phrase("{n} findings were waived", "{n} phát hiện được miễn trừ", "1 finding was waived"),
    "baselined_list": Phrase("{n} findings were there before", "{n} phát hiện đã có từ trước",
                             "1 finding was there before"),
    "more_places": Phrase("and {n} more places", "và {n} nơi nữa", "and 1 more place"),
    "until": Phrase("until {date}", "đến {date}"),
    # one finding
    "waived_by": Phrase("Waived by {owner}", "{owner} miễn trừ"),
    "likely": Phrase("Likely cause", "Nguyên nhân có thể"),
    "suggestion": Phrase("Suggestion", "Đề xuất"),
    "expected": Phrase("Expected", "Mong đợi"),
    "actual": Phrase("Actual", "Thực tế"),
    "true_value": Phrase("true value {interval}", "giá trị thực {interval}"),
    "empty_cell": Phrase("(empty)", "(trống)"),
    "cells": Phrase("({n} cells)", "({n} ô)", "(1 cell)"),
    "further": Phrase("{n} further figures", "{n} số liệu nữa", "1 further figure"),
    "about_rule": Phrase("What this rule checks", "Quy tắc này kiểm tra gì"),
    "to_do": Phrase("What to do", "Cần làm gì"),
    "link": Phrase("Link to this finding", "Liên kết đến phát hiện này"),
    "fingerprint": Phrase("fingerprint", "mã nhận dạng"),
    "rules": Phrase("The rules that found something", "Các quy tắc có phát hiện"),
    "made_by": Phrase("Made by {tool}; catalogue {catalogue}; rules {rules}",
                      "Tạo bởi {tool}; danh mục {catalogue}; quy tắc {rules}"),
}  # fmt: skip

PAGE: dict[str, Phrase] = {
    # what only works with JavaScript
    "filters": Phrase("Filters", "Bộ lọc"),
    "all": Phrase("all", "tất cả"),
    "search": Phrase("Search in findings", "Tìm trong các phát hiện"),
    "search_hint": Phrase("Search words, values, files", "Tìm chữ, giá trị, tệp"),
    "code": Phrase("Rule", "Quy tắc"),
    "every_code": Phrase("Every rule", "Mọi quy tắc"),
    "every_file": Phrase("Every file", "Mọi tệp"),
    "status": Phrase("Status", "Tình trạng"),
    "every_status": Phrase("Every status", "Mọi tình trạng"),
    "new": Phrase("New", "Mới"),
    "waived": Phrase("Waived", "Được miễn trừ"),
    "baselined": Phrase("There before", "Có từ trước"),
    "appeared_only": Phrase("Not in the previous version", "Không có ở phiên bản trước"),
    "sort": Phrase("Order", "Sắp xếp"),
    "by_severity": Phrase("By severity", "Theo mức độ"),
    "by_file": Phrase("By file", "Theo tệp"),
    "by_code": Phrase("By rule", "Theo quy tắc"),
    "by_area": Phrase("By area", "Theo địa bàn"),
    "clear": Phrase("Clear", "Bỏ lọc"),
    "shown": Phrase("{some} of {all} findings", "{some} trên {all} phát hiện"),
    "position": Phrase("{place} of {all}", "{place} trên {all}"),
    "next": Phrase("Next finding", "Phát hiện tiếp theo"),
    "back": Phrase("Previous finding", "Phát hiện trước"),
    "errors_only": Phrase("Errors only", "Chỉ lỗi"),
    "to_search": Phrase("Search", "Tìm kiếm"),
    "help": Phrase("Keys", "Phím tắt"),
    "this_help": Phrase("This list", "Danh sách này"),
    "close": Phrase("Close", "Đóng"),
    "copy": Phrase("Copy", "Sao chép"),
    "copied": Phrase("Copied", "Đã sao chép"),
}


def word(lang: Lang, key: str, n: int | None = None, **fields: str) -> str:
    """Return a phrase with its fields filled in; a count ``n`` chooses the English form. Fields go in as they are."""
    return filled(WORDS[key] if key in WORDS else PAGE[key], lang, n, **fields)


def kind_word(lang: Lang, code: str) -> str:
    """Return what a rule compares with what."""
    found = next(phrase for start, phrase in KINDS.items() if code.startswith(start))
    return filled(found, lang)
