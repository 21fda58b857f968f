"""Reports that are tables lie beside data and are not read as data."""

from __future__ import annotations

import io

import pytest

from egovcheck.core.errors import InputError
from egovcheck.report import Style, writers
from egovcheck.sources.find import find_documents
from tests.report.samples import report, whole


def write(folder, name, made):
    kind = name.rsplit(".", 1)[1]
    if writers()[kind].binary:
        with (folder / name).open("wb") as out:
            writers()[kind].write(made, out, Style())
    else:
        text = io.StringIO()
        writers()[kind].write(made, text, Style())
        (folder / name).write_text(text.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("made", [report(), whole("vi")], ids=["empty", "whole"])
@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_a_report_in_a_folder_is_passed_over_and_refused_by_name(tmp_path, kind, made):
    (tmp_path / "data.csv").write_text("indicator,area,value\nUN_EGDI_RANK,VNM,86\n", encoding="utf-8")
    write(tmp_path, f"findings.{kind}", made)
    with find_documents([str(tmp_path)], stdin=None) as found:
        assert [document.path.name for document in found] == ["data.csv"]
    with (
        pytest.raises(InputError, match="is a report of egovcheck"),
        find_documents([str(tmp_path / f"findings.{kind}")], stdin=None),
    ):
        pass


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"finding,value\n", b"PAR1" + b"\xff" * 20 + b"PAR1"])
def test_broken_and_other_files_are_no_reports(tmp_path, kind, content):
    (tmp_path / f"x.{kind}").write_bytes(content)
    with find_documents([str(tmp_path / f"x.{kind}")], stdin=None) as found:
        assert len(found) == 1
