"""The styles of an xlsx workbook, as far as they say what a cell prints: number formats and old Vietnamese fonts."""

from __future__ import annotations

from typing import Any, NamedTuple

from egovcheck.sources.sheets.legacy import font_kind

GENERAL = "General"

_DAY = "dd/mm/yyyy"
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: _DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)", 41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)', 43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", **dict.fromkeys((*range(27, 32), *range(34, 37), *range(50, 59)), _DAY), 32: "h:mm",
    33: "h:mm:ss",
}  # fmt: skip
"""Formats that a workbook names by number only; those of money are, like days, the spreadsheet program's own."""


class Style(NamedTuple):
    """What a style says of a cell: the code of its number format, and the kind of a text in its font."""

    code: str
    kind: str


PLAIN = Style(GENERAL, "t")


def read_styles(root: Any) -> list[Style]:
    """Return the styles of cells in the order of their numbers."""
    codes = dict(BUILT_IN)
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        number = one.get("numFmtId", "")
        if number.isdecimal():
            codes[int(number)] = one.get("formatCode", GENERAL)
    fonts = [font_kind(name.get("val", "") if name is not None else "") for name in _fonts(root)]
    return [_style(one, codes, fonts) for one in root.iterfind("{*}cellXfs/{*}xf")]


def _fonts(root: Any) -> list[Any]:
    return [font.find("{*}name") for font in root.iterfind("{*}fonts/{*}font")]


def _style(one: Any, codes: dict[int, str], fonts: list[str]) -> Style:
    number, font = one.get("numFmtId", "0"), one.get("fontId", "0")
    code = codes.get(int(number), GENERAL) if number.isdecimal() else GENERAL
    kind = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else "t"
    return Style(code, kind)
