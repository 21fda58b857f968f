"""``egovcheck init --repository``: the files of a repository of figures, each written only where there is none yet.

They stand in ``template``: those without words in ``both``, the others in the folder of their language. ``dot-`` stands
for the dot that begins a name, so that no tool takes a template for its own settings.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Lang
from egovcheck.core.text import safe
from egovcheck.core.version import __version__

TEMPLATE = Path(__file__).resolve().parent / "template"
VERSION = "@VERSION@"
"""Where a template has the version of the program that writes it."""


def templates(lang: Lang) -> dict[str, str]:
    """Return the text of every file of a repository by its path, in the order of the paths."""
    found = {}
    for part in ("both", lang):
        for path in (TEMPLATE / part).rglob("*"):
            if path.is_file():
                name = path.relative_to(TEMPLATE / part).as_posix()
                name = "/".join("." + part[4:] if part.startswith("dot-") else part for part in name.split("/"))
                found[name] = path.read_text(encoding="utf-8").replace(VERSION, __version__)
    return dict(sorted(found.items()))


def write_repository(folder: Path, lang: Lang) -> Iterator[tuple[str, bool]]:
    """Write the files into ``folder``; yield the path of each and whether it was written, or had been there."""
    for name, text in templates(lang).items():
        known = _there(folder, name)
        yield (known, False) if known else (name, write_new(folder / name, text, name))


def write_new(path: Path, text: str, shown: str) -> bool:
    """Write a file that is not there yet; False where it is. A link is never written through.

    Raises:
        UsageError: where the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        if os.path.lexists(path):
            return False
        raise UsageError(f"{safe(shown)} cannot be written: a file stands where its folder should be") from None
    except OSError as error:
        raise UsageError(f"{safe(shown)} cannot be written: {(error.strerror or '').lower()}") from None
    return True


def _there(folder: Path, name: str) -> str | None:
    """Return what already stands for ``name``, which for a README may have another ending or case."""
    if os.path.lexists(folder / name):
        return name
    path = folder / name
    if path.stem != "README" or not path.parent.is_dir():
        return None
    others = (one.name for one in path.parent.iterdir() if one.stem.lower() == "readme")
    found = min(others, default=None)
    return (Path(name).parent / found).as_posix() if found else None
