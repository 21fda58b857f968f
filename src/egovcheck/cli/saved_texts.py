"""Where ``extract --text-out`` writes the texts in which the places of the records are counted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from egovcheck.cli.files import whole_file
from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe
from egovcheck.sources.tables import Document

_LONGEST = 200
"""Bytes of the name of a text's file before its ending; systems allow 255."""

_KEPT = 40
"""Characters of the end of a longer name that stay."""


@dataclass
class SavedTexts:
    """A folder, or for a single text the file itself. ``taken`` are files that must not be written over."""

    target: Path
    taken: set[str] = field(default_factory=set)

    def save(self, label: str, text: str) -> None:
        """Write one text with its line ends as they are."""
        with whole_file(self._path(label), "the text") as file:
            file.write(text.encode("utf-8", "surrogatepass"))

    def _path(self, label: str) -> Path:
        """Return the file of one text; in a folder its path makes its name, and no two texts get the same one."""
        if not self.target.is_dir():
            return self.target
        name = "stdin" if label == "-" else label.replace("/", "_").replace("\\", "_").lstrip(".")
        written = name.encode("utf-8", "surrogateescape")
        if len(written) > _LONGEST:
            name = f"{hashlib.sha256(written).hexdigest()[:16]}-{name[-_KEPT:]}"
        numbered = (f"{name}{f'-{number}' if number > 1 else ''}.txt" for number in count(1))
        path = next(path for one in numbered if os.path.realpath(path := self.target / one) not in self.taken)
        self.taken.add(os.path.realpath(path))
        return path


def saved_texts(text_out: str | None, texts: Sequence[Document], found: Sequence[Document]) -> SavedTexts | None:
    """Return where the texts go, or None where nobody wants them; ``found`` are all files that are read."""
    if text_out is None:
        return None
    path = Path(text_out)
    if len(texts) > 1 and path.exists() and not path.is_dir():
        raise UsageError(
            f"--text-out {safe(text_out)} is a file, and there are {len(texts)} texts", hint="name a folder"
        )
    if len(texts) > 1:
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = f"the folder {safe(text_out)} cannot be made: {(error.strerror or '').lower()}"
            raise UsageError(said, hint="name a folder that you may write to") from None
    return SavedTexts(path, {os.path.realpath(document.path) for document in found})
