"""What sources are called where nobody says it: by the names of their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from egovcheck.sources.databases.address import is_address
from egovcheck.sources.tables import Document


def default_sources(documents: Sequence[Document]) -> list[str]:
    """Return a source id for each file: its stem, or where two files share it the path without suffix, or with it."""
    stems = [document.stem for document in documents]
    paths = [d.label if is_address(d.label) else Path(d.label).with_suffix("").as_posix() for d in documents]
    return [
        stem if stems.count(stem) == 1 else path if paths.count(path) == 1 else document.label
        for stem, path, document in zip(stems, paths, documents, strict=True)
    ]
