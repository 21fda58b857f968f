"""``egovcheck.toml`` or ``[tool.egovcheck]`` of ``pyproject.toml``: the one closest to the working directory wins.

Paths in it are relative to the file. An unknown key is an error with file, line and the nearest key. ``extend`` names
another configuration whose values hold where this one has none.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.records.databases import inside, read_database
from egovcheck.records.documents import is_file, is_folder, regular_bytes
from egovcheck.records.expectations import Expectation, expectation
from egovcheck.records.layouts.model import Layout
from egovcheck.records.layouts.parsing import read_layout
from egovcheck.records.names import nearest
from egovcheck.records.registers import SourceFacts, source_facts
from egovcheck.records.toml_lines import TomlLines
from egovcheck.sources.databases.address import Declared, is_address

FILE = "egovcheck.toml"
KEYS: dict[str, type] = {
    "extend": str,
    "rules": list,
    "catalogue": str,
    "select": list,
    "ignore": list,
    "previous": list,
    "baseline": str,
    "waivers": str,
    "fail-on": str,
    "lang": str,
    "locale": str,
    "memory-limit": str,
    "threads": int,
    "sources": list,
    "layouts": list,
    "expect": list,
    "databases": list,
    "parameters": dict,
}
_CHOICES = {"fail-on": ("error", "warning", "info", "never"), "lang": ("en", "vi"), "locale": ("vi", "en")}
_DEEPEST = 8
_MAX_BYTES = 4 << 20
_OBJECTS = {"extend", "rules", "catalogue", "baseline", "waivers", "sources", "layouts", "expect", "databases"}
"""Keys whose values become something else than what TOML has."""


@dataclass(frozen=True)
class Configuration:
    """What a configuration file says; everything is optional. ``sha256`` is None where there is no file.

    ``files`` are the file itself and those that it extends.
    """

    place: str = ""
    sha256: str | None = None
    files: frozenset[Path] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[Path, ...] = ()
    catalogue: Path | None = None
    previous: tuple[str, ...] = ()
    baseline: Path | None = None
    waivers: Path | None = None
    sources: tuple[SourceFacts, ...] = ()
    layouts: tuple[Layout, ...] = ()
    expect: tuple[Expectation, ...] = ()
    databases: tuple[Declared, ...] = ()

    def get(self, key: str, given: Any, default: Any = None) -> Any:
        """Return what the command line gave, else what the file says, else the default."""
        return given if given not in (None, ()) else self.values.get(key, default)


def load_configuration(start: Path, *, isolated: bool, environment: Mapping[str, str] = os.environ) -> Configuration:
    """Find and read the configuration for a run that starts in ``start``."""
    if isolated:
        return Configuration()
    named = environment.get("EGOVCHECK_CONFIG")
    if named:
        path = Path(named)
        if not is_file(path):
            raise UsageError(f"EGOVCHECK_CONFIG names '{named}', which is no file")
        return _read(path, 0)
    found = find_configuration(start)
    return _read(found, 0) if found else Configuration()


def find_configuration(start: Path) -> Path | None:
    """Return the configuration file that is closest to the folder ``start``, in it or above it.

    It is the folder in which somebody starts the program that counts and not that of the data: whoever submits figures
    does not settle how they are judged.
    """
    for folder in (start, *start.parents):
        for path in (folder / FILE, folder / "pyproject.toml"):
            if is_file(path) and (path.name == FILE or _has_settings(path)):
                return path
    return None


def _has_settings(path: Path) -> bool:
    try:
        return "[tool.egovcheck" in path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # somebody else's file above, which nobody may read
        return False


def passed_over(inputs: Iterable[str], used: Configuration) -> list[Path]:
    """Return the configuration files that stand beside inputs and are not the one that is used, nor extended by it."""
    named = (Path(path) for path in inputs if not is_address(path))
    folders = {path if is_folder(path) else path.parent for path in named}
    beside = {folder / FILE for folder in folders if is_file(folder / FILE)}
    return sorted(path for path in beside if Path(os.path.realpath(path)) not in used.files)


def _read(path: Path, depth: int) -> Configuration:
    if depth > _DEEPEST:
        raise UsageError("configurations extend each other without end", place=str(path))
    try:
        data = _bytes_of(path)
        whole = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path}:{line[1]}" if line else str(path)
        raise UsageError(f"this is not valid TOML: {str(error).partition(' (at')[0]}", place=place) from None
    except OSError as error:
        raise UsageError(f"the configuration cannot be read: {error.strerror}", place=str(path)) from None
    except (ValueError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else "a value is too long"
        raise UsageError(f"the configuration cannot be read: {said}", place=str(path)) from None
    table = whole if path.name != "pyproject.toml" else _inside(_inside(whole, "tool", path), "egovcheck", path)
    text = data.decode("utf-8")
    lines = TomlLines(text, path)
    _check(table, lines)
    base = _read(path.parent / table["extend"], depth + 1) if "extend" in table else Configuration()
    own = tuple(
        _source(row, partial(lines.place, "sources", turn)) for turn, row in enumerate(table.get("sources", ()))
    )
    layouts = (
        read_layout(row, path.parent, partial(lines.place, "layouts", turn))
        for turn, row in enumerate(table.get("layouts", ()))
    )
    expect = (
        expectation(row, partial(lines.place, "expect", turn)) for turn, row in enumerate(table.get("expect", ()))
    )
    databases = tuple(
        read_database(row, path.parent, partial(lines.place, "databases", turn))
        for turn, row in enumerate(table.get("databases", ()))
    )
    named = [one.name for one in databases]
    if twice := next((turn for turn, name in enumerate(named) if name in named[:turn]), None):
        place = lines.place("databases", twice, "name")
        raise UsageError(f"the database '{named[twice]}' stands twice", place=place)
    sha = hashlib.sha256(data + (base.sha256 or "").encode()).hexdigest()
    return Configuration(
        place=str(path),
        sha256=sha,
        files=base.files | {Path(os.path.realpath(path))},
        values={
            **base.values,
            **{k: v for k, v in table.items() if k not in {*_OBJECTS, "previous"}},
        },
        rules=tuple(path.parent / pack for pack in table["rules"]) if "rules" in table else base.rules,
        catalogue=path.parent / table["catalogue"] if "catalogue" in table else base.catalogue,
        previous=tuple(_earlier(old, path, lines) for old in table["previous"])
        if "previous" in table
        else base.previous,
        baseline=path.parent / table["baseline"] if "baseline" in table else base.baseline,
        waivers=path.parent / table["waivers"] if "waivers" in table else base.waivers,
        sources=(*(s for s in base.sources if s.source not in {o.source for o in own}), *own),
        layouts=(*layouts, *base.layouts),
        expect=(*base.expect, *expect),
        databases=(*(one for one in base.databases if one.name not in named), *databases),
    )


def _earlier(old: str, path: Path, lines: TomlLines) -> str:
    """Return a path of the previous version from where people are, or an address."""
    return inside(old, path.parent, lines.place("previous")) if is_address(old) else str(path.parent / old)


def _bytes_of(path: Path) -> bytes:
    """Return what a configuration file holds; pipes and devices, which may have no end, are none."""
    if "\0" in str(path):
        raise UsageError(f"'{path}' cannot be the name of a file")
    if path.stat().st_size > _MAX_BYTES:
        raise UsageError(f"the configuration is larger than {_MAX_BYTES >> 20} MiB", place=str(path))
    return regular_bytes(path)


def _inside(whole: Mapping[str, Any], key: str, path: Path) -> Mapping[str, Any]:
    table = whole.get(key, {})
    if not isinstance(table, Mapping):
        raise UsageError(f"'{key}' must be a table", place=str(path))
    return table


def _check(table: Mapping[str, Any], lines: TomlLines) -> None:
    for key, value in table.items():
        place = lines.place(key)
        if key not in KEYS:
            close = nearest(key, KEYS, 1)
            hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(KEYS)}"
            raise UsageError(f"'{key}' is no key of the configuration", place=place, hint=hint)
        kind: Any = KEYS[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UsageError(f"'{key}' must be {_called(kind)}", place=place)
        if key in _CHOICES and value not in _CHOICES[key]:
            raise UsageError(f"'{key}' cannot be '{value}'", place=place, hint=f"one of {', '.join(_CHOICES[key])}")
        if key in {"rules", "select", "ignore", "previous"} and not all(isinstance(item, str) for item in value):
            raise UsageError(f"'{key}' must be a list of texts", place=place)
        if key == "parameters" and not all(isinstance(item, dict) for item in value.values()):
            raise UsageError("'parameters' holds one table a rule: [parameters.EG401]", place=place)


def _source(row: Any, place: Callable[..., str]) -> SourceFacts:
    if not isinstance(row, dict):
        raise UsageError("'sources' holds tables: [[sources]]", place=place())
    named = {("source" if key == "id" else key): str(value) for key, value in row.items()}
    return source_facts(named, place("id" if "id" in row else "source"), place)


def _called(kind: Any) -> str:
    return {str: "a text", list: "a list", int: "a whole number", dict: "a table"}[kind]
