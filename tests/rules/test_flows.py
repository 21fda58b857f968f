"""EG317 to EG319 and EG321: figures over time, running totals, and the dates of events."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from egovcheck.validation import Settings, run
from tests.generate import ROOT
from tests.rules.figures import counts, found, only, record, seeded, shuffled

TIMES = ("EG317", "EG318", "EG319", "EG321")
SETTLED = "VN_PROVINCE_DOSSIERS_RESOLVED"
ACCOUNTS, NEW = "VN_PORTAL_ACCOUNTS", "VN_PORTAL_ACCOUNTS_NEW"
OPENED = "VN_PORTAL_OPENED"


def quarter(n):
    return [f"2020-{month:02d}" for month in range(3 * n - 2, 3 * n + 1)]


MADE_OF = {
    "2020": [["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"], ["2020-S1", "2020-S2"], ["2020-S1", "2020-Q3", "2020-Q4"]],
    "2020-S1": [["2020-Q1", "2020-Q2"], [*quarter(1), *quarter(2)]],
    "2020-Q3": [quarter(3), ["2020-07/2020-08", "2020-09"], ["2020-07-01/2020-08-14", "2020-08-15/2020-09-30"]],
}


@pytest.mark.parametrize(("period", "parts"), [(p, parts) for p, all_ in MADE_OF.items() for parts in all_])
def test_whatever_follows_without_gap_makes_the_period(judge, period, parts):
    records = [record(SETTLED, "VN-23", part, 1000 + n) for n, part in enumerate(parts)]
    total = sum(int(r["value"]) for r in records)
    for stated, verdict in ((total, (1, 0, 0)), (total + 1, (0, 1, 0)), (total - 1, (0, 1, 0))):
        report = judge(["EG317"], shuffled([*records, record(SETTLED, "VN-23", period, stated)]))
        assert counts(report, "EG317") == verdict
    finding = only(report, "EG317")
    assert (finding.expected, finding.actual, finding.severity) == (str(total), str(total - 1), "warning")
    assert len([named for named in finding.records if named.role == "part"]) == len(parts)


def test_halves_quarters_and_months_are_each_held_against_the_next_larger_period(judge):
    months = {f"2020-{m:02d}": 10 * m for m in range(1, 13)}
    quarters = {f"2020-Q{n}": sum(months[m] for m in quarter(n)) for n in range(1, 5)}
    halves = {
        "2020-S1": quarters["2020-Q1"] + quarters["2020-Q2"],
        "2020-S2": quarters["2020-Q3"] + quarters["2020-Q4"],
    }
    figures = months | quarters | halves | {"2020": sum(halves.values())}
    records = [record(SETTLED, "VN-23", period, value) for period, value in figures.items()]
    assert counts(judge(["EG317"], shuffled(records)), "EG317") == (7, 0, 0)
    wrong = [r | {"value": "500"} if r["period"] == "2020-08" else r for r in records]
    finding = only(judge(["EG317"], shuffled(wrong), lang="vi"), "EG317")
    assert finding.subject["period"] == "2020-Q3"
    assert finding.message == "hồ sơ đã giải quyết của Hà Tĩnh, 2020-Q3 là 240, nhưng 3 tháng cộng lại là 660"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (["2020-Q1", "2020-Q2", "2020-Q4"], (0, 0, 1)),  # a gap
        (["2020-Q1", "2020-Q2", "2020-Q3"], (0, 0, 1)),  # an end is missing
        (["2020-Q1", "2020-03/2020-12"], (0, 0, 1)),  # an overlap
        (["2019-10/2020-03", "2020-Q2", "2020-Q3", "2020-Q4"], (0, 0, 1)),  # one reaches out of the year
        (["2021-Q1"], (0, 0, 0)),
    ],
)
def test_what_does_not_make_the_period_shows_only_when_it_is_too_much(judge, given, verdict):
    parts = [record(SETTLED, "VN-23", period, 100) for period in given]
    assert counts(judge(["EG317"], [*parts, record(SETTLED, "VN-23", "2020", 1000)]), "EG317") == verdict
    if verdict != (0, 0, 0):
        assert counts(judge(["EG317"], [*parts, record(SETTLED, "VN-23", "2020", 99)]), "EG317") == (0, 1, 0)


def test_rounded_parts_of_a_year_leave_room_for_it(judge):
    chance = seeded(317)
    records = []
    for number in range(150):
        parts = [chance.randint(0, 900_000) for _ in range(4)]
        for period, value in zip(
            ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2020"), (*parts, sum(parts)), strict=True
        ):
            shown = chance.choice([str(value), f"{(value + 500) // 1000} nghìn"])
            records.append(record(SETTLED, "VN-23", period, shown, f"s{number}"))
    assert counts(judge(["EG317"], records, locale="vi"), "EG317") == (150, 0, 0)


def test_totals_that_grow_are_silent_however_they_are_rounded_and_by_however_many_sources(judge):
    chance = seeded(318)
    records = []
    for area in ("VNM", "VN-23", "VN-HP"):
        true = 0
        for month in range(1, 13):
            true += chance.randint(0, 90_000)
            for source in ("one", "two", "three"):
                shown = chance.choice([str(true), f"{(true + 500) // 1000} nghìn", f"trên {true // 10_000 * 10} nghìn"])
                records.append(record(ACCOUNTS, area, f"2020-{month:02d}", shown, source))
    assert counts(judge(["EG318"], shuffled(records), locale="vi"), "EG318") == (3, 0, 0)


def test_whoever_is_named_explains_every_fall_and_nobody_else_is_in_doubt(judge):
    chance = seeded(319)
    records, series = [], {}
    for number, area in enumerate(("VNM", "VN-23", "VN-HP", "VN-HN", "VN-DN", "VN-CT", "VN-SG", "VN-26") * 1):
        values = sorted(chance.sample(range(1000, 9999), 8))
        for _ in range(number % 4):
            values[chance.randrange(8)] = chance.randint(1, 99_999)
        series[area] = values
        records += [record(ACCOUNTS, area, f"2020-{m:02d}", v, f"s{m % 3}") for m, v in enumerate(values, 1)]
    report = judge(["EG318"], shuffled(records))
    findings = {finding.subject["area"]: finding for finding in found(report, "EG318")}
    for area, values in series.items():
        falls = [(a, b) for a, b in combinations(range(8), 2) if values[a] > values[b]]
        assert (area in findings) == bool(falls)
        if not falls:
            continue
        named = {int(n.key["period"][5:]) - 1: n.role for n in findings[area].records}
        assert set(named) == {place for pair in falls for place in pair}
        doubted = {place for place, role in named.items() if role == "primary"}
        assert all(doubted & set(pair) for pair in falls)
        before, after = {a for a, _ in falls}, {b for _, b in falls}
        assert len(doubted) == min(len(before), len(after))


def test_two_sources_whose_totals_fall_are_both_named_with_their_dates(judge):
    records = [
        record("VN_PORTAL_VISITS", "VNM", "2020-08-26", "trên 60 triệu", "one"),
        record("VN_PORTAL_VISITS", "VNM", "2020-08-27", "59,9 triệu", "two"),
    ]
    assert counts(judge(["EG318"], records, locale="vi"), "EG318") == (0, 1, 0)
    finding = only(judge(["EG318"], records, locale="vi", lang="vi"), "EG318")
    assert finding.message == (
        "lượt truy cập Cổng Dịch vụ công quốc gia của Việt Nam không thể giảm, nhưng là trên 60 triệu (2020-08-26) rồi "
        "59,9 triệu (2020-08-27)"
    )
    assert {named.source for named in finding.records} == {"one", "two"}
    records[1]["value"] = "60 triệu"
    assert counts(judge(["EG318"], records, locale="vi"), "EG318") == (1, 0, 0)


@pytest.mark.parametrize("period", ["2020", "2020-08", "2020-Q3", "2020-08-26"])
def test_periods_within_each_other_have_no_order(judge, period):
    records = [record(ACCOUNTS, "VNM", period, 1), record(ACCOUNTS, "VNM", "2020-08-26", 235_000, "two")]
    assert counts(judge(["EG318"], records), "EG318") == (0, 0, 0)
    others = [record(ACCOUNTS, "VNM", year, total) for year, total in (("2018", 1), ("2019", 1), ("2021", 235_000))]
    assert counts(judge(["EG318"], [*records, *others]), "EG318") == (1, 0, 0)


@pytest.mark.parametrize(
    ("before", "after", "flow", "verdict"),
    [
        ("2020-06-30", "2020-12-31", "2020-S2", (0, 1, 0)),
        ("2020-06", "2020", "2020-07/2020-12", (0, 1, 0)),
        ("2019", "2020", "2020", (0, 1, 0)),
        ("2020-08-25", "2020-08-26", "2020-08-26", (0, 1, 0)),
        ("2020-07-01", "2020-12-31", "2020-S2", (0, 0, 1)),  # the first day belongs to the flow
        ("2019", "2020", "2020-S2", (0, 0, 1)),  # the trap: a half-year flow beside a stock
        ("2019", "2020", "2020-S1", (0, 0, 1)),
        ("2019", "2020", "2020-Q2", (0, 0, 0)),
    ],
)
def test_a_flow_is_judged_only_by_the_totals_of_exactly_its_days(judge, before, after, flow, verdict):
    records = [record(ACCOUNTS, "VNM", before, 100), record(ACCOUNTS, "VNM", after, 300), record(NEW, "VNM", flow, 20)]
    assert counts(judge(["EG319"], records), "EG319") == verdict


def test_a_flow_that_fits_is_silent_and_one_that_does_not_names_both_totals(judge):
    records = [record(ACCOUNTS, "VNM", "2019", 235_000), record(ACCOUNTS, "VNM", "2020", 410_000)]
    right, wrong = record(NEW, "VNM", "2020", 175_000), record(NEW, "VNM", "2020", 157_000)
    assert counts(judge(["EG319"], [*records, right]), "EG319") == (1, 0, 0)
    finding = only(judge(["EG319"], shuffled([*records, wrong]), lang="vi"), "EG319")
    assert finding.message.endswith("trong thời gian đó từ 235000 thành 410000")
    assert (finding.expected, finding.severity) == ("175000", "warning")
    assert {(named.role, named.value) for named in finding.records} == {
        ("primary", "157000"), ("previous", "235000"), ("whole", "410000"),
    }  # fmt: skip


def test_a_year_that_was_not_over_when_its_total_appeared_gives_no_total_of_its_end(judge):
    records = [record(ACCOUNTS, "VNM", "2019", 100), record(NEW, "VNM", "2020", 20)]
    early = record(ACCOUNTS, "VNM", "2020", 300, "two", published="2020-08-26")
    assert counts(judge(["EG319"], [*records, early]), "EG319") == (0, 0, 1)
    assert counts(judge(["EG319"], [*records, early | {"published": "2021-01"}]), "EG319") == (0, 1, 0)


def test_day_and_month_that_were_swapped_are_seen_on_every_day_on_which_they_can_be(judge):
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(366)]
    for day in seeded(321).sample(days, 12):
        other = date(2020, day.day, day.month) if day.day <= 12 else date(2020, day.month, 28)
        if other == day:
            continue
        records = [record(OPENED, "VNM", "", day.isoformat()), record(OPENED, "VNM", "", other.isoformat(), "two")]
        finding = only(judge(["EG321"], records), "EG321")
        assert any("swapped" in line for line in finding.evidence) == (day.day <= 12)


def test_a_source_that_says_less_does_not_hide_two_that_disagree(judge):
    records = [
        record(OPENED, "VNM", "", "9/12/2019", "one"),
        record(OPENED, "VNM", "", "12/2019", "two"),
        record(OPENED, "VNM", "", "8/12/2019", "three"),
        record(OPENED, "VNM", "", "2019", "four"),
    ]
    finding = only(judge(["EG321", "EG501"], shuffled(records), lang="vi"), "EG321")
    assert {named.source for named in finding.records if named.role == "primary"} == {"one", "three"}
    assert {named.source for named in finding.records if named.role == "agreeing"} == {"two", "four"}
    assert finding.message.startswith("ngày khai trương Cổng Dịch vụ công quốc gia (Việt Nam): 4 nguồn")
    assert found(judge(["EG501", "EG321"], records), "EG501") == []


def test_what_most_sources_say_is_what_is_expected(judge):
    records = [
        record(OPENED, "VNM", "", day, source) for source, day in enumerate(("9/12/2019", "12/2019", "3/12/2019"))
    ]
    records.append(record(OPENED, "VNM", "", "9/12/2019", "3"))
    finding = only(judge(["EG321"], records), "EG321")
    assert (finding.expected, finding.actual) == ("9/12/2019", "3/12/2019")


def test_of_the_four_documents_nothing_is_found_by_any_rule_on_sums_growth_and_time():
    codes = (*TIMES, "EG304", "EG305", "EG306", "EG307", "EG308", "EG310")
    report = run([str(ROOT / "fixtures" / "seeds")], Settings(select=codes))
    assert [finding.code for code in codes for finding in found(report, code)] == []
    # a twofold rise of services and of their share, and dossiers of a province that is not named
    assert (counts(report, "EG310"), counts(report, "EG305")) == ((0, 0, 2), (6, 0, 2))
