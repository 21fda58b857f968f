from __future__ import annotations

import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources.formats import json_document
from egovcheck.sources.tables import Native

from .reading import read


def test_array_of_objects_is_a_table() -> None:
    got = read('[\n  {"area": "VNM", "value": 86},\n  {"area": "THA", "value": 57}\n]\n', "data.json")
    assert (got.format, got.encoding, got.header, got.header_line) == ("json", "utf-8", ("area", "value"), None)
    assert (got.rows, got.record, got.line) == ([("VNM", "86"), ("THA", "57")], [1, 2], [2, 3])


def test_records_of_an_object_are_a_table() -> None:
    got = read('{"made": {"by": [1]},\r\n "records": [\r\n{"a": 1}], "n": 1}', "data.json")
    assert (got.rows, got.line) == ([("1",)], [3])


@pytest.mark.parametrize("number", ["0.6700", "1e3", "-0", "1.0", "12345678901234567890.10", "NaN"])
@pytest.mark.parametrize("name", ["data.json", "data.jsonl"])
def test_numbers_keep_their_text(number: str, name: str) -> None:
    body = f'{{"value": {number}}}'
    ((cell,),) = read(f"[{body}]" if name == "data.json" else body, name).rows
    assert cell == number
    assert isinstance(cell, Native)


def test_text_that_looks_like_a_number_is_no_native_number() -> None:
    ((cell,),) = read('[{"value": "0.67"}]', "data.json").rows
    assert not isinstance(cell, Native)


def test_booleans_null_and_nested_values() -> None:
    got = read('[{"a": true, "b": false, "c": null, "d": {"x": [1.50, "ế", null]}}]', "data.json")
    assert got.rows == [("true", "false", None, '{"x":[1.50,"ế",null]}')]


def test_absent_keys_are_none_and_every_key_is_a_column() -> None:
    got = read('[{"a": 1}, {"b": ""}]', "data.json")
    assert (got.header, got.rows) == (("a", "b"), [("1", None), (None, "")])


@pytest.mark.parametrize("body", ['{"a": 1, "b": 2, "a": 3}', '{"b": {"a": 1, "a": 3}}'])
@pytest.mark.parametrize("name", ["data.json", "data.jsonl"])
def test_duplicate_key_is_a_problem(body: str, name: str) -> None:
    text = f'[{{"a": 0}},\n{body},\n{{"a": 9}}]' if name == "data.json" else f'{{"a": 0}}\n{body}\n{{"a": 9}}\n'
    got = read(text, name)
    (problem,) = got.problems
    assert (problem.code, problem.line, problem.record, problem.row) == ("EG001", 2, 2, (body,))
    assert problem.fields == {"reason": "duplicate-key", "expected": "", "found": "a"}
    assert (got.rows, got.record) == ([("0",), ("9",)], [1, 3])


@pytest.mark.parametrize(
    ("body", "found"), [("1", "number"), ('"x"', "string"), ("[]", "array"), ("null", "null"), ("true", "boolean")]
)
def test_member_that_is_no_object_is_a_problem(body: str, found: str) -> None:
    got = read(f'[{{"a": 1}}, {body}]', "data.json")
    assert got.problems[0].fields == {"reason": "not-an-object", "expected": "object", "found": found}


def test_empty_array_is_a_table_without_rows() -> None:
    got = read("[]", "data.json")
    assert (got.header, got.rows, got.problems) == ((), [], [])


@pytest.mark.parametrize(
    "text",
    ["[", "[1,]", '[{"a": 1} {"a": 2}]', '[{"a": 1}] x', '{"records": [{"a": 1}]', '{\n"a" 1}', "{\n'a': 1}", "nul"],
)
def test_broken_document_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InputError, match=r"'data.json' is not valid JSON") as caught:
        read("\n" + text + "\n ", "data.json")
    assert (caught.value.place or "").startswith("data.json:")


@pytest.mark.parametrize("text", ['{\n"a": 1}', '{\n"records": {}}', '{\n"records": [], "records": []}', "[" * 100_000])
def test_document_without_one_array_of_records_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"'data.json' cannot be read as a table"):
        read(text, "data.json")


def test_document_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="write it as JSON Lines"):
        read('[{"area": "VNM"}]', "data.json")


def test_half_a_character_is_a_problem() -> None:
    got = read('{"a": "\\ud83d\\ude00"}\n{"a": "\\ud800"}\n', "data.jsonl")
    assert (got.rows, got.problems[0].fields["found"]) == ([("😀",)], "half a character")


def test_lines_are_rows() -> None:
    got = read('{"a": 1}\r\n\r\n{"a": 2, "b": "x"}', "data.ndjson")
    assert (got.format, got.header, got.rows) == ("jsonl", ("a", "b"), [("1", None), ("2", "x")])
    assert (got.record, got.line) == ([1, 2], [1, 3])


@pytest.mark.parametrize("line", ['{"a": 1', '{"a": 1} {"a": 2}', "x", '{"a": ' + "[" * 100_000])
def test_broken_line_is_a_problem_and_the_rest_goes_on(line: str) -> None:
    got = read(f'{{"a": 0}}\n{line}\n{{"a": 9}}\n', "data.jsonl")
    assert got.reasons == [(2, 2, "broken-json")]
    assert got.problems[0].row == (line[:1000],)
    assert (got.rows, got.record, got.line) == ([("0",), ("9",)], [1, 3], [1, 3])


def test_broken_first_line_is_a_problem_too() -> None:
    assert read('{"a": 1,,}\n{"a": 9}\n', "data.jsonl").reasons == [(1, 1, "broken-json")]


def test_overlong_line_is_a_problem() -> None:
    got = read('{"a": 0}\n{"a": "' + "x" * (10 << 20) + '"}\n{"a": 9}\n', "data.jsonl")
    assert (got.reasons, got.rows, got.line) == ([(2, 2, "too-long")], [("0",), ("9",)], [1, 3])


def test_lines_in_a_json_file_are_read_as_lines() -> None:
    got = read('{"a": 1}\n{"a": 2}\n', "data.json")
    assert (got.format, got.rows) == ("jsonl", [("1",), ("2",)])


def test_array_in_a_jsonl_file_is_read_as_a_document() -> None:
    assert read('[\n{"a": 1},\n{"a": 2}\n]', "data.jsonl").format == "json"


def test_windows_1258_json_is_a_problem_and_read() -> None:
    got = read(b'[{"a": "Vi\xea\xf2t Nam"}]', "data.json")
    assert (got.problems[0].fields, got.rows) == ({"encoding": "windows-1258"}, [("Việt Nam",)])
