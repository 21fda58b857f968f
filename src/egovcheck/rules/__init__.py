"""Literate rules: one Markdown file each, at once documentation, check and tests. Loading, parameters, selection."""

from egovcheck.rules.loading import RuleBook, load_rules
from egovcheck.rules.model import Example, Rule, RuleMeta

__all__ = ["Example", "Rule", "RuleBook", "RuleMeta", "load_rules"]
