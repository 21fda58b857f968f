"""The four documents that the project starts from: what must be found in them, and how well their figures are read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
AT_LEAST = {"precision": 0.97, "recall": 0.97, "indicator": 0.95, "area": 0.90, "period": 0.90}

pytestmark = pytest.mark.needs("shared-seeds")


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_one_error_one_information_and_no_false_alarm():
    texts = [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    done = _python("-m", "egovcheck", "validate", *texts, "--isolated", "--today", "2026-11-01", "-o", "concise", "-q")
    findings = re.findall(r"(\d{3})_\w+\.txt:\d+:\d+: (\w+) (EG\d+) (.*)", done.stdout)
    assert [finding[:3] for finding in findings] == [("001", "error", "EG302"), ("000", "info", "EG604")]
    assert "thứ 6/11 is out of 11, but the total was 10" in findings[0][3]
    assert done.returncode == 1


def test_figures_are_read_as_well_as_promised():
    done = _python("benchmarks/prose.py")
    (line,) = re.findall(r"^all .*$", done.stdout, re.MULTILINE)
    measured = dict(zip(AT_LEAST, map(float, re.findall(r"\d\.\d{3}", line)), strict=True))
    assert {name: value for name, value in measured.items() if value < AT_LEAST[name]} == {}, done.stdout
