"""Builds the wheel, installs it into an environment of its own, and runs it outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Fail unless the installed wheel finds its rules and catalogue and reports what the checkout reports."""
    with tempfile.TemporaryDirectory(prefix="egovcheck-wheel-") as folder:
        place = Path(folder)
        _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT)])
        wheel = next(place.glob("*.whl"))
        venv.create(place / "env", with_pip=True)
        python = place / "env" / "bin" / "python"
        _run([str(python), "-m", "pip", "install", "--quiet", str(wheel)])
        data = place / "data"
        shutil.copytree(ROOT / "fixtures" / "wrong-year", data)
        program = place / "env" / "bin" / "egovcheck"
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        done = subprocess.run(
            [str(program), "validate", "data", "--output", "json", "--today", "2026-11-01"],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        report = json.loads(done.stdout)
        codes = [finding["code"] for finding in report["findings"]]
        if done.returncode != 1 or codes != ["EG204"]:
            sys.exit(f"the installed wheel says {codes} with exit code {done.returncode}:\n{done.stderr}")
        _run([str(program), "rule", "EG501"], cwd=place, env=environment)
        started = place / "started"
        started.mkdir()
        _run([str(program), "init", "--repository"], cwd=started, env=environment)
        if not (started / ".github" / "workflows" / "egovcheck.yml").is_file():
            sys.exit("the installed wheel starts a repository without its templates")
    print(f"{wheel.name}: installed and run outside the checkout")


def _run(command: list[str], **options: object) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
