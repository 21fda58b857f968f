"""The parts of a workbook that say which sheets it has, and how one is added."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

from lxml import etree

from egovcheck.report.annotated.listing import COLUMNS, HEADING
from egovcheck.report.annotated.package import Package, cell_name, sheet_reference

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
"""What stands after the defined names, in the order that the format prescribes."""


class Workbook:
    """The part ``workbook.xml`` with its relations."""

    def __init__(self, package: Package) -> None:
        """Find the sheets; raises ValueError where the file is no workbook."""
        self._package = package
        part = package.related("", "officeDocument")
        styles = package.related(part, "styles") if part else None
        if part is None or styles is None:
            raise ValueError("the file has no workbook in it")
        self._part, self.styles = part, styles
        self._root = package.tree(part)
        if etree.QName(self._root).localname != "workbook":
            raise ValueError("the file is another document")
        relations = {one.id: one for one in package.relations(part)}
        self.sheets: dict[str, str] = {}
        """The names of the sheets that have cells, and their parts."""
        self._names: list[str] = []
        for one in self._list("sheets"):
            self._names.append(one.get("name", ""))
            relation = relations.get(next((v for k, v in one.attrib.items() if k.endswith("}id")), ""))
            if relation and relation.kind == "worksheet" and relation.target in package:
                self.sheets[one.get("name", "")] = relation.target

    @property
    def space(self) -> str:
        """The namespace of the format, of which there are two."""
        return str(etree.QName(self._root).namespace)

    @property
    def kinds(self) -> str:
        """What types of relations begin with, and the namespace of their ids."""
        return self._package.kinds(self._part)

    def free_sheet_name(self, wanted: str) -> str:
        """Return a name that no sheet has, whatever its letters' case."""
        taken = {name.casefold() for name in self._names}
        names = chain([wanted], (f"{wanted[: _LONGEST_NAME - 5]} ({number})" for number in count(2)))
        return next(name for name in names if name.casefold() not in taken)

    def add_sheet(self, name: str, root: Any, rows: int) -> None:
        """Add a sheet after the others."""
        self._package.changed(self._part)
        if self._list("bookViews") is None:  # the sheet has a view, which is one of these
            views = etree.Element(f"{{{self.space}}}bookViews")
            etree.SubElement(views, f"{{{self.space}}}workbookView")
            self._list("sheets").addprevious(views)
        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        self._package.create(part, root, _SHEET_TYPE)
        relation = self._package.relate(self._part, f"{self.kinds}/worksheet", part)
        sheets = self._list("sheets")
        number = max((int(one.get("sheetId", "0")) for one in sheets), default=0) + 1
        made = etree.SubElement(sheets, f"{{{self.space}}}sheet", name=name, sheetId=str(number))
        made.set(f"{{{self.kinds}}}id", relation)
        last = cell_name(rows, len(COLUMNS))
        self._name_filter(len(sheets) - 1, sheet_reference(name, f"$A${HEADING}:${last.rstrip('0123456789')}${rows}"))

    def _name_filter(self, sheet: int, area: str) -> None:
        """Name the area of a filter, as spreadsheets do it."""
        names = self._root.find(f"{{{self.space}}}definedNames")
        if names is None:
            names = etree.Element(f"{{{self.space}}}definedNames")
            after = [
                one for one in self._root if isinstance(one.tag, str) and etree.QName(one).localname in _AFTER_NAMES
            ]
            if after:
                after[0].addprevious(names)
            else:
                self._root.append(names)
        which = {"name": "_xlnm._FilterDatabase", "localSheetId": str(sheet), "hidden": "1"}
        etree.SubElement(names, f"{{{self.space}}}definedName", **which).text = area

    def _list(self, name: str) -> Any:
        return self._root.find(f"{{{self.space}}}{name}")
