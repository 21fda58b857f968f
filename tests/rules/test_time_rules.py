"""What the examples of EG201, EG208, EG211 and EG212 cannot show: real tables, many areas, sources and orders."""

from __future__ import annotations

import csv
import random
from datetime import date

import pytest

from egovcheck.validation import Settings, run
from tests.conftest import SHARED

FIELDS = (
    "indicator",
    "area",
    "period",
    "value",
    "measure",
    "base_period",
    "status",
    "published",
    "breakdown",
    "source",
)
EGDI = SHARED / "data" / "egdi"
SCORE = {
    "2010": "e-gov-index",
    "2012": "e-gov-index",
    "2014": "e-gov-index",
    "2016": "e-gov-index",
    "2018": "e-gov-index",
}


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that writes records to one file, judges them by the given rules and returns the report."""
    monkeypatch.chdir(tmp_path)

    def judge(select, records, *, lang="en", today=date(2026, 11, 1), **settings):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)
        report = run(["figures.csv"], Settings(select=select, today=today, lang=lang, locale="en", **settings))
        assert not report.rule_errors
        return report

    return judge


def record(indicator, area, period, value="1", source="one", **more):
    return {"indicator": indicator, "area": area, "period": period, "value": value, "source": source, **more}


def series(indicator, area, *periods, source="one", **more):
    return [record(indicator, area, period, str(n + 1), source, **more) for n, period in enumerate(periods)]


def found(report):
    return [finding for finding in report.findings if finding.code != "EG904"]


def only(report):
    (finding,) = found(report)
    return finding


def counts(report, code):
    result = next(rule for rule in report.rules if rule.code == code)
    return result.evaluated - result.invalid, result.invalid, result.undecided


def periods(finding, role="primary"):
    return sorted(named.key["period"] for named in finding.records if named.role == role)


def shuffled(records, number):
    mixed = list(records)
    random.Random(number).shuffle(mixed)  # noqa: S311 - the same order on every run, nothing secret
    return mixed


# EG201


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("88/193", "what is filed under 2019 is what the 2018 edition has"),
        ("86/193", "what is filed under 2019 is what the 2020 edition has"),
        ("87/193", None),
    ],
)
def test_an_edition_that_never_was_is_answered_by_its_neighbours(judged, value, fits):
    finding = only(judged(("EG201",), [record("UN_EGDI_RANK", "VNM", "2019", value)]))
    assert finding.message == "EGDI rank: the survey had no 2019 edition; the nearest are 2018, 2020"
    released = ("the 2018 edition: released 2018-07-19", "the 2020 edition: released 2020-07-10")
    assert finding.evidence == (*released, *([fits] if fits else []))


def test_figures_of_two_neighbours_under_one_name_are_those_of_neither(judged):
    records = [record("UN_EGDI_RANK", "VNM", "2019", "88/193"), record("UN_EGDI_SCORE", "VNM", "2019", "0.6667")]
    assert len(only(judged(("EG201",), records)).evidence) == 2


# EG208


def test_areas_that_lack_the_same_editions_are_one_finding_that_names_both_sides_of_every_hole(judged):
    records = [
        *series("UN_EGDI_SCORE", "VNM", "2010", "2012", "2016", "2020"),
        *series("UN_EGDI_SCORE", "THA", "2010", "2012", "2016", "2020"),
        *series("UN_EGDI_SCORE", "SGP", "2010", "2012", "2014", "2016", "2018", "2020"),
        *series("UN_EGDI_SCORE", "LAO", "2010", "2012", "2014", "2018"),
        *series("UN_EGDI_SCORE", "MYS", "2010", "2020"),
    ]
    report = judged(("EG208",), records)
    assert [(f.message, periods(f)) for f in found(report)] == [
        ("one gives EGDI score of Lao People's Democratic Republic from 2010 to 2018 without 2016", ["2014", "2018"]),
        (
            "one gives EGDI score of Thailand, Viet Nam from 2010 to 2020 without 2014, 2018",
            ["2012", "2012", "2016", "2016", "2020", "2020"],
        ),
    ]
    assert counts(report, "EG208") == (1, 2, 0)


@pytest.mark.parametrize("number", range(5))
def test_the_order_of_rows_and_other_sources_change_nothing(judged, number):
    records = [
        *series("UN_EGDI_RANK", "VNM", "2012", "2014", "2018", source="one"),
        *series("UN_EGDI_RANK", "VNM", "2016", "2020", "2022", source="two"),
        *series("VN_PORTAL_VISITS_NEW", "VNM", "2020-Q1", "2020-Q2", "2020-Q4", "2021-Q1", source="one"),
    ]
    report = judged(("EG208",), shuffled(records, number))
    assert sorted(f.message for f in found(report)) == [
        "one gives EGDI rank of Viet Nam from 2012 to 2018 without 2016",
        "one gives visits to the national portal in the period of Viet Nam from 2020-Q1 to 2021-Q1 without 2020-Q3",
        "two gives EGDI rank of Viet Nam from 2016 to 2022 without 2018",
    ]


@pytest.mark.parametrize(
    ("stated", "gap"),
    [
        (("2018", "2019", "2021"), "2020"),
        (("2014", "2016", "2018", "2022"), "2020"),
        (("2014", "2016", "2018"), None),
        (("2014", "2015", "2018", "2022"), None),  # three are there and five are not
        (("2014", "2016", "2019"), None),  # two years, then three
        (("2020-Q4", "2021-Q1", "2021-Q3"), "2021-Q2"),
        (("2020-11", "2020-12", "2021-02"), "2021-01"),
        (("6 tháng đầu năm 2020", "6 tháng cuối năm 2020", "6 tháng cuối năm 2021"), "2021-01/2021-06"),
        (("2020-01/2020-06", "2020-01/2020-09", "2020-01/2020-12"), None),  # running totals
        (("2020-01-01", "2020-01-02", "2020-01-04"), None),
        (("2020-Q1", "2020-Q2", "2020-Q3", "2020"), None),
    ],
)
def test_other_figures_have_the_rhythm_that_they_show(judged, stated, gap):
    report = judged(("EG208",), series("VN_PORTAL_VISITS_NEW", "VNM", *stated))
    assert [f.message.rpartition("without ")[2] for f in found(report)] == ([gap] if gap else [])


def test_a_change_or_a_target_is_no_point_of_a_series(judged):
    records = [
        *series("UN_EGDI_RANK", "VNM", "2014", "2016", "2020"),
        record("UN_EGDI_RANK", "VNM", "2018", "5", measure="change", base_period="2016"),
        record("UN_EGDI_RANK", "VNM", "2018", "80", status="target"),
    ]
    assert only(judged(("EG208",), records)).message.endswith("without 2018")


def test_how_many_periods_make_a_series_can_be_set(judged):
    records = series("UN_EGDI_RANK", "VNM", "2014", "2016", "2020")
    assert found(judged(("EG208",), records, parameters={"EG208": {"points": 4}})) == []


def test_a_gap_is_told_in_vietnamese(judged):
    report = judged(("EG208",), series("UN_EGDI_RANK", "VNM", "2014", "2016", "2020"), lang="vi")
    assert only(report).message == "one có thứ hạng EGDI của Việt Nam từ 2014 đến 2020 nhưng khuyết 2018"
    assert only(report).evidence == ("các kỳ khảo sát đã có: 2014, 2016, 2018, 2020",)


@pytest.mark.needs("shared-data")
def test_of_the_second_public_copy_only_the_edition_that_it_leaves_out_is_missed(judged):
    with (EGDI / "second_source_2003-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    records = [record("UN_EGDI_SCORE", row["Code"], row["Year"], row["UN eGov index"]) for row in rows]
    finding = only(judged(("EG201", "EG208", "EG211", "EG212"), records))
    assert finding.message == (
        "one gives EGDI score of Afghanistan, Angola, Albania … (+188) from 2003 to 2020 without 2004"
    )


@pytest.mark.needs("shared-data")
def test_published_tables_in_a_row_have_no_hole_where_the_authority_gave_no_figure(judged):
    records = []
    for year, column in SCORE.items():
        with (EGDI / f"egdi-{year}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for indicator, name in (("UN_EGDI_SCORE", column), ("UN_HCI_SCORE", "hci"), ("UN_TII_SCORE", "tii")):
                    if row[name]:
                        records.append(record(indicator, row["country-code"], year, row[name]))
    report = judged(("EG201", "EG208", "EG211", "EG212"), records)
    assert found(report) == []
    # somebody loses a country in the middle
    records = [r for r in records if (r["indicator"], r["area"], r["period"]) != ("UN_HCI_SCORE", "VNM", "2014")]
    finding = only(judged(("EG201", "EG208", "EG211", "EG212"), records))
    assert finding.message == "one gives HCI score of Viet Nam from 2010 to 2018 without 2014"


# EG211


@pytest.mark.parametrize(
    ("period", "published", "severity"),
    [
        ("2021", "2020-08-26", "error"),
        ("2020-09", "2020-08-26", "error"),
        ("2020-08-27", "2020-08-26", "error"),
        ("2021", "2020", "error"),
        ("2020-Q4", "2020-08", "error"),
        ("2020", "2020-08-26", "info"),
        ("2020-Q3", "2020-08-26", "info"),
        ("2020-01/2020-12", "2020-08", "info"),
        ("2020-08-26", "2020-08-26", None),
        ("2020-08-01/2020-08-26", "2020-08-26", None),
        ("2020-07", "2020-08", None),
        ("2019", "2020", None),
    ],
)
def test_a_period_is_held_against_the_day_of_publication(judged, period, published, severity):
    report = judged(("EG211",), [record("VN_PORTAL_VISITS", "VNM", period, "5", published=published)])
    assert [f.severity for f in found(report)] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("period", "published"), [("2020", "2020"), ("2020-Q3", "2020"), ("2020-08", "2020-08"), ("2020", "")]
)
def test_a_publication_known_too_roughly_leaves_it_open(judged, period, published):
    report = judged(("EG211",), [record("VN_PORTAL_VISITS", "VNM", period, "5", published=published)])
    assert counts(report, "EG211") == (0, 0, 1)


@pytest.mark.parametrize(("today", "expected"), [(date(2026, 11, 1), 1), (date(2027, 2, 1), 0)])
def test_without_a_date_of_publication_the_day_of_the_check_decides(judged, today, expected):
    report = judged(("EG211",), [record("VN_PORTAL_VISITS", "VNM", "2027-Q1", "5")], today=today)
    assert len(found(report)) == expected


def test_one_finding_a_source_and_period_names_every_figure_and_points_at_the_period(judged):
    published = {"published": "2020-08-26"}
    records = [
        record("VN_PORTAL_VISITS", "VNM", "2021", "5", **published),
        record("VN_PORTAL_ACCOUNTS", "VNM", "2021", "5", **published),
        record("VN_PORTAL_ACCOUNTS", "VNM", "2022", "5", **published),
        record("VN_PORTAL_ACCOUNTS", "VNM", "2021", "5", "two", published="2020-08-25"),
        record("UN_EGDI_RANK", "VNM", "2022", "5", **published),
    ]
    report = judged(("EG211",), records)
    assert sorted((f.message, len(f.records)) for f in found(report)) == [
        ("one appeared on 2020-08-26 with 2 figures for 2021, which had not begun", 2),
        ("one appeared on 2020-08-26 with a figure for 2022, which had not begun", 1),
        ("two appeared on 2020-08-25 with a figure for 2021, which had not begun", 1),
    ]
    assert {named.field for f in found(report) for named in f.records} == {"period"}
    told = judged(("EG211",), records[:2], lang="vi")
    assert only(told).message == "one công bố ngày 2020-08-26 nhưng có 2 số liệu cho kỳ 2021, là kỳ chưa bắt đầu"


# EG212


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (("2016", "2017", "2018", "2019", "2020"), "2017, 2019"),
        (("2017", "2018", "2019"), "2017, 2019"),
        (("2018", "2019", "2020"), None),
        (("2013", "2015", "2017", "2019"), None),
        (("2003", "2004", "2005", "2008"), None),
        (("2005", "2006", "2007", "2008"), "2006, 2007"),
        (("2014", "2016", "2018", "2020", "2022", "2024"), None),
    ],
)
def test_years_in_a_row_of_a_survey_that_comes_out_otherwise(judged, years, expected):
    report = judged(("EG212",), shuffled(series("UN_EGDI_RANK", "VNM", *years), 212))
    assert [", ".join(periods(f)) for f in found(report)] == ([expected] if expected else [])


def test_it_is_said_once_for_all_areas_and_tells_what_is_repeated(judged):
    records = []
    for area, values in (("VNM", "89 89 88 88 86"), ("THA", "77 77 73 74 57")):
        years = ("2016", "2017", "2018", "2019", "2020")
        records += [
            record("UN_EGDI_RANK", area, year, value) for year, value in zip(years, values.split(), strict=True)
        ]
    records += series("UN_EGDI_RANK", "SGP", "2016", "2018", "2020")
    finding = only(judged(("EG212",), shuffled(records, 1)))
    assert finding.subject == {"indicator": "UN_EGDI_RANK", "source": "one"}
    assert finding.evidence == ("3 of the 4 figures between the editions repeat the one before",)
    assert (len(periods(finding)), len(periods(finding, "context"))) == (4, 9)
    told = only(judged(("EG212",), records, lang="vi")).message
    assert told == (
        "one ghi thứ hạng EGDI theo từng năm từ 2016 đến 2020; "
        "trong thời gian đó chỉ có các kỳ khảo sát 2016, 2018, 2020"
    )


def test_a_yearly_survey_may_be_filed_yearly(judged):
    assert found(judged(("EG212",), series("VN_PAR_SCORE", "VN-HN", "2013", "2014", "2015", "2016"))) == []
