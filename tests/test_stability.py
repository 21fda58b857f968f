"""The same figures give the same report: bytes for the same command, fingerprints whatever moves around the figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

import egovcheck
from egovcheck.report import writers
from tests.cli.running import ROOT

TODAY = date(2026, 11, 22)
HEADER = "indicator,area,period,value,publisher,published"
ROWS = (
    "UN_EGDI_RANK,VNM,2020,88/193,Báo Chính phủ,2020-02-25",
    "UN_EGDI_SCORE,VNM,2020,0.6776,Báo Chính phủ,2020-08-26",
    "UN_OSI_SCORE,VNM,2020,x,Báo Chính phủ,2020-08-26",
    "VN_SERVICES_LEVEL4,VN-25,2020-06,612,Báo Chính phủ,2020-08-26",
    "VN_SERVICES_LEVEL4,VN-25,2020-06,612,Báo Chính phủ,2020-08-26",
    "UN_EDGI_RANK,VNM,2018,88,Báo Chính phủ,2020-08-26",
)
NEW = "VN_SERVICES_LEVEL4,VN-26,2020-06,15,Báo Chính phủ,2020-08-26"
OTHER = (
    "VN_SERVICES_LEVEL4,VN-25,2020-06,640,Cổng thông tin,2020-08-27",
    "UN_EGDI_RANK,VNM,2020,86/193,Cổng thông tin,2020-08-27",
)


def submit(path, rows, header=HEADER):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Two submissions with findings of reading, of fields, of one source and between sources; the run starts above."""
    submit(tmp_path / "data" / "bao.csv", ROWS)
    submit(tmp_path / "data" / "cong.csv", OTHER)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def marks(*paths):
    """Return the codes of the findings by their fingerprints, each of which there must be once."""
    findings = egovcheck.validate([str(path) for path in paths or ("data",)], today=TODAY).findings
    found = {finding.fingerprint: finding.code for finding in findings}
    assert len(found) == len(findings)
    return found


@pytest.mark.usefixtures("data")
def test_what_is_tested_has_findings_of_every_kind():
    assert {"EG102", "EG103", "EG109", "EG204", "EG501", "EG502"} <= set(marks().values())


def outputs(place, folder, seed):
    """Write every format of a run to files; return the bytes of each with those of the streams."""
    place.mkdir()
    names = sorted(writers())
    options = [part for name in names for part in ("--output", f"{name}={place / name}")]
    done = subprocess.run(
        [sys.executable, "-m", "egovcheck", "validate", "data", "--today", "2026-11-22", *options],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return {name: (place / name).read_bytes() for name in names} | {"stdout": done.stdout, "stderr": done.stderr}


def test_every_format_has_the_same_bytes_whatever_the_seed_and_the_order_on_disk(tmp_path):
    files = [
        file for name in ("articles/together", "malformed") for file in sorted((ROOT / "fixtures" / name).iterdir())
    ]
    for name, order in (("one", files), ("two", files[::-1])):
        for file in order:
            place = tmp_path / name / "data" / file.parent.name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    runs = [("one", "0"), ("one", "1"), ("two", "4294967295")]
    with ThreadPoolExecutor(2) as pool:
        first, *others = pool.map(lambda run: outputs(tmp_path / f"out-{run[1]}", tmp_path / run[0], run[1]), runs)
    assert {"json", "rich", "concise"} <= first.keys()
    assert b"EG" in first["stdout"]
    for other in others:
        assert [name for name in first if other[name] != first[name]] == []


def test_the_order_of_the_arguments_changes_no_finding(data):
    bao, cong = data / "bao.csv", data / "cong.csv"
    assert list(marks(bao, cong).items()) == list(marks(cong, bao).items()) == list(marks(data).items())


def test_rows_that_are_put_before_between_or_behind_change_no_fingerprint(data):
    before = marks()
    for place in (0, 3, len(ROWS)):
        submit(data / "bao.csv", [*ROWS[:place], NEW, *ROWS[place:]])
        assert marks() == before


def test_the_order_of_rows_and_of_columns_changes_no_fingerprint(data):
    before = marks()
    submit(data / "bao.csv", ROWS[::-1])
    assert marks() == before
    turned = [",".join(row.split(",")[::-1]) for row in ROWS]
    submit(data / "bao.csv", turned, ",".join(HEADER.split(",")[::-1]))
    # what reading says quotes the row as it stands, so that its findings know the order of the columns
    reading = {"EG102", "EG101"}
    after = {mark: code for mark, code in marks().items() if code not in reading}
    assert after == {mark: code for mark, code in before.items() if code not in reading}


def test_a_figure_that_changes_is_another_finding_and_no_other_is(data):
    before = marks()
    submit(data / "bao.csv", [row.replace("0.6776", "0.6767") for row in ROWS])
    after = marks()
    assert [before[mark] for mark in before.keys() - after.keys()] == ["EG502"]
    assert [after[mark] for mark in after.keys() - before.keys()] == ["EG502"]


def test_a_file_that_is_moved_keeps_its_fingerprints(data):
    before = marks()
    (data / "2020").mkdir()
    (data / "bao.csv").rename(data / "2020" / "bao.csv")
    assert marks() == before


def test_another_file_of_the_same_name_changes_no_fingerprint(data):
    before = marks()
    submit(data / "2019" / "bao.csv", ["VN_SERVICES_LEVEL4,VN-27,2019-06,3,Báo Chính phủ,2019-08-26"])
    assert marks() == before


def test_the_working_directory_changes_no_fingerprint(data, monkeypatch):
    submit(data / "2019" / "bao.csv", ["UN_OSI_SCORE,VNM,2018,y,Báo Chính phủ,2019-08-26"])
    before = marks()
    monkeypatch.chdir(data)
    assert marks(".") == before
    assert marks(data.resolve()) == before


def test_what_two_files_of_one_name_say_alike_are_two_findings(data):
    (data / "cong.csv").unlink()
    before = marks()
    submit(data / "2019" / "bao.csv", ROWS[:1])
    after = marks()
    assert before.items() <= after.items()
    assert "EG204" in [after[mark] for mark in after.keys() - before.keys()]


def test_a_file_that_is_renamed_is_another_source(data):
    before = marks()
    (data / "bao.csv").rename(data / "bao-chinh-phu.csv")
    assert not marks().keys() & before.keys()


def test_a_source_that_is_stated_outlives_the_name_of_its_file(data):
    for name, rows in (("bao", ROWS), ("cong", OTHER)):
        submit(data / f"{name}.csv", [f"{row},{name}" for row in rows], f"{HEADER},source")
    before = marks()
    (data / "bao.csv").rename(data / "bao-chinh-phu.csv")
    assert marks() == before


@pytest.mark.usefixtures("data")
def test_both_languages_have_the_same_fingerprints():
    found = [egovcheck.validate(["data"], today=TODAY, lang=lang).findings for lang in ("en", "vi")]
    assert [f.fingerprint for f in found[0]] == [f.fingerprint for f in found[1]]


def commanded(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "egovcheck", *arguments, "--today", "2026-11-22"],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_gate_knows_a_finding_again_among_few_and_many_files(data):
    submit(data / "2019" / "bao.csv", ["VN_SERVICES_LEVEL4,VN-27,2019-06,3,Báo Chính phủ,2019-08-26"])
    submit(data / "bao.csv", ROWS[:1])
    (data / "cong.csv").unlink()
    assert commanded("baseline", "write", "data").returncode == 0
    known = ("--baseline", "egovcheck-baseline.json")
    assert commanded("validate", "data", *known).returncode == 0
    # the hook for changed files judges one by itself, where its source has the shorter name
    assert commanded("validate", "data/bao.csv").returncode == 1
    assert commanded("validate", "data/bao.csv", *known).returncode == 0
    for source in ("bao", "data/bao"):
        waiver = f'[[waivers]]\nrule = "EG204"\nwhere = {{ source = "{source}" }}\nreason = "x"\nowner = "x"\n'
        (data.parent / "egovcheck-waivers.toml").write_text(waiver + "expires = 2027-06-01\n", encoding="utf-8")
        assert [commanded("validate", path).returncode for path in ("data", "data/bao.csv")] == [0, 0]
    waiver = waiver.replace("data/bao", "data/2019/bao")
    (data.parent / "egovcheck-waivers.toml").write_text(waiver + "expires = 2027-06-01\n", encoding="utf-8")
    assert [commanded("validate", path).returncode for path in ("data", "data/bao.csv")] == [1, 1]


def test_a_file_beside_another_of_its_name_does_not_change_that_one(data):
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@localhost"]
    for command in (["init", "--quiet"], ["add", "data"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run([*git, *command], check=True)
    submit(data / "2019" / "bao.csv", ["VN_SERVICES_LEVEL4,VN-27,2019-06,3,Báo Chính phủ,2019-08-26"])
    done = commanded("validate", "data", "--changed-since", "HEAD")
    assert (done.returncode, "bao.csv:2:4: error" in done.stdout) == (0, False)
    submit(data / "2019" / "bao.csv", ["VN_SERVICES_LEVEL4,VN-25,2020-06,3,Báo Chính phủ,2019-08-26"])
    assert "EG501" in commanded("validate", "data", "--changed-since", "HEAD").stdout
