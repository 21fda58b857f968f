"""``egovcheck init --repository``: what it writes works as it stands, and nothing that exists is touched."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config
from typer.main import get_command

from egovcheck.cli.app import app
from egovcheck.core.version import __version__
from tests.cli.running import WRONG, egovcheck

FILES = [
    ".gitattributes",
    ".github/workflows/egovcheck.yml",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "README.md",
    "data/README.md",
    "data/sources.csv",
    "egovcheck-waivers.toml",
    "egovcheck.toml",
]
TODAY = ("--today", "2026-11-22")
HEADER = "indicator,area,period,value,publisher,published\n"
ONE = f"{HEADER}VN_SERVICES_LEVEL4,VN-25,2020-06,612,Báo,2020-07-15\n"
OTHER = f"{HEADER}VN_SERVICES_LEVEL4,VN-25,2020-06,640,Báo,2020-07-20\n"
LIBYA = """indicator,area,period,value
UN_EGDI_SCORE,LBY,2012,0.0
UN_OSI_SCORE,LBY,2012,0.0
UN_TII_SCORE,LBY,2012,0.3743
UN_HCI_SCORE,LBY,2012,0.8502
"""


@pytest.fixture(scope="module", params=["en", "vi"])
def pristine(request, tmp_path_factory):
    """A repository as it is begun in either language, to be looked at."""
    folder = tmp_path_factory.mktemp(request.param)
    done = egovcheck("init", "--repository", "--lang", request.param, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def started(pristine, tmp_path):
    """A copy of it to work in."""
    return shutil.copytree(pristine, tmp_path / "repository")


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def submit(folder, name, text):
    (folder / "data" / name).write_text(text, encoding="utf-8")


def test_everything_is_written_and_said(tmp_path):
    done = egovcheck("init", "--repository", cwd=tmp_path)
    assert sorted(texts(tmp_path)) == FILES
    said = done.stdout.splitlines()
    assert sorted(said[:-1]) == sorted(f"{name} written" for name in FILES)
    assert said[-1] == "put files of figures under data/, then run: egovcheck validate data/"


def test_in_vietnamese_it_is_said_and_written_in_vietnamese(tmp_path):
    done = egovcheck("init", "--repository", "--lang", "vi", cwd=tmp_path)
    assert done.stdout.splitlines()[0] == "đã ghi egovcheck.toml"
    assert texts(tmp_path)["README.md"].startswith("# Số liệu về chính phủ điện tử\n")
    submit(tmp_path, "sai.csv", WRONG)
    # whoever runs it has Vietnamese messages without asking for them
    assert "lỗi EG204" in egovcheck("validate", "data/", cwd=tmp_path).stdout


def test_figures_are_judged_as_it_stands(started):
    empty = egovcheck("validate", "data/", cwd=started)
    assert (empty.returncode, empty.stdout) == (3, "")
    submit(started, "bao.csv", ONE)
    clean = egovcheck("validate", "data/", *TODAY, cwd=started)
    assert (clean.returncode, clean.stderr) == (0, "")
    submit(started, "cong.csv", OTHER)
    conflict = egovcheck("validate", "data/", *TODAY, cwd=started)
    assert (conflict.returncode, "EG501" in conflict.stdout) == (1, True)


def test_the_example_of_a_submission_is_one(started):
    text = (started / "data" / "README.md").read_text("utf-8")
    example, sources = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    submit(started, "haiphong.csv", example)
    submit(started, "sources.csv", sources)
    done = egovcheck("validate", "data/", "--fail-on", "info", *TODAY, cwd=started)
    assert (done.returncode, done.stderr) == (0, "")
    # the date of the example is what makes a newer edition impossible
    submit(started, "haiphong.csv", example.replace("2018,88", "2020,86"))
    assert "EG202" in egovcheck("validate", "data/", *TODAY, cwd=started).stdout


def test_the_example_of_a_waiver_accepts_what_it_says(started):
    submit(started, "egdi.csv", LIBYA)
    before = egovcheck("validate", "data/", "--select", "EG303", *TODAY, cwd=started)
    assert (before.returncode, before.stdout.count("EG303")) == (1, 1)
    path = started / "egovcheck-waivers.toml"
    comments, example = path.read_text("utf-8").split("\n\n")
    assert all(line.startswith("# ") for line in comments.splitlines())
    path.write_text(re.sub(r"^# ", "", example, flags=re.MULTILINE), encoding="utf-8")
    after = egovcheck("validate", "data/", "--select", "EG303", *TODAY, cwd=started)
    assert (after.returncode, "EG303" in after.stdout) == (0, False)
    submit(started, "egdi.csv", LIBYA.replace("2012,0.0", "2012,0.1"))
    assert egovcheck("validate", "data/", "--select", "EG303", *TODAY, cwd=started).returncode == 1


def test_the_baseline_works_as_the_readme_says(started):
    submit(started, "sai.csv", WRONG)
    text = (started / "README.md").read_text("utf-8")
    (line,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert egovcheck("baseline", "write", "data/", *TODAY, cwd=started).returncode == 0
    configuration = started / "egovcheck.toml"
    configuration.write_text(line + configuration.read_text("utf-8"), encoding="utf-8")
    assert egovcheck("validate", "data/", *TODAY, cwd=started).returncode == 0


def test_what_exists_is_kept_and_named(tmp_path):
    kept, missing = FILES[::2], FILES[1::2]
    for name in kept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name} của tôi\n", encoding="utf-8")
    done = egovcheck("init", "--repository", cwd=tmp_path)
    assert done.returncode == 0
    told = {f"{name} kept: it was there already" for name in kept} | {f"{name} written" for name in missing}
    assert set(done.stdout.splitlines()[:-1]) == told
    written = texts(tmp_path)
    assert {name: written[name] for name in kept} == {name: f"# {name} của tôi\n" for name in kept}
    # now everything exists
    again = egovcheck("init", "--repository", cwd=tmp_path)
    assert (again.returncode, again.stdout.count(" kept: ")) == (0, len(FILES))
    assert texts(tmp_path) == written


@pytest.mark.parametrize("name", ["readme.rst", "ReadMe"])
def test_a_readme_by_another_name_is_one(tmp_path, name):
    (tmp_path / name).write_text("x\n", encoding="utf-8")
    done = egovcheck("init", "--repository", cwd=tmp_path)
    assert f"{name} kept: it was there already" in done.stdout.splitlines()
    assert not (tmp_path / "README.md").exists()


def test_settings_of_pyproject_are_settings(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.egovcheck]\nlang = "vi"\n', encoding="utf-8")
    done = egovcheck("init", "--repository", cwd=tmp_path)
    assert "giữ nguyên pyproject.toml vì đã có sẵn" in done.stdout.splitlines()
    assert not (tmp_path / "egovcheck.toml").exists()


def test_a_link_is_not_written_through(tmp_path):
    (tmp_path / "README.md").symlink_to(tmp_path / "elsewhere")
    assert egovcheck("init", "--repository", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "elsewhere").exists()


def test_where_a_file_is_in_the_way_of_a_folder_that_is_said(tmp_path):
    (tmp_path / "data").write_text("x", encoding="utf-8")
    done = egovcheck("init", "--repository", cwd=tmp_path)
    assert (done.returncode, "data/README.md cannot be written" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr


def test_layouts_go_into_the_configuration_that_is_written(tmp_path):
    (tmp_path / "rong.csv").write_text("country,Year,EGDI\nVNM,2018,0.5931\n", encoding="utf-8")
    assert egovcheck("init", "--repository", "--lang", "vi", "--from", "rong.csv", cwd=tmp_path).returncode == 0
    written = tomllib.loads((tmp_path / "egovcheck.toml").read_text("utf-8"))
    assert (written["lang"], written["layouts"][0]["files"]) == ("vi", "rong.csv")


def test_where_a_configuration_exists_layouts_alone_are_printed_on_standard_output(tmp_path):
    (tmp_path / "egovcheck.toml").write_text('ignore = ["EG7"]\n', encoding="utf-8")
    (tmp_path / "rong.csv").write_text("country,Year,EGDI\nVNM,2018,0.5931\n", encoding="utf-8")
    done = egovcheck("init", "--repository", "--from", "rong.csv", cwd=tmp_path)
    assert tomllib.loads(done.stdout)["layouts"][0]["files"] == "rong.csv"
    assert "data/sources.csv written" in done.stderr


def test_both_languages_say_the_same_to_machines(tmp_path):
    found = {}
    for lang in ("en", "vi"):
        folder = tmp_path / lang
        folder.mkdir()
        egovcheck("init", "--repository", "--lang", lang, cwd=folder)
        found[lang] = {
            name: without_names(yaml.safe_load(text))
            for name, text in texts(folder).items()
            if name.endswith(("yml", "yaml"))
        }
    assert found["en"] == found["vi"]
    assert len(found["en"]) == 3


def without_names(value):
    if isinstance(value, dict):
        return {key: without_names(one) for key, one in value.items() if key != "name"}
    return [without_names(one) for one in value] if isinstance(value, list) else value


def test_every_command_in_it_has_only_options_that_there_are(pristine):
    commands = get_command(app).commands
    seen = set()
    for text in texts(pristine).values():
        for line in re.findall(r"egovcheck (?:validate|baseline|init|catalogue|schema)\b[^\n`]*", text):
            words = shlex.split(line)[1:]
            command = commands[words.pop(0)]
            while getattr(command, "commands", None):
                command = command.commands[words.pop(0)]
            known = {option for parameter in command.params for option in parameter.opts}
            options = {word for word in words if word.startswith("--")}
            seen |= options
            assert options <= known, line
    assert {"--changed-since", "--output", "--from"} <= seen


def test_the_version_that_is_installed_is_the_one_that_wrote_it(pristine):
    for name in (".github/workflows/egovcheck.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml", "README.md"):
        text = texts(pristine)[name]
        assert f'"egovcheck=={__version__}"' in text
        assert "@VERSION@" not in text


def test_pre_commit_takes_the_configuration(pristine):
    (repository,) = load_config(pristine / ".pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == ["egovcheck", "egovcheck-all"]


def test_submissions_stay_as_they_were_sent_on_every_machine(started):
    git(started, "init", "--quiet")
    asked = git(started, "check-attr", "text", "--", "data/a/b.csv", "README.md")
    assert asked.splitlines() == ["data/a/b.csv: text: unset", "README.md: text: unspecified"]


def git(folder, *arguments):
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    who = ("-c", "user.name=x", "-c", "user.email=x@localhost", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, env=kept | own, capture_output=True, text=True, check=True
    ).stdout


def requested(place, name, text):
    """Return a checkout as CI has it: the main branch holds an old conflict, and a branch adds a file."""
    origin = place / "origin"
    origin.mkdir()
    egovcheck("init", "--repository", cwd=origin)
    git(origin, "init", "--quiet")
    submit(origin, "sai.csv", WRONG)
    submit(origin, "bao.csv", ONE)
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "x")
    git(origin, "checkout", "--quiet", "-b", "request")
    submit(origin, name, text)
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "x")
    git(place, "clone", "--quiet", str(origin), "checkout")
    return place / "checkout"


def run_job(folder, script, **environment):
    """Run a script as a CI job does; returns its exit code and what it printed."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": "1795305600", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def github_steps(folder):
    workflow = yaml.safe_load((folder / ".github/workflows/egovcheck.yml").read_text("utf-8"))
    steps = workflow["jobs"]["validate"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")]
    return {step.get("if", ""): step["run"] for step in steps if step.get("run", "").startswith("egovcheck ")}


CASES = [("cong.csv", OTHER, 1, "EG501"), ("moi.csv", ONE.replace("VN-25", "VN-26"), 0, "")]


@pytest.mark.parametrize(("name", "text", "code", "rule"), CASES, ids=["conflict", "clean"])
def test_the_job_of_github_fails_for_what_a_request_changes_alone(tmp_path, name, text, code, rule):
    folder = requested(tmp_path, name, text)
    steps = github_steps(folder)
    ran, said = run_job(folder, steps["github.event_name == 'pull_request'"], BASE="main")
    assert (ran, rule in said, "EG204" in said) == (code, True, False)
    assert (folder / "egovcheck.sarif").is_file()
    # without a request everything is judged, the old conflict too
    ran, said = run_job(folder, steps["github.event_name != 'pull_request'"])
    assert (ran, "::error file=data/sai.csv,line=2," in said) == (1, True)


@pytest.mark.parametrize(("name", "text", "code", "rule"), CASES, ids=["conflict", "clean"])
def test_the_job_of_gitlab_fails_for_what_a_request_changes_alone(tmp_path, name, text, code, rule):
    folder = requested(tmp_path, name, text)
    job = yaml.safe_load((folder / ".gitlab-ci.yml").read_text("utf-8"))["egovcheck"]
    (script,) = job["script"]
    base = git(folder, "merge-base", "HEAD", "origin/main").strip()
    ran, said = run_job(folder, script, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert (ran, rule in said, "EG204" in said) == (code, True, False)
    for path in job["artifacts"]["reports"].values():
        assert (folder / path).is_file()
        (folder / path).unlink()
    ran, said = run_job(folder, script)
    assert (ran, "EG204" in said) == (1, True)
    assert all((folder / path).is_file() for path in job["artifacts"]["reports"].values())
