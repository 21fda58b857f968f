"""Does the quote contain the figure? In any notation; and nothing is guessed where words may say it."""

from __future__ import annotations

import csv
import time
from datetime import date
from decimal import Decimal

import pytest

from egovcheck.records.quotes import Claim, quoted
from egovcheck.validation import Settings, run

FIELDS = ("indicator", "area", "period", "value", "printed", "measure", "source", "quote")


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that writes records to one file, judges their quotes and returns the report."""
    monkeypatch.chdir(tmp_path)

    def judge(records, **settings):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)
        given = {"select": ("EG702",), "today": date(2026, 11, 1), "locale": "vi", **settings}
        return run(["figures.csv"], Settings(**given))

    return judge


def verdict(quote, value, printed=None, **kind):
    return quoted(quote, Claim(printed, Decimal(value), **kind)).verdict


@pytest.mark.parametrize(
    ("quote", "value", "printed"),
    [
        ("xếp hạng 86/193 quốc gia", "86", "86/193"),
        ("xếp hạng 86/193 quốc gia", "86", None),
        ("ranked 86th of 193 countries", "86", None),
        ("đạt 86.5 %", "86.5", "86,5%"),
        ("đạt 86,5 phần trăm", "86.5", None),
        ("60.000.000 lượt", "60000000", "60 triệu"),
        ("hơn 60 triệu lượt", "60000000", None),
        ("hon 60 trieu luot", "60000000", None),
        ("6,3 nghìn tỷ đồng", "6300000000000", None),
        ("6.300 tỷ đồng", "6300000000000", None),
        ("1 triệu 200 nghìn tài khoản", "1200000", None),
        ("1 039 dịch vụ", "1039", "1.039"),
        ("năm 2020 1.039 dịch vụ", "1039", None),
        ("888.000 văn bản điện tử", "888000", None),
        ("30 trạm", "30", None),
        ("giảm 2 bậc", "-2", None),
        ("tăng hai bậc", "2", None),
        ("second place", "2", None),
        ("3-5 ngày", "3", None),
        ("THỨ 86", "86", "thứ 86"),
    ],
)
def test_a_figure_is_found_in_any_notation(quote, value, printed):
    assert verdict(quote, value, printed) == "valid"


@pytest.mark.parametrize(
    ("quote", "value", "kind"),
    [
        ("xếp hạng 88/193 quốc gia", "86", "rank"),
        ("năm 2020 đạt 72%", "86", "percent"),
        ("tỷ lệ hồ sơ trực tuyến đạt 72%", "52", "percent"),
        ("đạt 86,5%", "86", "percent"),
        ("100% bộ, ngành", "86", "percent"),
        ("hơn 60 triệu lượt", "97000000", "count"),
        ("60 triệu lượt", "60", "count"),
        ("1986 hồ sơ", "86", "count"),
        ("phần mềm có 41 dịch vụ", "410", "count"),
        ("công chức, viên chức dùng 41 dịch vụ", "52", "count"),
        ("Việt Nam đứng thứ 6/11 năm 2020", "5", "rank"),
        ("một tỷ lệ 72%", "86", "percent"),
        ("Việt Nam tăng hạng", "86", "rank"),
        ("the rank is 88th", "86", "rank"),
    ],
)
def test_another_figure_is_told(quote, value, kind):
    assert verdict(quote, value, kind=kind) == "invalid"


@pytest.mark.parametrize(
    ("quote", "value", "kind"),
    [
        ("tăng gấp đôi", "2", {"measure": "multiple"}),
        ("tang gap doi", "2", {"measure": "multiple"}),
        ("một nửa số hồ sơ", "50", {"kind": "percent"}),
        ("toàn bộ các bộ, ngành", "100", {"kind": "percent"}),
        ("đứng đầu trong 17 bộ", "1", {"kind": "rank"}),
        ("đứng thứ tám mươi sáu", "86", {"kind": "rank"}),
        ("eighty-sixth place", "86", {"kind": "rank"}),
        ("hai muoi ba dich vu", "23", {}),
        ("2 triệu rưỡi lượt", "2500000", {}),
        ("1 tỷ 2", "1200000000", {}),
        ("hàng triệu lượt", "60000000", {}),
        ("từ 88 lên 86", "2", {"measure": "change"}),
        ("từ 3% lên 27%", "24", {"kind": "percent", "measure": "change"}),
        ("55/63 địa phương", "87.3", {"kind": "percent", "decimals": 1}),
        ("hơn 1.000 dịch vụ", "1039", {}),
        ("0,67 điểm", "0.6667", {"kind": "score"}),
        ("0,6667 điểm", "0.67", {"kind": "score", "low": Decimal("0.665"), "high": Decimal("0.675")}),
        ("0,865", "86.5", {"kind": "percent"}),
        ("60.000 (nghìn lượt)", "60000000", {}),
        ("dịch vụ công mức độ 3, cập nhật ngày 26/8/2020", "8", {}),
        ("mức độ 3,4", "4", {}),
        ("vượt mức trung bình", "3", {"kind": "level"}),
        ("khai trương cuối năm 2019", "18239", {"kind": "date"}),
    ],
)
def test_what_only_a_reader_could_settle_is_left_open(quote, value, kind):
    assert verdict(quote, value, **kind) == "undecided"


def test_the_finding_names_the_record_and_the_numbers_of_its_quote(judged):
    row = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": "86", "source": "haiphong"}
    rows = [{**row, "printed": "86/193", "quote": "thứ 86/193"}, {**row, "quote": "thứ 88/193 quốc gia"}]
    report = judged(rows)
    (finding,) = report.findings
    assert (finding.severity, finding.subject["source"], finding.records[0].place.line) == ("error", "haiphong", 3)
    assert finding.records[0].quote == "thứ 88/193 quốc gia"
    assert "does not contain 86: thứ 88/193 quốc gia" in finding.message
    assert finding.evidence == ("numbers in the quote: 88, 193",)
    (vietnamese,) = judged(rows, lang="vi").findings
    assert vietnamese.message == (
        "trích dẫn của haiphong cho thứ hạng EGDI của Việt Nam, 2020 không chứa 86: thứ 88/193 quốc gia"
    )


def test_what_is_undecided_is_counted(judged):
    row = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": "86"}
    quotes = ("thứ 86", "thứ tám mươi sáu", "thứ 88", "")
    result = judged([{**row, "quote": quote} for quote in quotes]).rules[0]
    assert (result.evaluated, result.invalid, result.undecided) == (2, 1, 1)


def test_without_any_quote_the_rule_has_nothing_to_judge(judged):
    report = judged([{"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": "86"}])
    assert next(rule for rule in report.rules if rule.code == "EG702").reason == "no quote"


def test_the_rule_is_left_out_where_it_is_not_selected(judged):
    row = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": "86", "quote": "thứ 88"}
    assert "EG702" not in {rule.code for rule in judged([row], select=("EG1",)).rules}


def test_pandera_and_pydantic_rows_are_judged_alike(judged):
    row = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": "86"}
    rows = [{**row, "quote": quote} for quote in ("thứ 86", "thứ 88", "thứ 90")]
    small, bulk = judged(rows), judged(rows, bulk_rows=1)
    assert [f.fingerprint for f in small.findings] == [f.fingerprint for f in bulk.findings]
    assert len(small.findings) == 2


@pytest.mark.parametrize(
    "quote", ["9" * 5000, "1 " * 999, "1.1" * 600, "86/" * 600, "triệu " * 300, "1 triệu " * 200, "\u0301" * 1900]
)
def test_a_hostile_quote_costs_little_time(quote):
    start = time.perf_counter()
    verdict(quote, "123456")
    assert time.perf_counter() - start < 1
