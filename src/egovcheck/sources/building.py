"""Chunks while they grow. Readers add to them in small batches."""

from __future__ import annotations

from collections.abc import Iterator

from egovcheck.sources.tables import Cell, Chunk

ROWS = 50_000
"""Rows of a chunk, about."""

BATCH = 250
"""Rows turned into columns at a time.

So few stay in the processor's cache and do not wake the garbage collector, which counts 700 new containers; batches of
1000 rows of a CSV take twice as long.
"""


class Building:
    """A chunk that is still growing: a list of cells for each of ``names``, record numbers and lines."""

    __slots__ = ("columns", "line", "names", "record")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.columns: list[list[Cell]] = [[] for _ in names]
        self.record: list[int] = []
        self.line: list[int | None] = []

    @property
    def full(self) -> bool:
        """Whether the chunk has as many rows as it should have."""
        return len(self.record) >= ROWS

    def finished(self) -> Iterator[Chunk]:
        """Yield the chunk unless it is empty."""
        if self.record:
            yield Chunk(dict(zip(self.names, self.columns, strict=True)), self.record, self.line)
