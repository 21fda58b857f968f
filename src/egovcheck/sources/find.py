"""The files that a command line names: files, folders, patterns and standard input, each once, in one order."""

from __future__ import annotations

import fnmatch
import glob
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe
from egovcheck.sources.changing import stamp_of
from egovcheck.sources.databases.address import Declared, is_address, read_address
from egovcheck.sources.databases.opening import fetch
from egovcheck.sources.formats import SUFFIXES as TABLE_SUFFIXES
from egovcheck.sources.side_files import is_report, is_rule, is_side_file
from egovcheck.sources.tables import Document
from egovcheck.sources.texts.formats import SUFFIXES as TEXT_SUFFIXES
from egovcheck.sources.wording import STDIN, called, os_problem

MAX_BYTES = 8 << 30
"""Bytes of one input."""

SUFFIXES = TABLE_SUFFIXES | TEXT_SUFFIXES
"""The endings of the names of files that are read where they are found in a folder, in lower case."""

_BLOCK = 1 << 20


@contextmanager
def find_documents(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None,
    apart: Collection[Path] = (),
    databases: Sequence[Declared] = (),
) -> Iterator[list[Document]]:
    """Give the documents that ``paths`` name, for as long as the ``with`` block lasts.

    A path is a file, a folder (searched to any depth), a pattern such as ``data/**/*.csv``, the address of a table in a
    database (``databases`` are those that have a name), or ``-`` for ``stdin``; of the last two a temporary copy exists
    until the block ends. Documents keep the order of ``paths``; those of a folder or
    pattern are sorted. Files of unknown suffix are taken only where they are named themselves; side files never, nor
    those that are ``apart``, such as tables of the catalogue; a file named twice is one document. The copy is the only
    thing that is written.

    Raises InputError for a path that is missing, that no file can be read from, or that is no regular file, and where
    nothing is left to check.
    """
    with ExitStack() as stack:
        documents: list[Document] = []
        seen = {os.path.realpath(file) for file in apart}
        for path in paths:
            if path == STDIN:
                if STDIN not in seen:
                    documents.append(_copy(stdin, stack))
                seen.add(STDIN)
                continue
            if is_address(path):
                address = read_address(path, databases)
                if address.label not in seen:
                    documents.append(fetch(address, _temporary(stack)))
                seen.add(address.label)
                continue
            for file in _files(path):
                real = os.path.realpath(file)
                if real not in seen:
                    seen.add(real)
                    documents.append(_document(file))
        if not documents:
            raise _nothing_to_check(paths)
        yield documents


def listed(paths: Sequence[str]) -> list[Path]:
    """Return the files that ``paths`` name, unread; raises InputError as ``find_documents`` does."""
    return [file for path in paths if path != STDIN and not is_address(path) for file in _files(path)]


def _nothing_to_check(paths: Sequence[str]) -> InputError:
    if paths:
        named = ", ".join(called(path) for path in paths)
        return InputError(
            f"there is nothing to check: {named} describes data and holds none", hint="name the file with the figures"
        )
    return InputError(
        "there is nothing to check: no file is named", hint="name files or folders, or - for standard input"
    )


def _files(path: str) -> list[Path]:
    """Return the files that one argument stands for, sorted."""
    found = Path(path)
    if not path:  # an unset variable in a shell, which must not mean the working directory
        raise InputError("a path is empty", hint="name a file or folder, or . for the working directory")
    try:
        mode = found.stat().st_mode
    except ValueError as error:
        raise InputError(f"'{safe(path)}' cannot be the name of a file", hint="check the spelling") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        if glob.has_magic(path):
            return _matching(path)
        raise InputError(
            f"there is no file or folder '{safe(path)}'", hint="paths are relative to the working directory"
        ) from error
    except OSError as error:
        raise os_problem(path, error) from error
    if stat.S_ISDIR(mode):
        return _inside(found) or _refuse_empty(f"the folder '{safe(path)}' holds no file that can be read")
    if not stat.S_ISREG(mode):
        raise InputError(
            f"'{safe(path)}' is neither a file nor a folder",
            hint="to read from a pipe, send it to standard input and name -",
        )
    if is_side_file(found.name):
        return []
    _refuse_own(found, path)
    return [found]


def _refuse_own(found: Path, path: str) -> None:
    """Raise InputError for a file that was named and that is a report or a rule of egovcheck."""
    if _is(is_report, found):
        shown = f"egovcheck render {safe(path)} shows it" if found.suffix.lower() == ".json" else "name the data"
        raise InputError(f"'{safe(path)}' is a report of egovcheck and not a submission", hint=shown)
    if _is(is_rule, found):
        raise InputError(
            f"'{safe(path)}' is a rule of egovcheck and not a submission", hint=f"to apply it, use --rules {safe(path)}"
        )


def _matching(pattern: str) -> list[Path]:
    """Return the files that match ``pattern``, and those inside folders that match it."""
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed])
    try:
        matches = sorted(set(_expand(base, parts[fixed:], Path(os.path.realpath(base)))), key=lambda match: match.parts)
    except OSError as error:
        raise os_problem(error.filename or pattern, error) from error
    files: list[Path] = []
    for match in matches:
        files += _inside(match) if match.is_dir() else [match] if _is_submission(match) else []
    return files or _refuse_empty(f"no file that can be read matches '{safe(pattern)}'")


def _expand(folder: Path, parts: tuple[str, ...], root: Path) -> Iterator[Path]:
    """Yield what ``parts`` match below ``folder``; ``**`` is any number of folders, hidden ones and links left out."""
    if not parts:
        yield folder
        return
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _expand(folder, rest, root) if rest else ()
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                yield from _expand(folder / entry.name, rest if rest[:1] == ("**",) else parts, root)
            elif not rest and _stays_inside(entry, root):
                yield folder / entry.name
    elif glob.has_magic(first):
        for entry in _entries(folder, hidden=first.startswith(".")):
            if fnmatch.fnmatch(entry.name, first) and _stays_inside(entry, root) and (not rest or entry.is_dir()):
                yield from _expand(folder / entry.name, rest, root)
    elif (folder / first).exists():
        yield from _expand(folder / first, rest, root)


def _inside(folder: Path) -> list[Path]:
    """Return the submissions in ``folder`` at any depth, sorted by their paths."""
    root = Path(os.path.realpath(folder))
    files: list[Path] = []
    waiting = [folder]
    try:
        while waiting:
            current = waiting.pop()
            for entry in _entries(current):
                # A link to a folder inside leads to files that are found anyway; one to the outside is not followed.
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(current / entry.name)
                elif _stays_inside(entry, root) and _is_submission(current / entry.name):
                    files.append(current / entry.name)
    except OSError as error:
        raise os_problem(error.filename or str(folder), error) from error
    return sorted(files, key=lambda file: file.parts)


def _entries(folder: Path, *, hidden: bool = False) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return [entry for entry in entries if hidden or not entry.name.startswith(".")]


def _stays_inside(entry: os.DirEntry[str], root: Path) -> bool:
    # realpath, since resolve raises for links that lead to each other
    return not entry.is_symlink() or Path(os.path.realpath(entry.path)).is_relative_to(root)


def _is_submission(path: Path) -> bool:
    """Say whether a file that was found, and not named, is to be read."""
    known = path.suffix.lower() in SUFFIXES and not is_side_file(path.name)
    return known and path.is_file() and not _is(is_report, path) and not _is(is_rule, path)


def _is(judge: Callable[[Path], bool], path: Path) -> bool:
    try:
        return judge(path)
    except OSError as error:
        raise os_problem(_label(path), error) from error


def _refuse_empty(sentence: str) -> list[Path]:
    raise InputError(sentence, hint=f"files end in {', '.join(sorted(SUFFIXES))}; others are read where they are named")


def _document(file: Path) -> Document:
    label = _label(file)
    try:
        with file.open("rb") as opened:
            stamp = stamp_of(found := os.fstat(opened.fileno()))
            size = found.st_size
            if size > MAX_BYTES:
                raise _too_large(label)
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise os_problem(label, error) from error
    return Document(label, file.absolute(), sha256, size, stamp=stamp)


def _copy(stdin: BinaryIO | None, stack: ExitStack) -> Document:
    """Copy standard input to a temporary file, since its readers look at it more than once."""
    if stdin is None:
        raise InputError("standard input is closed", hint="name a file instead of -")
    path = _temporary(stack) / "stdin"
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as copy:
        while block := _read(stdin):
            size += len(block)
            if size > MAX_BYTES:
                raise _too_large(STDIN)
            digest.update(block)
            copy.write(block)
    return Document(STDIN, path, digest.hexdigest(), size)


def _temporary(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="egovcheck-")))


def _read(stdin: BinaryIO) -> bytes:
    try:
        return stdin.read(_BLOCK)
    except OSError as error:
        raise os_problem(STDIN, error) from error


def _too_large(label: str) -> InputError:
    return InputError(
        f"{called(label)} has more than {MAX_BYTES >> 30} GiB",
        hint="split it into files of one year or one region each",
    )


def _label(file: Path) -> str:
    """Return how people see a file: relative to the working directory where that is possible, with forward slashes."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # another drive
        return file.absolute().as_posix()
