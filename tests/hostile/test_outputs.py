"""A stranger's text in every field of a report and a review, through every format that there is."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import types
import typing
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from egovcheck.core.report import Report
from egovcheck.core.review import Review
from egovcheck.core.text import safe
from egovcheck.report import Style, writers
from egovcheck.report.review import views
from tests.hostile.running import TEXT, check, inside

EVIL = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"'><img src=x onerror=alert(1)>",
    "escape": "\x1b[2J\x1b]0;title\x07",
    "c1": "\x9b31m",
    "bidi": "\u202eabc\u2066",
    "markup": "[/b][red]x[link=http://x]y",
    "command": "%0A::error::x\r\n::set-output name=a::b",
    "formula": "=cmd|' /C calc'!A0",
    "formula-plus": "+1+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+9)*cmd|' /C calc'!A0",
    "formula-tab": "\t=1+1",
    "template": "{0.__class__} {x} %s %n ${jndi:ldap://x}",
    "surrogate": "\udcff.csv",
    "cdata": "]]> & <!-- --> &lt; </script></style>",
    "markdown": "|a|b| `x` [x](javascript:alert(1)) @everyone #1",
    "separators": "a\u2028b\u0085c\x00d",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OURS = {"sha256": "0" * 64, "_revised": "0.5", "_revision": "0.5", "today": "2026-11-01"}
"""Text that the program itself makes, by the ending of the field's name."""


def filled(kind: Any, evil: str, name: str = "", *, ours: bool = True) -> Any:
    """Return a value of a type with ``evil`` wherever it takes text, one member in each collection."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return arguments[0]
    if origin in {typing.Union, types.UnionType}:
        return filled(next(one for one in arguments if one is not type(None)), evil, name, ours=ours)
    if origin is tuple:
        inner = arguments[:1] if len(arguments) == 2 and arguments[1] is Ellipsis else arguments
        return tuple(filled(one, evil, name, ours=ours) for one in inner)
    if origin is list:
        return [filled(arguments[0], evil, name, ours=ours)]
    if origin is not None and issubclass(origin, typing.Mapping):
        return {"area": evil, "indicator": evil, "period": evil, "source": evil}
    if kind is str:
        return next((made for ending, made in _OURS.items() if ours and name.endswith(ending)), evil)
    if kind in {int, bool}:
        return kind(1)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        made = {
            one.name: filled(hints[one.name], evil, one.name, ours=ours) for one in dataclasses.fields(kind) if one.init
        }
        return kind(**made)
    raise AssertionError(f"a field of type {kind} is new: say here what a stranger can write in it")


def written(name: str, known: Any, value: Any, **style: Any) -> bytes:
    writer = known[name]
    if writer.binary:
        data = io.BytesIO()
        writer.write(value, data, Style(**style))
        return data.getvalue()
    out = io.StringIO()
    writer.write(value, out, Style(**style))
    return out.getvalue().encode("utf-8")


def looked_at(name: str, data: bytes, evil: str) -> None:
    """Assert what holds for a format, by what its output turns out to be."""
    if data.startswith((b"PK", b"PAR1")):
        _binary(data)
        return
    text = data.decode("utf-8")
    if text.lstrip().lower().startswith(("<!doctype html", "<html")):
        _page(text, evil)
        return
    if text.startswith("<?xml"):
        ET.fromstring(text)  # noqa: S314 - our own output
    elif name in {"json", "sarif", "gitlab", "ess"}:
        json.loads(text)
    elif name == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in text.split("\n") if line)
    elif name == "csv":
        _cells(text)
    elif name == "github":
        known = ("::error", "::warning", "::notice", "::debug", "::group", "::endgroup", "#", "|", "-", "")
        assert all(line.startswith(known) or "::" not in line[:2] for line in text.split("\n"))
        assert "\n::set-output" not in text
    if name != "csv" and not text.startswith("<?xml"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text.replace("\r\n", "\n")), name
    if name in {"rich", "concise", "github"}:
        assert all(safe(line) == line for line in text.split("\n"))
    if name == "markdown":
        assert "<script" not in text
        assert "<img" not in text


def _page(text: str, evil: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    if "<" in evil:
        # embedded data may hold it in a form in which no page ends
        shown = re.sub(r"<script[^>]*application/json[^>]*>.*?</script>", "", text, flags=re.DOTALL)
        assert evil not in shown
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def _cells(text: str) -> None:
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            number = cell[1:].replace(".", "", 1).isdigit()
            assert not cell.startswith(FORMULA) or number or cell == "-", cell


def _binary(data: bytes) -> None:
    if data.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        assert pq.read_table(io.BytesIO(data)).num_rows > 0
        return
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
@pytest.mark.parametrize("name", writers())
def test_a_report_holds_nothing_that_acts(name, evil):
    for style in ({}, {"width": 40, "verbose": 1}):
        looked_at(name, written(name, writers(), filled(Report, evil), **style), evil)


@pytest.mark.parametrize("evil", EVIL.values(), ids=EVIL)
@pytest.mark.parametrize("name", views())
def test_a_review_holds_nothing_that_acts(name, evil):
    made = filled(Review, evil)
    figures = tuple(dataclasses.replace(one, start=0, end=len(evil), quote=evil) for one in made.texts[0].figures)
    text = dataclasses.replace(made.texts[0], text=evil, figures=figures)
    looked_at(name, written(name, views(), dataclasses.replace(made, texts=(text,))), evil)


def everywhere(folder, evil: str) -> None:
    """Write a table and a text that hold ``evil`` in every cell, name and quote that may hold it."""
    name = re.sub(r"[/\0]", "_", evil)[:100]
    rows = [
        ["indicator", "area", "period", "value", "source", "publisher", "quote", "note", "url", evil],
        ["UN_EGDI_RANK", "VNM", "2020", "88/193", evil, evil, f"{evil} 88/193", evil, evil, evil],
        ["UN_EGDI_RANK", "VNM", "2020", "86/193", f"b{evil}", evil, f"{evil} 86/193", evil, evil, evil],
        [evil, evil, evil, evil, evil, evil, evil, evil, evil, evil],
        [evil, "VNM", "2020", "1", "c", "", "", "", "", ""],
    ]
    with (folder / f"{name}.csv").open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        csv.writer(file).writerows(rows)
    said = f"Tin: {evil} {TEXT}\n\n{TEXT[:-2]}, {evil} 88/193 {evil}.\n"
    (folder / f"{name}.txt").write_bytes(said.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("kind", ["script", "escape", "command", "surrogate"])
def test_hostile_files_through_both_commands(kind, tmp_path):
    evil = EVIL[kind]
    everywhere(tmp_path, evil)
    outputs = tmp_path / "out"
    outputs.mkdir()
    for command, known in (("validate", writers()), ("review", views())):
        asked = [part for name in known for part in ("-o", f"{name}={outputs}/{command}-{name}")]
        done = check(inside(command, ".", *asked, folder=tmp_path))
        assert all(safe(line) == line for line in (done.out + done.err).split("\n"))
        for name in known:
            looked_at(name, (outputs / f"{command}-{name}").read_bytes(), evil)


@pytest.mark.parametrize(
    "evil", [one for one in EVIL.values() if one.startswith(FORMULA)] + [EVIL["surrogate"]], ids=ascii
)
def test_extracted_records_hold_no_formula(evil, tmp_path):
    everywhere(tmp_path, evil)
    check(inside("extract", ".", "-o", "records.csv", "--text-out", "texts", folder=tmp_path), 0, 3)
    _cells((tmp_path / "records.csv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["script", "escape", "command", "formula", "surrogate", "separators"])
def test_a_stored_report_of_a_stranger_is_shown_safely_or_refused(kind, tmp_path):
    evil = EVIL[kind]
    strange = filled(Report, evil, ours=False)
    later = dataclasses.replace(filled(Report, evil), basis=strange.basis)
    for number, report in enumerate((filled(Report, evil), strange, later)):
        stored = tmp_path / f"{number}.json"
        stored.write_text(json.dumps(dataclasses.asdict(report)) if number else report.to_json(), encoding="utf-8")
        asked = [part for name in writers() for part in ("-o", f"{name}={tmp_path}/{name}")]
        done = check(inside("render", stored.name, *asked, folder=tmp_path), 0, 3)
        assert all(safe(line) == line for line in (done.out + done.err).split("\n"))
        for name in writers() if done.code == 0 else ():
            looked_at(name, (tmp_path / name).read_bytes(), evil)
