"""Records into SDMX-CSV and back: the same records, with the same intervals."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.records.model import IndicatorRecord
from egovcheck.records.registers import SourceRegister
from egovcheck.records.sdmx.outgoing import Outgoing
from egovcheck.records.sdmx.writing import Structure, Writer
from egovcheck.records.submission import SubmissionReader
from egovcheck.sources.formats import open_table
from egovcheck.sources.tables import Document
from tests.records.rows import CATALOGUE, Read

HEADER = (
    "indicator,area,period,value,denominator,qualifier,measure,base_period,status,breakdown,source,quote,note,path\n"
)
VISITS = "VN_PORTAL_VISITS"


def records(path: Path) -> Read:
    # Vietnamese figures; the plain numbers of SDMX must not be taken for such
    reader = SubmissionReader(CATALOGUE, SourceRegister.of([]), open_table, "vi")
    submission, batches = reader.read(1, Document(path.name, path, "", path.stat().st_size), "ours")
    return Read(submission, list(batches))


def exported(read: Read, outgoing: Outgoing | None = None) -> str:
    outgoing, writer = outgoing or Outgoing(CATALOGUE), Writer(Structure.read("NSO:EGOV(1.0)"))
    return "".join(
        writer.part(outgoing.columns(batch.columns, batch.rows), first=turn == 0)
        for turn, batch in enumerate(read.batches)
    )


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def written(folder: Path, *lines: str) -> tuple[Read, str, Read]:
    first, second = folder / "ours.csv", folder / "ours-sdmx.csv"
    first.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    before = records(first)
    assert before.notices == []
    second.write_text(exported(before), encoding="utf-8")
    return before, second.read_text(encoding="utf-8"), records(second)


FIGURES = [
    'UN_EGDI_RANK,VNM,2020,86/193,,,,,,,s,"a ""quoted"", text",,text.txt',
    'UN_EGDI_SCORE,VNM,2020,"0,6667",,,,,,,s,,remark,',
    'UN_EGDI_SCORE,VNM,2020,"0,6670",,,,,,,s,,,',
    'UN_EGDI_SCORE,VNM,2020,"59,31/100",,,,,,,s,,,',
    'UN_EGDI_SCORE,IRQ,2010,"0,6955600000000001",,,,,,,s,,,',
    f"{VISITS},VNM,2020-08-26,trên 60 triệu,,,,,,,s,,,",
    f'{VISITS},VNM,2020-08-26,"60,4 triệu",,,,,estimate,,s,,,',
    f"{VISITS},VNM,2020-01/2020-06,gần 380.000,,,,,target,,s,,,",
    f"{VISITS},VNM,2020-03/2020-08,3-5 triệu,,,,,provisional,,s,,,",
    f"{VISITS},VNM,2020,khoảng 5 triệu,,,,,,SEX=F,s,,,",
    f"{VISITS},VNM,2020,giảm 3 lần,,,multiple,2019,,,s,,,",
    f"{VISITS},VNM,,9.000,,at_most,,,,,s,,,",
    "UN_EGDI_RANK,VNM,2020,tăng 2 bậc,,,change,2018,,,s,,,",
    "UN_EGDI_LEVEL,VNM,2020,cao,,,,,,,s,,,",
    "UN_SURVEY_RELEASED,UN,2020,2020-07,,,,,,,s,,,",
    "VN_PORTAL_PAYMENT_VALUE,VNM,26/08/2020,hơn 6.300 tỷ đồng,,,,,,,s,,,",
    ',VNM,2020,"86,5%",,,,,,,s,"86,5% of all",,',
]


@pytest.mark.parametrize("line", FIGURES)
def test_every_figure_comes_back_as_it_was(tmp_path: Path, line: str) -> None:
    before, _, after = written(tmp_path, line)
    assert after.notices == []
    for name in IndicatorRecord.model_fields:
        assert after.column(name) == before.column(name), name


def test_a_whole_file_comes_back_and_its_keys_stand_only_once(tmp_path: Path) -> None:
    before, text, after = written(tmp_path, *FIGURES)
    for name in IndicatorRecord.model_fields:
        assert after.column(name) == before.column(name), name
    found = rows(text)
    keys = [tuple(row[name] for name in list(row)[3:11]) for row in found]
    assert len(set(keys)) == len(found) == 18
    assert [row["STATEMENT"] for row in found[1:4]] == ["1", "2", "3"]


def test_what_is_exported_again_is_the_same_file(tmp_path: Path) -> None:
    _, text, after = written(tmp_path, *FIGURES)
    assert exported(after) == text


def test_the_concepts_say_precision_multiplier_and_status(tmp_path: Path) -> None:
    _, text, _ = written(tmp_path, *FIGURES[:1], *FIGURES[2:3], *FIGURES[5:8])
    shown: list[Any] = [
        [
            row[name]
            for name in ("OBS_VALUE", "UNIT_MULT", "DECIMALS", "OBS_STATUS", "QUALIFIER", "TIME_PERIOD", "PRINTED")
        ]
        for row in rows(text)
    ]
    assert shown == [
        ["86", "0", "0", "A", "exact", "2020", "86/193"],
        ["0.6670", "0", "4", "A", "exact", "2020", "0,6670"],
        ["60", "6", "0", "A", "at_least", "2020-08-26", "trên 60 triệu"],
        ["60.4", "6", "1", "E", "exact", "2020-08-26", "60,4 triệu"],
        ["380000", "0", "0", "F", "almost", "2020-S1", "gần 380.000"],
    ]


def test_the_first_columns_name_the_structure(tmp_path: Path) -> None:
    _, text, _ = written(tmp_path, FIGURES[0])
    assert text.splitlines()[0].startswith("STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,")
    assert text.splitlines()[1].startswith("dataflow,NSO:EGOV(1.0),I,VNM,UN_EGDI_RANK,")


def test_pysdmx_reads_what_was_written(tmp_path: Path) -> None:
    from pysdmx.io.csv.sdmx20.reader import read

    _, text, _ = written(tmp_path, *FIGURES)
    (dataset,) = read(text)
    assert dataset.short_urn == "Dataflow=NSO:EGOV(1.0)"
    assert len(dataset.data) == 18
    assert list(dataset.data["REF_AREA"])[:2] == ["VNM", "VNM"]


def test_what_a_wide_table_prints_is_shown_where_it_cannot_be_read_alone(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(HEADER + f"{VISITS},VNM,2020,60 triệu,,,,,,,s,,,\n", encoding="utf-8")
    before = records(tmp_path / "wide.csv")
    before.batches[0].columns["printed"] = ["60"]  # as a column headed "triệu lượt" has it
    (row,) = rows(exported(before))
    assert (row["OBS_VALUE"], row["UNIT_MULT"], row["PRINTED"], row["PRINTED_TEXT"]) == ("60", "6", "", "60")
    (tmp_path / "out.csv").write_text(exported(before), encoding="utf-8")
    after = records(tmp_path / "out.csv")
    assert (after.column("printed"), after.column("low"), after.notices) == (["60"], ["59500000"], [])


def test_an_interval_that_cannot_be_written_is_counted(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text(HEADER + f"{VISITS},VNM,2020,60 triệu,,,,,,,s,,,\n", encoding="utf-8")
    before = records(tmp_path / "ours.csv")
    before.batches[0].columns["low"] = ["1"]
    outgoing = Outgoing(CATALOGUE)
    assert "60000000" in exported(before, outgoing)
    assert (outgoing.records, outgoing.changed) == (1, 1)


@pytest.mark.parametrize("text", ["EGOV", "NSO:EGOV", "NSO:EGOV(1.0", "concept=NSO:EGOV(1.0)", ""])
def test_a_structure_that_is_none_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is no structure"):
        Structure.read(text)


def test_a_data_structure_may_be_named_instead_of_a_dataflow() -> None:
    assert Structure.read("datastructure=NSO:EGOV(2.1)") == Structure("datastructure", "NSO", "EGOV", "2.1")
