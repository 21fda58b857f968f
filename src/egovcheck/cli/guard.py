"""The one guard at the top: whatever happens, people get a sentence and the caller the promised exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from egovcheck.core.errors import EgovcheckError, ExitCode
from egovcheck.core.text import safe

INTERRUPTED = 130
"""What shells expect of a program that Ctrl-C ended."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit; typer's exit code for an uncaught exception would look like findings."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _run(arguments)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _leave_pipe()
    # Everything is closed and flushed; what the interpreter would still do, taking DuckDB's module apart, costs a tenth
    # of a second that every run would pay.
    os._exit(code)


def _run(arguments: list[str]) -> int:
    code: int = ExitCode.CLEAN
    try:
        from egovcheck.cli.app import app  # noqa: PLC0415 - a mistake in an import is caught as well

        app(args=arguments, prog_name="egovcheck", standalone_mode=True)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else ExitCode.CLEAN
    except EgovcheckError as error:
        complain(error)
        code = error.exit_code
    except BrokenPipeError:
        _leave_pipe()
    except (KeyboardInterrupt, RuntimeError) as error:
        # DuckDB turns Ctrl-C into a RuntimeError of this text
        if isinstance(error, KeyboardInterrupt) or "interrupt" in str(error).lower():
            sys.stderr.write("interrupted\n")
            code = INTERRUPTED
        else:
            code = _bug(error, arguments)
    except Exception as error:  # noqa: BLE001 - the guard
        code = _bug(error, arguments)
    return code


def complain(error: EgovcheckError) -> None:
    """Print an error as people read it: the sentence, the place, the hint."""
    place = f"{safe(error.place)}: " if error.place else ""
    sys.stderr.write(f"egovcheck: {place}{safe(error.message)}\n")
    if error.hint:
        sys.stderr.write(f"  hint: {safe(error.hint)}\n")


def _bug(error: BaseException, arguments: Sequence[str]) -> int:
    first = (str(error).strip().splitlines() or [""])[0]
    sys.stderr.write(f"egovcheck: internal error: {type(error).__name__}: {safe(first)}\n")
    if "-v" in arguments or "--verbose" in arguments:
        import traceback  # noqa: PLC0415 - only for a bug that is being looked at

        traceback.print_exception(error)
    else:
        sys.stderr.write("  hint: this is a mistake of the program; -v shows where\n")
    return ExitCode.INTERNAL


def _leave_pipe() -> None:
    """Whoever read our output has gone; keep the interpreter from complaining about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
