"""The authority's values: as shipped equal to the published tables, and mistakes told with file and line."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.catalogue.reference import ReferenceValue, read_reference
from egovcheck.records.figures import half_up
from tests.conftest import NEEDS

CATALOGUE = load_catalogue()
TABLES = NEEDS["shared-data"] / "egdi"
CODES = ("UN_EGDI_RANK", "UN_EGDI_SCORE", "UN_EPI_SCORE", "UN_OSI_SCORE", "UN_HCI_SCORE", "UN_TII_SCORE")
HEADINGS = {
    "e-gov-rank": 0, "e-gov-index": 1, "e-pat-index": 2, "osi": 3, "hci": 4, "tii": 5,
    "E-Government Rank": 0, "E-Government Index": 1, "E-Participation Index": 2, "Online Service Index": 3,
    "Human Capital Index": 4, "Telecommunication Infrastructure Index": 5,
    "Rank": 0, "E_Index": 1, "E_Participation": 2, "Online_Service": 3, "Human_Capital": 4, "Tele_Infra": 5,
}  # fmt: skip
WHO = ("country-code", "Country Name", "Country")

Cells = dict[tuple[str, str], Decimal]


def shipped(edition: str) -> Cells:
    return {
        (value.area, value.indicator): value.value
        for value in CATALOGUE.reference()
        if value.source == "un_egdi" and value.edition == edition
    }


def published(path: Path) -> Cells:
    cells: Cells = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            area = CATALOGUE.area_code(next(row[name] for name in WHO if name in row).strip())
            assert area is not None
            for heading, index in HEADINGS.items():
                if row.get(heading):
                    cells[area, CODES[index]] = half_up(Decimal(row[heading]), 10)
    return cells


@pytest.mark.needs("shared-data")
@pytest.mark.parametrize("edition", ["2010", "2012", "2014", "2016", "2018", "2022", "2024"])
def test_every_cell_of_the_published_table_is_shipped_and_no_other(edition: str) -> None:
    table = published(TABLES / f"egdi-{edition}.csv")
    assert len({area for area, _ in table}) == (192 if edition == "2010" else 193)
    assert shipped(edition) == table


@pytest.mark.needs("shared-data")
@pytest.mark.parametrize("edition", ["2005", "2020"])
def test_the_scores_of_2005_and_2020_are_those_of_the_second_source(edition: str) -> None:
    with (TABLES / "second_source_2003-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        table = {
            (row["Code"], "UN_EGDI_SCORE"): Decimal(row["UN eGov index"])
            for row in csv.DictReader(file)
            if row["Year"] == edition
        }
    assert shipped(edition) == table


@pytest.mark.parametrize(("edition", "states"), [("2003", 0), ("2005", 191), ("2008", 0), ("2010", 192), ("2020", 193)])
def test_how_many_states_have_a_score(edition: str, states: int) -> None:
    assert sum(code == "UN_EGDI_SCORE" for _, code in shipped(edition)) == states


def test_every_reference_value_is_of_a_known_area_and_edition() -> None:
    editions = {(e.survey, e.edition) for e in CATALOGUE.editions}
    known = {*CATALOGUE.areas, *CATALOGUE.groups}
    for value in CATALOGUE.reference():
        assert value.area in known
        assert value.breakdown in known | {"_T"}
        assert (CATALOGUE.indicators[value.indicator].survey, value.edition) in editions


def test_no_fact_has_two_reference_values() -> None:
    values = list(CATALOGUE.reference())
    assert len({(v.indicator, v.area, v.edition, v.breakdown) for v in values}) == len(values)


@pytest.mark.parametrize(
    ("edition", "indicator", "breakdown", "printed", "denominator"),
    [
        ("2008", "UN_EGDI_RANK", "_T", "91", 192),
        ("2018", "UN_EGDI_RANK", "_T", "88", None),
        ("2020", "UN_EGDI_RANK", "_T", "86", 193),
        ("2020", "UN_EGDI_RANK", "UN-SEA", "6", 11),
        ("2020", "UN_EGDI_RANK", "UN-ASIA", "24", 47),
        ("2020", "UN_EGDI_SCORE", "_T", "0.6667", None),
        ("2020", "UN_OSI_SCORE", "_T", "0.6529", None),
        ("2022", "UN_EGDI_RANK", "_T", "86", None),
        ("2024", "UN_EGDI_RANK", "_T", "71", None),
        ("2024", "UN_EGDI_RANK", "UN-SEA", "5", 11),
    ],
)
def test_what_the_reference_says_of_viet_nam(
    edition: str, indicator: str, breakdown: str, printed: str, denominator: int | None
) -> None:
    found = [
        (v.printed, v.denominator)
        for v in CATALOGUE.reference({"VNM"})
        if (v.edition, v.indicator, v.breakdown) == (edition, indicator, breakdown)
    ]
    assert found == [(printed, denominator)]


@pytest.mark.parametrize("edition", ["2012", "2014", "2016", "2018", "2020", "2022", "2024"])
def test_the_world_mean_is_the_mean_of_the_states(edition: str) -> None:
    scores = [value for (_, code), value in shipped(edition).items() if code == "UN_EGDI_SCORE"]
    mean = next(v.value for v in CATALOGUE.reference({"UN-WORLD"}) if v.edition == edition)
    assert half_up(sum(scores, Decimal(0)) / len(scores), 4) == mean


@pytest.mark.parametrize("edition", ["2010", "2012", "2014", "2016", "2018", "2022", "2024"])
def test_ranks_and_scores_tell_one_order(edition: str) -> None:
    table = shipped(edition)
    ranked = [(table[area, "UN_EGDI_RANK"], -table[area, "UN_EGDI_SCORE"]) for area, code in table if code == CODES[0]]
    by_score = sorted(score for _, score in ranked)
    assert [rank for rank, score in sorted(ranked) if rank != by_score.index(score) + 1] == []


def test_only_the_wanted_areas_are_read() -> None:
    assert {value.area for value in CATALOGUE.reference({"VNM", "LAO"})} == {"VNM", "LAO"}


def test_a_wide_row_becomes_one_value_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "edition,area,UN_EGDI_RANK,UN_EGDI_SCORE,UN_OSI_SCORE,seen\n2020,VNM,86,0.6667,,x\n", encoding="utf-8"
    )
    shared = {"source": "ours", "area": "VNM", "edition": "2020", "breakdown": "_T", "denominator": None, "seen": "x"}
    assert sorted(read_reference(path, CATALOGUE.indicators), key=lambda value: value.indicator) == [
        ReferenceValue(
            **shared, indicator="UN_EGDI_RANK", printed="86", value=Decimal(86), low=Decimal(86), high=Decimal(86),
            high_open=False,
        ),
        ReferenceValue(
            **shared, indicator="UN_EGDI_SCORE", printed="0.6667", value=Decimal("0.6667"), low=Decimal("0.66665"),
            high=Decimal("0.66675"), high_open=True,
        ),
    ]  # fmt: skip


LONG = "edition,area,indicator,printed,denominator,breakdown,seen\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (LONG + "2020,VNM,UN_EGDI_RNAK,86,,,x\n", 2, "'UN_EGDI_RNAK' is not an indicator of the catalogue"),
        (LONG + "2020,VNM,UN_EGDI_RANK,86,,,x\n2020,VNM,UN_EGDI_SCORE,high,,,x\n", 3, "'high' is not a number"),
        (LONG + "2020,VNM,UN_EGDI_RANK,86,many,,x\n", 2, "is not a number"),
        (LONG.replace("breakdown", "group") + "2020,VNM,UN_EGDI_RANK,86,,,x\n", 2, "the columns must be"),
        ("edition,area,UN_EGDI_RNAK,seen\n2020,VNM,86,x\n", 2, "'UN_EGDI_RNAK' is not an indicator"),
        ("edition,area,UN_EGDI_RANK\n2020,VNM,86\n", 1, "the column 'seen' is missing"),
        ("edition,UN_EGDI_RANK,seen\n2020,86,x\n", 1, "the column 'area' is missing"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as error:
        list(read_reference(path, CATALOGUE.indicators))
    assert said in error.value.message
    assert error.value.place == f"{path}:{line}"


def test_of_further_areas_only_the_indicators_asked_for_are_read() -> None:
    values = list(CATALOGUE.reference({"VNM"}, {"UN_EGDI_SCORE": {"LAO", "VNM"}}))
    assert {value.indicator for value in values if value.area == "LAO"} == {"UN_EGDI_SCORE"}
    assert {value.area for value in values} == {"VNM", "LAO"}
    assert [v for v in values if v.area == "VNM"] == list(CATALOGUE.reference({"VNM"}))


def test_the_members_of_a_group_and_of_the_world() -> None:
    assert len(CATALOGUE.members_of("UN-SEA")) == 11
    assert "TLS" in CATALOGUE.members_of("ASEAN")
    assert len(CATALOGUE.members_of("UN-WORLD")) == 193
    assert CATALOGUE.members_of("VN-XX") == set()
