from __future__ import annotations

from dataclasses import replace

from egovcheck.core.findings import Place
from egovcheck.report.workflow import harmless

from .drawing import text
from .reading import commands
from .samples import finding, record, reference, report, whole, wrong_edition


def test_a_finding_is_an_annotation_at_its_row() -> None:
    ((kind, told, message),) = commands(text("github", report(wrong_edition("en"))))
    assert kind == "error"
    assert told == {"file": "submissions/haiphong.csv", "line": "3", "col": "4", "title": "EG204 wrong-edition"}
    assert message.splitlines()[0] == wrong_edition("en").message
    assert "suggestion: period 2020 → 2018" in message


def test_paths_start_at_the_root_of_the_repository() -> None:
    one = report(wrong_edition("en"))
    ((_, told, _),) = commands(text("github", replace(one, basis=replace(one.basis, folder="tỉnh/a"))))
    assert told["file"] == "tỉnh/a/submissions/haiphong.csv"


def test_signs_of_the_runner_are_escaped_as_it_asks_for() -> None:
    one = finding("EG1", "a,b:c%d", "100%\r\n::error::x, y: z", (record("1", path="a,b:c%.csv", place=Place(line=2)),))
    assert text("github", report(one)) == (
        "::error file=a%2Cb%3Ac%25.csv,line=2,title=EG1 a%2Cb%3Ac%25d::100%25\\r\\n::error::x, y: z\n"
    )


def test_a_finding_in_no_file_and_standard_input_have_no_place() -> None:
    nowhere = finding(records=(reference("86"),))
    piped = finding(records=(record("1", path="-", place=Place(line=2)),))
    assert [set(told) for _, told, _ in commands(text("github", report(nowhere, piped)))] == [{"title"}, {"title"}]


def test_a_cell_has_its_row() -> None:
    one = finding(records=(record("1", path="a.xlsx", place=Place(sheet="S", cell="D7")),))
    ((_, told, _),) = commands(text("github", report(one)))
    assert told["line"] == "7"


def test_ten_of_a_kind_then_one_notice_with_the_number_left_out() -> None:
    many = [finding(severity=s) for s in ("error", "warning", "info") for _ in range(12)]
    found = commands(text("github", report(*many)))
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert found[-1][1:] == (
        {"title": "EG905 output-capped"},
        (
            "7 of 36 findings are left out here: GitHub takes at most 10 annotations of a kind;"
            " the json output has them all"
        ),
    )


def test_ten_of_a_kind_are_all_written_and_nothing_is_said() -> None:
    found = commands(text("github", report(*[finding(severity="info")] * 10)))
    assert [told["title"] for _, told, _ in found] == ["EG107 out-of-range"] * 10


def test_only_new_findings_are_annotated() -> None:
    assert len(commands(text("github", whole()))) == 11
    assert text("github", report(finding(status="waived"), finding(status="baselined"))) == ""


def test_nothing_in_the_log_for_people_is_a_command() -> None:
    hostile = "::set-output name=a::b\n  ::error::x\na ##[group]b\nplain: a::b\n"
    assert harmless(hostile) == "\\::set-output name=a::b\n  \\::error::x\na ##\\[group]b\nplain: a::b\n"
