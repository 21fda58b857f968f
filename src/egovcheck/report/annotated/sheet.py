"""One sheet of a workbook: its cells, found or added, and how large they are."""

from __future__ import annotations

from typing import Any

from lxml import etree

from egovcheck.report.annotated.package import cell_name, cell_numbers

_BEFORE_BOXES = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
)  # fmt: skip
"""What stands before the reference to the boxes of comments, in the order that the format prescribes."""


class Sheet:
    """The part of one sheet."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._data = root.find(f"{self._space}sheetData")
        self._rows = self._numbered(self._data, "row", int)
        self._cells: dict[int, dict[int, Any]] = {}
        self._merged = [self._range(one.get("ref", "")) for one in root.iter(f"{self._space}mergeCell")]
        self._columns = [
            (int(one.get("min")), int(one.get("max")), one)
            for one in root.iterfind(f"{self._space}cols/{self._space}col")
        ]

    def shown(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell in which a cell is seen: the first one of the merged cells that it is part of."""
        for top, left, bottom, right in self._merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def style(self, row: int, column: int) -> int:
        """Return the number of the style that a cell has, by itself or from its row or column."""
        cell = self._row_cells(row).get(column) if row in self._rows else None
        if cell is not None:
            return int(cell.get("s", "0"))
        line = self._rows.get(row)
        if line is not None and line.get("customFormat") in {"1", "true"}:
            return int(line.get("s", "0"))
        return next((int(one.get("style", "0")) for low, high, one in self._columns if low <= column <= high), 0)

    def set_style(self, row: int, column: int, style: int) -> None:
        """Give a cell a style; a cell that does not exist is added, empty."""
        if row not in self._rows:
            self._insert_row(row)
        cells = self._row_cells(row)
        if column not in cells:
            self._insert_cell(row, column)
        cells[column].set("s", str(style))

    @property
    def space(self) -> str:
        """The namespace of the format, of which there are two."""
        return self._space.strip("{}")

    @property
    def boxes_relation(self) -> str | None:
        """The id of the relation to the drawing that has the boxes of comments."""
        found = self._root.find(f"{self._space}legacyDrawing")
        if found is None:
            return None
        return next((value for name, value in found.attrib.items() if etree.QName(name).localname == "id"), None)

    def refer_to_boxes(self, relation: str, space: str) -> None:
        """Add the reference to the drawing that has the boxes of comments, where the format wants it."""
        last = max(
            number for number, one in enumerate(self._root)
            if isinstance(one.tag, str) and etree.QName(one).localname in _BEFORE_BOXES
        )  # fmt: skip
        made = etree.Element(f"{self._space}legacyDrawing", nsmap={"r": space})
        made.set(f"{{{space}}}id", relation)
        self._root.insert(last + 1, made)

    def width(self, column: int) -> int:
        """Return the width of a column in pixels."""
        sizes = self._root.find(f"{self._space}sheetFormatPr")
        usual = None if sizes is None else sizes.get("defaultColWidth")
        for low, high, one in self._columns:
            if low <= column <= high:
                if one.get("hidden") in {"1", "true"}:
                    return 0
                usual = one.get("width", usual)
        return 64 if usual is None else int(float(usual) * 7 + 5)

    def height(self, row: int) -> int:
        """Return the height of a row in pixels."""
        sizes = self._root.find(f"{self._space}sheetFormatPr")
        usual = "15" if sizes is None else sizes.get("defaultRowHeight", "15")
        line = self._rows.get(row)
        if line is not None:
            if line.get("hidden") in {"1", "true"}:
                return 0
            usual = line.get("ht", usual)
        return int(float(usual) * 4 / 3)

    def _row_cells(self, row: int) -> dict[int, Any]:
        if row not in self._cells:
            self._cells[row] = self._numbered(self._rows[row], "c", lambda text: (cell_numbers(text) or (0, 0))[1])
        return self._cells[row]

    def _numbered(self, parent: Any, name: str, number: Any) -> dict[int, Any]:
        """Return elements by the numbers that they state, or that follow from the one before."""
        found: dict[int, Any] = {}
        last = 0
        for one in parent.iterfind(f"{self._space}{name}"):
            last = number(one.get("r")) if one.get("r") else last + 1
            found[last] = one
        return found

    def _insert_row(self, row: int) -> None:
        for number, line in self._rows.items():  # what is numbered by its order alone must not move
            line.set("r", str(number))
        made = etree.Element(f"{self._space}row", r=str(row))
        before = max((number for number in self._rows if number < row), default=None)
        if before is None:
            self._data.insert(0, made)
        else:
            self._rows[before].addnext(made)
        self._rows[row] = made

    def _insert_cell(self, row: int, column: int) -> None:
        line, cells = self._rows[row], self._row_cells(row)
        line.attrib.pop("spans", None)  # it says which columns the row has, and need not be there
        for number, cell in cells.items():
            cell.set("r", cell_name(row, number))
        line.set("r", str(row))
        made = etree.Element(f"{self._space}c", r=cell_name(row, column))
        before = max((number for number in cells if number < column), default=None)
        if before is None:
            line.insert(0, made)
        else:
            cells[before].addnext(made)
        cells[column] = made

    @staticmethod
    def _range(text: str) -> tuple[int, int, int, int]:
        first, _, last = text.partition(":")
        top, left = cell_numbers(first) or (0, 0)
        bottom, right = cell_numbers(last or first) or (0, 0)
        return top, left, bottom, right
