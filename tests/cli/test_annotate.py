"""``egovcheck validate form.xlsx --annotate out.xlsx``: what is refused before anything is compared."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from egovcheck.cli.annotating import copying
from egovcheck.cli.console import Target
from egovcheck.core.errors import UsageError

from .running import WRONG, egovcheck, table


def workbook(folder, name="form.xlsx"):
    book = openpyxl.Workbook()
    for line in WRONG.splitlines():
        book.active.append(line.split(","))
    book.save(folder / name)
    return folder / name


def refused(out, *paths, previous=(), outputs=()):
    """The sentence with which a copy is refused before anything is compared."""
    with pytest.raises(UsageError) as raised:
        copying(out, paths, previous, [Target("xlsx", Path(path)) for path in outputs], "en")
    return str(raised.value)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", ["data.csv", "data.ods", "data.xls"])
def test_other_formats_are_refused_with_what_is_possible(tmp_path, name):
    table(tmp_path, WRONG, name)
    said = refused("out.xlsx", name)
    assert name in said
    assert ".xlsx or .xlsm" in said


def test_one_workbook_at_a_time(tmp_path):
    workbook(tmp_path, "a.xlsx")
    workbook(tmp_path, "b.xlsx")
    assert "a.xlsx, b.xlsx" in refused("out.xlsx", "a.xlsx", "b.xlsx")


@pytest.mark.parametrize("out", ["form.xlsx", "./form.xlsx", "link.xlsx", "hard.xlsx", "before.xlsx"])
def test_the_original_is_never_changed(tmp_path, out):
    workbook(tmp_path)
    workbook(tmp_path, "before.xlsx")
    (tmp_path / "link.xlsx").symlink_to("form.xlsx")
    (tmp_path / "hard.xlsx").hardlink_to(tmp_path / "form.xlsx")
    assert "overwrite an input" in refused(out, "form.xlsx", previous=["before.xlsx"])


@pytest.mark.parametrize(
    ("out", "word"),
    [
        ("out.csv", ".xlsx or .xlsm"),
        ("out.xlsm", ".xlsx as well"),
        ("gone/out.xlsx", "folder that exists"),
        ("folder.xlsx", "folder that exists"),
    ],
)
def test_a_copy_that_could_not_be_opened_or_written_is_refused(tmp_path, out, word):
    (tmp_path / "folder.xlsx").mkdir()
    workbook(tmp_path)
    assert word in refused(out, "form.xlsx")


def test_two_outputs_to_one_file_are_refused(tmp_path):
    workbook(tmp_path)
    assert "two outputs go to one file" in refused("out.xlsx", "form.xlsx", outputs=["./out.xlsx"])


def test_what_only_looks_like_a_workbook_is_refused(tmp_path):
    table(tmp_path, "indicator,area\n", "form.xlsx")
    assert "cannot be annotated: it is not a workbook" in refused("out.xlsx", "form.xlsx")


def test_without_the_option_there_is_no_copy():
    assert copying(None, ["gone.xlsx"], [], [], "en") is None


def test_a_refusal_is_a_wrong_command(tmp_path):
    table(tmp_path, WRONG)
    done = egovcheck("validate", "data.csv", "--annotate", "out.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "only .xlsx or .xlsm can be" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()
