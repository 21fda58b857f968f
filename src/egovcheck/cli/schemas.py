"""``egovcheck schema``: the published JSON Schemas."""

from __future__ import annotations

import sys

from egovcheck.core.errors import UsageError
from egovcheck.core.shipped import shipped
from egovcheck.records.names import nearest

_SUFFIX = ".schema.json"


def show_schema(name: str) -> None:
    """Print the schema of that name; an unknown one is a ``UsageError`` that names those there are."""
    folder = shipped("schemas")
    known = sorted(path.name.removesuffix(_SUFFIX) for path in folder.glob(f"*{_SUFFIX}"))
    if name not in known:
        close = nearest(name, known, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
        raise UsageError(f"there is no schema '{name}'", hint=hint)
    sys.stdout.write((folder / f"{name}{_SUFFIX}").read_text(encoding="utf-8"))
