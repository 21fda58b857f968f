"""What strangers wrote, in every field of a report, through every machine format."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml

from egovcheck.core.text import safe

from .drawing import text
from .reading import Page, checked, commands, sarif
from .samples import finding, record, report
from .strangers import EVIL, everywhere

FORMATS = ("ess", "github", "gitlab", "junit", "markdown", "sarif")
evil_texts = pytest.mark.parametrize("evil", EVIL, ids=ascii)


@pytest.mark.parametrize("name", FORMATS)
@evil_texts
def test_no_control_or_bidirectional_character_comes_through(name: str, evil: str) -> None:
    written = text(name, everywhere(evil))
    written.encode("utf-8")
    values = str(json.loads(written)) if written.startswith(("[", "{")) else written
    assert not set("\x00\x1b\x07\u202e\u2066\r") & set(values)
    assert not re.search("[\ud800-\udfff]", values)


@evil_texts
def test_a_log_for_code_scanning_stays_valid(evil: str) -> None:
    run = sarif(text("sarif", everywhere(evil)))
    assert [result["ruleId"] for result in run["results"]] == [safe(evil)] * 3
    assert all(re.fullmatch(r"[A-Za-z0-9_.~/%-]+", file["location"]["uri"]) for file in run["artifacts"])


@evil_texts
def test_one_finding_is_one_command(evil: str) -> None:
    ((kind, told, message),) = commands(text("github", everywhere(evil)))
    assert kind == "error"
    assert told["title"] == f"{safe(evil)} {safe(evil)}"
    assert message.split("\n")[0] == safe(evil)


@evil_texts
def test_code_quality_stays_valid(evil: str) -> None:
    (entry,) = checked(text("gitlab", everywhere(evil)), "gitlab-code-quality")
    assert entry["check_name"] == safe(evil)


@evil_texts
def test_test_cases_stay_valid(evil: str) -> None:
    (suite,) = JUnitXml.fromstring(text("junit", everywhere(evil)).encode())
    assert (suite.tests, suite.failures, suite.errors) == (2, 1, 1)


@evil_texts
def test_an_ess_report_stays_valid(evil: str) -> None:
    assert [entry["value"] for entry in checked(text("ess", everywhere(evil)), "ess")] == ["0", "0", "0", "NA", "NA"]


@evil_texts
def test_a_page_shows_the_text_and_nothing_else(evil: str) -> None:
    page = Page(text("markdown", everywhere(evil)))
    assert len(page.rows) == 2
    assert page.rows[1][3].startswith(safe(evil))
    assert not page.elements & {"a", "img", "script", "strong", "em", "s", "h1"}


anything = st.text(st.characters(categories=["L", "N", "P", "S", "Z", "C"]), min_size=1, max_size=30)
findings = st.builds(
    lambda said, code, path, line, severity, status: finding(
        code, "name", said, (record(said, path=path),), severity=severity, status=status, fingerprint=str(line)
    ),
    said=anything,
    code=st.sampled_from(["EG107", "EG501", "ACME001"]),
    path=st.one_of(st.none(), anything),
    line=st.integers(1, 3),
    severity=st.sampled_from(["error", "warning", "info"]),
    status=st.sampled_from(["new", "waived", "baselined"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(findings, max_size=6))
def test_every_new_finding_is_in_every_format(found: list[object]) -> None:
    whole = report(*found)  # type: ignore[arg-type]
    new = [one for one in whole.findings if one.status == "new"]
    said = [safe(one.message) for one in new]
    run = sarif(text("sarif", whole))
    assert sum(not one.get("suppressions") for one in run["results"]) == len(new)
    assert len(run["results"]) == len(whole.findings)
    annotated = [message.split("\n")[0] for _, _, message in commands(text("github", whole))]
    assert sorted(annotated) == sorted(said)
    entries = checked(text("gitlab", whole), "gitlab-code-quality")
    assert [entry["description"] for entry in entries] == [f"{one.code} name: {safe(one.message)}" for one in new]
    assert len({entry["fingerprint"] for entry in entries}) == len(new)
    zeros = [one["data"]["description"] for one in checked(text("ess", whole), "ess") if one["value"] == "0"]
    assert zeros[: len(whole.findings)] == [safe(one.message) for one in whole.findings]
    (suite,) = JUnitXml.fromstring(text("junit", whole).encode())
    told = "\n".join([*(result.text for case in suite for result in case.result if result.text), *_outputs(suite)])
    assert all(f"{one.code} name: {_in_xml(one.message)}" in told for one in new)
    assert len(Page(text("markdown", whole)).rows) == (len(new) + 1 if new else 0)


def _outputs(suite: object) -> list[str]:
    return [case.system_out for case in suite if case.system_out]  # type: ignore[attr-defined]


def _in_xml(said: str) -> str:
    return re.sub("[\ufffe\uffff]", lambda one: f"\\u{ord(one[0]):04x}", safe(said))
