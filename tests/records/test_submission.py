"""Whole files: the decimal mark, headings, sources, ranges and ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.records.registers import SourceFacts
from egovcheck.records.source_names import default_sources
from egovcheck.sources.tables import Document, Native
from tests.records.rows import read, read_row, read_values

BASE = {"indicator": "VN_PORTAL_SERVICES", "area": "VNM", "period": "2020", "value": "86"}


def test_commas_alone_settle_the_file() -> None:
    found = read_values(["1.039", "0,6667"])
    assert (found.submission.locale, found.column("value"), found.told()) == ("vi", ["1039", "0.6667"], [])


def test_points_alone_settle_the_file() -> None:
    found = read_values(["1.039", "0.6667"])
    assert (found.submission.locale, found.column("value"), found.told()) == ("en", ["1.039", "0.6667"], [])


def test_repeated_groups_settle_the_file() -> None:
    assert read_values(["1.039", "1.234.567"]).column("value") == ["1039", "1234567"]


def test_a_proof_far_below_settles_what_stands_above() -> None:
    assert read_values(["1.039", *["86"] * 50, "0,5"], size=10).column("value")[0] == "1039"


def test_the_printed_text_and_the_denominator_prove_too() -> None:
    assert read_row({**BASE, "value": "1.039", "denominator": "6842,5"}).column("value") == ["1039"]
    assert read_row({**BASE, "value": "1.039", "printed": "1.039,0"}).column("value") == ["1039.0"]


def test_without_any_proof_each_ambiguous_cell_is_an_error_and_nothing_else() -> None:
    found = read_values(["86", "1.039", "1,234", "86/193"])
    assert found.told() == [("EG004", 3, "ambiguous"), ("EG004", 4, "ambiguous")]
    assert found.notices[0].fields == {"reason": "ambiguous", "field": "value", "fraction": "1.039", "whole": "1039"}
    assert (found.column("value"), found.submission.locale) == (["86", "86"], None)


def test_both_marks_are_a_warning_and_each_ambiguous_cell_an_error() -> None:
    found = read_values(["0,7709", "1.039", "0.6990"])
    assert [(n.code, n.line, n.severity, n.fields["reason"]) for n in found.notices] == [
        ("EG004", 3, None, "ambiguous"),
        ("EG004", 4, "warning", "mixed"),
    ]
    assert (found.notices[1].fields["comma"], found.notices[1].fields["point"]) == ("0,7709", "0.6990")
    assert found.column("value") == ["0.7709", "0.6990"]


def test_vietnamese_words_settle_where_no_digits_do() -> None:
    assert read_values(["1.039", "trên 60 triệu"]).column("value") == ["1039", "60000000"]


def test_english_words_settle_where_no_digits_do() -> None:
    assert read_values(["1,039", "more than 60 million"]).column("value") == ["1039", "60000000"]


def test_words_of_both_languages_settle_nothing() -> None:
    found = read_values(["1.039", "trên 60 triệu", "more than 60 million"])
    assert found.told() == [("EG004", 2, "ambiguous")]


def test_words_do_not_settle_what_digits_prove_both_ways() -> None:
    found = read_values(["0,5", "0.5", "trên 60 triệu", "1.039"])
    assert found.told() == [("EG004", 5, "ambiguous"), ("EG004", 3, "mixed")]


def test_digits_go_before_words() -> None:
    assert read_values(["1.039", "trên 60 triệu", "0.5"]).column("value")[0] == "1.039"


@pytest.mark.parametrize(("locale", "value"), [("vi", "1039"), ("en", "1.039")])
def test_the_declared_locale_settles(locale: str, value: str) -> None:
    found = read_values(["1.039"], locale=locale)
    assert (found.column("value"), found.submission.locale, found.told()) == ([value], locale, [])


@pytest.mark.parametrize(
    ("locale", "reason", "line", "printed"),
    [("vi", "point-declared-comma", 3, "0.6990"), ("en", "comma-declared-point", 3, "0,6990")],
)
def test_the_declared_locale_wins_and_a_contradiction_is_a_warning(
    locale: str, reason: str, line: int, printed: str
) -> None:
    found = read_values(["1.039", printed], locale=locale)
    assert [(n.code, n.severity, n.fields["reason"], n.line, n.printed) for n in found.notices] == [
        ("EG004", "warning", reason, line, printed)
    ]
    assert found.column("value") == [{"vi": "1039", "en": "1.039"}[locale], "0.6990"]


@pytest.mark.parametrize(("locale", "line", "printed"), [("vi", 3, "0.5"), ("en", 2, "0,5")])
def test_of_both_marks_the_one_that_was_not_declared_is_shown(locale: str, line: int, printed: str) -> None:
    notice = read_values(["0,5", "0.5"], locale=locale).notices[0]
    assert (notice.line, notice.printed) == (line, printed)


def test_a_register_declares_the_locale_of_its_source() -> None:
    assert read_values(["1.039"], sources=[SourceFacts("ours", "x", locale="vi")]).column("value") == ["1039"]


def test_the_command_line_goes_before_the_register() -> None:
    sources = [SourceFacts("ours", "x", locale="vi")]
    assert read_values(["1.039"], sources=sources, locale="en").column("value") == ["1.039"]


def test_numbers_of_the_file_format_prove_nothing_and_are_never_ambiguous() -> None:
    found = read_values([Native("1.039"), Native("0.5"), "1.039"])
    assert found.column("value") == ["1.039", "0.5"]
    assert found.told() == [("EG004", 4, "ambiguous")]


@pytest.mark.parametrize("cells", [(Native("1.039"), "1.039"), ("1.039", Native("1.039"))], ids=["first", "last"])
@pytest.mark.parametrize(
    ("field", "value", "of_the_number"),
    [("value", None, []), ("denominator", "5000", []), ("printed", "1040", ["printed-differs"])],
)
def test_a_number_and_the_text_of_its_digits_are_two_things_in_any_order(
    cells: tuple[str, str], field: str, value: str | None, of_the_number: list[str]
) -> None:
    rows = [{"indicator": "VN_PORTAL_PAYMENT_VALUE", "area": "VNM", "value": value, field: cell} for cell in cells]
    found = read(tuple(rows[0]), [tuple(row.values()) for row in rows])
    told = {type(cell): [n.fields["reason"] for n in found.notices if n.record == i] for i, cell in enumerate(cells, 1)}
    assert told == {str: ["ambiguous"], Native: of_the_number}


def test_a_date_by_two_slashes_is_refused_as_a_value() -> None:
    assert read_values(["26/8/2020"]).told() == [("EG102", 2, "not-a-figure")]


def test_unknown_and_repeated_headings_are_told_with_the_line_of_the_header() -> None:
    found = read(("indicater", "indicator", "area", "value", "Giá trị"), [("x", "UN_EGDI_RANK", "VNM", "86", "87")])
    assert [(n.code, n.line, n.field, dict(n.fields)) for n in found.notices] == [
        ("EG005", 1, "indicater", {"reason": "no-such-field", "column": "indicater", "nearest": "indicator"}),
        ("EG005", 1, "Giá trị", {"reason": "column-twice", "column": "Giá trị", "taken": "value"}),
    ]
    assert found.column("value") == ["86"]


def test_without_a_required_column_nothing_is_read_but_everything_counted() -> None:
    found = read(("indicator", "value"), [("UN_EGDI_RANK", "86"), ("UN_EGDI_RANK", "1.039")])
    assert (found.told(), found.batches, found.submission.statements) == ([("EG006", 1, "not-in-table")], [], 2)
    assert [notice.fields["column"] for notice in found.notices] == ["area"]


def test_vietnamese_headings_make_the_same_record() -> None:
    english = read_row({**BASE, "published": "2020-08-26", "source": "a", "note": "n"})
    vietnamese = read(
        ("Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "Ngày công bố", "Nguồn", "Ghi chú"),
        [("VN_PORTAL_SERVICES", "Việt Nam", "2020", "86", "26/8/2020", "a", "n")],
    )
    ours = {name: values for name, values in vietnamese.batches[0].columns.items() if name != "excerpt"}
    assert ours == {name: english.batches[0].columns[name] for name in ours}


def test_a_name_in_nfd_is_told_once_a_file() -> None:
    found = read(("indicator", "area", "value"), [("UN_EGDI_RANK", "Viê\u0323t Nam", "86")] * 3, size=2)
    assert [(n.code, n.line, n.field, n.column, n.printed) for n in found.notices] == [
        ("EG003", 2, "area", 2, "Viê\u0323t Nam")
    ]
    assert found.column("area") == ["VNM"] * 3


def test_a_fault_shows_its_row_and_cell() -> None:
    notice = read_row({"value": "n.n.", "note": "x", "area": "VNM", "indicator": "UN_EGDI_RANK"}).notices[0]
    assert (notice.code, notice.file, notice.line, notice.record, notice.column) == ("EG102", 7, 2, 1, 1)
    assert (notice.field, notice.printed, notice.row, notice.row_mark) == (
        "value", "n.n.", ("n.n.", "VNM", "UN_EGDI_RANK"), 0,
    )  # fmt: skip


def test_a_fault_outside_the_excerpt_is_added_to_it() -> None:
    notice = read_row({**BASE, "start": "x"}).notices[0]
    assert (notice.field, notice.row[-1], notice.row_mark) == ("start", "x", 4)


def test_a_row_with_a_fault_takes_no_other_row_with_it() -> None:
    found = read_values(["1", "x", "3", None, "5"])
    assert (found.column("record"), found.column("value")) == ([1, 3, 5], ["1", "3", "5"])
    assert [(n.code, n.record) for n in found.notices] == [("EG102", 2), ("EG101", 4)]
    assert found.submission.statements == 5


def test_ids_are_made_from_file_and_row_and_do_not_depend_on_chunks() -> None:
    ids = [read_values(["1", "3-5", "x", "4"], size=size).column("id") for size in (1, 2, 1000)]
    assert ids == [[(7 << 40) | n for n in (2, 4, 5, 8)]] * 3


def test_a_range_is_two_records_of_one_row() -> None:
    found = read_values(["từ 3 đến 5 nghìn"])
    assert found.column("record") == [1, 1]
    assert found.column("printed") == ["từ 3 đến 5 nghìn"] * 2
    assert found.column("line") == [2, 2]
    assert found.column("qualifier") == ["at_least", "at_most"]
    assert (found.column("low"), found.column("high")) == (["3000", None], [None, "5000"])
    assert found.submission.statements == 1


def test_a_range_of_a_fall_runs_from_the_larger_fall_to_the_smaller() -> None:
    found = read_row({**BASE, "indicator": "UN_EGDI_RANK", "value": "giảm 3-5 bậc", "measure": "change"})
    assert list(zip(found.column("value"), found.column("qualifier"), strict=True)) == [
        ("-5", "at_least"),
        ("-3", "at_most"),
    ]


def test_the_excerpt_is_in_the_order_of_the_file() -> None:
    found = read_row({"value": "86", "note": "x", "area": "VNM", "indicator": "UN_EGDI_RANK"})
    assert found.column("excerpt") == ["86\x1fVNM\x1fUN_EGDI_RANK"]


PUBLISHED = ("published", "published_start", "published_end")


def test_what_rows_leave_open_comes_from_the_register() -> None:
    facts = SourceFacts("ours", "x", publisher="Far", published="2020-08", url="u", authority="UN")
    found = read_row(BASE, sources=[facts])
    assert [found.column(name) for name in ("publisher", "url", "authority")] == [["Far"], ["u"], ["UN"]]
    assert [found.column(name) for name in PUBLISHED] == [["2020-08"], ["2020-08-01"], ["2020-08-31"]]


def test_the_row_goes_before_the_register_field_by_field() -> None:
    facts = SourceFacts("ours", "x", publisher="Far", published="2020-08")
    found = read_row({**BASE, "published": "26/8/2020"}, sources=[facts])
    assert found.column("publisher") == ["Far"]
    assert [found.column(name) for name in PUBLISHED] == [["2020-08-26"]] * 3


def test_the_file_beside_the_data_goes_before_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source,publisher\nours,Near\n", encoding="utf-8")
    facts = SourceFacts("ours", "x", publisher="Far", url="u")
    found = read_row(BASE, sources=[facts], path=str(tmp_path / "ours.csv"))
    assert (found.column("publisher"), found.column("url")) == (["Near"], ["u"])


def test_a_register_speaks_of_each_source_of_a_file() -> None:
    rows = [("UN_EGDI_RANK", "VNM", "86", source) for source in ("a", "b", None, "a")]
    sources = [SourceFacts("a", "1", publisher="A"), SourceFacts("ours", "2", publisher="O")]
    found = read(("indicator", "area", "value", "source"), rows, sources=sources)
    assert found.column("source") == ["a", "b", "ours", "a"]
    assert found.column("publisher") == ["A", None, "O", "A"]


def test_a_mistake_in_the_register_stops_the_reading(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source,publishr\nours,Near\n", encoding="utf-8")
    with pytest.raises(
        UsageError, match=r"sources\.csv:2: 'publishr' is not known of a source \(did you mean publisher\?\)"
    ):
        read_row(BASE, path=str(tmp_path / "ours.csv"))


@pytest.mark.parametrize(
    ("labels", "sources"),
    [
        (["a.csv"], ["a"]),
        (["data/a.csv", "data/b.json"], ["a", "b"]),
        (["2020/a.csv", "2021/a.csv", "b.csv"], ["2020/a", "2021/a", "b"]),
        (["-"], ["stdin"]),
        (["data/a.b.csv"], ["a.b"]),
    ],
)
def test_the_source_of_a_file_that_names_none(labels: list[str], sources: list[str]) -> None:
    assert default_sources([Document(label, Path(label), "", 1) for label in labels]) == sources
