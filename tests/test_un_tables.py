"""The published tables of the UN survey, of three makes, beside a copy by somebody else: only true errors are found.

The shipped tables are those of a few countries, line by line as they stand in the whole ones.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from egovcheck.cli.configuration import load_configuration
from egovcheck.validation import Settings, run
from tests.conftest import SHARED

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "un-tables"
WHOLE = SHARED / "data" / "egdi"
BOTH = pytest.mark.parametrize(
    "tables", [SHIPPED, pytest.param(WHOLE, marks=pytest.mark.needs("shared-data"))], ids=["shipped", "whole"]
)
TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def report_on():
    """Return the report on a folder of tables, read by the shipped layouts."""
    made = {}

    def report(tables):
        if tables not in made:
            layouts = load_configuration(SHIPPED, isolated=False, environment={}).layouts
            files = [str(path) for path in sorted(tables.glob("*.csv"))]
            made[tables] = run(files, Settings(today=TODAY, layouts=layouts))
        return made[tables]

    return report


@BOTH
def test_the_only_errors_are_three_indices_of_2012_that_do_not_follow_from_their_components(report_on, tables):
    errors = [f for f in report_on(tables).findings if f.severity == "error"]
    assert {(f.code, f.subject["indicator"], f.subject["area"], f.subject["period"]) for f in errors} == {
        ("EG303", "UN_EGDI_SCORE", area, "2012") for area in ("LBY", "CAF", "GIN")
    }
    assert len(errors) == 3


@BOTH
def test_the_only_warning_is_of_an_edition_that_the_copy_leaves_out(report_on, tables):
    (warning,) = [f for f in report_on(tables).findings if f.severity == "warning"]
    assert (warning.code, warning.subject["source"]) == ("EG208", "second_source_2003-2020")
    assert "2004" in warning.message


@BOTH
def test_whatever_else_is_said_is_of_digits_that_no_publication_has(report_on, tables):
    infos = Counter(f.code for f in report_on(tables).findings if f.severity == "info")
    assert infos.keys() == {"EG108"}
    precise = [f for f in report_on(tables).findings if f.code == "EG108"]
    assert set(Counter((f.subject["source"], f.subject["indicator"]) for f in precise).values()) == {1}


@BOTH
def test_figures_that_the_two_copies_share_do_not_conflict_though_most_are_printed_otherwise(report_on, tables):
    report = report_on(tables)
    shared = next(rule for rule in report.rules if rule.code == "EG501")
    printed = _printed(tables)
    pairs = [(one, other) for one, other in printed.values() if other is not None]
    assert (shared.evaluated, shared.invalid, shared.undecided) == (len(pairs), 0, 0)
    assert sum(Decimal(one) != Decimal(other) for one, other in pairs) > len(pairs) / 2


@pytest.mark.needs("shared-data")
def test_of_955_pairs_of_the_whole_tables_plain_equality_would_flag_675():
    pairs = [(one, other) for one, other in _printed(WHOLE).values() if other is not None]
    assert len(pairs) == 955
    assert sum(Decimal(one) != Decimal(other) for one, other in pairs) == 675


@BOTH
def test_every_filled_cell_is_read_and_every_rank_compared(report_on, tables):
    report = report_on(tables)
    assert report.summary.records == sum(_filled(path) for path in sorted(tables.glob("*.csv")))
    judged = {rule.code: rule.evaluated for rule in report.rules}
    assert judged["EG303"] > 200
    assert judged["EG311"] >= 6
    assert judged["EG502"] > 1000


def _printed(tables):
    """Return the index as printed in the table of its edition and, where it is there too, in the copy."""
    found = {}
    for year in (2010, 2012, 2014, 2016, 2018):
        with (tables / f"egdi-{year}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["e-gov-index"]:
                    found[row["country-code"], str(year)] = [row["e-gov-index"], None]
    with (tables / "second_source_2003-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if (row["Code"], row["Year"]) in found and row["UN eGov index"]:
                found[row["Code"], row["Year"]][1] = row["UN eGov index"]
    return found


def _filled(path):
    figures = ("e-gov", "e-pat", "osi", "hci", "tii", "index", "rank", "e_", "online_", "human_", "tele_")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(
            bool(cell.strip())
            for row in csv.DictReader(file)
            for name, cell in row.items()
            if name.lower().startswith(figures) or name.lower().endswith(("index", "rank"))
        )
