from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from egovcheck.core.findings import Place

from .drawing import text
from .reading import checked
from .samples import absent, finding, record, report, whole, wrong_edition


def entries(*findings: Any, **others: Any) -> list[dict[str, Any]]:
    return checked(text("gitlab", report(*findings, **others)), "gitlab-code-quality")


def test_an_entry_repeats_the_code_and_has_its_row() -> None:
    (entry,) = entries(wrong_edition("en"))
    assert entry["description"] == f"EG204 wrong-edition: {wrong_edition('en').message}"
    assert entry["check_name"] == "EG204"
    assert entry["location"] == {"path": "submissions/haiphong.csv", "lines": {"begin": 3}}
    assert "suggestion: period 2020 → 2018" in entry["content"]["body"]


@pytest.mark.parametrize(("severity", "word"), [("error", "critical"), ("warning", "minor"), ("info", "info")])
def test_severities_have_the_words_of_gitlab(severity: str, word: str) -> None:
    assert entries(finding(severity=severity))[0]["severity"] == word


def test_only_new_findings_are_entries() -> None:
    assert len(checked(text("gitlab", whole()), "gitlab-code-quality")) == 11
    assert entries(finding(status="waived"), finding(status="baselined")) == []


def test_fingerprints_are_unique_and_know_no_lines() -> None:
    first, second = (record("1", place=Place(line=n)) for n in (3, 90))
    before = entries(finding(records=(first,)), finding(records=(first,)))
    after = entries(finding(records=(second,)), finding(records=(second,)))
    assert [entry["fingerprint"] for entry in before] == [entry["fingerprint"] for entry in after]
    assert len({entry["fingerprint"] for entry in before}) == 2


def test_what_has_no_place_is_shown_at_the_first_input() -> None:
    (entry,) = entries(absent("en"), inputs=2)
    assert entry["location"] == {"path": "submissions/file1.csv", "lines": {"begin": 1}}


def test_a_cell_has_its_row_and_a_path_starts_at_the_root() -> None:
    one = report(finding(records=(record("1", path="../a.xlsx", place=Place(sheet="S", cell="AB12")),)))
    moved = replace(one, basis=replace(one.basis, folder="số liệu/2024"))
    (entry,) = checked(text("gitlab", moved), "gitlab-code-quality")
    assert entry["location"] == {"path": "số liệu/a.xlsx", "lines": {"begin": 12}}
