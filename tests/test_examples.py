"""Every example of every rule, run through the same call as any submission."""

from __future__ import annotations

import pytest

from tests.handbook.judged import BOOK, shown_by

pytestmark = pytest.mark.xdist_group("examples")


@pytest.mark.parametrize("rule", [rule for rule in BOOK if rule.examples], ids=lambda rule: rule.code)
def test_examples_show_what_they_say(rule):
    problems = [f"{r.place} {r.example.shows}: {r.problem}" for r in shown_by([rule])[rule.code] if r.problem]
    assert problems == []


@pytest.mark.parametrize("rule", list(BOOK), ids=lambda rule: rule.code)
def test_every_field_of_a_message_is_filled_in_both_languages(rule):
    reports = [report for result in shown_by([rule])[rule.code] for report in result.reports]
    for finding in (finding for report in reports for finding in report.findings):
        assert "{" not in finding.message, finding.message
        assert not any("{" in line for line in finding.evidence), finding.evidence


def test_a_rule_has_both_languages_in_its_prose():
    assert [rule.code for rule in BOOK if not rule.sections.get("Tiếng Việt")] == []


def test_the_rules_that_are_promised_are_there():
    promised = {
        *(f"EG00{n}" for n in range(1, 8)),
        *(f"EG{n}" for n in (*range(101, 111), *range(201, 213), *range(301, 322), *range(401, 404), *range(501, 509))),
        *(f"EG60{n}" for n in range(2, 8)),
        *("EG701", "EG702"),
        *(f"EG90{n}" for n in range(1, 6)),
    }
    assert set(BOOK.rules) == promised
