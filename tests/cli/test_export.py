"""``egovcheck export sdmx`` as people run it."""

from __future__ import annotations

import os

import pytest

from .running import ROOT, egovcheck, table

HEADER = (
    "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,MEASURE_TYPE,BASE_PER,BREAKDOWN,SOURCE,STATEMENT,TIME_PERIOD,"
)
SUBMISSION = "indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86/193\n"


def test_records_go_to_standard_output_and_what_was_done_beside_it(tmp_path):
    table(tmp_path, SUBMISSION)
    done = egovcheck("export", "sdmx", "data.csv", "--structure", "NSO:EGOV(1.0)", cwd=tmp_path)
    header, row = done.stdout.splitlines()
    assert header.startswith(HEADER)
    assert row.startswith(
        "dataflow,NSO:EGOV(1.0),I,VNM,UN_EGDI_RANK,level,_Z,_T,data,1,2020,86,rank,0,0,A,exact,193,86/193,"
    )
    assert (done.returncode, done.stderr) == (0, "egovcheck: 1 record written\n")


def test_a_file_is_written_and_judged_as_the_submission_is(tmp_path):
    done = egovcheck("export", "sdmx", ROOT / "fixtures" / "conflict", "-o", "out.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    said = [
        egovcheck("validate", path, "--output", "concise", cwd=tmp_path).stdout.splitlines()[-1]
        for path in (ROOT / "fixtures" / "conflict", "out.csv")
    ]
    assert said[0] == said[1]
    assert "error" in said[0]


def test_a_row_that_cannot_be_read_is_told_and_the_others_are_written(tmp_path):
    table(tmp_path, SUBMISSION + "UN_EGDI_RANK,VNM,2022,n.n.\n")
    done = egovcheck("export", "sdmx", "data.csv", cwd=tmp_path)
    assert (done.returncode, len(done.stdout.splitlines())) == (3, 2)
    assert "1 row is not in the file, since it cannot be read: egovcheck validate says why" in done.stderr


def test_the_same_in_vietnamese(tmp_path):
    table(tmp_path, SUBMISSION + "UN_EGDI_RANK,VNM,2022,n.n.\n")
    done = egovcheck("export", "sdmx", "data.csv", "--lang", "vi", cwd=tmp_path)
    assert done.stderr.splitlines() == [
        "egovcheck: đã ghi 1 bản ghi",
        "egovcheck: 1 dòng không đọc được nên không có trong tệp: egovcheck validate cho biết lý do",
    ]


def test_a_wrong_structure_is_a_wrong_command(tmp_path):
    table(tmp_path, SUBMISSION)
    done = egovcheck("export", "sdmx", "data.csv", "--structure", "EGOV", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'EGOV' is no structure" in done.stderr


def test_a_missing_extra_says_how_to_install_it(tmp_path):
    table(tmp_path, SUBMISSION)
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / "pysdmx.py").write_text("raise ImportError('not installed')\n")
    found = os.pathsep.join(filter(None, (str(tmp_path / "absent"), os.environ.get("PYTHONPATH"))))
    done = egovcheck("export", "sdmx", "data.csv", cwd=tmp_path, environment={"PYTHONPATH": found})
    assert (done.returncode, done.stdout) == (2, "")
    assert "writing SDMX needs pysdmx" in done.stderr
    assert "pip install 'egovcheck[sdmx]'" in done.stderr


@pytest.mark.parametrize("arguments", [("export", "--help"), ("export", "sdmx", "--help"), ("validate", "--help")])
def test_help_needs_no_extra(tmp_path, arguments):
    (tmp_path / "pysdmx.py").write_text("raise SystemExit('imported')\n")
    (tmp_path / "pandas.py").write_text("raise SystemExit('imported')\n")
    found = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    assert egovcheck(*arguments, environment={"PYTHONPATH": found}).returncode == 0
