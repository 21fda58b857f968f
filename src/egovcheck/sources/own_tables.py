"""Reports of egovcheck that are tables: where they lie beside the data they must not be read as data."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_HEADING = b"finding,severity,code,name,status,message,"
_COLUMNS = (b"diagnosis_confidence", b"suggestion_value", b"record_of_finding", b"fingerprint")
_CREATOR = re.compile(rb"<dc:creator[^<>]{0,99}>egovcheck [0-9]")
_PROPERTIES = "docProps/core.xml"
_LONGEST = 1 << 22


def is_own_table(path: Path) -> bool:
    """Say whether ``path`` is what ``--output csv``, ``parquet`` or ``xlsx`` wrote."""
    judge = {".csv": _is_csv, ".parquet": _is_parquet, ".xlsx": _is_workbook}.get(path.suffix.lower())
    return judge is not None and judge(path)


def _is_csv(path: Path) -> bool:
    with path.open("rb") as file:
        # somebody may have saved it again, with a byte order mark
        return file.read(len(_HEADING) + 3).removeprefix(b"\xef\xbb\xbf").startswith(_HEADING)


def _is_parquet(path: Path) -> bool:
    """Look for the names of the columns in the last part of the file, whose length its last bytes tell."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size < 12:
            return False
        file.seek(size - 8)
        length = int.from_bytes(file.read(4), "little")
        if length > size - 12 or length > _LONGEST:
            return False
        file.seek(size - 8 - length)
        footer = file.read(length)
    return all(name in footer for name in _COLUMNS)


def _is_workbook(path: Path) -> bool:
    try:
        with ZipFile(path) as archive, archive.open(_PROPERTIES) as properties:
            return _CREATOR.search(properties.read(_LONGEST)) is not None
    except (BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return False
