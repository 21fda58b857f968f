"""The views for terminals and pipes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from egovcheck.core.review import Review
from egovcheck.core.text import safe
from egovcheck.report.numerals import shown_interval, shown_number
from egovcheck.report.review.values import shown_value
from tests.report.test_hostile import HOSTILE

from .drawing import text
from .samples import ARTICLE, figure, long, review, reviewed, whole, wrong_place

COLOR = re.compile(r"\x1b\[[0-9;]*m")


def test_off_a_terminal_a_figure_is_one_line_with_its_place() -> None:
    lines = text("concise", whole()).splitlines()
    assert len(lines) == 11 + 2
    assert lines[4] == (
        'tin/bai-viet.txt:5:41: contradicted [VNM UN_EGDI_RANK 2020] "thứ 7/11" (EG502 EGDI rank (South-Eastern Asia)'
        " of Viet Nam for 2020 is 7/11, the UN's own figures give 6) — Trong 11 nước Đông Nam Á, Việt Nam đứng"
        " thứ 7/11, sau Brunei và Philippines."
    )


def test_the_place_is_that_of_the_figure() -> None:
    for line in text("concise", whole()).splitlines()[:11]:
        _, row, column, rest = line.split(":", 3)
        quote = re.search('"([^"]+)"', rest)
        assert quote
        assert ARTICLE.splitlines()[int(row) - 1][int(column) - 1 :].startswith(quote[1])


def test_the_verdicts_come_first_and_the_answer_last() -> None:
    lines = text("rich", whole(), width=100).splitlines()
    assert lines[0] == "figures found 11 · supported 4 · contradicted 2 · no source 3 · not checkable 2"
    assert lines[-1] == "May this go out? Not yet: 2 of 11 figures are contradicted."


def test_figures_are_marked_with_sign_and_number() -> None:
    drawn = text("rich", whole(), width=100)
    assert "Việt Nam đứng [thứ 7/11]✗5, sau Brunei" in drawn
    assert "[3-5 ngày]○8,○9 thay vì nửa tháng" in drawn


def test_marks_without_unicode_have_signs_of_ascii() -> None:
    drawn = text("rich", whole(), width=100, unicode=False)
    assert "[thứ 7/11]x5" in drawn
    assert not set("✗✓○┌│≤·") & set(drawn)


def test_a_contradicted_figure_has_the_finding_as_validate_prints_it() -> None:
    drawn = text("rich", whole(), width=100)
    assert "✗ 5 contradicted  VNM UN_EGDI_RANK 2020" in drawn
    assert "error[EG502] reference-mismatch: EGDI rank" in drawn
    assert "= suggestion: value 7/11 → 6/11" in drawn


def test_without_a_finding_the_sources_that_disagree_are_named() -> None:
    assert "= no: to-trinh: 0,6964" in text("rich", whole(), width=100)


def test_a_finding_of_two_figures_is_printed_once() -> None:
    words = "thứ 7/11 hay thứ 8/11"
    named = ("77aa12cd90ef3456",)
    figures = [figure(words, quote, "contradicted", findings=named) for quote in ("thứ 7/11", "thứ 8/11")]
    drawn = text("rich", review(reviewed(words, *figures), findings=(wrong_place(),)), width=100)
    assert drawn.count("reference-mismatch") == 1
    assert "= EG502 (figure 1)" in drawn


def test_quiet_shows_contradicted_figures_only() -> None:
    drawn = text("rich", whole(), width=100, quiet=True)
    assert "✗ 5 contradicted" in drawn
    assert "no source  " not in drawn
    assert "[thứ 7/11]" not in drawn
    assert len(text("concise", whole(), quiet=True).splitlines()) == 2 + 2


def test_a_long_text_is_shortened_to_what_is_contradicted() -> None:
    drawn = text("rich", long(), width=100)
    assert drawn.count("✗") == 2 * 21
    assert "and 1,939 more figures that are not contradicted" in drawn
    everything = text("rich", long(), width=100, verbose=1)
    assert everything.count("no source  ") == 1979


def test_of_a_long_paragraph_the_sentences_with_figures_are_shown() -> None:
    words = "Câu mở đầu không có gì. " * 30 + "Có 412 màn hình mới. " + "Câu kết cũng không có gì. " * 30
    drawn = text("rich", review(reviewed(words, figure(words, "412 màn hình", "not-checkable"))), width=200)
    assert "\n  … Có [412 màn hình]–1 mới. …\n" in drawn


def test_a_quote_that_runs_over_a_line_is_on_one_line() -> None:
    words = "Cổng có trên 60\n  triệu lượt truy cập mỗi năm."
    given = review(reviewed(words, figure(words, "trên 60\n  triệu lượt", "no-source", indicator="X", area="VNM")))
    assert '"trên 60 triệu lượt"' in text("concise", given)
    assert "[trên 60 triệu lượt]○1" in text("rich", given, width=100)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_lines_are_no_wider_than_the_terminal(width: int) -> None:
    drawn = text("rich", whole("vi"), width=width)
    assert max(cell_len(line) for line in drawn.splitlines()) <= width


def test_colour_adds_nothing_but_colour() -> None:
    colored = text("rich", whole(), color=True, width=80)
    assert COLOR.sub("", colored) == text("rich", whole(), width=80)
    assert colored != text("rich", whole(), width=80)


def _everywhere(evil: str) -> Review:
    words = f"Có 86 nước. {evil} Và 87{evil} nước."
    told = {"indicator": evil, "indicator_name": evil, "area": evil, "period": evil, "value": evil, "speaker": evil}
    figures = [
        figure(words, "86", "contradicted", findings=("77aa12cd90ef3456",), arithmetic=(evil,), **told),
        figure(words, f"87{evil}", "no-source", considered=(evil,), low=evil, high=evil + "2", **told),
    ]
    found = replace(wrong_place(), message=evil)
    return review(reviewed(words, *figures, path=evil, title=evil, published=evil), findings=(found,))


@pytest.mark.parametrize("name", ["rich", "concise"])
@pytest.mark.parametrize("evil", HOSTILE, ids=ascii)
def test_hostile_text_is_visible_and_harmless(evil: str, name: str) -> None:
    written = text(name, _everywhere(evil), width=100)
    written.encode("utf-8")
    assert all(safe(line) == line for line in written.split("\n"))
    assert safe(evil) in written


@pytest.mark.parametrize(
    ("plain", "en", "vi"),
    [
        ("60000000", "60,000,000", "60.000.000"),
        ("0.6667", "0.6667", "0,6667"),
        ("-2", "-2", "-2"),
        ("high", "high", "high"),
    ],
)
def test_numbers_have_the_marks_of_the_language(plain: str, en: str, vi: str) -> None:
    assert (shown_number(plain, "en"), shown_number(plain, "vi")) == (en, vi)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": "2", "measure": "change", "base_period": "2018"}, "+2 (change, since 2018)"),
        ({"value": "-1.35", "measure": "growth", "unit": "percent"}, "-1.35% (growth)"),
        ({"value": "0", "measure": "change"}, "0 (change)"),
        ({"value": "86", "denominator": "193"}, "86 of 193"),
        ({"value": "90", "unit": "percent", "status": "target"}, "90% (target)"),
        ({}, ""),
    ],
)
def test_a_value_is_said_with_what_belongs_to_it(fields: dict[str, str], shown: str) -> None:
    assert shown_value(figure("9", "9", "no-source", **fields), "en") == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"low": "60", "high": None}, "at least 60"),
        ({"low": None, "high": "5", "high_open": True}, "below 5"),
        ({"low": None, "high": "5"}, "at most 5"),
        ({"low": "86", "high": "86"}, ""),
        ({"low": "1", "high": "2", "high_open": True}, "1 ≤ x < 2"),
        ({"low": "1", "high": "2"}, "1 ≤ x ≤ 2"),
    ],
)
def test_an_interval_says_whether_its_end_belongs_to_it(fields: dict[str, str | None], shown: str) -> None:
    assert shown_interval(figure("9", "9", "no-source", **fields), "en") == shown
