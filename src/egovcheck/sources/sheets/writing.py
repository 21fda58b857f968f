"""A table of text as a workbook, for examples: formulas and errors are written as a spreadsheet program stores them."""

from __future__ import annotations

import csv
import io
import re

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_SHARE = re.compile(r"-?\d{1,12}(?:\.(\d{1,12}))?%")


def as_workbook(text: str, sheet: str = "Sheet1") -> bytes:
    """Return an xlsx with the rows of a CSV table on one sheet.

    A cell that begins with ``=`` is a formula without a result, ``#REF!`` and its like are errors, ``0.6667`` is a
    number and ``86.5%`` the number 0.865 under the format ``0.0%``; all else is text.
    """
    book = Workbook()
    page = book.active or book.create_sheet()
    page.title = sheet
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        for column, cell in enumerate(row, 1):
            place = page.cell(number, column)
            if cell in ERROR_CODES:
                place.value, place.data_type = cell, "e"
            elif share := _SHARE.fullmatch(cell):
                place.value = float(f"{cell[:-1]}e-2")
                place.number_format = f"0.{'0' * len(share[1])}%" if share[1] else "0%"
            elif _NUMBER.fullmatch(cell):
                place.value = float(cell) if "." in cell else int(cell)
            elif cell:
                place.value = cell
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
