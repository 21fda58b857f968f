"""The file of a workbook: named parts in a zip archive, and the relationships between them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import count
from typing import Any

from lxml import etree

from egovcheck.report.workbook.packing import packed, unpacked

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference of one part to another; ``kind`` is the last word of its type, ``target`` the name of the part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a workbook. A part that is not changed keeps its bytes."""

    def __init__(self, data: bytes) -> None:
        self._parts = dict(unpacked(data))
        self._trees: dict[str, Any] = {}
        self._changed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part."""
        return self._parts[name]

    def write(self, name: str, data: bytes) -> None:
        """Set the bytes of a part."""
        self._parts[name] = data

    def tree(self, name: str) -> Any:
        """Return the root element of a part, to be looked at."""
        if name not in self._trees:
            self._trees[name] = parsed(self._parts[name])
        return self._trees[name]

    def changed(self, name: str) -> Any:
        """Return the root element of a part, which is written with all that is done to it."""
        self._changed.add(name)
        return self.tree(name)

    def create(self, name: str, root: Any, content_type: str) -> None:
        """Add a part of this content type."""
        self._add(name, root)
        types = self.changed(_CONTENT_TYPES)
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def declare(self, suffix: str, content_type: str) -> None:
        """State the content type of all parts whose name ends like this."""
        types = self.changed(_CONTENT_TYPES)
        known = {one.get("Extension", "").lower() for one in types.iterfind(f"{_TYPES}Default")}
        if suffix not in known:
            types.insert(0, etree.Element(f"{_TYPES}Default", Extension=suffix, ContentType=content_type))

    def free_name(self, pattern: str) -> str:
        """Return a name that no part has; ``{}`` in the pattern is a number."""
        taken = {name.lower() for name in self._parts}
        return next(name for name in map(pattern.format, count(1)) if name.lower() not in taken)

    def relations(self, name: str) -> list[Relation]:
        """Return what a part refers to inside the file."""
        where = _relations_of(name)
        if where not in self._parts:
            return []
        found = []
        for one in self.tree(where).iterfind(f"{_RELATION}Relationship"):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), one.get("Target", "")))
                found.append(Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target.lstrip("/")))
        return found

    def related(self, name: str, kind: str) -> str | None:
        """Return the part of this kind that a part refers to."""
        return next((one.target for one in self.relations(name) if one.kind == kind and one.target in self), None)

    def relate(self, name: str, kind: str, target: str) -> str:
        """Make a part refer to another one and return the id of the reference; ``kind`` is its whole type."""
        where = _relations_of(name)
        if where not in self._parts:
            self._add(where, etree.Element(f"{_RELATION}Relationships", nsmap={None: _RELATION.strip("{}")}))
        root = self.changed(where)
        taken = {one.get("Id") for one in root}
        new = next(name for name in map("rId{}".format, count(1)) if name not in taken)
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(name)}")
        etree.SubElement(root, f"{_RELATION}Relationship", Id=new, Type=kind, Target=path)
        return new

    def kinds(self, name: str) -> str:
        """Return what the types of a part's relations begin with; it tells which of two variants the format is."""
        for one in self.tree(_relations_of(name)):
            before, _, last = one.get("Type", "").rpartition("/")
            if last == "worksheet":
                return str(before)
        raise ValueError("the workbook has no sheet")

    def packed(self) -> bytes:
        """Return the file."""
        for name in self._changed:
            root = self._trees[name]
            self._parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(self._parts.items())

    def _add(self, name: str, root: Any) -> None:
        self._trees[name] = root
        self._parts[name] = b""  # it has its place among the parts now
        self._changed.add(name)


def parsed(data: bytes) -> Any:
    """Return the root element of XML from a stranger: nothing is fetched and no entity replaced."""
    # sheets are large, but without the limits of the parser a document with entities could grow beyond all bounds
    plain = b"<!DOCTYPE" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=plain)
    return etree.fromstring(data, parser)


def sheet_reference(sheet: str, cell: str) -> str:
    """Return the address of a cell as formulas and links have it: ``'Tom''s sheet'!D3``."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def cell_numbers(address: str) -> tuple[int, int] | None:
    """Return row and column, both from 1, of the (first) cell of an address such as ``D3`` or ``D3:F3``; or None."""
    found = _CELL.match(address.upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if column <= 16_384 and row <= 1_048_576 else None


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell: ``D3`` for row 3 and column 4."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _relations_of(name: str) -> str:
    """Return the part with the relations of a part, or of the file itself, which has no name."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
