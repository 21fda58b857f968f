from __future__ import annotations

import pytest

from egovcheck.report.review.passages import Lines, passages
from egovcheck.report.review.sentences import sentence_around

from .samples import figure, reviewed

LONG = "Đoạn này dài hơn một dòng của trang giấy, vì nó là cả một đoạn văn bản chứ không phải dòng bị ngắt." + " x" * 10


def _passages(words: str, *quotes: str) -> list[str]:
    text = reviewed(words, *(figure(words, quote, "no-source") for quote in quotes))
    return [words[one.start : one.end] for one in passages(text)]


def test_a_line_is_a_paragraph() -> None:
    assert _passages(f"Tiêu đề\n{LONG}\r\n{LONG}\n") == ["Tiêu đề", LONG, LONG]


def test_lines_that_were_wrapped_are_one_paragraph() -> None:
    assert _passages("Một đoạn\nbị ngắt dòng.\n\nĐoạn hai\ncũng vậy.") == [
        "Một đoạn\nbị ngắt dòng.",
        "Đoạn hai\ncũng vậy.",
    ]


def test_blank_lines_are_no_paragraphs() -> None:
    assert _passages(f"\n \n{LONG}\n\t\n\n{LONG}") == [LONG, LONG]


def test_a_figure_that_runs_over_a_line_keeps_its_lines_together() -> None:
    assert _passages(f"{LONG} trên 60\ntriệu lượt {LONG}\n{LONG}", "60\ntriệu lượt") == [
        f"{LONG} trên 60\ntriệu lượt {LONG}",
        LONG,
    ]


@pytest.mark.parametrize("words", ["", "\n\n", "   "])
def test_a_text_of_nothing_has_no_paragraph(words: str) -> None:
    assert _passages(words) == []


@pytest.mark.parametrize(("at", "place"), [(0, (1, 1)), (3, (2, 1)), (4, (2, 2)), (6, (3, 1)), (8, (4, 1))])
def test_lines_and_columns_count_from_one_whatever_ends_a_line(at: int, place: tuple[int, int]) -> None:
    assert Lines("a\r\nbb\nc\rd").place(at) == place


def test_the_sentence_of_a_figure_ends_at_signs_and_lines_but_not_in_numbers() -> None:
    words = "Câu trước. Có 1.039 hồ sơ và 0,5 tỷ đồng. Câu sau."
    start = words.index("1.039")
    found = sentence_around(words, start, start + 5)
    assert words[found.start : found.end] == "Có 1.039 hồ sơ và 0,5 tỷ đồng."
    assert not found.cut_before
    assert not found.cut_after


def test_a_sentence_without_end_is_cut_between_words() -> None:
    words = "chữ " * 500 + "86" + " chữ" * 500
    start = words.index("86")
    found = sentence_around(words, start, start + 2)
    shown = words[found.start : found.end]
    assert found.cut_before
    assert found.cut_after
    assert set(shown.split()) == {"chữ", "86"}
    assert len(shown) < 900
