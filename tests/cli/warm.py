"""The program in processes of their own, without its imports each time: half of a run's time is spent on them.

``python -m tests.cli.warm`` imports the program once. For every request it forks: the child gets the streams, folder
and environment that were asked for and runs ``main`` as ``python -m egovcheck`` does. No database is opened and no
thread started before the fork.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time


def serve() -> None:
    """Answer requests, one JSON object a line, until the other side has gone."""
    import duckdb  # noqa: F401 - imported before the fork, as everything that a run imports

    from egovcheck.cli import gate, rendering, reviewing, validating  # noqa: F401

    for line in sys.stdin:
        request = json.loads(line)
        sys.stdout.write(json.dumps(_answer(request)) + "\n")
        sys.stdout.flush()


def _answer(request: dict) -> dict:
    child = os.fork()
    if child == 0:
        _run(request)
    until = time.monotonic() + request["timeout"]
    while True:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return {"code": os.waitstatus_to_exitcode(status)}
        if time.monotonic() > until:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return {"code": None}
        time.sleep(0.005)


def _run(request: dict) -> None:
    code = 70
    try:
        os.setsid()
        os.chdir(request["cwd"])
        os.environ.clear()
        os.environ.update(request["environment"])
        for number, (name, flags) in enumerate(
            (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY))
        ):
            opened = os.open(request[name], flags)
            os.dup2(opened, number)
            os.close(opened)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - a stream
            for number, mode, errors in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace"))
        )
        sys.argv = ["egovcheck", *request["arguments"]]
        from egovcheck.cli.guard import main

        main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
    except BaseException:  # noqa: BLE001 - a traceback is what a test looks for
        import traceback

        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
