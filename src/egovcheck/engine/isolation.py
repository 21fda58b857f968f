"""Running the rules of strangers in a process of their own, which can read one snapshot of the tables and nothing else.

``check_select`` is the wall before this one; here it is taken to have failed. The child opens the snapshot read-only,
with files, settings, extensions and Python variables closed to SQL; it may allocate only so much memory and write to no
file, and is killed with its process group when it takes too long. A rule that brings it down has that as its outcome,
and the next rule gets a new child.

The address space is limited on Linux only: elsewhere there is no ``resource`` module, or the kernel does not heed the
limit, and what is left is DuckDB's own ``memory_limit`` and the clocks. ``MEMORY_IS_LIMITED`` says which it is.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from egovcheck.core.errors import PackError, RuleFailure
from egovcheck.core.findings import ROLES
from egovcheck.engine.bound import may_use_doubles
from egovcheck.engine.running import Outcome, Violation
from egovcheck.rules import Rule

MEMORY_IS_LIMITED = sys.platform == "linux"
"""Whether the operating system itself stops a rule that asks for too much memory."""

STARTING = 60.0
"""Seconds that a child may take to load Python, DuckDB and the snapshot."""

GRACE = 1.0
"""Seconds between the child's own time limit for a rule and the moment when it is killed."""

# -I and -S leave nothing on the path but the standard library; what the parent has is put behind it, so that no file of
# the working directory (an enum.py, a duckdb.py) can stand before the real one, and no .pth or site hook is run
_START = "import sys; sys.path += sys.argv[1:]; from egovcheck.engine.child import main; sys.exit(main())"

# what the loader of shared libraries and Windows itself cannot do without; nothing that could hold a secret
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rules of strangers may use.

    ``seconds`` is for one rule, ``total`` for all of them, ``memory`` the bytes beyond what the process needs to stand
    ready, ``violations`` the invalid subjects of one rule, ``answer`` the bytes of what it returns.
    """

    seconds: float = 60.0
    total: float = 600.0
    memory: int = 2 * 1024**3
    threads: int = 2
    violations: int = 50_000
    answer: int = 32 * 1024**2


def run_isolated(snapshot: Path, rules: Sequence[Rule], limits: Limits | None = None) -> list[Outcome]:
    """Run the rules that are decided by SQL over a snapshot, in order; one that fails has an outcome that says so.

    Args:
        snapshot: the file that ``Database.snapshot`` wrote.
        rules: rules that ``check_select`` has let pass.
        limits: what they may use.
    """
    limits = limits or Limits()
    end = time.monotonic() + limits.total
    outcomes: list[Outcome] = []
    child: _Child | None = None
    absent: str | None = None
    try:
        for rule in rules:
            if rule.sql is None:
                continue
            late = f"not run: the rules before it took {limits.total:g} seconds" if time.monotonic() >= end else None
            if absent or late:
                outcomes.append(Outcome(rule.code, error=absent or late))
                continue
            try:
                child = child or _Child(snapshot, limits)
                outcomes.append(child.outcome(rule, end))
                if not child.sound:
                    child.kill()
                    child = None
            except _ChildError as error:
                outcomes.append(Outcome(rule.code, error=str(error)))
                # a child that does not even start will not start for the next rule either
                absent = None if child else str(error)
                if child:
                    child.kill()
                child = None
    finally:
        if child:
            child.kill()
    return outcomes


def check_isolated(snapshot: Path, rules: Sequence[Rule], limits: Limits | None = None) -> None:
    """Bind rules to a snapshot as ``check_columns`` does, in a process of its own: planning alone can fill the memory.

    Raises:
        PackError: for the first rule that is written wrong, or cannot be bound within the limits.
    """
    limits = limits or Limits()
    end = time.monotonic() + limits.total
    decided = [rule for rule in rules if rule.sql is not None]
    if not decided:
        return
    try:
        child = _Child(snapshot, limits)
    except _ChildError as error:
        raise RuleFailure(str(error)) from None
    try:
        for rule in decided:
            try:
                refused = child.refused(rule, end)
            except _ChildError as error:
                place = f"{rule.label}:{rule.sql_line}"
                raise PackError(f"the SQL cannot be planned: {error}", place=place) from None
            if refused:
                raise refused
    finally:
        child.kill()


class _ChildError(Exception):
    """What went wrong with a child, as a plain sentence."""


class _Child:
    """One process that answers rules with outcomes, one JSON line each way."""

    def __init__(self, snapshot: Path, limits: Limits) -> None:
        self.limits = limits
        self.sound = True  # it may say of itself that it should not be asked again
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and program, no shell
                [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _START, *_paths()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                cwd=snapshot.resolve().parent,
                env=_environment(),
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            self.errors.close()
            raise _ChildError(f"the process for foreign rules cannot be started: {error.strerror}") from None
        self.lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_read, args=(self.process.stdout, self.lines, limits.answer), daemon=True).start()
        self.send({"snapshot": str(snapshot.resolve()), **asdict(limits)})
        if reason := self._unready():
            self.kill()
            raise _ChildError(f"the process for foreign rules did not start: {reason}")

    def _unready(self) -> str | None:
        """Wait for the first line; return what stands against it, as the child's last words have it."""
        try:
            if self.answer(STARTING) == {"ready": True}:
                return None
            reason = "it did not say that it is ready"
        except _ChildError as error:
            reason = str(error)
        self.errors.seek(0)
        last = self.errors.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        return last[0] if last else reason

    def outcome(self, rule: Rule, end: float) -> Outcome:
        """Ask for the outcome of one rule, which must come in its time and before ``end``."""
        try:
            return _outcome(rule.code, self._asked(rule, end, only_check=False), self.limits.violations)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise _ChildError("the process that ran it gave an answer that is no outcome") from None

    def refused(self, rule: Rule, end: float) -> PackError | None:
        """Ask what stands against the columns of one rule."""
        answer = self._asked(rule, end, only_check=True)
        try:
            if answer["error"] is not None:
                raise _ChildError(str(answer["error"])[:500])
            if answer["refused"] is None:
                return None
            message, hint, place = (None if part is None else str(part)[:500] for part in answer["refused"])
        except (KeyError, TypeError, ValueError):
            raise _ChildError("the process that planned it gave no answer that makes sense") from None
        return PackError(message or "", hint=hint, place=place)

    def _asked(self, rule: Rule, end: float, *, only_check: bool) -> Any:
        where = {"place": rule.label, "line": rule.sql_line, "doubles": may_use_doubles(rule.code)}
        what = {"sql": rule.sql, "settings": rule.settings, "needs": rule.meta.needs, "only_check": only_check}
        self.send(what | where)
        left, allowed = max(end - time.monotonic(), 0.0), self.limits.seconds + GRACE
        seconds = self.limits.seconds if left > allowed else left
        answer = self.answer(min(allowed, left), f"stopped after {seconds:.3g} seconds")
        self.sound = isinstance(answer, dict) and answer.get("sound") is True
        return answer

    def send(self, message: Mapping[str, Any]) -> None:
        """Write one line; a child that does not read must not hold us up, hence the thread."""
        threading.Thread(target=_write, args=(self.process.stdin, message), daemon=True).start()

    def answer(self, seconds: float, late: str = "it took too long") -> Any:
        """Return the next line as JSON, or raise with the reason why there is none."""
        try:
            line = self.lines.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            raise _ChildError(late) from None
        if not line:
            raise _ChildError(self._ending(late))
        if not line.endswith(b"\n"):
            raise _ChildError(f"it returned more than {self.limits.answer} bytes")
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise _ChildError("the process that ran it gave an answer that is not JSON") from None

    def _ending(self, late: str) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self.process.wait(timeout=2)
            name = signal.Signals(-code).name if code < 0 else f"exit {code}"
            if name in {"SIGALRM", "SIGXCPU"}:
                return late
            return f"it brought down the process that ran it ({name}), most likely by asking for too much memory"
        return "it closed the line to the process that ran it"

    def kill(self) -> None:
        """End the process and all that it may have started."""
        if os.name == "posix":
            # the group lives on where the leader is gone, and is gone where it had no other member
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe:
                    pipe.close()
        self.errors.close()


def _read(pipe: IO[bytes], lines: queue.Queue[bytes], most: int) -> None:
    line = b"x"
    with contextlib.suppress(OSError, ValueError):  # closed by kill
        while line:
            line = pipe.readline(most)
            lines.put(line)
            if len(line) >= most:
                return
    lines.put(b"")


def _write(pipe: IO[bytes], message: Mapping[str, Any]) -> None:
    with contextlib.suppress(OSError, ValueError):  # the child is gone: its silence says so
        pipe.write(json.dumps(message).encode() + b"\n")
        pipe.flush()


def _paths() -> list[str]:
    """Return where the child finds this very package and what it needs, behind the standard library.

    The package's own folder comes first, so that the child is of the version of the parent, whatever else is installed.
    """
    package = Path(__file__).resolve().parents[2]
    here = Path.cwd()
    others = [p for p in sys.path if p and Path(p).is_absolute() and Path(p).exists() and Path(p).resolve() != here]
    return list(dict.fromkeys([str(package), *others]))


def _environment() -> dict[str, str]:
    # one arena of malloc a thread costs address space that would count as the rule's
    return {"LC_ALL": "C.UTF-8", "TZ": "UTC", "MALLOC_ARENA_MAX": "2"} | {
        k: os.environ[k] for k in _KEPT if k in os.environ
    }


def _outcome(code: str, answer: Any, most: int) -> Outcome:
    """Build an outcome from an answer, trusting nothing of it; what does not fit raises what the caller expects."""
    if answer["error"] is not None:
        return Outcome(code, error=str(answer["error"])[:500])
    if answer["needed"] is not None:
        return Outcome(code, needed=str(answer["needed"])[:500])
    counts = [_whole(answer[name]) for name in ("valid", "invalid", "undecided")]
    if min(counts) < 0 or len(answer["violations"]) > most:
        raise ValueError(code)
    violations = tuple(
        Violation(
            code,
            {str(name): None if value is None else str(value) for name, value in found["columns"].items()},
            tuple((ROLES[ROLES.index(role)], tuple(map(_whole, ids))) for role, ids in found["roles"]),
            frozenset(map(str, found["numbers"])),
        )
        for found in answer["violations"]
    )
    valid, invalid, undecided = counts
    return Outcome(code, valid, invalid, undecided, violations)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
