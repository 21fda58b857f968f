"""Rules on trial: what planted tables fire, which rules say the same thing, which raise."""

from __future__ import annotations

import pytest

from egovcheck.records.catalogue import load_catalogue
from egovcheck.rules import load_rules
from egovcheck.rules.loading import RuleBook, load_rule
from egovcheck.trials import try_rules
from tests.rules.pack import RULE, written

CATALOGUE = load_catalogue()
SHIPPED = load_rules().rules
HEADER = "indicator,area,period,value\n"
SMALL = {"data.csv": f"{HEADER}VN_PORTAL_SERVICES,VNM,2020,5\nVN_PORTAL_SERVICES,VNM,2021,500\n"}
LARGE = {"data.csv": f"{HEADER}VN_PORTAL_SERVICES,VNM,2020,700\nVN_PORTAL_SERVICES,VNM,2021,1500\n"}
RAISES = "CASE WHEN CAST(indicator AS DECIMAL(28,10)) > 0 THEN 'valid' END"


@pytest.fixture
def book(tmp_path):
    """Return a book of variants of one rule: by code, what is replaced in it."""

    def made(**variants):
        rules = {}
        for code, changes in variants.items():
            text = RULE.replace("ACME001", code)
            for old, new in changes.items():
                assert old in text
                text = text.replace(old, new)
            rules[code] = load_rule(written(tmp_path, text, f"{code}.md"), shipped=True, label=f"{code}.md")
        return RuleBook({**rules, "EG904": SHIPPED["EG904"]}, "")

    return made


def tried(book, tables, codes=None):
    return try_rules(
        book, [book.rules[code] for code in codes or book.rules.keys() - SHIPPED.keys()], CATALOGUE, tables
    )


def alike(trial):
    return [[rule.code for rule in group] for group in trial.alike]


def test_two_rules_that_name_the_same_records_everywhere_are_alike(book):
    twins = book(ACME001={}, ACME002={"value < $least": "value < 10"}, ACME003={"value < $least": "value < 1000"})
    trial = tried(twins, [SMALL, LARGE])
    assert alike(trial) == [["ACME001", "ACME002"]]
    assert trial.fired == {"ACME001", "ACME002", "ACME003"}
    assert trial.tables == 2


def test_one_table_tells_rules_apart_that_agree_on_all_others(book):
    rules = book(ACME001={}, ACME002={"value < $least": "value < 100"})
    assert alike(tried(rules, [LARGE])) == [["ACME001", "ACME002"]]
    fifty = {"data.csv": f"{HEADER}VN_PORTAL_SERVICES,VNM,2020,50\n"}
    assert alike(tried(rules, [LARGE, fifty])) == []


def test_an_example_of_either_tells_rules_apart_that_no_table_fires(book):
    rules = book(
        ACME001={},
        ACME002={"value < $least": "value < 100"},
        ACME003={"value < $least": "value < 10", "2020,5\n": "2020,5\nVN_PORTAL_VISITS,VNM,2020,50\n"},
    )
    trial = tried(rules, [LARGE])
    assert trial.fired == frozenset()
    assert alike(trial) == [["ACME001", "ACME003"]]


def test_rules_that_never_fire_are_not_alike(book):
    rules = book(ACME001={"value < $least": "value < -5"}, ACME002={"value < $least": "value < -6"})
    trial = tried(rules, [SMALL])
    assert alike(trial) == []
    assert trial.fired == frozenset()


def test_only_groups_with_a_rule_on_trial_are_told(book):
    below = {"value < $least": "value < 1000"}
    rules = book(ACME001={}, ACME002={}, ACME003=below, ACME004=below)
    assert alike(tried(rules, [SMALL], ["ACME003"])) == [["ACME003", "ACME004"]]


def test_the_records_count_not_their_number(book):
    rules = book(ACME001={}, ACME002={"value < $least THEN 'invalid'": "value >= 10 THEN 'invalid'"})
    assert alike(tried(rules, [SMALL])) == []


def test_a_rule_that_raises_on_a_table_is_named_and_the_others_go_on(book):
    rules = book(ACME001={}, ACME002={"CASE WHEN value < $least THEN 'invalid' ELSE 'valid' END": RAISES})
    trial = tried(rules, [SMALL])
    assert list(trial.errors) == ["ACME002"]
    assert "Could not convert" in trial.errors["ACME002"]
    assert trial.fired == {"ACME001"}
