"""Inputs of a size or shape that nobody expects, in a process that may take only so much memory."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from tests.hostile.running import GOOD, TEXT, WRONG, check, ended, inside, started

SPACE = 4 << 30
"""Bytes of address space that a run may take; its libraries alone reserve about one and a half gibibytes."""

HEADER = GOOD.splitlines()[0]
LONG = 200 << 20
ENTRY = '{"indicator":"UN_EGDI_RANK","area":"VNM","period":"2020","value":"88/193","note":"'


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))


@pytest.fixture(scope="module")
def long_line(tmp_path_factory) -> Path:
    """A file of one line of 200 MB."""
    path = tmp_path_factory.mktemp("long") / "line"
    with path.open("wb") as file:
        for _ in range(LONG >> 20):
            file.write(b"a 1, " * ((1 << 20) // 5))
    return path


@pytest.mark.timeout(200)
@pytest.mark.parametrize("name", ["x.csv", "x.txt", "x.jsonl", "x.json"])
def test_a_line_of_200_megabytes_stays_within_the_memory(name, long_line, tmp_path):
    (tmp_path / name).hardlink_to(long_line)
    (tmp_path / "good.csv").write_text(WRONG, encoding="utf-8")
    process = started("validate", name, "good.csv", "--threads", "1", folder=tmp_path, preexec_fn=_limited)
    done = check(ended(process, 180), 1, 3)
    assert f"'{name}'" in done.err or f"{name}:" in done.out
    assert "error EG204" in done.out


CELL = "x" * (10 << 20)
TABLES = {
    "million-columns": ("csv", "indicator,area,period,value" + ",c" * 1_000_000 + "\nUN_EGDI_RANK,VNM,2020,86/193\n"),
    "million-fields": ("csv", f"{HEADER}\n{',' * 1_000_000}\n"),
    "million-empty-rows": ("csv", f"{HEADER}\n" + "\n" * 1_000_000 + WRONG.splitlines()[1] + "\n"),
    "million-rows-of-commas": ("csv", f"{HEADER}\n" + ",,,,,\n" * 300_000),
    "cell": ("csv", f'{HEADER}\nUN_EGDI_RANK,VNM,2020,88/193,"{CELL}",2020\n'),
    "open-quote": ("csv", f'{HEADER}\n"' + WRONG.splitlines()[1] * 20_000),
    "open-quotes": ("csv", f"{HEADER}\n" + '"a\n' * 5_000),
    "nul": ("csv", GOOD.replace("VNM", "V\0NM") + "\0" * 100_000),
    "surrogate": ("csv", GOOD.replace("VNM", "\ud800")),
    "newlines": ("csv", GOOD.replace("\n", "\r") + "a\r\nb\n\rc\r\r\n"),
    "marks-within": ("csv", GOOD.replace(",", ",\ufeff").replace("\n", "\n\ufeff")),
    "deep": ("json", "[" * 100_000),
    "deep-closed": ("json", "[" * 100_000 + "]" * 100_000),
    "deep-object": ("json", '[{"a":' * 100_000),
    "deep-line": ("jsonl", '{"a":' + "[" * 100_000 + "]" * 100_000 + "}\n"),
    "exponent": ("json", '[{"indicator":"UN_EGDI_RANK","area":"VNM","value":1e999999999}]'),
    "exponent-below": ("json", '[{"indicator":"UN_EGDI_RANK","area":"VNM","value":1e-999999999}]'),
    "digits": ("json", '[{"indicator":"UN_EGDI_RANK","area":"VNM","value":' + "9" * 1_000_000 + "}]"),
    "digits-cell": ("csv", f"{HEADER}\nUN_EGDI_RANK,VNM,2020,{'9' * 1_000_000}/193,X,2020\n"),
    "exponent-cell": ("csv", f"{HEADER}\nUN_EGDI_RANK,VNM,2020,1e999999999,X,2020\n"),
    "nan": ("json", '[{"indicator":"UN_EGDI_RANK","area":"VNM","value":NaN},{"value":-Infinity}]'),
    "keys": ("json", "[{" + ",".join(f'"k{n}":1' for n in range(100_000)) + "}]"),
    "growing-keys": ("jsonl", "".join(f'{{"k{n}":1}}\n' for n in range(20_000))),
    "half": ("jsonl", ENTRY + "\\ud800" * 1000 + '"}\n'),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", TABLES)
def test_tables_of_any_shape_keep_nobody_from_being_judged(name, tmp_path):
    suffix, text = TABLES[name]
    (tmp_path / f"odd.{suffix}").write_bytes(text.encode("utf-8", "surrogatepass"))
    (tmp_path / "other.csv").write_text(WRONG, encoding="utf-8")
    done = check(inside("validate", f"odd.{suffix}", "other.csv", folder=tmp_path), 1, 3)
    assert "other.csv:2:4: error EG204" in done.out


TEXTS = {
    "html-deep": ("html", "<html><body>" + "<div>" * 100_000 + TEXT),
    "html-tables": ("html", "<html><body>" + "<table><tr><td>" * 3_000 + TEXT),
    "html-attributes": ("html", "<html><body " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{TEXT}"),
    "html-svg": ("html", f"<html><body><svg>{'<g>' * 20_000}<script>x</script></svg><p>{TEXT * 5}</p>"),
    "html-entities": ("html", f"<html><body><p>{'&#x110000;&#0;&xxe;&amp' * 5_000}</p><p>{TEXT * 5}</p>"),
    "brackets": ("txt", TEXT + "(" * 100_000),
    "numbers": ("txt", "1 " * 100_000 + TEXT),
    "front-matter": ("md", "---\n" + "title: a\n" * 50_000),
    "fences": ("md", "```\n" * 50_000 + TEXT),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_any_shape_keep_nobody_from_being_judged(name, tmp_path):
    suffix, text = TEXTS[name]
    (tmp_path / f"odd.{suffix}").write_text(text, encoding="utf-8")
    (tmp_path / "other.csv").write_text(WRONG, encoding="utf-8")
    done = check(inside("validate", f"odd.{suffix}", "other.csv", folder=tmp_path), 1, 3)
    assert "other.csv:2:4: error EG204" in done.out
