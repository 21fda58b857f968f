"""Lines of words that break between words and never inside them.

A line is made of atoms. What must not be cut (a code, a key, a value, a path) is one atom, so it moves to the next line
whole, and where even that is too narrow it runs over the edge instead of being cut. Widths are in display cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.text import Text

from egovcheck.core.text import safe

_KEPT = "\ue000"  # a private character that stands for a blank inside something that is kept together


@dataclass(frozen=True, slots=True)
class Atom:
    """An unbreakable piece of text. ``gap`` blanks stand before it, 0 glues it to the piece before.

    ``pointed`` pieces get carets below.
    """

    text: str
    style: str = ""
    gap: int = 1
    pointed: bool = False

    @property
    def width(self) -> int:
        """The display cells of the text without its gap."""
        return cell_len(self.text)


Line = list[Atom]


def words(text: str, style: str = "", *, keep: Iterable[str] = (), pointed: bool = False) -> list[Atom]:
    """Return the words of a sentence as atoms, made safe to show; each string of ``keep`` stays in one piece."""
    shown = safe(text).replace(_KEPT, " ")
    for kept in keep:
        piece = safe(kept)
        if " " in piece:
            shown = shown.replace(piece, piece.replace(" ", _KEPT))
    return [Atom(word.replace(_KEPT, " "), style, pointed=pointed) for word in shown.split(" ") if word]


def spaced(atoms: list[Atom], gap: int) -> list[Atom]:
    """Return the atoms with ``gap`` blanks before the first of them."""
    return [replace(atoms[0], gap=gap), *atoms[1:]] if atoms else []


def wrap(atoms: Iterable[Atom], width: int | None, rest: int | None = None) -> list[Line]:
    """Break atoms into lines of at most ``width`` cells, ``rest`` for all lines but the first where that differs."""
    lines: list[Line] = [[]]
    used = 0
    room = width
    for cluster in _clusters(atoms):
        size = sum(atom.width for atom in cluster) + sum(atom.gap for atom in cluster[1:])
        gap = cluster[0].gap if lines[-1] else 0
        if room is not None and lines[-1] and used + gap + size > room:
            lines.append([])
            used = gap = 0
            room = width if rest is None else rest
        lines[-1].extend(cluster)
        used += gap + size
    return lines if lines[0] else []


def _clusters(atoms: Iterable[Atom]) -> Iterator[Line]:
    cluster: Line = []
    for atom in atoms:
        if cluster and atom.gap:
            yield cluster
            cluster = []
        cluster.append(atom)
    if cluster:
        yield cluster


def length(line: Line) -> int:
    """Return the display cells of a line."""
    return sum(atom.width + (atom.gap if index else 0) for index, atom in enumerate(line))


def painted(line: Line) -> Text:
    """Return a line as styled text; nothing in it is ever read as markup."""
    text = Text()
    for style, run in groupby(_pieces(line), key=itemgetter(1)):
        text.append("".join(piece for piece, _ in run), style or None)
    return text


def _pieces(line: Line) -> Iterator[tuple[str, str]]:
    """Texts with their styles; a gap between two atoms of one style has that style too, which spares escape codes."""
    before = ""
    for index, atom in enumerate(line):
        if index and atom.gap:
            yield " " * atom.gap, atom.style if atom.style == before else ""
        yield atom.text, atom.style
        before = atom.style


def underline(line: Line, mark: str = "^") -> str:
    """Return the carets that stand below the pointed atoms of a line; neighbours share one run. Empty without any."""
    marks = ""
    before = False
    for index, atom in enumerate(line):
        gap = atom.gap if index else 0
        marks += (mark if before and atom.pointed else " ") * gap + (mark if atom.pointed else " ") * max(atom.width, 1)
        before = atom.pointed
    return marks.rstrip()
