"""What the figures of a file prove together about its decimal mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from egovcheck.records.figures import LOCALES, Mark, decimal_mark_shown, language_shown
from egovcheck.records.rows import FIGURES, Rows
from egovcheck.sources.tables import Formatted, Native

OUTLIERS = 10
"""So many cells with one mark outweigh one with the other: a slip does not unsettle a file."""


class Shown(NamedTuple):
    """A cell that shows a decimal mark; in a wide table also its record and column."""

    text: str = ""
    line: int | None = None
    record: int | None = None
    column: int | None = None


@dataclass
class Proof:
    """Of each mark that digits prove: how many cells show it, and the first of them."""

    counts: dict[Mark, int] = field(default_factory=dict)
    first: dict[Mark, Shown] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def see(self, rows: Rows) -> None:
        """Take in the figures of some rows."""
        for name in FIGURES:
            for index, cell in enumerate(rows.figures.get(name, ())):
                if not cell or cell.isdigit() or type(cell) in {Native, Formatted}:
                    continue
                if ("," in cell or "." in cell) and (mark := decimal_mark_shown(cell)):
                    self.counts[mark] = self.counts.get(mark, 0) + 1
                    if mark not in self.first:
                        place = (rows.record[index], rows.column[index]) if rows.column else ()
                        self.first[mark] = Shown(cell, rows.line[index], *place)
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

    def mixture(self, declared: Mark | None) -> tuple[Shown, dict[str, str]] | None:
        """Return the first cell with the rarer mark, and the fields of the message; None where all is one.

        A declared mark counts as shown, and what contradicts it is the odd one.
        """
        shown = dict(self.first)
        if declared and shown and declared not in shown:
            shown[declared] = Shown()
        if len(shown) < 2:
            return None
        comma, point = shown[","].text, shown["."].text
        odd: Mark = "," if self.counts.get(",", 0) < self.counts.get(".", 0) else "."
        if declared:
            odd = "," if declared == "." else "."
        reason = "mixed" if comma and point else "point-declared-comma" if point else "comma-declared-point"
        return shown[odd], {"reason": reason, "comma": comma, "point": point}
