"""One finding a line, as compact JSON, for programs that read line by line."""

from __future__ import annotations

import json
from typing import TextIO

from egovcheck.core.report import Report
from egovcheck.core.text import escaped_json
from egovcheck.report.writers import Style

NAME = "jsonl"
MACHINE = True


def write(report: Report, out: TextIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write every finding with all its keys, one line each."""
    findings = report.to_dict()["findings"]
    out.writelines(
        escaped_json(json.dumps(finding, ensure_ascii=False, separators=(",", ":"))) + "\n" for finding in findings
    )
