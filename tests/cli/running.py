"""The program as people run it: a process of its own, with its streams and exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def egovcheck(*arguments, cwd=ROOT, stdin=None, environment=None):
    """Run the program; returns the finished process with text streams."""
    own = {
        k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLUMNS", "EGOVCHECK_CONFIG", "SOURCE_DATE_EPOCH"}
    }
    return subprocess.run(
        [sys.executable, "-m", "egovcheck", *map(str, arguments)],
        cwd=cwd,
        env=own | (environment or {}),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def table(folder, text, name="data.csv"):
    """Write a submission and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


GOOD = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,86/193,Báo,2020-08-26\n"
WRONG = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,88/193,Báo,2020-02-25\n"
