"""The tables of a workbook: which blocks of its sheets have a header of their own, and what belongs to which.

A block of cells is a table where one of its first rows names the columns of a submission, where a layout finds its
headings, or where its headings name indicators or periods. Rows below it that a blank row sets apart go on with it
where they hold figures; titles and remarks hold none. Figures that belong to no table are counted and never lost
without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import read_header, vocabulary
from egovcheck.records.layouts.book import best_layout
from egovcheck.records.layouts.cells import figure_like, is_remark
from egovcheck.records.layouts.heading import fullest_row
from egovcheck.records.layouts.matching import guessed_header, match_heading
from egovcheck.records.layouts.model import Layout
from egovcheck.records.names import fold
from egovcheck.sources.formats import open_book
from egovcheck.sources.sheets.blocks import Block, bands, parts
from egovcheck.sources.sheets.book import Book
from egovcheck.sources.sheets.held import HeldSheet
from egovcheck.sources.sheets.model import Sheet
from egovcheck.sources.sheets.table import Region, SheetPart, top_rows
from egovcheck.sources.tables import Document, Formatted, Native, Row

_DEEP = 15
"""Rows of a block among which the header of a long table is looked for."""

_SAMPLE = 200


@dataclass
class SheetNote:
    """What became of a sheet besides its tables; see ``SheetRead``."""

    name: str
    skipped: str | None = None
    hidden_rows: int = 0
    hidden_columns: int = 0
    outside: int = 0


@dataclass(frozen=True)
class Opened:
    """The tables of a file, each as a document of its own, and of a workbook its sheets."""

    documents: list[Document]
    sheets: list[SheetNote] | None = None


@contextmanager
def tables_of(
    document: Document, catalogue: Catalogue, layouts: Callable[[str], Sequence[Layout]] = lambda _: ()
) -> Iterator[Opened]:
    """Give the tables of a file for as long as the ``with`` block lasts; ``layouts`` tells those for a sheet.

    Raises InputError where the file cannot be read.
    """
    book = open_book(document)
    if book is None:
        yield Opened([document])
        return
    with closing(book):
        yield _opened(document, book, catalogue, layouts)


def _opened(document: Document, book: Book, catalogue: Catalogue, layouts: Callable[[str], Sequence[Layout]]) -> Opened:
    finders = [_Finder(held, catalogue, layouts(held.sheet.name)) for held in book.held if held.numbers]
    for finder in finders:
        finder.find()
    if not any(finder.tables for finder in finders):
        widest = max(finders, key=lambda finder: finder.held.cells)
        widest.take_all(forced=True)
    elif not any(finder.layout_found for finder in finders):
        # a layout that was made for this file and fits none of its tables is held against one, to say what is missing
        awaiting = next((finder for finder in finders if finder.layouts), None)
        if awaiting is not None and not awaiting.tables:
            awaiting.take_all(forced=True)
        elif awaiting is not None and awaiting.unsure:
            at = awaiting.unsure[0]
            awaiting.tables[at] = replace(awaiting.tables[at], forced=True, aside=False)
    plain = all(table.aside for finder in finders for table in finder.tables)
    documents: list[Document] = []
    for finder in finders:
        for region in finder.tables:
            aside = region.aside and not plain
            told = replace(region, aside=aside, encoding=book.encoding, reported=not documents)
            documents.append(replace(document, part=SheetPart(finder.held, book.format, told)))
    found = {finder.held.sheet.name: finder for finder in finders}
    return Opened(documents, [_note(sheet, found.get(sheet.name)) for sheet in book.sheets])


def _note(sheet: Sheet, finder: _Finder | None) -> SheetNote:
    skipped = sheet.skipped or (None if finder and finder.tables else "no-table")
    outside = finder.outside if finder else 0
    return SheetNote(sheet.name, skipped, sheet.hidden_rows, sheet.hidden_columns, outside)


@dataclass
class _Finder:
    """Finds the tables of one sheet."""

    held: HeldSheet
    catalogue: Catalogue
    layouts: Sequence[Layout]
    tables: list[Region] = field(default_factory=list)
    outside: int = 0
    layout_found: bool = False
    unsure: list[int] = field(default_factory=list)
    keys: tuple[int, int] | None = None

    def find(self) -> None:
        """Fill ``tables`` and ``outside``."""
        loose: list[Block] = []
        for band in bands(self.held.numbers, self.held.masks):
            own, rest = self._own_of(band)
            for region in own:
                if region.header is not None and region.remark is None:
                    self.unsure.append(len(self.tables))
                self.tables.append(_upwards(region, loose))
            for block in rest:
                if not own and self._goes_on(block):
                    loose = []
                    continue
                self._count(block)
                loose.append(block)
            if own:
                loose = []

    def take_all(self, *, forced: bool) -> None:
        """Take all of the sheet for one table, whatever its header is."""
        found = bands(self.held.numbers, self.held.masks)
        left, right = min(one.first_column for one in found), max(one.last_column for one in found)
        block = Block(found[0].first_row, found[-1].last_row, left, right)
        self.tables = [self._long(block, self._fallback(block), forced=forced, aside=True)]
        self.unsure, self.outside = [0], 0

    def _own_of(self, band: Block) -> tuple[list[Region], list[Block]]:
        """Return the tables of a band of rows, and what is left of it."""
        pieces = parts(self.held.numbers, self.held.masks, band)
        found = [(piece, self._own(piece)) for piece in pieces]
        own = [region for _, region in found if region]
        if len(own) < 2:
            whole = own[0] if len(pieces) == 1 and own else self._own(band) if len(pieces) > 1 else None
            if whole is not None:
                inside = whole.block
                return [whole], [
                    p for p in pieces if p.last_column < inside.first_column or p.first_column > inside.last_column
                ]
        return own, [piece for piece, region in found if region is None]

    def _own(self, block: Block) -> Region | None:
        """Return the table of a block that has a header of its own, or None."""
        top = self._top(block)
        if (at := _long_header(top)) is not None:
            named = [n for n, cell in enumerate(top[at].cells, 1) if cell.strip()]
            used = range(named[0], named[-1] + 1)
            right = next((n for n in range(named[-1], block.last_column + 1) if not self._uses(block, n + 1)), used[-1])
            narrow = replace(block, first_column=named[0], last_column=max(right, named[-1]))
            columns = read_header(_names(top[at])).columns
            cells = [cell.strip() for cell in top[at].cells]
            self.keys = (cells.index(columns["indicator"]) + 1, cells.index(columns["value"]) + 1)
            return self._long(narrow, top[at].number)
        if best_layout(top, self.layouts) is not None:
            self.layout_found = True
            return Region(block)
        if self._repeats(block):
            return None
        guessed = guessed_header(top, self.catalogue)
        if guessed is None:
            return None
        header = top[guessed.last].number
        below = replace(block, first_row=header + 1)
        if not any(figure_like(cell) for cells in self._cells(below) for cell in cells.values()):
            return None
        known = [label for label in guessed.labels.labels if label and self._names_something(label)]
        return Region(block, header) if len(known) > 1 else None

    def _repeats(self, block: Block) -> bool:
        """Say whether most rows of a block are such as the last long table has."""
        if self.keys is None:
            return False
        indicator, value = self.keys
        rows = list(self._cells(block))
        fitting = [cells for cells in rows if cells.get(indicator) and figure_like(cells.get(value, ""))]
        return len(fitting) * 2 > len(rows)

    def _names_something(self, label: str) -> bool:
        match = match_heading(label, self.catalogue, near=False)
        return bool(match.indicator or match.period) or fold(label) in vocabulary().headings

    def _long(self, block: Block, header: int, *, forced: bool = False, aside: bool = False) -> Region:
        return Region(block, header, _remark, forced=forced, aside=aside)

    def _goes_on(self, block: Block) -> bool:
        """Say whether a block goes on with the table above it, and if so let it."""
        for at in range(len(self.tables) - 1, -1, -1):
            own = self.tables[at].block
            if own.first_column <= block.last_column and block.first_column <= own.last_column:
                if not any(self._is_row(cells, own) for cells in self._cells(block)):
                    return False
                self.tables[at] = replace(self.tables[at], block=replace(own, last_row=block.last_row))
                return True
        return False

    def _is_row(self, cells: dict[int, str], own: Block) -> bool:
        inside = {at: cell for at, cell in cells.items() if own.first_column <= at <= own.last_column}
        return len(inside) > 1 and any(at > own.first_column and figure_like(cell) for at, cell in inside.items())

    def _count(self, block: Block) -> None:
        """Take a block of figures without a known header for a table of its own, or count its figures."""
        numbers = self._figures(block)
        if len({row for row, _ in numbers}) > 1 and len(numbers) > 2 and block.last_column > block.first_column:
            header = self._fallback(block)
            self.unsure.append(len(self.tables))
            self.tables.append(self._long(block, header, aside=True))
        else:
            self.outside += len(numbers)

    def _fallback(self, block: Block) -> int:
        """Return the row that is most likely to be a header."""
        top = self._top(block)
        fields = [len(read_header(_names(row)).columns) for row in top[:_DEEP]]
        if fields and max(fields) > 1:
            return top[fields.index(max(fields))].number
        guessed = guessed_header(top, self.catalogue) or fullest_row(top)
        return top[guessed.last].number if guessed else block.first_row

    def _figures(self, block: Block) -> list[tuple[int, int]]:
        """Return where the first rows of a block have numbers that do not only count its rows."""
        by_column: dict[int, list[tuple[int, str]]] = {}
        for row in self.held.rows(block.first_row, block.last_row):
            for at, cell in row.cells.items():
                if block.first_column <= at <= block.last_column and type(cell) in {Native, Formatted}:
                    by_column.setdefault(at, []).append((row.number, cell))
            if by_column and sum(map(len, by_column.values())) > 10 * _SAMPLE:
                break
        return [
            (number, at)
            for at, cells in by_column.items()
            if not (len(cells) > 1 and [cell for _, cell in cells] == [str(n) for n in range(1, len(cells) + 1)])
            for number, _ in cells
        ]

    def _cells(self, block: Block) -> Iterator[dict[int, str]]:
        for turn, row in enumerate(self.held.rows(block.first_row, block.last_row)):
            if turn == _SAMPLE:
                return
            yield row.cells

    def _uses(self, block: Block, column: int) -> bool:
        if column > block.last_column:
            return False
        return any(column in cells for cells in self._cells(block))

    def _top(self, block: Block) -> list[Row]:
        rows = top_rows(self.held, block)
        return [Row(cells, block.first_row + at, block.first_row + at) for at, cells in enumerate(rows)]


def _long_header(top: Sequence[Row]) -> int | None:
    """Return the index of the row that names the columns of a submission, of several the one with most fields."""
    best, found = 0, None
    for at, row in enumerate(top[:_DEEP]):
        names = _names(row)
        header = read_header(names) if len(names) > 2 else None
        if header and not header.missing and len(header.columns) - len(header.twice) > best:
            best, found = len(header.columns) - len(header.twice), at
    return found


def _names(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))


def _remark(names: Sequence[str]) -> Callable[[Sequence[str]], bool]:
    """Return what tells the rows of a long table from the header repeated, a heading between rows, or a remark."""
    folded = [fold(name) for name in names if name]
    value = next((at for at, name in enumerate(names) if read_header((name,)).columns.get("value")), None)

    def is_one(cells: Sequence[str]) -> bool:
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if len(filled) == 1:
            return len(names) > 2 and filled[0] != value and type(cells[filled[0]]) not in {Native, Formatted}
        said = [cells[at] for at in filled]
        return [fold(cell) for cell in said] == folded or (is_remark(said[0]) if said else True)

    return is_one


def _upwards(region: Region, loose: Sequence[Block]) -> Region:
    """Return a table with the titles above it, which may say its unit and period."""
    above = [
        one for one in loose if one.last_row < region.block.first_row and region.block.first_row - one.first_row < 20
    ]
    if not above:
        return region
    return replace(region, block=replace(region.block, first_row=min(one.first_row for one in above)))
