"""``action.yml``: its scripts, run by bash as a runner does, with inputs that people give and inputs that attack."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.action_steps import ACTION, ROOT, Runner
from tests.cli.running import WRONG

TODAY = "--today=2026-11-22"
CLEAN = "indicator,area,period,value,publisher,published\nVN_SERVICES_LEVEL4,VN-25,2020-06,612,Báo,2020-07-15\n"
HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned; #",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "x\ntouch pwned\n",
    "${IFS}&&touch${IFS}pwned",
    "--output=json=pwned",
    "-h",
    "*",
    "x\nexit-code=0",
    "::add-mask::x",
)


@pytest.fixture
def runner(tmp_path):
    """A runner in whose workspace a checkout has one clean file, with the program that is being tested installed."""
    runner = Runner(tmp_path / "runner")
    runner.know("install", programs=str(Path(sys.executable).parent))
    place(runner, "data/tot.csv", CLEAN)
    return runner


def place(runner, name, text):
    path = runner.workspace / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files(runner):
    return {path.name for path in runner.workspace.parent.rglob("*")}


def test_no_script_holds_an_expression():
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]


def test_every_input_is_used_and_every_output_comes_from_a_step_that_writes_it():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", text))
    assert used == ACTION["inputs"].keys()
    script = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "validate")
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.validate.outputs.{name} }}}}"
        assert f'"{name}' in script


def test_clean_figures_pass_and_are_counted(runner):
    ran = runner.run("validate", args=TODAY)
    assert (ran.code, ran.outputs["exit-code"]) == (0, "0")
    counts = [ran.outputs[name] for name in ("errors", "warnings", "infos", "waived", "baselined")]
    assert counts == ["0"] * 5
    assert json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"] == []
    assert Path(ran.outputs["report"]).is_relative_to(runner.temporary)


def test_a_wrong_figure_fails_with_an_annotation_sarif_and_a_summary(runner):
    place(runner, "data/sai.csv", WRONG)
    ran = runner.run("validate", args=TODAY)
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["errors"]) == (1, "1", "1")
    annotations = [line for line in ran.said.splitlines() if line.startswith("::error ")]
    assert len(annotations) == 1
    assert "file=data/sai.csv,line=2," in annotations[0]
    assert "EG204" in annotations[0]
    (result,) = json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "EG204"
    assert "EG204" in ran.summary
    assert "data/sai.csv" in ran.summary


def test_what_people_read_is_no_command_to_the_runner(runner):
    place(runner, "::error::x/sai.csv", WRONG)
    lines = runner.run("validate", args=TODAY, paths="::error::x/sai.csv").said.splitlines()
    token = next(line.removeprefix("::stop-commands::") for line in lines if line.startswith("::stop-commands::"))
    assert len(token) > 30
    first, last = lines.index(f"::stop-commands::{token}"), lines.index(f"::{token}::")
    assert any("sai.csv:2:4: error EG204" in line for line in lines[first:last])
    assert [line.partition(" ")[0] for line in (*lines[:first], *lines[last + 1 :])] == ["::error"]


def test_the_options_reach_the_program(runner):
    place(runner, "data/sai.csv", WRONG)
    assert runner.run("validate", args=TODAY, fail_on="never").code == 0
    assert runner.run("validate", args=TODAY, ignore="EG204,EG502,EG202").code == 0
    assert runner.run("validate", args=TODAY, select="EG1").code == 0
    said = runner.run("validate", args=f"{TODAY}\n--quiet\n", lang="vi").said
    assert "lỗi EG204" in said
    assert "tệp" not in said


def test_a_waiver_and_a_baseline_are_taken_into_account(runner):
    place(runner, "data/sai.csv", WRONG)
    waiver = (
        '[[waivers]]\nrule = "EG204"\nwhere = { source = "sai" }\nreason = "x"\nowner = "x"\nexpires = 2027-06-01\n'
    )
    place(runner, "mien-tru.toml", waiver)
    ran = runner.run("validate", args=TODAY, waivers="mien-tru.toml")
    assert (ran.code, ran.outputs["errors"], ran.outputs["waived"]) == (0, "0", "1")
    found = runner.run("validate", args=TODAY)
    report = json.loads(Path(found.outputs["report"]).read_text(encoding="utf-8"))
    known = {"schema_version": "1.0", "tool": {"name": "egovcheck"}, "findings": report["findings"]}
    place(runner, "cu.json", json.dumps(known))
    ran = runner.run("validate", args=TODAY, baseline="cu.json")
    assert (ran.code, ran.outputs["errors"], ran.outputs["baselined"]) == (0, "0", "1")


def test_paths_are_one_a_line_whatever_their_names(runner):
    for name in ("Báo cáo Hà Tĩnh.csv", "-x.csv", "--ignore=EG,.csv", "a;b.csv"):
        place(runner, name, WRONG)
    ran = runner.run("validate", args=TODAY, paths="Báo cáo Hà Tĩnh.csv\n-x.csv\r\n\n--ignore=EG,.csv\na;b.csv")
    assert (ran.code, ran.outputs["errors"]) == (1, "4")


def test_the_sarif_report_goes_where_it_is_wanted(runner):
    ran = runner.run("validate", args=TODAY, sarif="báo cáo.sarif")
    assert ran.outputs["sarif"] == "báo cáo.sarif"
    assert (runner.workspace / "báo cáo.sarif").is_file()


def test_a_run_without_a_report_says_so_and_shows_none_of_an_earlier_one(runner):
    assert runner.run("validate", args=TODAY, sarif="x.sarif").code == 0
    ran = runner.run("validate", args=TODAY, sarif="x.sarif", paths="nowhere/")
    assert (ran.code, dict(ran.outputs)) == (3, {"exit-code": "3"})
    assert "there is no file or folder 'nowhere/'" in ran.said


@pytest.fixture
def recorder(tmp_path):
    """A runner whose egovcheck only notes its arguments, and what returns them."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python").symlink_to(sys.executable)
    executable(programs / "egovcheck", f"#!/bin/bash\nprintf '%s\\0' \"$@\" > '{tmp_path}/arguments'\n")
    runner = Runner(tmp_path / "runner")
    runner.know("install", programs=str(programs))
    return runner, lambda: (tmp_path / "arguments").read_text(encoding="utf-8").split("\0")[:-1]


def executable(path, text):
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_input_is_the_value_of_one_option_whatever_stands_in_it(recorder, text):
    runner, arguments = recorder
    names = ["fail-on", "select", "ignore", "baseline", "waivers", "lang"]
    ran = runner.run("validate", **{name.replace("-", "_"): text for name in names})
    assert arguments()[7:] == [*(f"--{name}={text}" for name in names), "--", "data/"]
    assert (dict(ran.outputs), "pwned" in files(runner)) == ({"exit-code": "0"}, False)


@pytest.mark.parametrize("text", HOSTILE)
def test_paths_and_further_options_are_one_a_line_and_no_commands(recorder, text):
    runner, arguments = recorder
    lines = text.splitlines()
    runner.run("validate", paths=text)
    assert arguments()[7:] == ["--", *lines]
    ran = runner.run("validate", args=text)
    assert arguments()[7:] == [*lines, "--", "data/"]
    assert (dict(ran.outputs), "pwned" in files(runner)) == ({"exit-code": "0"}, False)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_place_of_the_report_cannot_become_a_command_or_an_output(recorder, text):
    runner, arguments = recorder
    ran = runner.run("validate", sarif=text)
    assert "pwned" not in files(runner)
    if "\n" in text:
        assert (ran.code, dict(ran.outputs), "has a line break" in ran.said) == (2, {}, True)
    else:
        assert (ran.code, arguments()[4]) == (0, f"sarif={text}")


def test_what_the_program_refuses_is_said_and_fails(runner):
    ran = runner.run("validate", args=TODAY, fail_on="$(touch pwned)")
    assert (ran.code, dict(ran.outputs), "pwned" in files(runner)) == (2, {"exit-code": "2"}, False)
    assert "$(touch pwned)" in ran.said


def stand_in(tmp_path):
    """Return a runner whose Python notes its arguments and makes an environment of itself."""
    log = tmp_path / "calls"
    programs = tmp_path / "programs"
    programs.mkdir()
    executable(
        programs / "python",
        '#!/bin/bash\nprintf "%s\\n" "$*" >> "$CALLS"\n'
        'if [ "$2 $3" = "-m venv" ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; fi\n',
    )
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "CALLS": str(log)}
    return Runner(tmp_path / "other", environment), log


def test_the_program_is_installed_from_the_checkout_of_the_action(tmp_path):
    runner, log = stand_in(tmp_path)
    ran = runner.run("install")
    calls = log.read_text(encoding="utf-8").splitlines()
    assert ran.code == 0
    assert calls[-1] == f"-I -m pip install --quiet --disable-pip-version-check {ROOT}"
    assert all(call.startswith("-I ") for call in calls)
    assert Path(ran.outputs["programs"]).is_relative_to(runner.temporary)


def test_a_version_is_taken_from_the_index(tmp_path):
    runner, log = stand_in(tmp_path)
    assert runner.run("install", version="1.2.3rc1").code == 0
    assert log.read_text(encoding="utf-8").splitlines()[-1].endswith(" egovcheck==1.2.3rc1")


@pytest.mark.parametrize(
    "text", [*HOSTILE, "1.0 --index-url=x", "../evil", "@ file:///evil", "-r evil.txt", "1.0\n-r x"]
)
def test_what_is_no_version_is_refused_before_anything_is_installed(tmp_path, text):
    runner, log = stand_in(tmp_path)
    ran = runner.run("install", version=text)
    assert (ran.code, dict(ran.outputs), "is no version" in ran.said) == (2, {}, True)
    assert "pip" not in log.read_text(encoding="utf-8")
    assert "pwned" not in files(runner)


def test_an_old_python_is_refused_with_what_to_do(tmp_path):
    programs = tmp_path / "programs"
    programs.mkdir()
    older = f'#!/bin/bash\nexec "{sys.executable}" "$1" "$2" "${{3/sys.version_info < (3, 11)/True}}"\n'
    executable(programs / "python", older)
    runner = Runner(tmp_path / "other", {"PATH": f"{programs}:/usr/bin:/bin"})
    ran = runner.run("install")
    assert (ran.code, "give python-version" in ran.said) == (1, True)
