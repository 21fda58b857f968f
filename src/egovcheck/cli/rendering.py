"""``egovcheck render``: any format from a stored report."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from egovcheck.cli.console import files_of, publish, standard_input, targets
from egovcheck.cli.files import refuse_overwriting
from egovcheck.cli.validating import exit_code
from egovcheck.cli.workflow import summarise_step
from egovcheck.core.errors import ExitCode, InputError, UsageError
from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.records.names import nearest
from egovcheck.report import writers
from egovcheck.report.stored import narrowed, read_report

MAX_BYTES = 1 << 30
"""Bytes of a stored report."""


def render_command(
    path: str,
    output: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    fail_on: str | None,
    *,
    quiet: bool,
    verbose: bool,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Write a stored report in other formats; the exit code is that of the findings only where ``fail_on`` is given."""
    chosen = targets(output, writers())
    refuse_overwriting(files_of(chosen), (), (Path(path),))
    whole = read_report(_bytes(path), path)
    for word in (*select, *ignore):
        _check_known(word, whole)
    report = narrowed(whole, select, ignore) if select or ignore else whole
    publish(report, chosen, writers(), quiet=quiet, verbose=verbose, environment=environment)
    summarise_step(report, chosen, environment)
    if len(report.findings) < len(whole.findings):
        sys.stderr.write(f"egovcheck: {len(report.findings)} of {len(whole.findings)} findings are shown\n")
    return ExitCode.CLEAN if fail_on is None else exit_code(report, fail_on)


def _bytes(path: str) -> bytes:
    try:
        if path == "-":
            stream = standard_input()
            data = stream.read(MAX_BYTES + 1) if stream else b""
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name is none"
        raise InputError(f"the report cannot be read: {why}", place=safe(path)) from None
    if len(data) > MAX_BYTES:
        raise InputError(f"the report has more than {MAX_BYTES >> 30} GiB", place=safe(path))
    return data


def _check_known(word: str, report: Report) -> None:
    """Raise UsageError for a word that names no rule of the report, nor one of its findings."""
    names = {name: None for rule in report.rules for name in (rule.code, rule.name)}
    names |= {name: None for finding in report.findings for name in (finding.code, finding.name)}
    if word.lower() in names or any(name.startswith(word.upper()) for name in names):
        return
    if len(word) >= 6 and any(finding.fingerprint.startswith(word.lower()) for finding in report.findings):
        return
    close = nearest(word, names, 1)
    hint = f"did you mean {close[0]}?" if close else "name a code, the name of a rule, or a fingerprint"
    raise UsageError(f"the report has no rule and no finding '{safe(word)}'", hint=hint)
