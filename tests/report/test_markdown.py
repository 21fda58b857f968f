from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from egovcheck.core.findings import Accepted
from egovcheck.core.report import InputProblem, RuleError
from egovcheck.report.markdown.summary import step_summary

from .drawing import text
from .reading import Page
from .samples import conflict, finding, record, report, whole, wrong_edition

PLAIN = {
    *("h3", "p", "br", "span", "code"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("details", "summary", "ul", "li"),
}
"""The elements that a page is made of."""


def heading(*findings: Any, **others: Any) -> str:
    return text("markdown", report(*findings, **others)).splitlines()[2]


def test_the_verdict_comes_first_with_mark_and_words() -> None:
    assert heading(finding(), finding(severity="warning")) == "### ❌ egovcheck: 1 error, 1 warning"
    assert heading(finding(severity="warning")) == "### ⚠️ egovcheck: 1 warning"
    assert heading(finding(severity="info")) == "### ℹ️ egovcheck: 1 info"
    assert heading() == "### ✅ egovcheck: no problem found"
    assert heading(finding(status="waived")) == "### ✅ egovcheck: no new problem found"
    assert heading(rules=()) == "### ⚠️ egovcheck: nothing was compared"
    assert heading(rule_errors=(RuleError("EG1", "memory"),)) == "### ❌ egovcheck: the check is incomplete"
    assert heading(finding(), lang="vi") == "### ❌ egovcheck: 1 lỗi"


def test_findings_are_a_table_with_place_and_suggestion() -> None:
    page = Page(text("markdown", report(wrong_edition("en"), conflict("en"))))
    assert page.rows == [
        ["Severity", "Rule", "Place", "Finding"],
        [
            "❌ error",
            "EG204 wrong-edition",
            "submissions/haiphong.csv:3",
            f"{wrong_edition('en').message}suggestion: period 2020 → 2018",
        ],
        [
            "❌ error",
            "EG501 conflicting-values",
            "submissions/hatinh.xlsx:Chỉ số!D7",
            f"{conflict('en').message}suggestion: period 2020 → 2022",
        ],
    ]


def test_evidence_is_folded_below() -> None:
    page = Page(text("markdown", report(wrong_edition("en"))))
    assert page.summaries == [f"EG204 submissions/haiphong.csv:3: {wrong_edition('en').message}"]
    assert page.items == [
        "expected 86, actual 88",
        "the source appeared 136 days before the 2020 edition was released",
        "very likely wrong edition: 88 is the rank of the 2018 edition",
        "suggestion: period 2020 → 2018",
        "reference un_egdi: 86 (released 2020-07-10)",
        "reference un_egdi: 2018 88 (released 2018-07-19)",
    ]


def test_one_finding_on_many_records_leaves_room_for_the_others() -> None:
    sides = tuple(record(str(n)) for n in range(5_000))
    page = Page(text("markdown", report(finding(records=sides), wrong_edition("en"))))
    assert page.items[19:21] == ["submissions/haiphong.csv:3 haiphong: 20", "and 4,979 more figures"]
    assert len(page.summaries) == 2


def test_waived_findings_are_folded_with_their_reason_and_known_ones_counted() -> None:
    waiver = Accepted("so printed", "statistics office", None, "w.toml:1")
    page = Page(text("markdown", report(finding(status="waived", waiver=waiver), finding(status="baselined"))))
    assert page.summaries == ["1 waived"]
    assert page.items == ["EG107: Viet Nam's EGDI score 1.2 is above 1 — waived by statistics office: so printed"]
    assert page.rows == []


def test_what_failed_is_told() -> None:
    failed = report(rule_errors=(RuleError("EG303", "memory"),))
    written = text("markdown", replace(failed, input_problems=(InputProblem("b", "b is encrypted"),)))
    assert "❌ EG303: this rule failed: memory" in written
    assert "❌ b is encrypted" in written


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script><img src=x onerror=y>",
        "a | b || c",
        "`x` ``y`` ```",
        "**bold** _it_ ~~gone~~ # - 1.",
        "[a](http://x.org) ![b](http://y.org) <http://z.org> [c][d]",
        "&lt;b&gt; &amp; &#64;everyone",
        "$a$ $$b$$",
        "</summary></details><b>",
        "--> <!-- x",
        "1. list",
        "- list",
        "# heading",
        "\\| \\",
    ],
)
def test_a_value_is_shown_as_it_is_and_becomes_no_markup(hostile: str) -> None:
    found = finding(message=hostile, evidence=(hostile,), records=(record("1", path=hostile),))
    page = Page(text("markdown", report(found)))
    assert page.rows[1][3] == hostile
    assert page.rows[1][2] == f"{hostile}:3"
    assert page.items == [hostile]
    assert page.summaries == [f"EG107 {hostile}:3: {hostile}"]
    assert page.elements <= PLAIN


@pytest.mark.parametrize(
    "calling", ["@everyone", "a@b.org", "#123", "owner/name#1", "GH-12", "http://x.org", "www.x.org", ":+1:", "!1"]
)
def test_a_value_calls_nobody_and_links_nowhere(calling: str) -> None:
    """Platforms look for these in what is left of a text between two elements or comments."""
    page = Page(text("markdown", report(finding(message=calling, evidence=(calling,)))))
    assert page.rows[1][3] == page.items[0] == calling
    assert not [piece for piece in page.texts if calling in piece]


def long(count: int) -> Any:
    return report(*(finding(message=f"{n} " + "đ" * 300, evidence=("e" * 300,)) for n in range(count)))


def test_a_comment_stays_within_what_github_takes() -> None:
    written = text("markdown", long(400))
    assert 60_000 < len(written) <= 65_536
    shown = len(Page(written).rows) - 1
    assert f"{400 - shown} of 400 findings are left out here: GitHub takes at most 65,536 characters" in written
    assert f"the evidence of {shown - written.count('<details>')} findings is left out here" in written


def test_findings_are_kept_before_their_evidence() -> None:
    written = text("markdown", long(120))
    assert len(Page(written).rows) == 121
    assert 0 < written.count("<details>") < 120
    assert "findings are left out" not in written


def test_a_summary_stays_within_what_a_step_has_left() -> None:
    used = 1024 * 1024 - 100_000
    written = step_summary(long(2_000), used)
    assert 90_000 < len(written.encode()) <= 100_000
    assert "GitHub takes at most 1 MB" in written
    assert step_summary(long(1), 1024 * 1024 - 100) == ""


def test_the_page_speaks_the_language_of_the_report() -> None:
    written = text("markdown", whole("vi"))
    assert "| Mức độ | Quy tắc | Vị trí | Phát hiện |" in written
    assert "### ❌ egovcheck: 2 lỗi, 8 cảnh báo, 1 thông tin" in written
