"""``egovcheck validate form.xlsx --annotate out.xlsx`` as people run it: the report, the exit code and the copy."""

from __future__ import annotations

import openpyxl
import pytest

from .running import WRONG, egovcheck, table


def workbook(folder):
    book = openpyxl.Workbook()
    for line in WRONG.splitlines():
        book.active.append(line.split(","))
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


def both(folder, *arguments):
    """Run with and without ``--annotate``; the finished processes."""
    command = ["validate", "form.xlsx", "--today", "2026-11-01", *arguments]
    return egovcheck(*command, cwd=folder), egovcheck(*command, "--annotate", "out.xlsx", cwd=folder)


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_the_copy_changes_neither_the_report_nor_the_exit_code(tmp_path, fail_on, code):
    before = workbook(tmp_path).read_bytes()
    plain, annotated = both(tmp_path, "--fail-on", fail_on)
    assert plain.returncode == annotated.returncode == code
    assert annotated.stdout == plain.stdout
    assert "out.xlsx" in annotated.stderr
    assert (tmp_path / "form.xlsx").read_bytes() == before


def test_the_cell_of_a_wrong_figure_is_marked_and_the_sheet_leads_to_it(tmp_path):
    workbook(tmp_path)
    both(tmp_path)
    copy = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cell = copy["Sheet"]["D2"]
    assert cell.value == "88/193"
    assert cell.comment.text.startswith("ERROR EG204\n")
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    links = [one.hyperlink.location for row in copy["egovcheck"].iter_rows() for one in row if one.hyperlink]
    assert "'Sheet'!D2" in links


def test_the_copy_can_be_corrected_and_checked_like_the_original(tmp_path):
    workbook(tmp_path)
    plain, _ = both(tmp_path)
    again = egovcheck("validate", "out.xlsx", "--today", "2026-11-01", cwd=tmp_path)
    assert again.stdout.replace("out", "form") == plain.stdout


def test_a_workbook_that_cannot_be_read_leaves_no_copy(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "empty.xlsx")
    table(tmp_path, WRONG)
    done = egovcheck("validate", "empty.xlsx", "data.csv", "--annotate", "out.xlsx", cwd=tmp_path)
    assert done.returncode == 3
    assert "out.xlsx is not written" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()
