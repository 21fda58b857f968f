"""``egovcheck validate form.xlsx --annotate out.xlsx`` as people run it."""

from __future__ import annotations

import openpyxl
import pytest

from .running import WRONG, egovcheck, table


def workbook(folder, name="form.xlsx"):
    book = openpyxl.Workbook()
    for line in WRONG.splitlines():
        book.active.append(line.split(","))
    book.save(folder / name)
    return folder / name


def refused(done, *words):
    assert done.returncode == 2
    assert done.stdout == ""
    assert all(word in done.stderr for word in words), done.stderr


@pytest.mark.parametrize("name", ["data.csv", "data.ods", "data.xls"])
def test_other_formats_are_refused_with_what_is_possible(tmp_path, name):
    table(tmp_path, WRONG, name)
    done = egovcheck("validate", name, "--annotate", "out.xlsx", cwd=tmp_path)
    refused(done, name, ".xlsx or .xlsm")
    assert not (tmp_path / "out.xlsx").exists()


def test_one_workbook_at_a_time(tmp_path):
    workbook(tmp_path, "a.xlsx")
    workbook(tmp_path, "b.xlsx")
    refused(egovcheck("validate", "a.xlsx", "b.xlsx", "--annotate", "out.xlsx", cwd=tmp_path), "a.xlsx, b.xlsx")


@pytest.mark.parametrize("out", ["form.xlsx", "./form.xlsx", "link.xlsx", "before.xlsx"])
def test_the_original_is_never_changed(tmp_path, out):
    before = workbook(tmp_path).read_bytes()
    workbook(tmp_path, "before.xlsx")
    (tmp_path / "link.xlsx").symlink_to("form.xlsx")
    command = ["validate", "form.xlsx", "--previous", "before.xlsx", "--annotate", out]
    refused(egovcheck(*command, cwd=tmp_path), "overwrite an input")
    assert (tmp_path / "form.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("out", "word"),
    [("out.csv", ".xlsx or .xlsm"), ("out.xlsm", ".xlsx as well"), ("gone/out.xlsx", "folder that exists")],
)
def test_a_copy_that_could_not_be_opened_or_written_is_refused(tmp_path, out, word):
    workbook(tmp_path)
    refused(egovcheck("validate", "form.xlsx", "--annotate", out, cwd=tmp_path), word)


def test_two_outputs_to_one_file_are_refused(tmp_path):
    workbook(tmp_path)
    command = ["validate", "form.xlsx", "--output", "xlsx=out.xlsx", "--annotate", "out.xlsx"]
    refused(egovcheck(*command, cwd=tmp_path), "two outputs go to one file")


def test_what_only_looks_like_a_workbook_is_refused(tmp_path):
    table(tmp_path, "indicator,area\n", "form.xlsx")
    refused(egovcheck("validate", "form.xlsx", "--annotate", "out.xlsx", cwd=tmp_path), "no", "cannot be annotated")
