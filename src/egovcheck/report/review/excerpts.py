"""Passages of a text as words on a terminal: figures between brackets, each with its sign and number behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from egovcheck.core.review import ReviewedFigure
from egovcheck.report.review.marks import Mark
from egovcheck.report.review.passages import Passage
from egovcheck.report.review.sentences import Excerpt, sentence_around
from egovcheck.report.terminal.flow import Atom, words

TALL = 500
"""A passage of more characters is shortened to the sentences with figures."""


def shortened(passage: Passage, text: str, *, whole: bool) -> Iterator[Excerpt]:
    """Yield the parts of a passage that are shown, in order: all of it, or the sentences around its figures."""
    if whole or passage.end - passage.start <= TALL:
        yield Excerpt(passage.start, passage.end)
        return
    found: list[Excerpt] = []
    for mark in passage.marks:
        around = sentence_around(text, mark.start, mark.end)
        start, end = max(around.start, passage.start), min(around.end, passage.end)
        if found and text[found[-1].end : start].strip() == "":
            found[-1] = Excerpt(found[-1].start, max(end, found[-1].end), found[-1].cut_before, around.cut_after)
        else:
            found.append(Excerpt(start, end, around.cut_before, around.cut_after))
    for number, part in enumerate(found):
        left_out = number == len(found) - 1 and part.end < passage.end
        yield replace(part, cut_before=part.start > passage.start, cut_after=left_out)


def marked(
    start: int,
    end: int,
    marks: Sequence[Mark],
    text: str,
    label: Callable[[Sequence[ReviewedFigure]], tuple[str, str]],
) -> list[Atom]:
    """Return characters ``start`` to ``end`` as words; ``label`` gives what stands after a mark, and its style."""
    atoms: list[Atom] = []
    place = start
    for mark in marks:
        if mark.end <= start or mark.start >= end:
            continue
        atoms += _glued(words(_flat(text[place : mark.start])), text, place, atoms)
        after, style = label(mark.figures)
        inner = marked(mark.start, mark.end, mark.inside, text, label) if mark.inside else _styled(text, mark, style)
        inside = [Atom("[", style), *_close(inner), Atom("]", style, gap=0), Atom(after, style, gap=0)]
        atoms += _glued(inside, text, mark.start, atoms)
        place = mark.end
    return [*atoms, *_glued(words(_flat(text[place:end])), text, place, atoms)]


def _styled(text: str, mark: Mark, style: str) -> list[Atom]:
    return words(_flat(text[mark.start : mark.end]), style)


def _close(atoms: list[Atom]) -> list[Atom]:
    return [replace(atoms[0], gap=0), *atoms[1:]] if atoms else []


def _glued(atoms: list[Atom], text: str, place: int, before: list[Atom]) -> list[Atom]:
    """The atoms of what starts at ``place``, with a blank before them only where the text has one."""
    apart = text[place : place + 1].isspace() or text[max(0, place - 1) : place].isspace()
    return atoms if apart or not before else _close(atoms)


def _flat(text: str) -> str:
    """Line breaks and tabs as blanks: lines are broken anew here."""
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")
