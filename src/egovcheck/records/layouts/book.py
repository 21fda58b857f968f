"""All layouts of a run: which one describes a file, and the wide table that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from egovcheck.core.errors import InputError
from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import enumerated
from egovcheck.records.layouts.files import captured, describes, name_of
from egovcheck.records.layouts.heading import Header, declared_header, extended, find_header
from egovcheck.records.layouts.matching import looks_wide
from egovcheck.records.layouts.model import Column, Layout, Origin
from egovcheck.records.layouts.units import Unit, read_unit, unit_of_heading, unit_of_title
from egovcheck.records.layouts.wide import Figures, Place, WideForm
from egovcheck.records.model import CHOICES
from egovcheck.records.names import nearest
from egovcheck.sources.tables import Document, Grid, Heading, Row, Table
from egovcheck.sources.wording import called


@dataclass(frozen=True, slots=True)
class Absent:
    """What a layout names and the file lacks: the heading, and the fields of the message, ``reason`` among them."""

    heading: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wide:
    """A wide table that has been opened. ``reopen`` gives it once more, ``source`` is the id that the layout fixes."""

    table: Table
    form: WideForm
    absent: tuple[Absent, ...]
    reopen: Callable[[], Table]
    source: str | None
    locale: str | None


@dataclass
class LayoutBook:
    """The layouts of a run, first come first; what they name has been checked against the catalogue."""

    layouts: Sequence[Layout]
    catalogue: Catalogue
    open_grid: Callable[[Document], Grid]

    def layout_of(self, document: Document) -> Layout | None:
        """Return the first layout that describes a file, or None; of a sheet's table the one that fits it best."""
        part = document.part
        if part is None:
            return next((one for one in self.layouts if describes(one, document.path, document.label)), None)
        fitting = self.layouts_of(document, part.sheet)
        found = best_layout(part.grid().top, fitting)
        return found or (fitting[0] if part.forced and fitting else None)

    def layouts_of(self, document: Document, sheet: str) -> list[Layout]:
        """Return the layouts that describe a sheet of a file, or tables on it."""
        return [one for one in self.layouts if describes(one, document.path, document.label, sheet)]

    def looks_wide(self, document: Document) -> bool:
        """Say whether a file that no layout describes is a wide table."""
        try:
            return looks_wide(self.open_grid(document).top, self.catalogue)
        except InputError:
            return False

    def open(self, document: Document, layout: Layout) -> Wide:
        """Open a file by its layout; raises InputError where it cannot be read at all."""
        grid = self.open_grid(document)
        declared = layout.header
        header = declared_header(grid.top, *declared) if declared else find_header(grid.top, layout.headings)
        if header is None:
            what = "has no row where its layout has the header" if declared else "is empty"
            raise InputError(f"{called(document.label)} {what}", hint=f"the layout is at {layout.place}")
        opening = _Opening(layout, header, grid.top, name_of(document.path, document.label), self.catalogue)
        heading = opening.heading()

        def reopen() -> Table:
            return self.open_grid(document).table(heading)

        return Wide(
            grid.table(heading), opening.form, tuple(opening.absent), reopen, opening.constant("source"), layout.locale
        )


def best_layout(top: Sequence[Row], layouts: Iterable[Layout]) -> Layout | None:
    """Return the layout whose headings the first rows of a table have: where the area stands, and a column at least.

    Of several the one of whose headings least are missing, and then the first.
    """
    best: tuple[int, int] | None = None
    found = None
    for layout in layouts:
        declared = layout.header
        header = declared_header(top, *declared) if declared else find_header(top, layout.headings)
        if header is None:
            continue
        named = [heading for heading in layout.headings if len(header.labels.find(heading)) == 1]
        keys = {origin.text for name, origin in layout.fields.items() if origin.kind == "column" and name == "area"}
        figures = sum(column.heading in named for column in layout.columns)
        score = (len(named) - len(layout.headings), figures)
        if keys <= set(named) and figures and (best is None or score > best):
            best, found = score, layout
    return found


@dataclass
class _Opening:
    """Finds what a layout names in one file."""

    layout: Layout
    header: Header
    top: Sequence[Row]
    name: str
    catalogue: Catalogue
    absent: list[Absent] = field(default_factory=list)
    form: WideForm = field(init=False)
    named: tuple[str, ...] = field(init=False)
    _found: dict[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys = {name: place.ordinal for name, place in self._places(self.layout.fields).items() if place.ordinal}
        # a row above that groups columns says nothing of how wide the table is
        self.named = self.header.labels.labels
        columns = [(column, at) for column in self.layout.columns if (at := self._ordinal(column.heading))]
        if not self.layout.header:
            self.header = extended(self.top, self.header, keys.values(), [at for _, at in columns])
        figures = [self._figures(column, at) for column, at in columns]
        usable = [f for f in figures if all(_stands(f.fields.get(name)) for name in ("indicator", "area"))]
        self.form = WideForm(self.layout, self.catalogue, usable or figures, keys)
        self.form.readable = bool(usable)

    def constant(self, name: str) -> str | None:
        """Return the text that a field has in all of the file, or None."""
        origin = self.layout.fields.get(name)
        return self._place(origin).text if origin and origin.kind != "column" else None

    def heading(self) -> Heading:
        """Return what the reader of the file needs to know."""
        wanted = sorted({ordinal for ordinal in self._found.values() if ordinal})
        named = [ordinal for ordinal, label in enumerate(self.named, 1) if label]
        last, first = self.top[self.header.last], self.top[self.header.first]
        needed = max((*named, *wanted), default=0)
        return Heading(last.number, first.line, len(self.named), needed, tuple(wanted), self.form.remark)

    def _figures(self, column: Column, ordinal: int) -> Figures:
        places = self._places(self.layout.origins(column))
        own = column.fields.get("unit")
        general = self.layout.fields.get("unit")
        unit = unit_of_heading(self.header.labels.labels[ordinal - 1])
        for origin in (own,) if own else (general,) if general else ():
            said = read_unit(origin.text) if origin.kind == "value" else None
            if said and said.words:
                unit = said if own or unit is None else unit
                del places["unit"]
        if unit is None and not general and not own:
            unit = self._title_unit(places.get("indicator"))
        return Figures(ordinal, self.header.labels.labels[ordinal - 1], unit, places)

    def _title_unit(self, indicator: Place | None) -> Unit | None:
        """Return the unit that a line above the table gives, where it can be that of an indicator."""
        known = self.catalogue.indicators.get(self.catalogue.indicator_code((indicator and indicator.text) or "") or "")
        if known is None:
            return None
        lines = [unit_of_title(cell) for row in self.top[: self.header.first] for cell in row.cells]
        unit = next((unit for unit in lines if unit), None)
        if unit is None:
            return None
        fits = {"%": known.unit == "percent", "đồng": known.unit == "VND", "ngày": known.unit == "day"}
        own = next((fit for word, fit in fits.items() if unit.words.endswith(word)), known.unit in {"count", "VND"})
        return unit if own else None

    def _places(self, origins: Mapping[str, Origin]) -> dict[str, Place]:
        return {name: self._place(origin, name) for name, origin in origins.items()}

    def _place(self, origin: Origin, name: str = "") -> Place:
        if origin.kind == "column":
            return Place(ordinal=self._ordinal(origin.text))
        if origin.kind == "value":
            code = enumerated(name, origin.text) if name in CHOICES else origin.text
            return Place(text=code)
        text = captured(origin.text, self.name)
        if text is None:
            self._note(name or origin.text, {"reason": "not-in-name", "pattern": origin.text})
        return Place(text=text)

    def _ordinal(self, heading: str) -> int | None:
        """Return the one column that a heading names; what is wrong with it is noted once."""
        if heading not in self._found:
            found = self.header.labels.find(heading)
            self._found[heading] = found[0] if len(found) == 1 else None
            if len(found) > 1:
                example = self.header.labels.labels[found[0] - 1]
                columns = ", ".join(map(str, found))
                self._note(heading, {"reason": "not-settled", "columns": columns, "example": example})
            elif not found:
                close = nearest(heading, _names(self.header.labels.labels), 1)
                self._note(heading, {"reason": "not-in-layout", "nearest": close[0] if close else ""})
        return self._found[heading]

    def _note(self, heading: str, fields: Mapping[str, str]) -> None:
        if all(absent.heading != heading for absent in self.absent):
            self.absent.append(Absent(heading, {"column": heading, **fields}))


def _names(labels: Iterable[str]) -> list[str]:
    return [name for label in labels if label for name in (label, *label.split(" | "))]


def _stands(place: Place | None) -> bool:
    return place is not None and (place.ordinal is not None or place.text is not None)
