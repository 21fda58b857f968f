"""The one guard at the top: whatever happens, people get a sentence and the caller the promised exit code."""

from __future__ import annotations

import atexit
import contextlib
import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import TextIO

from egovcheck.core.errors import EgovcheckError, ExitCode
from egovcheck.core.text import safe

SIGNALLED = 128
"""What shells expect of a program that a signal ended: this and the number of the signal, so 130 for Ctrl-C."""

STOPPED = "Query interrupted"
"""What DuckDB makes of the exception of a signal that comes while it works."""

MOMENT = 0.02
"""Seconds after which an end that came while a module was imported is tried again."""

PATIENCE = 10.0
"""Seconds after a signal at which the program ends, however far it has come with closing what is open."""

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Ended(KeyboardInterrupt):
    """Somebody sent a signal that ends: what is open is closed and temporary files go, as after Ctrl-C."""


_received: list[int] = []


class _Steady(io.TextIOWrapper):
    """Standard error that goes on where nobody listens any more, so that the exit code stays the true one."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            super().flush()


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit; typer's exit code for an uncaught exception would look like findings."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _open_streams()
    _await_signals()
    code = _run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        leave_pipe(sys.stdout)
    except OSError as error:
        # the last of the output stood in a buffer until now
        code = _refused(error, arguments)
    sys.stderr.flush()
    if "multiprocessing.util" in sys.modules:
        atexit._run_exitfuncs()  # it gives back what all processes of the machine share
    # Everything is closed and flushed; what the interpreter would still do, taking DuckDB's module apart, costs a tenth
    # of a second that every run would pay.
    os._exit(code)


def _open_streams() -> None:
    """Give the program its three streams in UTF-8, whatever it was started with.

    Where one is closed, the first file to be opened would get its number and all output with it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a stream that stays open
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the same
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _Steady(sys.stderr.detach(), "utf-8", "backslashreplace", line_buffering=True)


def _await_signals() -> None:
    for number in (getattr(signal, name) for name in _ENDING if hasattr(signal, name)):
        if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:  # nohup has it ignored
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    if hasattr(signal, "setitimer") and _importing(frame):
        # what an exception breaks off there fails in ways of its own, or takes the process down: a moment later
        signal.signal(signal.SIGALRM, lambda _, later: _end(number, later))
        signal.setitimer(signal.ITIMER_REAL, MOMENT)
        return
    signal.signal(number, signal.SIG_DFL)  # a second one ends at once
    _received.append(number)
    # whatever stands between here and the guard may keep the exception to itself, or wait for what never comes
    last = threading.Timer(PATIENCE, os._exit, (SIGNALLED + number,))
    last.daemon = True
    last.start()
    raise Ended


def _importing(frame: FrameType | None) -> bool:
    """Say whether a module is being imported, at any depth."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _run(arguments: list[str]) -> int:
    code: int = ExitCode.CLEAN
    out = sys.stdout
    try:
        from egovcheck.cli.app import app  # noqa: PLC0415 - a mistake in an import is caught as well

        app(args=arguments, prog_name="egovcheck", standalone_mode=True)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else ExitCode.CLEAN
        # typer has its own mind about both, and would call a closed pipe findings
        if sys.stdout is not out:
            sys.stdout = out
            leave_pipe(out)
            code = ExitCode.CLEAN
        elif code == SIGNALLED + signal.SIGINT:
            code = _signalled()
    except EgovcheckError as error:
        if _received:  # what was being read when the signal came is not to blame
            return _signalled()
        complain(error)
        code = error.exit_code
    except BrokenPipeError:
        leave_pipe(sys.stdout)
    except KeyboardInterrupt:
        code = _signalled()
    except RuntimeError as error:
        code = _signalled() if _received or str(error) == STOPPED else _bug(error, arguments)
    except OSError as error:
        code = _refused(error, arguments)
    except Exception as error:  # noqa: BLE001 - the guard
        # an import that a signal breaks off fails with an error of its own
        code = _signalled() if _received else _bug(error, arguments)
    return code


def _signalled() -> int:
    number = _received[0] if _received else signal.SIGINT
    sys.stderr.write("interrupted\n" if number == signal.SIGINT else "terminated\n")
    return SIGNALLED + number


def complain(error: EgovcheckError) -> None:
    """Print an error as people read it: the sentence, the place, the hint."""
    place = f"{safe(error.place)}: " if error.place else ""
    sys.stderr.write(f"egovcheck: {place}{safe(error.message)}\n")
    if error.hint:
        sys.stderr.write(f"  hint: {safe(error.hint)}\n")


def leave_pipe(stream: TextIO) -> None:
    """Whoever read a stream has gone; keep the interpreter from complaining about it at exit."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def _refused(error: OSError, arguments: Sequence[str]) -> int:
    """Say that the machine has no room for what is to be written; anything else is a mistake of the program."""
    if error.errno not in _NO_ROOM:
        return _bug(error, arguments)
    leave_pipe(sys.stdout)
    where = f" to {safe(str(error.filename))}" if error.filename else ""
    sys.stderr.write(f"egovcheck: nothing more can be written{where}: {(error.strerror or '').lower()}\n")
    sys.stderr.write("  hint: make room, or set TMPDIR to a folder that has it\n")
    return ExitCode.USAGE


def _bug(error: BaseException, arguments: Sequence[str]) -> int:
    first = (str(error).strip().splitlines() or [""])[0]
    sys.stderr.write(f"egovcheck: internal error: {type(error).__name__}: {safe(first)}\n")
    if "-v" in arguments or "--verbose" in arguments:
        import traceback  # noqa: PLC0415 - only for a bug that is being looked at

        traceback.print_exception(error)
    else:
        sys.stderr.write("  hint: this is a mistake of the program; -v shows where\n")
    return ExitCode.INTERNAL
