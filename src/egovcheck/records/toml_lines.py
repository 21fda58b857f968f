"""On which lines of a TOML file its keys stand, for messages: the standard library's reader does not tell.

Whatever is not found has the place of the table that it should stand in.
"""

from __future__ import annotations

import re
from pathlib import Path

_PREFIX = ("tool", "egovcheck")
_TOKENS = re.compile(
    r"""(?P<comment>\#[^\n]*)|(?P<long>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?''')|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<path>[^\[\]]+?)\s*\]\]?\s*")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s\"']+)")


class TomlLines:
    """Finds keys in the text of the file at ``path``."""

    def __init__(self, text: str, path: Path) -> None:
        self._path = path
        # what stands in comments and in texts of several lines is no key
        self._lines = _TOKENS.sub(lambda m: _blank(m[0]) if m["comment"] or m["long"] else m[0], text).split("\n")
        self._bare = _TOKENS.sub(lambda m: _blank(m[0]), text).split("\n")
        headers = [(n, _HEADER.fullmatch(line)) for n, line in enumerate(self._lines)]
        self._headers = [(n, _parts(match["path"]), match["open"] == "[[") for n, match in headers if match]

    def place(self, *keys: str | int) -> str:
        """Return ``file:line`` of what a path of keys leads to; a number is the turn, from 0, in a list of tables."""
        start, end = 0, len(self._lines)
        path: tuple[str, ...] = ()
        listed = False
        for key in keys:
            if isinstance(key, int):
                start, end = self._nth(path, key, start, end) if listed else (start, end)
                listed = False
                continue
            path = (*path, key)
            found, listed = self._find(path, start, end), True
            if found is None:
                break
            start = found
        return f"{self._path}:{start + 1}"

    def _find(self, path: tuple[str, ...], start: int, end: int) -> int | None:
        """Return the first line from ``start`` on that opens the table of this path or gives its last key."""
        opened = [n for n, parts, _ in self._headers if parts[: len(path)] == path and start <= n < end]
        name = re.escape(path[-1])
        key = re.compile(rf"(?<![\w\"'-])(?:\"{name}\"|'{name}'|{name})\s*[=.]")
        given = [n for n in range(start, end) if key.search(self._lines[n])]
        return min((*opened[:1], *given[:1]), default=None)

    def _nth(self, path: tuple[str, ...], turn: int, start: int, end: int) -> tuple[int, int]:
        """Return the lines of the table at ``turn`` in a list, from its first to behind its last."""
        opened = [n for n, parts, listed in self._headers if listed and parts == path]
        if turn < len(opened):
            behind = (n for n, parts, _ in self._headers if n > opened[turn] and parts[: len(path)] != path)
            ends = (*opened[turn + 1 : turn + 2], next(behind, end), end)
            return opened[turn], min(ends)
        depth, seen = 0, -1
        for number in range(start, end):
            for character in self._bare[number]:
                seen += character == "{" and depth == 0
                depth += (character == "{") - (character == "}")
                if seen == turn:
                    return number, end
        return start, end


def _parts(path: str) -> tuple[str, ...]:
    parts = tuple(quoted or single or bare for quoted, single, bare in _PART.findall(path))
    return parts[len(_PREFIX) :] if parts[: len(_PREFIX)] == _PREFIX else parts


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
