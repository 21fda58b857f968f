"""What the examples of EG207 and EG209 cannot show: provinces and their mergers, real tables, any order of rows."""

from __future__ import annotations

import csv
import random
from datetime import date

import pytest

from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.expectations import expectation
from egovcheck.validation import Settings, run
from tests.conftest import SHARED

CATALOGUE = load_catalogue()
FIELDS = ("indicator", "area", "period", "value", "status", "measure", "breakdown", "published", "source")
EGDI = SHARED / "data" / "egdi"
TABLE = {
    "UN_EGDI_RANK": ("e-gov-rank", "e-government rank", "rank"),
    "UN_EGDI_SCORE": ("e-gov-index", "e-government index", "e_index"),
    "UN_OSI_SCORE": ("osi", "online service index", "online_service"),
    "UN_HCI_SCORE": ("hci", "human capital index", "human_capital"),
    "UN_TII_SCORE": ("tii", "telecommunication infrastructure index", "tele_infra"),
    "UN_EPI_SCORE": ("e-pat-index", "e-participation index", "e_participation"),
    "area": ("country-code", "country name", "country"),
}
PROVINCES = sorted(m.area for m in CATALOGUE.members if m.group == "VN-PROVINCES")
MERGED = sorted(m.area for m in CATALOGUE.members if m.group == "VN-PROVINCES" and m.valid_to)
TODAY_34 = sorted(set(PROVINCES) - set(MERGED))
MINISTRIES = sorted(m.area for m in CATALOGUE.members if m.group == "VN-MINISTRIES" and not m.valid_from)
MINISTRIES_17 = sorted(m.area for m in CATALOGUE.members if m.group == "VN-MINISTRIES" and not m.valid_to)
ASEAN = sorted(m.area for m in CATALOGUE.members if m.group == "ASEAN" and m.area != "TLS")


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that writes records to one file and returns the findings of EG207 and EG209."""
    monkeypatch.chdir(tmp_path)

    def judge(records, *, expect=(), lang="en", parameters=None):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)
        settings = Settings(
            select=("EG207", "EG209"),
            today=date(2026, 11, 1),
            lang=lang,
            locale="en",
            parameters=parameters or {},
            expect=tuple(expectation(row, lambda *_: "egovcheck.toml:7") for row in expect),
        )
        report = run(["figures.csv"], settings)
        assert not report.rule_errors
        judge.undecided = sum(rule.undecided for rule in report.rules)
        judge.evaluated = sum(rule.evaluated for rule in report.rules if rule.code != "EG904")
        return [finding for finding in report.findings if finding.code != "EG904"]

    return judge


def listed(indicator, areas, period, source="one", **more):
    return [
        {"indicator": indicator, "area": area, "period": period, "value": str(n), "source": source, **more}
        for n, area in enumerate(areas, 1)
    ]


def missing(findings):
    return sorted(finding.message.rpartition("missing: ")[2] for finding in findings)


def without(areas, *absent):
    return [area for area in areas if area not in absent]


def real_table(year):
    records = []
    with (EGDI / f"egdi-{year}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = {name.lower(): value.strip() for name, value in row.items()}
            values = {field: next(cells[n] for n in names if n in cells) for field, names in TABLE.items()}
            area = values.pop("area")
            for indicator, value in values.items():
                if value:
                    figure = {"value": value.removesuffix(".0"), "source": f"un-{year}"}
                    records.append({"indicator": indicator, "area": area, "period": str(year), **figure})
    return records


def second_copy():
    with (EGDI / "second_source_2003-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            {"indicator": "UN_EGDI_SCORE", "area": row["Code"], "period": row["Year"], "value": row["UN eGov index"]}
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("number", range(3))
def test_sixty_two_of_sixty_three_provinces(judged, number):
    records = listed("VN_DTI_RANK", without(PROVINCES, "VN-23"), "2022")
    random.Random(number).shuffle(records)  # noqa: S311 - the same order on every run, nothing secret
    (finding,) = judged(records, lang="vi")
    assert finding.message == "thứ hạng DTI, kỳ 2022 trong one: mới có 62 trên 63 địa bàn; còn thiếu: Hà Tĩnh"
    assert finding.evidence == (
        "tất cả đều thuộc nhóm 'Tỉnh, thành phố'; bảng có gần đủ 63 thành viên được coi là bảng của cả nhóm",
    )
    assert (finding.severity, finding.subject["period"], len(finding.records)) == ("error", "2022", 62)
    assert "area" not in finding.subject


@pytest.mark.parametrize(
    ("areas", "period", "expected"),
    [
        (PROVINCES, "2024", []),
        (without(PROVINCES, "VN-03"), "2025-06", ["Ha Giang"]),
        # the whole year knew both: whichever list fits is the one that is meant
        (PROVINCES, "2025", []),
        (TODAY_34, "2025", []),
        (without(PROVINCES, "VN-03"), "2025", ["Ha Giang"]),
        (without(TODAY_34, "VN-23"), "2025", ["Ha Tinh"]),
        (without(TODAY_34, "VN-23"), "2025-07", ["Ha Tinh"]),
        (TODAY_34, "2026", []),
        # those of before the mergers are EG105's
        (PROVINCES, "2026", []),
        (without(PROVINCES, "VN-23"), "2026", ["Ha Tinh"]),
        # half of the provinces are a choice of provinces
        (PROVINCES[:40], "2024", []),
        (without(PROVINCES, *PROVINCES[:7]), "2024", []),
        (
            without(MINISTRIES, "VN-MOD", "VN-MPS"),
            "2024",
            ["Ministry of National Defence, Ministry of Public Security"],
        ),
        (without(MINISTRIES, *MINISTRIES[:3]), "2024", []),
        (MINISTRIES_17, "2025-Q2", []),
        (without(MINISTRIES_17, "VN-MAE"), "2025-Q2", ["Ministry of Agriculture and Environment"]),
    ],
)
def test_a_group_is_held_against_its_members_of_that_time(judged, areas, period, expected):
    assert missing(judged(listed("VN_PROVINCE_ONLINE_SERVICES", areas, period))) == expected


def test_provinces_and_ministries_of_one_table_are_two_lists(judged):
    areas = [*without(PROVINCES, "VN-23"), *MINISTRIES, "VNM"]
    assert missing(judged(listed("VN_PROVINCE_ONLINE_SERVICES", areas, "2024"))) == ["Ha Tinh"]


def test_the_ranking_that_came_out_after_the_mergers_has_thirty_four(judged):
    assert judged(listed("VN_DTI_RANK", TODAY_34, "2024")) == []
    assert missing(judged(listed("VN_DTI_RANK", without(TODAY_34, "VN-23"), "2024"))) == ["Ha Tinh"]


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        (ASEAN, []),
        (without(ASEAN, "BRN"), ["Brunei Darussalam"]),
        (without([*ASEAN, "TLS"], "BRN"), ["Brunei Darussalam"]),  # South-Eastern Asia has eleven
        ([*without(ASEAN, "BRN"), "CHN"], []),
        (without(ASEAN, "BRN", "LAO"), []),
    ],
)
def test_a_table_of_a_region_is_not_accused_of_lacking_the_world(judged, areas, expected):
    assert missing(judged(listed("UN_EGDI_RANK", areas, "2020"))) == expected


@pytest.mark.needs("shared-data")
def test_no_published_table_lacks_anybody(judged):
    records = [r for year in (2010, 2012, 2014, 2016, 2018, 2022, 2024) for r in real_table(year)]
    # names of countries are read too, so all seven tables count in full
    assert (judged(records), judge_counts(judged)) == ([], (42, 0))
    assert (judged(second_copy()), judge_counts(judged)) == ([], (9, 0))


def judge_counts(judged):
    return judged.evaluated, judged.undecided


@pytest.mark.needs("shared-data")
@pytest.mark.parametrize("area", ["VNM", "DNK", "SSD", "TLS"])
def test_a_country_lost_from_a_real_table_is_missed_under_every_indicator(judged, area):
    records = [r for r in real_table(2018) if r["area"] != area]
    found = judged(records)
    assert len(found) == 6
    assert missing(found) == [CATALOGUE.areas[area].name_en] * 6
    assert {finding.expected for finding in found} == {"193"}


@pytest.mark.needs("shared-data")
def test_a_country_without_a_figure_at_the_authority_is_not_missed(judged):
    records = [r for r in real_table(2010) if r["area"] not in {"SSD", "KIR"}]
    # Kiribati stands in the table of 2010 with an index of 0 and without human capital
    assert {finding.subject["indicator"] for finding in judged(records)} == {
        "UN_EPI_SCORE",
        "UN_OSI_SCORE",
        "UN_TII_SCORE",
    }


@pytest.mark.needs("shared-data")
def test_of_an_edition_whose_table_is_not_known_a_lost_country_stays_open(judged):
    records = [r for r in second_copy() if (r["area"], r["period"]) != ("VNM", "2008")]
    assert (judged(records), judge_counts(judged)) == ([], (8, 1))
    records = [r for r in second_copy() if (r["area"], r["period"]) != ("VNM", "2005")]
    assert missing(judged(records)) == ["Viet Nam"]


@pytest.mark.needs("shared-data")
def test_the_configuration_may_expect_the_members_of_the_edition(judged):
    expect = [{"indicator": "UN_EGDI_SCORE", "areas": "UN-WORLD", "records": [191, 193]}]
    # the copy leaves out nine countries of 2010, of which the authority gives no more than a 0
    assert [(f.code, f.subject["period"]) for f in judged(second_copy(), expect=expect)] == [("EG209", "2010")]
    records = [r for r in second_copy() if r["area"] not in {"VNM", "DNK"} or r["period"] != "2008"]
    found = judged(records, expect=expect)
    assert [(f.code, f.subject["period"]) for f in found] == [("EG207", "2008"), ("EG209", "2008"), ("EG209", "2010")]
    assert missing(found[:1]) == ["Denmark, Viet Nam"]


def test_named_one_by_one_an_area_is_missing_whatever_the_authority_has(judged):
    expect = [{"indicator": "UN_EGDI_SCORE", "period": 2010, "areas": ["VNM", "SSD"]}]
    assert missing(judged(listed("UN_EGDI_SCORE", ["VNM"], "2010"), expect=expect)) == ["South Sudan"]


def test_ranks_within_a_group_are_a_table_of_their_own(judged):
    records = [
        *listed("UN_EGDI_RANK", ASEAN, "2020"),
        *listed("UN_EGDI_RANK", without(ASEAN, "VNM"), "2020", breakdown="ASEAN"),
    ]
    (finding,) = judged(records)
    assert (finding.subject["breakdown"], missing([finding])) == ("ASEAN", ["Viet Nam"])


@pytest.mark.parametrize("more", [{"status": "target"}, {"measure": "change"}])
def test_targets_and_changes_are_no_table(judged, more):
    assert judged(listed("VN_DTI_RANK", without(PROVINCES, "VN-23"), "2022", **more)) == []


def test_the_share_from_which_a_table_is_one_of_all_can_be_set(judged):
    records = listed("VN_DTI_RANK", PROVINCES[:50], "2022")
    assert judged(records) == []
    (finding,) = judged(records, parameters={"EG207": {"share": 75}})
    assert finding.message.endswith("(+5)")
    assert finding.expected == "63"


def test_a_survey_that_is_expected_and_absent_is_told_by_its_own_name(judged):
    expect = [{"survey": "VN_PAR", "period": "2022", "areas": "province"}]
    (finding,) = judged(listed("VN_DTI_RANK", PROVINCES, "2022"), expect=expect)
    assert finding.message.startswith("VN_PAR for 2022: 0 of 63 areas are there; missing: ")
    assert finding.evidence == ("egovcheck.toml:7 expects them",)
    assert finding.records == ()


def test_figures_of_all_sources_are_counted_together_and_each_area_once(judged):
    records = [
        *listed("VN_DTI_RANK", PROVINCES[:40], "2022", "one"),
        *listed("VN_DTI_RANK", PROVINCES[30:], "2022", "two"),
    ]
    expect = [{"indicator": "VN_DTI_RANK", "period": "2022", "areas": "VN-PROVINCES", "records": 63}]
    assert judged(records, expect=expect) == []
    assert [f.code for f in judged(records, expect=[{**expect[0], "source": "one"}])] == ["EG207", "EG209"]
