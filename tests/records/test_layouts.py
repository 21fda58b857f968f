"""Wide tables by their layouts: headers, units, footnote marks, absent figures, places, and what cannot be read."""

from __future__ import annotations

import json
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egovcheck.core.errors import InputError, UsageError
from egovcheck.records.layouts import wide as wide_module
from egovcheck.records.layouts.files import captured, describes
from egovcheck.records.layouts.model import Layout
from egovcheck.sources.formats import delimited
from tests.records.layouts import DOSSIERS, MONEY, RANK, SCORE, SHARE, figures, places, read_wide
from tests.records.rows import read

EGDI = {"period": {"value": "2018"}, "columns": {"rank": RANK, "score": SCORE}}


def test_each_filled_cell_is_a_record_with_its_row_and_column(tmp_path):
    found = read_wide(tmp_path, "area,name,rank,score\nVNM,Viet Nam,88,0.5931\nSGP,Singapore,7,0.8812\n", EGDI)
    assert figures(found) == [
        (RANK, "VNM", "2018", "88"),
        (SCORE, "VNM", "2018", "0.5931"),
        (RANK, "SGP", "2018", "7"),
        (SCORE, "SGP", "2018", "0.8812"),
    ]
    assert places(found) == [(2, 3), (2, 4), (3, 3), (3, 4)]
    assert found.column("excerpt")[1] == "VNM\x1fscore\x1f0.5931"
    assert (found.submission.statements, found.told()) == (4, [])


def test_columns_that_the_layout_does_not_name_are_not_spoken_of(tmp_path):
    found = read_wide(tmp_path, "area,remarks,rank,score,indicater\nVNM,x,88,0.5931,y\n", EGDI)
    assert (len(figures(found)), found.told()) == (2, [])


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "–", "—", "…", "...", "..", "n/a", "N/A", "NA", ":", "-*", "… (1)", "chưa có số liệu"]
)
def test_a_cell_that_says_that_nothing_is_there_is_no_statement(tmp_path, cell):
    found = read_wide(tmp_path, f"area,rank,score\nVNM,88,{cell}\n", EGDI)
    assert (figures(found), found.submission.statements, found.told()) == ([(RANK, "VNM", "2018", "88")], 1, [])


def test_a_layout_adds_marks_of_absent_figures(tmp_path):
    text = "area,rank,score\nVNM,88,x\n"
    assert read_wide(tmp_path, text, EGDI).told() == [("EG102", 2, "not-a-figure")]
    assert read_wide(tmp_path, text, {**EGDI, "missing": ["X"]}).told() == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0.71*", "0.71"), ("0.71 **", "0.71"), ("*0.71", "0.71"), ("0.71¹", "0.71"), ("0.71 (1)", "0.71"),
        ("0.71(a)", "0.71"), ("0.71 [12]", "0.71"), ("0.71†", "0.71"), ("0.711", "0.711"), ("0.71", "0.71"),
    ],
)  # fmt: skip
def test_footnote_marks_are_not_read_and_are_shown(tmp_path, cell, value):
    found = read_wide(tmp_path, f"area,rank,score\nVNM,-,{cell}\n", EGDI)
    assert (found.column("value"), found.column("printed"), found.told()) == ([value], [cell], [])


@pytest.mark.parametrize("cell", ["0.71 (12)", "71 (193)", "0.71a", "1,2×10⁶"])
def test_what_could_be_more_than_a_footnote_mark_is_not_taken_for_one(tmp_path, cell):
    found = read_wide(tmp_path, f"area;rank;score\nVNM;-;{cell}\n", EGDI)
    assert [notice.code for notice in found.notices] == ["EG102"]


TITLED = """\
BẢNG 1;;;;;
KẾT QUẢ NĂM 2020, SO VỚI NĂM 2019;;;;;
;;;;;
STT;Địa phương;Hồ sơ;;Thanh toán;Ghi chú
;;Tiếp nhận;Đúng hạn (%);(triệu đồng);
1;Hà Tĩnh;1.234;97,5;45,6;
2;Nghệ An;2.345;98,1*;…;xem thuyết minh
Nguồn: các địa phương;;;;;
"""
TITLED_COLUMNS = {"Hồ sơ | Tiếp nhận": DOSSIERS, "Đúng hạn (%)": SHARE, "Thanh toán": MONEY}
TITLED_LAYOUT = {"area": {"column": "Địa phương"}, "period": {"value": "2020"}, "columns": TITLED_COLUMNS}


def test_a_header_in_two_rows_below_titles_is_found(tmp_path):
    found = read_wide(tmp_path, TITLED, TITLED_LAYOUT)
    assert figures(found) == [
        (DOSSIERS, "VN-23", "2020", "1234"),
        (SHARE, "VN-23", "2020", "97.5"),
        (MONEY, "VN-23", "2020", "45600000.0"),
        (DOSSIERS, "VN-22", "2020", "2345"),
        (SHARE, "VN-22", "2020", "98.1"),
    ]
    assert (places(found)[0], found.submission.table.header_line, found.told()) == ((6, 3), 4, [])
    assert found.column("excerpt")[2] == "Hà Tĩnh\x1fThanh toán | (triệu đồng)\x1f45,6"


def test_the_declared_rows_are_the_header_though_another_fits_better(tmp_path):
    text = "area,rank,score\nnothing,here,yet\narea,score,rank\nVNM,0.5931,88\n"
    found = read_wide(tmp_path, text, {**EGDI, "header": 3})
    assert figures(found) == [(SCORE, "VNM", "2018", "0.5931"), (RANK, "VNM", "2018", "88")]


def test_a_declared_header_of_several_rows_counts_blank_rows_too(tmp_path):
    text = "\n\nKết quả,,\narea,EGDI,\n,hạng,điểm\nVNM,88,0.5931\n"
    columns = {"EGDI | hạng": RANK, "EGDI | điểm": SCORE}
    found = read_wide(tmp_path, text, {**EGDI, "columns": columns, "header": "4-5"})
    assert [figure[3] for figure in figures(found)] == ["88", "0.5931"]


def test_a_declared_header_beyond_the_table_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="no row where its layout has the header"):
        read_wide(tmp_path, "area,rank,score\nVNM,88,0.5931\n", {**EGDI, "header": 9})


def test_headings_are_found_without_regard_to_case_diacritics_brackets_and_line_breaks(tmp_path):
    text = 'DIA PHUONG,"Thứ hạng\nEGDI (193 nước)",Điểm EGDI¹\nVNM,88,0.5931\n'
    columns = {"thứ hạng EGDI": RANK, "điểm egdi": SCORE}
    found = read_wide(tmp_path, text, {**EGDI, "area": {"column": "Địa phương"}, "columns": columns})
    assert [figure[3] for figure in figures(found)] == ["88", "0.5931"]


def test_a_column_without_a_heading_is_named_by_its_number(tmp_path):
    found = read_wide(tmp_path, "area,rank,\nVNM,88,0.5931\n", {**EGDI, "columns": {"rank": RANK, "column 3": SCORE}})
    assert [figure[3] for figure in figures(found)] == ["88", "0.5931"]


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Chi phí (triệu đồng)", "45,6", ("45600000.0", "45550000.00", "45650000.00")),
        ("Chi phí (triệu đồng)", "trên 60", ("60000000", "60000000", None)),
        ("Chi phí, tỷ đồng", "6.300,5", ("6300500000000.0", "6300450000000.00", "6300550000000.00")),
        ("Chi phí (1.000 đồng)", "45", ("45000", "44500.0", "45500.0")),
        ("Chi phí (đồng)", "45.600.000", ("45600000", "45600000", "45600000")),
        ("Chi phí (triệu đồng)", "2 tỷ", ("2000000000", "1500000000.0", "2500000000.0")),
        ("Chi phí (Tr.đ)", "45", ("45000000", "44500000.0", "45500000.0")),
        ("Chi phí (tỷ lệ)", "45", ("45", "45", "45")),
        ("Chi phí (nghìn lượt người)", "45", ("45000", "44500.0", "45500.0")),
        ("Chi phí (mục 1)", "45", ("45", "45", "45")),
    ],
)
def test_the_unit_of_a_heading_multiplies_exactly(tmp_path, heading, cell, expected):
    text = f"area;{heading}\nVNM;{cell}\n"
    found = read_wide(tmp_path, text, {"period": {"value": "2020"}, "columns": {heading: MONEY}}, locale="vi")
    assert tuple(found.column(name)[0] for name in ("value", "low", "high")) == expected
    assert found.told() == []


def test_what_is_shown_of_a_multiplied_cell_says_by_what(tmp_path):
    found = read_wide(tmp_path, "area;Chi phí (triệu đồng)\nVNM;45,6*\n", {"columns": {"Chi phí (triệu đồng)": MONEY}})
    assert found.column("printed") == ["45,6* triệu đồng"]


def test_percent_in_a_heading_is_the_unit_of_bare_numbers(tmp_path):
    layout = {"period": {"value": "2020"}, "columns": {"Tỷ lệ (%)": SHARE, "Hồ sơ (%)": DOSSIERS}}
    found = read_wide(tmp_path, "area;Tỷ lệ (%);Hồ sơ (%)\nVN-23;97,5;45,5\n", layout)
    # a count in percent is a contradiction for EG106, and no figure that cannot be read
    assert (found.column("unit"), found.column("printed"), found.told()) == (["percent"] * 2, ["97,5", "45,5"], [])


def test_a_unit_below_or_above_the_named_row_counts(tmp_path):
    below = "area;Chi phí;Hạng\n;(triệu đồng);\nVNM;45;3\n"
    above = ";Chi phí (triệu đồng);;\narea;2019;2020;\nVNM;45;46;\n"
    assert read_wide(tmp_path, below, {"columns": {"Chi phí": MONEY}}).column("value") == ["45000000"]
    years = {"2019": {"indicator": MONEY, "period": "2019"}, "2020": {"indicator": MONEY, "period": "2020"}}
    assert read_wide(tmp_path, above, {"columns": years}).column("value") == ["45000000", "46000000"]


def test_a_unit_line_above_the_table_counts_for_the_columns_that_can_have_it(tmp_path):
    text = "Bảng 3;;\n;;Đơn vị tính: triệu đồng\narea;Chi phí;Hạng\nVNM;45;3\n"
    found = read_wide(tmp_path, text, {"columns": {"Chi phí": MONEY, "Hạng": RANK}})
    assert found.column("value") == ["45000000", "3"]


def test_a_declared_unit_goes_before_the_heading(tmp_path):
    columns = {"Chi phí (triệu đồng)": {"indicator": MONEY, "unit": "nghìn đồng"}}
    found = read_wide(tmp_path, "area;Chi phí (triệu đồng)\nVNM;45\n", {"columns": columns})
    assert found.column("value") == ["45000"]


def test_a_column_of_units_counts_row_by_row(tmp_path):
    text = "Chỉ tiêu;Đơn vị tính;2019\nSố tiền thanh toán trực tuyến;triệu đồng;45,5\nCuộc gọi;cuộc gọi;120\n"
    layout = {
        "area": {"value": "VNM"},
        "indicator": {"column": "Chỉ tiêu"},
        "unit": {"column": "Đơn vị tính"},
        "columns": {"2019": {"period": "2019"}},
    }
    found = read_wide(tmp_path, text, layout)
    assert (found.column("value"), found.told()) == (["45500000.0", "120"], [])


def test_numbers_of_the_format_itself_are_multiplied_too_and_prove_no_decimal_mark(tmp_path):
    rows = [{"area": "VNM", "Chi phí (triệu đồng)": 1.039, "rank": 88, "text": "1.039"}]
    columns = {"Chi phí (triệu đồng)": MONEY, "rank": RANK}
    found = read_wide(tmp_path, json.dumps(rows), {"columns": columns}, name="data.json")
    assert (found.column("value"), found.submission.locale) == (["1039000.000", "88"], None)


def test_json_and_parquet_give_the_same_records_as_csv(tmp_path):
    rows = [{"area": "VNM", "rank": 88, "score": 0.5931}, {"area": "SGP", "rank": None, "score": 0.8812}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "made.parquet")
    expected = figures(read_wide(tmp_path, "area,rank,score\nVNM,88,0.5931\nSGP,,0.8812\n", EGDI))
    assert figures(read_wide(tmp_path, json.dumps(rows), EGDI, name="data.json")) == expected
    assert figures(read_wide(tmp_path, (tmp_path / "made.parquet").read_bytes(), EGDI, name="x.parquet")) == expected


def test_a_column_may_be_a_period_a_breakdown_or_a_status(tmp_path):
    columns = {
        "2018": {"indicator": SCORE, "period": "2018"},
        "2020 (KH)": {"indicator": SCORE, "period": "2020", "status": "kế hoạch"},
        "khu vực": {"indicator": RANK, "period": 2018, "breakdown": "UN-SEA", "denominator": 11},
        "tăng": {"indicator": RANK, "period": "2018", "measure": "change", "base_period": "2016"},
    }
    found = read_wide(tmp_path, "area;2018;2020 (KH);khu vực;tăng\nVNM;0,5931;0,7;6;+1\n", {"columns": columns})
    assert figures(found) == [
        (SCORE, "VNM", "2018", "0.5931"),
        (SCORE, "VNM", "2020", "0.7"),
        (RANK, "VNM", "2018", "6"),
        (RANK, "VNM", "2018", "1"),
    ]
    assert found.column("status") == ["actual", "target", "actual", "actual"]
    assert (found.column("breakdown")[2], found.column("denominator")[2]) == ("UN-SEA", "11")
    assert (found.column("measure")[3], found.column("base_period")[3]) == ("change", "2016")


def test_a_table_of_indicators_by_areas_is_described_the_other_way_round(tmp_path):
    layout = {
        "area": {"value": "VNM"},
        "indicator": {"column": "Chỉ tiêu"},
        "period": {"value": "2018"},
        "columns": {"Việt Nam": {"area": "VNM"}, "Thái Lan": {"area": "THA"}},
    }
    found = read_wide(tmp_path, "Chỉ tiêu,Việt Nam,Thái Lan\nThứ hạng EGDI,88,73\nEGDI,0.5931,0.6543\n", layout)
    assert figures(found)[:2] == [(RANK, "VNM", "2018", "88"), (RANK, "THA", "2018", "73")]


def test_fields_come_from_columns_values_and_the_name_of_the_file(tmp_path):
    layout = {
        "period": {"filename": r"egdi-(\d{4})"},
        "source": {"value": "UNU-EGOV"},
        "publisher": {"column": "by"},
        "published": {"value": "2018-07-19"},
        "columns": {"rank": RANK},
    }
    found = read_wide(tmp_path, "area,rank,by\nVNM,88,UN\n", layout, name="egdi-2018.csv")
    named = [found.column(name)[0] for name in ("period", "source", "publisher", "published", "published_start")]
    assert named == ["2018", "UNU-EGOV", "UN", "2018-07-19", "2018-07-19"]


def test_a_file_name_that_does_not_fit_is_told_and_the_figures_are_read_without(tmp_path):
    layout = {"period": {"filename": r"egdi-(\d{4})"}, "columns": {"rank": RANK}}
    found = read_wide(tmp_path, "area,rank\nVNM,88\n", layout, name="other.csv")
    assert (found.told(), figures(found)) == ([("EG006", 1, "not-in-name")], [(RANK, "VNM", None, "88")])


def test_a_named_column_that_is_absent_is_told_with_the_nearest_heading(tmp_path):
    found = read_wide(tmp_path, "area,rank,skore\nVNM,88,0.5931\n", EGDI)
    (notice,) = found.notices
    assert (notice.code, notice.fields["column"], notice.fields["nearest"]) == ("EG006", "score", "skore")
    assert figures(found) == [(RANK, "VNM", "2018", "88")]


def test_without_its_area_no_figure_is_read_but_each_is_counted(tmp_path):
    found = read_wide(tmp_path, "place,rank,score\nVNM,88,0.5931\nSGP,7,-\n", EGDI)
    assert [notice.fields["column"] for notice in found.notices] == ["area"]
    assert (found.batches, found.submission.statements) == ([], 3)


def test_a_heading_that_two_columns_have_is_not_guessed(tmp_path):
    text = "area,DTI,,PAR,\n,hạng,điểm,hạng,điểm\nVN-23,5,0.5,6,80\n"
    found = read_wide(tmp_path, text, {"columns": {"hạng": RANK, "DTI | điểm": SCORE}})
    (notice,) = found.notices
    assert (notice.fields["reason"], notice.fields["columns"]) == ("not-settled", "2, 4")
    assert (notice.fields["example"], found.column("value")) == ("DTI | hạng", ["0.5"])


def test_rows_that_state_nothing_are_passed_over(tmp_path):
    text = (
        "area,rank,score\nA,1,2\nĐông Nam Á và các nước khác,,\nVNM,88,0.5931\n,,\narea,rank,score\nSGP,7,0.8812\n"
        "Tổng cộng,,\nGhi chú: số liệu năm 2018,,\n(*) sơ bộ,-,…\n,xem ghi chú,\n"
    )
    found = read_wide(tmp_path, text, EGDI)
    assert ([figure[3] for figure in figures(found)], found.told()) == (["88", "0.5931", "7", "0.8812"], [])


def test_a_header_of_years_that_is_repeated_is_no_row_of_figures(tmp_path):
    columns = {year: {"indicator": SCORE, "period": year} for year in ("2016", "2018")}
    found = read_wide(
        tmp_path, "area,2016,2018\nVNM,0.5143,0.5931\narea,2016,2018\nSGP,0.8828,0.8812\n", {"columns": columns}
    )
    assert (len(figures(found)), found.told()) == (4, [])


def test_a_heading_over_one_column_alone_is_not_carried_to_its_right(tmp_path):
    text = "area,,EGDI,\n,hạng,điểm,mức\nVNM,88,0.5931,cao\n"
    found = read_wide(tmp_path, text, {"columns": {"hạng": RANK, "EGDI | điểm": SCORE}})
    assert [cell.split("\x1f")[1] for cell in found.column("excerpt")] == ["hạng", "EGDI | điểm"]


def test_figures_of_nobody_knows_whom_are_told_and_not_dropped(tmp_path):
    found = read_wide(tmp_path, "area,rank,score\nVNM,88,0.5931\nTổng cộng,193,x\n,5,0.1\n", EGDI)
    assert (RANK, "Tổng cộng", "2018", "193") in figures(found)  # EG104 names it
    # the cell that both figures of the row lack is empty once
    (notice,) = found.notices
    assert (notice.code, notice.line, notice.column, notice.field) == ("EG101", 4, 1, "area")
    assert found.submission.statements == 5


def test_a_first_row_that_numbers_the_columns_is_no_data(tmp_path):
    text = "area,Hồ sơ (nghìn),Giải quyết,Tỷ lệ\n(A),(1),(2),(3)=(2)/(1)\nVN-23,10,9,90\n"
    columns = {"Hồ sơ (nghìn)": DOSSIERS, "Giải quyết": "VN_PROVINCE_DOSSIERS_RESOLVED", "Tỷ lệ": SHARE}
    found = read_wide(tmp_path, text, {"columns": columns})
    assert (found.column("value"), found.told()) == (["10000", "9", "90"], [])


def test_names_of_the_file_may_stand_for_areas_or_for_nothing(tmp_path):
    layout = {**EGDI, "areas": {"Vương quốc Lào": "LAO", "Bình quân": ""}}
    found = read_wide(tmp_path, "area,rank,score\nVƯƠNG QUỐC LÀO,162,0.3056\nBình quân,97,0.5491\n", layout)
    assert figures(found) == [(RANK, "LAO", "2018", "162"), (SCORE, "LAO", "2018", "0.3056")]


def test_an_area_with_a_footnote_mark_is_that_area(tmp_path):
    found = read_wide(tmp_path, "area,rank\nViệt Nam*,88\nSingapore (1),7\n", {"columns": {"rank": RANK}})
    assert found.column("area") == ["VNM", "SGP"]


def test_a_wrong_cell_is_told_with_its_row_and_column(tmp_path):
    found = read_wide(tmp_path, "area,name,rank,score\nVNM,Viet Nam,n.n.,0.5931\nSGP,Singapore,7.5,0.8812\n", EGDI)
    told = [(n.code, n.line, n.column, n.printed, n.fields["reason"]) for n in found.notices]
    assert told == [("EG102", 2, 3, "n.n.", "not-a-figure"), ("EG102", 3, 3, "7.5", "not-whole")]
    assert (found.notices[0].row, found.notices[0].row_mark) == (("VNM", "rank", "n.n."), 2)
    assert found.notices[0].fields["field"] == "rank"
    assert (len(figures(found)), found.submission.statements) == (2, 4)


def test_the_cells_of_all_columns_settle_the_decimal_mark_together(tmp_path):
    columns = {"Hồ sơ": DOSSIERS, "Tỷ lệ": SHARE}
    found = read_wide(tmp_path, "area;Hồ sơ;Tỷ lệ\nVN-23;1.039;97,5\n", {"columns": columns})
    assert (found.column("value"), found.submission.locale) == (["1039", "97.5"], "vi")


def test_an_unsettled_cell_is_told_with_its_row_and_column(tmp_path):
    found = read_wide(tmp_path, "area;x;Hồ sơ\nVN-23;;86\nVN-22;;1.039\n", {"columns": {"Hồ sơ": DOSSIERS}})
    assert [(n.code, n.line, n.column, n.printed) for n in found.notices] == [("EG004", 3, 3, "1.039")]


def test_a_mixture_of_marks_is_told_with_its_row_and_column(tmp_path):
    text = "area;rank;score\nVNM;88;0,5931\nSGP;7;0,8812\nTHA;73;0.6543\n"
    (notice,) = read_wide(tmp_path, text, EGDI).notices
    assert (notice.code, notice.line, notice.record, notice.column, notice.printed) == ("EG004", 4, 3, 3, "0.6543")


def test_the_locale_of_the_layout_is_the_closest(tmp_path):
    text = "area;Hồ sơ\nVN-23;1.039\n"
    found = read_wide(tmp_path, text, {"columns": {"Hồ sơ": DOSSIERS}, "locale": "vi"}, locale="en")
    assert found.column("value") == ["1039"]


def test_a_printed_range_is_two_records_of_one_cell(tmp_path):
    layout = {"columns": {"Thời gian (ngày)": "VN_NGSP_DEPLOYMENT_TIME"}}
    found = read_wide(tmp_path, "area;Thời gian (ngày)\nVNM;3-5\n", layout)
    assert list(zip(found.column("value"), found.column("qualifier"), strict=True)) == [
        ("3", "at_least"),
        ("5", "at_most"),
    ]
    assert (found.column("printed"), len(set(found.column("id")))) == (["3-5", "3-5"], 2)


def test_a_short_row_is_malformed_unless_it_is_a_remark(tmp_path):
    text = (
        "area,rank,score\nVNM,88\nSGP,7,0.8812,extra\nTHA,73,0.6543\nGhi chú: các số liệu, năm 2018\nchưa kiểm tra\n"
        "Nguồn: UNDESA\n"
    )
    found = read_wide(tmp_path, text, EGDI)
    assert found.told() == [("EG001", 2, "too-few-fields"), ("EG001", 3, "too-many-fields")]
    assert (len(figures(found)), found.submission.statements) == (2, 4)


def test_an_oddly_written_area_is_told_with_its_column(tmp_path):
    found = read_wide(tmp_path, "x,area,rank\n,Hoà Bình,5\n", {"columns": {"rank": "VN_DTI_RANK"}})
    assert [(n.code, n.column) for n in found.notices] == [("EG003", 2)]


def test_a_heading_that_no_header_row_has_leaves_the_fullest_row_as_header(tmp_path):
    found = read_wide(tmp_path, "title,,\na,b,c\nVNM,88,0.5931\n", EGDI)
    assert {(n.code, n.fields["reason"]) for n in found.notices} == {("EG006", "not-in-layout")}
    assert [n.line for n in found.notices] == [2, 2, 2]


WIDE = "area,rank,score\n" + "".join(
    f"{area},{n},0.{n:04d}\n" for n, area in enumerate(["VNM", "SGP", "THA", "", "LAO", "x", "MYS"] * 40, 1)
)


def test_ids_and_records_do_not_depend_on_how_the_file_is_cut(tmp_path, monkeypatch):
    whole = read_wide(tmp_path, WIDE, EGDI)
    monkeypatch.setattr(wide_module, "PIECE", 7)
    pieces = read_wide(tmp_path, WIDE, EGDI)
    assert len(pieces.batches) > 50 > len(whole.batches)
    for name in ("id", "line", "column", "value", "area", "excerpt"):
        assert pieces.column(name) == whole.column(name)
    assert len(set(whole.column("id"))) == len(whole.column("id")) == 480
    assert pieces.told() == whole.told()


def test_ids_of_a_row_as_wide_as_a_spreadsheet_stay_apart_and_in_their_file(tmp_path):
    names = [f"c{n}" for n in range(16_383)]
    columns = dict.fromkeys(names, SCORE)
    text = ",".join(["area", *names]) + "\n" + "".join(f"VNM{',0.5' * len(names)}\n" for _ in range(3))
    ids = read_wide(tmp_path, text, {"columns": columns}).column("id")
    assert len(set(ids)) == len(ids) == 3 * 16_383
    assert {one >> 40 for one in ids} == {7}


def test_pandera_and_pydantic_find_the_same_in_a_wide_table(tmp_path):
    long_name = "x" * 1001
    text = WIDE + f"VNM,88,n.n.\n{long_name},3,0.5\nVNM,1e99,0.1\n"
    small, bulk = read_wide(tmp_path, text, EGDI), read_wide(tmp_path, text, EGDI, bulk_rows=1)
    assert bulk.batches[0].frame is not None
    for name in ("id", "line", "column", "area", "excerpt", "printed"):
        assert small.column(name) == bulk.column(name)
    assert [(n.code, n.line, n.column, n.field) for n in small.notices] == [
        (n.code, n.line, n.column, n.field) for n in bulk.notices
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["VNM", "Viet Nam", "SGP", "Nowhere"]),
            st.sampled_from(["88", "86/193", "", "-", "trên 60", "n.n.", "7.5"]),
            st.sampled_from(["0,5931", "0,59 (1)", "…", "0,4*", "1.039", ""]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_wide_table_says_what_its_cells_say_in_a_long_one(tmp_path, rows):
    text = "area;rank;score\n" + "".join(f"{area};{rank};{score}\n" for area, rank, score in rows)
    wide = read_wide(tmp_path, text, EGDI, locale="vi")
    absent = {"", "-", "…"}
    cells = [
        (code, area, "2018", cell.removesuffix(" (1)").removesuffix("*"))
        for area, *figured in rows
        for code, cell in zip((RANK, SCORE), figured, strict=True)
        # text where nobody knows the area states nothing
        if cell not in absent and not (area == "Nowhere" and cell == "n.n.")
    ]
    long = read(("indicator", "area", "period", "value"), cells, locale="vi")
    for name in ("indicator", "area", "period", "value", "low", "high", "qualifier", "denominator", "unit"):
        assert wide.column(name) == long.column(name)
    assert [(n.code, n.field) for n in wide.notices] == [(n.code, n.field) for n in long.notices]


def layout(*files: str) -> Layout:
    from pathlib import Path

    return Layout(files, Path("/data/set"), {}, ())


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("egdi-201*.csv", "/data/set/egdi-2018.csv", True),
        ("egdi-201*.csv", "/elsewhere/deep/egdi-2018.csv", True),
        ("egdi-201*.csv", "/data/set/egdi-2022.csv", False),
        ("EGDI-*.csv", "/data/set/egdi-2018.csv", False),
        ("2018/*.csv", "/data/set/2018/x.csv", True),
        ("2018/*.csv", "/data/set/deep/2018/x.csv", False),
        ("./2018/*.csv", "/data/set/2018/x.csv", True),
        ("**/2018/*.csv", "/data/set/deep/er/2018/x.csv", True),
        ("**/2018/*.csv", "/data/set/2018/x.csv", True),
        ("2018/*", "/data/set/2018/deep/x.csv", False),
        ("../other/*.csv", "/data/other/x.csv", True),
        ("Số liệu*.csv", "/data/set/So\u0302\u0301 lie\u0323\u0302u 1.csv", True),
    ],
)
def test_files_by_name_in_any_folder_and_by_path_from_the_configuration(pattern, path, matches):
    from pathlib import Path

    assert describes(layout(pattern), Path(path), path) is matches


@pytest.mark.parametrize("pattern", [r"(?:a+)+(b)", r"(?:a|a)*(b)", r".*.*.*.*.*.*.*.*.*(b)", r"(?:(?:a*)*)*(b)"])
def test_a_hostile_pattern_takes_no_time(pattern):
    begun = time.monotonic()
    assert captured(pattern, "a" * 255) is None
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("pattern", [r"(a)\1", r"(?=(a))", r"(?<!x)(a)"])
def test_what_cannot_be_matched_in_linear_time_is_refused(tmp_path, pattern):
    with pytest.raises(UsageError, match="cannot be used"):
        read_wide(tmp_path, "area,rank\nVNM,88\n", {"period": {"filename": pattern}, "columns": {"rank": RANK}})


def test_a_hostile_pattern_of_files_takes_no_time():
    from pathlib import Path

    begun = time.monotonic()
    assert not describes(layout("*a" * 100 + "b", "/".join(["**"] * 200) + "/b"), Path("/data/set/" + "a" * 250), "x")
    assert time.monotonic() - begun < 2


def test_a_hostile_header_takes_little_time(tmp_path):
    text = (",".join([f"x y{n} (z)" for n in range(3000)]) + "\n") * 50 + "area,rank,score\nVNM,88,0.5931\n"
    begun = time.monotonic()
    found = read_wide(tmp_path, text, EGDI)
    assert (len(figures(found)), time.monotonic() - begun < 10) == (2, True)


def test_the_top_is_where_a_header_is_looked_for(tmp_path):
    rows = "remark\n" * (delimited.TOP + 1)
    found = read_wide(tmp_path, f"{rows}area,rank,score\nVNM,88,0.5931\n", EGDI)
    assert {n.code for n in found.notices} == {"EG006"}
