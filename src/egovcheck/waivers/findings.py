"""EG901 to EG903: waivers that match nothing, are past their date, or that nobody answers for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from egovcheck.core.findings import Finding, Lang, NamedRecord, Place
from egovcheck.core.fingerprints import fingerprint
from egovcheck.core.report import RuleResult
from egovcheck.core.text import safe
from egovcheck.rules import Rule
from egovcheck.rules.results import rule_result
from egovcheck.waivers.judging import Settled
from egovcheck.waivers.model import Waiver

CODES = ("EG901", "EG902", "EG903")

_NONE: dict[Lang, str] = {"en": "there are no waivers", "vi": "không có miễn trừ nào"}
_ENDED: dict[Lang, str] = {"en": "; the figure is {now} now", "vi": "; số liệu hiện là {now}"}
_MISSING: dict[tuple[str, ...], dict[Lang, str]] = {
    ("reason",): {"en": "reason", "vi": "lý do"},
    ("owner",): {"en": "owner", "vi": "người chịu trách nhiệm"},
    ("reason", "owner"): {"en": "reason and owner", "vi": "lý do và người chịu trách nhiệm"},
}


def waiver_findings(settled: Settled, rules: Iterable[Rule], lang: Lang) -> list[Finding]:
    """Return the findings about waivers, of those rules that are to be run."""
    chosen = {rule.code: rule for rule in rules if rule.code in CODES}
    seen: Counter[str] = Counter()
    accused = zip(CODES, (settled.unused, settled.expired, settled.lacking), strict=True)
    return [
        _finding(chosen[code], waiver, settled, lang, seen)
        for code, waivers in accused
        if code in chosen
        for waiver in waivers
    ]


def waiver_results(
    findings: Sequence[Finding], rules: Iterable[Rule], waivers: Sequence[Waiver], lang: Lang
) -> list[RuleResult]:
    """Count what the rules about waivers judged."""
    return [
        rule_result(
            rule,
            lang,
            evaluated=len(waivers),
            invalid=sum(finding.code == rule.code for finding in findings),
            reason=None if waivers else _NONE[lang],
        )
        for rule in rules
        if rule.code in CODES
    ]


def _finding(rule: Rule, waiver: Waiver, settled: Settled, lang: Lang, seen: Counter[str]) -> Finding:
    subject = {key: value for key, value in sorted(waiver.where.items()) if key != "path"}
    subject.setdefault("rule", waiver.rule.upper())
    where = ", ".join(f"{key} = {value}" for key, value in waiver.where.items())
    now = settled.ended.get(waiver.place)
    missing = tuple(key for key in ("reason", "owner") if not getattr(waiver, key))
    fields = {
        "rule": safe(waiver.rule),
        "where": safe(where),
        "expires": waiver.expires.isoformat(),
        "owner": safe(waiver.owner),
        "ended": _ENDED[lang].format(now=safe(now)) if now is not None else "",
        "missing": _MISSING.get(missing, {}).get(lang, ""),
    }
    record = NamedRecord(
        role="primary",
        source=PurePath(waiver.path).stem,
        path=waiver.path,
        place=Place(line=waiver.line),
        field="waiver",
    )
    mark = fingerprint(rule.code, subject, [record])
    seen[mark] += 1
    if seen[mark] > 1:  # two waivers of the same findings are told apart by their turn
        mark = fingerprint(mark, {"turn": str(seen[mark])}, [])
    message = getattr(rule.meta.message, lang).format(**fields)
    return Finding(mark, rule.code, rule.name, rule.meta.severity, message, subject, (record,))
