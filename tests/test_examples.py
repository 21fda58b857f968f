"""Every example of every rule, run through the same call as any submission."""

from __future__ import annotations

import pytest

from egovcheck.examples import ExampleResult, run_examples
from egovcheck.rules import load_rules

BOOK = load_rules()


@pytest.mark.parametrize("rule", [rule for rule in BOOK if rule.examples], ids=lambda rule: rule.code)
def test_examples_show_what_they_say(rule):
    results: list[ExampleResult] = list(run_examples(BOOK, [rule]))
    problems = [f"{r.rule.label}:{r.example.line} {r.example.shows}: {r.problem}" for r in results if r.problem]
    assert problems == []


@pytest.mark.parametrize("rule", list(BOOK), ids=lambda rule: rule.code)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_field_of_a_message_is_filled(rule, lang):
    for result in run_examples(BOOK, [rule]):
        for finding in result.report.findings:
            assert "{" not in finding.message, finding.message
            assert not any("{" in line for line in finding.evidence), finding.evidence
    assert getattr(rule.meta.title, lang)
    assert getattr(rule.meta.message, lang)


def test_a_rule_has_both_languages_in_its_prose():
    assert [rule.code for rule in BOOK if not rule.sections.get("Tiếng Việt")] == []


def test_the_rules_that_are_promised_are_there():
    promised = {
        *(f"EG00{n}" for n in range(1, 7)),
        *(f"EG10{n}" for n in range(1, 10)),
        *("EG110", "EG201", "EG202", "EG203", "EG204", "EG205", "EG206", "EG210", "EG301", "EG302", "EG303", "EG305"),
        *("EG306", "EG309", "EG311", "EG312", "EG315", "EG501", "EG502", "EG503", "EG505", "EG604", "EG701", "EG904"),
    }
    assert set(BOOK.rules) == promised
