"""What a layout says: which files it describes, where each field of a record stands in them, what their columns are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from egovcheck.records.model import SUBMITTED

FIELDS = tuple(name for name in SUBMITTED if name not in {"value", "printed", "start", "end", "path"})
"""The fields that a layout may fill; the cells of its columns are the values."""

OriginKind = Literal["column", "value", "filename"]
ORIGINS: tuple[OriginKind, ...] = ("column", "value", "filename")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field comes from: a column by its heading, a fixed value, or the group of a pattern on the file's name.

    ``place`` is where the configuration says so, ``file:line``.
    """

    kind: OriginKind
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures by its heading, and what is known of all figures in it."""

    heading: str
    fields: Mapping[str, Origin]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One ``[[layouts]]`` table.

    ``files`` are patterns; those with a slash are paths from ``folder``. ``sheets`` are patterns of the names of
    sheets; where there are none the layout describes all of a workbook. ``header`` are the first and last row of the
    header, counted from 1 with blank rows as a spreadsheet does, where they are declared. ``missing`` are further marks
    of absent figures, ``areas`` what names of the file stand for; an empty text leaves such rows out.

    ``form`` is ``sdmx-csv`` for observations of SDMX, one a row: ``fields`` then are dimensions and attributes by their
    ids, ``indicators`` and ``units`` what codes of the file stand for, and ``ignore`` are components to leave alone.
    """

    files: tuple[str, ...]
    folder: Path
    fields: Mapping[str, Origin]
    columns: tuple[Column, ...]
    place: str = ""
    header: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()
    locale: str | None = None
    areas: Mapping[str, str] = field(default_factory=dict)
    form: str | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()

    def origins(self, column: Column) -> dict[str, Origin]:
        """Return where the fields of a column's figures come from; what the column says of itself goes first."""
        return {**self.fields, **column.fields}

    @property
    def headings(self) -> list[str]:
        """Return the headings that the layout names, each once."""
        named = [column.heading for column in self.columns]
        for fields in (self.fields, *(column.fields for column in self.columns)):
            named += [origin.text for origin in fields.values() if origin.kind == "column"]
        return list(dict.fromkeys(named))
