"""A layout for a file that has none, from its headings, and from its rows where these leave doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.columns import read_header, vocabulary
from egovcheck.records.figures import FigureError, Mark, decimal_mark_shown, read_figure
from egovcheck.records.layouts.cells import NOTHING, CellReader, figure_like, without_marks
from egovcheck.records.layouts.heading import Header, extended, find_header, fullest_row
from egovcheck.records.layouts.matching import guessed_header, match_heading, rank_of
from egovcheck.records.layouts.model import Origin
from egovcheck.records.names import fold
from egovcheck.records.periods import read_period
from egovcheck.sources.tables import Grid, Heading, Table

ROWS = 2_000
"""Rows that are looked at."""

_SURE = Decimal("0.99")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?:-?[qQ][1-4]|-?[sShH][12]|-(?:0[1-9]|1[0-2]))?(?![\dA-Za-z])")
_PARTS = re.compile(r"[,;:()–]| - ")
_COUNTERS = {"stt", "tt", "so tt", "no", "id", "#", "n"}


@dataclass(frozen=True, slots=True)
class Guess:
    """A column of figures: its heading, the fields that a layout would give it, and the codes of what else it may be.

    One that is not ``settled`` is for a person to look at.
    """

    heading: str
    fields: Mapping[str, str]
    candidates: tuple[str, ...] = ()
    settled: bool = True


@dataclass(frozen=True)
class Proposal:
    """A layout as far as it can be told. ``ignored`` are the headings of columns that it leaves out.

    ``header`` is given where a layout would not find it by itself, ``sheet`` where a workbook has several tables;
    ``is_long`` says that the table needs no layout.
    """

    file: str
    fields: dict[str, Origin] = field(default_factory=dict)
    columns: tuple[Guess, ...] = ()
    ignored: tuple[str, ...] = ()
    header: tuple[int, int] | None = None
    is_long: bool = False
    sheet: str | None = None

    @property
    def usable(self) -> bool:
        """Say whether a layout could be made of it as it is."""
        return "area" in self.fields and any(guess.settled for guess in self.columns)


def propose(file: str, grid: Grid, catalogue: Catalogue) -> Proposal | None:
    """Return a layout for a file with the name ``file``; None where it has no row that could be a header."""
    header = guessed_header(grid.top, catalogue) or fullest_row(grid.top)
    if header is None:
        return None
    width = len(header.labels.labels)
    first = grid.top[header.first]
    shape = Heading(grid.top[header.last].number, first.line, width, width, tuple(range(1, width + 1)), lambda _: True)
    return _Proposing(file, grid, header, _sample(grid.table(shape)), catalogue).proposal()


def _sample(table: Table) -> dict[int, list[str]]:
    """Return the first rows, column by column, without the cells that say nothing."""
    for chunk in table.chunks():
        return {int(name): [(cell or "").strip() for cell in cells[:ROWS]] for name, cells in chunk.columns.items()}
    return {int(name): [] for name in table.header}


@dataclass
class _Proposing:
    file: str
    grid: Grid
    header: Header
    cells: Mapping[int, list[str]]
    catalogue: Catalogue

    def proposal(self) -> Proposal:
        labels = self.header.labels.labels
        if (
            self.header.first == self.header.last
            and not read_header(tuple(dict.fromkeys(filter(None, labels)))).missing
        ):
            return Proposal(self.file, is_long=True)
        fields = {"area": self._column(self._area()), "indicator": self._column(self._indicator())}
        period = self._period()
        taken = {origin.text for origin in (*fields.values(), period) if origin and origin.kind == "column"}
        columns, ignored = [], []
        for ordinal, label in enumerate(labels, 1):
            name = self._name(ordinal)
            if name in taken or not (label or any(self.cells[ordinal])):
                continue
            guess = self._guess(ordinal, label, has_indicator=fields["indicator"] is not None)
            if guess is None or self.header.labels.find(name) != [ordinal]:
                ignored.append(name)
            else:
                columns.append(guess)
        columns = [self._settled(guess, columns) for guess in columns]
        dated = bool(columns) and all("period" in guess.fields for guess in columns)
        fields["period"] = period or (None if dated else self._period_of_name())
        found = {name: origin for name, origin in fields.items() if origin}
        proposal = Proposal(self.file, found, tuple(columns), tuple(ignored))
        return replace(proposal, header=self._declared(proposal))

    def _column(self, ordinal: int | None) -> Origin | None:
        return Origin("column", self._name(ordinal)) if ordinal else None

    def _name(self, ordinal: int) -> str:
        """Return the shortest of a column's names that no other column has."""
        label = self.header.labels.labels[ordinal - 1]
        own = [self.grid.top[row].cells for row in range(self.header.first, self.header.last + 1)]
        below = [" ".join(cells[ordinal - 1].split()) for cells in own if ordinal <= len(cells)]
        names = [next((name for name in reversed(below) if name), ""), label]
        return next((n for n in names if n and self.header.labels.find(n) == [ordinal]), label or f"column {ordinal}")

    def _area(self) -> int | None:
        """Return the column with most different areas, one with codes before one with names."""
        best: tuple[int, bool] = (0, False)
        found = None
        for ordinal, cells in self.cells.items():
            filled = {cell for cell in cells if cell}
            known = {cell: code for cell in filled if (code := self._area_code(cell))}
            score = (len(set(known.values())), sum(cell == code for cell, code in known.items()) * 2 > len(known))
            if known and len(known) * 2 >= len(filled) and score > best:
                best, found = score, ordinal
        return found or self._headed("area")

    def _area_code(self, cell: str) -> str | None:
        return self.catalogue.area_code(cell) or self.catalogue.area_code(without_marks(cell))

    def _indicator(self) -> int | None:
        ordinal = self._headed("indicator")
        filled = {cell for cell in self.cells.get(ordinal or 0, ()) if cell}
        return ordinal if filled and any(self.catalogue.indicator_code(cell) for cell in filled) else None

    def _headed(self, name: str) -> int | None:
        """Return the first column whose heading is one that is known for a field."""
        known = vocabulary().headings
        headed = (at for at, label in enumerate(self.header.labels.labels, 1) if known.get(fold(label)) == name)
        return next(headed, None)

    def _period(self) -> Origin | None:
        headed = self._headed("period")
        for ordinal in (headed,) if headed else self.cells:
            filled = [cell for cell in self.cells[ordinal] if cell]
            read = _period_text if ordinal == headed else _YEAR.fullmatch
            if filled and sum(1 for cell in filled if read(cell)) >= _SURE * len(filled):
                return self._column(ordinal)
        return None

    def _period_of_name(self) -> Origin | None:
        """Return the one period in the file's name, or in the rows above the header where that says it more closely."""
        named = list(_IN_NAME.finditer(self.file))
        pattern = None
        if len(named) == 1:
            before = re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", self.file[: named[0].start()])
            pattern = Origin("filename", before + _digits(named[0][0]))
            if len(named[0][0]) > 4:
                return pattern
        titles = [
            part for row in self.grid.top[: self.header.first] for cell in row.cells for part in _PARTS.split(cell)
        ]
        periods = {text for part in titles if (text := _period_at_end(part))}
        years = {year for part in titles for year in _YEAR.findall(part)}
        titled = periods or years
        if len(titled) == 1 and (pattern is None or len(next(iter(titled))) > 4):
            return Origin("value", titled.pop())
        return pattern

    def _guess(self, ordinal: int, label: str, *, has_indicator: bool) -> Guess | None:
        """Return what a column is, or None where it holds no figures."""
        match = match_heading(label, self.catalogue)
        said = {"period": match.period, "status": match.status}
        fields = {name: text for name, text in said.items() if text}
        if match.indicator:
            return Guess(self._name(ordinal), {"indicator": match.indicator, **fields})
        if not self._holds_figures(ordinal) or fold(label) in _COUNTERS:
            return None
        if match.bare == "rank" and (ranked := self._ranked(ordinal)):
            return Guess(self._name(ordinal), {"indicator": ranked, **fields})
        if match.period and has_indicator and not match.candidates:
            return Guess(self._name(ordinal), fields)
        if match.candidates or match.bare or match.period:
            return Guess(self._name(ordinal), fields, match.candidates or self._ranks(match.bare), settled=False)
        return None

    def _settled(self, guess: Guess, columns: Sequence[Guess]) -> Guess:
        """Leave open what two columns alike are."""
        alike = [other for other in columns if other.settled and other.fields == guess.fields]
        return replace(guess, settled=guess.settled and len(alike) < 2)

    def _holds_figures(self, ordinal: int) -> bool:
        filled = [cell for cell in self.cells[ordinal] if CellReader().read(cell, None) is not NOTHING]
        return sum(map(figure_like, map(without_marks, filled))) * 2 > len(filled)

    def _scores(self) -> dict[int, str]:
        matches = {
            at: match_heading(x, self.catalogue, near=False).indicator
            for at, x in enumerate(self.header.labels.labels, 1)
        }
        known = self.catalogue.indicators
        return {at: code for at, code in matches.items() if code and known[code].kind in {"score", "percent"}}

    def _ranks(self, bare: str | None) -> tuple[str, ...]:
        ranks = [rank_of(code, self.catalogue) for code in self._scores().values()] if bare == "rank" else []
        return tuple(rank for rank in ranks if rank)

    def _ranked(self, ordinal: int) -> str | None:
        """Return the rank whose score the cells of a column called "Rank" put in order, where there is just one."""
        ranks = self._numbers(ordinal)
        found = []
        for at, score in self._scores().items():
            rank, scores = rank_of(score, self.catalogue), self._numbers(at)
            pairs = sorted((ranks[row], -scores[row]) for row in ranks.keys() & scores.keys())
            wrong = sum(one[1] > other[1] for one, other in pairwise(pairs) if one[0] != other[0])
            if rank and len({place for place, _ in pairs}) >= 5 and wrong <= (1 - _SURE) * len(pairs):
                found.append(rank)
        return found[0] if len(found) == 1 else None

    def _numbers(self, ordinal: int) -> dict[int, Decimal]:
        cells = [without_marks(cell) for cell in self.cells[ordinal]]
        mark: Mark | None = next((shown for cell in cells if (shown := decimal_mark_shown(cell))), None)
        found = {}
        for row, cell in enumerate(cells):
            try:
                found[row] = read_figure(cell, mark).value
            except FigureError:
                continue
        return found

    def _declared(self, proposal: Proposal) -> tuple[int, int] | None:
        """Return the rows of the header where a layout with these headings would not find them by itself."""
        named = [guess.heading for guess in proposal.columns if guess.settled]
        named += [origin.text for origin in proposal.fields.values() if origin.kind == "column"]
        found = find_header(self.grid.top, named) if named else None
        if found:
            keys = [at for name in ("area", "indicator") if (at := self._ordinal(proposal.fields.get(name)))]
            values = [at for heading in named for at in found.labels.find(heading)]
            found = extended(self.grid.top, found, keys, values)
        if found and all(found.labels.find(name) == self.header.labels.find(name) for name in named):
            return None
        rows = self.grid.top[self.header.first].number, self.grid.top[self.header.last].number
        return rows if named else None

    def _ordinal(self, origin: Origin | None) -> int | None:
        return next(iter(self.header.labels.find(origin.text)), None) if origin else None


def _period_text(text: str) -> str | None:
    try:
        return read_period(text).text
    except ValueError:
        return None


def _period_at_end(text: str) -> str | None:
    """Return the period with which a title ends, in as many of its last words as say one."""
    words = text.split()[-8:]
    return next((found for at in range(len(words)) if (found := _period_text(" ".join(words[at:])))), None)


def _digits(period: str) -> str:
    """Return the pattern, in brackets, of texts that are written like a period."""
    return "(" + re.sub(r"\d+", lambda digits: rf"\d{{{len(digits[0])}}}", period).replace("{1}", "") + ")"
