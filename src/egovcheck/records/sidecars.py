"""What somebody states about one text in a file beside it: ``NAME.meta.yaml`` or ``NAME.txt.meta.yaml``."""

from __future__ import annotations

import re
from pathlib import Path

from egovcheck.core.errors import PackError, UsageError
from egovcheck.records.documents import load_yaml, read_text, refuse_outside
from egovcheck.records.figures import LOCALES
from egovcheck.records.names import nearest
from egovcheck.records.periods import read_date
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import STDIN

KEYS = ("published", "publisher", "place", "url", "source", "locale", "title")
ENDING = ".meta.yaml"


def read_sidecar(document: Document) -> dict[str, str] | None:
    """Return what is stated beside ``document``, ``published`` as an ISO date, or None where there is no such file.

    The file that has the whole name goes before the one that has only the stem. An unknown key, a value that is no
    text, or a date or locale that is none raises UsageError with file and line.
    """
    path = _beside(document)
    if path is None:
        return None
    try:
        refuse_outside(path)
        stated = load_yaml(path)
    except PackError as error:
        raise UsageError(error.message, hint=error.hint, place=error.place) from None
    text = read_text(path)
    return {key: _checked(key, value, f"{path}:{_line_of(key, text)}") for key, value in stated.items()}


def _beside(document: Document) -> Path | None:
    if document.label == STDIN:
        return None
    # as people see the file, so that messages name it so; a label that leads elsewhere is not trusted
    shown = Path(document.label)
    at = shown if shown.exists() and shown.samefile(document.path) else document.path
    names = (at.name + ENDING, at.stem + ENDING)
    return next((path for name in names if (path := at.with_name(name)).is_file()), None)


def _checked(key: object, value: object, place: str) -> str:
    if key not in KEYS:
        close = nearest(str(key), KEYS, 1)
        hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(KEYS)}"
        raise UsageError(f"'{key}' is not known of a text", place=place, hint=hint)
    if isinstance(value, (dict, list)) or value is None or not str(value).strip():
        raise UsageError(f"'{key}' has no text", place=place, hint="write one value behind the colon")
    said = " ".join(str(value).split())
    if key == "published":
        try:
            return read_date(said).text
        except ValueError:
            raise UsageError(f"'{said}' is not a date", place=place, hint="write 2020-08-26") from None
    if key == "locale" and said not in LOCALES:
        raise UsageError(f"'{said}' is not a locale", place=place, hint=f"known: {', '.join(LOCALES)}")
    return said


def _line_of(key: object, text: str) -> int:
    """Return the line of a key; keys of a flat mapping begin a line, plain or quoted."""
    found = re.search(rf"""^["']?{re.escape(str(key))}["']?\s{{0,9}}:""", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
