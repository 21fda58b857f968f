"""The same figures give the same findings however they are filed, and exactly the wrong rows are named among many."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from egovcheck.records.figures import half_up
from egovcheck.validation import Settings, run
from tests.engine.figures import CATALOGUE, TODAY

FIELDS = ("indicator", "area", "period", "value", "source", "qualifier", "measure", "status", "breakdown", "published")

# conflicts, contradictions, wrong editions, groups, ranks, parts, shares, codes, and clean figures beside them
ROWS = """\
UN_EGDI_RANK,VNM,2020,86/193,hatinh
UN_EGDI_RANK,VNM,2020,88/193,haiphong
UN_EGDI_RANK,VNM,2020,85,third
UN_EGDI_RANK,VNM,2018,88/193,hatinh
UN_EGDI_RANK,VNM,2020,2,hatinh,,change
UN_EGDI_RANK,VNM,2020,3,haiphong,,change
UN_EGDI_SCORE,VNM,2020,0.6667,hatinh
UN_EGDI_SCORE,VNM,2020,0.6776,hatinh
UN_EGDI_SCORE,VNM,2020,0.67,haiphong
UN_OSI_SCORE,VNM,2020,0.6529,hatinh
UN_TII_SCORE,VNM,2020,0.6694,hatinh
UN_HCI_SCORE,VNM,2020,0.6779,hatinh
UN_HCI_SCORE,VNM,2020,0.6797,haiphong
UN_EGDI_RANK,VNM,,6/11,hatinh,,,,ASEAN,2020-02-25
UN_EGDI_RANK,SGP,2020,11/192,hatinh
UN_EGDI_RANK,SGP,2020,11/193,haiphong
UN_EGDI_RANK,SGP,2020,196/193,third
UN_EGDI_SCORE,SGP,2020,0.9150,hatinh
UN_EGDI_SCORE,SGP,2020,91.5,haiphong
UN_EGDI_RANK,THA,2020,10,hatinh
UN_EGDI_SCORE,THA,2020,0.7565,hatinh
VN_PORTAL_VISITS,VNM,2020-08-26,60000000,haiphong,at_least
VN_PORTAL_VISITS,VNM,2020-08-26,58000000,third
VN_PORTAL_ACCOUNTS,VNM,2020-08-26,235412,hatinh
VN_PORTAL_ACCOUNTS,VNM,2020-08-26,235000,third
VN_PROVINCE_ONLINE_SERVICES,VN-03,2026,1664,third
VN_PROVINCE_PROCEDURES_IN_NATIONAL_DB,VN-23,2020,412,hatinh
VN_PROVINCE_SERVICES_ON_NATIONAL_PORTAL,VN-23,2020,430,hatinh
NO_SUCH_INDICATOR,VNM,2020,1,third
UN_EGDI_RANK,VNM,2022,78,hatinh,,,target
UN_EGDI_RANK,VNM,2022,86/193,hatinh
""".splitlines()


def write(path, rows, fields=FIELDS):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([fields, *rows])


def split(row):
    return (row.split(",") + [""] * len(FIELDS))[: len(FIELDS)]


def told(report, named=None):
    """Return what a report says without numbers of rows, and without what only the first row of a source decides.

    ``named`` gives sources other names.
    """
    assert not report.rule_errors
    names = named or {}
    findings = {
        (
            finding.code,
            finding.severity,
            tuple((name, names.get(value, value)) for name, value in sorted(finding.subject.items())),
            finding.expected,
            tuple((d.kind, d.confidence, d.statement, d.suggestion and d.suggestion.value) for d in finding.diagnosis),
            *sorted(
                (r.role, names.get(r.source, r.source), r.printed or "")
                for r in finding.records
                if finding.code != "EG701"
            ),
        )
        for finding in report.findings
    }
    return findings, [(r.code, r.evaluated, r.invalid, r.undecided) for r in report.rules if r.code >= "EG1"]


def judged(folder, files, **given):
    for name, rows in files.items():
        write(folder / name, map(split, rows))
    report = run([str(folder / name) for name in files], Settings(today=TODAY, locale="en", **given))
    for name in files:
        (folder / name).unlink()
    return report


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return told(judged(tmp_path_factory.mktemp("usual"), {"all.csv": ROWS}))


def test_the_rows_hold_what_the_next_tests_shuffle(usual):
    codes = {code for code, *_ in usual[0]}
    assert codes >= {"EG103", "EG105", "EG107", "EG301", "EG302", "EG305", "EG309", "EG311", "EG501", "EG502", "EG505"}
    assert len(usual[0]) > 25


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),  # shrinking thirty rows takes minutes and tells no more
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.permutations(ROWS), st.lists(st.integers(0, 3), min_size=len(ROWS), max_size=len(ROWS)), st.booleans())
def test_the_order_of_rows_and_files_does_not_matter(tmp_path, usual, rows, numbers, backwards):
    files = defaultdict(list)
    for row, number in zip(rows, numbers, strict=True):
        files[f"part-{number}.csv"].append(row)
    ordered = dict(sorted(files.items(), reverse=backwards))
    assert told(judged(tmp_path, ordered)) == usual


def test_the_names_of_sources_do_not_matter(tmp_path, usual):
    names = {"hatinh": "zzz", "haiphong": "mmm", "third": "aaa"}
    renamed = [",".join(names.get(cell, cell) for cell in row.split(",")) for row in ROWS]
    report = judged(tmp_path, {"all.csv": renamed})
    assert told(report, {new: old for old, new in names.items()}) == usual


def test_a_file_for_each_source_is_the_same_as_a_column(tmp_path, usual):
    by_source = defaultdict(list)
    for row in ROWS:
        cells = split(row)
        by_source[cells[4]].append([*cells[:4], "", *cells[5:]])
    for source, rows in by_source.items():
        write(tmp_path / f"{source}.csv", rows)
    paths = [str(tmp_path / f"{source}.csv") for source in by_source]
    assert told(run(paths, Settings(today=TODAY, locale="en"))) == usual


def test_bulk_tables_are_judged_as_small_ones(tmp_path, usual):
    assert told(judged(tmp_path, {"all.csv": ROWS}, bulk_rows=1)) == usual


# Row identity among many

EDITION = "2018"
SOURCES = ("alpha", "beta", "gamma")
FAULTS = {("alpha", 3), ("alpha", 149), ("beta", 0), ("beta", 64), ("beta", 101), ("gamma", 100), ("gamma", 128)}


def true_scores(count):
    """Return the authority's scores of one edition, by area."""
    known = {
        r.area: r.value
        for r in CATALOGUE.reference(set(CATALOGUE.areas))
        if r.indicator == "UN_EGDI_SCORE" and r.edition == EDITION and r.breakdown == "_T"
    }
    return [(area, half_up(known[area], 4)) for area in sorted(known)[:count]]


@pytest.mark.parametrize("bulk_rows", [10**9, 1])
def test_among_many_rows_exactly_the_wrong_ones_are_named(tmp_path, monkeypatch, bulk_rows):
    monkeypatch.chdir(tmp_path)
    scores = true_scores(150)
    assert len(scores) == 150
    planted = {}
    for source in SOURCES:
        rows = []
        # every file has its own order, so that no number of a row fits by chance
        order = sorted(range(150), key=lambda n: hash_of(source, n))
        for line, number in enumerate(order, 2):
            area, score = scores[number]
            if (source, number) in FAULTS:
                score += Decimal("0.0321")
                planted[source, area] = (f"{source}.csv", line, f"{score:f}")
            rows.append(("UN_EGDI_SCORE", area, EDITION, f"{score:f}"))
        write(tmp_path / f"{source}.csv", rows, FIELDS[:4])
    paths = [f"{source}.csv" for source in SOURCES]
    report = run(paths, Settings(select=("EG501", "EG502"), today=TODAY, locale="en", bulk_rows=bulk_rows))
    assert not report.rule_errors
    for code in ("EG501", "EG502"):
        named = {
            (r.source, f.subject["area"]): (r.path, r.place.line, r.printed)
            for f in report.findings
            if f.code == code
            for r in f.records
            if r.role == "primary"
        }
        assert named == planted
    agreeing = {(r.source, f.subject["area"]) for f in report.findings for r in f.records if r.role == "agreeing"}
    assert agreeing == {(other, area) for source, area in planted for other in SOURCES if other != source}
    counts = {r.code: (r.evaluated, r.invalid, r.undecided) for r in report.rules if r.code != "EG904"}
    assert counts == {"EG501": (150, 7, 0), "EG502": (450, 7, 0)}


def hash_of(source, number):
    return (number * 37 + len(source) * 53 + ord(source[0])) % 151


@pytest.mark.parametrize("bulk_rows", [10**9, 1])
def test_among_many_codes_exactly_the_unknown_ones_are_named(tmp_path, monkeypatch, bulk_rows):
    monkeypatch.chdir(tmp_path)
    areas = [area for area, _ in true_scores(150)]
    wrong = {5: "XXA", 77: "XXB", 99: "XXC", 100: "XXD", 101: "XXE", 148: "XXF", 149: "XXG"}
    rows = [("VN_PORTAL_VISITS", wrong.get(n, area), "2020", str(1000 + n)) for n, area in enumerate(areas)]
    write(tmp_path / "a.csv", rows, FIELDS[:4])
    report = run(["a.csv"], Settings(select=("EG104",), today=TODAY, bulk_rows=bulk_rows))
    named = {(r.place.line, r.printed) for finding in report.findings for r in finding.records}
    assert named == {(n + 2, code) for n, code in wrong.items()}
