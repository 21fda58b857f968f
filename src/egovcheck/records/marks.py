"""What the figures of a file prove together about its decimal mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from egovcheck.records.figures import LOCALES, Mark, decimal_mark_shown, language_shown
from egovcheck.sources.tables import Cell, Chunk, Native

FIGURES = ("value", "printed", "denominator")
"""The fields in whose cells figures stand."""

OUTLIERS = 10
"""So many cells with one mark outweigh one with the other: a slip does not unsettle a file."""


@dataclass
class Proof:
    """Of each mark that digits prove: how many cells show it, and the line and text of the first of them."""

    counts: dict[Mark, int] = field(default_factory=dict)
    first: dict[Mark, tuple[int | None, str]] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def see(self, cells: Mapping[str, Sequence[Cell]], chunk: Chunk) -> None:
        """Take in the figures of a chunk, whose columns are given by field."""
        for name in FIGURES:
            for index, cell in enumerate(cells.get(name, ())):
                if not cell or cell.isdigit() or type(cell) is Native:
                    continue
                if ("," in cell or "." in cell) and (mark := decimal_mark_shown(cell)):
                    self.counts[mark] = self.counts.get(mark, 0) + 1
                    if mark not in self.first:
                        self.first[mark] = (chunk.line[index], cell)
                if len(self.languages) < 2 and (language := language_shown(cell)):
                    self.languages.add(language)

    def mark(self) -> Mark | None:
        """Return the settled mark: what digits prove goes before what words suggest."""
        if self.counts:
            ordered = sorted(self.counts, key=lambda mark: self.counts[mark])
            most = ordered[-1]
            alone = len(ordered) == 1 or self.counts[ordered[0]] * OUTLIERS <= self.counts[most]
            return most if alone else None
        return LOCALES[next(iter(self.languages))] if len(self.languages) == 1 else None

    def mixture(self, declared: Mark | None) -> tuple[int | None, str, dict[str, str]] | None:
        """Return where the rarer mark stands first, its cell, and the fields of the message; None where all is one.

        A declared mark counts as shown, and what contradicts it is the odd one.
        """
        shown = dict(self.first)
        if declared and shown and declared not in shown:
            shown[declared] = (None, "")
        if len(shown) < 2:
            return None
        comma, point = shown[","], shown["."]
        odd: Mark = "," if self.counts.get(",", 0) < self.counts.get(".", 0) else "."
        if declared:
            odd = "," if declared == "." else "."
        line, printed = shown[odd]
        reason = "mixed" if comma[1] and point[1] else "point-declared-comma" if point[1] else "comma-declared-point"
        return line, printed, {"reason": reason, "comma": comma[1], "point": point[1]}
