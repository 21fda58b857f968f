"""What the records have that rules may need."""

from __future__ import annotations

from egovcheck.engine.having import NAMES, RELATIONS, present
from egovcheck.rules import load_rules
from egovcheck.rules.model import HAVING


def test_everything_that_a_rule_may_need_can_be_looked_at():
    assert HAVING.keys() == NAMES


def test_only_what_is_wanted_is_asked_for():
    asked = []

    def query(sql):
        asked.append(sql)
        return [("UN_EGDI_SCORE",)] if "DISTINCT indicator" in sql else [(True,)] if "stated" in sql else []

    assert present({"shared"}, query) == {"shared"}
    assert len(asked) == 1
    assert "previous" not in asked[0]
    assert present({"composites"}, query) == set()
    assert len(asked) == 3
    assert present(set(), query) == set()
    assert len(asked) == 3


def test_every_need_of_the_shipped_rules_is_known():
    needed = {name for rule in load_rules() for name in rule.meta.needs.get("having", ())}
    assert needed <= NAMES
    assert set(RELATIONS) <= NAMES
