r"""Which files a layout describes, and what their names say.

A layout matches files that were given as inputs and nothing else: no folder is looked into, so no pattern leads
anywhere. Patterns on file names come from a configuration that may be a stranger's, and Python's ``re`` can take longer
than anybody lives over a name of fifty characters (``(a+)+b``). So they are run by RE2, inside DuckDB, which takes time
in proportion to the name whatever the pattern is, and refuses what it cannot do so (``(?=…)``, ``\1``).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from egovcheck.core.errors import UsageError
from egovcheck.records.layouts.model import Layout
from egovcheck.sources.databases.address import is_address, name_in
from egovcheck.sources.wording import STDIN

if TYPE_CHECKING:
    import duckdb

LONGEST_PATTERN = 300
LONGEST_NAME = 255


def describes(layout: Layout, path: Path, label: str, sheet: str | None = None) -> bool:
    """Say whether a layout describes the file at ``path``, which people see as ``label``, or a sheet of it.

    A layout that names sheets describes nothing else. A pattern without a slash is compared with the file's name, one
    with a slash with its path from the layout's folder, in which ``**`` is any number of folders. Case counts; the
    normal form of letters does not.
    """
    if layout.sheets and not any(sheet is not None and fnmatchcase(_nfc(sheet), _nfc(one)) for one in layout.sheets):
        return False
    name = name_of(path, label)
    for pattern in layout.files:
        if "/" not in pattern:
            if fnmatchcase(_nfc(name), _nfc(pattern)):
                return True
        elif (
            name != STDIN
            and not is_address(label)
            and (parts := _from(layout.folder, path))
            and _match(parts, _parts(pattern))
        ):
            return True
    return False


def unused(layouts: Sequence[Layout], files: Iterable[tuple[Path, str, Sequence[str]]]) -> list[Layout]:
    """Return the layouts that are the first to describe none of the files, given by path, label and sheets.

    The tables of a workbook may have a layout each, so of these all that describe it count.
    """
    used: set[int] = set()
    for path, label, sheets in files:
        if sheets:
            used |= {id(one) for one in layouts for sheet in sheets if describes(one, path, label, sheet)}
        else:
            used |= {id(one) for one in [one for one in layouts if describes(one, path, label)][:1]}
    return [layout for layout in layouts if id(layout) not in used]


def name_of(path: Path, label: str) -> str:
    """Return the name of a file, or of a table of a database, as patterns see it."""
    if is_address(label):
        return name_in(label)
    return STDIN if label == STDIN else path.name


@lru_cache(maxsize=4096)
def captured(pattern: str, name: str) -> str | None:
    """Return what the group of ``pattern`` finds in a file's name; None where the pattern does not fit or is silent.

    Raises:
        UsageError: where RE2 does not take the pattern.
    """
    import duckdb  # noqa: PLC0415 - most layouts have no pattern on names

    try:
        sql = "SELECT regexp_matches($1, $2), regexp_extract($1, $2, 1)"
        found, text = _engine().execute(sql, [_nfc(name)[:LONGEST_NAME], pattern]).fetchall()[0]
    except duckdb.Error as error:
        said = str(error).partition(":")[2].strip().splitlines()[0]
        raise UsageError(
            f"the pattern '{pattern}' cannot be used: {said}", hint="RE2 syntax: no (?=…), no \\1"
        ) from None
    return text if found and text else None


@lru_cache(maxsize=1)
def _engine() -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415

    return duckdb.connect(":memory:", config={"threads": "1"})


def check_pattern(pattern: str) -> str | None:
    """Return what is wrong with a pattern on file names, or None; whether RE2 takes it is seen when it is used."""
    if len(pattern) > LONGEST_PATTERN:
        return f"it has more than {LONGEST_PATTERN} characters"
    try:
        groups = re.compile(pattern).groups
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is no regular expression: {error}"
    return None if groups == 1 else f"it needs one group that says which part is meant, and has {groups}"


def _from(folder: Path, path: Path) -> tuple[str, ...]:
    try:
        return PurePosixPath(Path(_nfc(os.path.relpath(path, folder))).as_posix()).parts
    except ValueError:  # another drive
        return ()


def _parts(pattern: str) -> tuple[str, ...]:
    return PurePosixPath(_nfc(pattern)).parts


def _match(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Compare folder by folder; ``reach`` are the numbers of parts that the pattern so far can have taken."""
    reach = {0}
    for wanted in pattern:
        if wanted == "**":
            reach = {later for taken in reach for later in range(taken, len(parts) + 1)}
        else:
            reach = {taken + 1 for taken in reach if taken < len(parts) and fnmatchcase(parts[taken], wanted)}
    return len(parts) in reach


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
