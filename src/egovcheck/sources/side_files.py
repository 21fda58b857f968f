"""Files that stand beside submissions and are none: settings, metadata, and egovcheck's own reports."""

from __future__ import annotations

import json
import mmap
from fnmatch import fnmatchcase
from pathlib import Path

from egovcheck.sources.blocks import read_whole
from egovcheck.sources.encodings import declared

SIDE_FILES = (
    "sources.csv",
    "egovcheck.toml",
    "egovcheck-waivers.toml",
    "egovcheck-baseline.json",
    "datapackage.json",
    "*.meta.yaml",
    "readme*",
)
"""Names of files that describe data or settings, in lower case."""

_TOOL = "egovcheck"
_KEYS = ("schema_version", "tool", "findings")


def is_side_file(name: str) -> bool:
    """Say whether a file called ``name`` describes data or settings and is no submission."""
    return any(fnmatchcase(name.lower(), pattern) for pattern in SIDE_FILES)


def is_report(path: Path) -> bool:
    """Say whether ``path`` is a report in JSON that egovcheck wrote itself."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        head = file.read(1 << 10)
        encoding = declared(head)
        if not head[encoding.skip :].decode(encoding.codec, "replace").lstrip().startswith("{"):
            return False
        if encoding.codec == "utf-8":
            # Looking for the words costs little; a large submission should not be parsed only to be told from a report.
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                if any(content.find(f'"{word}"'.encode()) < 0 for word in (_TOOL, *_KEYS)):
                    return False
    try:
        value = json.loads(read_whole(path, encoding))
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or any(key not in value for key in _KEYS):
        return False
    tool = value["tool"]
    return isinstance(tool, dict) and tool.get("name") == _TOOL
