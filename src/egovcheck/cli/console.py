"""Where the reports go: formats, files and streams, colour and width."""

from __future__ import annotations

import io
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from egovcheck.cli.files import write_whole
from egovcheck.cli.guard import leave_pipe
from egovcheck.core.errors import UsageError
from egovcheck.records.names import nearest
from egovcheck.report import Style
from egovcheck.report.workflow import harmless
from egovcheck.report.writers import Value, Writer

if TYPE_CHECKING:
    from rich.status import Status


PATIENCE = 1.0
"""Seconds after which people are told that work goes on."""


@dataclass(frozen=True, slots=True)
class Target:
    """One report to be written: its format, and the file it goes to or None for a stream."""

    format: str
    path: Path | None


def targets(given: Sequence[str], known: Mapping[str, Writer[Any]]) -> list[Target]:
    """Read ``--output FORMAT[=PATH]`` options; an unknown format or two of them on one stream are errors."""
    found = []
    for text in given:
        name, equals, path = text.partition("=")
        if name not in known:
            close = nearest(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
            raise UsageError(f"there is no format '{name}'", hint=hint)
        if equals and not path:
            raise UsageError(f"--output {name}= names no file", hint=f"write --output {name}=FILE")
        found.append(Target(name, Path(path) if path not in {"", "-"} else None))
    on_stdout = [target.format for target in found if target.path is None]
    for machine in (True, False):
        if sum(known[name].machine is machine for name in on_stdout) < 2:
            continue
        raise UsageError(
            f"{' and '.join(on_stdout)} cannot both go to standard output", hint="send one to a file: FORMAT=PATH"
        )
    files = [os.path.realpath(target.path) for target in found if target.path]
    if len(set(files)) < len(files):
        raise UsageError("two outputs go to one file")
    return found


def files_of(chosen: Sequence[Target]) -> list[Path]:
    """Return the files that are going to be written."""
    return [target.path for target in chosen if target.path is not None]


def publish(
    value: Value,
    chosen: Sequence[Target],
    known: Mapping[str, Writer[Value]],
    *,
    quiet: bool,
    verbose: bool,
    environment: Mapping[str, str],
) -> None:
    """Write a report or review to every target; people get theirs on stdout unless a machine format is there."""
    for target in chosen:
        if target.path is not None:
            _to_file(value, known[target.format], target.path, quiet=quiet, verbose=verbose)
    shown = [target.format for target in chosen if target.path is None]
    machine = next((name for name in shown if known[name].machine), None)
    human = next((name for name in shown if not known[name].machine), None)
    if machine is not None:
        _to_stream(value, known[machine], sys.stdout, quiet=quiet, verbose=verbose, environment=environment)
    stream = sys.stdout if machine is None else sys.stderr
    human = human or ("rich" if stream.isatty() else "concise")
    _to_stream(value, known[human], stream, quiet=quiet, verbose=verbose, environment=environment)


def standard_input() -> BinaryIO | None:
    """Return the bytes of standard input; None where whoever started the program has closed it."""
    return None if sys.stdin is None else sys.stdin.buffer


@contextmanager
def waiting(sentence: str) -> Iterator[None]:
    """Show on a terminal that work goes on, once it has taken longer than a moment; elsewhere nothing."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    shown: list[Status] = []

    def show() -> None:
        from rich.console import Console  # noqa: PLC0415 - only for those who wait
        from rich.text import Text  # noqa: PLC0415

        status = Console(stderr=True).status(Text(sentence))
        status.start()
        shown.append(status)

    timer = threading.Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()


def _to_stream(
    value: Value,
    writer: Writer[Value],
    stream: TextIO,
    *,
    quiet: bool,
    verbose: bool,
    environment: Mapping[str, str],
) -> None:
    """Write to a stream; where nobody reads it any more the run goes on, so that its exit code stays the true one."""
    try:
        _write_to(value, writer, stream, quiet=quiet, verbose=verbose, environment=environment)
        stream.flush()
    except BrokenPipeError:
        leave_pipe(stream)


def _write_to(
    value: Value,
    writer: Writer[Value],
    stream: TextIO,
    *,
    quiet: bool,
    verbose: bool,
    environment: Mapping[str, str],
) -> None:
    terminal = stream.isatty()
    if writer.binary:
        if terminal:
            hint = f"write --output {writer.name}=FILE"
            raise UsageError(f"{writer.name} is not for terminals", hint=hint)
        writer.write(value, stream.buffer, Style(quiet=quiet, verbose=int(verbose)))
        return
    width = shutil.get_terminal_size((80, 24)).columns if terminal else _columns(environment)
    color = terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    style = Style(width=width, color=color, verbose=int(verbose), quiet=quiet, unicode=_unicode(stream))
    if writer.machine or environment.get("GITHUB_ACTIONS") != "true":
        writer.write(value, stream, style)
        return
    log = io.StringIO()
    writer.write(value, log, style)
    stream.write(harmless(log.getvalue()))


def _columns(environment: Mapping[str, str]) -> int | None:
    columns = environment.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() and int(columns[:9]) >= 20 else None


def _unicode(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") in {"utf8", "utf16", "utf32"}


def _to_file(value: Value, writer: Writer[Value], path: Path, *, quiet: bool, verbose: bool) -> None:
    """Write a report to a file."""
    style = Style(width=None, color=False, verbose=int(verbose), quiet=quiet, unicode=True)
    if writer.binary:
        data = io.BytesIO()
        writer.write(value, data, style)
        write_whole(path, data.getvalue())
        return
    out = io.StringIO()
    writer.write(value, out, style)
    write_whole(path, out.getvalue().encode("utf-8"))
