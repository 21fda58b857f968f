"""The program run on what nobody means well, in this process or in one of its own, and what must hold come what may."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from egovcheck.cli.guard import _run

PROMISED = (0, 1, 2, 3)
"""Exit codes of a run without a mistake of the program; 4 is one."""

GOOD = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,86/193,Báo,2020-08-26\n"
WRONG = "indicator,area,period,value,publisher,published\nUN_EGDI_RANK,VNM,2020,88/193,Báo,2020-02-25\n"
TEXT = "Theo Liên hợp quốc, năm 2020 Việt Nam xếp thứ 88/193 về chỉ số phát triển Chính phủ điện tử (EGDI).\n"


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str


def inside(*arguments: object, folder: Path) -> Done:
    """Run the command line in this process, which saves the time to start one, with ``folder`` as working directory."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = _run([str(one) for one in arguments])
    out.flush(), err.flush()
    return Done(code, *(one.buffer.getvalue().decode() for one in (out, err)))


def started(
    *arguments: object,
    folder: Path,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    **streams: object,
) -> subprocess.Popen[bytes]:
    """Start the program in a process of its own; ``before`` is a command that is to start it."""
    own = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "EGOVCHECK_CONFIG"}}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    command = [*before, sys.executable, "-m", "egovcheck", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, env=own | dict(environment or {}), **pipes)


def ended(process: subprocess.Popen[bytes], seconds: float = 60) -> Done:
    """Wait for a process; one that hangs is killed and fails the test."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Done(process.returncode, (out or b"").decode("utf-8", "replace"), (err or b"").decode("utf-8", "replace"))


def apart(*arguments: object, folder: Path, seconds: float = 60, **options: object) -> Done:
    """Run the command line in a process of its own to its end."""
    return ended(started(*arguments, folder=folder, **options), seconds)


def check(done: Done, *codes: int) -> Done:
    """Assert what holds for every run: a promised exit code and no traceback."""
    assert "Traceback" not in done.err + done.out, done.err
    assert "internal error" not in done.err, done.err
    assert done.code in (codes or PROMISED), (done.code, done.err[-2000:])
    return done


def leftovers(*folders: Path) -> list[str]:
    """Return the temporary files that a run left behind: hidden neighbours of outputs, and its own folders."""
    found = (entry for folder in folders for entry in folder.iterdir())
    return sorted(entry.name for entry in found if entry.name.startswith((".", "egovcheck-", "tmp")))
