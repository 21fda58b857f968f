from __future__ import annotations

import json
from dataclasses import asdict, fields

import pytest

from egovcheck.core.findings import Finding

from .drawing import text
from .samples import finding, record, report, whole


def test_json_is_the_report_itself() -> None:
    assert text("json", whole()) == whole().to_json()


def test_json_reads_back_to_the_same_dictionary() -> None:
    assert json.loads(text("json", whole("vi"))) == json.loads(json.dumps(whole("vi").to_dict()))


def test_jsonl_has_one_finding_a_line_with_every_key() -> None:
    lines = text("jsonl", whole()).splitlines()
    assert [json.loads(line)["code"] for line in lines] == [one.code for one in whole().findings]
    assert all(list(json.loads(line)) == [field.name for field in fields(Finding)] for line in lines)


def test_jsonl_of_no_findings_is_empty() -> None:
    assert text("jsonl", report()) == ""


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("hostile", ["a\nb", "\u2028", "\x85", "\x9b2J", "\x1b[2J", "\udc80", "</script>", '"', "\\"])
def test_hostile_text_keeps_its_value_and_its_line(name: str, hostile: str) -> None:
    found = finding(message=hostile, records=(record(hostile),))
    written = text(name, report(found))
    written.encode("utf-8")
    assert not set("\x1b\x85\x9b\u2028") & set(written)
    read = json.loads(written)
    one = read["findings"][0] if name == "json" else read
    assert one["message"] == hostile
    assert one["records"][0]["printed"] == hostile


def test_style_changes_no_data() -> None:
    styled = text("json", whole(), width=40, color=True, verbose=2, quiet=True, unicode=False)
    assert styled == text("json", whole())


def test_jsonl_line_equals_the_finding() -> None:
    first = json.loads(text("jsonl", whole()).splitlines()[0])
    assert first == json.loads(json.dumps(asdict(whole().findings[0])))
