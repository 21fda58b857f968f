"""Files of SDMX-CSV into records: versions, labels, statuses, dimensions, layouts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.records.layouts.book import LayoutBook
from egovcheck.records.layouts.parsing import check_known, read_layout
from egovcheck.records.registers import SourceRegister
from egovcheck.records.sdmx.concepts import concepts
from egovcheck.records.submission import SubmissionReader
from egovcheck.sources.formats import open_grid, open_table
from egovcheck.sources.tables import Document
from tests.records.rows import CATALOGUE, Read

RANK = "UN_EGDI_RANK"
VISITS = "VN_PORTAL_VISITS"


def read(folder: Path, text: str, layout: dict[str, Any] | None = None, *, bulk_rows: int = 10**9) -> Read:
    path = folder / "egdi-2020.csv"
    path.write_text(text, encoding="utf-8")
    layouts = [read_layout({"files": "*", **layout}, folder, lambda *_: "egovcheck.toml:1")] if layout else []
    check_known(layouts, CATALOGUE)
    book = LayoutBook(layouts, CATALOGUE, open_grid)
    reader = SubmissionReader(CATALOGUE, SourceRegister.of([]), open_table, None, bulk_rows, book)
    submission, batches = reader.read(1, Document(path.name, path, "", path.stat().st_size), "ours")
    return Read(submission, list(batches))


def two(*rows: str, header: str = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE") -> str:
    lines = [f"STRUCTURE,STRUCTURE_ID,ACTION,{header}", *(f"dataflow,X:Y(1.0),I,{row}" for row in rows)]
    return "\n".join(lines) + "\n"


def told(read_: Read, *names: str) -> list[tuple[Any, ...]]:
    return list(zip(*(read_.column(name) for name in names), strict=True))


def test_version_1_is_known_by_its_dataflow(tmp_path: Path) -> None:
    text = f"DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nX:Y(1.0),VN,{RANK},2020,86\n"
    found = read(tmp_path, text)
    assert told(found, "indicator", "area", "period", "value") == [(RANK, "VNM", "2020", "86")]
    assert (found.told(), found.submission.locale) == ([], None)


def test_version_2_is_known_by_its_structure_and_keeps_places(tmp_path: Path) -> None:
    found = read(tmp_path, two(f"VN,{RANK},2020,86", f"KOR,{RANK},2020-Q3,2"))
    assert told(found, "area", "period", "value", "record", "line") == [
        ("VNM", "2020", "86", 1, 2),
        ("KOR", "2020-Q3", "2", 2, 3),
    ]
    assert found.submission.column_of("value", None) == 7


def test_labels_behind_ids_are_no_part_of_them(tmp_path: Path) -> None:
    header = "REF_AREA: Area,INDICATOR: What,SEX: Sex,TIME_PERIOD: When,OBS_VALUE: Value,UNIT_MULT: Power,OBS_STATUS: S"
    found = read(
        tmp_path, two(f"VN: Viet Nam,{VISITS}: Visits,_T: Total,2020-M08: x,60,6: Millions,P: p", header=header)
    )
    assert told(found, "area", "period", "value", "breakdown", "status", "note") == [
        ("VNM", "2020-08", "60000000", "_T", "provisional", None)
    ]


def test_a_column_of_labels_behind_every_component_is_passed_over(tmp_path: Path) -> None:
    text = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,INDICATOR,Indicator,TIME_PERIOD,Time,"
        f"OBS_VALUE,Value\ndataflow,X:Y(1.0),Flow,I,VN,Viet Nam,{RANK},EGDI rank,2020,2020,86,86\n"
    )
    found = read(tmp_path, text)
    assert told(found, "indicator", "area", "value", "breakdown", "note") == [(RANK, "VNM", "86", "_T", None)]


def test_keys_repeat_the_dimensions_and_say_nothing(tmp_path: Path) -> None:
    header = "SERIES_KEY,OBS_KEY,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE"
    found = read(tmp_path, two(f"A.VN,A.VN.2020,A,VN,{RANK},2020,86", header=header))
    assert told(found, "value", "breakdown", "note") == [("86", "_T", None)]


def test_lower_case_concepts_of_eurostat_are_known(tmp_path: Path) -> None:
    text = (
        "DATAFLOW,LAST UPDATE,freq,indic_is,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
        f"ESTAT:X(1.0),01/02/21,A,{RANK},RANK,EL,2020,42,bp\n"
    )
    found = read(tmp_path, text)
    assert told(found, "area", "value", "unit", "status", "note") == [
        ("GRC", "42", "rank", "provisional", "OBS_STATUS=bp (break in the time series)")
    ]


def test_the_multiplier_is_exact_and_scales_the_interval(tmp_path: Path) -> None:
    header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT,DECIMALS"
    rows = [f"VN,{VISITS},2020,60,6,0", f"VN,{VISITS},2021,60.4,6,1", f"VN,{VISITS},2022,60000000,0,0"]
    found = read(tmp_path, two(*rows, header=header))
    assert told(found, "value", "low", "high", "high_open", "printed") == [
        ("60000000", "59500000", "60500000", True, "60 × 10^6"),
        ("60400000", "60350000", "60450000", True, "60.4 × 10^6"),
        ("60000000", "60000000", "60000000", False, "60000000"),
    ]


def test_decimals_put_back_the_zeros_that_a_program_left_out(tmp_path: Path) -> None:
    header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,DECIMALS"
    rows = ["VN,VN_DTI_SCORE,2020,0.5,", "VN,VN_DTI_SCORE,2021,0.5,3", "VN,VN_DTI_SCORE,2022,0.5,four"]
    found = read(tmp_path, two(*rows, header=header))
    assert told(found, "printed", "low", "note") == [
        ("0.5", "0.45", None),
        ("0.500", "0.4995", None),
        ("0.5", "0.45", "DECIMALS=four"),
    ]


@pytest.mark.parametrize(
    ("status", "ours", "note"),
    [
        ("A", "actual", None),
        ("", "actual", None),
        ("P", "provisional", None),
        ("E", "estimate", None),
        ("I", "estimate", None),
        ("F", "target", None),
        ("B", "actual", "OBS_STATUS=B (break in the time series)"),
        ("Y", "actual", "OBS_STATUS=Y"),
    ],
)
def test_every_status_is_mapped_or_noted(tmp_path: Path, status: str, ours: str, note: str | None) -> None:
    header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
    found = read(tmp_path, two(f"VN,{RANK},2020,86,{status}", header=header))
    assert told(found, "status", "note") == [(ours, note)]


def test_a_missing_observation_is_no_statement_and_no_finding(tmp_path: Path) -> None:
    header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
    rows = [f"VN,{RANK},2018,,M", f"VN,{RANK},2020,NaN,O", f"VN,{RANK},2022,,A", f"VN,{RANK},2024,71,A"]
    found = read(tmp_path, two(*rows, header=header))
    assert (found.submission.statements, found.told()) == (1, [])
    assert told(found, "period", "line") == [("2024", 5)]


def test_a_figure_that_its_status_calls_missing_is_told(tmp_path: Path) -> None:
    header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
    found = read(tmp_path, two(f"VN,{RANK},2020,0,M", header=header))
    assert [(n.code, n.line, n.field, n.printed) for n in found.notices] == [("EG102", 2, "value", "0 (OBS_STATUS M)")]
    assert (found.submission.statements, found.column("value")) == (1, [])


def test_a_deleted_observation_is_no_statement(tmp_path: Path) -> None:
    text = two(f"VN,{RANK},2020,86").replace(",I,VN", ",D,VN")
    assert read(tmp_path, text).submission.statements == 0


def test_further_dimensions_break_down_and_further_attributes_are_noted(tmp_path: Path) -> None:
    header = "REF_AREA,INDICATOR,SEX,AGE,TIME_PERIOD,OBS_VALUE,COMMENT_OBS,CONF_STATUS"
    rows = [f"VN,{RANK},F,_T,2020,86,seen,F", f"VN,{RANK},F,Y15,2020,86,,", f"VN,{RANK},_T,_T,2020,86,,"]
    found = read(tmp_path, two(*rows, header=header))
    assert told(found, "breakdown", "note") == [
        ("SEX=F", "seen; CONF_STATUS=F"),
        ("SEX=F;AGE=Y15", None),
        ("_T", None),
    ]


def test_what_is_said_of_a_series_holds_for_its_observations_wherever_it_stands(tmp_path: Path) -> None:
    header = "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT"
    rows = [f"VN,{VISITS},2020,60,", f"VN,{VISITS},,,6", f"KOR,{VISITS},2020,60,"]
    found = read(tmp_path, two(*rows, header=header))
    assert told(found, "area", "value") == [("VNM", "60000000"), ("KOR", "60")]


def test_a_unit_that_nobody_knows_is_told_and_a_layout_says_what_it_is(tmp_path: Path) -> None:
    text = two(
        "VN,VN_DOSSIERS_ON_TIME_SHARE,2020,86.5,PC_IND", header="REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE"
    )
    assert [(n.code, n.line, n.field, n.printed) for n in read(tmp_path, text).notices] == [
        ("EG102", 2, "unit", "PC_IND")
    ]
    found = read(tmp_path, text, {"form": "sdmx-csv", "units": {"PC_IND": "percent"}})
    assert (told(found, "value", "unit"), found.told()) == ([("86.5", "percent")], [])


def test_a_layout_maps_concepts_and_codes(tmp_path: Path) -> None:
    text = "WHERE,WHAT,LEVEL,VINTAGE,TIME_PERIOD,VALUE\nQN,EGDI_R,L4,2021,2020,86\nASIA,EGDI_R,L4,2021,2020,12\n"
    layout = {
        "form": "sdmx-csv",
        "area": {"column": "WHERE"},
        "indicator": {"column": "WHAT"},
        "value": {"column": "VALUE"},
        "breakdown": {"column": "LEVEL"},
        "source": {"value": "bulletin"},
        "publisher": {"filename": r"^(egdi)-"},
        "indicators": {"EGDI_R": RANK},
        "areas": {"QN": "VN-13", "ASIA": ""},
        "ignore": "VINTAGE",
    }
    found = read(tmp_path, text, layout)
    assert found.told() == []
    assert told(found, "indicator", "area", "period", "value", "breakdown", "source", "publisher") == [
        (RANK, "VN-13", "2020", "86", "L4", "bulletin", "egdi")
    ]


def test_a_layout_that_names_a_concept_which_is_not_there_says_which_one_is_near(tmp_path: Path) -> None:
    found = read(tmp_path, two(f"VN,{RANK},2020,86"), {"form": "sdmx-csv", "area": {"column": "REF_AREAS"}})
    assert [(n.code, n.field, n.fields["reason"], n.fields["nearest"]) for n in found.notices] == [
        ("EG006", "area", "not-in-layout", "REF_AREA")
    ]


def test_a_file_without_an_indicator_says_so_once(tmp_path: Path) -> None:
    found = read(tmp_path, two("VN,2020,86", header="REF_AREA,TIME_PERIOD,OBS_VALUE"))
    assert found.told() == [("EG006", 1, "not-in-table")]
    assert found.batches == []


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ({"form": "sdmx"}, "'form' cannot be 'sdmx'"),
        ({"form": "sdmx-csv", "columns": {"a": RANK}}, "'columns' is no key of a layout of SDMX-CSV"),
        ({"units": {"PC": "percent"}, "columns": {"a": RANK}}, "'units' is for SDMX-CSV"),
        ({"form": "sdmx-csv", "indicators": {"R": "UN_EGDI_RANG"}}, "'UN_EGDI_RANG' is no indicator"),
    ],
)
def test_a_layout_that_is_written_wrong_is_told(tmp_path: Path, layout: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, two(f"VN,{RANK},2020,86"), layout)
    assert said in error.value.message


def test_many_rows_are_read_as_few_are(tmp_path: Path) -> None:
    rows = [f"VN,{VISITS},{year},{year % 97}.5,3" for year in range(1900, 2190)] + ["VN,UN_EGDI_RANK,2020,x,"]
    text = two(*rows, header="REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT")
    few, many = read(tmp_path, text), read(tmp_path, text, bulk_rows=1)
    assert few.told() == many.told() == [("EG102", 292, "not-a-figure")]
    assert [str(value) for value in many.column("record")] == [str(value) for value in few.column("record")]
    assert many.batches[0].rows == few.batches[0].rows == 290


def test_every_country_of_the_catalogue_has_a_code_of_two_letters() -> None:
    codes = concepts().areas
    countries = {area for area, known in CATALOGUE.areas.items() if known.kind == "country"}
    assert set(codes.values()) == countries
