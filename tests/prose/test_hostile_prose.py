"""Texts that nobody would write: they are read to their end, and what is said of them stands in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egovcheck.prose.reading import Reading, read_text
from egovcheck.sources.texts import TextDocument
from tests.cli.running import egovcheck
from tests.prose.judged import CATALOGUE

RANK = "Theo khảo sát năm 2020 của Liên hợp quốc, Việt Nam xếp thứ 86/193 về chỉ số phát triển Chính phủ điện tử."


def reading(raw: str) -> Reading:
    """Read a text, and see that everything said of it stands in it."""
    found = read_text(TextDocument(raw, "txt"), CATALOGUE, {"source": "x", "published": "2020-08-26"})
    for row in found.statements:
        assert raw[row.start : row.end] == row.quote
        assert row.printed in row.quote
        assert len(row.quote) < 1000
        for reason in row.reasons:
            assert reason.start is None or 0 <= reason.start < (reason.end or 0) <= len(raw)
    return found


@pytest.mark.parametrize("piece", ["1", ",", " ", "(", ".", "\n", "a", "“", "/", "\u0301"])
def test_a_megabyte_of_one_thing_holds_no_figure(piece):
    assert reading(piece * (1_000_000 // len(piece))).statements == ()


@pytest.mark.parametrize("piece", ["năm ", "hai ", "tháng năm ", "từ ", "tăng "])
def test_a_word_over_and_over_holds_no_figure(piece):
    assert reading(piece * (200_000 // len(piece))).statements == ()


@pytest.mark.parametrize(
    "piece", ["hai mươi ", "5 triệu ", "một trăm ", "5 tỷ 5 triệu ", "tăng từ 1 lên 2 ", "1 trong 2 "]
)
def test_numbers_without_an_end_are_no_number(piece):
    reading(piece * (80_000 // len(piece)))


def test_a_sentence_of_200_000_words_is_read():
    words = "cơ quan của tỉnh đã làm việc với người dân và doanh nghiệp " * (200_000 // 12)
    found = reading(f"{RANK[:-1]}, {words}")
    assert [row.value for row in found.statements if row.indicator] == ["86"]


def test_100_000_short_lines_are_read():
    found = reading("Tin ngắn\n" * 100_000 + RANK + "\n")
    assert [(row.value, row.area) for row in found.statements] == [("86", "VNM")]


def test_two_megabytes_of_numbers_are_read():
    found = reading("Có 12.345 hồ sơ, 98,7% đúng hạn. " * 15_000)
    assert {row.value for row in found.statements} == {"12345", "98.7"}
    assert len(found.statements) == 30_000


@pytest.mark.parametrize(
    "noise",
    [
        "\x00",
        "\ud800",
        "\u202e\u2066",
        "😀👩‍👩‍👧",
        "٣٤٥",
        "１２３",
        "\ufeff",
        "\u200b",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "𝟙𝟚",
    ],
)
def test_odd_characters_around_a_sentence_change_no_figure(noise):
    found = reading(f"{noise} {noise}\n\n{RANK}\n\n{noise}\n")
    assert [(row.value, row.denominator, row.indicator, row.area, row.period) for row in found.statements] == [
        ("86", "193", "UN_EGDI_RANK", "VNM", "2020")
    ]


@pytest.mark.parametrize("digits", ["٨٦", "８６", "८६", "𝟖𝟔"])
def test_digits_of_other_scripts_are_refused_and_not_misread(digits):
    found = reading(RANK.replace("86", digits))
    assert all(row.value == "193" or row.indicator is None for row in found.statements)
    assert not any(row.value == "86" for row in found.statements)


@pytest.mark.parametrize(
    "number", ["1" * 400, "1." * 400 + "1", "1," * 400 + "1", "1e400", "9" * 30 + "%", "0" * 30, "1 " * 300, "1/" * 300]
)
def test_endless_numbers_are_no_values(number):
    for row in reading(f"Năm 2020, Việt Nam xếp thứ {number} về EGDI, tăng {number}% so với năm 2018.").statements:
        assert len(row.value) < 40


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(raw):
    reading(raw)


WORDS = (
    *(
        "năm 2020",
        "đạt",
        "86/193",
        "thứ",
        "%",
        "0,6667",
        "1.039",
        "lần lượt",
        "và",
        ",",
        ".",
        "\n",
        "(",
        ")",
        "từ",
        "lên",
    ),
    *("tăng", "giảm", "gấp", "đôi", "triệu", "tỷ", "hai", "mươi", "Hà Nội", "Việt Nam", "EGDI", "so với", "cùng kỳ"),
    *("trong số", "đến nay", "-", "–", "/", "hơn", "khoảng", "mục tiêu", "bậc", "điểm", "hồ sơ", "ngày 5/5", "quý I"),
    *(
        "percent",
        "ranked",
        "86th",
        "up",
        "from",
        "to",
        "two",
        "places",
        "million",
        "of",
        "30",
        "5",
        "“",
        "”",
        "TP.",
        "1.",
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from([" ", "", "  ", "\n"]))
def test_any_order_of_the_words_of_figures_is_read(words, between):
    reading(between.join(words))


def test_a_hostile_text_is_judged_and_reported(tmp_path):
    text = f"{RANK}\n\x00 \x1b[2J \u202e {'5 triệu ' * 500}\n{'(' * 5000}\n{RANK.replace('86', '88')}\n"
    (tmp_path / "bai.txt").write_bytes(text.encode("utf-8"))
    done = egovcheck("validate", "bai.txt", "--published", "2020-08-26", "-o", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert {finding["code"] for finding in json.loads(done.stdout)["findings"]} >= {"EG204"}
