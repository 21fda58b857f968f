"""Expectations as tables that rules read: one row for each figure that must be there, and for each number of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.catalogue.entries import days
from egovcheck.records.expectations import Expectation
from egovcheck.records.periods import read_period

COLUMNS: dict[str, dict[str, str]] = {
    "expected": {
        "expectation": "INTEGER", "place": "VARCHAR", "source": "VARCHAR", "indicator": "VARCHAR", "period": "VARCHAR",
        "breakdown": "VARCHAR", "area": "VARCHAR", "listed": "BOOLEAN",
    },
    "expected_counts": {
        "expectation": "INTEGER", "place": "VARCHAR", "source": "VARCHAR", "indicator": "VARCHAR", "period": "VARCHAR",
        "breakdown": "VARCHAR", "least": "INTEGER", "most": "INTEGER", "among_areas": "BOOLEAN",
    },
}  # fmt: skip
"""What the configuration expects. ``period`` is NULL where none was declared and the data have none; ``listed`` areas
were named one by one, the others are the members of a group; ``among_areas`` says that only figures of the expected
areas are counted."""

STATED = """
SELECT DISTINCT source, indicator, survey, period, breakdown FROM records
WHERE indicator IS NOT NULL AND period IS NOT NULL AND measure = 'level' AND NOT target
"""
"""What the records state, as ``Expansion`` wants it."""

Stated = tuple[str, str, str | None, str, str]
"""Source, indicator, survey, period and breakdown of figures that the records have."""


@dataclass(frozen=True)
class Expansion:
    """Turns expectations into rows. ``today`` stands in for a period where none is known."""

    catalogue: Catalogue
    stated: Sequence[Stated]
    today: date

    def rows(self, expectations: Iterable[Expectation]) -> dict[str, list[tuple[Any, ...]]]:
        """Return the rows of both tables, in the order of the expectations."""
        found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
        for number, wanted in enumerate(expectations, 1):
            about = bool(wanted.group or wanted.areas)
            for indicator, period in self._figures(wanted):
                said = (number, wanted.place, wanted.source, indicator, period, wanted.breakdown)
                if about:
                    areas = self._areas(wanted, indicator, period)
                    found["expected"] += [(*said, area, bool(wanted.areas)) for area in areas]
                if wanted.records is not None:
                    found["expected_counts"].append((*said, *wanted.records, about))
        return found

    def _figures(self, wanted: Expectation) -> Iterator[tuple[str, str | None]]:
        """Yield indicator and period of the figures that are expected, whether or not the data have them."""
        stated = [s for s in self.stated if wanted.source in {None, s[0]} and s[4] == wanted.breakdown]
        indicators = set(wanted.indicators)
        for survey in wanted.surveys:
            of_survey = {s[1] for s in stated if s[2] == survey and (not wanted.periods or s[3] in wanted.periods)}
            # of a survey whatever the data have; if that is nothing, the survey itself is what is missing
            indicators |= of_survey or {survey}
        for indicator in sorted(indicators):
            periods = wanted.periods or sorted({s[3] for s in stated if s[1] == indicator})
            yield from ((indicator, period) for period in periods or (None,))

    def _areas(self, wanted: Expectation, indicator: str, period: str | None) -> list[str]:
        if wanted.areas:
            return list(wanted.areas)
        group, day = wanted.group or "", self._day(indicator, period)
        spans: list[tuple[str, str | None, str | None]]
        if group in self.catalogue.groups:
            spans = [(m.area, m.valid_from, m.valid_to) for m in self.catalogue.members if m.group == group]
        else:
            whole = self.catalogue.areas.get(group)
            areas = self.catalogue.areas.values()
            inside = [a for a in areas if (a.parent if whole and whole.kind == "world" else a.kind) == group]
            spans = [(a.code, a.valid_from, a.valid_to) for a in inside or ([whole] if whole else [])]
        return sorted(area for area, start, end in spans if _inside(day, start, end))

    def _day(self, indicator: str, period: str | None) -> date:
        """Return the day on which membership counts: an edition's release, or else the end of the period."""
        known = self.catalogue.indicators.get(indicator)
        survey = known.survey if known else indicator
        for edition in self.catalogue.editions:
            if edition.survey == survey and edition.edition == period:
                released = edition.released_between()[1]
                if released:
                    return released
        return read_period(period).end if period else self.today


def compared_groups(expectations: Iterable[Expectation], stated: Iterable[Stated]) -> set[tuple[str, str]]:
    """Return the indicators with the groups of whose members an expectation wants to know all that is published."""
    pairs = set()
    for wanted in expectations:
        of_surveys = {s[1] for s in stated if s[2] in wanted.surveys} if wanted.surveys else set()
        pairs |= {(code, wanted.group) for code in (*wanted.indicators, *of_surveys) if wanted.group}
    return pairs


def _inside(day: date, valid_from: str | None, valid_to: str | None) -> bool:
    start, end = days(valid_from, valid_to)
    return (start is None or start <= day) and (end is None or day <= end)
