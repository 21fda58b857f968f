from __future__ import annotations

from dataclasses import replace
from typing import Any

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from egovcheck.core.findings import Accepted
from egovcheck.core.report import InputProblem, Report, RuleError, RuleResult

from .drawing import text
from .samples import finding, report, whole, wrong_edition

RULE = RuleResult("EG107", "out-of-range", 4, 1, 0, title="Outside the bounds")


def suite(of: Report) -> Any:
    (only,) = JUnitXml.fromstring(text("junit", of).encode())
    return only


def case(*findings: Any, rules: tuple[RuleResult, ...] = (RULE,), **others: Any) -> TestCase:
    (only,) = suite(report(*findings, rules=rules, **others))
    assert isinstance(only, TestCase)
    return only


def test_every_rule_is_a_case() -> None:
    cases = list(suite(report(wrong_edition("en"))))
    assert [one.classname for one in cases] == [f"egovcheck.{code}" for code in ("EG204", "EG303", "EG304", "EG501")]
    assert case().name == "EG107 out-of-range: Outside the bounds"


def test_the_counts_are_those_of_the_cases() -> None:
    found = suite(whole())
    assert (found.tests, found.failures, found.errors, found.skipped) == (7, 4, 0, 1)


def test_a_rule_that_found_something_fails_and_lists_it() -> None:
    failed = case(finding(), finding(message="another"))
    (result,) = failed.result
    assert isinstance(result, Failure)
    assert result.type == "error"
    assert result.message == "2 findings: Viet Nam's EGDI score 1.2 is above 1"
    assert result.text.count("error EG107 out-of-range:") == 2
    assert result.text.endswith("another")


def test_a_warning_fails_and_an_information_does_not() -> None:
    (result,) = case(finding(severity="warning")).result
    assert result.type == "warning"
    told = case(finding(severity="info"))
    assert not told.result
    assert "info EG107" in told.system_out


def test_a_rule_that_judged_nothing_is_skipped_with_the_reason() -> None:
    (result,) = case(rules=(RuleResult("EG304", "parts", 0, 0, 0, "no parts"),)).result
    assert isinstance(result, Skipped)
    assert result.message == "no parts"


def test_a_rule_that_could_decide_nothing_is_no_success() -> None:
    undecided = case(rules=(RuleResult("EG304", "parts", 0, 0, 3),))
    (result,) = undecided.result
    assert isinstance(result, Skipped)
    assert result.message.startswith("3 checks could not be decided")


def test_undecided_checks_are_counted_in_the_output() -> None:
    told = case(rules=(RuleResult("EG304", "parts", 5, 0, 1),))
    assert not told.result
    assert told.system_out.startswith("1 check could not be decided")


def test_a_rule_that_raised_is_an_error_and_not_skipped() -> None:
    raised = RuleResult("EG304", "parts", 0, 0, 0, "the rule failed: memory")
    (result,) = case(rules=(raised,), rule_errors=(RuleError("EG304", "memory"),)).result
    assert isinstance(result, Error)
    assert result.message == "memory"


def test_waived_and_known_findings_fail_nothing() -> None:
    waiver = Accepted("so printed", "statistics office", None, "w.toml:1")
    told = case(finding(status="waived", waiver=waiver), finding(status="baselined"))
    assert not told.result
    assert "waived by statistics office: so printed" in told.system_out
    assert "(baselined)" in told.system_out


def test_violations_that_another_finding_tells_are_mentioned() -> None:
    assert case(rules=(RULE,)).system_out == "1 violation is told among the evidence of another finding"


def test_an_input_that_could_not_be_read_is_told() -> None:
    unread = replace(report(), input_problems=(InputProblem("b.xlsx", "it is encrypted"),))
    told = etree.fromstring(text("junit", unread).encode()).findtext("testsuite/system-err")
    assert told == "b.xlsx: it is encrypted"


def test_the_end_of_a_section_and_what_xml_cannot_hold_are_text() -> None:
    (result,) = case(finding(message="]]>\x00\ufffe\udc80&<b>")).result
    assert result.message == r"1 finding: ]]>\x00\ufffe\udc80&<b>"
