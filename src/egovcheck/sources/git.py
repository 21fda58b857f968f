"""What stood in files at an earlier revision of a git repository, as ``git`` tells; nothing is written to it.

Names of revisions and files come from a command line or a stranger's repository: they are handed over as arguments that
cannot be options and as literal paths, and blobs are read as they are stored, without filters or attributes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe

MAX_BYTES = 8 << 30
"""Bytes of all files of the earlier revision together."""

_FILES = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision: its path from the root of the repository, its id, and its size in bytes."""

    path: PurePosixPath
    id: str
    size: int


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with a work tree at ``root``."""

    root: Path
    program: str

    def commit(self, revision: str) -> str:
        """Return the id of the commit that the work at hand has in common with ``revision``.

        That is where a branch began, as a pull request compares; ``revision`` itself where nothing is in common.

        Raises:
            UsageError: where there is no such revision.
        """
        found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not found:
            hint = "a shallow clone lacks it: fetch the whole history (fetch-depth: 0)" if self._shallow() else None
            raise UsageError(f"there is no revision '{safe(revision)}'", hint=hint or "name a branch, tag or commit")
        return self._ask("merge-base", found, "HEAD") or found

    def blobs(self, commit: str, folder: PurePosixPath, *, deep: bool) -> Iterator[Blob]:
        """Yield the regular files of a folder at a commit, at any depth where ``deep``; links are left out."""
        prefix = "" if folder == PurePosixPath() else f"{folder.as_posix()}/"
        depth = ["-r"] if deep else []
        where = ["--", prefix] if prefix else []
        listed = self._run("ls-tree", "-z", "-l", "--full-tree", *depth, commit, *where).stdout
        for entry in listed.split(b"\0"):
            about, tab, name = entry.partition(b"\t")
            if not tab:
                continue
            mode, _, blob, size = about.split()
            path = PurePosixPath(os.fsdecode(name))
            if mode in _FILES and not path.is_absolute() and ".." not in path.parts:
                yield Blob(path, blob.decode(), int(size))

    def write(self, blobs: Iterable[Blob], into: Path) -> None:
        """Write blobs below a folder, each under its own path."""
        wanted = {blob.path: blob for blob in blobs}
        if sum(blob.size for blob in wanted.values()) > MAX_BYTES:
            raise UsageError(f"the files of the earlier revision have more than {MAX_BYTES >> 30} GiB")
        command = [*self._command(), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()) as process:  # noqa: S603 - a program found by its name
            asked, answered = process.stdin, process.stdout
            if asked is None or answered is None:
                raise AssertionError
            for blob in wanted.values():
                asked.write(blob.id.encode() + b"\n")
                asked.flush()
                size = int(answered.readline().split()[2])
                path = into / blob.path
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    while size and (block := answered.read(min(size, 1 << 20))):
                        file.write(block)
                        size -= len(block)
                answered.read(1)

    def bytes_at(self, commit: str, path: PurePosixPath) -> bytes | None:
        """Return what stood in a file at a commit, or None where it was not there."""
        shown = self._run("cat-file", "blob", f"{commit}:{path.as_posix()}", check=False)
        return shown.stdout if shown.returncode == 0 else None

    def _shallow(self) -> bool:
        return self._ask("rev-parse", "--is-shallow-repository") == "true"

    def _ask(self, *arguments: str) -> str:
        asked = self._run(*arguments, check=False)
        return os.fsdecode(asked.stdout).strip() if asked.returncode == 0 else ""

    def _command(self) -> list[str]:
        return [self.program, "--no-replace-objects", "--literal-pathspecs", "-C", str(self.root)]

    def _run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(  # noqa: S603 - a program found by its name, arguments that are no options
            [*self._command(), *arguments], capture_output=True, check=False, env=_environment()
        )
        if check and done.returncode:
            said = os.fsdecode(done.stderr).strip().splitlines() or ["no reason given"]
            raise UsageError(f"git failed: {safe(said[-1])}")
        return done


def find_repository(start: Path) -> Repository:
    """Return the repository that the folder ``start`` belongs to.

    Raises:
        UsageError: where git is not installed, or the folder is in no repository.
    """
    program = shutil.which("git")
    if program is None:
        raise UsageError("git is not installed", hint="it is needed to see what changed")
    asked = subprocess.run(  # noqa: S603 - a program found by its name
        [program, "-C", str(start), "rev-parse", "--show-toplevel"],
        capture_output=True,
        check=False,
        env=_environment(),
    )
    if asked.returncode:
        said = os.fsdecode(asked.stderr).strip().splitlines() or [""]
        doubtful = "dubious ownership" in said[0]
        hint = "git config --global --add safe.directory FOLDER, if you trust it" if doubtful else None
        why = "belongs to somebody else" if doubtful else "is in no git repository"
        raise UsageError(f"the working directory {why}, so what changed cannot be told", hint=hint)
    return Repository(Path(os.fsdecode(asked.stdout).removesuffix("\n")).resolve(), program)


def _environment() -> dict[str, str]:
    return {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
