"""Files that change while they are read: what a report says of a file must be true of what was read."""

from __future__ import annotations

import hashlib
import os

from egovcheck.core.errors import InputError
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import called

_SOON_HASHED = 16 << 20
"""Bytes that are hashed within a tick of the clock of file systems, in which a change might leave no trace."""


def stamp_of(found: os.stat_result) -> tuple[int, ...]:
    """Return what the operating system changes when a file is written to, cut off, or replaced."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def changed(document: Document) -> InputError | None:
    """Return the mistake of a file that is no longer what was hashed before it was read, or None."""
    if document.stamp is None:
        return None
    try:
        with document.path.open("rb") as file:
            same = stamp_of(os.fstat(file.fileno())) == document.stamp
            # a large file is hashed again only where something happened to it, if only that it was touched
            if not same or document.size <= _SOON_HASHED:
                same = hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
    except OSError:
        same = False
    if same:
        return None
    message = f"{called(document.label)} changed while it was being read"
    return InputError(message, hint="run again when nobody writes to it")
