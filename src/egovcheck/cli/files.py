"""Files that are written as a whole or not at all, and never over what is read."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe
from egovcheck.sources.find import listed
from egovcheck.sources.wording import STDIN

_STREAM = re.compile(r"/dev/(?:(?P<name>stdin|stdout|stderr)|fd/(?P<fd>\d+))|/proc/self/fd/(?P<proc>\d+)")
_NAMED = {"stdin": 0, "stdout": 1, "stderr": 2}
_LONGEST = 40
"""Characters of a file's name that its temporary neighbour repeats: the whole name may be as long as names can be."""

_OWN_SETTINGS = ("egovcheck.toml", "pyproject.toml", "egovcheck-waivers.toml", "sources.csv")


def write_whole(path: Path, data: bytes) -> None:
    """Write a report as a whole or not at all; raises UsageError where it cannot be."""
    with whole_file(path, "the report") as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(path: Path, what: str) -> Iterator[BinaryIO]:
    """Give a file that takes its name only when all of it has been written; before that nobody sees any of it.

    A device, a pipe or a stream is written to as it stands. ``what`` is what cannot be written, for the message.

    Raises UsageError where the operating system refuses.
    """
    try:
        with _stream(path) or _beside(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        if not error.strerror:  # not of the operating system: somebody else's, while the file was open
            raise
        hint = "name a file in a folder that exists and can be written to"
        raise UsageError(
            f"{what} cannot be written to {safe(str(path))}: {error.strerror.lower()}", hint=hint
        ) from None


def refuse_overwriting(targets: Iterable[Path], inputs: Iterable[str], others: Iterable[Path] = ()) -> None:
    """Raise UsageError for a target that is one of the inputs, or one of the files that say how to judge them.

    It is the file that counts and not its name, so that links of either kind are seen through.
    """
    existing = {target: known for target in targets if (known := _identity(target))}
    if not existing:
        return
    given = [path for path in inputs if path != STDIN]
    read = {known for path in (*listed(given), *others) if (known := _identity(path))}
    for target, known in existing.items():
        if known in read or target.name in _OWN_SETTINGS or target.name.endswith(".meta.yaml"):
            raise UsageError(
                f"{safe(str(target))} is an input of this run and is not overwritten", hint="name another file"
            )


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file a path leads to, or None where there is none, or none that holds anything."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _stream(path: Path) -> contextlib.AbstractContextManager[BinaryIO] | None:
    """Return a device, a pipe or one of our own streams, opened for writing; None for what is or can be a file."""
    named = _STREAM.fullmatch(str(path))
    if named:
        number = _NAMED[named["name"]] if named["name"] else int(named["fd"] or named["proc"])
        return os.fdopen(os.dup(number), "wb")
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    if stat.S_ISREG(mode):
        return None
    # without O_NONBLOCK a pipe that nobody reads would hold the program up for ever
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(handle, True)
    return os.fdopen(handle, "wb")


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:_LONGEST]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise
