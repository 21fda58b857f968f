"""The repository that a run stands in: platforms that show findings beside a file count its path from there."""

from __future__ import annotations

from pathlib import Path


def place_in_repository(folder: Path) -> str:
    """Return where ``folder`` stands in its Git repository, with slashes; nothing for its root or outside of any."""
    for root in (folder, *folder.parents):
        if (root / ".git").exists():  # a folder, or a file where the work tree is a linked one
            place = folder.relative_to(root).as_posix()
            return "" if place == "." else place
    return ""
