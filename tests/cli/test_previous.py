"""``--previous`` as people use it: options, configuration, exit codes, and what the reports for people say."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

import egovcheck as package
from tests.cli.running import ROOT, egovcheck, table
from tests.generate import report_schema

HEAD = "indicator,area,period,value,publisher,published\n"
OLD = f"{HEAD}VN_ONLINE_DOSSIERS_SHARE,VN-23,2024,52%,Sở,2025-01-08\nVN_PORTAL_CALLS,VNM,2024,24000,Sở,2025-01-08\n"
NEW = OLD.replace("52%", "70%")
FIXTURE = ("fixtures/revision/new.csv", "--previous", "fixtures/revision/old.csv")


def versions(folder):
    return table(folder, NEW, "new.csv"), table(folder, OLD, "old.csv")


def test_a_revision_is_told_in_one_line_of_a_pipe(tmp_path):
    new, old = versions(tmp_path)
    done = egovcheck("validate", new, "--previous", old)
    assert (done.returncode, done.stderr) == (0, "")
    assert "warning EG507" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-2] == (
        "previous version: 1 of 2 figures revised (50 %): 1 changed, 0 added, 0 removed;"
        " changed by 34.6 % at the median, 34.6 % at most; findings: 0 still there, 0 new, 0 resolved"
    )
    assert egovcheck("validate", new, "--previous", old, "--fail-on", "warning").returncode == 1


def test_the_line_is_there_in_vietnamese(tmp_path):
    new, old = versions(tmp_path)
    line = egovcheck("validate", new, "--previous", old, "--lang", "vi").stdout.splitlines()[-2]
    assert line == (
        "phiên bản trước: 1 trên 2 số liệu được điều chỉnh (50 %): 1 thay đổi, 0 thêm mới, 0 bỏ đi;"
        " mức thay đổi trung vị 34,6 %, lớn nhất 34,6 %; phát hiện: 0 vẫn còn, 0 mới, 0 đã khắc phục"
    )


@pytest.mark.parametrize(("lang", "words"), [("en", "  = resolved: EG306"), ("vi", "  = đã khắc phục: EG306")])
def test_a_terminal_shows_what_is_resolved(lang, words):
    done = egovcheck("validate", *FIXTURE, "-o", "rich", "--lang", lang)
    assert words in done.stdout
    assert words not in egovcheck("validate", *FIXTURE, "-o", "rich", "--lang", lang, "-q").stdout


def test_the_json_form_has_the_revision_and_fits_its_schema():
    done = egovcheck("validate", *FIXTURE, "-o", "json")
    report = json.loads(done.stdout)
    Draft202012Validator(report_schema()).validate(report)
    revision = report["revision"]
    assert revision["records"]["changed"] == 5
    assert revision["findings"] == {"still": 1, "new": 0, "resolved": 1}
    assert [one["code"] for one in revision["resolved"]] == ["EG306"]
    assert [one["path"] for one in revision["inputs"]] == ["fixtures/revision/old.csv"]
    assert [one["path"] for one in report["inputs"]] == ["fixtures/revision/new.csv"]


def test_a_report_without_a_previous_version_fits_its_schema_too():
    report = json.loads(egovcheck("validate", "fixtures/clean", "-o", "json").stdout)
    assert "revision" not in report
    Draft202012Validator(report_schema()).validate(report)


def test_the_option_may_be_repeated(tmp_path):
    new, old = versions(tmp_path)
    more = table(tmp_path, HEAD + "VN_PORTAL_ACCOUNTS,VNM,2024,1,Sở,2025-01-08\n", "more.csv")
    report = json.loads(egovcheck("validate", new, "--previous", old, "--previous", more, "-o", "json").stdout)
    assert [one["records"] for one in report["revision"]["inputs"]] == [2, 1]


def test_the_configuration_may_name_it_and_the_command_line_wins(tmp_path):
    versions(tmp_path)
    (tmp_path / "egovcheck.toml").write_text('previous = ["old.csv"]\n', encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    done = egovcheck("validate", "../new.csv", cwd=work)
    assert "1 of 2 figures revised" in done.stdout
    assert "0 of 2 figures revised" in egovcheck("validate", "../new.csv", "--previous", "../new.csv", cwd=work).stdout
    (tmp_path / "egovcheck.toml").write_text("previous = [1]\n", encoding="utf-8")
    done = egovcheck("validate", "../new.csv", cwd=work)
    assert (done.returncode, "egovcheck.toml:1" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "there is no file or folder"),
        ("", "the previous version cannot be compared"),
        (HEAD, "holds no figures"),
        ("garbage\nmore of it\n", "holds no figure that can be read"),
        ('{"a": ', "the previous version cannot be compared"),
    ],
)
def test_a_previous_version_that_cannot_be_read_exits_3(tmp_path, text, words):
    new, _ = versions(tmp_path)
    old = tmp_path / ("gone.json" if text == '{"a": ' else "gone.csv")
    if text is not None:
        old.write_text(text, encoding="utf-8")
    done = egovcheck("validate", new, "--previous", old)
    assert (done.returncode, done.stdout) == (3, "")
    assert "the previous version cannot be compared" in done.stderr
    assert words in done.stderr


def test_one_unreadable_file_of_the_previous_version_is_enough(tmp_path):
    new, old = versions(tmp_path)
    broken = table(tmp_path, "", "broken.csv")
    done = egovcheck("validate", new, "--previous", old, "--previous", broken)
    assert (done.returncode, "broken.csv" in done.stderr) == (3, True)


def test_standard_input_is_the_new_version_only(tmp_path):
    _, old = versions(tmp_path)
    done = egovcheck("validate", "-", "--previous", old, stdin=NEW)
    assert "1 of 2 figures revised" in done.stdout
    done = egovcheck("validate", old, "--previous", "-", stdin=NEW)
    assert (done.returncode, "cannot come from standard input" in done.stderr) == (3, True)


def test_a_previous_version_inside_the_folder_is_no_part_of_the_new_one(tmp_path):
    (tmp_path / "old").mkdir()
    table(tmp_path, NEW, "data.csv")
    table(tmp_path / "old", OLD, "data.csv")
    report = json.loads(egovcheck("validate", ".", "--previous", "old", "-o", "json", cwd=tmp_path).stdout)
    assert [one["path"] for one in report["inputs"]] == ["data.csv"]
    assert report["revision"]["records"]["changed"] == 1
    done = egovcheck("validate", "old", "--previous", "old", cwd=tmp_path)
    assert (done.returncode, "every file belongs to the previous version" in done.stderr) == (3, True)


def test_a_file_that_is_named_is_part_of_both_versions(tmp_path):
    old = table(tmp_path, OLD)
    done = egovcheck("validate", old, "--previous", old)
    assert "0 of 2 figures revised (0 %)" in done.stdout


def test_mistakes_of_the_previous_version_do_not_fail_the_run(tmp_path):
    new = table(tmp_path, OLD, "new.csv")
    old = table(tmp_path, OLD.replace("52%", "152%").replace("24000", "n.n."), "old.csv")
    done = egovcheck("validate", new, "--previous", old)
    assert done.returncode == 0
    assert "2 resolved" in done.stdout


def test_the_python_call_takes_a_previous_version(tmp_path):
    new, old = versions(tmp_path)
    for previous in (old, [old]):
        report = package.validate(new, previous=previous)
        assert report.revision.records.changed == 1
        assert [f.code for f in report.findings] == ["EG507"]


def test_the_readme_shows_the_real_output():
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## Two versions\n", 1)[1].split("\n## ", 1)[0]
    command = section.split("$ egovcheck ", 1)[1].split("\n", 1)[0].split()
    shown = section.split("```text\n", 1)[1].split("\n```", 1)[0]
    done = egovcheck(*command, "-o", "rich", environment={"COLUMNS": "110"})
    assert shown == done.stdout.rstrip("\n")
