"""The shipped fixtures and what the program says of them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from egovcheck.validation import Settings, run
from tests.generate import FIXTURES, GENERATED, ROOT

TODAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch):
    monkeypatch.chdir(ROOT)


def judged(*paths, **settings):
    return run(list(paths), Settings(today=TODAY, **settings))


def test_the_four_documents_hold_one_error_and_one_information():
    report = judged("fixtures/seeds")
    assert Counter((f.code, f.severity) for f in report.findings) == {("EG302", "error"): 1, ("EG604", "info"): 1}


def test_the_rank_called_asean_is_that_of_south_eastern_asia():
    (finding,) = [f for f in judged("fixtures/seeds").findings if f.code == "EG302"]
    assert finding.expected == "10"
    assert finding.diagnosis[0].kind == "wrong-group"
    assert finding.diagnosis[0].suggestion.value == "UN-SEA"


def test_the_figure_in_the_wrong_year_is_found_with_its_year():
    (finding,) = judged("fixtures/wrong-year").findings
    assert (finding.code, finding.severity) == ("EG204", "error")
    assert finding.diagnosis[0].kind == "wrong-edition"
    assert (finding.diagnosis[0].suggestion.field, finding.diagnosis[0].suggestion.value) == ("period", "2018")
    assert any("EG202" in line for line in finding.evidence)


def test_a_conflict_names_both_sources_and_the_wrong_one():
    report = judged("fixtures/conflict")
    (conflict,) = [f for f in report.findings if f.code == "EG501"]
    assert {(r.source, r.printed) for r in conflict.records} == {("hatinh", "86/193"), ("haiphong", "88/193")}
    (wrong,) = [f for f in report.findings if f.code in {"EG204", "EG502"}]
    assert [r.source for r in wrong.records if r.role == "primary"] == ["haiphong"]


def test_clean_figures_are_clean():
    report = judged("fixtures/clean")
    assert report.findings == ()
    assert report.summary.rules_evaluated > 15


def test_the_order_of_files_does_not_matter():
    files = sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "fixtures/seeds").glob("*.csv") if path.stem != "sources"
    )
    forwards, backwards = judged(*files), judged(*reversed(files))
    assert [f.fingerprint for f in forwards.findings] == [f.fingerprint for f in backwards.findings]
    assert [f.message for f in forwards.findings] == [f.message for f in backwards.findings]


@pytest.mark.parametrize("path", GENERATED, ids=lambda path: path.name)
def test_generated_files_are_up_to_date(path):
    assert path.read_text(encoding="utf-8") == GENERATED[path]()


@pytest.mark.parametrize("name", FIXTURES)
def test_reports_fit_the_published_schema(name):
    schema = json.loads((ROOT / "schemas/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(judged(f"fixtures/{name}").to_dict())


@pytest.mark.parametrize("name", ["seeds", "conflict", "malformed", "articles/together"])
def test_the_same_inputs_give_the_same_bytes(name):
    assert judged(f"fixtures/{name}").to_json() == judged(f"fixtures/{name}").to_json()


def test_vietnamese_messages_hold_the_same_findings():
    english, vietnamese = judged("fixtures/seeds"), judged("fixtures/seeds", lang="vi")
    assert [f.fingerprint for f in english.findings] == [f.fingerprint for f in vietnamese.findings]
    assert "thành viên" in " ".join(f.message + " ".join(d.statement for d in f.diagnosis) for f in vietnamese.findings)
