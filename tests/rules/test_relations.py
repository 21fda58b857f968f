"""What the examples of EG301 to EG315 and EG604 cannot show: real tables, chance, many sources, any order of rows."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

import pytest

from egovcheck.validation import Settings, run
from tests.conftest import SHARED

FACT = ("indicator", "area", "period", "value", "measure", "base_period", "status", "breakdown")
FIELDS = (*FACT, "published", "source")
RELATIONS = ("EG301", "EG302", "EG303", "EG305", "EG306", "EG309", "EG311", "EG312", "EG315", "EG604")
TABLE = {
    "UN_EGDI_RANK": ("e-gov-rank", "e-government rank", "rank"),
    "UN_EGDI_SCORE": ("e-gov-index", "e-government index", "e_index"),
    "UN_OSI_SCORE": ("osi", "online service index", "online_service"),
    "UN_HCI_SCORE": ("hci", "human capital index", "human_capital"),
    "UN_TII_SCORE": ("tii", "telecommunication infrastructure index", "tele_infra"),
    "area": ("country-code", "country name", "country"),
}
COUNTRIES = ("DNK", "AUS", "KOR", "GBR", "SWE", "FIN", "SGP", "NZL", "FRA", "JPN", "USA", "DEU", "NLD", "NOR", "CHE")


@pytest.fixture
def judged(tmp_path, monkeypatch):
    """Return a function that writes records to one file, judges them by the given rules and returns the report."""
    monkeypatch.chdir(tmp_path)

    def judge(select, records, **settings):
        with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, restval="")
            writer.writeheader()
            writer.writerows(records)
        report = run(["figures.csv"], Settings(select=tuple(select), today=date(2026, 11, 1), locale="en", **settings))
        assert not report.rule_errors
        return report

    return judge


def record(indicator, area, period, value, source="one", **more):
    return {"indicator": indicator, "area": area, "period": period, "value": value, "source": source, **more}


def seeded(number):
    return random.Random(number)  # noqa: S311 - the same figures on every run, nothing secret


def only(report):
    (finding,) = report.findings
    return finding


def areas(finding, role="primary"):
    return {named.key["area"] for named in finding.records if named.role == role}


def counts(report, code):
    result = next(rule for rule in report.rules if rule.code == code)
    return result.evaluated - result.invalid, result.invalid, result.undecided


def real_table(year):
    records = []
    with (SHARED / "data" / "egdi" / f"egdi-{year}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = {name.lower(): value.strip() for name, value in row.items()}
            values = {field: next(cells[n] for n in names if n in cells) for field, names in TABLE.items()}
            area = values.pop("area")
            values["UN_EGDI_RANK"] = values["UN_EGDI_RANK"].removesuffix(".0")
            records += [record(i, area, str(year), value, f"un-{year}") for i, value in values.items() if value]
    return records


@pytest.mark.needs("shared-data")
def test_of_all_published_tables_only_three_indices_of_2012_do_not_follow_from_their_parts(judged):
    records = [r for year in (2010, 2012, 2014, 2016, 2018, 2022, 2024) for r in real_table(year)]
    members = {"2010": 192}
    for r in records:
        if r["indicator"] == "UN_EGDI_RANK":
            r["value"] += f"/{members.get(r['period'], 193)}"
    report = judged(RELATIONS, records)
    found = {(f.code, f.subject["area"], f.subject["period"]) for f in report.findings if f.code != "EG904"}
    assert found == {("EG303", area, "2012") for area in ("LBY", "CAF", "GIN")}
    # in 2010 nine have an index of 0 beside a component left blank
    assert counts(report, "EG303") == (1338, 3, 9)
    assert counts(report, "EG302") == (1350, 0, 0)
    assert counts(report, "EG311") == (7, 0, 0)
    assert counts(report, "EG312") == (4, 0, 0)


@pytest.mark.needs("shared-data")
@pytest.mark.parametrize(("area", "rank"), [("VNM", "8"), ("VNM", "188"), ("DNK", "193"), ("SOM", "1"), ("PRK", "158")])
def test_one_wrong_rank_in_a_real_table_is_named_and_nobody_else(judged, area, rank):
    records = real_table(2018)
    for r in records:
        if (r["indicator"], r["area"]) == ("UN_EGDI_RANK", area):
            r["value"] = rank
    finding = only(judged(["EG311"], records))
    assert areas(finding) == areas(finding, "component") == {area}
    assert len(areas(finding, "context")) == 1


@pytest.mark.needs("shared-data")
def test_neighbours_that_changed_places_are_both_named(judged):
    records = real_table(2018)
    changed = {"DNK": "2", "AUS": "1", "THA": "74", "ALB": "73"}
    for r in records:
        if r["indicator"] == "UN_EGDI_RANK" and r["area"] in changed:
            r["value"] = changed[r["area"]]
    assert areas(only(judged(["EG311"], records))) == set(changed)


def test_whoever_is_named_explains_every_disorder_and_nobody_else_is_named(judged):
    chance = seeded(311)
    lists, records = {}, []
    for number in range(60):
        source = f"list-{number}"
        ranks = sorted(chance.choices(range(1, 12), k=chance.randint(2, 9)))
        scores = sorted((chance.randint(10, 99) for _ in ranks), reverse=True)
        for _ in range(chance.randint(0, 3)):
            i, j = chance.randrange(len(ranks)), chance.randrange(len(ranks))
            scores[i], scores[j] = scores[j], scores[i]
        lists[source] = list(zip(COUNTRIES, ranks, scores, strict=False))
        for area, rank, score in lists[source]:
            records.append(record("UN_EGDI_RANK", area, "2018", str(rank), source))
            records.append(record("UN_EGDI_SCORE", area, "2018", f"0.{score}", source))
    found = {f.subject["source"]: areas(f) for f in judged(["EG311"], records).findings}
    disordered = 0
    for source, members in lists.items():
        pairs = [
            {a, b}
            for (a, rank_a, score_a), (b, rank_b, score_b) in combinations(members, 2)
            if (rank_a < rank_b and score_a < score_b) or (rank_b < rank_a and score_b < score_a)
        ]
        named = found.get(source, set())
        assert all(pair & named for pair in pairs), source
        assert named <= set().union(*pairs), source
        disordered += bool(pairs)
    assert disordered == len(found) > 15


def test_ties_are_judged_as_in_a_plain_count(judged):
    chance = seeded(312)
    expected, records = {}, []
    for number in range(60):
        source = f"list-{number}"
        ranks = sorted(chance.choices(range(1, 14), k=chance.randint(2, 8)))
        faulty = any(
            ranks.count(rank) > 1 and any(rank < other < rank + ranks.count(rank) for other in ranks) for rank in ranks
        )
        expected[source] = faulty
        records += [record("UN_EGDI_RANK", a, "2018", str(r), source) for a, r in zip(COUNTRIES, ranks, strict=False)]
    found = {f.subject["source"] for f in judged(["EG312"], records).findings}
    assert found == {source for source, faulty in expected.items() if faulty}
    assert 5 < len(found) < 55


def rounded(value, places):
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def test_true_figures_are_never_accused_however_they_are_rounded(judged):
    chance = seeded(303)
    records = []
    for number in range(400):
        source = f"source-{number}"
        parts = [Decimal(chance.randint(0, 10**6)).scaleb(-6) for _ in range(3)]
        composed = zip(("UN_OSI_SCORE", "UN_TII_SCORE", "UN_HCI_SCORE"), parts, strict=True)
        records += [record(i, "VNM", "2020", rounded(v, chance.randint(1, 5)), source) for i, v in composed]
        records.append(record("UN_EGDI_SCORE", "VNM", "2020", rounded(sum(parts) / 3, chance.randint(1, 5)), source))
        whole = chance.randint(1, 5000)
        part = chance.randint(0, whole)
        share = rounded(Decimal(100) * part / whole, chance.randint(0, 4)) + "%"
        records += [
            record("VN_PROVINCE_PROCEDURES_IN_NATIONAL_DB", "VN-23", "2020", str(whole), source),
            record("VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL", "VN-23", "2020", str(part), source),
            record("VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL_SHARE", "VN-23", "2020", share, source),
        ]
        levels = [Decimal(chance.randint(0, 10**5)).scaleb(-3) for _ in range(2)]
        for period, level in zip(("2018", "2019"), levels, strict=True):
            value = rounded(level, chance.randint(0, 3)) + "%"
            records.append(record("VN_GSP_AGENCIES_SHARE", "VNM", period, value, source))
        change = rounded(levels[1] - levels[0], chance.randint(0, 3))
        stated = {"measure": "change", "base_period": "2018"}
        records.append(record("VN_GSP_AGENCIES_SHARE", "VNM", "2019", change, source, **stated))
    report = judged(["EG303", "EG305", "EG306", "EG309"], records)
    assert report.findings == ()
    assert counts(report, "EG303") == counts(report, "EG309") == (400, 0, 0)


def test_a_slip_of_the_hand_is_found_wherever_rounding_cannot_explain_it(judged):
    records = []
    for number in range(1, 40):
        share = rounded(Decimal(100) * number / 40 + 1, 1) + "%"
        records += [
            record("VN_ONE_STOP_CENTRES", "VNM", "2020-02-25", f"{number}/40", f"s{number}"),
            record("VN_ONE_STOP_CENTRES_SHARE", "VNM", "2020-02-25", share, f"s{number}"),
        ]
    assert len(judged(["EG306"], records).findings) == 39


def mixed():
    """Return faults of every rule here, and figures around them that are right."""
    records = [
        record("UN_EGDI_RANK", "VNM", "2020", "196/193"),
        record("UN_EGDI_SCORE", "VNM", "2020", "0.6676"),
        record("UN_OSI_SCORE", "VNM", "2020", "0.6529"),
        record("UN_TII_SCORE", "VNM", "2020", "0.6694"),
        record("UN_HCI_SCORE", "VNM", "2020", "0.6779"),
        record("UN_EGDI_LEVEL", "VNM", "2020", "very high"),
        record("UN_EGDI_RANK", "VNM", "", "6/11", "two", breakdown="ASEAN", published="2020-02-25"),
        record("UN_EGDI_RANK", "VNM", "2024", "3", "two", measure="change", base_period="2022"),
        record("UN_EGDI_RANK", "VNM", "2024", "5", "two", measure="change", base_period="2022", status="target"),
        record("UN_EGDI_RANK", "VNM", "2024", "71/193", "three"),
        record("UN_EGDI_RANK", "VNM", "2022", "86/193", "three"),
        record("VN_PROVINCE_PROCEDURES_IN_NATIONAL_DB", "VN-23", "2020", "412", "three"),
        record("VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL", "VN-23", "2020", "430", "three"),
        record("VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL_SHARE", "VN-23", "2020", "97%", "three"),
    ]
    for rank, (area, score) in enumerate(zip(COUNTRIES, (95, 94, 93, 50, 91, 90, 89, 88), strict=False), 1):
        records.append(record("UN_EGDI_RANK", area, "2018", str(rank), "four"))
        records.append(record("UN_EGDI_SCORE", area, "2018", f"0.{score}", "four"))
    ranks = zip(("VN-HN", "VN-DN", "VN-HP", "VN-CT"), (14, 15, 15, 16), strict=True)
    return records + [record("VN_DTI_RANK", area, "2022", str(rank), "five") for area, rank in ranks]


def told(report):
    # records stand in a finding, and so in its message, in the order of the file
    return {(f.fingerprint, f.code, "".join(sorted(f.message)), f.evidence, f.expected) for f in report.findings}


def test_the_order_of_rows_and_the_names_of_sources_change_nothing(judged):
    records = mixed()
    first = judged(RELATIONS, records)
    assert {f.code for f in first.findings} == set(RELATIONS)
    chance = seeded(7)
    for _ in range(2):
        chance.shuffle(records)
        again = judged(RELATIONS, records)
        assert told(again) == told(first)
    renamed = {"one": "z", "two": "a", "three": "m", "four": "b", "five": "y"}
    other = judged(RELATIONS, [{**r, "source": renamed[r["source"]]} for r in records])
    assert {f[1:] for f in told(other)} == {f[1:] for f in told(first)}


def test_statements_repeated_inside_a_source_change_nothing(judged):
    once = judged(RELATIONS, mixed())
    twice = judged(RELATIONS, mixed() + mixed())
    assert [(f.code, f.message) for f in twice.findings] == [(f.code, f.message) for f in once.findings]


@pytest.mark.parametrize(
    ("edition", "published", "total", "verdict"),
    [
        ("2016", "", "10", "valid"),  # released in 2016 or 2017, on a day that is not known
        ("2016", "", "11", "invalid"),
        ("2024", "2025-11-02", "11", "invalid"),  # the eleventh joined after the release
        ("2024", "2025-11-02", "10", "valid"),
    ],
)
def test_a_group_is_counted_on_the_day_of_release(judged, edition, published, total, verdict):
    rank = record("UN_EGDI_RANK", "VNM", edition, f"6/{total}", breakdown="ASEAN", published=published)
    assert counts(judged(["EG302"], [rank]), "EG302") == (verdict == "valid", verdict == "invalid", 0)


def test_where_the_number_changed_among_the_days_in_question_either_is_right(judged):
    # the release of the DTI of 2023 is not known: between 2023 and the next edition 63 provinces became 34
    ranks = [record("VN_DTI_RANK", "VN-HN", "2023", f"6/{total}", f"of-{total}") for total in (34, 63, 50)]
    finding = only(judged(["EG302"], ranks))
    assert (finding.subject["source"], finding.expected, finding.actual) == ("of-50", None, "50")
    assert finding.message.endswith("but the total was 34 / 63")


def test_partial_groups_are_a_parameter(judged):
    rank = record("VN_PAR_RANK", "VN-MOF", "2023", "2/17", breakdown="VN-MINISTRIES")
    assert judged(["EG302"], [rank]).findings == ()
    strict = judged(["EG302"], [rank], parameters={"EG302": {"partial": ""}})
    assert only(strict).expected == "22"


def test_a_change_names_the_levels_it_was_held_against(judged):
    stated = record("UN_EGDI_RANK", "VNM", "2024", "3", measure="change", base_period="2022")
    by_reference = only(judged(["EG309"], [stated]))
    assert [(n.role, n.value, n.path is None) for n in by_reference.records] == [
        ("primary", "3", False),
        ("previous", "86", True),
        ("context", "71", True),
    ]
    own = record("UN_EGDI_RANK", "VNM", "2024", "83/193")
    assert judged(["EG309"], [stated, own]).findings == ()


def test_one_finding_a_target_whatever_number_of_sources_tell_of_it(judged):
    target = {"measure": "change", "base_period": "2018", "status": "target"}
    records = [record("UN_EGDI_RANK", "VNM", "2020", "10", source, **target) for source in ("one", "two")]
    stated = {"measure": "change", "base_period": "2018"}
    records += [record("UN_EGDI_RANK", "VNM", "2020", "2", source, **stated) for source in ("two", "three", "four")]
    finding = only(judged(["EG604"], records))
    assert finding.severity == "info"
    by_role = defaultdict(list)
    for named in finding.records:
        by_role[named.role].append(named.source)
    assert {role: sorted(sources) for role, sources in by_role.items()} == {
        "primary": ["one", "two"],
        "context": ["four", "three", "two"],
    }


SHARE = ("VN_ONLINE_DOSSIERS_SHARE", "VN-23", "2020")


@pytest.mark.parametrize("first", ["30%", "45%"])
@pytest.mark.parametrize("status", ["estimate", "provisional"])
def test_an_estimate_never_stands_in_the_way_of_an_actual_figure(judged, first, status):
    other = {"30%": "45%", "45%": "30%"}[first]
    target = record(*SHARE, "40%", "plan", status="target")
    records = [target, record(*SHARE, first, "one"), record(*SHARE, other, "two", status=status)]
    finding = only(judged(["EG604"], records))
    assert finding.message.endswith(f"actual {first}")
    assert [named.source for named in finding.records] == ["plan", "one"]
    alone = only(judged(["EG604"], [target, record(*SHARE, other, "two", status=status)]))
    assert alone.message.endswith(f"estimate {other}")
    assert alone.evidence == (f"{other} is provisional or estimated; no final figure is known",)


def test_final_levels_decide_before_an_estimated_change(judged):
    records = [
        record("UN_EGDI_RANK", "VNM", "2020", "10", "plan", measure="change", base_period="2018", status="target"),
        record("UN_EGDI_RANK", "VNM", "2020", "12", "two", measure="change", base_period="2018", status="estimate"),
    ]
    finding = only(judged(["EG604"], records))
    assert (finding.actual, finding.evidence) == ("2", ("change: 88 − 86 = +2",))


@pytest.mark.parametrize("value", ["999999999999999999", "999999999999999999/999999999999999998"])
def test_figures_at_the_limit_of_what_can_be_stored_break_no_rule(judged, value):
    records = [
        record("VN_PROVINCE_PROCEDURES_IN_NATIONAL_DB", "VN-23", "2020", "999999999999999999"),
        record("VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL", "VN-23", "2020", value),
        record("VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL_SHARE", "VN-23", "2020", "999999999999999999"),
        record("VN_PROVINCE_DOSSIERS_RECEIVED", "VN-23", "2020", "999999999999999999"),
        record("VN_PROVINCE_DOSSIERS_RESOLVED", "VN-23", "2020", "1"),
        record("VN_PROVINCE_DOSSIERS_RESOLVED_SHARE", "VN-23", "2020", "10%"),
        record("UN_EGDI_SCORE", "VNM", "2010", "999999999999999999"),
        record("UN_OSI_SCORE", "VNM", "2010", "999999999999999999"),
        record("UN_TII_SCORE", "VNM", "2010", "-999999999999999999"),
        record("UN_HCI_SCORE", "VNM", "2010", "999999999999999999"),
        record("UN_EGDI_RANK", "VNM", "2010", "999999999999999999"),
        record("UN_EGDI_RANK", "VNM", "2012", "-999999999999999999", measure="change", base_period="2010"),
        record("UN_EGDI_RANK", "VNM", "2012", "999999999999999999", measure="change", status="target"),
        record("UN_EGDI_LEVEL", "VNM", "2010", "high"),
    ]
    assert judged(RELATIONS, records).summary.records == len(records)
