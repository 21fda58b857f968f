from __future__ import annotations

import csv
import io
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovcheck.core.errors import InputError
from egovcheck.sources import blocks, building, row_reader
from egovcheck.sources.formats import delimited, open_table

from .reading import document, read


def test_rows_have_cells_as_printed_with_record_and_line() -> None:
    got = read("area,value\nVNM, 86/193\nTHA,057\n")
    assert (got.format, got.encoding, got.header, got.header_line) == ("csv", "utf-8", ("area", "value"), 1)
    assert got.rows == [("VNM", " 86/193"), ("THA", "057")]
    assert (got.record, got.line, got.problems) == ([1, 2], [2, 3], [])


def test_last_line_needs_no_line_end() -> None:
    assert read("a,b\n1,2").rows == [("1", "2")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    got = read(end.join(("a,b", "1,2", "3,4", "")))
    assert (got.rows, got.line) == ([("1", "2"), ("3", "4")], [2, 3])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_line_ends_are_kept_and_counted_as_lines(end: str) -> None:
    got = read(f'a,b\n1,"x{end}y{end}z"\n2,w\n')
    assert got.rows == [("1", f"x{end}y{end}z"), ("2", "w")]
    assert (got.record, got.line) == ([1, 2], [2, 5])


def test_blank_lines_count_as_lines_and_not_as_records() -> None:
    got = read("\n\na,b\n\n1,2\n  \n3,4\n\n")
    assert (got.header_line, got.rows, got.record, got.line) == (3, [("1", "2"), ("3", "4")], [1, 2], [5, 7])


def test_rows_of_empty_cells_are_skipped() -> None:
    got = read('a,b,c\n,,\n1,2,3\n"","",""\n,,,,\n')
    assert (got.rows, got.record, got.line, got.problems) == ([("1", "2", "3")], [1], [3], [])


def test_empty_first_cell_is_no_empty_row() -> None:
    assert read("a,b\n,2\n1,2\n").rows == [("", "2"), ("1", "2")]


def test_hash_is_not_a_comment() -> None:
    assert read("a,b\n#1,2\n").rows == [("#1", "2")]


def test_header_alone_is_a_table_without_rows() -> None:
    got = read("indicator,area,value\n")
    assert (got.header, got.rows, got.problems) == (("indicator", "area", "value"), [], [])


def test_doubled_quotes_are_one_quote() -> None:
    assert read('a,b\n1,"say ""86"" of 193"\n').rows == [("1", 'say "86" of 193')]


def test_quote_inside_an_unquoted_cell_is_a_character() -> None:
    assert read('a,b\n5" pipe,x\n').rows == [('5" pipe', "x")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    got = read(delimiter.join("abc") + "\n" + delimiter.join("123") + "\n")
    assert (got.header, got.rows) == (("a", "b", "c"), [("1", "2", "3")])


def test_semicolon_with_decimal_commas() -> None:
    assert read("area;value\nVNM;0,6667\nTHA;0,7565\n").rows == [("VNM", "0,6667"), ("THA", "0,7565")]


def test_comma_in_names_of_a_semicolon_header_does_not_win() -> None:
    got = read("area, code;value, 2020\nVNM;0,67\nTHA;0,76\n")
    assert got.header == ("area, code", "value, 2020")


def test_delimiter_inside_quotes_does_not_count() -> None:
    assert read('"a;b;c;d",x\n"1;2;3;4",5\n').header == ("a;b;c;d", "x")


def test_tsv_prefers_the_tab() -> None:
    got = read("a,b\tc,d\n1,2\t3,4\n", "data.tsv")
    assert (got.format, got.header, got.rows) == ("tsv", ("a,b", "c,d"), [("1,2", "3,4")])


def test_one_column_keeps_its_decimal_commas() -> None:
    got = read("value\n0,67\n0,76\n")
    assert (got.format, got.rows) == ("csv", [("0,67",), ("0,76",)])


def test_row_with_too_few_fields_is_a_problem_and_the_rest_goes_on() -> None:
    got = read("a,b,c\n1,2\n4,5,6\n")
    (problem,) = got.problems
    assert (problem.code, problem.line, problem.record, problem.row) == ("EG001", 2, 1, ("1", "2"))
    assert problem.fields == {"reason": "too-few-fields", "expected": "3", "found": "2"}
    assert (got.rows, got.record, got.line) == ([("4", "5", "6")], [2], [3])


def test_row_with_too_many_fields_is_a_problem() -> None:
    got = read("a,b\n1,2,3\n4,5\n")
    (problem,) = got.problems
    assert problem.fields == {"reason": "too-many-fields", "expected": "2", "found": "3"}
    assert (problem.row, got.rows, got.record) == (("1", "2", "3"), [("4", "5")], [2])


def test_trailing_empty_fields_are_tolerated() -> None:
    got = read("a,b\n1,2,,\n3,4\n")
    assert (got.rows, got.problems) == ([("1", "2"), ("3", "4")], [])


def test_text_after_a_closing_quote_is_broken_quoting() -> None:
    got = read('a,b\n"ab"c,2\n3,4\n')
    assert got.reasons == [(2, 1, "broken-quoting")]
    assert got.problems[0].row == ('"ab"c', "2")
    assert got.rows == [("3", "4")]


def test_stray_quote_costs_its_own_line_only() -> None:
    got = read('a,b,c\n1,2,3\n4,"x,6\n7,8,9\n10,11,12\n')
    assert got.reasons == [(3, 2, "broken-quoting")]
    assert (got.rows, got.record, got.line) == (
        [("1", "2", "3"), ("7", "8", "9"), ("10", "11", "12")],
        [1, 3, 4],
        [2, 4, 5],
    )


def test_stray_quote_before_proper_quotes() -> None:
    got = read('a,b\n1,"x\n2,"y"\n3,z\n')
    assert (got.reasons, got.rows) == ([(2, 1, "broken-quoting")], [("2", "y"), ("3", "z")])


def test_stray_quote_that_happens_to_close_does_not_take_in_whole_rows() -> None:
    got = read('a,b,c\n1,"x,3\n4,5,6\n7,8",9,10\n11,12,13\n')
    assert got.reasons == [(2, 1, "broken-quoting"), (4, 3, "too-many-fields")]
    assert got.rows == [("4", "5", "6"), ("11", "12", "13")]


def test_two_stray_quotes_are_two_problems() -> None:
    got = read('a,b\n1,"x\n2,y\n3,"z\n4,w\n')
    assert (got.reasons, got.rows) == ([(2, 1, "broken-quoting"), (4, 3, "broken-quoting")], [("2", "y"), ("4", "w")])


def test_stray_quote_far_from_the_end_of_a_long_file() -> None:
    rows = [f"{number},x\n" for number in range(60_000)]
    rows[20_000] = '20000,"x\n'
    got = read("a,b\n" + "".join(rows))
    assert got.reasons == [(20_002, 20_001, "broken-quoting")]
    assert len(got.rows) == 59_999
    assert (got.record[20_000], got.line[20_000]) == (20_002, 20_003)


def test_record_over_too_many_lines_is_a_stray_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_reader, "MAX_RECORD_LINES", 2000)
    got = read("a,b\n" + 'x","\n' * 5000)
    assert got.reasons[0] == (2, 1, "broken-quoting")
    assert len(got.reasons) + len(got.rows) > 2000


def test_quotes_broken_everywhere_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_reader, "MAX_READ_AGAIN", 50_000)
    with pytest.raises(InputError, match=r"the quotes of 'data.csv' are broken in too many places"):
        read("a,b\n" + 'x","\n' * 50_000)


def test_nul_byte_is_a_problem_of_its_row() -> None:
    got = read("a,b\n1,x\0y\n2,z\n")
    assert (got.reasons, got.rows) == ([(2, 1, "nul-byte")], [("2", "z")])


def test_field_over_the_limit_is_a_problem() -> None:
    got = read("a,b\n1," + "x" * (row_reader.MAX_FIELD + 1) + "\n2,y\n")
    assert (got.reasons, got.rows, got.line) == ([(2, 1, "too-long")], [("2", "y")], [3])


def test_field_at_the_limit_is_read() -> None:
    got = read("a,b\n1," + "x" * row_reader.MAX_FIELD + "\n")
    assert (got.problems, len(got.rows[0][1] or "")) == ([], row_reader.MAX_FIELD)


def test_line_over_the_limit_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MAX_LINE", 3 << 20)
    got = read("a,b\n1,2\n" + "," * (8 << 20) + "\r\n3,4\n")
    assert (got.reasons, got.problems[0].row) == ([(3, 2, "too-long")], ())
    assert (got.rows, got.record, got.line) == ([("1", "2"), ("3", "4")], [1, 3], [2, 4])


def test_overlong_line_needs_little_memory(tmp_path: Path) -> None:
    one = document(b"a,b\n" + b"x" * (64 << 20) + b"\n1,2\n", tmp_path)
    tracemalloc.start()
    try:
        table = open_table(one)
        assert [chunk.record for chunk in table.chunks()] == [[2]]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 << 20


def test_overlong_header_is_refused() -> None:
    with pytest.raises(InputError, match=r"the header of 'data.csv' is too long to be read"):
        read("x" * (10 << 20) + "\n1\n")


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(InputError, match=r"'data.csv' has 16385 columns, more than 16384"):
        read(",".join(f"c{number}" for number in range(16_385)) + "\n")


def test_broken_quoting_in_the_header_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match="has a quote that does not close") as caught:
        read('\n"a,b\n1,2\n')
    assert caught.value.place == "data.csv:2"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"'data.csv' is empty"):
        read(content)


def test_duplicate_column_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"'data.csv' has two columns called 'value'"):
        read("area,value,value\nVNM,1,2\n")


def test_nameless_column_with_content_is_called_by_its_number() -> None:
    got = read("a,,c\n1,2,3\n")
    assert (got.header, got.rows) == (("a", "column 2", "c"), [("1", "2", "3")])


def test_nameless_column_without_content_is_left_out() -> None:
    got = read("a,,c,,\n1,,3,,\n4,,6\n")
    assert (got.header, got.rows, got.problems) == (("a", "c"), [("1", "3"), ("4", "6")], [])


def test_late_content_under_no_name_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_LOOK", 2)
    got = read("a,,c\n1,,3\n4,,6\n7,8,9\n")
    assert (got.rows, got.reasons) == ([("1", "3"), ("4", "6")], [(4, 3, "too-many-fields")])


def test_binary_content_is_refused() -> None:
    with pytest.raises(InputError, match=r"'data.csv' is not a text file"):
        read(bytes(range(256)) * 20)


def test_global_field_limit_is_put_back() -> None:
    before = csv.field_size_limit()
    read("a,b\n1,2\n")
    assert csv.field_size_limit() == before


def test_unread_table_holds_no_file_open(tmp_path: Path) -> None:
    one = document("a,b\n1,2\n", tmp_path)
    open_table(one)
    one.path.unlink()


def test_large_regular_file_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "ROWS", 2000)
    one = document("a,b,c,d\n" + "UN_EGDI_RANK,VNM,2020,86/193\n" * 400_000, tmp_path)
    tracemalloc.start()
    try:
        rows = sum(len(chunk.record) for chunk in open_table(one).chunks())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rows == 400_000
    assert peak < 8 << 20 < one.size


def test_chunks_of_long_rows_are_short(tmp_path: Path) -> None:
    one = document("a,b\n" + ("1," + "x" * 1_000_000 + "\n") * 60, tmp_path)
    assert max(len(chunk.record) for chunk in open_table(one).chunks()) <= 45


_TEXT = st.text(st.one_of(st.sampled_from(list(',;\t|"\r\n xế')), st.characters(exclude_categories=("Cs", "Cc"))))


@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), max_size=20), st.sampled_from(["\n", "\r\n"]), st.sampled_from(",;\t|"))
def test_what_csv_writes_is_read_back_with_right_lines(rows: list[tuple[str, ...]], end: str, delimiter: str) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(("first", "second", "third"))
    expected: list[tuple[tuple[str, ...], int, int]] = []
    for row in rows:
        so_far = buffer.getvalue()
        if any(cell.strip() for cell in row):
            lines = so_far.replace("\r\n", "\n").replace("\r", "\n").count("\n")
            expected.append((row, len(expected) + 1, lines + 1))
        writer.writerow(row)
    got = read(buffer.getvalue())
    assert got.problems == []
    assert list(zip(got.rows, got.record, got.line, strict=True)) == expected


@given(st.text(st.sampled_from(list('ab,"\n\r;')), max_size=60))
def test_no_text_makes_the_reader_fail_or_lose_a_line(body: str) -> None:
    got = read("a,b\n" + body)
    places = [*got.line, *(problem.line for problem in got.problems)]
    records = [*got.record, *(problem.record for problem in got.problems)]
    assert sorted(record or 0 for record in records) == list(range(1, len(records) + 1))
    assert len(set(places)) == len(places)


def test_irregular_rows_do_not_disturb_their_neighbours() -> None:
    chance = random.Random(7)  # noqa: S311 (a fixed shuffle of rows)
    kinds = [
        ("1,2,3\n", 1),
        ("1,2\n", 1),
        ("\n", 1),
        ('1,"x\ny",3\n', 2),
        ('1,"x"y,3\n', 1),
        ("1,2,3,,\n", 1),
        ("1,2,3,4\n", 1),
    ]
    picked = [chance.choice(kinds) for _ in range(3000)]
    line, good, bad = 2, [], []
    for text, length in picked:
        if text in {"1,2,3\n", '1,"x\ny",3\n', "1,2,3,,\n"}:
            good.append(line)
        elif text != "\n":
            bad.append(line)
        line += length
    got = read("a,b,c\n" + "".join(text for text, _ in picked))
    assert (got.line, [problem.line for problem in got.problems]) == (good, bad)
