"""The comments of one sheet: those that are there are kept, ours are added, and each has a box that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from egovcheck.report.annotated.boxes import EMPTY, FACE, SIZE, Boxes
from egovcheck.report.annotated.notes import Run
from egovcheck.report.annotated.package import Package, cell_name
from egovcheck.report.annotated.sheet import Sheet
from egovcheck.report.workbook.text import LONGEST, fitting, units

AUTHOR = "egovcheck"

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CONVERSATION = "tc="
"""What the author of a comment begins with that only stands for a conversation, which is kept in another part."""

_LEAST = 100
"""Units below which nothing worth saying fits."""

_LINE = "\n—————\n"


class Comments:
    """The comments of one sheet. ``kinds`` is what types of relations begin with."""

    def __init__(self, package: Package, part: str, sheet: Sheet, kinds: str) -> None:
        self._sheet = sheet
        named = package.related(part, "comments")
        if named is None:
            named = package.free_name("xl/comments{}.xml")
            root = etree.Element(f"{{{sheet.space}}}comments", nsmap={None: sheet.space})
            package.create(named, root, _COMMENTS_TYPE)
            package.relate(part, f"{kinds}/comments", named)
        self._root = package.changed(named)
        self._authors, self._comments = self._list("authors"), self._list("commentList")
        self._known = {one.get("ref"): one for one in self._comments}
        self._boxes = Boxes(package, _drawing(package, part, sheet, kinds), sheet)

    def add(self, row: int, column: int, runs: Sequence[Run]) -> bool:
        """Add a comment, below the one that is there. Returns False for a conversation, which cannot take it."""
        name = cell_name(row, column)
        there = self._known.get(name)
        if there is None:
            there = self._element(self._comments, "comment", ref=name, authorId=str(self._author()))
            self._known[name] = there
        elif self._author_of(there).startswith(_CONVERSATION):
            return False
        else:
            runs = [Run(_LINE), Run(f"{AUTHOR}\n", bold=True), *runs]
        text = there.find(f"{{{self._sheet.space}}}text")
        self._write(self._element(there, "text") if text is None else text, runs)
        self._boxes.place(row, column, "".join(there.itertext()))
        return True

    def close(self) -> None:
        """Write the boxes; what the comments say is written with the workbook."""
        self._boxes.close()

    def _write(self, text: Any, runs: Sequence[Run]) -> None:
        """Add the runs to a text, as far as a comment has room."""
        room = LONGEST - units("".join(text.itertext()))
        for run in runs:
            if room < _LEAST:
                return
            said = fitting(run.text, room)
            room -= units(said)
            made = self._element(text, "r")
            look = self._element(made, "rPr")
            if run.bold:
                self._element(look, "b")
            self._element(look, "sz", val=str(SIZE))
            self._element(look, "color", rgb="FF000000")
            self._element(look, "rFont", val=FACE)
            words = self._element(made, "t")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = said

    def _author(self) -> int:
        names = [one.text or "" for one in self._authors]
        if AUTHOR not in names:
            self._element(self._authors, "author").text = AUTHOR
            return len(names)
        return names.index(AUTHOR)

    def _author_of(self, comment: Any) -> str:
        number = int(comment.get("authorId", "0"))
        return (self._authors[number].text or "") if number < len(self._authors) else ""

    def _list(self, name: str) -> Any:
        found = self._root.find(f"{{{self._sheet.space}}}{name}")
        return self._element(self._root, name) if found is None else found

    def _element(self, parent: Any, name: str, **attributes: str) -> Any:
        return etree.SubElement(parent, f"{{{self._sheet.space}}}{name}", **attributes)


def _drawing(package: Package, part: str, sheet: Sheet, kinds: str) -> str:
    """Return the part with the boxes of a sheet's comments; it is made where the sheet has none."""
    for relation in package.relations(part):
        if relation.id == sheet.boxes_relation and relation.target in package:
            return relation.target
    named = package.free_name("xl/drawings/vmlDrawing{}.vml")
    package.declare("vml", _DRAWING_TYPE)
    package.write(named, EMPTY)
    sheet.refer_to_boxes(package.relate(part, f"{kinds}/vmlDrawing", named), kinds)
    return named
