"""Writing a report into a string."""

from __future__ import annotations

import io
from typing import Any

from egovcheck.core.report import Report
from egovcheck.report import Style, writers


def text(name: str, report: Report, **style: Any) -> str:
    """What the writer of this name writes."""
    out = io.StringIO()
    writers()[name].write(report, out, Style(**style))
    return out.getvalue()


def drawn(report: Report, **style: Any) -> list[str]:
    """The lines of the rich report, 80 cells wide unless said otherwise."""
    return text("rich", report, **{"width": 80} | style).splitlines()
