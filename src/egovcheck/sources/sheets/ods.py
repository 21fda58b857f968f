"""Workbooks of OpenDocument (ods): the content as a stream, row by row, each cell by its value and what it shows."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from egovcheck.sources.sheets.archive import Archive, has_doctype, parser_options, protected
from egovcheck.sources.sheets.displayed import shown_date, shown_number
from egovcheck.sources.sheets.legacy import font_kind
from egovcheck.sources.sheets.model import BROKEN, MAX_CELLS, MAX_MERGED, TEXT, Area, Sheet, SheetRow
from egovcheck.sources.sheets.number_formats import shortest
from egovcheck.sources.sheets.numbers import is_number, kind_of_number
from egovcheck.sources.tables import Document

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_ROWS, _COLUMNS = 1_048_576, 16_384
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{{{_NS}table:1.0}}", f"{{{_NS}text:1.0}}", f"{{{_NS}office:1.0}}"
_STYLE = f"{{{_NS}style:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "Err:")
_ASIDE = frozenset((f"{_OFFICE}annotation", f"{_TEXT}ruby-text", f"{_TEXT}note"))
_SEEN = (
    *(f"{_TABLE}{name}" for name in ("table", "table-row", "table-column", "shapes")),
    *(f"{_STYLE}{name}" for name in ("style", "font-face")),
)


@dataclass
class _Styles:
    """What the styles of a workbook say: which tables are hidden, and the kind of texts in a cell's font."""

    hidden: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)

    def take(self, element: Any) -> None:
        """Take in a style or the declaration of a font."""
        name = element.get(f"{_STYLE}name", "")
        if element.tag == f"{_STYLE}font-face":
            family = element.get("{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family", name)
            self.fonts[name] = font_kind(family.strip("'\""))
            return
        for child in element:
            if child.tag == f"{_STYLE}table-properties" and child.get(f"{_TABLE}display") == "false":
                self.hidden.add(name)
            elif child.tag == f"{_STYLE}text-properties":
                font = child.get(f"{_STYLE}font-name", "")
                self.kinds[name] = self.fonts.get(font) or font_kind(font)


class Ods:
    """A workbook of OpenDocument; raises InputError where it cannot be read."""

    format = "ods"

    def __init__(self, document: Document) -> None:
        self._archive = Archive(document, "LibreOffice")
        try:
            self._refuse(document)
            self._styles = _Styles()
            self.sheets = [sheet for sheet, _ in self._walk()]
        except BaseException:
            self._archive.close()
            raise

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def _refuse(self, document: Document) -> None:
        names = self._archive.names
        if CONTENT not in names:
            raise self._archive.broken("it holds no content")
        if _MANIFEST in names and b":encryption-data" in self._archive.read(_MANIFEST):
            raise protected(document)

    def rows(self, sheet: Sheet) -> Generator[SheetRow, None, None]:
        """Yield the rows of a sheet that have a filled cell, in order."""
        wanted = next(number for number, one in enumerate(self.sheets) if one is sheet)
        number = 0
        for at, element in self._parts():
            if at > wanted:
                return
            if at < wanted or element is None or element.tag == f"{_TABLE}table":
                continue
            if element.tag == f"{_TABLE}table-column":
                sheet.hidden_columns += _hidden(element) and min(_times(element, "columns"), _COLUMNS)
                continue
            times = _times(element, "rows")
            row = self._row(element, number + 1, sheet)
            if row.columns:
                if number + times > _ROWS or times * len(row.columns) > MAX_CELLS:
                    raise self._archive.broken("a row is repeated more often than a sheet has rows")
                sheet.hidden_rows += _hidden(element) and times
                yield from (row._replace(number=number + turn) for turn in range(1, times + 1))
            number += times

    def _walk(self) -> Iterator[tuple[Sheet, None]]:
        """Yield the sheets, whose rows are passed over."""
        names: set[str] = set()
        for _, element in self._parts(rows=False):
            if element is not None and element.tag == f"{_TABLE}table":
                name = element.get(f"{_TABLE}name", "")
                name = name if name not in names else f"{name} ({len(names) + 1})"
                names.add(name)
                hidden = element.get(f"{_TABLE}style-name") in self._styles.hidden
                yield Sheet(name, "hidden" if hidden else None), None

    def _parts(self, *, rows: bool = True) -> Iterator[tuple[int, Any]]:
        """Yield tables as they begin and their columns and rows as they end, each with the table's number from 0."""
        tags = _SEEN if rows else [tag for tag in _SEEN if not tag.endswith(("row", "column"))]
        turn, depth, first = -1, 0, True
        with self._archive.opened(CONTENT) as part:
            try:
                for event, element in etree.iterparse(part, events=("start", "end"), tag=tags, **parser_options()):
                    if first and has_doctype(element):
                        raise self._archive.broken("its XML declares a document type")
                    first = False
                    tag, begins = element.tag, event == "start"
                    if tag == f"{_TABLE}table":
                        depth += 1 if begins else -1
                        turn += begins and depth == 1
                        if begins and depth == 1:
                            yield turn, element
                    elif begins:
                        continue
                    elif tag.startswith(_STYLE):
                        self._styles.take(element)
                    elif depth == 1 and tag != f"{_TABLE}shapes":
                        yield turn, element
                    if not begins:
                        _forget(element)
            except etree.XMLSyntaxError as error:
                raise self._archive.broken("its XML is not well-formed") from error

    def _row(self, element: Any, number: int, sheet: Sheet) -> SheetRow:
        columns: list[int] = []
        texts: list[str] = []
        kinds: list[str] = []
        column = 1
        for cell in element:
            times = _times(cell, "columns")
            if cell.tag == f"{_TABLE}table-cell":
                self._merge(cell, number, column, sheet)
                text, kind = self._cell(cell)
                if text and column + times - 1 > _COLUMNS:
                    raise self._archive.broken("a cell is repeated more often than a sheet has columns")
                if text:
                    columns += range(column, column + times)
                    texts += [text] * times
                    kinds += [kind] * times
            column += times
        return SheetRow(number, columns, texts, "".join(kinds))

    def _merge(self, cell: Any, row: int, column: int, sheet: Sheet) -> None:
        across, down = (_count(cell.get(f"{_TABLE}number-{name}-spanned")) for name in ("columns", "rows"))
        if across > 1 or down > 1:
            if len(sheet.merged) >= MAX_MERGED:
                raise self._archive.broken(f"it has more than {MAX_MERGED} merged cells")
            sheet.merged.append(Area(row, column, row + down - 1, min(column + across - 1, _COLUMNS)))

    def _cell(self, cell: Any) -> tuple[str, str]:
        kind = cell.get(f"{_OFFICE}value-type") or ""
        formula = cell.get(f"{_TABLE}formula")
        if not kind and formula is None and not len(cell):
            return "", TEXT
        text = _shown(cell)
        if cell.get(f"{_CALC}value-type") == "error" or (formula is not None and text.startswith(_ERRORS)):
            return text or "#N/A", BROKEN
        value = cell.get(f"{_OFFICE}value") or ""
        if kind in _NUMBERS and is_number(value):
            shown = shown_number(shortest(value), text, percent=kind == "percentage")
            return shown, kind_of_number(shown)
        if kind == "date":
            return shown_date(cell.get(f"{_OFFICE}date-value") or text, text), TEXT
        if not kind and formula is not None and not text:
            return f"={formula.removeprefix('of:').removeprefix('=')[:60]}", BROKEN
        stated = cell.get(f"{_OFFICE}string-value")
        return (text or stated or "").strip(), self._styles.kinds.get(cell.get(f"{_TABLE}style-name", ""), TEXT)


def _shown(cell: Any) -> str:
    """Return the text that a cell shows: its paragraphs, without remarks."""
    return "\n".join(_text(child) for child in cell if child.tag in {f"{_TEXT}p", f"{_TEXT}h"})


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_count(child.get(f"{_TEXT}c")), 1000))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag not in _ASIDE and isinstance(child.tag, str):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _times(element: Any, name: str) -> int:
    return _count(element.get(f"{_TABLE}number-{name}-repeated"))


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _hidden(element: Any) -> int:
    return int(element.get(f"{_TABLE}visibility", "visible") != "visible")


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
