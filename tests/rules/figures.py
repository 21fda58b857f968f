"""Records written short, and what is asked of reports."""

from __future__ import annotations

import csv
import random
from decimal import ROUND_HALF_UP, Decimal

from tests.conftest import SHARED

PROVINCES = "VN-PROVINCES"
COLUMNS = {
    "UN_EGDI_SCORE": ("e-gov-index", "e-government index", "e_index"),
    "area": ("country-code", "country name", "country"),
}


def record(indicator, area, period, value, source="one", **more):
    """Return one row of a submission."""
    return {"indicator": indicator, "area": area, "period": period, "value": str(value), "source": source, **more}


def seeded(number):
    """Return a generator that gives the same figures on every run."""
    return random.Random(number)  # noqa: S311 - nothing secret


def found(report, code):
    """Return the findings of one rule."""
    return [finding for finding in report.findings if finding.code == code]


def only(report, code):
    """Return the one finding of a rule."""
    (finding,) = found(report, code)
    return finding


def counts(report, code):
    """Return how many subjects of a rule were valid, invalid and undecided."""
    result = next(rule for rule in report.rules if rule.code == code)
    return result.evaluated - result.invalid, result.invalid, result.undecided


def rounded(value, decimals):
    """Round half up, as figures are printed."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def shuffled(records, number=0):
    """Return the records in another order."""
    mixed = list(records)
    seeded(number).shuffle(mixed)
    return mixed


def egdi(year):
    """Return the published EGDI of an edition by country."""
    with (SHARED / "data" / "egdi" / f"egdi-{year}.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name.lower(): cell.strip() for name, cell in row.items()} for row in csv.DictReader(file)]
    scores = {}
    for row in rows:
        values = {field: next(row[name] for name in names if name in row) for field, names in COLUMNS.items()}
        if values["UN_EGDI_SCORE"]:
            scores[values["area"]] = Decimal(values["UN_EGDI_SCORE"])
    return scores
