"""What a format cannot hold is left out and counted, and the count is said: rule EG905.

That a format is full is no property of the figures: the report, its other formats and the exit code know nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from egovcheck.core.findings import Finding, Lang
from egovcheck.core.fingerprints import fingerprint
from egovcheck.core.report import RuleResult
from egovcheck.report.phrases import say

CODE = "EG905"
NAME = "output-capped"


@dataclass(frozen=True, slots=True)
class Capped:
    """The findings that a format has room for, in the order of the report, and how many there are in all."""

    kept: tuple[Finding, ...]
    total: int

    @property
    def left_out(self) -> int:
        """Return how many findings there was no room for."""
        return self.total - len(self.kept)


def cap(findings: Sequence[Finding], most: int) -> Capped:
    """Return at most so many findings: new ones before those waived or known, and of each the first of the report.

    A report lists errors before warnings, so what is left out first is information, then warnings.
    """
    order = sorted(range(len(findings)), key=lambda turn: (findings[turn].status != "new", turn))
    return Capped(tuple(findings[turn] for turn in sorted(order[: max(most, 0)])), len(findings))


def capped_sentence(lang: Lang, left_out: int, total: int, *, name: str, limit: str) -> str:
    """Return how many findings the format ``name`` left out and because of what limit."""
    return say(lang, "capped", left_out, all=say(lang, "findings", total), format=name, limit=limit)


def capped_finding(sentence: str, *, name: str) -> Finding:
    """Return the finding of EG905 for a format that lists findings."""
    subject = {"format": name}
    return Finding(fingerprint(CODE, subject, ()), CODE, NAME, "warning", sentence, subject, ())


def capped_rule(lang: Lang, *, left_out: bool) -> RuleResult:
    """Return the rule EG905 for a format that lists rules."""
    reason = None if left_out else say(lang, "not_capped")
    title, about = say(lang, "capped_title"), say(lang, "capped_about")
    return RuleResult(CODE, NAME, int(left_out), int(left_out), 0, reason, title, "warning", about=about)
