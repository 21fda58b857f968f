"""Every word that reports for people add to what the findings say, in English and Vietnamese.

English has a plural, Vietnamese none. The sentences of findings, evidence and diagnosis come with the report.
"""

from __future__ import annotations

from dataclasses import dataclass

from egovcheck.core.findings import Confidence, Lang, Severity, Status
from egovcheck.core.text import safe


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase; ``one`` is the English form for a count of one, where it differs from ``en``."""

    en: str
    vi: str
    one: str | None = None


SEVERITY: dict[str, Phrase] = {
    "error": Phrase("error", "lỗi"),
    "warning": Phrase("warning", "cảnh báo"),
    "info": Phrase("info", "thông tin"),
}

STATUS: dict[str, Phrase] = {
    "new": Phrase("", ""),
    "waived": Phrase(" (waived)", " (được miễn trừ)"),
    "baselined": Phrase(" (baselined)", " (có từ trước)"),
}

CONFIDENCE: dict[str, Phrase] = {
    "high": Phrase("very likely", "rất có thể"),
    "medium": Phrase("likely", "có thể"),
    "low": Phrase("possibly", "không loại trừ"),
}

ROLES: dict[str, Phrase] = {
    "primary": Phrase("", ""),
    "agreeing": Phrase("agreeing", "thống nhất"),
    "reference": Phrase("reference", "tham chiếu"),
    "component": Phrase("component", "thành phần"),
    "whole": Phrase("whole", "tổng thể"),
    "part": Phrase("part", "bộ phận"),
    "numerator": Phrase("numerator", "tử số"),
    "denominator": Phrase("denominator", "mẫu số"),
    "previous": Phrase("previous", "trước đó"),
    "context": Phrase("context", "bối cảnh"),
}

CAUSES: dict[str, Phrase] = {
    "wrong-edition": Phrase("wrong edition", "nhầm kỳ xếp hạng"),
    "swapped-digits": Phrase("swapped digits", "đảo chữ số"),
    "one-digit": Phrase("one wrong digit", "sai một chữ số"),
    "power-of-ten": Phrase("wrong power of ten", "sai bậc lũy thừa của mười"),
    "separator-misread": Phrase("misread separator", "đọc nhầm dấu phân cách"),
    "percent-for-fraction": Phrase("percent for a fraction", "ghi phần trăm thay cho tỷ lệ thập phân"),
    "wrong-sign": Phrase("wrong sign", "sai dấu"),
    "neighbouring-row": Phrase("neighbouring row", "lấy nhầm dòng bên cạnh"),
    "other-indicator": Phrase("another indicator", "nhầm sang chỉ tiêu khác"),
    "other-area": Phrase("another area", "nhầm sang địa bàn khác"),
    "wrong-group": Phrase("another group of countries", "nhầm nhóm nước"),
    "rounded": Phrase("rounding", "do làm tròn"),
    "superseded-edition": Phrase("superseded edition", "dùng kỳ xếp hạng cũ"),
    "percent-for-points": Phrase("percent for percentage points", "nhầm phần trăm với điểm phần trăm"),
    "reversed-direction": Phrase("reversed direction", "đảo chiều tăng giảm"),
}

FIELDS: dict[str, Phrase] = {
    "indicator": Phrase("indicator", "chỉ tiêu"),
    "area": Phrase("area", "địa bàn"),
    "period": Phrase("period", "kỳ"),
    "base_period": Phrase("base period", "kỳ gốc"),
    "breakdown": Phrase("breakdown", "phân tổ"),
    "measure": Phrase("measure", "cách đo"),
    "value": Phrase("value", "giá trị"),
    "qualifier": Phrase("qualifier", "mức chính xác"),
    "unit": Phrase("unit", "đơn vị"),
    "status": Phrase("status", "tình trạng"),
    "source": Phrase("source", "nguồn"),
    "publisher": Phrase("publisher", "nơi công bố"),
    "published": Phrase("date of publication", "ngày công bố"),
    "quote": Phrase("quotation", "trích dẫn"),
    "denominator": Phrase("out of", "trên tổng số"),
    "speaker": Phrase("said by", "người nêu"),
}
"""What the fields of a record are called."""

PHRASES: dict[str, Phrase] = {
    # the summary
    "findings": Phrase("{n} findings", "{n} phát hiện", "{n} finding"),
    "errors": Phrase("{n} errors", "{n} lỗi", "{n} error"),
    "warnings": Phrase("{n} warnings", "{n} cảnh báo", "{n} warning"),
    "infos": Phrase("{n} info", "{n} thông tin"),
    "waived": Phrase("{n} waived", "{n} được miễn trừ"),
    "baselined": Phrase("{n} baselined", "{n} có từ trước"),
    "rules_evaluated": Phrase("{n} rules evaluated", "{n} quy tắc đã xét", "{n} rule evaluated"),
    "rules_idle": Phrase("{n} had nothing to judge", "{n} không có gì để xét"),
    "nothing_compared": Phrase("nothing was compared", "chưa đối chiếu gì"),
    "undecided": Phrase("{n} checks undecided", "{n} phép kiểm tra chưa kết luận", "{n} check undecided"),
    "since": Phrase(
        "{n} figures changed since {revision} (findings elsewhere, not shown: {elsewhere})",
        "{n} số liệu thay đổi so với {revision} (phát hiện ở chỗ khác, không hiển thị: {elsewhere})",
        "{n} figure changed since {revision} (findings elsewhere, not shown: {elsewhere})",
    ),
    "rules_failed": Phrase("{n} rules failed", "{n} quy tắc gặp sự cố", "{n} rule failed"),
    # what became of the previous version
    "revised": Phrase(
        "previous version: {n} of {all} figures revised ({share} %): {changed} changed, {added} added,"
        " {removed} removed",
        "phiên bản trước: {n} trên {all} số liệu được điều chỉnh ({share} %): {changed} thay đổi, {added} thêm mới,"
        " {removed} bỏ đi",
    ),
    "revised_by": Phrase(
        "changed by {median} % at the median, {largest} % at most",
        "mức thay đổi trung vị {median} %, lớn nhất {largest} %",
    ),
    "revised_findings": Phrase(
        "findings: {still} still there, {new} new, {resolved} resolved",
        "phát hiện: {still} vẫn còn, {new} mới, {resolved} đã khắc phục",
    ),
    "resolved": Phrase("resolved:", "đã khắc phục:"),
    "more_resolved": Phrase("and {n} more that are resolved", "và {n} phát hiện nữa đã khắc phục"),
    # counts inside sentences
    "records": Phrase("{n} figures", "{n} số liệu", "{n} figure"),
    "files": Phrase("{n} files", "{n} tệp", "{n} file"),
    "checked": Phrase("{records} in {files}", "{records} trong {files}"),
    "rules": Phrase("{n} rules", "{n} quy tắc", "{n} rule"),
    # a finding
    "read_as": Phrase("read as {value}", "đọc là {value}"),
    "up_to": Phrase("up to {value}", "tối đa {value}"),
    "at_least": Phrase("at least {low}", "ít nhất {low}"),
    "at_most": Phrase("at most {high}", "nhiều nhất {high}"),
    "below": Phrase("below {high}", "dưới {high}"),
    "published": Phrase("published {date}", "công bố {date}"),
    "released": Phrase("released {date}", "phát hành {date}"),
    "record": Phrase("record {n}", "bản ghi {n}"),
    "source": Phrase("source {name}", "nguồn {name}"),
    "expected": Phrase("expected {value}", "mong đợi {value}"),
    "actual": Phrase("actual {value}", "thực tế {value}"),
    "suggestion": Phrase("suggestion:", "đề xuất:"),
    "fingerprint": Phrase("fingerprint {value}", "mã nhận dạng {value}"),
    "cells": Phrase("({n} cells)", "({n} ô)", "({n} cell)"),
    "more_records": Phrase("and {n} more figures", "và {n} số liệu nữa", "and {n} more figure"),
    "more_findings": Phrase("and {n} more of {code} in {path}", "và {n} phát hiện {code} nữa trong {path}"),
    "more_unplaced": Phrase("and {n} more of {code}", "và {n} phát hiện {code} nữa"),
    "unlisted": Phrase(
        "{n} more findings are counted but not listed in this report",
        "{n} phát hiện nữa được đếm nhưng không liệt kê trong báo cáo này",
        "{n} more finding is counted but not listed in this report",
    ),
    # a format that is full (EG905)
    "capped": Phrase(
        "{n} of {all} are left out here: {format} takes at most {limit}; the json output has them all",
        "{n} trong {all} không được nêu ở đây: {format} chỉ nhận tối đa {limit}; đầu ra json có đủ",
        "{n} of {all} is left out here: {format} takes at most {limit}; the json output has them all",
    ),
    "capped_title": Phrase("A format's limit left findings out", "Giới hạn của định dạng làm thiếu phát hiện"),
    "capped_about": Phrase(
        "The format that was asked for cannot hold all findings. How many are left out is said.",
        "Định dạng được chọn không chứa hết các phát hiện. Số phát hiện không được nêu có ghi rõ.",
    ),
    "not_capped": Phrase("nothing was left out", "không có gì bị bỏ bớt"),
    "limit_results": Phrase("{n} results", "{n} kết quả", "{n} result"),
    "limit_annotations": Phrase("{n} annotations of a kind", "{n} chú thích mỗi loại"),
    "limit_characters": Phrase("{n} characters", "{n} ký tự"),
    "limit_size": Phrase("{n} MB", "{n} MB"),
    # formats for programs
    "what_to_do": Phrase("What to do", "Cần làm gì"),
    "in_no_file": Phrase("in none of the files", "không nằm trong tệp nào"),
    "shown_at_first": Phrase(
        "None of its figures stands in a file, so it is shown at the first one.",
        "Không số liệu nào của phát hiện này nằm trong tệp, nên phát hiện được đặt ở tệp đầu tiên.",
    ),
    "known_before": Phrase("known before: it is in the baseline", "có từ trước: đã nằm trong tệp baseline"),
    "waived_by_rule": Phrase("waived", "được miễn trừ"),
    "root_of_repository": Phrase("the root of the repository", "thư mục gốc của kho mã"),
    "waived_because": Phrase("waived by {owner}: {reason}", "{owner} miễn trừ: {reason}"),
    "subjects_valid": Phrase(
        "{n} checks, none violated", "{n} phép kiểm tra, không vi phạm", "{n} check, not violated"
    ),
    "violated_elsewhere": Phrase(
        "{n} violations are told among the evidence of other findings",
        "{n} vi phạm được nêu trong căn cứ của phát hiện khác",
        "{n} violation is told among the evidence of another finding",
    ),
    "column_severity": Phrase("Severity", "Mức độ"),
    "column_rule": Phrase("Rule", "Quy tắc"),
    "column_place": Phrase("Place", "Vị trí"),
    "column_finding": Phrase("Finding", "Phát hiện"),
    "incomplete": Phrase("the check is incomplete", "việc kiểm tra chưa đầy đủ"),
    "no_details": Phrase(
        "the evidence of {n} findings is left out here; the json output has it",
        "căn cứ của {n} phát hiện không được nêu ở đây; đầu ra json có đủ",
        "the evidence of {n} finding is left out here; the json output has it",
    ),
    # the end of the page
    "rule_failed": Phrase("this rule failed:", "quy tắc này gặp sự cố:"),
    "rule_failed_means": Phrase(
        "its verdicts are missing from this report, so it may hide problems",
        "báo cáo này thiếu kết luận của quy tắc đó nên có thể còn sót vấn đề",
    ),
    "waiting": Phrase(
        "{n} checks could not be decided because something that they need is missing",
        "{n} phép kiểm tra chưa kết luận được vì thiếu dữ liệu cần thiết",
        "{n} check could not be decided because something that it needs is missing",
    ),
    "waiting_rules": Phrase("(-v names the rules)", "(thêm -v để xem quy tắc nào)"),
    "idle": Phrase("nothing to judge:", "không có gì để xét:"),
    "clean": Phrase("no problem found:", "không phát hiện vấn đề:"),
    "clean_but": Phrase("no new problem found:", "không phát hiện vấn đề mới:"),
    "clean_means": Phrase("{checked}, judged by {rules}", "{checked}, xét theo {rules}"),
    "nothing": Phrase("nothing was compared;", "chưa đối chiếu gì;"),
    "nothing_means": Phrase(
        "no rule could judge anything in {checked}, so nothing is known about whether they are right",
        "không quy tắc nào xét được gì ở {checked}, nên chưa thể nói số liệu đúng hay sai",
    ),
}


def say(lang: Lang, key: str, n: int | None = None, **fields: str) -> str:
    """Return a phrase with its fields filled in; a count ``n`` chooses the English form and is grouped by thousands.

    Fields are put in as they are: what comes from a stranger must be made safe before.
    """
    return filled(PHRASES[key], lang, n, **fields)


def filled(phrase: Phrase, lang: Lang, n: int | None = None, **fields: str) -> str:
    """Return one phrase with its fields filled in, for tables of phrases that stand elsewhere."""
    if n is not None:
        fields["n"] = number(lang, n)
    template = phrase.vi if lang == "vi" else phrase.one if n == 1 and phrase.one else phrase.en
    return template.format(**fields)


def number(lang: Lang, n: int) -> str:
    """Return a count with its thousands grouped as the language does it."""
    grouped = f"{n:,}"
    return grouped.replace(",", ".") if lang == "vi" else grouped


def severity_word(lang: Lang, severity: Severity) -> str:
    """Return the word for a severity."""
    return _word(lang, SEVERITY, severity)


def status_mark(lang: Lang, status: Status) -> str:
    """Return what is put after a code to say that its finding is not a new one; nothing for a new one."""
    return _word(lang, STATUS, status)


def confidence_word(lang: Lang, confidence: Confidence) -> str:
    """Return how sure a diagnosis is, in words."""
    return _word(lang, CONFIDENCE, confidence)


def role_word(lang: Lang, role: str) -> str:
    """Return the part that a record plays; nothing for the primary one, the role itself where no word is known."""
    return _word(lang, ROLES, role)


def cause_word(lang: Lang, kind: str) -> str:
    """Return the name of a kind of diagnosis; a kind without one is spelled out."""
    return _word(lang, CAUSES, kind)


def field_word(lang: Lang, field: str) -> str:
    """Return the name of a field of a record; the field itself where no word is known."""
    phrase = FIELDS.get(field)
    return field if phrase is None else phrase.vi if lang == "vi" else phrase.en


def _word(lang: Lang, table: dict[str, Phrase], key: str) -> str:
    phrase = table.get(key)
    if phrase is None:
        return safe(key.replace("-", " "))
    return phrase.vi if lang == "vi" else phrase.en
