"""Zip archives whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can name."""


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of these members, in their order."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members:
            info = ZipInfo(name, _MIDNIGHT)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


MOST = 1 << 30
"""Bytes that the members of an archive may have together, unpacked."""


class TooLargeError(ValueError):
    """An archive that unpacks to more than ``MOST`` bytes."""


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """Return the members of an archive in their order; raises TooLargeError before anything is unpacked."""
    with ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST:
            raise TooLargeError
        return [(info.filename, archive.read(info)) for info in archive.infolist() if not info.is_dir()]
