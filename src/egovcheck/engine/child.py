"""The process in which the rules of strangers run: JSON lines in, JSON lines out, and everything else closed.

It is started by ``egovcheck.engine.isolation``. The first line gives the snapshot and the limits, each further line is
a rule, and each is answered by one line, which also says whether the process is sound enough to be asked again.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from egovcheck.core.errors import PackError
from egovcheck.core.text import safe
from egovcheck.engine.bound import check_columns
from egovcheck.engine.database import DISTRUSTED
from egovcheck.engine.isolation import GRACE, MEMORY_IS_LIMITED
from egovcheck.engine.running import Outcome, Runner
from egovcheck.rules import Rule, RuleMeta

CLOSED = {
    "access_mode": "read_only",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "temp_directory": "",
}
"""Settings of the child's database; without a temporary directory what does not fit in memory is an error."""


class TooManyError(ValueError):
    """A rule of several statements, or one that returns more rows than anybody could read."""


class CappedRunner(Runner):
    """A runner that reads no more rows of an answer than the limits allow."""

    most: int

    def _query(self, sql: str, settings: Mapping[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        capped = f"SELECT * FROM ({sql}\n) LIMIT {self.most + 1}"
        if len(duckdb.extract_statements(capped)) != 1:
            raise TooManyError("it holds more than one statement")
        names, rows = super()._query(capped, settings)
        if len(rows) > self.most:
            raise TooManyError(f"it returns more than {self.most} rows")
        return names, rows


def main() -> int:
    """Answer rules until there are no more; return the exit code."""
    lines = sys.stdin.buffer
    # what anything prints must not be taken for an answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    setup = json.loads(lines.readline())
    with _opened(setup) as connection:
        connection.execute("SELECT count(*) FROM records").fetchall()
        _limit(setup)
    _say(answers, {"ready": True})
    for line in lines:
        _say(answers, _answer(json.loads(line), setup))
    return 0


def _opened(setup: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
    """Open the snapshot afresh, so that no rule meets anything that one before it left behind."""
    config: dict[str, Any] = {
        **CLOSED,
        "threads": str(setup["threads"]),
        "disabled_optimizers": DISTRUSTED,
        # half of what the process may have: DuckDB's own error is the better one, and it does not count everything
        "memory_limit": f"{setup['memory'] // 2}B",
        "max_execution_time": str(max(1, int(setup["seconds"] * 1000))),
    }
    connection = duckdb.connect(setup["snapshot"], read_only=True, config=config)
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _limit(setup: Mapping[str, Any]) -> None:
    """Let the kernel hold what DuckDB may not: memory on top of the present, files, core dumps, processor time."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    seconds = int(setup["total"] * setup["threads"]) + 60
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if MEMORY_IS_LIMITED:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + setup["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _answer(asked: Mapping[str, Any], setup: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer for one rule, whatever happens in it."""
    if hasattr(signal, "setitimer"):
        # should the parent be gone, nobody else ends a query that heeds no interrupt
        signal.setitimer(signal.ITIMER_REAL, setup["seconds"] + 2 * GRACE)
    answer: dict[str, Any] | None = None
    try:
        with _opened(setup) as connection:
            answer = _checked(connection, asked) if asked["only_check"] else _judged(connection, asked, setup)
        error = f"it returns more than {setup['answer']} bytes"
        if len(json.dumps(answer)) >= setup["answer"]:
            answer = None
    except MemoryError:
        error = "it asked for too much memory"
    except Exception as raised:  # noqa: BLE001 - whatever it is, it is this rule's outcome and not the next one's
        error = f"{type(raised).__name__}: {raised}".splitlines()[0]
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
    # after an error the next rule gets a new process: what the rule took may not all have been given back
    answer = answer or _plain(Outcome("", error=error))
    return {"sound": answer["error"] is None, **answer}


def _checked(connection: duckdb.DuckDBPyConnection, asked: Mapping[str, Any]) -> dict[str, Any]:
    where = {name: asked[name] for name in ("place", "line", "doubles")}
    try:
        check_columns(connection, asked["sql"], asked["settings"], **where)
    except PackError as error:
        return {"refused": [error.message, error.hint, error.place], "error": None}
    return {"refused": None, "error": None}


def _judged(
    connection: duckdb.DuckDBPyConnection, asked: Mapping[str, Any], setup: Mapping[str, Any]
) -> dict[str, Any]:
    fields: dict[str, Any] = {"code": "", "needs": asked["needs"]}
    meta = RuleMeta.model_construct(**fields)  # the rest of the front matter is for people
    runner = CappedRunner(connection, seconds=setup["seconds"])
    runner.most = setup["violations"]
    rule = Rule(meta, Path(), "", "", {}, (), asked["sql"], 1, shipped=False, settings=asked["settings"])
    return _plain(runner.run_one(rule))


def _plain(outcome: Outcome) -> dict[str, Any]:
    return {
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "undecided": outcome.undecided,
        "violations": [
            {"columns": dict(v.columns), "roles": v.roles, "numbers": sorted(v.numbers)} for v in outcome.violations
        ],
        "needed": outcome.needed,
        "error": outcome.error and safe(outcome.error)[:500],
    }


def _say(answers: Any, message: Mapping[str, Any]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()
