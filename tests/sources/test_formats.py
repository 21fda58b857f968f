from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from egovcheck.core.errors import InputError
from egovcheck.sources.formats import FORMATS, SUFFIXES

from .reading import document, read, read_document


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def test_every_module_is_a_format() -> None:
    assert [format_.NAME for format_ in FORMATS] == ["csv", "json", "jsonl", "ods", "parquet", "xls", "xlsx"]


def test_suffixes_are_those_of_all_formats() -> None:
    assert {
        *(".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".parquet", ".pq"),
        *(".xlsx", ".xlsm", ".xls", ".ods"),
    } == SUFFIXES


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("a,b\n1,2\n", "csv"),
        ('[{"a": 1}]', "json"),
        ('{"records": [{"a": 1}]}', "json"),
        ('{\n  "records": [\n    {"a": 1}\n  ]\n}', "json"),
        ('{"a": 1}\n{"a": 2}', "jsonl"),
        ('{"a": 1}', "jsonl"),
        ("[x],[y]\n1,2\n", "csv"),
    ],
)
def test_content_without_suffix_is_told_by_its_form(content: str, name: str) -> None:
    assert read(content, "stdin").format == name


def test_capital_suffix_is_known(tmp_path: Path) -> None:
    assert read_document(document("a\tb\n", tmp_path, "DATA.TSV")).format == "tsv"


def test_json_in_a_csv_file_is_read_as_json() -> None:
    assert read('[{"a": 1}]', "data.csv").format == "json"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (gzip.compress(b"a,b\n", mtime=0), "a gzip archive"),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), "a binary Excel workbook"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (zipped("mimetype", "content.xml"), "an OpenDocument file"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer and not the file itself"),
    ],
)
@pytest.mark.parametrize("name", ["data.csv", "data.json", "data.xlsx", "data"])
def test_foreign_content_is_refused_by_name(content: bytes, what: str, name: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content, name)
    assert caught.value.message == f"'{name}' is {what}, a format that is not read"
    assert caught.value.hint


@pytest.mark.parametrize("content", [zipped("data.csv"), b"PK\x03\x04 cut off"])
@pytest.mark.parametrize("name", ["data.csv", "data.json", "data"])
def test_an_archive_is_refused_as_one(content: bytes, name: str) -> None:
    with pytest.raises(InputError, match=r"is a zip archive, a format that is not read \(unpack it first\)"):
        read(content, name)


def test_unknown_binary_content_is_refused_with_the_formats() -> None:
    with pytest.raises(InputError, match=r"'data.bin' is of no format that can be read \(the formats are csv, json"):
        read(bytes(range(256)), "data.bin")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_empty_file_is_refused_in_every_format(suffix: str) -> None:
    with pytest.raises(InputError, match="is empty"):
        read(b"", f"data{suffix}")


def test_standard_input_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="standard input is empty"):
        read_document(document(b"", tmp_path, "stdin", "-"))


def test_control_characters_of_a_label_are_escaped(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'a\\x1b\[31m.csv' is empty"):
        read_document(document(b"", tmp_path, label="a\x1b[31m.csv"))


def test_vanished_file_is_an_input_error(tmp_path: Path) -> None:
    one = document("a,b\n", tmp_path)
    one.path.unlink()
    with pytest.raises(InputError, match=r"'data.csv' cannot be read: no such file or directory"):
        read_document(one)


def test_import_brings_no_engine() -> None:
    code = "import sys, egovcheck.sources.find; print(sorted({'duckdb', 'polars', 'pandera'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
