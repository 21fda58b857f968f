"""``.pre-commit-hooks.yaml``: which files the hooks are given. ``tests/hooks.py`` runs them."""

from __future__ import annotations

import re

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from egovcheck.cli.templates import templates
from egovcheck.sources.formats import SUFFIXES
from egovcheck.sources.side_files import SIDE_FILES, is_side_file
from tests.cli.running import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in load_manifest(MANIFEST)}
STARTED = yaml.safe_load(templates("en")[".pre-commit-config.yaml"])["repos"][0]["hooks"]


def chosen(hook, path):
    """Say whether pre-commit gives a file to a hook."""
    return re.search(hook["files"], path) is not None and re.search(hook["exclude"], path) is None


def test_there_is_one_hook_for_changed_files_and_one_for_all():
    assert sorted(HOOKS) == ["egovcheck", "egovcheck-all"]
    assert [HOOKS[name]["pass_filenames"] for name in sorted(HOOKS)] == [True, False]
    # types of pre-commit know too few formats, so none is asked for
    assert [HOOKS[name]["types"] for name in sorted(HOOKS)] == [["file"], ["file"]]


@pytest.mark.parametrize("hook", [HOOKS["egovcheck"], STARTED[0]], ids=["manifest", "template"])
def test_every_table_that_can_be_read_is_judged(hook):
    names = [f"data/Báo cáo 2020{suffix}" for suffix in sorted({*SUFFIXES, ".xlsx", ".ods", ".docx", ".CSV", ".Xlsx"})]
    assert [name for name in names if not chosen(hook, name)] == []
    much_alike = ["-x.csv", "licensees.csv", "authors-2020.csv", "resources.csv", "sources.csv.jsonl", "readme/x.csv"]
    assert [name for name in much_alike if not chosen(hook, f"data/{name}")] == []


@pytest.mark.parametrize("hook", [HOOKS["egovcheck"], STARTED[0]], ids=["manifest", "template"])
def test_what_is_no_submission_is_left_alone(hook):
    suffixes = ("", ".csv", ".json", ".docx", ".xlsx")
    names = [pattern.replace("[.-]", ".").replace("*", rest) for pattern in SIDE_FILES for rest in suffixes]
    assert all(map(is_side_file, names))
    assert [name for name in names if chosen(hook, f"data/{name}") or chosen(hook, name)] == []
    others = ["data/.hidden.csv", "data/.cache/x.csv", "data/x.py", "data/x.csv.bak", "data/xcsv"]
    assert [name for name in others if chosen(hook, name)] == []


def test_the_template_judges_its_folder_alone():
    assert [chosen(STARTED[0], path) for path in ("data/a/x.csv", "x.csv", "src/data/x.csv")] == [True, False, False]


def test_the_template_and_the_manifest_are_called_alike():
    for own, shipped in zip(STARTED, HOOKS.values(), strict=True):
        same = ("id", "entry", "language")
        assert [own[key] for key in same] == [shipped[key] for key in same]
    assert STARTED[0]["exclude"] == HOOKS["egovcheck"]["exclude"]
    assert STARTED[0]["args"] == HOOKS["egovcheck"]["args"] == ["--"]
