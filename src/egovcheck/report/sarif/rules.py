"""The rules of a SARIF log: all that took part in the run, whether they found something or not."""

from __future__ import annotations

from typing import Any

from egovcheck.core.findings import Lang
from egovcheck.core.report import Report, RuleResult
from egovcheck.core.text import safe
from egovcheck.report.capping import CODE, capped_rule
from egovcheck.report.phrases import say
from egovcheck.report.sarif.messages import cut, literal, markdown

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""SARIF's words for how bad a finding is."""

NAME_MOST = 255
"""GitHub's limit for the name of a rule, in characters."""

DESCRIPTION_MOST = 1024
"""GitHub's limit for the short and the full description of a rule, in characters."""

_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}


def listed_rules(report: Report, *, left_out: bool) -> list[RuleResult]:
    """Return the rules of a report, each once, with EG905 and those that only a finding names."""
    found = {rule.code: rule for rule in reversed(report.rules)}
    if CODE not in found or left_out:
        found[CODE] = capped_rule(report.basis.lang, left_out=left_out)
    for finding in report.findings:
        if finding.code not in found:
            found[finding.code] = RuleResult(finding.code, finding.name, 0, 0, 0, severity=finding.severity)
    return [found[code] for code in sorted(found)]


def descriptor(rule: RuleResult, lang: Lang) -> dict[str, Any]:
    """Return what GitHub shows of a rule; every text that it requires is there, none is longer than it takes."""
    title = safe(rule.title or rule.name or rule.code) or "-"
    about = rule.about or title
    told = [about, *([f"**{say(lang, 'what_to_do')}**", rule.to_do] if rule.to_do else [])]
    told.append(f"`egovcheck rule {safe(rule.code)}`")
    counts: dict[str, Any] = {"evaluated": rule.evaluated, "invalid": rule.invalid, "undecided": rule.undecided}
    if rule.reason:
        counts["reason"] = safe(rule.reason)
    return {
        "id": identifier(rule.code),
        "name": cut(safe(rule.name) or identifier(rule.code), NAME_MOST),
        "shortDescription": {"text": cut(literal(title), DESCRIPTION_MOST)},
        "fullDescription": {"text": cut(_one_line(about.split("\n\n")[0]) or title, DESCRIPTION_MOST)},
        "help": {
            "text": "\n\n".join(_one_line(part).replace("**", "") for part in told),
            "markdown": "\n\n".join(markdown(part) for part in told),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": _tags(rule), "problem.severity": _PROBLEM[rule.severity], **counts},
    }


def identifier(code: str) -> str:
    """Return a code as the id of a rule, which must not be empty."""
    return safe(code) or "-"


def _tags(rule: RuleResult) -> list[str]:
    """Return the words to filter by; GitHub shows ten of a rule at most."""
    ess = (("ess-type-", rule.ess_type), ("ess-level-", rule.ess_level))
    return ["egovcheck", *(prefix + safe(value) for prefix, value in ess if value)]


def _one_line(text: str) -> str:
    return literal(safe(" ".join(text.split())))
