"""Claims from the words of a text to the finding, together with what else is said of the same figures."""

from __future__ import annotations

from datetime import date

import pytest

from egovcheck.validation import Settings, run
from tests.rules.figures import found, only


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Return a function that judges texts, each by its name, and returns the report."""
    monkeypatch.chdir(tmp_path)

    def read(select, published="2020-08-26", lang="en", **texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        settings = Settings(
            select=tuple(select), ignore=("EG904",), today=date(2026, 11, 1), lang=lang, published=published
        )
        report = run([f"{name}.txt" for name in texts], settings)
        assert not report.rule_errors
        return report

    return read


def test_a_place_of_the_text_is_named_with_the_figure(read):
    text = "Tỷ lệ hồ sơ trực tuyến của Hà Tĩnh giảm từ 16,1% năm 2019 xuống 30% năm 2020."
    finding = only(read(["EG602"], bao=text), "EG602")
    places = [(record.role, text[record.place.start : record.place.end]) for record in finding.records]
    assert [role for role, _ in places] == ["primary", "previous"]
    assert all(figure in said for figure, (_, said) in zip(("30%", "16,1%"), places, strict=True))


def test_what_is_right_in_one_text_is_not_made_wrong_by_another(read):
    right = "Theo Liên hợp quốc, Việt Nam tăng từ hạng 88 năm 2018 lên hạng 86 năm 2020 về Chính phủ điện tử."
    wrong = "Theo Liên hợp quốc, Việt Nam tụt từ hạng 88 năm 2018 xuống hạng 86 năm 2020 về Chính phủ điện tử."
    finding = only(read(["EG602"], dung=right, sai=wrong), "EG602")
    assert {record.source for record in finding.records} == {"sai"}


def test_a_bound_is_no_score_of_the_country(read):
    text = "Theo Liên hợp quốc, chỉ số EGDI năm 2024 của Việt Nam là 0,7709, thuộc mức rất cao (từ 0,70 trở lên)."
    report = read(["EG502", "EG505", "EG606", "EG607"], "2024-09-20", bao=text)
    assert [finding.code for finding in report.findings] == ["EG606"]


def test_the_coverage_of_a_text_is_told_once(read):
    text = (
        "Theo Liên hợp quốc, Việt Nam xếp hạng 86/193 về Chính phủ điện tử năm 2020. "
        "Hội trường có 420 chiếc ghế màu xanh và 35 chiếc quạt trần."
    )
    finding = only(read(["EG607"], lang="vi", bao=text), "EG607")
    assert finding.severity == "info"
    assert finding.message.startswith("đã kiểm tra 1/3 số liệu của bao; chưa xác định được chỉ tiêu của: ")
    assert len(finding.records) == 2


def test_a_text_that_repeats_itself_is_fine(read):
    text = (
        "Việt Nam xếp hạng 86/193 về Chính phủ điện tử năm 2020\n\n"
        "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp hạng 86/193 về Chính phủ điện tử."
    )
    assert not read(["EG109", "EG505", "EG702", "EG110"], bao=text).findings


def test_an_edition_that_never_was_is_one_finding(read):
    text = (
        "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp hạng 86/193 quốc gia về Chính phủ điện tử, "
        "tăng 1 bậc về thứ hạng EGDI so với kỳ khảo sát năm 2019."
    )
    report = read(["EG201", "EG206"], bao=text)
    assert not found(report, "EG206")
    assert any(line.startswith("EG206: ") for line in only(report, "EG201").evidence)
