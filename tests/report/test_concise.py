from __future__ import annotations

from typing import Any

import pytest

from egovcheck.core.findings import NamedRecord, Place
from egovcheck.core.report import RuleError

from .drawing import drawn, text
from .samples import finding, record, reference, report, whole, wrong_edition


def _first(*records: NamedRecord, **others: Any) -> str:
    return text("concise", report(finding(records=records, **others))).splitlines()[0]


def test_a_line_holds_place_severity_code_subject_source_and_sentence() -> None:
    line = text("concise", report(wrong_edition("en"))).splitlines()[0]
    assert line == (
        "submissions/haiphong.csv:3:4: error EG204 [VNM UN_EGDI_RANK 2020, haiphong] "
        "Viet Nam's EGDI rank 88/193 is filed under 2020, but it is that of the 2018 edition"
    )


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (Place(line=3, record=2, column=4), "a.csv:3:4:"),
        (Place(line=3, record=2), "a.csv:3:"),
        (Place(sheet="Chỉ số", cell="D3", line=3, column=4), "a.csv:Chỉ số!D3:"),
        (Place(cell="D3"), "a.csv:D3:"),
        (Place(start=0, end=7), "a.csv:0-7:"),
        (Place(record=7), "a.csv:"),
        (Place(), "a.csv:"),
    ],
)
def test_the_address_fits_the_kind_of_file(place: Place, address: str) -> None:
    assert _first(record(path="a.csv", place=place)).startswith(f"{address} error ")


def test_the_place_is_that_of_the_first_primary_record_in_a_file() -> None:
    records = (
        record(path="context.csv", role="context"),
        record(path=None, source="un"),
        record(path="b.csv", source="b"),
    )
    assert _first(*records).startswith("b.csv:3:4: error EG107 [VNM UN_EGDI_SCORE 2020, b] ")


def test_without_a_primary_record_in_a_file_the_first_in_a_file_is_the_place() -> None:
    assert _first(reference("1"), record(path="part.csv", role="part")).startswith("part.csv:3:4: ")


def test_without_any_file_the_place_is_a_dash() -> None:
    assert _first(reference("1")).startswith("-: error EG107 [VNM UN_EGDI_SCORE 2020] ")


def test_absent_parts_of_the_bracket_are_left_out() -> None:
    assert "EG701 [haiphong] x" in _first(record(), code="EG701", message="x", subject={"source": "haiphong"})
    assert "error EG904 x" in _first(code="EG904", message="x", subject={})


def test_a_line_is_never_wrapped_or_cut() -> None:
    message = "word " * 500 + "end"
    line = text("concise", report(finding(message=message)), width=40).splitlines()[0]
    assert line.endswith(message)


def test_a_line_has_no_colour_and_no_line_break() -> None:
    written = text("concise", report(finding(message="a\nb\x1b[31m", records=(record(),))), color=True)
    assert written.count("\n") == 2
    assert r"a\nb\x1b[31m" in written


def test_waived_findings_are_told_on_request_only() -> None:
    assert "waived)" not in "\n".join(text("concise", whole()).splitlines()[:-1])
    assert "error EG303 (waived) [" in text("concise", whole(), verbose=1)


def test_the_last_line_is_that_of_the_rich_report() -> None:
    last = text("concise", whole()).splitlines()[-1]
    assert last == drawn(whole(), width=200)[-1]


def test_the_summary_says_all_counts() -> None:
    assert text("concise", whole()).splitlines()[-1] == (
        "11 findings (2 errors, 8 warnings, 1 info) · 1 waived · 0 baselined · "
        "31 rules evaluated, 9 had nothing to judge · 3 checks undecided"
    )


def test_the_summary_says_that_nothing_was_compared_and_what_failed() -> None:
    written = text("concise", report(rules=(), rule_errors=(RuleError("EG304", "x"),)))
    assert written == (
        "0 findings · 0 waived · 0 baselined · nothing was compared, 0 rules evaluated · 1 rule failed\n"
    )


def test_ascii_has_ascii_marks() -> None:
    assert text("concise", whole(), unicode=False).isascii() is False  # the areas' names stay as they are
    assert "·" not in text("concise", whole(), unicode=False)
