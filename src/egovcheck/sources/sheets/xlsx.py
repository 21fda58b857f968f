"""Workbooks of Office Open XML (xlsx, xlsm): the parts of the archive as a stream, row by row.

The XML is read here and not by openpyxl: its streaming mode knows neither merged nor hidden cells, and its other mode
holds the whole workbook.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Generator, Iterator, Mapping
from typing import IO, Any

from lxml import etree

from egovcheck.sources.sheets.archive import Archive, has_doctype, parser_options
from egovcheck.sources.sheets.dates import Base
from egovcheck.sources.sheets.model import BROKEN, MAX_MERGED, TEXT, Area, Sheet, SheetRow, column_number
from egovcheck.sources.sheets.number_formats import printed_text
from egovcheck.sources.sheets.numbers import NumberPrinter
from egovcheck.sources.sheets.xlsx_styles import GENERAL, PLAIN, Style, read_styles
from egovcheck.sources.tables import Document

_ROWS, _COLUMNS = 1_048_576, 16_384
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_TRUE = frozenset(("1", "true"))
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Xlsx:
    """A workbook of Office Open XML; raises InputError where it cannot be read."""

    format = "xlsx"

    def __init__(self, document: Document) -> None:
        self._archive = Archive(document, "Excel")
        try:
            self._open()
        except BaseException:
            self._archive.close()
            raise

    def _open(self) -> None:
        book = self._main()
        if book not in self._archive.names:
            raise self._archive.broken("it holds no workbook")
        if book.endswith(".bin"):
            raise self._archive.broken("it is a binary workbook (xlsb); save it as .xlsx")
        root = self._parsed(book)
        about = root.find("{*}workbookPr")
        dated = about is not None and about.get("date1904", "").casefold() in _TRUE
        base: Base = "1904" if dated else "1900"
        related = self._related(book)
        self._targets: dict[str, str] = {}
        self.sheets: list[Sheet] = []
        for one in root.iterfind("{*}sheets/{*}sheet"):
            kind, target = related.get(one.get(_RELATED) or one.get(_STRICT) or "", ("", ""))
            self._add(one, kind, target)
        self._numbers = NumberPrinter(base)
        names = {kind.rpartition("/")[2]: target for kind, target in related.values()}
        self._styles: list[Style] = []
        if (styles := names.get("styles")) in self._archive.names:
            self._styles = read_styles(self._parsed(styles))
        self._strings_at = names.get("sharedStrings")
        self._strings: list[str] | None = None

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()

    def rows(self, sheet: Sheet) -> Generator[SheetRow, None, None]:
        """Yield the rows of a sheet that have a filled cell, in order."""
        if self._strings is None:
            self._strings = self._shared()
        with self._archive.opened(self._targets[sheet.name]) as part:
            before = 0
            for element in self._elements(part, "row", "mergeCell", "col"):
                name = etree.QName(element).localname
                if name == "mergeCell":
                    self._merge(sheet, element.get("ref", ""))
                elif name == "col":
                    sheet.hidden_columns += _hidden(element) and _span(element)
                else:
                    row = self._row(element, before)
                    before = row.number
                    if row.columns:
                        sheet.hidden_rows += _hidden(element)
                        yield row
                _forget(element)

    def _add(self, one: Any, kind: str, target: str) -> None:
        name = one.get("name", "")
        sheet = Sheet(name if name not in self._targets else f"{name} ({len(self.sheets) + 1})")
        if one.get("state", "visible") != "visible":
            sheet.skipped = "hidden"
        elif not kind.endswith("/worksheet"):
            sheet.skipped = "chart"
        elif target not in self._archive.names:
            raise self._archive.broken(f"its part {target or name} is missing")
        self._targets[sheet.name] = target
        self.sheets.append(sheet)

    def _merge(self, sheet: Sheet, reference: str) -> None:
        match = _REFERENCE.fullmatch(reference)
        if not match or not match[3]:
            return
        if len(sheet.merged) >= MAX_MERGED:
            raise self._archive.broken(f"it has more than {MAX_MERGED} merged cells")
        area = Area(int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3]))
        if area.first_row <= area.last_row and area.first_column <= area.last_column <= _COLUMNS:
            sheet.merged.append(area)

    def _row(self, element: Any, before: int) -> SheetRow:
        """Return the filled cells of a row; a row or cell that says no place is the next one."""
        given = element.get("r", "")
        number = int(given) if given.isdecimal() and len(given) < 8 else before + 1
        if not before < number <= _ROWS:
            raise self._archive.broken("the rows of a sheet are out of order")
        columns: list[int] = []
        texts: list[str] = []
        kinds: list[str] = []
        column = 0
        for cell in element:
            place = cell.get("r")
            at = _column(place) if place else column + 1
            if not column < at <= _COLUMNS:
                raise self._archive.broken("the cells of a row are out of order")
            column = at
            text, kind = self._cell(cell)
            if text:
                columns.append(column)
                texts.append(text)
                kinds.append(kind)
        return SheetRow(number, columns, texts, "".join(kinds))

    def _cell(self, cell: Any) -> tuple[str, str]:
        kind = cell.get("t", "n")
        value = formula = inline = None
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                value = child.text
            elif tag.endswith("}f"):
                formula = child.text or ""
            elif tag.endswith("}is"):
                inline = child
        if not value:
            if formula is not None and kind != "str":
                return f"={formula[:60]}", BROKEN
            return self._printed(_plain_text(inline), cell) if inline is not None else "", self._style(cell).kind
        return self._valued(cell, kind, value)

    def _valued(self, cell: Any, kind: str, value: str) -> tuple[str, str]:
        if kind == "n":
            return self._numbers.printed(value, self._style(cell).code)
        if kind == "e":
            return value, BROKEN
        if kind == "b":
            return "TRUE" if value in _TRUE else "FALSE", TEXT
        if kind == "d":
            return value.removesuffix("Z").removesuffix("T00:00:00"), TEXT
        if kind == "s":
            strings = self._strings or []
            if not value.isdecimal() or int(value) >= len(strings):
                raise self._archive.broken("a cell names a text that is not there")
            value = strings[int(value)]
        else:
            value = _unescaped(value)
        return self._printed(value, cell), self._style(cell).kind

    def _printed(self, text: str, cell: Any) -> str:
        code = self._style(cell).code
        return text if code in {GENERAL, "@"} else printed_text(text, code)

    def _style(self, cell: Any) -> Style:
        number = cell.get("s")
        if number is None or not number.isdecimal() or int(number) >= len(self._styles):
            return self._styles[0] if self._styles and number is None else PLAIN
        return self._styles[int(number)]

    def _shared(self) -> list[str]:
        if self._strings_at not in self._archive.names:
            return []
        strings = []
        with self._archive.held(self._strings_at) as part:
            for element in self._elements(part, "si"):
                strings.append(_plain_text(element))
                _forget(element)
        return strings

    def _main(self) -> str:
        """Return the name of the part that is the workbook."""
        found = self._related("") if "_rels/.rels" in self._archive.names else {}
        return next((to for kind, to in found.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")

    def _related(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Return kind and name of the parts that a part is related to, by id; what lies outside is left out."""
        folder, name = posixpath.split(part)
        at = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for one in self._parsed(at) if at in self._archive.names else ():
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[one.get("Id", "")] = (one.get("Type", ""), posixpath.normpath(path))
        return found

    def _parsed(self, name: str) -> Any:
        try:
            root = etree.fromstring(self._archive.read(name), etree.XMLParser(**parser_options()))
        except etree.XMLSyntaxError as error:
            raise self._archive.broken(f"the XML of its part {name} is not well-formed") from error
        if has_doctype(root):
            raise self._archive.broken("its XML declares a document type")
        return root

    def _elements(self, part: IO[bytes], *names: str) -> Iterator[Any]:
        """Yield the elements of these names as they end."""
        first = True
        try:
            tags = [f"{{*}}{name}" for name in names]
            for _, element in etree.iterparse(part, events=("end",), tag=tags, **parser_options()):
                if first and has_doctype(element):
                    raise self._archive.broken("its XML declares a document type")
                first = False
                yield element
        except etree.XMLSyntaxError as error:
            raise self._archive.broken("the XML of a sheet is not well-formed") from error


def _column(reference: str) -> int:
    letters = reference.rstrip("0123456789")
    known = _COLUMN_OF.get(letters)
    if known is None:
        known = column_number(letters) if letters.isascii() and letters.isupper() and len(letters) < 4 else 0
        if len(_COLUMN_OF) < _COLUMNS:
            _COLUMN_OF[letters] = known
    return known


_COLUMN_OF: dict[str, int] = {}


def _plain_text(element: Any) -> str:
    """Return the text of a string with all its runs; how it is pronounced (phonetic runs) is no part of it."""
    parts = []
    for child in element:
        tag = child.tag
        if tag.endswith("}t"):
            parts.append(child.text or "")
        elif tag.endswith("}r"):
            parts += [one.text or "" for one in child if one.tag.endswith("}t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Return a text with characters in place of ``_x000D_``, as Excel writes those that XML cannot hold."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _hidden(element: Any) -> int:
    return int(element.get("hidden", "0").casefold() in _TRUE)


def _span(element: Any) -> int:
    first, last = element.get("min", "1"), element.get("max", "1")
    # that everything to the right is hidden says nothing about columns that are used
    return int(last) - int(first) + 1 if first.isdecimal() and last.isdecimal() and int(last) < _COLUMNS else 0


def _forget(element: Any) -> None:
    """Let go of an element that has been read, and of all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
