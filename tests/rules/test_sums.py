"""EG304 to EG308: what adds up and what is a share of what, beyond the examples of the rules."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from egovcheck.records.catalogue import load_catalogue
from tests.rules.figures import counts, egdi, found, only, record, rounded, seeded, shuffled

SUMS = ("EG304", "EG305", "EG306", "EG307", "EG308")
SETTLED = "VN_PROVINCE_DOSSIERS_RESOLVED"
RECEIVED = "VN_PROVINCE_DOSSIERS_RECEIVED"
PENDING = "VN_PROVINCE_DOSSIERS_PENDING"
TIMING = "VN_PROVINCE_DOSSIERS_TIMING_SHARE"
TIMES = ("AHEAD", "ON_TIME", "LATE")
LEVELS = ("VERY_HIGH", "HIGH", "MIDDLE", "LOW")


def provinces(day):
    """Return the provinces of Viet Nam on a day."""
    members = [m for m in load_catalogue().members if m.group == "VN-PROVINCES"]
    return [m.area for m in members if m.valid_from <= day and (m.valid_to or "9999") >= day]


def country(period, day, seed=1, whole="VNM"):
    """Return what every province has settled, and the country, which is their sum."""
    chance = seeded(seed)
    parts = {area: chance.randint(1000, 99_999) for area in provinces(day)}
    return [record(SETTLED, area, period, n) for area, n in parts.items()] + [
        record(SETTLED, whole, period, sum(parts.values()))
    ]


@pytest.mark.parametrize(("period", "day", "members"), [("2020", "2020-06-30", 63), ("2026-Q1", "2026-01-01", 34)])
def test_a_country_is_the_sum_of_the_provinces_of_its_time(judge, period, day, members):
    records = country(period, day)
    assert len(records) == members + 1
    assert counts(judge(["EG304"], records), "EG304") == (1, 0, 0)
    records[7]["value"] = str(int(records[7]["value"]) - 1)
    assert "the parts are 1 less than the whole" in only(judge(["EG304"], records), "EG304").evidence
    records[7]["value"] = str(int(records[7]["value"]) + 2)
    finding = only(judge(["EG304"], records), "EG304")
    assert {named.key["area"] for named in finding.records if named.role == "part"} == set(provinces(day))
    assert [named.key["area"] for named in finding.records if named.role == "primary"] == ["VNM"]
    assert "area" not in finding.subject
    assert int(finding.expected) == int(finding.actual) + 1
    assert "the parts are 1 more than the whole" in finding.evidence


def test_the_order_of_rows_changes_nothing(judge):
    records = country("2020", "2020-06-30")
    records[-1]["value"] = "1"
    reports = [judge(SUMS, shuffled(records, number)) for number in range(3)]
    assert {only(report, "EG304").fingerprint for report in reports} == {only(reports[0], "EG304").fingerprint}
    assert len({only(report, "EG304").message for report in reports}) == 1


def test_a_group_may_be_the_whole_itself(judge):
    records = country("2020", "2020-06-30", whole="VN-PROVINCES")
    assert counts(judge(["EG304"], records), "EG304") == (1, 0, 0)
    records[0]["value"] = "1"
    assert "Tỉnh, thành phố, 2020" in only(judge(["EG304"], records, lang="vi"), "EG304").message


@pytest.mark.parametrize(("missing", "total", "verdict"), [(1, 1.0, "undecided"), (30, 0.1, "invalid")])
def test_without_some_provinces_the_others_must_not_be_more_than_the_country(judge, missing, total, verdict):
    records = country("2020", "2020-06-30")
    records[-1]["value"] = str(int(int(records[-1]["value"]) * total))
    report = judge(["EG304"], records[missing:])
    assert counts(report, "EG304") == {"undecided": (0, 0, 1), "invalid": (0, 1, 0)}[verdict]


def test_in_the_year_of_the_mergers_only_provinces_that_went_on_are_added_up(judge):
    both = country("2025", "2025-06-30")
    assert counts(judge(["EG304"], both), "EG304") == (0, 0, 1)
    going_on = {"VN-HN", "VN-HP", "VN-SG"}
    both[-1]["value"] = str(sum(int(r["value"]) for r in both if r["area"] in going_on) - 1)
    named = {n.key["area"] for n in only(judge(["EG304"], both), "EG304").records if n.role == "part"}
    assert going_on <= named
    assert named.isdisjoint({"VN-61", "VN-57", "VN-43"})  # merged into Hải Phòng and Hồ Chí Minh


def test_rounded_parts_never_miss_a_true_total(judge):
    chance = seeded(304)
    records = []
    for number in range(300):
        parts = [chance.randint(0, 10**7) for _ in TIMES]
        unit = [chance.choice([1, 1000, 1_000_000]) for _ in range(4)]
        values = [*parts, sum(parts)]
        shown = [
            str(v) if u == 1 else f"{rounded(Decimal(v) / u, 0)} {'nghìn' if u == 1000 else 'triệu'}"
            for v, u in zip(values, unit, strict=True)
        ]
        for breakdown, value in zip((*TIMES, "_T"), shown, strict=True):
            records.append(record(SETTLED, "VN-23", "2020", value, f"s{number}", breakdown=breakdown))
    report = judge(["EG304"], records, locale="vi")
    assert counts(report, "EG304") == (300, 0, 0)


def test_a_slip_in_the_total_is_seen_whatever_the_breakdowns(judge):
    records = []
    for source, total in (("right", 370), ("wrong", 307)):
        for breakdown, value in zip((*TIMES, "_T"), (120, 230, 20, total), strict=True):
            records.append(record(SETTLED, "VN-23", "2020", value, source, breakdown=breakdown))
    finding = only(judge(["EG304"], records, lang="vi"), "EG304")
    assert finding.message == "hồ sơ đã giải quyết của Hà Tĩnh, 2020 là 307, nhưng 3 phân tổ cộng lại là 370"
    assert finding.subject == {"indicator": SETTLED, "area": "VN-23", "period": "2020", "source": "wrong"}
    assert "120 + 230 + 20 = 370" in finding.evidence


@pytest.mark.needs("shared-data")
@pytest.mark.parametrize("year", [2012, 2014, 2016, 2018, 2022, 2024])
def test_the_levels_of_the_published_tables_add_up_and_their_shares_too(judge, year):
    bounds = {"VERY_HIGH": Decimal("0.75"), "HIGH": Decimal("0.5"), "MIDDLE": Decimal("0.25"), "LOW": Decimal(-1)}
    scores = list(egdi(year).values())
    held = [next(level for level, low in bounds.items() if score >= low) for score in scores]
    records = [record("UN_SURVEY_MEMBERS", "UN-WORLD", year, len(scores))]
    for level in LEVELS:
        n = held.count(level)
        records.append(record(f"UN_EGDI_{level}_COUNT", "UN-WORLD", year, n))
        for source, decimals in (("one", 1), ("two", 0), ("three", 2)):
            share = rounded(Decimal(100 * n) / len(scores), decimals)
            records.append(record(f"UN_EGDI_{level}_SHARE", "UN-WORLD", year, f"{share}%", source, denominator="193"))
    report = judge(SUMS, records)
    assert report.findings == ()
    assert (counts(report, "EG304"), counts(report, "EG308")) == ((1, 0, 0), (3, 0, 0))
    assert counts(report, "EG307") == (8, 0, 0)  # of the first source EG306 knows more


@pytest.mark.parametrize("units", [8, 40, 63, 193])
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_possible_percentages_are_those_that_a_count_of_all_cases_gives(judge, units, decimals):
    step = Decimal(1).scaleb(-decimals)
    shares = [step * n for n in range(int(100 / step) + 1)]
    shares = shares if len(shares) < 1500 else seeded(units).sample(shares, 1500)
    records = [
        record("VN_GSP_AGENCIES_SHARE", "VNM", "2019", f"{share}%", f"s{n}", denominator=str(units))
        for n, share in enumerate(shares)
    ]
    impossible = {
        f"s{n}"
        for n, share in enumerate(shares)
        if not any(abs(Fraction(100 * k, units) - Fraction(share)) <= Fraction(step) / 2 for k in range(units + 1))
    }
    report = judge(["EG307"], records)
    assert {finding.subject["source"] for finding in found(report, "EG307")} == impossible
    assert counts(report, "EG307")[2] == 0


def test_the_nearest_possible_percentages_are_shown(judge):
    records = [record("UN_EGDI_VERY_HIGH_SHARE", "UN-WORLD", "2024", "39.6%", denominator="193")]
    finding = only(judge(["EG307"], records, lang="vi"), "EG307")
    assert "76 trên 193 là 39.4%, 77 trên 193 là 39.9%" in finding.evidence
    assert finding.message.endswith("không có số nguyên nào trên 193 bằng 39.6%")


def forced(parts, decimals):
    """Share out 100 among counts so that the printed shares make exactly 100, by the largest remainders."""
    unit = 10**decimals
    exact = [Fraction(100 * unit * n, sum(parts)) for n in parts]
    floors = [int(x) for x in exact]
    for place in sorted(range(len(parts)), key=lambda i: floors[i] - exact[i])[: 100 * unit - sum(floors)]:
        floors[place] += 1
    return [Decimal(n) / unit for n in floors]


def test_shares_forced_to_add_up_are_never_an_error(judge):
    chance = seeded(308)
    records, moved = [], 0
    for number in range(150):
        parts = [chance.randint(1, 400) for _ in TIMES]
        shares = forced(parts, decimals := chance.choice([0, 1]))
        right = [rounded(Decimal(100 * n) / sum(parts), decimals) for n in parts]
        moved += sum(a != b for a, b in zip(shares, right, strict=True))
        source = f"s{number}"
        records.append(record(SETTLED, "VN-23", "2020", sum(parts), source))
        for breakdown, part, share in zip(TIMES, parts, shares, strict=True):
            records.append(record(TIMING, "VN-23", "2020", f"{share}%", source, breakdown=breakdown))
            if number % 2:
                records.append(record(SETTLED, "VN-23", "2020", part, source, breakdown=breakdown))
    report = judge(SUMS, records)
    assert {finding.severity for code in SUMS for finding in found(report, code)} == {"info"}
    # with the counts EG306 notes every share that was moved, without them EG307 those that no count gives
    assert 0 < len(found(report, "EG306")) <= moved
    assert len(found(report, "EG307")) > 0
    assert found(report, "EG308") == []
    assert counts(report, "EG308") == (150, 0, 0)


@pytest.mark.parametrize(
    ("shares", "severities"),
    [
        (("33.4", "33.3", "33.3"), ["info"]),
        (("33.5", "33.3", "33.2"), ["error", "error"]),  # up and down: nothing forced that
        (("33.4", "33.4", "33.3"), ["error", "error"]),  # 100.1
        (("33.6", "33.3", "33.1"), ["error", "error"]),  # three last digits off
    ],
)
def test_only_a_last_digit_to_one_side_is_forced(judge, shares, severities):
    records = [record(SETTLED, "VN-23", "2020", 360)]
    for breakdown, share in zip(TIMES, shares, strict=True):
        records += [
            record(SETTLED, "VN-23", "2020", 120, breakdown=breakdown),
            record(TIMING, "VN-23", "2020", f"{share}%", breakdown=breakdown),
        ]
    assert [finding.severity for finding in found(judge(SUMS, records), "EG306")] == severities


@pytest.mark.parametrize(
    ("moved", "severities"), [([1, 1, 1, 1], ["info"] * 4), ([4], ["error"]), ([2, 1, 1], ["error", "info", "info"])]
)
def test_of_many_shares_several_may_be_moved_but_none_by_more_than_a_last_digit(judge, tmp_path, moved, severities):
    # twelve equal parts are 8.3 percent each, which makes 99.6
    rows = [f"{indicator},M{n},month,ours" for indicator in (SETTLED, TIMING) for n in range(12)]
    for name, lines in (
        ("breakdowns", ["indicator,breakdown,exhaustive,seen", *rows]), ("provenance", ["id,title", "ours,Ours"])
    ):  # fmt: skip
        (tmp_path / "tables").mkdir(exist_ok=True)
        (tmp_path / "tables" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    records = [record(SETTLED, "VN-23", "2020", 1200)]
    for n, more in enumerate(moved + [0] * (12 - len(moved))):
        records += [
            record(SETTLED, "VN-23", "2020", 100, breakdown=f"M{n}"),
            record(TIMING, "VN-23", "2020", f"{Decimal('8.3') + Decimal(more) / 10}%", breakdown=f"M{n}"),
        ]
    report = judge(["EG304", "EG306", "EG308"], records, catalogue=tmp_path / "tables")
    assert sorted(finding.severity for finding in found(report, "EG306")) == severities
    assert (counts(report, "EG304"), counts(report, "EG308")) == ((1, 0, 0), (1, 0, 0))


def test_shares_of_one_whole_are_added_up_within_their_rounding(judge):
    chance = seeded(100)
    records, wrong = [], set()
    for number in range(200):
        shares = [Decimal(chance.randint(200, 450)) / 10 for _ in TIMES]
        for breakdown, share in zip(TIMES, shares, strict=True):
            records.append(record(TIMING, "VN-23", "2020", f"{share:.1f}%", f"s{number}", breakdown=breakdown))
        if abs(sum(shares) - 100) > Decimal("0.15"):
            wrong.add(f"s{number}")
    findings = found(judge(["EG308"], shuffled(records)), "EG308")
    assert {finding.subject["source"] for finding in findings} == wrong
    assert all(len(finding.records) == len(TIMES) and finding.severity == "warning" for finding in findings)


@pytest.mark.parametrize(
    ("wholes", "verdict"),
    [
        ([("two", "400000")], (0, 1, 0)),
        ([("two", "400000"), ("three", "400 nghìn")], (0, 1, 0)),
        ([("two", "400000"), ("three", "430000")], (0, 0, 1)),
        ([("two", "400000"), ("three", "410000")], (0, 1, 0)),
        ([("two", "430000")], (1, 0, 0)),
        ([("one", "430000"), ("two", "400000")], (1, 0, 0)),
    ],
)
def test_the_whole_is_asked_of_other_sources_where_the_source_has_none(judge, wholes, verdict):
    records = [record(SETTLED, "VN-23", "2020", 420_000)]
    records += [record(RECEIVED, "VN-23", "2020", value, source) for source, value in wholes]
    report = judge(["EG305"], shuffled(records), locale="vi")
    assert counts(report, "EG305") == verdict
    for finding in found(report, "EG305"):
        whole = {named.source for named in finding.records if named.role == "whole"}
        assert whole == {source for source, _ in wholes}


def test_what_there_is_in_a_year_is_not_compared_across_sources_but_of_a_day_it_is(judge):
    for period, verdict in (("2020", (0, 0, 0)), ("2020-08-26", (0, 1, 0))):
        records = [
            record("VN_PORTAL_SERVICES", "VNM", period, 7000, "one"),
            record("VN_PROCEDURES_TOTAL", "VNM", period, 6842, "two"),
        ]
        assert counts(judge(["EG305"], records), "EG305") == verdict


def test_a_provisional_whole_of_another_source_only_warns(judge):
    records = [
        record(SETTLED, "VN-23", "2020", 420_000),
        record(RECEIVED, "VN-23", "2020", 400_000, "two", status="provisional"),
    ]
    assert only(judge(["EG305"], records), "EG305").severity == "warning"


def test_one_slip_in_a_part_is_one_finding_of_these_rules(judge):
    records = [
        record(RECEIVED, "VN-23", "2020", 400),
        record(SETTLED, "VN-23", "2020", 730),
        record(PENDING, "VN-23", "2020", 30),
    ]
    assert [finding.code for finding in judge(SUMS, records).findings if finding.code != "EG904"] == ["EG305"]
