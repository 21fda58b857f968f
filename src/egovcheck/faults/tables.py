"""Clean tables in which nothing is wrong, made from the reference: what faults are planted in.

For every edition a table of the authority's own figures with all their decimals, a copy of the scores rounded to four,
and a sheet of statements as the press makes them: ranks with their total, levels, changes, ranks within a region. And
one table that no reference knows: dossiers of provinces, received, resolved and the share of the two, as Vietnamese
offices print them. Its figures are invented, from the seed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.catalogue.entries import days
from egovcheck.records.catalogue.reference import ReferenceValue
from egovcheck.records.figures import half_up

COLUMNS = (
    *("indicator", "area", "period", "value", "breakdown", "measure", "base_period", "source", "publisher"),
    "published",
)
RANK, SCORE, LEVEL = "UN_EGDI_RANK", "UN_EGDI_SCORE", "UN_EGDI_LEVEL"
PARTS = ("UN_OSI_SCORE", "UN_TII_SCORE", "UN_HCI_SCORE")
RECEIVED, RESOLVED = "VN_PROVINCE_DOSSIERS_RECEIVED", "VN_PROVINCE_DOSSIERS_RESOLVED"
RESOLVED_SHARE = "VN_PROVINCE_DOSSIERS_RESOLVED_SHARE"
EDITIONS = ("2012", "2014", "2016", "2018", "2022", "2024")
"""The editions of which the reference has ranks and scores of all countries, and the edition before too."""

Key = tuple[str, str, str]
"""Indicator, area, edition."""


@dataclass
class Row:
    """One line of a table; ``faults`` are the numbers of the faults planted in it."""

    cells: dict[str, str]
    faults: list[int] = field(default_factory=list)

    @property
    def value(self) -> str:
        """Return the printed figure."""
        return self.cells["value"]

    @value.setter
    def value(self, printed: str) -> None:
        self.cells["value"] = printed

    def is_of(self, indicator: str, area: str | None = None) -> bool:
        """Say whether the row states this indicator (of this area) as a plain level of the whole."""
        plain = not self.cells.get("breakdown") and not self.cells.get("measure")
        return plain and self.cells["indicator"] == indicator and area in {None, self.cells["area"]}


@dataclass
class Tables:
    """Files by name, each a list of rows in order, and what the authority says."""

    files: dict[str, list[Row]]
    truth: Mapping[Key, ReferenceValue]
    catalogue: Catalogue

    def rows(self, prefix: str, indicator: str) -> list[tuple[str, Row]]:
        """Return the untouched rows of an indicator in the files whose names begin with ``prefix``."""
        return [
            (name, row)
            for name, rows in self.files.items()
            if name.startswith(prefix)
            for row in rows
            if row.is_of(indicator) and not row.faults
        ]


def clean_tables(catalogue: Catalogue, random: Random, editions: Iterable[str]) -> Tables:
    """Return clean tables of the given editions; the same for the same state of ``random``."""
    truth: dict[Key, ReferenceValue] = {}
    for value in catalogue.reference():
        if value.breakdown == "_T":
            truth.setdefault((value.indicator, value.area, value.edition), value)
    files: dict[str, list[Row]] = {}
    for edition in editions:
        areas = sorted({area for indicator, area, of in truth if of == edition and indicator == RANK})
        files[f"table-{edition}.csv"] = _table(truth, areas, edition, f"table-{edition}")
        files[f"copy-{edition}.csv"] = _copy(truth, areas, edition, f"copy-{edition}")
        files[f"press-{edition}.csv"] = _press(catalogue, truth, areas, edition, random)
    files["dossiers.csv"] = _dossiers(catalogue, random)
    return Tables(files, truth, catalogue)


def as_csv(rows: Iterable[Row]) -> str:
    """Return the rows as the text of a CSV file with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.cells for row in rows)
    return out.getvalue()


def _stated(indicator: str, area: str, period: str, value: str, source: str, **more: str) -> Row:
    published = f"{period}-12-01"
    cells = {"indicator": indicator, "area": area, "period": period, "value": value, "source": source}
    return Row(cells | {"publisher": source, "published": published} | more)


def _table(truth: Mapping[Key, ReferenceValue], areas: list[str], edition: str, source: str) -> list[Row]:
    return [
        _stated(indicator, area, edition, truth[indicator, area, edition].printed, source)
        for area in areas
        for indicator in (RANK, SCORE, *PARTS)
        if (indicator, area, edition) in truth
    ]


def _copy(truth: Mapping[Key, ReferenceValue], areas: list[str], edition: str, source: str) -> list[Row]:
    return [
        _stated(SCORE, area, edition, f"{half_up(truth[SCORE, area, edition].value, 4):f}", source)
        for area in areas
        if (SCORE, area, edition) in truth
    ]


def _press(
    catalogue: Catalogue, truth: Mapping[Key, ReferenceValue], areas: list[str], edition: str, random: Random
) -> list[Row]:
    """Return what newspapers say of forty countries."""
    ranks = {area: int(truth[RANK, area, edition].value) for area in areas}
    survey = next(e for e in catalogue.editions if e.survey == "UN_EGOV" and e.edition == edition)
    groups = _complete_groups(catalogue, ranks, edition)
    rows = []
    for area in sorted(random.sample(areas, 40)):
        source = f"press-{edition}-{area}"
        rows.append(_stated(RANK, area, edition, f"{ranks[area]}/{survey.members}", source))
        score = truth[SCORE, area, edition]
        label = next((v for v in catalogue.levels if v.indicator == LEVEL and v.low < score.low < v.high), None)
        if label and score.high < label.high:
            rows.append(_stated(LEVEL, area, edition, label.label_en, source))
        before = truth.get((RANK, area, survey.previous or ""))
        if before:
            change = int(before.value) - ranks[area]
            rows.append(
                _stated(
                    RANK, area, edition, f"{change:+d}", source, measure="change", base_period=survey.previous or ""
                )
            )
        for group, members in groups.items():
            if area in members:
                place = 1 + sum(ranks[other] < ranks[area] for other in members)
                rows.append(_stated(RANK, area, edition, f"{place}/{len(members)}", source, breakdown=group))
    return rows


def _complete_groups(catalogue: Catalogue, ranks: Mapping[str, int], edition: str) -> dict[str, list[str]]:
    """Return the groups all of whose members were ranked in the edition, other than the whole world."""
    found: dict[str, list[str]] = {}
    for group in catalogue.groups:
        members = []
        for member in catalogue.members:
            start, end = days(member.valid_from, member.valid_to)
            inside = (start is None or start.year < int(edition)) and (end is None or end.year > int(edition))
            if member.group == group and inside:
                members.append(member.area)
        if 5 < len(members) < 100 and all(area in ranks for area in members):
            found[group] = members
    return found


def _dossiers(catalogue: Catalogue, random: Random) -> list[Row]:
    """Return invented counts of the 63 provinces of 2021, printed in the Vietnamese manner."""
    rows = []
    for area in sorted(area.code for area in catalogue.areas.values() if area.kind == "province"):
        start, end = days(catalogue.areas[area].valid_from, catalogue.areas[area].valid_to)
        if (start and start.year > 2021) or (end and end.year < 2022):
            continue
        received = random.randrange(20_001, 900_000)
        resolved = random.randrange(received // 2, received - 100)
        share = half_up(Decimal(resolved) * 100 / Decimal(received), 1)
        for indicator, printed in (
            (RECEIVED, f"{received:,}".replace(",", ".")),
            (RESOLVED, f"{resolved:,}".replace(",", ".")),
            (RESOLVED_SHARE, f"{share:f}".replace(".", ",") + "%"),
        ):
            rows.append(_stated(indicator, area, "2021", printed, "dossiers"))
    return rows
