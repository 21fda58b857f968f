"""The part of the sheet that is added to a workbook. All its cells are text, so that none can be a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from egovcheck.report.annotated.listing import COLUMNS, HEADING, Cell
from egovcheck.report.annotated.package import cell_name
from egovcheck.report.workbook.looks import LINE_HEIGHT, row_height
from egovcheck.report.workbook.text import fitting

LINKS = 65_530
"""Links that a sheet may have."""

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def added_sheet(lines: Iterable[Sequence[Cell]], looks: Mapping[str, int], space: str) -> tuple[Any, int]:
    """Return the root element of the sheet, in the namespace of the workbook, and how many rows it has."""
    root = etree.Element(f"{{{space}}}worksheet", nsmap={None: space})
    _element(_element(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = _element(_element(root, "sheetViews"), "sheetView", workbookViewId="0")
    below = f"A{HEADING + 1}"
    _element(view, "pane", ySplit=str(HEADING), topLeftCell=below, activePane="bottomLeft", state="frozen")
    _element(view, "selection", pane="bottomLeft", activeCell=below, sqref=below)
    _element(root, "sheetFormatPr", defaultRowHeight=str(LINE_HEIGHT))
    columns = _element(root, "cols")
    for number, width in enumerate(COLUMNS.values(), 1):
        _element(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = _element(root, "sheetData")
    links: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        _row(data, number, line, looks)
        links += [(cell_name(number, which), cell.link) for which, cell in enumerate(line, 1) if cell.link]
    _element(root, "autoFilter", ref=f"A{HEADING}:{cell_name(len(data), len(COLUMNS))}")
    if links:
        listed = _element(root, "hyperlinks")
        for cell, target in links[:LINKS]:
            _element(listed, "hyperlink", ref=cell, location=target)
    _element(root, "pageMargins", left="0.4", right="0.4", top="0.5", bottom="0.5", header="0.3", footer="0.3")
    _element(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return root, len(data)


def _row(data: Any, number: int, line: Sequence[Cell], looks: Mapping[str, int]) -> None:
    texts = [fitting(cell.text) for cell in line]
    made = _element(data, "row", r=str(number))
    if number >= HEADING:
        height = row_height(zip(texts, COLUMNS.values(), strict=True))
        made.set("ht", str(height))
        made.set("customHeight", "1")
    for which, (cell, text) in enumerate(zip(line, texts, strict=True), 1):
        shown = _element(made, "c", r=cell_name(number, which), s=str(looks[cell.look]))
        if text:
            shown.set("t", "inlineStr")
            inner = _element(_element(shown, "is"), "t")
            inner.set(_XML_SPACE, "preserve")
            inner.text = text


def _element(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", **attributes)
