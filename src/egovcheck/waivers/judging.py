"""Findings that were accepted or known before get their status; waivers that do no good become findings themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Accepted, Finding
from egovcheck.rules import RuleBook
from egovcheck.waivers.matching import applies, still_true
from egovcheck.waivers.model import DAYS, Baseline, Waiver


@dataclass(frozen=True)
class Settled:
    """The findings with their statuses, in their order, and what became of each waiver.

    ``used`` accept a finding. ``unused`` match none, those that a changed figure ended among them: ``ended`` has
    the figure that there is now, by the place of the waiver.
    """

    findings: tuple[Finding, ...]
    used: tuple[Waiver, ...] = ()
    unused: tuple[Waiver, ...] = ()
    ended: Mapping[str, str] = field(default_factory=dict)
    expired: tuple[Waiver, ...] = ()
    lacking: tuple[Waiver, ...] = ()


def check_waivers(waivers: Iterable[Waiver], book: RuleBook, today: date) -> None:
    """Raise UsageError for a waiver of a rule that there is not, or one that would last too long."""
    for waiver in waivers:
        try:
            book.get(waiver.rule)
        except UsageError as error:
            raise UsageError(error.message, hint=error.hint, place=waiver.place) from None
        if waiver.expires > today + timedelta(days=DAYS):
            latest = (today + timedelta(days=DAYS)).isoformat()
            raise UsageError(
                f"this waiver would last until {waiver.expires.isoformat()}, more than {DAYS} days",
                place=waiver.place,
                hint=f"{latest} at the latest; what was accepted is to be looked at again once a year",
            )


def settle(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    baseline: Baseline,
    today: date,
    judged: Iterable[str] = (),
) -> Settled:
    """Give findings their status; ``judged`` are the codes and names of the rules that were run.

    A waiver that is past its date, or has no reason or owner, accepts nothing.
    """
    run = set(judged)
    expired = [waiver for waiver in waivers if waiver.expires < today]
    lacking = [waiver for waiver in waivers if not waiver.reason or not waiver.owner]
    good = [waiver for waiver in waivers if waiver not in expired and waiver not in lacking]
    used: set[int] = set()
    ended: dict[int, str] = {}
    left = Counter(baseline.fingerprints)
    told = []
    for finding in findings:
        accepted = None
        for number, waiver in enumerate(good):
            if not applies(waiver, finding):
                continue
            if not still_true(waiver, finding):
                ended.setdefault(number, _stated(finding))
                continue
            used.add(number)
            accepted = accepted or waiver
        if accepted:
            why = Accepted(accepted.reason, accepted.owner, accepted.expires.isoformat(), accepted.place)
            told.append(replace(finding, status="waived", waiver=why))
        elif left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            told.append(replace(finding, status="baselined"))
        else:
            told.append(finding)
    idle = [n for n, waiver in enumerate(good) if n not in used and _named(waiver) & run]
    return Settled(
        findings=tuple(told),
        used=tuple(good[n] for n in sorted(used)),
        unused=tuple(good[n] for n in idle),
        ended={good[n].place: ended[n] for n in idle if n in ended},
        expired=tuple(expired),
        lacking=tuple(lacking),
    )


def resolved(findings: Iterable[Finding], baseline: Baseline) -> list[int]:
    """Return the ordinals, from 0, of the baseline's findings that are not there any more."""
    left = Counter(finding.fingerprint for finding in findings)
    gone = []
    for number, one in enumerate(baseline.findings):
        if left[one.fingerprint] > 0:
            left[one.fingerprint] -= 1
        else:
            gone.append(number)
    return gone


def _named(waiver: Waiver) -> set[str]:
    return {waiver.rule.upper(), waiver.rule.lower()}


def _stated(finding: Finding) -> str:
    primary = [record for record in finding.records if record.role == "primary"]
    return next((r.printed or r.value or "" for r in primary), "") or finding.actual or ""
