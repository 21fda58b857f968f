"""Reading the YAML and CSV files that people edit, keeping the line of every entry for messages.

YAML is read with the safe loader only; anchors and aliases are refused, so that a few lines cannot grow into gigabytes.
"""

from __future__ import annotations

import csv
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from egovcheck.core.errors import PackError

MAX_DEPTH = 100
"""Lists and mappings nested deeper than this are refused; the C reader of YAML would run out of stack."""

MAX_BYTES = 16 * 1024 * 1024
"""A catalogue or rule file larger than this is refused."""


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc] # chosen at import
    """Safe YAML; a repeated key is an error, dates stay text, only true and false are no text (``no`` is a word)."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's own
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, (str, int, float, bool)) or key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is repeated", key_node.start_mark)
            seen.add(key)
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return made


_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:float"}
_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, p) for tag, p in pairs if tag not in _AS_TEXT and (tag != _BOOL or first in "tTfF")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str, place: str, first_line: int = 1) -> dict[str, Any]:
    """Parse a YAML mapping; mistakes are a ``PackError`` with ``place:line``. Decimals stay text."""
    try:
        _check_shape(text)
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - _Loader is a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        said = getattr(error, "problem", None) or str(error)
        raise PackError(f"this is not valid YAML: {said}", place=f"{place}:{line}") from None
    except (ValueError, RecursionError) as error:
        raise PackError(f"this is not valid YAML: {error}", place=f"{place}:{first_line}") from None
    except (LookupError, AttributeError, TypeError, OverflowError):
        # what the library itself stumbles over, such as !!int without a number
        raise PackError("this is not valid YAML: a value is not of its tag", place=f"{place}:{first_line}") from None
    if not isinstance(data, dict):
        raise PackError("a mapping of keys to values was expected", place=f"{place}:{first_line}")
    return data


def _check_shape(text: str) -> None:
    """Refuse aliases and deep nesting; looking at the events costs no memory, whatever the text would grow into."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            said = "the nesting is too deep" if depth > MAX_DEPTH else "aliases are not allowed"
            mark: Any = event.start_mark  # the C reader has a class of its own for it
            raise yaml.constructor.ConstructorError(None, None, said, mark)


def load_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that must hold one mapping."""
    return parse_yaml(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Read a file that people edit: UTF-8 with LF or CRLF, of limited size."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PackError(f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB", place=str(path))
        return regular_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise PackError("the file is not UTF-8", place=str(path), hint=f"byte {error.start} is wrong") from None
    except OSError as error:
        raise PackError(f"the file cannot be read: {error.strerror}", place=str(path)) from None


def regular_bytes(path: Path) -> bytes:
    """Return what a file holds; raises OSError for a pipe, which may never be written to, or a device without end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "this is no file", str(path))
    return path.read_bytes()


def refuse_outside(path: Path) -> None:
    """Raise PackError for a link out of its folder and the working directory: messages quote what they stumble over.

    Whoever sends data or rules must not have a file shown to them that they could not have read themselves.
    """
    if not path.is_symlink():
        return
    real = Path(os.path.realpath(path))
    if not any(real.is_relative_to(os.path.realpath(folder)) for folder in (path.parent, Path.cwd())):
        raise PackError("this link leads out of its folder", place=str(path), hint="put a copy of the file there")


def is_file(path: Path) -> bool:
    """Say whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Say whether there is such a folder; a name that no folder can have is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a CSV file with a header; a row of another width is a ``PackError`` with its line."""
    reader = csv.reader(read_text(path).split("\n"), strict=True)
    try:
        header = next(reader)
        if twice := sorted({name for name in header if header.count(name) > 1}):
            raise PackError(f"the column '{twice[0]}' stands twice", place=f"{path}:1", hint="remove one of the two")
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise PackError(
                    f"the row has {len(row)} fields, the header {len(header)}", place=f"{path}:{reader.line_num}"
                )
            yield reader.line_num, dict(zip(header, row, strict=True))
    except StopIteration:
        raise PackError("the file is empty", place=str(path)) from None
    except csv.Error as error:
        raise PackError(f"the quoting is broken: {error}", place=f"{path}:{reader.line_num}") from None
