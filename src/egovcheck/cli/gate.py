"""``egovcheck baseline`` and ``egovcheck waivers``: what was there before, and what somebody accepted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from egovcheck.cli.configuration import Configuration, load_configuration
from egovcheck.cli.console import waiting
from egovcheck.cli.files import write_whole
from egovcheck.cli.validating import Request, exit_code, judged, say_problems, settings_of, shown, waivers_of
from egovcheck.core.errors import ExitCode, UsageError
from egovcheck.core.findings import SEVERITIES, Lang
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.phrases import say, severity_word
from egovcheck.report.stored import narrowed
from egovcheck.validation import Settings
from egovcheck.waivers.baseline import baseline_of, baseline_text, known, read_baseline
from egovcheck.waivers.drafting import Answers, drafted
from egovcheck.waivers.findings import CODES
from egovcheck.waivers.judging import resolved
from egovcheck.waivers.model import Baseline, Known

BASELINE = "egovcheck-baseline.json"
"""The file of the baseline where none is named."""

_WORDS: dict[str, dict[Lang, str]] = {
    "written": {"en": "{path}: {findings}", "vi": "{path}: {findings}"},
    "pruned": {"en": "{path}: {gone} resolved, {n} left", "vi": "{path}: {gone} đã khắc phục, còn {n}"},
    "checked": {
        "en": "{path}: {findings}, {gone} of them resolved; {new} new",
        "vi": "{path}: {findings}, trong đó {gone} đã khắc phục; {new} phát hiện mới",
    },
    "resolved": {"en": "resolved", "vi": "đã khắc phục"},
    "new": {"en": "new", "vi": "mới"},
    "used": {"en": "accepts {findings}", "vi": "miễn trừ {findings}"},
    "holds": {"en": "until {expires}, {days} days left", "vi": "đến {expires}, còn {days} ngày"},
    "expired": {"en": "expired on {expires}", "vi": "hết hạn ngày {expires}"},
    "none": {"en": "there are no waivers", "vi": "không có miễn trừ nào"},
}


def write_baseline(request: Request, *, renew: bool, environment: Mapping[str, str] = os.environ) -> int:
    """Write the findings that there are now; a baseline that exists is kept unless it is to be renewed."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    path = _baseline_path(request, configuration)
    if path.exists() and not renew:
        hint = "baseline prune takes out what is resolved; --renew writes it anew and accepts what is new"
        raise UsageError(f"{safe(shown(path))} exists", hint=hint)
    report = _report(request, configuration, environment, Baseline())
    found = [known(finding) for finding in report.findings if finding.status == "new" and finding.code not in CODES]
    write_whole(path, baseline_text(baseline_of(found)).encode("utf-8"))
    sys.stdout.write(_say("written", report.basis.lang, path=safe(shown(path)), n=len(found)) + "\n")
    return _unsound(report) or ExitCode.CLEAN


def prune_baseline(request: Request, environment: Mapping[str, str] = os.environ) -> int:
    """Take out of the baseline what is resolved."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    path = _baseline_path(request, configuration)
    old = read_baseline(path, shown(path))
    report = _report(request, configuration, environment, old)
    if code := _unsound(report):  # what was not judged is not resolved
        return code
    gone = set(resolved(report.findings, old))
    left = [one for number, one in enumerate(old.findings) if number not in gone]
    if gone:
        write_whole(path, baseline_text(baseline_of(left)).encode("utf-8"))
    said = _say("pruned", report.basis.lang, path=safe(shown(path)), gone=len(gone), n=len(left))
    sys.stdout.write(said + "\n")
    return ExitCode.CLEAN


def check_baseline(request: Request, environment: Mapping[str, str] = os.environ) -> int:
    """Say what of the baseline is resolved and what is new; 1 where it is not as the findings are."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    path = _baseline_path(request, configuration)
    old = read_baseline(path, shown(path))
    report = _report(request, configuration, environment, old)
    lang = report.basis.lang
    gone = [old.findings[number] for number in resolved(report.findings, old)]
    fail_on = configuration.get("fail-on", request.fail_on, "error")
    least = -1 if fail_on == "never" else SEVERITIES.index(fail_on)
    new = [f for f in report.findings if f.status == "new" and SEVERITIES.index(f.severity) <= least]
    for one in gone:
        sys.stdout.write(f"{_WORDS['resolved'][lang]}: {_line(one)}\n")
    for finding in new:
        sys.stdout.write(f"{_WORDS['new'][lang]}: {_line(known(finding))}\n")
    counts = {"n": len(old.findings), "gone": len(gone), "new": len(new)}
    sys.stdout.write(_say("checked", lang, path=safe(shown(path)), **counts) + "\n")
    return _unsound(report) or (ExitCode.FINDINGS if gone or new else ExitCode.CLEAN)


def list_baseline(request: Request, environment: Mapping[str, str] = os.environ) -> int:
    """Print the baseline, a line for each finding."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    path = _baseline_path(request, configuration)
    for one in read_baseline(path, shown(path)).findings:
        sys.stdout.write(_line(one) + "\n")
    return ExitCode.CLEAN


def list_waivers(request: Request, environment: Mapping[str, str] = os.environ) -> int:
    """Print the waivers with how long they hold."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    settings = _settings(request, configuration, environment)
    lang = settings.lang
    if not settings.waivers.waivers:
        sys.stdout.write(_WORDS["none"][lang] + "\n")
    for waiver in settings.waivers.waivers:
        days = (waiver.expires - settings.today).days
        key = "expired" if days < 0 else "holds"
        state = _say(key, lang, expires=waiver.expires.isoformat(), days=days)
        where = " ".join(f"{name}={value}" for name, value in waiver.where.items())
        parts = (f"{waiver.place}: {waiver.rule} {where}", state, waiver.owner, waiver.reason)
        sys.stdout.write(" · ".join(safe(part) for part in parts if part) + "\n")
    return ExitCode.CLEAN


def check_waivers(request: Request, environment: Mapping[str, str] = os.environ) -> int:
    """Run the rules and say of every waiver whether it is used; 1 where one is not, or expired, or lacks something."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    report = _report(request, configuration, environment, Baseline())
    lang = report.basis.lang
    wrong = {f"{f.records[0].path}:{f.records[0].place.line}": f for f in report.findings if f.code in CODES}
    for waiver in waivers_of(request, configuration).waivers:
        finding = wrong.get(waiver.place)
        if finding:
            said = f"{severity_word(lang, finding.severity)} {finding.code} {safe(finding.message)}"
        else:
            used = sum(f.waiver is not None and f.waiver.place == waiver.place for f in report.findings)
            said = f"{safe(waiver.rule)} {_say('used', lang, n=used)}"
        sys.stdout.write(f"{safe(waiver.place)}: {said}\n")
    return _unsound(report) or (ExitCode.FINDINGS if wrong else ExitCode.CLEAN)


def write_waivers(
    request: Request, findings: Sequence[str], answers: Answers, environment: Mapping[str, str] = os.environ
) -> int:
    """Print waivers for findings, to be looked through and added to the file by a person."""
    configuration = load_configuration(Path.cwd(), isolated=request.isolated, environment=environment)
    report = narrowed(_report(request, configuration, environment, Baseline()), findings)
    new = [finding for finding in report.findings if finding.status == "new" and finding.code not in CODES]
    until = answers.expires or date.fromisoformat(report.basis.today) + timedelta(days=180)
    sys.stdout.write(drafted(new, replace(answers, expires=until)))
    return _unsound(report) or ExitCode.CLEAN


def _report(
    request: Request, configuration: Configuration, environment: Mapping[str, str], baseline: Baseline
) -> Report:
    settings = replace(_settings(request, configuration, environment), baseline=baseline)
    with waiting({"en": "comparing figures …", "vi": "đang so sánh số liệu …"}[settings.lang]):
        report = judged(request, settings)
    say_problems(request, configuration, report, environment)
    return report


def _settings(request: Request, configuration: Configuration, environment: Mapping[str, str]) -> Settings:
    """Return the settings of a run without a baseline: it is what these commands are about, and may not exist yet."""
    return settings_of(replace(request, baseline=None), replace(configuration, baseline=None), environment)


def _unsound(report: Report) -> int:
    """Return the exit code of a run that did not judge all that it should have, else 0."""
    return exit_code(report, "never")


def _baseline_path(request: Request, configuration: Configuration) -> Path:
    return Path(request.baseline) if request.baseline else configuration.baseline or Path(BASELINE)


def _line(one: Known) -> str:
    subject = " ".join(one.subject.get(key, "") for key in ("area", "indicator", "period") if one.subject.get(key))
    return safe(
        " ".join(part for part in (one.fingerprint, one.code, one.name, subject, ", ".join(one.values)) if part)
    )


def _say(key: str, lang: Lang, **values: object) -> str:
    n = values.get("n")
    findings = say(lang, "findings", n) if isinstance(n, int) else ""
    return _WORDS[key][lang].format(findings=findings, **values)
