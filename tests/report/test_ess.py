from __future__ import annotations

from typing import Any

from egovcheck.core.findings import Accepted, Place
from egovcheck.core.report import RuleError, RuleResult

from .drawing import text
from .reading import checked
from .samples import SCORE, finding, record, report, whole, wrong_edition


def entries(*findings: Any, **others: Any) -> list[dict[str, Any]]:
    return checked(text("ess", report(*findings, **others)), "ess")


def test_a_finding_is_a_validation_that_was_not_satisfied() -> None:
    entry = entries(wrong_edition("en"))[0]
    assert entry["value"] == "0"
    assert entry["event"] == {"time": "20261101T000000+0000", "actor": "egovcheck 0.1.0"}
    assert (entry["rule"]["expression"], entry["rule"]["severity"]) == ("EG204", "error")
    assert entry["data"]["description"] == wrong_edition("en").message


def test_the_target_is_apart_from_the_sources() -> None:
    data = entries(wrong_edition("en"))[0]["data"]
    assert data["target"] == [["haiphong", "2020", "VNM", "UN_EGDI_RANK"]]
    assert data["source"] == [
        ["haiphong", "2020", "VNM", "UN_EGDI_RANK"],
        ["un_egdi", "2020", "VNM", "UN_EGDI_RANK"],
        ["un_egdi", "2018", "VNM", "UN_EGDI_RANK"],
    ]


def test_a_breakdown_is_part_of_the_key() -> None:
    broken = {**SCORE, "breakdown": "ASEAN"}
    (entry,) = entries(finding(subject=broken, records=(record("1", key=broken),)), rules=())
    assert entry["data"]["target"] == [["haiphong", "2020", "VNM", "ASEAN", "UN_EGDI_SCORE"]]


def test_what_could_not_be_read_is_known_by_its_place() -> None:
    (entry,) = entries(finding(records=(record("n.n.", place=Place(line=4)),), subject={"source": "a"}), rules=())
    assert entry["data"]["target"] == [["haiphong", "", "submissions/haiphong.csv:4", "value"]]


def test_a_finding_without_records_is_about_its_subject() -> None:
    (entry,) = entries(finding(subject={"source": "a", "period": "2021"}), rules=())
    assert entry["data"]["target"] == [["a", "2021", "", ""]]


def test_rules_are_satisfied_undecided_or_not_there() -> None:
    rules = (
        RuleResult("EG1", "good", 5, 0, 0),
        RuleResult("EG2", "half", 5, 0, 2, severity="warning"),
        RuleResult("EG3", "idle", 0, 0, 0, "nothing to compare"),
        RuleResult("EG4", "elsewhere", 5, 1, 0, severity="info"),
        RuleResult("EG5", "raised", 0, 0, 0, "the rule failed"),
    )
    found = entries(rules=rules, rule_errors=(RuleError("EG5", "memory"),), inputs=2)
    assert [(one["rule"]["expression"], one["value"]) for one in found] == [
        ("EG1", "1"),
        ("EG2", "1"),
        ("EG2", "NA"),
        ("EG4", "0"),
        ("EG5", "NA"),
    ]
    assert found[0]["data"]["target"] == [
        ["submissions/file1.csv", "", "", ""],
        ["submissions/file2.csv", "", "", ""],
    ]
    assert found[0]["data"]["description"] == "5 checks, none violated"
    assert found[3]["rule"]["severity"] == "information"
    assert found[4]["data"]["description"] == "memory"


def test_a_waiver_is_a_severity_that_a_person_lowered() -> None:
    waiver = Accepted("so printed", "statistics office", None, "w.toml:1")
    (entry,) = entries(finding(status="waived", waiver=waiver), rules=())
    assert (entry["value"], entry["rule"]["change"], entry["rule"]["explanation"]) == ("0", "down", "so printed")


def test_ids_are_unique() -> None:
    ids = [entry["id"] for entry in checked(text("ess", whole()), "ess")]
    assert len(set(ids)) == len(ids)
