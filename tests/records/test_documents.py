"""Files that people edit: whatever is wrong is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.records import documents
from egovcheck.records.documents import load_yaml, parse_yaml, read_csv


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: [1\n", 3, "expected ',' or ']'"),
        ("a: 1\nb: 2\na: 3\n", 3, "key 'a' is repeated"),
        ("a:\n  b: 1\n  b: 2\n", 3, "key 'b' is repeated"),
        ("a: &x 1\nb: *x\n", 2, "aliases are not allowed"),
        ("a: &x [1]\nb: [*x, *x]\n", 2, "aliases are not allowed"),
        ("a: 1\nb: !!python/name:os.system\n", 2, "could not determine a constructor"),
        ("a: 1\nb: " + "[" * 200 + "]" * 200, 2, "nesting is too deep"),
        ("- 1\n- 2\n", 1, "a mapping of keys to values was expected"),
        ("", 1, "a mapping of keys to values was expected"),
        ("? [1, 2]\n: 3\n", 1, "key [1, 2]"),
    ],
)
def test_a_mistake_in_yaml_is_told_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(PackError) as error:
        parse_yaml(text, "rules/one.yaml")
    assert said in error.value.message
    assert error.value.place == f"rules/one.yaml:{line}"


def test_the_lines_of_a_part_count_from_where_it_begins() -> None:
    with pytest.raises(PackError) as error:
        parse_yaml("a: 1\na: 2\n", "one.md", first_line=10)
    assert error.value.place == "one.md:11"


def test_a_million_brackets_do_not_end_the_program() -> None:
    with pytest.raises(PackError, match="nesting is too deep"):
        parse_yaml("a: " + "[" * 1_000_000, "one.yaml")


def test_decimals_dates_and_words_stay_text() -> None:
    text = "{a: 1.50, b: 2020-08-26, c: no, d: on, e: true, f: 193, g: .inf, h: ~}"
    assert parse_yaml(text, "one.yaml") == {
        "a": "1.50", "b": "2020-08-26", "c": "no", "d": "on", "e": True, "f": 193, "g": ".inf", "h": None,
    }  # fmt: skip


def test_reads_a_table_with_the_lines_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_bytes('\ufeffcode,name\r\nVNM,Việt Nam\r\n\r\n"LAO","Lào, ""Lao"""\r\n'.encode())
    assert list(read_csv(path)) == [
        (2, {"code": "VNM", "name": "Việt Nam"}),
        (4, {"code": "LAO", "name": 'Lào, "Lao"'}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a,b\n1,2\n1\n", ":3", "the row has 1 fields, the header 2"),
        ("a,b\n1,2,3\n", ":2", "the row has 3 fields, the header 2"),
        ('a,b\n1,"2\n', ":3", "the quoting is broken"),
        ('a,b\n1,"2"3\n', ":2", "the quoting is broken"),
        ("a,b,a\n1,2,3\n", ":1", "the column 'a' stands twice"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(tmp_path: Path, text: str, line: str, said: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as error:
        list(read_csv(path))
    assert said in error.value.message
    assert error.value.place == f"{path}{line}"


def test_a_file_that_is_not_utf8_is_told_with_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_bytes(b"a: \xff")
    with pytest.raises(PackError) as error:
        load_yaml(path)
    assert (error.value.message, error.value.hint) == ("the file is not UTF-8", "byte 3 is wrong")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "lexicon.yaml"
    path.write_bytes(b"a: " + b"x" * 1024 * 1024)
    with pytest.raises(PackError, match="larger than 1 MiB"):
        load_yaml(path)


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"lexicon\.yaml: the file cannot be read"):
        load_yaml(tmp_path / "lexicon.yaml")
