"""What the program tells its caller: exit codes and streams."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.cli.running import GOOD, ROOT, WRONG, egovcheck, table


def test_clean_figures_exit_0(tmp_path):
    done = egovcheck("validate", table(tmp_path, GOOD))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 findings")


def test_findings_exit_1(tmp_path):
    done = egovcheck("validate", table(tmp_path, WRONG))
    assert done.returncode == 1
    assert "error EG204" in done.stdout


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 1), ("warning", 1), ("info", 1)])
def test_fail_on_sets_the_severity_that_fails(tmp_path, fail_on, code):
    assert egovcheck("validate", table(tmp_path, WRONG), "--fail-on", fail_on).returncode == code


def test_a_warning_fails_only_when_asked(tmp_path):
    path = table(tmp_path, "indicator,area,period,value\nUN_EGDI_RANK,VNM,2020,86/193\n")
    assert egovcheck("validate", path).returncode == 0
    assert egovcheck("validate", path, "--fail-on", "warning").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("validate", "fixtures/clean", "--output", "jason"), "did you mean json?"),
        (("validate", "fixtures/clean", "--select", "EG999"), "there is no rule 'EG999'"),
        (("validate", "fixtures/clean", "--today", "yesterday"), "is not a date"),
        (("validate", "fixtures/clean", "--rules", "no-such-folder"), "does not exist"),
        (("validate", "fixtures/clean", "--catalogue", "no-such-folder"), "does not exist"),
        (("validate", "fixtures/clean", "--memory-limit", "plenty"), "the database cannot be set up"),
        (("validate", "fixtures/clean", "-o", "json", "-o", "jsonl"), "cannot both go to standard output"),
        (("validate", "fixtures/clean", "--no-such-option"), "No such option"),
        (("rule", "EG5O1"), "the nearest are"),
        (("catalogue", "UN_EDGI_RANK"), "UN_EGDI_RANK"),
        (("schema", "recrod"), "did you mean record?"),
        (("frobnicate",), "No such command"),
    ],
)
def test_a_wrong_command_exits_2_with_a_sentence(arguments, words):
    done = egovcheck(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_missing_input_exits_3():
    done = egovcheck("validate", "no/such/file.csv")
    assert (done.returncode, done.stdout) == (3, "")
    assert "no/such/file.csv" in done.stderr


def test_an_empty_folder_exits_3(tmp_path):
    assert egovcheck("validate", tmp_path).returncode == 3


def test_a_truncated_parquet_file_exits_3_and_the_others_are_judged(tmp_path):
    table(tmp_path, WRONG)
    (tmp_path / "half.parquet").write_bytes(b"PAR1" + b"\0" * 200)
    done = egovcheck("validate", tmp_path)
    assert done.returncode == 3
    assert "half.parquet" in done.stderr
    assert "EG204" in done.stdout


def test_a_binary_file_named_csv_exits_3(tmp_path):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    done = egovcheck("validate", path)
    assert done.returncode == 3
    assert "picture.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_that_raises_exits_4_after_the_others_have_spoken(tmp_path):
    packs = tmp_path / "rules"
    packs.mkdir()
    rule = (ROOT / "rules/eg5-sources/EG505-self-contradiction.md").read_text(encoding="utf-8")
    head, _, _ = rule.partition("## Check")
    head = head.replace("code: EG505", "code: ACME001")
    sql = "SELECT indicator, CASE WHEN CAST(indicator AS DECIMAL(28,10)) > 0 THEN 'valid' END AS verdict FROM records"
    (packs / "ACME001.md").write_text(f"{head}## Check\n```sql\n{sql}\n```\n", encoding="utf-8")
    done = egovcheck("validate", table(tmp_path, WRONG), "--rules", packs)
    assert done.returncode == 4
    assert "EG204" in done.stdout
    assert "ACME001" in done.stdout + done.stderr


def test_standard_input_is_read():
    done = egovcheck("validate", "-", stdin=WRONG)
    assert done.returncode == 1
    assert done.stdout.startswith("-:2:4: error EG204 [VNM UN_EGDI_RANK 2020, stdin]")


def test_a_machine_format_on_standard_output_sends_people_theirs_on_standard_error(tmp_path):
    done = egovcheck("validate", table(tmp_path, WRONG), "--output", "json")
    assert json.loads(done.stdout)["findings"][0]["code"] == "EG204"
    assert "error EG204" in done.stderr


def test_outputs_may_be_repeated_and_go_to_files(tmp_path):
    done = egovcheck(
        "validate", table(tmp_path, WRONG), "-o", f"json={tmp_path / 'r.json'}", "-o", f"jsonl={tmp_path / 'r.jsonl'}"
    )
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["summary"]["errors"] == 1
    assert len((tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert "error EG204" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv", "r.json", "r.jsonl"]


def test_an_output_that_cannot_be_written_exits_2(tmp_path):
    done = egovcheck("validate", table(tmp_path, GOOD), "-o", f"json={tmp_path}/no/such/folder.json")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_a_report_is_never_read_as_a_submission(tmp_path):
    table(tmp_path, GOOD)
    egovcheck("validate", tmp_path, "-o", f"json={tmp_path / 'report.json'}")
    done = egovcheck("validate", tmp_path, "-o", "json")
    assert [one["path"].rpartition("/")[2] for one in json.loads(done.stdout)["inputs"]] == ["data.csv"]


def test_a_closed_pipe_is_no_crash(tmp_path):
    rows = "".join(f"UN_EGDI_RANK,VNM,2020,{n}/193,s{n}\n" for n in range(1, 190))
    path = table(tmp_path, "indicator,area,period,value,source\n" + rows)
    command = f"'{sys.executable}' -m egovcheck validate '{path}' | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_the_day_is_that_of_source_date_epoch_unless_given(tmp_path):
    path = table(tmp_path, GOOD)
    done = egovcheck("validate", path, "-o", "json", environment={"SOURCE_DATE_EPOCH": "1600000000"})
    assert json.loads(done.stdout)["basis"]["today"] == "2020-09-13"
    done = egovcheck(
        "validate", path, "-o", "json", "--today", "2021-01-02", environment={"SOURCE_DATE_EPOCH": "1600000000"}
    )
    assert json.loads(done.stdout)["basis"]["today"] == "2021-01-02"


def test_ctrl_c_ends_it_without_a_traceback(tmp_path):
    pipe = tmp_path / "held.csv"
    process = subprocess.Popen(
        [sys.executable, "-m", "egovcheck", "validate", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in error
    assert not pipe.exists()


def test_help_and_rule_import_nothing_heavy():
    code = (
        "import sys; from egovcheck.cli.guard import _run; sys.stdout = open('/dev/null', 'w'); _run(sys.argv[1:]); "
        "print([m for m in ('duckdb', 'polars', 'pandas', 'pandera', 'pyarrow') if m in sys.modules], file=sys.stderr)"
    )
    for arguments in (["--help"], ["validate", "--help"], ["rule", "EG501"], ["rules"], ["schema", "record"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ,
        )
        assert done.stderr.strip() == "[]", arguments


def test_validating_a_submission_imports_no_data_frames():
    code = (
        "import sys; from egovcheck.cli.guard import _run; sys.stdout = open('/dev/null', 'w'); _run(sys.argv[1:]); "
        "print([m for m in ('polars', 'pandas', 'pandera', 'pyarrow') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "validate", "fixtures/seeds"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.strip() == "[]"


def test_a_file_with_a_header_only_is_nothing_to_check(tmp_path):
    done = egovcheck("validate", table(tmp_path, "indicator,area,period,value\n"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "nothing to check" in done.stderr


def test_people_and_machines_may_both_ask_for_standard_output(tmp_path):
    done = egovcheck("validate", table(tmp_path, WRONG), "-o", "rich", "-o", "json=-")
    assert json.loads(done.stdout)["summary"]["errors"] == 1
    assert "error[EG204]" in done.stderr
