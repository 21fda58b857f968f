"""Files that stand beside submissions and are none: settings, metadata, what every repository has, our own reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from egovcheck.sources.blocks import read_whole
from egovcheck.sources.encodings import declared
from egovcheck.sources.own_tables import is_own_table

SIDE_FILES = (
    "sources.csv",
    "egovcheck.toml",
    "egovcheck-waivers.toml",
    "egovcheck-baseline.json",
    "datapackage.json",
    "*.meta.yaml",
    "readme*",
    "license",
    "license[.-]*",
    "licence",
    "licence[.-]*",
    "copying",
    "copying.*",
    "changelog*",
    "contributing.*",
    "code_of_conduct.*",
    "security.md",
    "authors.*",
    "maintainers.*",
    "requirements*.txt",
    "constraints*.txt",
    "robots.txt",
    "humans.txt",
    "llms.txt",
    "cmakelists.txt",
    "pull_request_template.md",
    "issue_template.md",
    "~$*",
    ".~lock.*#",
)
"""Names of files that describe data, settings or a repository, in lower case."""

_OWN_LINE = re.compile(r"(?:^|: )(?:error|warning|info)(?: |\[)[A-Z]{2,8}[0-9]{3}\b")
_OWN_PAGE = re.compile(r"""<meta\s{1,9}name=["']?generator["']?\s{1,9}content=["']egovcheck\b""", re.IGNORECASE)
_RULE_KEYS = ("\ncode:", "\nmessage:", "\ness:")

_BLOCK = 1 << 20

_TOOL = "egovcheck"
_KEYS = ("schema_version", "tool", "findings")


def is_side_file(name: str) -> bool:
    """Say whether a file called ``name`` describes data or settings and is no submission."""
    return any(fnmatchcase(name.lower(), pattern) for pattern in SIDE_FILES)


def is_rule(path: Path) -> bool:
    """Say whether ``path`` is a rule, which is Markdown with the front matter of one."""
    if path.suffix.lower() != ".md":
        return False
    with path.open("rb") as file:
        head = file.read(1 << 13).decode("utf-8", "replace").replace("\r\n", "\n")
    front, closed, _ = head.removeprefix("\ufeff").partition("\n---\n")
    return bool(closed) and front.startswith("---\n") and all(key in front for key in _RULE_KEYS)


def is_report(path: Path) -> bool:
    """Say whether ``path`` is a report that egovcheck wrote itself: JSON, a page, lines or a table of findings."""
    suffix = path.suffix.lower()
    if suffix in {".html", ".txt"}:
        with path.open("rb") as file:
            text = file.read(1 << 12).decode("utf-8", "replace")
        if suffix == ".html":
            return _OWN_PAGE.search(text) is not None
        return _OWN_LINE.search(text.lstrip().split("\n", 1)[0]) is not None
    return _is_json_report(path) if suffix == ".json" else is_own_table(path)


def _holds(file: BinaryIO, words: Iterable[bytes]) -> bool:
    """Say whether all words stand in a file; read in blocks, since a mapped file that is cut off ends the program."""
    missing = set(words)
    longest = max(map(len, missing))
    file.seek(0)
    tail = b""
    while missing and (block := file.read(_BLOCK)):
        held = tail + block
        missing = {word for word in missing if word not in held}
        tail = held[-longest:]
    return not missing


def _is_json_report(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(1 << 10)
        encoding = declared(head)
        if not head[encoding.skip :].decode(encoding.codec, "replace").lstrip().startswith("{"):
            return False
        # Looking for the words costs little; a large submission should not be parsed only to be told from a report.
        if encoding.codec == "utf-8" and not _holds(file, [f'"{word}"'.encode() for word in (_TOOL, *_KEYS)]):
            return False
    try:
        value = json.loads(read_whole(path, encoding))
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or any(key not in value for key in _KEYS):
        return False
    tool = value["tool"]
    return isinstance(tool, dict) and tool.get("name") == _TOOL
