"""Rules over whole groups, EG311 to EG314, EG316 and EG320: real tables, chance, any order of rows, recheck."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from egovcheck.core.shipped import shipped
from egovcheck.records.catalogue import load_catalogue
from egovcheck.validation import Settings, run

FIELDS = ("indicator", "area", "period", "value", "measure", "breakdown", "published", "source")
GROUPS = ("EG311", "EG312", "EG313", "EG314", "EG316", "EG320")
SCORE, RANK = "UN_EGDI_SCORE", "UN_EGDI_RANK"
CATALOGUE = load_catalogue()
REGIONS = ("UN-AFRICA", "UN-AMERICAS", "UN-ASIA", "UN-EUROPE", "UN-OCEANIA", "UN-SEA")
COUNTS = {
    "2012": (24, 69, 73, 27),
    "2014": (25, 62, 74, 32),
    "2016": (29, 65, 67, 32),
    "2018": (40, 71, 66, 16),
    "2020": (57, 69, 59, 8),
    "2022": (60, 73, 53, 7),
    "2024": (76, 62, 44, 11),
}
LEVELS = ("VERY_HIGH", "HIGH", "MIDDLE", "LOW")
MEANS = {
    "2012": "0.4882", "2014": "0.4712", "2016": "0.4922", "2018": "0.5491", "2020": "0.5988", "2022": "0.6102",
    "2024": "0.6382",
}  # fmt: skip


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
    return {"indicator": indicator, "area": area, "period": period, "value": str(value), "source": source, **more}


def table(edition, *columns, source="un"):
    """Return the authority's table of one edition as a source would state it."""
    with (shipped("schemas") / "reference" / "un_egdi.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["edition"] == edition]
    return [record(c, row["area"], edition, row[c], source) for row in rows for c in columns if row[c]]


def changed(records, indicator, area, value):
    return [
        {**r, "value": str(value)} if (r["indicator"], r["area"]) == (indicator, area) and "breakdown" not in r else r
        for r in records
    ]


def counts(report, code):
    result = next(rule for rule in report.rules if rule.code == code)
    return result.evaluated - result.invalid, result.invalid, result.undecided


def only(report):
    (finding,) = [f for f in report.findings if f.code != "EG904"]
    return finding


def areas(finding, role="primary"):
    return {named.key["area"] for named in finding.records if named.role == role}


def seeded(number):
    return random.Random(number)  # noqa: S311 - the same figures on every run, nothing secret


def members(group):
    return sorted(member.area for member in CATALOGUE.members if member.group == group)


@pytest.mark.parametrize("edition", ["2010", "2012", "2014", "2016", "2018", "2022", "2024"])
def test_the_published_lists_are_complete_and_without_holes(judged, edition):
    # in 2010 South Sudan has no rank and nine countries share the last one, 184 of 192
    assert counts(judged(["EG313"], table(edition, RANK, SCORE)), "EG313") == (1, 0, 0)


def test_a_rank_that_slipped_leaves_a_hole_and_makes_a_double(judged):
    finding = only(judged(["EG313"], changed(table("2018", RANK, SCORE), RANK, "VNM", 68)))
    assert finding.severity == "warning"
    assert finding.message == "EGDI rank for 2018: the list of all 193 is complete, yet nobody has rank 88"
    holders = {r["value"]: r["area"] for r in table("2018", RANK)}
    assert areas(finding) == {"VNM", holders["68"], holders["69"]}
    assert areas(finding, "context") == {holders["87"], holders["89"]}
    assert "Viet Nam 68 (0.5931)" in finding.evidence[0]
    assert "area" not in finding.subject


def test_the_rule_on_ties_is_taken_in_where_the_list_is_complete(judged):
    finding = only(judged(["EG312", "EG313"], changed(table("2018", RANK), RANK, "VNM", 68)))
    assert finding.code == "EG313"
    assert finding.evidence[-1] == "EG312: EGDI rank for 2018: 2 share rank 68, so 70 follows, not 69"


def test_a_list_that_counts_on_after_a_tie_is_left_to_the_rule_on_ties(judged):
    provinces = members("VN-PROVINCES")
    ranks = [15 if n == 16 else n if n < 16 else n - 1 for n in range(1, 64)]
    records = [record("VN_DTI_RANK", a, "2022", rank) for a, rank in zip(provinces, ranks, strict=True)]
    report = judged(["EG312", "EG313"], records)
    assert only(report).code == "EG312"
    assert counts(report, "EG313") == (0, 0, 0)


def test_a_rank_beyond_the_list_leaves_no_holes_beyond_it(judged):
    ranks = [*range(1, 10), 15]
    records = [record("VN_PAR_RANK", a, "2023", f"{r}/10") for a, r in zip(members("ASEAN"), ranks, strict=False)]
    assert only(judged(["EG313"], records)).message.endswith("nobody has rank 10")


def test_nine_tenths_of_a_list_are_undecided_and_less_is_no_list(judged):
    full = table("2018", RANK)
    assert counts(judged(["EG313"], full[:-1]), "EG313") == (0, 0, 1)
    assert counts(judged(["EG313"], full[:170]), "EG313") == (0, 0, 0)


def test_holes_are_found_as_in_a_plain_count(judged):
    chance = seeded(313)
    countries, records, expected = members("UN-AFRICA")[:12], [], {}
    for number in range(80):
        source = f"list-{number}"
        scores = sorted((chance.randint(10, 30) for _ in countries), reverse=True)
        ranks = [1 + scores.index(score) for score in scores]
        if number % 2:
            ranks[chance.randrange(12)] = chance.randint(1, 12)
        held = {place for rank in ranks for place in range(rank, rank + ranks.count(rank))}
        holes = set(range(1, 13)) - held
        # dense at the end is another way of counting
        expected[source] = holes if holes and min(holes) < max(ranks) else set()
        records += [
            record("VN_PAR_RANK", area, "2023", f"{rank}/12", source)
            for area, rank in zip(countries, ranks, strict=True)
        ]
    report = judged(["EG313"], records)
    found = {f.subject["source"]: f.message.rpartition("rank ")[2] for f in report.findings}
    assert set(found) == {source for source, holes in expected.items() if holes}
    assert 15 < len(found) < 40
    for source, text in found.items():
        spans = [part.split("–") for part in text.split(", ")]
        assert {n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)} == expected[source]


def regional(edition, source="un"):
    """Return the rank of every country within its region, counted from the world ranks."""
    ranks = {r["area"]: int(r["value"]) for r in table(edition, RANK)}
    records = []
    for region in REGIONS:
        inside = [area for area in members(region) if area in ranks]
        for area in inside:
            place = 1 + sum(ranks[other] < ranks[area] for other in inside)
            records.append(record(RANK, area, edition, place, source, breakdown=region))
    return records


@pytest.mark.parametrize("own", [True, False])
def test_the_places_in_every_region_follow_from_the_world_ranks(judged, own):
    records = [r for edition in ("2012", "2018", "2024") for r in regional(edition)]
    if own:
        records += [r for edition in ("2012", "2018", "2024") for r in table(edition, RANK)]
    assert counts(judged(["EG314"], records), "EG314") == (3 * len(REGIONS), 0, 0)


def test_every_place_that_is_off_by_one_is_named_with_the_place_it_should_be(judged):
    records = regional("2018")
    wrong = {("UN-SEA", "VNM"): "7", ("UN-ASIA", "JPN"): "4", ("UN-AFRICA", "KEN"): "8"}
    right = {(r["breakdown"], r["area"]): r["value"] for r in records}
    stated = [{**r, "value": wrong.get((r["breakdown"], r["area"]), r["value"])} for r in records]
    found = {f.subject["breakdown"]: f for f in judged(["EG314"], stated).findings}
    assert set(found) == {"UN-SEA", "UN-ASIA", "UN-AFRICA"}
    for (region, area), value in wrong.items():
        assert areas(found[region]) == {area}
        assert (found[region].actual, found[region].expected) == (value, right[region, area])
    assert areas(found["UN-SEA"], "reference") == set(members("UN-SEA"))


def test_a_place_by_the_source_s_own_ranks_names_them_all(judged):
    own = [r for r in table("2018", RANK) if r["area"] in members("UN-SEA")]
    finding = only(judged(["EG314"], [*own, record(RANK, "VNM", "2018", "5/11", "un", breakdown="UN-SEA")]))
    assert areas(finding, "component") == set(members("UN-SEA"))
    assert areas(finding, "reference") == set()


def test_another_source_s_table_says_nothing_about_a_place(judged):
    records = [record(RANK, area, "2020", 1 + n, "other") for n, area in enumerate(members("UN-SEA"))]
    records.append(record(RANK, "VNM", "2020", "6/11", "one", breakdown="UN-SEA"))
    assert counts(judged(["EG314"], records), "EG314") == (1, 0, 0)


def test_a_member_who_joined_meanwhile_may_stand_on_either_side(judged):
    # Timor-Leste joined ASEAN in 2025; who is ahead of it cannot be told from being behind it
    ranks = zip(members("ASEAN"), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), strict=True)
    own = [record("VN_PAR_RANK", area, "2025", rank) for area, rank in ranks]
    last = next(r["value"] for r in own if r["area"] == "VNM")
    behind_tls = [record("VN_PAR_RANK", "VNM", "2025", value, breakdown="ASEAN") for value in ("10", "11")]
    assert last == "11"
    for stated in behind_tls:
        assert counts(judged(["EG314"], [*own, stated]), "EG314") == (0, 0, 1)
    wrong = record("VN_PAR_RANK", "VNM", "2025", "9", breakdown="ASEAN")
    assert "which should be 10 to 11" in only(judged(["EG314"], [*own, wrong])).message


def test_the_levels_of_every_edition_are_counted_as_published(judged):
    records = [
        record(f"UN_EGDI_{level}_COUNT", "UN-WORLD", edition, count)
        for edition, numbers in COUNTS.items()
        for level, count in zip(LEVELS, numbers, strict=True)
    ]
    assert counts(judged(["EG316"], records), "EG316") == (28, 0, 0)
    off = [{**r, "value": str(int(r["value"]) + (1 if n % 2 else -1))} for n, r in enumerate(records)]
    report = judged(["EG316"], off)
    assert counts(report, "EG316") == (0, 28, 0)
    assert {(f.subject["indicator"], f.subject["period"]): f.expected for f in report.findings} == {
        (r["indicator"], r["period"]): r["value"] for r in records
    }


def test_a_count_of_a_region_is_held_against_the_members_of_the_region(judged):
    records = table("2024", SCORE)
    inside = {r["area"]: Decimal(r["value"]) for r in records if r["area"] in members("UN-EUROPE")}
    above = [area for area, score in inside.items() if score > Decimal("0.75")]
    stated = record("UN_EGDI_VERY_HIGH_COUNT", "UN-EUROPE", "2024", len(above), "un")
    assert counts(judged(["EG316"], [*records, stated]), "EG316") == (1, 0, 0)
    finding = only(judged(["EG316"], [*records, {**stated, "value": "5"}]))
    assert areas(finding, "component") == set(above)


def test_scores_printed_too_coarsely_for_a_bound_leave_a_count_open(judged):
    records = [{**r, "value": r["value"][:4]} for r in table("2022", SCORE)]
    near = [r for r in records if r["value"] in {"0.74", "0.75"}]
    stated = record("UN_EGDI_VERY_HIGH_COUNT", "UN-WORLD", "2022", 60, "un")
    assert near
    assert counts(judged(["EG316"], [*records, stated]), "EG316") == (0, 0, 1)
    assert counts(judged(["EG316"], [*records, {**stated, "value": "75"}]), "EG316") == (0, 1, 0)


def test_the_world_means_are_those_of_the_tables_and_no_others(judged):
    records = [record(SCORE, "UN-WORLD", edition, mean) for edition, mean in MEANS.items()]
    assert counts(judged(["EG320"], records), "EG320") == (7, 0, 0)
    off = [{**r, "value": str(Decimal(r["value"]) + Decimal("0.0002"))} for r in records]
    report = judged(["EG320"], off)
    assert counts(report, "EG320") == (0, 7, 0)
    assert {f.subject["period"]: f.expected for f in report.findings} == MEANS


def test_a_mean_is_held_against_the_source_s_own_members_and_names_them_all(judged):
    own = [record("VN_DTI_SCORE", area, "2022", f"0.{4000 + 10 * n}") for n, area in enumerate(members("VN-PROVINCES"))]
    mean = record("VN_DTI_SCORE", "VN-PROVINCES", "2022", "0.4310")
    assert counts(judged(["EG320"], [*own, mean]), "EG320") == (1, 0, 0)
    finding = only(judged(["EG320"], [*own, {**mean, "value": "0.4312"}]))
    assert areas(finding, "component") == set(members("VN-PROVINCES"))
    assert (finding.expected, finding.actual) == ("0.4310", "0.4312")
    # one of the 63 missing might make up for it
    assert counts(judged(["EG320"], [*own[1:], {**mean, "value": "0.4312"}]), "EG320") == (0, 0, 1)


def test_a_mean_that_the_authority_confirms_is_not_refuted_by_a_table(judged):
    # of the 192 states of 2008 the published mean takes in fewer
    world = sorted(CATALOGUE.members_of("UN-WORLD") - {"SSD"})
    own = [record(SCORE, area, "2008", "0.43") for area in world]
    for mean, wrong in (("0.4514", False), ("0.4541", True)):
        stated = record(SCORE, "UN-WORLD", "2008", mean)
        assert counts(judged(["EG320"], [*own, stated]), "EG320") == (0, wrong, not wrong)


def test_a_share_of_a_group_need_not_be_the_plain_mean(judged):
    shares = [record("VN_DOSSIERS_ON_TIME_SHARE", a, "2020", f"{90 + n}%") for n, a in enumerate(members("ASEAN"))]
    for share, wrong in (("98.5%", False), ("88%", True)):
        stated = record("VN_DOSSIERS_ON_TIME_SHARE", "ASEAN", "2020", share)
        assert counts(judged(["EG320"], [*shares, stated]), "EG320") == (not wrong, wrong, 0)


def test_true_means_are_never_accused_however_everything_is_rounded(judged):
    chance = seeded(320)
    inside, records = members("UN-SEA"), []
    for number in range(120):
        values = [Decimal(chance.randint(0, 10**6)).scaleb(-6) for _ in inside]
        source = f"source-{number}"
        records += [
            record("UN_EPI_SCORE", a, "2008", rounded(v, chance.randint(2, 5)), source)
            for a, v in zip(inside, values, strict=True)
        ]
        mean = rounded(sum(values) / len(values), chance.randint(1, 5))
        records.append(record("UN_EPI_SCORE", "UN-SEA", "2008", mean, source))
    assert counts(judged(["EG320"], records), "EG320") == (120, 0, 0)


def rounded(value, places):
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def test_every_one_of_the_mixed_up_ranks_stands_beside_one_that_it_contradicts(judged):
    records = table("2018", RANK, SCORE)
    by_rank = {int(r["value"]): r["area"] for r in records if r["indicator"] == RANK}
    moved = {by_rank[30]: 40, by_rank[110]: 100, by_rank[160]: 175}
    for area, rank in moved.items():
        records = changed(records, RANK, area, rank)
    finding = only(judged(["EG311"], records))
    assert areas(finding) == set(moved)
    values = {(n.key["area"], n.key["indicator"]): Decimal(n.value) for n in finding.records}
    others = areas(finding, "context")
    for area in areas(finding):
        assert any(
            (values[area, RANK] - values[other, RANK]) * (values[area, SCORE] - values[other, SCORE]) > 0
            for other in others
        ), area
    assert len(finding.records) <= 12


def test_a_correction_of_the_world_rank_leaves_the_place_in_the_region_in_order(judged):
    # 68 for 88 in the source's own table: the place in the region is right, but no longer follows from the table
    records = changed(table("2018", RANK, SCORE), RANK, "VNM", 68)
    records.append(record(RANK, "VNM", "2018", "6/11", "un", breakdown="UN-SEA"))
    report = judged(["EG311", "EG314", "EG502"], records)
    found = {f.code: f for f in report.findings}
    assert set(found) == {"EG311", "EG314", "EG502"}
    assert {d.suggestion.value for d in found["EG502"].diagnosis if d.suggestion} == {"88"}


def test_a_correction_that_breaks_a_mean_is_no_correction(judged):
    # the mean says that the four decimals of Ha Noi are right; with 0.4000 for 0.4500 it would not fit
    own = [record("VN_DTI_SCORE", area, "2022", "0.4500") for area in members("VN-PROVINCES")]
    mean = record("VN_DTI_SCORE", "VN-PROVINCES", "2022", "0.4500")
    other = record("VN_DTI_SCORE", "VN-HN", "2022", "0.5400", "two")
    finding = only(judged(["EG320", "EG501"], [*own, mean, other]))
    assert finding.code == "EG501"
    assert {d.suggestion.source for d in finding.diagnosis if d.suggestion} <= {"two"}


def mixed():
    """Return faults of every rule here, and figures around them that are right."""
    records = changed(table("2018", RANK, SCORE), RANK, "VNM", 68)
    records += [
        record(RANK, "VNM", "2020", "5/11", "two", breakdown="UN-SEA"),
        record(RANK, "SGP", "2020", "1/11", "two", breakdown="UN-SEA"),
        record(SCORE, "UN-ASIA", "2024", "0.6928", "two", measure="mean"),
        record(SCORE, "UN-WORLD", "2024", "0.6382", "two"),
        record("UN_EGDI_HIGH_COUNT", "UN-WORLD", "2022", "60", "two"),
    ]
    ranks = zip(("VN-HN", "VN-DN", "VN-HP", "VN-CT"), (14, 15, 15, 16), strict=True)
    return records + [record("VN_DTI_RANK", area, "2022", rank, "three") for area, rank in ranks]


def told(report):
    # records stand in a finding, and so in its message, in the order of the file
    return {(f.fingerprint, f.code, "".join(sorted(f.message)), f.evidence, f.expected) for f in report.findings}


def test_the_order_of_rows_and_the_names_of_sources_change_nothing(judged):
    records = mixed()
    first = judged(GROUPS, records)
    assert {f.code for f in first.findings} == set(GROUPS)
    chance = seeded(7)
    for _ in range(2):
        chance.shuffle(records)
        assert told(judged(GROUPS, records)) == told(first)
    renamed = {"un": "z", "two": "a", "three": "m"}
    other = judged(GROUPS, [{**r, "source": renamed[r["source"]]} for r in records])
    assert {f[1:] for f in told(other)} == {f[1:] for f in told(first)}


def test_statements_repeated_inside_a_source_change_nothing(judged):
    once = judged(GROUPS, mixed())
    twice = judged(GROUPS, mixed() + mixed())
    assert [(f.code, f.message) for f in twice.findings] == [(f.code, f.message) for f in once.findings]


def test_messages_name_areas_in_the_language_of_the_report(judged):
    by_code = defaultdict(list)
    for finding in judged(GROUPS, mixed(), lang="vi").findings:
        by_code[finding.code].append(finding)
    assert (
        by_code["EG313"][0].message == "thứ hạng EGDI, 2018: danh sách có đủ 193 đối tượng nhưng không ai xếp hạng 88"
    )
    assert by_code["EG314"][0].message.endswith("không khớp với thứ tự của các thành viên: Việt Nam 5, lẽ ra là 6")
    assert by_code["EG316"][0].message == (
        "số quốc gia có EGDI ở mức cao, Thế giới, 2022: nêu 60, nhưng theo bảng điểm là 73"
    )
    assert by_code["EG320"][0].message.endswith("0.6928 không phải trung bình của các thành viên là 0.6990")
    assert "Đơn" not in by_code["EG311"][0].message


@pytest.mark.parametrize("value", ["999999999999999999", "-999999999999999999"])
def test_figures_at_the_limit_of_what_can_be_stored_break_no_rule(judged, value):
    records = [record("VN_PAR_RANK", area, "2023", value) for area in members("VN-MINISTRIES")]
    records += [record("VN_PORTAL_SERVICES", area, "2023", value) for area in members("UN-ASIA")]
    records += [
        record("VN_PORTAL_SERVICES", "UN-ASIA", "2023", "1", measure="mean"),
        record("VN_PORTAL_SERVICES", "UN-SEA", "2023", value, measure="mean"),
        record("UN_EGDI_HIGH_COUNT", "UN-WORLD", "2022", value),
        record(SCORE, "UN-WORLD", "2022", value),
        record(RANK, "VNM", "2022", value, breakdown="UN-SEA"),
    ]
    assert judged(GROUPS, records).summary.records == len(records)
