"""Runs the hooks and the action as other repositories have them: installed from a clone of this tree.

Slow, since pre-commit and the action each install the program with its dependencies; ``make check`` runs it once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from tests.action_steps import Runner

ROOT = Path(__file__).resolve().parent.parent
HEADER = "indicator,area,period,value,publisher,published\n"
GOOD = f"{HEADER}UN_EGDI_RANK,VNM,2020,86/193,Báo Chính phủ,2020-08-26\n"
WRONG = f"{HEADER}UN_EGDI_RANK,VNM,2020,88/193,Báo Chính phủ,2020-02-25\n"
ONE = f"{HEADER}VN_SERVICES_LEVEL4,VN-25,2020-06,612,Báo Quảng Trị,2020-07-15\n"
OTHER = f"{HEADER}VN_SERVICES_LEVEL4,VN-25,2020-06,640,Báo Quảng Trị,2020-07-20\n"
ODD = "Báo cáo Hà Tĩnh 2020.csv"
DASH = "--ignore=EG,.csv"


class Repository:
    """A git repository with hooks, and the home of the pre-commit that runs them."""

    def __init__(self, folder: Path, home: Path, configuration: str, environment: dict[str, str]) -> None:
        folder.mkdir()
        self.folder = folder
        self.environment = environment | {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
        self.git("init", "--quiet", "--initial-branch=main")
        self.write(".pre-commit-config.yaml", configuration)

    def git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return _run("git", *arguments, cwd=self.folder, environment=self.environment, check=check)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", "--", name)

    def commit(self) -> None:
        self.git("commit", "--quiet", "--no-verify", "--message", "x")

    def hook(self, name: str, *arguments: str) -> tuple[bool, str]:
        """Run a hook on what is staged; say whether it passed, and what it printed."""
        done = _run(
            sys.executable, "-m", "pre_commit", "run", name, *arguments,
            cwd=self.folder, environment=self.environment, check=False,
        )  # fmt: skip
        if done.returncode not in {0, 1}:
            sys.exit(f"pre-commit failed:\n{done.stdout}{done.stderr}")
        return done.returncode == 0, done.stdout + done.stderr


def main() -> None:
    """Fail unless the hooks judge what a commit changes, and the templates and the action do what they promise."""
    with tempfile.TemporaryDirectory(prefix="egovcheck-hooks-") as folder:
        place = Path(folder)
        environment = _environment(place)
        clone, commit = _snapshot(place / "clone", environment)
        configuration = {
            "repos": [{"repo": clone.as_uri(), "rev": commit, "hooks": [{"id": "egovcheck"}, {"id": "egovcheck-all"}]}]
        }
        repository = Repository(place / "data", place / "home", yaml.safe_dump(configuration), environment)
        _changed_files(repository)
        _all_files(repository)
        _real_commit(repository)
        print("hooks: installed from a clone and run by pre-commit")
        _template(place, environment)
        print("template: its hooks installed from an index and run by pre-commit")
        _action(place, clone, environment)
        print("action: installed from its checkout and run")


def _changed_files(repository: Repository) -> None:
    repository.write("hanoi.csv", GOOD)
    passed, said = repository.hook("egovcheck")
    _expect(said, passed and "Passed" in said, "a clean file passes")

    repository.write("haiphong.csv", WRONG)
    passed, said = repository.hook("egovcheck")
    _expect(said, not passed and "haiphong.csv:2:4: error EG204" in said, "a wrong figure fails with its finding")

    repository.commit()
    repository.write("hanoi.csv", GOOD + "UN_EGDI_RANK,VNM,2018,88/193,Báo Chính phủ,2020-08-26\n")
    passed, said = repository.hook("egovcheck")
    _expect(said, passed and "haiphong" not in said, "only what is changed is judged")
    passed, said = repository.hook("egovcheck", "--all-files")
    _expect(said, not passed and "haiphong.csv:2:4" in said, "all files are judged where that is asked for")

    repository.git("rm", "--quiet", "haiphong.csv")
    repository.git("mv", "hanoi.csv", "ha-noi.csv")
    passed, said = repository.hook("egovcheck")
    _expect(said, passed, "deleted and renamed files are no problem")
    repository.commit()
    repository.git("rm", "--quiet", "ha-noi.csv")
    passed, said = repository.hook("egovcheck")
    _expect(said, passed and "no files to check" in said, "where all is deleted there is nothing to judge")
    repository.commit()

    repository.write(ODD, WRONG)
    passed, said = repository.hook("egovcheck")
    _expect(said, not passed and f"{ODD}:2:4: error EG204" in said, "a name with blanks and Vietnamese letters is read")
    repository.write(ODD, GOOD)
    repository.write(DASH, WRONG)
    passed, said = repository.hook("egovcheck")
    _expect(said, not passed and f"{DASH}:2:4: error EG204" in said, "a name that looks like an option is a name")
    repository.git("rm", "--quiet", "-rf", "--", ODD, DASH)

    repository.write("data/sources.csv", "source,publisher\nhanoi,Cổng thông tin\n")
    repository.write("README.md", "# Số liệu\n")
    passed, said = repository.hook("egovcheck")
    _expect(said, passed and "no files to check" in said, "what only describes data is no submission")
    repository.commit()


def _all_files(repository: Repository) -> None:
    repository.write("data/bao.csv", ONE)
    repository.commit()
    repository.write("data/cong.csv", OTHER)
    passed, said = repository.hook("egovcheck")
    _expect(said, passed, "each file by itself has nothing against it")
    passed, said = repository.hook("egovcheck-all")
    _expect(
        said,
        not passed and "error EG501" in said and "612 (bao), 640 (cong)" in said,
        "two sources that contradict each other fail together, though only one is changed",
    )


def _real_commit(repository: Repository) -> None:
    _run(sys.executable, "-m", "pre_commit", "install", cwd=repository.folder, environment=repository.environment)
    before = repository.git("rev-parse", "HEAD").stdout
    done = repository.git("commit", "--message", "x", check=False)
    said = done.stdout + done.stderr
    _expect(said, done.returncode != 0 and "EG501" in said, "git refuses the commit")
    _expect(said, repository.git("rev-parse", "HEAD").stdout == before, "nothing is committed")
    repository.write("data/cong.csv", OTHER.replace("640", "612"))
    done = repository.git("commit", "--message", "x", check=False)
    _expect(done.stdout + done.stderr, done.returncode == 0, "once mended it is committed")


def _template(place: Path, environment: dict[str, str]) -> None:
    """Run what ``egovcheck init --repository`` writes; a folder with the wheel stands for the package index."""
    _run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place / "index"), str(ROOT),
        cwd=ROOT, environment=environment,
    )  # fmt: skip
    found = f"{environment.get('PIP_FIND_LINKS', '')} {place / 'index'}".strip()
    repository = Repository(place / "started", place / "home", "", environment | {"PIP_FIND_LINKS": found})
    (repository.folder / ".pre-commit-config.yaml").unlink()
    program = Path(sys.executable).parent / "egovcheck"
    _run(str(program), "init", "--repository", "--lang", "vi", cwd=repository.folder)
    repository.git("add", "--all")
    repository.write("data/bao.csv", ONE)
    for hook in ("egovcheck", "egovcheck-all"):
        passed, said = repository.hook(hook)
        _expect(said, passed and "Passed" in said, "what the template starts with is clean")
    repository.commit()
    repository.write("data/hai phong.csv", WRONG)
    repository.write("hai phong.csv", WRONG)
    passed, said = repository.hook("egovcheck")
    finding = "data/hai phong.csv:2:4: lỗi EG204"
    _expect(said, not passed and finding in said and "\nhai phong.csv" not in said, "only the data is judged")
    repository.write("data/hai phong.csv", OTHER)
    passed, said = repository.hook("egovcheck")
    _expect(said, passed, "each file by itself has nothing against it")
    passed, said = repository.hook("egovcheck-all")
    _expect(said, not passed and "lỗi EG501" in said, "the whole folder is judged")


def _action(place: Path, clone: Path, environment: dict[str, str]) -> None:
    """Run the action from its own checkout on a workspace that would like to be imported."""
    runner = Runner(place / "runner", environment, clone)
    data = runner.workspace / "data"
    data.mkdir()
    for name in ("venv", "pip", "json", "secrets"):
        (runner.workspace / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    ran = runner.run("install")
    _expect(ran.said, ran.code == 0, "the action installs the program from its checkout")
    (data / "bao.csv").write_text(ONE, encoding="utf-8")
    ran = runner.run("validate")
    _expect(
        ran.said, (ran.code, ran.outputs["exit-code"], ran.outputs["errors"]) == (0, "0", "0"), "clean figures pass"
    )
    (data / "cong.csv").write_text(OTHER, encoding="utf-8")
    ran = runner.run("validate")
    counted = (ran.code, ran.outputs["exit-code"], ran.outputs["errors"]) == (1, "1", "1")
    _expect(ran.said, counted and "::error file=data/bao.csv,line=2," in ran.said, "a conflict is annotated and fails")
    _expect(ran.summary, "EG501" in ran.summary, "the summary of the job has the finding")


def _snapshot(folder: Path, environment: dict[str, str]) -> tuple[Path, str]:
    """Return a repository that holds this tree as it stands, committed or not, and its commit."""
    listed = _run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all", "--force"),
        ("commit", "--quiet", "--message", "x"),
    ):
        _run("git", *command, cwd=folder, environment=environment)
    return folder, _run("git", "rev-parse", "HEAD", cwd=folder, environment=environment).stdout.strip()


def _environment(place: Path) -> dict[str, str]:
    """Return an environment where nothing of the caller's git, Python and hooks counts; pip finds packages."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "PYTHON", "SKIP", "EGOVCHECK"))
    }
    (place / "gitconfig").write_text("[user]\nname = x\nemail = x@localhost\n", encoding="utf-8")
    return kept | {"GIT_CONFIG_GLOBAL": str(place / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}


def _expect(said: str, held: bool, what: str) -> None:
    if not held:
        sys.exit(f"not so: {what}\n{said}")


def _run(
    *command: str, cwd: Path, environment: dict[str, str] | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if check and done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done


if __name__ == "__main__":
    main()
