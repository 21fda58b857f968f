"""Two versions of a submission: what is paired with what, which revisions are told, which findings are resolved."""

from __future__ import annotations

import csv
import random
from datetime import date

import pytest

from egovcheck.validation import Settings, run
from tests.conftest import SHARED
from tests.rules.pack import checked_by, written

FIELDS = ("indicator", "area", "period", "value", "status", "qualifier", "measure", "source", "publisher", "published")
TODAY = date(2026, 11, 1)
SHARE = ("VN_ONLINE_DOSSIERS_SHARE", "VN-23", "2024")
PROVINCES = ("VN-HN", "VN-SG", "VN-DN", "VN-HP", "VN-CT", "VN-23", "VN-22", "VN-21", "VN-33", "VN-30", "VN-44", "VN-66")


@pytest.fixture
def compare(tmp_path, monkeypatch):
    """Return a function that writes two versions, each a list of records or lists by file, and compares them."""
    monkeypatch.chdir(tmp_path)

    def written_as(folder, files):
        for name, records in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as file:
                used = [field for field in FIELDS if any(field in record for record in records)]
                writer = csv.DictWriter(file, used, restval="")
                writer.writeheader()
                writer.writerows(records)

    def compared(old, new, *, select=("EG507", "EG508"), **settings):
        old, new = ({"data.csv": files} if isinstance(files, list) else files for files in (old, new))
        written_as("v1", old)
        written_as("v2", new)
        given = {"locale": "en", **settings}
        report = run(["v2"], Settings(select=select, today=TODAY, previous=("v1",), **given))
        assert not report.rule_errors
        return report

    return compared


def record(indicator, area, period, value, **more):
    return {"indicator": indicator, "area": area, "period": period, "value": value, **more}


def of(report, code):
    return [finding for finding in report.findings if finding.code == code]


def counts(report):
    records = report.revision.records
    return records.unchanged, records.changed, records.added, records.removed


def verdicts(report, code):
    result = next(rule for rule in report.rules if rule.code == code)
    return result.evaluated - result.invalid, result.invalid, result.undecided


def test_a_large_revision_names_both_versions_with_their_places(compare):
    report = compare([record(*SHARE, "52%")], [record("UN_EGDI_RANK", "VNM", "2020", "86"), record(*SHARE, "70%")])
    (finding,) = of(report, "EG507")
    assert [(r.role, r.path, r.place.line, r.printed) for r in finding.records] == [
        ("primary", "v2/data.csv", 3, "70%"),
        ("previous", "v1/data.csv", 2, "52%"),
    ]
    assert finding.severity == "warning"
    assert "52% in the previous version, 70% now; 18 points apart, where up to 5 are usual" in finding.message


TOLERATED = [
    ("VN_PORTAL_ACCOUNTS", "200000", "220000", False),
    ("VN_PORTAL_ACCOUNTS", "200000", "220001", True),
    ("VN_PORTAL_ACCOUNTS", "200000", "179999", True),
    ("VN_PORTAL_ACCOUNTS", "0", "1", True),
    ("VN_PORTAL_PAYMENT_VALUE", "1000000", "1099999", False),
    ("VN_ONLINE_DOSSIERS_SHARE", "52%", "58%", None),
    ("VN_ONLINE_DOSSIERS_SHARE", "52.0%", "57.2%", True),
    ("VN_ONLINE_DOSSIERS_SHARE", "3%", "7%", False),
    ("UN_EGDI_RANK", "86/193", "83/193", False),
    ("UN_EGDI_RANK", "86/193", "90/193", True),
    ("UN_EGDI_SCORE", "0.6667", "0.7166", False),
    ("UN_EGDI_SCORE", "0.6667", "0.7169", True),
    ("VN_SIPAS_SCORE", "80", "84", False),
    ("VN_SIPAS_SCORE", "80", "87", True),
    ("UN_EGDI_LEVEL", "high", "very high", True),
    ("VN_PORTAL_OPENED", "2019-12-09", "2019-12-19", True),
    ("UN_EGDI_SCORE", "0.67", "0.6667", False),
    ("UN_EGDI_SCORE", "0.6667", "0.67", False),
    ("VN_PORTAL_VISITS", "more than 60 million", "97000000", False),
    ("VN_PORTAL_VISITS", "more than 60 million", "more than 97 million", True),
    ("VN_PORTAL_VISITS", "less than 60 million", "97000000", True),
    ("VN_PORTAL_VISITS", "about 60 million", "64 million", False),
]
"""What is revised, from what, to what; whether that is too much, or None where the print leaves it open."""


def test_the_tolerance_is_that_of_the_kind_of_figure(compare):
    periods = [str(2000 + n) for n in range(len(TOLERATED))]
    old, new = (
        [record(case[0], "VNM", period, case[place]) for case, period in zip(TOLERATED, periods, strict=True)]
        for place in (1, 2)
    )
    report = compare(old, new)
    expected = {period for period, case in zip(periods, TOLERATED, strict=True) if case[3]}
    assert {finding.subject["period"] for finding in of(report, "EG507")} == expected
    assert verdicts(report, "EG507")[2] == 1


def test_an_organisation_has_its_own_tolerance(compare):
    versions = [record(*SHARE, "52%")], [record(*SHARE, "70%")]
    assert of(compare(*versions, parameters={"EG507": {"points": 20}}), "EG507") == []


@pytest.mark.parametrize(
    ("status", "en", "vi"),
    [("provisional", "(provisional)", "(số sơ bộ)"), ("estimate", "(estimated)", "(số ước tính)"), ("actual", "", "")],
)
def test_that_the_old_figure_was_not_final_is_said(compare, status, en, vi):
    versions = [record(*SHARE, "52%", status=status)], [record(*SHARE, "70%", status="actual")]
    for lang, words in (("en", en), ("vi", vi)):
        message = of(compare(*versions, lang=lang), "EG507")[0].message
        assert (words in message) if words else ("(" not in message)


def test_a_target_is_compared_with_the_target_of_before(compare):
    old = [record(*SHARE, "52%", status="actual"), record(*SHARE, "80%", status="target")]
    new = [record(*SHARE, "53%", status="actual"), record(*SHARE, "90%", status="target")]
    (finding,) = of(compare(old, new), "EG507")
    assert [r.printed for r in finding.records] == ["90%", "80%"]


def test_statements_of_one_fact_are_paired_only_where_that_is_certain(compare):
    calls = ("VN_PORTAL_CALLS", "VNM", "2020-08-26")
    old = [record(*calls, "24000"), record(*calls, "34000")]
    report = compare(old, [record(*calls, "34000"), record(*calls, "60000")])
    assert (counts(report), verdicts(report, "EG507")) == ((1, 1, 0, 0), (1, 1, 0))
    report = compare(old, [record(*calls, "40000"), record(*calls, "60000")])
    assert (counts(report), verdicts(report, "EG507")) == ((0, 2, 0, 0), (0, 0, 2))


def test_which_statement_became_which_does_not_depend_on_the_order_of_rows(compare):
    calls = ("VN_PORTAL_CALLS", "VNM", "2020-08-26")
    old = [record(*calls, "24000"), record(*calls, "about 34000")]
    new = [record(*calls, "26000"), record(*calls, "34500")]
    assert [counts(compare(old, rows)) for rows in (new, new[::-1])] == [(1, 1, 0, 0)] * 2


def test_figures_without_a_period_are_counted_and_not_judged(compare):
    visits = ("VN_PORTAL_VISITS", "VNM", "")
    report = compare([record(*visits, "60000000")], [record(*visits, "97000000")])
    assert (counts(report), verdicts(report, "EG507")) == ((0, 1, 0, 0), (0, 0, 1))


def test_every_pair_is_of_one_fact_whatever_the_order_of_rows_and_files(compare):
    chance = random.Random(4)  # noqa: S311 - the same figures on every run, nothing secret
    facts = [(i, a, str(p)) for i in ("VN_DTI_SCORE", "VN_SIPAS_SCORE") for a in PROVINCES for p in range(2015, 2024)]
    old = [record(*fact, f"{chance.uniform(0.3, 0.7):.4f}") for fact in facts]
    new = [{**r, "value": f"{float(r['value']) + 0.2:.4f}"} if n % 3 == 0 else dict(r) for n, r in enumerate(old)]
    for r in (*old, *new):
        if r["indicator"] == "VN_SIPAS_SCORE":
            r["value"] = f"{float(r['value']) * 100:.2f}"
    reports = []
    for turn in range(3):
        chance.shuffle(old)
        chance.shuffle(new)
        cut = 40 * (turn + 1)
        reports.append(compare({"a.csv": old[:cut], "b.csv": old[cut:]}, {"c.csv": new[cut:], "d.csv": new[:cut]}))
    for report in reports:
        found = of(report, "EG507")
        assert len(found) == len(facts) / 3
        for finding in found:
            primary, previous = finding.records
            assert primary.key == previous.key
    messages = [[f.message for f in of(report, "EG507")] for report in reports]
    assert [sorted(m) for m in messages] == [sorted(messages[0])] * 3
    assert len({(*counts(r), r.revision.records.median_revision) for r in reports}) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"old.csv": "A"}, {"new.csv": "A"}, (2, 1, 0, 0)),  # one file each is one source, whatever its name
        ({"a.csv": "A", "b.csv": "B"}, {"a.csv": "A", "b.csv": "B"}, (4, 2, 0, 0)),
        ({"q1.csv": "A", "q2.csv": "B"}, {"q1-new.csv": "A", "q2-new.csv": "B"}, (4, 2, 0, 0)),  # no name is kept
        ({"north/d.csv": "A", "south/d.csv": "B"}, {"north/d.csv": "A", "south/d.csv": "B"}, (4, 2, 0, 0)),
        ({"a.csv": "A"}, {"a.csv": "A", "b.csv": "B"}, (2, 1, 3, 0)),  # b is new
        ({"a.csv": "A", "b.csv": "A"}, {"a.csv": "A", "c.csv": "A"}, (2, 1, 3, 3)),  # a kept its name: c is not b
        ({"old.csv": "A"}, {"new.csv": "named A"}, (2, 1, 0, 0)),  # one version names its source
        ({"x.csv": "named A"}, {"y.csv": "other A"}, (0, 0, 3, 3)),  # both do, and differently
        ({"hatinh.csv": "A"}, {"all.csv": "named A"}, (2, 1, 0, 0)),
    ],
)
def test_sources_are_paired_by_name_and_renamed_files_by_their_facts(compare, old, new, expected):
    def records(what, later):
        kind = {"A": "VN_DTI_SCORE", "B": "VN_ICT_INDEX_SCORE"}[what[-1]]
        source = {"named": {"source": "hatinh"}, "other": {"source": "haiphong"}}.get(what.split()[0], {})
        values = ("0.7000", "0.6000", "0.9000" if later else "0.5000")
        return [
            record(kind, area, "2020", value, **source)
            for area, value in zip(("VN-HN", "VN-SG", "VN-DN"), values, strict=True)
        ]

    report = compare(
        {name: records(what, later=False) for name, what in old.items()},
        {name: records(what, later=True) for name, what in new.items()},
    )
    assert counts(report) == expected


def test_too_many_revisions_are_told_once_for_each_source(compare):
    old = [record("VN_DTI_SCORE", a, "2023", "0.7", source=s) for a in PROVINCES for s in ("one", "two", "gone")]
    new = [dict(r) for r in old if r["source"] != "gone"]
    for r in new:
        if r["source"] == "two" and r["area"] in PROVINCES[:4]:
            r["value"] = "0.8"
    new += [record("VN_DTI_SCORE", a, "2023", "0.7", source="fresh") for a in PROVINCES]
    found = {f.subject["source"]: f for f in of(compare(old, new), "EG508")}
    assert found.keys() == {"two", "gone"}
    assert "4 of 12 figures of source two (33 %)" in found["two"].message
    assert "4 changed, 0 added, 0 removed" in found["two"].message
    assert {r.role for r in found["gone"].records} == {"previous"}
    assert len(found["gone"].records) == len(PROVINCES)


def test_where_files_cannot_be_told_apart_the_submission_is_the_subject(compare):
    def version(*names):
        return {
            name: [record("VN_DTI_SCORE", a, str(2019 + n), "0.7") for a in PROVINCES] for n, name in enumerate(names)
        }

    new = version("x.csv", "y.csv")
    for r in new["x.csv"][:8]:
        r["value"] = "0.8"
    (finding,) = of(compare(version("a.csv", "b.csv"), new), "EG508")
    assert "8 of 24 figures in all files (33 %)" in finding.message


def test_a_correction_or_two_are_no_matter(compare):
    old = [record("VN_DTI_SCORE", a, "2023", "0.70") for a in PROVINCES[:4]]
    new = [{**r, "value": "0.71"} if n < 2 else r for n, r in enumerate(old)]
    report = compare(old, new)
    assert (of(report, "EG508"), report.revision.records.share_revised) == ([], "0.5")


def test_the_report_measures_revisions(compare):
    accounts = [("VN_PORTAL_ACCOUNTS", "VNM", f"2020-0{month}") for month in range(1, 6)]
    old = [record(*fact, value) for fact, value in zip(accounts, ("100", "200", "300", "0", "500"), strict=True)]
    new = [record(*fact, value) for fact, value in zip(accounts, ("110", "250", "300", "7", "500"), strict=True)]
    new[4]["value"] = "520"
    revision = compare(old, new).revision
    records = revision.records
    # 10 %, 25 % and 4 %; a revision of nothing has no size
    assert (records.median_revision, records.largest_revision, records.share_revised) == ("0.1", "0.25", "0.8")
    assert (records.before, records.after) == (5, 5)
    (old_file,) = revision.inputs
    assert (old_file.path, old_file.records, len(old_file.sha256)) == ("v1/data.csv", 5, 64)


CONFLICT = [
    record("UN_EGDI_RANK", "VNM", "2020", "86/193", source="one"),
    record("UN_EGDI_RANK", "VNM", "2020", "88/193", source="two"),
]


def test_a_finding_stays_the_same_when_its_figures_change(compare):
    still = [CONFLICT[0], {**CONFLICT[1], "value": "87/193"}]
    report = compare(CONFLICT, still, select=("EG501",))
    assert (report.revision.findings.still, report.revision.findings.new, report.revision.findings.resolved) == (
        1,
        0,
        0,
    )


def test_a_conflict_is_still_there_when_a_third_source_makes_a_majority(compare):
    report = compare(CONFLICT, [*CONFLICT, {**CONFLICT[0], "source": "three"}], select=("EG501",))
    assert of(report, "EG501")[0].subject["source"] == "two"
    assert (report.revision.findings.still, report.revision.findings.resolved) == (1, 0)


def test_the_same_mistake_of_another_source_is_a_new_one(compare):
    wrong = record("UN_EGDI_SCORE", "VNM", "2020", "0.6776")
    right = record("UN_EGDI_SCORE", "VNM", "2020", "0.6667")
    report = compare(
        [{**wrong, "source": "one"}, {**right, "source": "two"}],
        [{**right, "source": "one"}, {**wrong, "source": "two"}],
        select=("EG502",),
    )
    assert (report.revision.findings.new, report.revision.findings.resolved) == (1, 1)
    assert report.revision.appeared == (of(report, "EG502")[0].fingerprint,)


def test_resolved_findings_can_be_read(compare):
    versions = CONFLICT, [CONFLICT[0], {**CONFLICT[1], "value": "86/193"}]
    for lang, words in (("en", "2 sources state"), ("vi", "2 nguồn nêu")):
        report = compare(*versions, select=("EG501",), lang=lang)
        (resolved,) = report.revision.resolved
        assert (resolved.code, resolved.severity, resolved.subject["area"]) == ("EG501", "error", "VNM")
        assert words in resolved.message


def test_a_renamed_file_keeps_its_findings(compare):
    wrong = [record("UN_EGDI_SCORE", "VNM", "2020", "0.6776")]
    report = compare({"old.csv": wrong}, {"new.csv": wrong}, select=("EG502", "EG701"))
    assert (report.revision.findings.still, report.revision.findings.new, report.revision.findings.resolved) == (
        2,
        0,
        0,
    )


def test_rows_that_cannot_be_read_are_known_by_their_other_cells(compare):
    bad = record("VN_PORTAL_CALLS", "VNM", "2020", "n.n.")
    good = record("VN_PORTAL_ACCOUNTS", "VNM", "2020", "235412")
    worse = [good, {**bad, "period": "2021", "value": "?"}, {**bad, "value": "nnn"}]
    report = compare([bad, good], worse, select=("EG102",))
    assert (report.revision.findings.still, report.revision.findings.new) == (1, 1)
    assert report.findings[0].records[0].path == "v2/data.csv"
    assert len([f for f in report.findings if f.code == "EG102"]) == 2


def test_findings_on_the_old_version_are_no_findings_of_the_new_one(compare):
    clean = [CONFLICT[0], {**CONFLICT[1], "value": "86/193"}]
    report = compare(CONFLICT, clean, select=("EG5",))
    assert [f.code for f in report.findings] == []
    assert report.summary.records == 2


def test_without_the_option_there_is_nothing_of_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.csv").write_text("indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86\n", encoding="utf-8")
    report = run(["data.csv"], Settings(select=("EG5",), today=TODAY))
    assert report.revision is None
    assert "revision" not in report.to_dict()
    assert {r.code for r in report.rules if r.reason == "no previous version to compare with"} == {"EG507", "EG508"}


def test_the_same_versions_give_the_same_bytes(compare):
    versions = [*CONFLICT, record(*SHARE, "52%", source="one")], [CONFLICT[1], record(*SHARE, "70%", source="one")]
    first, second = (compare(*versions, select=(), lang="vi").to_json() for _ in range(2))
    assert first == second


def test_rules_of_an_organisation_may_read_the_previous_version(compare, tmp_path):
    sql = """
    SELECT r.indicator, r.area, r.period, r.id AS primary_id, p.id AS previous_id, $least AS expected,
           CASE WHEN r.value < p.value THEN 'invalid' ELSE 'valid' END AS verdict
    FROM revisions v JOIN records r ON r.id = v.id JOIN previous p ON p.id = v.previous_id
    """
    pack = written(tmp_path, checked_by(sql), "pack/rule.md").parent
    calls = ("VN_PORTAL_CALLS", "VNM", "2020")
    report = compare([record(*calls, "24000")], [record(*calls, "20000")], select=("ACME001",), rules=(pack,))
    (finding,) = of(report, "ACME001")
    assert [(r.role, r.path) for r in finding.records] == [("primary", "v2/data.csv"), ("previous", "v1/data.csv")]


@pytest.mark.needs("shared-data")
def test_a_real_table_printed_with_fewer_decimals_is_not_revised(compare):
    with (SHARED / "data" / "egdi" / "egdi-2022.csv").open(encoding="utf-8", newline="") as file:
        rows = [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(file)]
    name = next(column for column in rows[0] if "ountry" in column)
    old = [record("UN_EGDI_SCORE", row[name], "2022", row["E-Government Index"]) for row in rows]
    new = [{**r, "value": f"{float(r['value']):.3f}"} for r in old]
    random.Random(1).shuffle(new)  # noqa: S311 - the same order on every run
    report = compare(old, new)
    assert counts(report) == (193, 0, 0, 0)
    assert report.findings == ()
