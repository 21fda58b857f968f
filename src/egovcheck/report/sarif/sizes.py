"""How many results fit into what GitHub takes: 10 MB when compressed with gzip."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

MOST_RESULTS = 25_000
"""Results of one run; an upload with more is refused. GitHub shows the first 5,000 of them."""

MOST_BYTES = 10_000_000
"""Bytes of the compressed file; an upload of more is refused."""

_PENDING = 200_000
"""What a compressor may hold back at any time, with room for the end of the file."""


def fitting(head: str, results: Iterable[str], most: int) -> int:
    """Return how many of the results, in order, fit behind ``head``; each is compressed once."""
    squeezed = zlib.compressobj(6, wbits=31)
    size = len(squeezed.compress(head.encode())) + _PENDING
    fits = 0
    for text in results:
        size += len(squeezed.compress(text.encode()))
        if size > most:
            break
        fits += 1
    return fits
