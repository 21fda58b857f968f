"""EG401 to EG403: how often true figures are asked about, how often planted faults are found, and who speaks of them.

True figures are those of the shipped reference, stated as a submission to a catalogue that has none.
"""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from egovcheck.core.shipped import shipped
from egovcheck.records.catalogue import load_catalogue
from egovcheck.rules import load_rules
from egovcheck.sources.find import find_documents
from egovcheck.validation import Settings, judge, run

FIELDS = ("indicator", "area", "period", "value", "status", "source")
PLAUSIBLE = ("EG401", "EG402", "EG403")
SCORES = ("UN_EGDI_SCORE", "UN_OSI_SCORE", "UN_TII_SCORE", "UN_HCI_SCORE", "UN_EPI_SCORE")
WITHOUT_REFERENCE = replace(load_catalogue(), reference_files=())
BOOK = load_rules()
TODAY = date(2026, 11, 1)


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Return a function that writes records to the one file of the working directory."""
    monkeypatch.chdir(tmp_path)

    def write(records):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)

    return write


@pytest.fixture
def unknown(write):
    """Return a function that judges records as if the authority had never published anything."""

    def judge_them(select, records, lang="en", **parameters):
        write(records)
        with find_documents(["figures.csv"], stdin=None) as documents:
            settings = Settings(select=tuple(select), today=TODAY, locale="en", lang=lang)
            report = judge(documents, WITHOUT_REFERENCE, BOOK.with_settings(parameters, "test"), settings)
        assert not report.rule_errors
        return report

    return judge_them


@pytest.fixture
def judged(write):
    """Return a function that judges records with everything that is known."""

    def judge_them(select, records, **settings):
        write(records)
        report = run(["figures.csv"], Settings(select=tuple(select), today=TODAY, locale="en", **settings))
        assert not report.rule_errors
        return report

    return judge_them


def record(indicator, area, period, value, source="one", **more):
    return {"indicator": indicator, "area": area, "period": period, "value": str(value), "source": source, **more}


def published(*indicators, editions=None):
    """Return what the authority published, a source an edition."""
    with (shipped("schemas") / "reference" / "un_egdi.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if editions is None or row["edition"] in editions]
    return [
        record(i, row["area"], row["edition"], row[i], f"un-{row['edition']}")
        for row in rows
        for i in indicators
        if row[i]
    ]


def counts(report, code):
    result = next(rule for rule in report.rules if rule.code == code)
    return result.evaluated - result.invalid, result.invalid, result.undecided


def found(report, code):
    return {(f.subject["indicator"], f.subject["area"], f.subject["period"]) for f in report.findings if f.code == code}


def lines(finding):
    return [line[:5] for line in finding.evidence if line.startswith("EG")]


def only(report):
    (finding,) = [f for f in report.findings if f.code != "EG904"]
    return finding


def seeded(number):
    return random.Random(number)  # noqa: S311 - the same figures on every run, nothing secret


def test_of_the_true_values_fewer_than_one_in_two_hundred_are_asked_about(unknown):
    true = published("UN_EGDI_RANK", *SCORES)
    for code, most in (("EG401", 500), ("EG402", 500), ("EG403", 1000)):
        fine, asked, _ = counts(unknown([code], true), code)
        assert fine > 1000
        assert asked * most < fine, (code, asked, fine)


@pytest.mark.parametrize("editions", [("2018", "2022"), ("2022", "2024"), ("2012", "2014", "2016")])
def test_tables_of_few_editions_are_asked_about_as_seldom(unknown, editions):
    report = unknown(["EG402", "EG403"], published(*SCORES, editions=editions))
    for code in ("EG402", "EG403"):
        fine, asked, _ = counts(report, code)
        assert asked * 200 <= fine, (code, asked, fine)
    assert counts(report, "EG402")[0] > 900


def planted(chance, records, change, number=8, period="2024"):
    """Return the records with some values of one edition changed, and which they were."""
    newest = [r for r in records if (r["indicator"], r["period"]) == ("UN_EGDI_SCORE", period)]
    wrong = {r["area"]: change(r["value"]) for r in chance.sample(newest, number)}
    stated = [
        {**r, "value": wrong[r["area"]]} if r["area"] in wrong and r in newest else r
        for r in records
    ]  # fmt: skip
    return stated, {("UN_EGDI_SCORE", area, period) for area in wrong}


def test_a_slipped_point_is_found_in_a_series_and_in_two_editions(unknown):
    true = published("UN_EGDI_SCORE")
    stated, wrong = planted(seeded(10), true, lambda value: str(Decimal(value) / 10))
    assert found(unknown(["EG403"], stated), "EG403") == wrong
    assert len(found(unknown(["EG401"], stated), "EG401") & wrong) >= 6
    two = [r for r in stated if r["period"] in {"2022", "2024"}]
    assert found(unknown(["EG402"], two), "EG402") >= wrong


def test_another_first_digit_is_found_where_the_others_tell_what_is_usual(unknown):
    chance = seeded(11)

    def other_digit(value):
        digits = [d for d in "0123456789" if abs(int(d) - int(value[2])) > 3]
        return value[:2] + chance.choice(digits) + value[3:]

    stated, wrong = planted(chance, published("UN_EGDI_SCORE"), other_digit)
    with_others = found(unknown(["EG401"], stated), "EG401")
    alone = found(unknown(["EG401"], stated, EG401={"peers": 1000}), "EG401")
    assert len(with_others & wrong) >= 6
    assert len(with_others - wrong) <= 2
    assert len(alone & wrong) < len(with_others & wrong)


def test_nobody_is_accused_in_the_place_of_a_neighbour(unknown):
    # the value before and the one behind a fault change as much as the faulty one
    series = [0.41, 0.43, 0.44, 0.46, 0.47, 0.49, 0.5, 0.52, 0.53, 0.55]
    for place in range(1, 10):
        values = [f"{v:.4f}" for v in series]
        values[place] = "0.0" + values[place][2:5]
        records = [record("UN_EPI_SCORE", "VNM", 2000 + 2 * n, v) for n, v in enumerate(values)]
        report = unknown(["EG401", "EG403"], records)
        assert {f.subject["period"] for f in report.findings} == {str(2000 + 2 * place)}, place


def test_the_value_behind_a_fault_is_not_accused_for_changing_back(unknown):
    true = published("UN_EGDI_SCORE")
    stated, wrong = planted(seeded(13), true, lambda value: str(Decimal(value) / 10), period="2022")
    before, after = (found(unknown(PLAUSIBLE[:2], records), "EG401") for records in (true, stated))
    assert len(after & wrong) >= 6
    assert after - wrong <= before


def provinces(count, numbers):
    """Return a series for each of some provinces: ``numbers`` by the place of the province."""
    known = sorted(a.code for a in WITHOUT_REFERENCE.areas.values() if a.kind == "province" and not a.valid_to)
    return [
        record("VN_PROVINCE_DOSSIERS_RECEIVED", area, 2014 + n, number)
        for place, area in enumerate(known[:count])
        for n, number in enumerate(numbers(place))
    ]


def test_whoever_stays_behind_where_all_others_jump_is_asked_about(unknown):
    chance = seeded(8)

    def series(place):
        level = chance.randint(100_000, 400_000)
        numbers = [round(level * chance.uniform(0.97, 1.03)) for _ in range(9)]
        return [n if year < 6 or place == 4 else 3 * n for year, n in enumerate(numbers)]

    # it falls behind in 2020 and stays there; in a table that ends with 2020 nothing bears that out
    records = [r for r in provinces(30, series) if int(r["period"]) <= 2020]
    (asked,) = found(unknown(["EG401"], records), "EG401")
    assert (asked[1], asked[2]) == (records[4 * 7]["area"], "2020")


def test_where_most_change_nothing_a_small_change_is_no_outlier(unknown):
    records = provinces(30, lambda place: (200_000, 200_000 if place < 24 else 206_000 + 100 * place))
    assert counts(unknown(["EG402"], records), "EG402") == (30, 0, 0)


def test_what_the_authority_has_published_is_never_in_question(judged):
    true = published(*SCORES)
    report = judged(PLAUSIBLE, true)
    assert [counts(report, code)[1] for code in PLAUSIBLE] == [0, 0, 0]
    assert sum(sum(counts(report, code)) for code in PLAUSIBLE) == 0


def test_the_true_jumps_of_burundi_are_left_alone(judged, unknown):
    true = [r for r in published("UN_OSI_SCORE") if r["area"] == "BDI"]
    assert {"0.15032", "0.01574", "0.15217"} <= {r["value"] for r in true}
    assert not [f for f in judged(PLAUSIBLE, true).findings if f.code != "EG904"]
    # a warning at most, where nobody knows them
    assert all(f.severity == "warning" for f in unknown(PLAUSIBLE, true).findings)


def test_a_new_edition_is_judged_by_what_the_authority_published_before(judged):
    # of 2008 the authority's values are not known here
    for value, wrong in (("0.4558", False), ("0.0456", True)):
        report = judged(["EG403"], [record("UN_EGDI_SCORE", "VNM", "2008", value)])
        assert counts(report, "EG403") == (not wrong, wrong, 0)
    named = {(n.source, n.key["period"]) for n in only(report).records}
    assert {("one", "2008"), ("un_egdi", "2005"), ("un_egdi", "2010")} <= named


def dossiers(last, area="VN-HN", source="one"):
    numbers = (402118, 418530, 431002, 455871, 449206, 470133, 482519, last)
    return [record("VN_PROVINCE_DOSSIERS_RECEIVED", area, 2015 + n, v, source) for n, v in enumerate(numbers)]


def test_one_slip_is_one_finding_however_many_rules_see_it(unknown):
    numbers = [402118, 418530, 431002, 455871, 449206, 470133, 482519]
    records = provinces(25, lambda place: [*numbers, 480000 + 900 * place])
    records[-1]["value"] = str(int(records[-1]["value"]) * 10)
    finding = only(unknown(PLAUSIBLE, records))
    assert (finding.code, finding.severity, finding.subject["area"]) == ("EG403", "warning", records[-1]["area"])
    assert sorted(lines(finding)) == ["EG401", "EG402"]
    assert finding.message.endswith("is 10 times what the periods beside it lead to expect, about 476286")


def test_a_conflict_of_sources_takes_the_slipped_point_in(judged):
    both = [record("VN_PORTAL_SERVICES", "VNM", "2020-08-26", v, s) for v, s in (("1039", "one"), ("103900", "two"))]
    finding = only(judged(["EG4", "EG5"], both))
    assert finding.code == "EG501"
    assert finding.evidence[-1].startswith(
        "EG403: services on the national portal of Viet Nam for 2020-08-26: 103900 is 100"
    )
    alone = only(judged(["EG403"], both))
    assert alone.severity == "error"
    assert {n.source for n in alone.records if n.role == "primary"} == {"one", "two"}


def test_the_authority_takes_the_slipped_point_in_for_every_source(judged):
    wrong = [record("UN_EGDI_SCORE", "VNM", "2020", "0.06667", source) for source in ("one", "two")]
    report = judged(["EG4", "EG502"], wrong)
    assert [(f.code, lines(f)) for f in report.findings] == [("EG502", ["EG403"])] * 2


def test_a_value_that_cannot_be_takes_in_that_it_is_unlikely(unknown):
    chance = seeded(5)
    series = [
        record("UN_EPI_SCORE", "VNM", 2000 + 2 * n, f"{0.4 + 0.02 * n + chance.uniform(0, 0.01):.4f}") for n in range(9)
    ]
    finding = only(unknown(["EG107", *PLAUSIBLE], [*series, record("UN_EPI_SCORE", "VNM", 2018, "5.8200")]))
    assert finding.code == "EG107"
    assert lines(finding) == ["EG401", "EG403"]


def test_a_figure_that_sources_dispute_is_no_part_of_a_series(unknown):
    for one, two in ((4821, 491347), (491347, 48213470)):
        disputed = [*dossiers(one), record("VN_PROVINCE_DOSSIERS_RECEIVED", "VN-HN", 2022, two, "two")]
        for code in ("EG401", "EG403"):
            assert counts(unknown([code], disputed), code)[1] == 0
    agreeing = [*dossiers(4821), record("VN_PROVINCE_DOSSIERS_RECEIVED", "VN-HN", 2022, 4821, "two")]
    finding = only(unknown(["EG401"], agreeing))
    assert {n.source for n in finding.records if n.role == "primary"} == {"one", "two"}


def test_a_rise_that_stays_and_a_constant_series_are_in_order(unknown):
    step = [100, 101, 103, 102, 104, 300, 305, 310, 312, 315]
    same = ["99.5%"] * 8 + ["99.4%"]
    records = [record("VN_PORTAL_SERVICES", "VNM", 2010 + n, v) for n, v in enumerate(step)]
    records += [record("VN_DOSSIERS_ON_TIME_SHARE", "VNM", 2010 + n, v) for n, v in enumerate(same)]
    assert counts(unknown(["EG401"], records), "EG401") == (17, 0, 0)


def mixed():
    """Return faults of every rule here, and figures around them that are right."""
    stated, _ = planted(seeded(12), published("UN_EGDI_SCORE"), lambda value: str(Decimal(value) / 3), number=4)
    records = [*stated, *dossiers(4821), *dossiers(940000, "VN-DN", "two")]
    return [
        *records,
        *(record("VN_PORTAL_SERVICES", "VNM", "2020-08-26", v, s) for v, s in ((1039, "one"), (10390, "two"))),
    ]


def told(report):
    # records stand in a finding, and so in its message, in the order of the file
    return {(f.fingerprint, f.code, "".join(sorted(f.message)), f.evidence, f.severity) for f in report.findings}


def test_the_order_of_rows_and_the_names_of_sources_change_nothing(unknown):
    records = mixed()
    first = unknown(PLAUSIBLE, records)
    assert {f.code for f in first.findings} == set(PLAUSIBLE)
    assert any("EG402" in lines(f) for f in first.findings)
    chance = seeded(7)
    for _ in range(2):
        chance.shuffle(records)
        assert told(unknown(PLAUSIBLE, records)) == told(first)
    other = unknown(PLAUSIBLE, [{**r, "source": r["source"][::-1]} for r in records])
    assert {f[1:] for f in told(other)} == {f[1:] for f in told(first)}


def test_messages_are_read_in_vietnamese(unknown):
    report = unknown(["EG401", "EG403"], [*dossiers(2500000), *dossiers(4821, "VN-DN")], lang="vi")
    messages = {f.code: f for f in report.findings}
    assert messages["EG401"].message == "hồ sơ tiếp nhận của Hà Nội, 2022: 2500000 khác xa phần còn lại của chuỗi"
    assert messages["EG403"].message == (
        "hồ sơ tiếp nhận của Đà Nẵng, 2022: 4821 bằng 1/100 mức suy từ các kỳ lân cận, khoảng 476286"
    )


@pytest.mark.parametrize("value", ["999999999999999999", "0.0000000001", "0"])
def test_figures_at_the_limit_of_what_can_be_stored_break_no_rule(unknown, value):
    records = [*dossiers(value), record("VN_PORTAL_SERVICES", "VNM", "2020", value, "two")]
    records += [record("VN_PORTAL_SERVICES", "VNM", "2020", "3", "one")]
    for area in sorted(WITHOUT_REFERENCE.areas)[:25]:
        records += [
            record("VN_PORTAL_SERVICES", area, year, value if year == 2021 else 7, "x") for year in (2019, 2021)
        ]
    assert unknown(PLAUSIBLE, records).summary.records == len(records)
