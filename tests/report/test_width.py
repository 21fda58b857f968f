from __future__ import annotations

import pytest
from rich.cells import cell_len

from egovcheck.core.findings import Lang

from .drawing import drawn, text
from .samples import finding, record, reference, report, whole

LONG = "submissions/" + "a-very-long-folder/" * 4 + "báo cáo năm 2020.csv"


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_nothing_runs_over_the_edge(width: int, lang: Lang) -> None:
    assert [line for line in drawn(whole(lang), width=width) if cell_len(line) > width] == []


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_ends_in_blanks(width: int) -> None:
    assert [line for line in drawn(whole(), width=width) if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [1, 20, 40, 60])
def test_no_code_key_value_or_path_is_cut(width: int) -> None:
    values = ("1.234.567.890.123.456.789.012.345.678.901.234", "trên 60 triệu tài khoản", "86,5%")
    keys = ("A_VERY_LONG_INDICATOR_CODE_THAT_HAS_NO_END_AT_ALL", "VN-HP")
    records = (
        *(record(value, path=LONG, row=(*keys, value), row_mark=2) for value in values),
        reference(values[0], key={"indicator": keys[0], "area": keys[1]}, note="released 2020-07-10"),
    )
    sentence = f"{keys[0]} is {values[0]} in {LONG}"
    written = text("rich", report(finding(message=sentence, records=records)), width=width)
    for whole_piece in (*keys, *values, LONG, "EG107", "out-of-range"):
        if cell_len(whole_piece) <= width - 5 or " " not in whole_piece or whole_piece == LONG:
            assert whole_piece in written
    assert "…" not in written


def test_a_value_with_blanks_stays_in_one_piece_in_a_sentence() -> None:
    sentence = "The portal is said to have trên 60 triệu tài khoản in one source"
    for width in range(24, 80):
        lines = drawn(report(finding(message=sentence, records=(record("trên 60 triệu"),))), width=width)
        assert any("trên 60 triệu" in line for line in lines[:6])


def test_prose_is_set_no_wider_than_people_read() -> None:
    lines = drawn(report(finding(message="word " * 100)), width=300)
    assert max(cell_len(line) for line in lines) <= 120


def test_without_a_width_nothing_is_wrapped() -> None:
    sentence = "word " * 100 + "end"
    assert text("rich", report(finding(message=sentence))).splitlines()[0].endswith(sentence)


def test_further_lines_hang_below_the_sentence() -> None:
    lines = drawn(report(finding(message="word " * 20, evidence=("proof " * 20,))), width=60)
    assert lines[1].startswith(" " * len("error[EG107] ") + "word")
    assert next(line for line in lines if line.startswith("  = proof"))
    assert lines[lines.index(next(line for line in lines if line.startswith("  = "))) + 1].startswith("    proof")
