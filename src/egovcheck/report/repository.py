"""Paths as a platform wants them: from the root of the repository, and as a URI."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

STDIN = "-"
"""What stands for the path of what came through standard input."""

_DRIVE = re.compile(r"[A-Za-z]:/")


def repository_path(folder: str, path: str) -> str:
    """Return a path of the report as seen from the root of the repository; one that is absolute stays as it is.

    ``folder`` is the working directory's place in the repository, as ``Basis`` has it.
    """
    if path == STDIN or absolute(path):
        return path
    return posixpath.normpath(posixpath.join(folder, path))


def absolute(path: str) -> bool:
    """Return whether a path starts at the root of a file system."""
    return path.startswith("/") or bool(_DRIVE.match(path))


def uri(path: str) -> str:
    """Return a path as a URI reference (RFC 3986): each byte of UTF-8 that is no letter, digit or ``-._~/`` in percent.

    A file name that is not UTF-8 keeps its own bytes. An absolute path becomes a ``file`` URI.
    """
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogatepass")
    encoded = quote(raw, safe="/")
    if not absolute(path):
        return encoded
    return f"file://{encoded}" if path.startswith("/") else f"file:///{encoded}"
