"""The shipped catalogue: what it states, and that every statement has a place where it was seen."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from egovcheck.engine.tables import catalogue_rows
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.catalogue.entries import Edition, current_spans
from egovcheck.records.catalogue.loading import TABLES
from egovcheck.records.names import strip_marks

CATALOGUE = load_catalogue()
ROWS = dict(catalogue_rows(CATALOGUE))

NEW_TO_OLD = {"hoà": "hòa", "hoá": "hóa", "thuỷ": "thủy", "thuỵ": "thụy", "uỷ": "ủy", "toà": "tòa", "khoẻ": "khỏe"}


def names() -> list[tuple[str, str]]:
    entries = [*CATALOGUE.areas.values(), *CATALOGUE.groups.values()]
    return [(entry.code, name) for entry in entries for name in (entry.name_en, entry.name_vi, *entry.aliases)]


def other_tone(name: str) -> str:
    for new, old in NEW_TO_OLD.items():
        for one, two in ((new, old), (new.capitalize(), old.capitalize())):
            name = name.replace(one, "\0").replace(two, one).replace("\0", two)
    return name


SPELLINGS = {
    "as it stands": str,
    "NFD": lambda name: unicodedata.normalize("NFD", name),
    "upper case": str.upper,
    "lower case": str.lower,
    "no diacritics": strip_marks,
    "other tone placement": other_tone,
    "blanks around": lambda name: f" {name}\u00a0".strip(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_name_of_an_area_leads_to_it(spelling: str) -> None:
    write = SPELLINGS[spelling]
    codes = {*CATALOGUE.areas, *CATALOGUE.groups}
    # NGA is Nigeria's code and Nga the Vietnamese name of Russia: an exact code goes first
    wrong = {
        (name, CATALOGUE.area_code(write(name)))
        for code, name in names()
        if CATALOGUE.area_code(write(name)) != code and write(name) not in codes
    }
    assert wrong == set()


def test_the_other_tone_placement_is_another_spelling() -> None:
    assert [other_tone(name) for name in ("Khánh Hòa", "Thanh Hoá", "Thuỵ Điển")] == [
        "Khánh Hoà",
        "Thanh Hóa",
        "Thụy Điển",
    ]


@pytest.mark.parametrize(
    "spelling", ["as it stands", "NFD", "upper case", "lower case", "no diacritics", "other tone placement"]
)
def test_every_name_of_an_indicator_leads_to_it(spelling: str) -> None:
    write = SPELLINGS[spelling]
    every = [(i.code, name) for i in CATALOGUE.indicators.values() for name in (i.name.en, i.name.vi, *i.aliases)]
    assert [(name, code) for code, name in every if CATALOGUE.indicator_code(write(name)) != code] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("VNM", "VNM"), ("vnm", "VNM"), ("Viet Nam", "VNM"), ("Việt Nam", "VNM"), ("Nga", "RUS"), ("NGA", "NGA"),
        ("Hà Tĩnh", "VN-23"), ("Ha Tinh", "VN-23"), ("VN-23", "VN-23"), ("Hà Tỉnh", None), ("Há Tĩnh", None),
        ("ASEAN", "ASEAN"), ("asean", "ASEAN"), ("Đông Nam Á", "UN-SEA"), ("UN-SEA", "UN-SEA"), ("Atlantis", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_an_area_is_called(text: str, code: str | None) -> None:
    assert CATALOGUE.area_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UN_EGDI_RANK", "UN_EGDI_RANK"), ("EGDI", "UN_EGDI_SCORE"), ("thu hang EGDI", "UN_EGDI_RANK"),
        ("Thứ hạng EGDI", "UN_EGDI_RANK"), ("Thử hạng EGDI", None), ("UN_EGDI", "UN_EGDI_SCORE"), ("EGDX", None),
    ],
)  # fmt: skip
def test_what_an_indicator_is_called(text: str, code: str | None) -> None:
    assert CATALOGUE.indicator_code(text) == code


def test_the_nearest_area_of_a_misspelt_one_comes_first() -> None:
    assert CATALOGUE.nearest_areas("Hà Tỉnh")[0] == "VN-23"


def test_the_nearest_indicator_of_a_misspelt_code_comes_first() -> None:
    assert CATALOGUE.nearest_indicators("UN_EGDI_RNK")[0] == "UN_EGDI_RANK"


@pytest.mark.parametrize(
    ("label", "ordinal"),
    [
        ("high", 3),
        ("High", 3),
        ("cao", 3),
        ("mức cao", 3),
        ("very high", 4),
        ("rất cao", 4),
        ("thấp", 1),
        ("so-so", None),
    ],
)
def test_the_label_of_a_level_is_an_ordinal(label: str, ordinal: int | None) -> None:
    assert CATALOGUE.level_ordinal("UN_EGDI_LEVEL", label) == ordinal


def test_an_indicator_without_levels_has_none() -> None:
    assert CATALOGUE.level_ordinal("UN_EGDI_RANK", "high") is None


def test_there_are_193_member_states_with_the_day_they_joined() -> None:
    states = [a for a in CATALOGUE.areas.values() if a.kind == "country" and a.parent == "UN-WORLD" and a.valid_from]
    assert (len(states), min(a.valid_from or "" for a in states), max(a.valid_from or "" for a in states)) == (
        193,
        "1945-10-24",
        "2011-07-14",  # South Sudan
    )


@pytest.mark.parametrize(
    ("group", "day", "members"),
    [
        ("ASEAN", "1967-08-08", 5),
        ("ASEAN", "1999-04-29", 9),
        ("ASEAN", "2020-07-10", 10),
        ("ASEAN", "2025-10-25", 10),
        ("ASEAN", "2025-10-26", 11),
        ("UN-SEA", "2020-07-10", 11),
        ("UN-ASIA", "2020-07-10", 47),
        ("UN-AFRICA", "2020-07-10", 54),
        ("UN-AMERICAS", "2020-07-10", 35),
        ("UN-EUROPE", "2020-07-10", 43),
        ("UN-OCEANIA", "2020-07-10", 14),
        ("VN-PROVINCES", "2020-07-10", 63),
        ("VN-PROVINCES", "2025-06-30", 63),
        ("VN-PROVINCES", "2025-07-01", 34),
        ("VN-MINISTRIES", "2025-02-28", 22),
        ("VN-MINISTRIES", "2025-03-01", 17),
    ],
)
def test_how_many_members_a_group_had_on_a_day(group: str, day: str, members: int) -> None:
    then = date.fromisoformat(day)
    sizes = [n for g, start, end, n in ROWS["group_sizes"] if g == group and (start or then) <= then <= (end or then)]
    assert sizes == [members]


def test_the_regions_of_the_world_hold_every_state_once() -> None:
    regions = {"UN-AFRICA", "UN-AMERICAS", "UN-ASIA", "UN-EUROPE", "UN-OCEANIA"}
    held = [m.area for m in CATALOGUE.members if m.group in regions]
    assert sorted(held) == sorted(
        a.code for a in CATALOGUE.areas.values() if a.parent == "UN-WORLD" and a.kind == "country"
    )


def test_every_province_that_ended_became_part_of_one_that_goes_on() -> None:
    provinces = {a.code: a for a in CATALOGUE.areas.values() if a.kind == "province"}
    ended = {code for code, area in provinces.items() if area.valid_to == "2025-06-30"}
    successors = {s.area: s.successor for s in CATALOGUE.successors}
    assert len(ended) == 63 - 34
    assert ended == set(successors)
    assert all(provinces[successor].valid_to is None for successor in successors.values())


def current(survey: str, day: str) -> list[str]:
    then = date.fromisoformat(day)
    return [
        edition.edition
        for editions in CATALOGUE.edition_lists()
        for edition, (start, end) in zip(editions, current_spans(editions), strict=True)
        if edition.survey == survey and start and end and start <= then <= end
    ]


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2018-07-18", []),  # 2016: nobody knows from which day on
        ("2018-07-19", ["2018"]),
        ("2020-02-25", ["2018"]),
        ("2020-07-09", ["2018"]),
        ("2020-07-10", ["2020"]),
        ("2020-08-26", ["2020"]),
        ("2022-09-27", ["2020"]),
        ("2022-09-28", ["2022"]),
        ("2024-09-17", ["2024"]),
        ("2025-12-31", ["2024"]),
        ("2026-01-01", []),  # the next edition is due
        ("2015-06-01", []),
        ("2008-03-01", []),  # 2010 could be out: its release is not known
        ("2012-02-15", []),  # some day of that month
    ],
)
def test_the_edition_that_was_surely_the_newest(day: str, edition: list[str]) -> None:
    assert current("UN_EGOV", day) == edition


def test_an_index_that_appears_a_year_later_stays_current_until_its_successor_is_due() -> None:
    assert (current("VN_DTI", "2025-10-21"), current("VN_DTI", "2025-12-31"), current("VN_DTI", "2026-01-01")) == (
        ["2024"],
        ["2024"],
        [],
    )


def edition(year: str, released: str | None) -> Edition:
    row = {"survey": "X", "edition": year, "released": released, "members": None, "previous": None, "ordinal": None}
    return Edition.model_validate({**row, "seen": "here"})


@pytest.mark.parametrize(
    ("releases", "spans"),
    [
        (
            [("2018", "2018-07-19"), ("2020", "2020-07-10")],
            [("2018-07-19", "2020-07-09"), ("2020-07-10", "2021-12-31")],
        ),
        ([("2018", "2018-07"), ("2020", "2020")], [("2018-07-31", "2019-12-31"), ("2020-12-31", "2021-12-31")]),
        ([("2018", None), ("2019", "2020-03-01")], [(None, "2020-02-29"), ("2020-03-01", "2020-12-31")]),
        ([("2018", "2018-07-19"), ("2020", None)], [("2018-07-19", None), (None, "2021-12-31")]),
        ([("2020", "2021-10")], [("2021-10-31", "2021-12-31")]),
    ],
)
def test_spans_follow_from_what_is_known_of_the_releases(
    releases: list[tuple[str, str | None]], spans: list[tuple[str | None, str | None]]
) -> None:
    found = current_spans([edition(*release) for release in releases])
    assert [tuple(str(day) if day else None for day in span) for span in found] == spans


def test_no_span_of_the_shipped_editions_runs_backwards() -> None:
    spans = [span for editions in CATALOGUE.edition_lists() for span in current_spans(editions)]
    assert [span for span in spans if span[0] and span[1] and span[0] > span[1]] == []


def weights(indicator: str, edition: str) -> dict[str, int]:
    return {
        c.component: c.weight
        for c in CATALOGUE.composites
        if c.indicator == indicator and (c.start or edition) <= edition <= (c.end or edition)
    }


@pytest.mark.parametrize(
    ("indicator", "edition", "expected"),
    [
        ("UN_EGDI_SCORE", "2008", {}),
        ("UN_EGDI_SCORE", "2010", {"UN_OSI_SCORE": 34, "UN_TII_SCORE": 33, "UN_HCI_SCORE": 33}),
        ("UN_EGDI_SCORE", "2012", {"UN_OSI_SCORE": 1, "UN_TII_SCORE": 1, "UN_HCI_SCORE": 1}),
        ("UN_EGDI_SCORE", "2024", {"UN_OSI_SCORE": 1, "UN_TII_SCORE": 1, "UN_HCI_SCORE": 1}),
        (
            "VN_DTI_SCORE",
            "2020",
            {"VN_DTI_GOVERNMENT_SCORE": 4, "VN_DTI_ECONOMY_SCORE": 3, "VN_DTI_SOCIETY_SCORE": 3},
        ),
        ("VN_DTI_SCORE", "2021", {}),
    ],
)
def test_what_an_index_is_made_of(indicator: str, edition: str, expected: dict[str, int]) -> None:
    assert weights(indicator, edition) == expected


def test_the_weights_of_the_dti_of_2022_add_up() -> None:
    assert (len(weights("VN_DTI_SCORE", "2022")), sum(weights("VN_DTI_SCORE", "2022").values())) == (8, 100)


def test_the_levels_leave_no_gap() -> None:
    levels = sorted(CATALOGUE.levels, key=lambda level: level.ordinal)
    assert [(str(v.low), str(v.high)) for v in levels] == [
        ("0", "0.25"),
        ("0.25", "0.5"),
        ("0.5", "0.75"),
        ("0.75", "1"),
    ]


def test_every_edition_follows_the_one_before() -> None:
    for editions in CATALOGUE.edition_lists():
        assert [e.previous for e in editions] == [None, *(e.edition for e in editions[:-1])]


@pytest.mark.parametrize("table", [*(name for name in TABLES if name != "provenance"), "indicators"])
def test_every_fact_names_where_it_was_seen(table: str) -> None:
    rows = getattr(CATALOGUE, table)
    entries = list(rows.values() if isinstance(rows, dict) else rows)
    assert entries
    assert [entry for entry in entries if not entry.seen or not set(entry.seen) <= set(CATALOGUE.provenance)] == []


def test_every_reference_value_names_where_it_was_seen() -> None:
    seen = {seen for value in CATALOGUE.reference() for seen in (value.seen or "-").split("|")}
    assert seen <= set(CATALOGUE.provenance)


def test_the_fingerprint_of_the_catalogue_is_that_of_its_files() -> None:
    assert len(CATALOGUE.sha256) == 64
    assert load_catalogue() is CATALOGUE


def test_columns_that_may_be_empty_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "provenance.csv").write_text("id,title\nours,Our decision\n", encoding="utf-8")
    (tmp_path / "composites.csv").write_text(
        "indicator,component,weight,seen\nVN_SIPAS_SCORE,UN_OSI_SCORE,12.5,ours\nVN_SIPAS_SCORE,UN_HCI_SCORE,87.5,ours\n",
        encoding="utf-8",
    )
    catalogue = load_catalogue(tmp_path)
    assert catalogue.own_files == (tmp_path / "composites.csv", tmp_path / "provenance.csv")
    rows = [row for row in dict(catalogue_rows(catalogue))["composites"] if row[0] == "VN_SIPAS_SCORE"]
    # weights are whole numbers of a unit, of which ten make one
    assert [row[1:5] for row in rows] == [("UN_OSI_SCORE", 125, 10, "mean"), ("UN_HCI_SCORE", 875, 10, "mean")]
    assert {row[3] for row in ROWS["composites"]} == {1}


def test_what_adds_up_over_provinces_is_counted_within_one() -> None:
    added = {indicator for indicator, _, _ in ROWS["sum_of"]}
    assert {indicator.partition("_DOSSIERS_")[0] for indicator in added} == {"VN_PROVINCE"}


def test_parts_that_are_all_of_a_whole_are_parts_of_it_and_so_are_shares_of_it() -> None:
    parts = [(part.whole, part.part) for part in CATALOGUE.parts if part.exhaustive]
    wholes = {whole for whole, _ in parts}
    assert all(len([1 for whole, _ in parts if whole == one]) > 1 for one in wholes)
    shares = {(share.denominator, share.numerator) for share in CATALOGUE.shares}
    assert set(parts) <= shares


def test_flows_are_flows_and_stocks_run_on() -> None:
    assert {(CATALOGUE.indicators[f.stock].cumulative, CATALOGUE.indicators[f.flow].flow) for f in CATALOGUE.flows} == {
        (True, True)
    }
