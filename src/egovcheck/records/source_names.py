"""What sources are called where nobody says it: by the names of their files."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from egovcheck.core.text import safe
from egovcheck.records.model import LONGEST_CODE
from egovcheck.sources.databases.address import is_address
from egovcheck.sources.tables import Document


def default_sources(documents: Sequence[Document]) -> list[str]:
    """Return a source id for each file: its stem, or where two files share it the path without suffix, or with it."""
    stems = [document.stem for document in documents]
    paths = [d.label if is_address(d.label) else Path(d.label).with_suffix("").as_posix() for d in documents]
    named, walked = Counter(stems), Counter(paths)
    return [
        _source_id(stem if named[stem] == 1 else path if walked[path] == 1 else document.label)
        for stem, path, document in zip(stems, paths, documents, strict=True)
    ]


def _source_id(name: str) -> str:
    """Return the id of a source that a file gives its name to, which may be longer than ids are or no Unicode."""
    shown = re.sub("[\ud800-\udfff]", lambda half: safe(half[0]), name)
    if len(shown) <= LONGEST_CODE:
        return shown
    return f"{shown[: LONGEST_CODE - 17]}-{hashlib.sha256(shown.encode()).hexdigest()[:16]}"
