from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len

from egovcheck.core.findings import Diagnosis, NamedRecord, Place, Suggestion
from egovcheck.core.report import RuleError, RuleResult

from .drawing import drawn, text
from .samples import (
    SCORE,
    absent,
    conflict,
    finding,
    record,
    reference,
    repeated,
    report,
    unmatched,
    whole,
    wrong_edition,
)

WRONG_EDITION = "Viet Nam's EGDI rank 88/193 is filed under 2020, but it is that of the 2018 edition"
RULES = "3 rules evaluated, 1 had nothing to judge · 3 checks undecided"


def _drawn(*records: NamedRecord, **style: Any) -> list[str]:
    return drawn(report(finding(records=records)), **style)


def _stated(printed: str, fields: dict[str, Any]) -> NamedRecord:
    return replace(reference(printed), **fields)


def test_a_finding_has_a_header_each_side_the_arithmetic_and_the_mend() -> None:
    assert drawn(report(wrong_edition("en")), width=120)[:10] == [
        f"error[EG204] wrong-edition: {WRONG_EDITION}",
        "  ┌─ submissions/haiphong.csv:3  value",
        "  │  UN_EGDI_RANK  VNM  2020  88/193   published 2020-02-25",
        "  │                           ^^^^^^ read as 88",
        "  ├─ reference un_egdi  VNM  2020  86   released 2020-07-10",
        "  ├─ reference un_egdi  VNM  2018  88   released 2018-07-19",
        "  = expected 86, actual 88",
        "  = the source appeared 136 days before the 2020 edition was released",
        "  = very likely wrong edition: 88 is the rank of the 2018 edition",
        "  = suggestion: period 2020 → 2018",
    ]


@pytest.mark.parametrize("before", ["Việt Nam", unicodedata.normalize("NFD", "Việt Nam"), "越南電子", ""])
def test_carets_stand_below_the_cell_in_display_cells(before: str) -> None:
    _, _, row, carets, *_ = _drawn(record("88", row=(before, "x", "88"), row_mark=2, value="88"))
    column = cell_len(row[: row.index("88")])
    assert carets == "  │" + " " * (column - 3) + "^^"


def test_the_marked_cell_gets_the_carets_though_another_one_looks_alike() -> None:
    _, _, row, carets, *_ = _drawn(record("88", row=("88", "88", "88"), row_mark=1, value="88"))
    assert (row, carets) == ("  │  88  88  88", "  │      ^^")


def test_an_empty_cell_can_be_pointed_at() -> None:
    _, _, row, carets, *_ = _drawn(record("", row=("VNM", "", "x"), row_mark=1))
    assert (row, carets) == ('  │  VNM  ""  x', "  │       ^^")


def test_a_row_that_does_not_hold_the_figure_has_no_carets_but_the_reading() -> None:
    lines = _drawn(record("88/193", row=("a", "b", "c", "d"), value="88"))
    assert lines[2:4] == ["  │  a  b  c  d", "  │  read as 88"]


def test_a_figure_read_as_printed_needs_no_label() -> None:
    assert _drawn(record("86", row=("86",), row_mark=0, value="86"))[3] == "  │  ^^"


def test_the_label_stands_before_the_carets_where_the_edge_is_near() -> None:
    lines = _drawn(record("88/193", row=("UN_EGDI_RANK", "VNM", "2020", "88/193"), row_mark=3, value="88"), width=40)
    carets = next(line for line in lines if "^" in line)
    assert carets == "  │                read as 88 ^^^^^^"


def test_a_quote_is_the_excerpt_of_a_text() -> None:
    quoted = record("88/193", path="a.txt", place=Place(start=9, end=15), quote="xếp thứ 88/193, theo LHQ", value="88")
    assert _drawn(quoted)[1:4] == [
        "  ┌─ a.txt:9-15  value  source haiphong",
        "  │  “xếp thứ 88/193, theo LHQ”",
        "  │           ^^^^^^ read as 88",
    ]


def test_without_row_and_quote_the_fact_is_the_excerpt() -> None:
    placed = record("0.81", path="a.parquet", place=Place(record=7), source="a", key=SCORE | {"breakdown": "_T"})
    assert _drawn(placed)[1:4] == [
        "  ┌─ a.parquet  record 7  value",
        "  │  VNM  2020  0.81",
        "  │             ^^^^",
    ]


def test_another_indicator_is_named_beside_the_finding_s_own() -> None:
    parts = (
        reference("0.6529", key=SCORE | {"indicator": "UN_OSI"}),
        reference("0.7", key=SCORE | {"indicator": "UN_TELECOM"}, note="x"),
    )
    assert _drawn(*parts)[1:3] == [
        "  ┌─ reference un_egdi  UN_OSI      VNM  2020  0.6529",
        "  ├─ reference un_egdi  UN_TELECOM  VNM  2020  0.7   x",
    ]


def test_a_tall_row_is_shown_around_its_figure_and_whole_on_request() -> None:
    cells = tuple(f"cell-number-{n:02}" for n in range(40))
    wide = record("cell-number-20", row=cells, row_mark=20)
    lines = _drawn(wide)
    assert lines[2] == "  │  cell-number-00  cell-number-01  cell-number-02  (16 cells)  cell-number-19"
    assert lines[3:5] == ["  │  cell-number-20  cell-number-21  (18 cells)", "  │  ^^^^^^^^^^^^^^"]
    assert all(cell in "\n".join(_drawn(wide, verbose=1)) for cell in cells)


def test_intervals_are_shown_where_rounded_figures_are_compared() -> None:
    written = "\n".join(drawn(report(conflict("en")), width=120))
    assert "^^^^^^ 0.66665 ≤ x < 0.66675" in written
    assert "^^^^^ 0.6665 ≤ x < 0.6675" in written


def test_exact_figures_show_no_interval() -> None:
    assert "≤" not in "\n".join(drawn(report(wrong_edition("en"))))


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({"value": "0.3", "low": "0.2", "high": "0.4"}, "0.2 ≤ x ≤ 0.4"),
        ({"value": "0.3", "low": "0.25", "high": "0.35"}, "0.25 ≤ x < 0.35"),
        ({"value": "60000000", "low": "60000000"}, "x ≥ 60000000"),
        ({"value": "380000", "high": "380000"}, "up to 380000"),
        ({"value": "high", "low": "n.n.", "high": "n.n."}, ""),
        ({"value": "0.30", "low": "0.3", "high": "0.30"}, ""),
    ],
)
def test_an_interval_claims_an_open_end_only_for_rounding(ends: dict[str, str], said: str) -> None:
    line = _drawn(reference("0.1", low="0.1", high="0.1"), _stated("a", ends))[2]
    assert line == f"  ├─ reference un_egdi  a   {said}".rstrip()


def test_confidence_is_said_in_words_and_an_unknown_field_has_no_before() -> None:
    causes = (Diagnosis("swapped-digits", "low", "68, not 86", Suggestion("edition", "2018")),)
    lines = drawn(report(finding(records=(record("68"),), diagnosis=causes)))
    assert "  = possibly swapped digits: 68, not 86" in lines
    assert "  = suggestion: edition → 2018" in lines


def test_a_suggested_value_shows_what_is_printed_now() -> None:
    causes = (Diagnosis("swapped-digits", "high", "68, not 86", Suggestion("value", "86")),)
    assert "  = suggestion: value 68 → 86" in drawn(report(finding(records=(record("68"),), diagnosis=causes)))


def test_many_findings_of_one_rule_in_one_file_are_cut_to_three_and_a_count() -> None:
    lines = drawn(report(*repeated("en", 7)))
    assert sum(line.startswith("warning[EG109]") for line in lines) == 3
    assert "… and 4 more of EG109 in submissions/haiphong.csv" in lines


def test_five_findings_of_one_rule_are_all_shown() -> None:
    lines = drawn(report(*repeated("en", 5)))
    assert sum(line.startswith("warning[EG109]") for line in lines) == 5
    assert not any("more of" in line for line in lines)


def test_findings_are_cut_for_each_file_apart() -> None:
    here = repeated("en", 6)
    there = [
        finding(f"{one.code}", message="there", severity="warning", records=(record(path="b.csv"),)) for one in here
    ]
    lines = drawn(report(*here, *there))
    assert "… and 3 more of EG109 in submissions/haiphong.csv" in lines
    assert "… and 3 more of EG109 in b.csv" in lines


def test_findings_in_no_file_are_counted_without_one() -> None:
    assert "… and 3 more of EG107" in drawn(report(*[finding()] * 6))


def test_verbose_cuts_nothing_and_tells_waived_findings() -> None:
    lines = drawn(whole(), verbose=1)
    assert sum(line.startswith("warning[EG109]") for line in lines) == 7
    assert sum("├─ part mic" in line or "┌─ part mic" in line for line in lines) == 11
    assert any(line.startswith("error[EG303] (waived)") for line in lines)
    assert "  = fingerprint 5f0c1f4b8e2d7a90" in lines


def test_more_than_eight_records_are_cut_to_six_and_a_count() -> None:
    lines = drawn(report(absent("en")))
    assert sum("part mic" in line for line in lines) == 6
    assert "  │  … and 5 more figures" in lines


def test_eight_records_are_all_shown() -> None:
    lines = drawn(report(replace(absent("en"), records=absent("en").records[:8])))
    assert sum("part mic" in line for line in lines) == 8


def test_information_takes_one_line_a_record() -> None:
    assert drawn(report(unmatched("en")))[:3] == [
        "info[EG607] unmatched-figure: no indicator was found for 1.039",
        "  ┌─ texts/bao-cao-2020.txt:402-407  text  “đã nối 1.039 hệ thống”",
        "",
    ]


def test_quiet_prints_headers_and_the_summary() -> None:
    assert drawn(report(wrong_edition("en"), unmatched("en")), width=200, quiet=True) == [
        f"error[EG204] wrong-edition: {WRONG_EDITION}",
        "info[EG607] unmatched-figure: no indicator was found for 1.039",
        f"2 findings (1 error, 1 info) · 0 waived · 0 baselined · {RULES}",
    ]


def test_a_clean_run_says_what_was_checked() -> None:
    rules = (RuleResult("EG501", "conflicting-values", 4, 0, 0),)
    assert drawn(report(rules=rules, inputs=3, records=1240), width=120) == [
        "no problem found: 1,240 figures in 3 files, judged by 1 rule",
        "0 findings · 0 waived · 0 baselined · 1 rule evaluated",
    ]


def test_a_run_with_waived_findings_only_claims_no_more_than_it_may() -> None:
    lines = drawn(report(replace(wrong_edition("en"), status="waived")))
    assert "no new problem found: 12 figures in 1 file, judged by 3 rules" in lines


@pytest.mark.parametrize(
    "rules",
    [
        (),
        (RuleResult("EG501", "conflicting-values", 0, 0, 0, "no two sources state one fact"),),
        (RuleResult("EG501", "conflicting-values", 0, 0, 4),),
    ],
)
@pytest.mark.parametrize("quiet", [False, True])
def test_nothing_compared_is_a_warning_and_never_green(rules: tuple[RuleResult, ...], quiet: bool) -> None:
    written = text("rich", report(rules=rules), width=200, color=True, quiet=quiet)
    assert "\x1b[1mnothing was compared;" in written
    assert "no rule could judge anything in 12 figures in 1 file" in written
    assert "\x1b[1;33mwarning" in written
    assert "32m" not in written
    assert "no problem" not in written


def test_undecided_checks_have_a_line_and_their_rules_on_request() -> None:
    plain = drawn(report(), width=120)
    assert plain[0] == "3 checks could not be decided because something that they need is missing (-v names the rules)"
    told = drawn(report(), width=120, verbose=1)
    assert told[1:4] == [
        "  = EG303 composite-mismatch (2)",
        "  = EG501 conflicting-values (1)",
        "nothing to judge: EG304 (no indicator has parts here)",
    ]


@pytest.mark.parametrize("quiet", [False, True])
def test_a_rule_that_failed_is_told_in_words_and_red(quiet: bool) -> None:
    failed = report(rule_errors=(RuleError("EG304", "overflow in [red]sum"),))
    assert "error[EG304] this rule failed: overflow in [red]sum" in drawn(failed, quiet=quiet)
    assert "no problem found" not in "\n".join(drawn(failed, quiet=quiet))
    assert "\x1b[1;31merror" in text("rich", failed, color=True, quiet=quiet)


def test_findings_that_are_counted_but_not_listed_are_mentioned() -> None:
    assert "8 more findings are counted but not listed in this report" in drawn(report(wrong_edition("en"), errors=9))


def test_ascii_has_an_ascii_gutter_and_the_same_carets() -> None:
    lines = drawn(report(wrong_edition("en")), unicode=False)
    assert "\n".join(lines).isascii()
    assert lines[2:6] == [
        "  ,- submissions/haiphong.csv:3  value",
        "  |  UN_EGDI_RANK  VNM  2020  88/193   published 2020-02-25",
        "  |                           ^^^^^^ read as 88",
        "  |- reference un_egdi  VNM  2020  86   released 2020-07-10",
    ]


def test_vietnamese_speaks_vietnamese() -> None:
    written = "\n".join(drawn(whole("vi"), width=120))
    assert "lỗi[EG204]" in written
    assert "đề xuất: period 2020 → 2018" in written
    assert written.endswith("3 phép kiểm tra chưa kết luận")
