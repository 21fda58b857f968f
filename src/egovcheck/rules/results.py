"""What a rule did, beside what the rule is."""

from __future__ import annotations

from egovcheck.core.findings import Lang
from egovcheck.core.report import RuleResult
from egovcheck.rules.model import Rule
from egovcheck.rules.wording import prose


def rule_result(
    rule: Rule, lang: Lang, *, evaluated: int, invalid: int, undecided: int = 0, reason: str | None = None
) -> RuleResult:
    """Return the counts of a rule with its title and, where it found something, its advice."""
    told = prose(rule, lang) if invalid else {}
    return RuleResult(
        code=rule.code,
        name=rule.name,
        evaluated=evaluated,
        invalid=invalid,
        undecided=undecided,
        reason=reason,
        title=getattr(rule.meta.title, lang),
        severity=rule.meta.severity,
        ess_type=rule.meta.ess.type,
        ess_level=rule.meta.ess.level,
        about=told.get(""),
        to_do=told.get("What to do"),
    )
