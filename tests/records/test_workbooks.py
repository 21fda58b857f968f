"""The tables of a workbook: found by their headers, told apart, gone on with; what is in none is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from egovcheck.records.layouts.book import LayoutBook
from egovcheck.records.layouts.parsing import read_layout
from egovcheck.records.registers import SourceRegister
from egovcheck.records.submission import SubmissionReader
from egovcheck.records.workbooks import SheetNote, tables_of
from egovcheck.sources.formats import open_grid, open_table
from tests.records.rows import CATALOGUE, Read
from tests.sources.books import Num, Page, xlsx
from tests.sources.reading import document

HEADER = ["indicator", "area", "period", "value"]
RANK = ["UN_EGDI_RANK", "VNM", 2020, "86/193"]
SCORE = ["UN_EGDI_SCORE", "VNM", 2020, Num(0.66666, "0.0000")]


def judged(
    folder: Path, *pages: Any, layouts: list[dict[str, Any]] | None = None
) -> tuple[list[Read], list[SheetNote]]:
    """Read a workbook; returns its tables with their records, and what became of its sheets."""
    given = [read_layout({"files": "*", **one}, folder, lambda *_: "egovcheck.toml:1") for one in layouts or []]
    book = LayoutBook(given, CATALOGUE, open_grid)
    reader = SubmissionReader(CATALOGUE, SourceRegister.of([]), open_table, None, 10**9, book)
    one = document(xlsx(*pages), folder, "form.xlsx")
    reads = []
    with tables_of(one, CATALOGUE, lambda sheet: book.layouts_of(one, sheet)) as opened:
        for number, table in enumerate(opened.documents, 1):
            submission, batches = reader.read(number, table, "form")
            reads.append(Read(submission, list(batches)))
    return reads, opened.sheets or []


def values(read: Read) -> list[tuple[Any, ...]]:
    return list(zip(*(read.column(name) for name in ("indicator", "area", "value", "line")), strict=True))


def cells(read: Read) -> list[str | None]:
    """Return the addresses of all notices."""
    submission = read.submission
    return [submission.place(one.line, one.record, one.column).cell for one in read.notices]


def test_titles_and_remarks_around_a_table_are_no_rows_of_it(tmp_path: Path) -> None:
    rows = [
        ["BIỂU 1"],
        [],
        HEADER,
        RANK,
        ["I. Chỉ số"],
        SCORE,
        [],
        ["Nguồn: LHQ"],
        ["Người lập", None, None, "Giám đốc"],
    ]
    (read,), _ = judged(tmp_path, rows)
    assert values(read) == [("UN_EGDI_RANK", "VNM", "86", 4), ("UN_EGDI_SCORE", "VNM", "0.6667", 6)]
    assert read.notices == []


def test_rows_below_a_blank_one_go_on_with_the_table(tmp_path: Path) -> None:
    (read,), _ = judged(tmp_path, [HEADER, RANK, [], SCORE])
    assert [line for *_, line in values(read)] == [2, 4]


def test_tables_below_and_beside_each_other_are_several(tmp_path: Path) -> None:
    below, _ = judged(tmp_path, [HEADER, RANK, [], ["Bảng 2"], HEADER, SCORE])
    assert [values(read) for read in below] == [
        [("UN_EGDI_RANK", "VNM", "86", 2)],
        [("UN_EGDI_SCORE", "VNM", "0.6667", 6)],
    ]
    beside, _ = judged(tmp_path, [[*HEADER, None, *HEADER], [*RANK, None, *SCORE]])
    assert [values(read)[0][0] for read in beside] == ["UN_EGDI_RANK", "UN_EGDI_SCORE"]
    assert beside[1].submission.ordinals["value"] == 9


def test_blank_columns_inside_a_table_do_not_cut_it(tmp_path: Path) -> None:
    (read,), _ = judged(
        tmp_path, [["indicator", None, "area", None, "period", "value"], ["UN_EGDI_RANK", None, "VNM", None, 2020, 86]]
    )
    assert values(read) == [("UN_EGDI_RANK", "VNM", "86", 2)]


def test_a_merged_header_and_merged_rows_are_read_as_they_look(tmp_path: Path) -> None:
    page = Page(
        [
            ["Chỉ tiêu", "Địa phương", "Kỳ", "Kết quả thực hiện", None],
            [None, None, None, "Giá trị", "Ghi chú"],
            ["UN_EGDI_RANK", "VNM", 2020, "86/193", None],
            ["UN_EGDI_SCORE", None, 2020, 0.6667, None],
        ],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "B3:B4"],
    )
    (read,), _ = judged(tmp_path, page)
    assert values(read) == [("UN_EGDI_RANK", "VNM", "86", 3), ("UN_EGDI_SCORE", "VNM", "0.6667", 4)]
    assert read.notices == []


def test_a_lone_native_number_is_never_ambiguous_and_a_text_is(tmp_path: Path) -> None:
    (read,), _ = judged(
        tmp_path,
        [HEADER, ["VN_PORTAL_PAYMENT_VALUE", "VNM", 2020, 1.039], ["VN_PORTAL_SERVICES", "VNM", 2020, "1.039"]],
    )
    assert [value for *_, value, _ in values(read)] == ["1.039"]
    assert [(one.code, at) for one, at in zip(read.notices, cells(read), strict=True)] == [("EG004", "D3")]


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        (Num(0.66666666, "0.0000"), "0.66665", "0.66675"),
        (Num(0.66666666, "0.00"), "0.665", "0.675"),
        (Num(0.67, "0.0000"), "0.66995", "0.67005"),
    ],
)
def test_the_printed_form_decides_the_interval(tmp_path: Path, cell: Num, low: str, high: str) -> None:
    (read,), _ = judged(tmp_path, [HEADER, ["UN_EGDI_SCORE", "VNM", 2020, cell]])
    assert (read.column("low"), read.column("high")) == ([low], [high])


def test_percent_words_and_powers_of_formats_count(tmp_path: Path) -> None:
    rows = [
        ["VN_EDOCS_EXCHANGED_SHARE", "VNM", 2019, Num(0.865, "0%")],
        ["VN_PORTAL_VISITS", "VNM", 2020, Num(60, '"trên "0" triệu"')],
        ["VN_PORTAL_VISITS", "VNM", 2021, Num(1234567, "0.00E+00")],
    ]
    (read,), _ = judged(tmp_path, [HEADER, *rows])
    found = zip(*(read.column(name) for name in ("printed", "low", "high", "qualifier")), strict=True)
    assert list(found) == [
        ("87%", "86.5", "87.5", "exact"),
        ("trên 60 triệu", "60000000", None, "at_least"),
        ("1.23E+06", "1225000.000", "1235000.000", "exact"),
    ]


def test_a_broken_cell_takes_its_figure_and_no_other(tmp_path: Path) -> None:
    header = [*HEADER, "note", "spare"]
    rows = [
        [*RANK[:3], "#REF!"],
        ["UN_EGDI_SCORE", "VNM", "#N/A", 0.6667],
        [*RANK, "#VALUE!"],
        [*RANK[:3], "=A1", None, "#REF!"],
        [*SCORE, None, "#DIV/0!"],
    ]
    (read,), _ = judged(tmp_path, [header, *rows])
    assert [line for *_, line in values(read)] == [4, 6]
    told = [(n.code, n.field, at) for n, at in zip(read.notices, cells(read), strict=True) if n.code != "EG005"]
    assert sorted(told) == [
        ("EG007", "note", "E4"),
        ("EG007", "period", "C3"),
        ("EG007", "value", "D2"),
        ("EG007", "value", "D5"),
    ]
    assert read.column("note") == [None, None]


def test_sheets_without_figures_are_named_and_numbers_outside_tables_counted(tmp_path: Path) -> None:
    reads, sheets = judged(
        tmp_path,
        Page([HEADER, RANK, [], [None, None, None, None, None, "Tổng", 5]], "Biểu"),
        Page([["Mã", "Tên"], [1, "Hà Tĩnh"], [2, "Nghệ An"]], "Danh mục"),
        Page([[1]], "Ẩn", "hidden"),
    )
    assert len(reads) == 1
    assert [(one.name, one.skipped, one.outside) for one in sheets] == [
        ("Biểu", None, 1),
        ("Danh mục", "no-table", 0),
        ("Ẩn", "hidden", 0),
    ]


def test_figures_under_unknown_headings_are_told_and_do_not_fail_the_workbook(tmp_path: Path) -> None:
    reads, _ = judged(
        tmp_path, Page([HEADER, RANK], "Biểu"), Page([["Năm", "Dân số"], [2019, 96.2], [2020, 97.6]], "Khác")
    )
    other = reads[1]
    assert {(n.code, n.severity) for n in other.notices if n.code == "EG006"} == {("EG006", "warning")}
    alone, _ = judged(tmp_path, [["Năm", "Dân số"], [2019, 96.2], [2020, 97.6]])
    assert {n.severity for n in alone[0].notices if n.code == "EG006"} == {None}


WIDE = {
    "area": {"column": "Địa phương"},
    "period": {"value": "2020"},
    "columns": {"Hồ sơ | Tiếp nhận": "VN_PROVINCE_DOSSIERS_RECEIVED", "Tỷ lệ": "VN_PROVINCE_DOSSIERS_RESOLVED_SHARE"},
}
EGDI = {
    "area": {"column": "country-code"},
    "period": {"value": "2018"},
    "columns": {"rank": "UN_EGDI_RANK", "score": "UN_EGDI_SCORE"},
}
DOSSIERS = [
    ["PHỤ LỤC", None, None, None, None],
    ["STT", "Địa phương", "Hồ sơ", None, None],
    [None, None, "Tiếp nhận", "Đã giải quyết", "Tỷ lệ"],
    [1, "Hà Tĩnh", Num(203467, "#,##0"), 198380, Num(0.975, "0.0%")],
    [2, "Nghệ An", "#REF!", 349702, Num(0.982, "0.0%")],
]
AREAS = ["A1:E1", "A2:A3", "B2:B3", "C2:E2"]


def test_layouts_describe_wide_tables_of_a_sheet(tmp_path: Path) -> None:
    wide = Page([*DOSSIERS, [], ["country-code", "rank", "score"], ["VNM", 88, 0.5931]], "Phụ lục", merged=AREAS)
    reads, _ = judged(tmp_path, wide, layouts=[WIDE, EGDI])
    assert [values(read) for read in reads] == [
        [
            ("VN_PROVINCE_DOSSIERS_RECEIVED", "VN-23", "203467", 4),
            ("VN_PROVINCE_DOSSIERS_RESOLVED_SHARE", "VN-23", "97.5", 4),
            ("VN_PROVINCE_DOSSIERS_RESOLVED_SHARE", "VN-22", "98.2", 5),
        ],
        [("UN_EGDI_RANK", "VNM", "88", 8), ("UN_EGDI_SCORE", "VNM", "0.5931", 8)],
    ]
    assert [(n.code, n.field, at) for n, at in zip(reads[0].notices, cells(reads[0]), strict=True)] == [
        ("EG007", "value", "C5")
    ]


def test_a_layout_may_name_its_sheets(tmp_path: Path) -> None:
    pages = [Page([["country-code", "rank", "score"], ["VNM", rank, score]], name) for name, rank, score in (
        ("Năm 2018", 88, 0.5931), ("Năm 2020", 86, 0.6667))]  # fmt: skip
    layouts = [{**EGDI, "sheet": "*2018"}, {**EGDI, "sheet": "*2020", "period": {"value": "2020"}}]
    reads, _ = judged(tmp_path, *pages, layouts=layouts)
    assert [read.column("period") for read in reads] == [["2018", "2018"], ["2020", "2020"]]


def test_a_layout_that_fits_no_table_is_told_what_is_missing(tmp_path: Path) -> None:
    page = [["country-code", "hang", "e-gov-index"], ["VNM", 88, 0.5931], ["SGP", 7, 0.8812]]
    (read,), _ = judged(tmp_path, page, layouts=[EGDI])
    assert {(n.code, n.field) for n in read.notices} == {("EG006", "rank"), ("EG006", "score")}


def test_a_wide_table_without_a_layout_says_so(tmp_path: Path) -> None:
    (read,), _ = judged(tmp_path, [["country-code", "e-gov-rank", "e-gov-index"], ["VNM", 88, 0.5931]])
    assert [(n.code, n.fields["reason"]) for n in read.notices] == [("EG006", "looks-wide")]
