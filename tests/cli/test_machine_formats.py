"""Formats for platforms, from real files to what the platform reads."""

from __future__ import annotations

import json

import pytest
from junitparser import JUnitXml

from tests.cli.running import GOOD, ROOT, WRONG, egovcheck, table
from tests.report.reading import Page, checked, commands, sarif

FORMATS = ("ess", "github", "gitlab", "json", "junit", "markdown", "sarif")


def written(fixture, folder):
    outputs = [part for name in FORMATS for part in ("-o", f"{name}={folder / name}")]
    done = egovcheck("validate", fixture, *outputs, "--today", "2026-11-01", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    return {name: (folder / name).read_text(encoding="utf-8") for name in FORMATS}


@pytest.mark.parametrize("fixture", ["fixtures/conflict", "fixtures/malformed", "fixtures/articles/faults"])
def test_every_format_tells_every_finding(fixture, tmp_path):
    told = written(fixture, tmp_path)
    report = json.loads(told["json"])
    findings = [(finding["code"], finding["message"]) for finding in report["findings"]]
    assert findings
    run = sarif(told["sarif"])
    assert [result["ruleId"] for result in run["results"]] == [code for code, _ in findings]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {r["code"] for r in report["rules"]} | {"EG905"}
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert all((ROOT / place).is_file() for place in places)
    entries = checked(told["gitlab"], "gitlab-code-quality")
    assert sorted(entry["check_name"] for entry in entries) == sorted(code for code, _ in findings)
    assert {entry["location"]["path"] for entry in entries} == places
    zeros = [entry for entry in checked(told["ess"], "ess") if entry["value"] == "0"]
    assert [(entry["rule"]["expression"], entry["data"]["description"]) for entry in zeros][: len(findings)] == findings
    failing = {f["code"] for f in report["findings"] if f["severity"] != "info"}
    (suite,) = JUnitXml.fromstring(told["junit"].encode())
    assert suite.tests == len(report["rules"])
    assert {case.classname.removeprefix("egovcheck.") for case in suite if case.result and case.is_failure} == failing
    rows = Page(told["markdown"]).rows[1:]
    assert [row[1].split()[0] for row in rows] == [code for code, _ in findings]
    annotated = commands(told["github"])
    assert {code for code, _ in findings} >= {told["title"].split()[0] for _, told, _ in annotated} - {"EG905"}
    assert [place for _, told, _ in annotated if (place := told.get("file")) and not (ROOT / place).is_file()] == []


def test_the_same_inputs_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert written("fixtures/conflict", tmp_path / "one") == written("fixtures/conflict", tmp_path / "two")


def test_paths_start_at_the_root_of_the_repository_wherever_the_run_starts(tmp_path):
    (tmp_path / ".git").mkdir()
    here = tmp_path / "số liệu" / "2024"
    here.mkdir(parents=True)
    table(here, WRONG)
    (found,) = sarif(egovcheck("validate", "data.csv", "-o", "sarif", cwd=here).stdout)["results"][:1]
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "s%E1%BB%91%20li%E1%BB%87u/2024/data.csv"
    told = json.loads(egovcheck("validate", "data.csv", "-o", "json", cwd=here).stdout)
    assert (told["basis"]["folder"], told["inputs"][0]["path"]) == ("số liệu/2024", "data.csv")


def test_the_summary_of_a_step_is_added_to_what_is_there(tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("before", encoding="utf-8")
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    done = egovcheck("validate", table(tmp_path, WRONG), "-o", "github", environment=environment)
    assert done.returncode == 1
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- egovcheck report -->\n")
    assert Page(text).rows[1][1] == "EG204 wrong-edition"


def test_without_the_format_the_summary_is_left_alone(tmp_path):
    summary = tmp_path / "summary.md"
    egovcheck("validate", table(tmp_path, GOOD), "-o", "json", environment={"GITHUB_STEP_SUMMARY": str(summary)})
    assert not summary.exists()


def test_a_full_summary_is_said_and_stays_as_it_is(tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (1024 * 1024 - 10))
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    done = egovcheck("validate", table(tmp_path, GOOD), "-o", "github", environment=environment)
    assert done.returncode == 0
    assert "the summary of this step is full" in done.stderr
    assert summary.stat().st_size == 1024 * 1024 - 10


def test_a_summary_that_cannot_be_written_is_a_wrong_environment(tmp_path):
    environment = {"GITHUB_STEP_SUMMARY": str(tmp_path)}
    done = egovcheck("validate", table(tmp_path, GOOD), "-o", "github", environment=environment)
    assert done.returncode == 2
    assert "summary" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_name_commands_nothing_in_the_log_of_a_workflow(tmp_path):
    table(tmp_path, WRONG, "::error::x ##[group]y.csv")
    done = egovcheck("validate", ".", "-o", "github", cwd=tmp_path, environment={"GITHUB_ACTIONS": "true"})
    assert len(commands(done.stdout)) == 1
    assert not [line for line in done.stderr.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def test_help_lists_every_format():
    shown = " ".join(egovcheck("validate", "--help", environment={"COLUMNS": "200"}).stdout.split())
    assert all(name in shown for name in FORMATS)


def test_the_rule_book_has_the_rule_about_what_is_left_out():
    assert "# EG905 output-capped" in egovcheck("rule", "EG905").stdout
