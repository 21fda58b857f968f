"""What a run says to the workflow of GitHub Actions that it is a step of, beside its annotations."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from egovcheck.cli.console import Target
from egovcheck.core.errors import UsageError
from egovcheck.core.report import Report
from egovcheck.report.markdown.summary import MOST, step_summary

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file of a step's summary."""


def summarise_step(report: Report, chosen: Iterable[Target], environment: Mapping[str, str]) -> None:
    """Add the report to the summary of the step, where the format ``github`` was asked for and there is such a file.

    What other commands of the step have written stays, and counts towards GitHub's limit.
    """
    named = environment.get(SUMMARY)
    if not named or all(target.format != "github" for target in chosen):
        return
    path = Path(named)
    try:
        text = step_summary(report, path.stat().st_size if path.exists() else 0)
        if not text:
            sys.stderr.write(f"egovcheck: the summary of this step is full: GitHub takes {MOST:,} bytes\n")
            return
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"the summary of the step cannot be written: {error.strerror}", place=SUMMARY) from None
