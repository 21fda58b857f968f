"""The steps of ``action.yml``, run with bash as a runner of GitHub runs them, in an environment like its own."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
BASH = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail")
"""What a runner calls for ``shell: bash``."""
_EXPRESSION = re.compile(r"\$\{\{ *(?:inputs\.(?P<input>[\w-]+)|steps\.(?P<step>\w+)\.outputs\.(?P<output>\w+)) *\}\}")


@dataclass(frozen=True)
class Ran:
    """What a step did: its exit code, what it printed, its outputs, and the summary of the job."""

    code: int
    said: str
    outputs: Mapping[str, str]
    summary: str


class Runner:
    """A runner with a workspace; ``action`` is where the action was checked out."""

    def __init__(self, folder: Path, environment: Mapping[str, str] = os.environ, action: Path = ROOT) -> None:
        self.workspace = folder / "workspace"
        self.temporary = folder / "temporary"
        for place in (self.workspace, self.temporary):
            place.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._action = action
        self._environment = dict(environment)
        self._outputs: dict[str, Mapping[str, str]] = {}

    def know(self, step: str, **outputs: str) -> None:
        """Take a step as run, with these outputs."""
        self._outputs[step] = outputs

    def run(self, step: str, **inputs: str) -> Ran:
        """Run a step with inputs of the action, whose names have underscores for dashes; the others have defaults."""
        given = {name.replace("_", "-"): text for name, text in inputs.items()}
        unknown = given.keys() - ACTION["inputs"].keys()
        if unknown:
            raise KeyError(f"the action has no input {unknown}")
        values = {name: given.get(name, entry["default"]) for name, entry in ACTION["inputs"].items()}
        script, output, summary = (self._folder / name for name in ("script.sh", "output", "summary"))
        script.write_text(STEPS[step]["run"], encoding="utf-8")
        for path in (output, summary):
            path.write_text("", encoding="utf-8")
        own = {name: self._expanded(text, values) for name, text in STEPS[step]["env"].items()}
        runner = {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self._action),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
        }
        done = subprocess.run(
            [*BASH, str(script)],
            cwd=self.workspace,
            env=self._environment | runner | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=240,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        self._outputs[step] = dict(line.split("=", 1) for line in lines)
        return Ran(done.returncode, done.stdout, self._outputs[step], summary.read_text(encoding="utf-8"))

    def _expanded(self, text: str, values: Mapping[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            if found["input"]:
                return values[found["input"]]
            return self._outputs[found["step"]].get(found["output"], "")

        return _EXPRESSION.sub(value, text)
