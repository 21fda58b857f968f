"""The program as people run it: a process of its own, with its streams and exit code."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

LIMIT = 120
"""Seconds that a run may take."""

_OWN = ("PYTHON", "LC_", "LANG", "TZ", "MALLOC", "LD_")
"""Settings of the interpreter, which hold from its start on: with such a one a run has an interpreter of its own."""

_warm = None
_asking = threading.Lock()


def egovcheck(*arguments, cwd=ROOT, stdin=None, environment=None):
    """Run the program; returns the finished process with text streams."""
    own = {
        k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLUMNS", "EGOVCHECK_CONFIG", "SOURCE_DATE_EPOCH"}
    }
    given = [*map(str, arguments)]
    if any(name.startswith(_OWN) for name in environment or {}):
        return subprocess.run(
            [sys.executable, "-m", "egovcheck", *given],
            cwd=cwd,
            env=own | (environment or {}),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
        )
    return _forked(given, str(cwd), stdin, own | (environment or {}))


def _forked(arguments, cwd, stdin, environment):
    """Run the program in a process that is forked from one with everything imported; see ``warm``."""
    with tempfile.TemporaryDirectory() as folder:
        streams = {name: os.path.join(folder, name) for name in ("stdin", "stdout", "stderr")}  # noqa: PTH118 - texts
        for name, path in streams.items():
            with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - the same
                file.write(stdin or "" if name == "stdin" else "")
        request = {"arguments": arguments, "cwd": cwd, "environment": environment, "timeout": LIMIT, **streams}
        with _asking:
            server = _started()
            server.stdin.write(json.dumps(request) + "\n")
            server.stdin.flush()
            code = json.loads(server.stdout.readline())["code"]
        if code is None:
            raise subprocess.TimeoutExpired(arguments, LIMIT)
        out, err = (Path(streams[name]).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess([sys.executable, "-m", "egovcheck", *arguments], code, out, err)


def _started():
    global _warm  # noqa: PLW0603 - one for each process of the tests
    if _warm is None or _warm.poll() is not None:
        _warm = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(_warm.kill)
    return _warm


def table(folder, text, name="data.csv"):
    """Write a submission and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


GOOD = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,86/193,Báo,2020-08-26\n"
WRONG = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,88/193,Báo,2020-02-25\n"
