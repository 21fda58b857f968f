from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from egovcheck.core.findings import Accepted, Place
from egovcheck.core.report import InputProblem, RuleError, RuleResult
from egovcheck.report import formats
from egovcheck.report.sarif.sizes import fitting

from .drawing import text
from .reading import sarif
from .samples import CELL, conflict, finding, record, reference, report, whole, wrong_edition

WAIVER = Accepted("the printed annex has it so", "statistics office", "2027-06-01", "egovcheck-waivers.toml:1")


def run(*findings: Any, **others: Any) -> dict[str, Any]:
    return sarif(text("sarif", report(*findings, **others)))


def result(*findings: Any, **others: Any) -> dict[str, Any]:
    (only,) = run(*findings, **others)["results"]
    return dict(only)


def located(place: Place, path: str = "a.csv", folder: str = "") -> dict[str, Any]:
    one = report(finding(records=(record("1", path=path, place=place),)))
    (only,) = sarif(text("sarif", replace(one, basis=replace(one.basis, folder=folder))))["results"]
    return dict(only["locations"][0])


def test_every_rule_is_listed_whether_it_fired_or_not() -> None:
    rules = run(wrong_edition("en"))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["EG204", "EG303", "EG304", "EG501", "EG905"]
    assert rules[2]["properties"]["reason"] == "no indicator has parts here"


def test_a_rule_tells_its_title_advice_and_type() -> None:
    told = RuleResult(
        "EG501",
        "conflicting-values",
        4,
        1,
        0,
        None,
        "Sources disagree",
        "error",
        "VMP",
        "3",
        "Two `a`.\n\nMore.",
        "Look.",
    )
    (rule, _) = run(rules=(told,))["tool"]["driver"]["rules"]
    assert rule["name"] == "conflicting-values"
    assert rule["shortDescription"]["text"] == "Sources disagree"
    assert rule["fullDescription"]["text"] == "Two `a`."
    assert rule["help"]["markdown"] == "Two `a`.\n\nMore.\n\n**What to do**\n\nLook.\n\n`egovcheck rule EG501`"
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"]["tags"] == ["egovcheck", "ess-type-VMP", "ess-level-3"]


def test_long_descriptions_end_where_github_stops_reading() -> None:
    (rule, _) = run(rules=(RuleResult("ACME001", "n" * 300, 1, 0, 0, title="t" * 2000),))["tool"]["driver"]["rules"]
    assert (len(rule["name"]), len(rule["shortDescription"]["text"])) == (255, 1024)
    assert rule["shortDescription"]["text"].endswith("t…")


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_severities_have_the_levels_of_sarif(severity: str, level: str) -> None:
    assert result(finding(severity=severity))["level"] == level


def test_a_finding_stands_at_its_accused_record_and_links_the_other_sides() -> None:
    told = result(conflict("en"))
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "submissions/hatinh.xlsx"
    related = [one["physicalLocation"]["artifactLocation"]["uri"] for one in told["relatedLocations"]]
    assert related == ["texts/bao-cao-2020.txt", "submissions/report.jsonl"]
    assert told["relatedLocations"][1]["message"]["text"] == "agreeing report: 0.667"
    assert told["message"]["text"].splitlines()[0] == f"{conflict('en').message}."
    assert "[submissions/report.jsonl:12](2)" in told["message"]["text"]


def test_a_reference_value_is_another_side_that_stands_in_no_file() -> None:
    told = result(wrong_edition("en"))
    assert told["relatedLocations"][1]["message"]["text"] == (
        "reference un_egdi: 2018 88 (released 2018-07-19) — in none of the files"
    )
    assert told["relatedLocations"][1]["physicalLocation"] == told["locations"][0]["physicalLocation"]
    assert "](" not in told["message"]["text"]


def test_a_finding_in_no_file_is_shown_at_the_first_input_and_says_so() -> None:
    told = result(finding(records=(reference("86"),)), inputs=2)
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "submissions/file1.csv"
    assert told["properties"]["place"] == "in none of the files"
    assert told["message"]["text"].endswith("None of its figures stands in a file, so it is shown at the first one.")


def test_a_row_is_a_line_and_its_fields_no_columns() -> None:
    assert located(CELL)["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3}


@pytest.mark.parametrize("line", [7, None])
def test_a_cell_is_a_row_and_an_address(line: int | None) -> None:
    told = located(Place(line=line, sheet="Chỉ số", cell="D7"), "a.xlsx")
    assert told["physicalLocation"]["region"]["startLine"] == 7
    assert told["logicalLocations"] == [{"fullyQualifiedName": "Chỉ số!D7", "kind": "cell"}]


def test_a_figure_in_a_text_has_its_characters() -> None:
    told = located(Place(line=6, column=71, start=161, end=184), "a.txt")
    assert told["physicalLocation"]["region"] == {
        "startLine": 6,
        "startColumn": 71,
        "charOffset": 161,
        "charLength": 23,
    }


@pytest.mark.parametrize(
    ("path", "folder", "uri"),
    [
        ("a.csv", "", "a.csv"),
        ("a.csv", "data/2024", "data/2024/a.csv"),
        ("../a.csv", "data/2024", "data/a.csv"),
        ("Hà Nội/số liệu 1.csv", "", "H%C3%A0%20N%E1%BB%99i/s%E1%BB%91%20li%E1%BB%87u%201.csv"),
        ("a:b#c?d%e[1].csv", "", "a%3Ab%23c%3Fd%25e%5B1%5D.csv"),
        ("H\udce0.csv", "", "H%E0.csv"),  # a name in Latin-1 keeps its byte
        ("/srv/a b.csv", "data", "file:///srv/a%20b.csv"),
    ],
)
def test_paths_are_uris_from_the_root_of_the_repository(path: str, folder: str, uri: str) -> None:
    told = located(CELL, path, folder)["physicalLocation"]["artifactLocation"]
    assert told["uri"] == uri
    assert told.get("uriBaseId") == (None if path.startswith("/") else "%SRCROOT%")


def mark(one: dict[str, Any]) -> str:
    return str(one["partialFingerprints"]["primaryLocationLineHash"])


def test_inserted_rows_reopen_nothing() -> None:
    before = result(finding(records=(record("1", place=Place(line=3)),)))
    after = result(finding(records=(record("1", place=Place(line=400)),)))
    assert mark(before) == mark(after)


def test_findings_that_say_the_same_are_told_apart_by_turn_and_file() -> None:
    one = finding(records=(record("1", path="a.csv"),))
    other = finding(records=(record("1", path="b.csv"),))
    marks = [mark(found) for found in run(one, one, other)["results"]]
    assert [text.rpartition(":")[2] for text in marks] == ["1", "2", "1"]
    assert mark(result(other)) == marks[2]  # whatever became of the other file


def test_waived_findings_are_suppressed_with_their_reason() -> None:
    new, waived = run(finding(), finding(status="waived", waiver=WAIVER))["results"]
    assert new["suppressions"] == []
    assert waived["suppressions"] == [
        {
            "kind": "external",
            "justification": "the printed annex has it so",
            "properties": {
                "owner": "statistics office",
                "expires": "2027-06-01",
                "place": "egovcheck-waivers.toml:1",
            },
        }
    ]
    assert "baselineState" not in waived


def test_known_findings_are_suppressed_and_unchanged() -> None:
    new, known = run(finding(), finding(status="baselined"))["results"]
    assert (new["baselineState"], known["baselineState"]) == ("new", "unchanged")
    assert known["suppressions"][0]["justification"] == "known before: it is in the baseline"


def test_without_baseline_and_waivers_nothing_is_said_of_them() -> None:
    assert not {"suppressions", "baselineState"} & set(result(finding()))


def test_a_failed_rule_and_an_unread_input_are_told() -> None:
    whole_ = replace(
        report(rule_errors=(RuleError("EG303", "out of memory"),)), input_problems=(InputProblem("b", "no"),)
    )
    (invocation,) = sarif(text("sarif", whole_))["invocations"]
    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"]
    assert [one["message"]["text"] for one in told] == ["out of memory", "no"]
    assert told[0]["associatedRule"] == {"id": "EG303"}


def test_many_sides_are_cut_where_github_stops_and_counted() -> None:
    sides = tuple(record(str(n), place=Place(line=n + 1)) for n in range(150))
    told = result(finding(records=sides))
    assert len(told["relatedLocations"]) == 99
    assert told["message"]["text"].count("](") == 10
    assert told["message"]["text"].endswith("and 139 more figures")


def test_a_strangers_link_is_no_link() -> None:
    told = result(finding(message="see [here](http://x.org) and {0}", records=(record("1"),)))
    assert told["message"]["text"] == "see [here] (http://x.org) and {{0}}."


def many(count: int, length: int = 8) -> Any:
    noise = [hashlib.shake_256(str(n).encode()).hexdigest(length) for n in range(count)]
    return report(*(finding(fingerprint=one[:16], message=f"{n} {one}") for n, one in enumerate(noise)))


def test_of_too_many_results_the_first_are_kept_and_the_others_counted() -> None:
    (told,) = json.loads(text("sarif", many(30_000)))["runs"]
    assert len(told["results"]) == 25_000
    assert told["results"][0]["ruleId"] == "EG905"
    assert told["results"][0]["level"] == "warning"
    assert told["results"][0]["message"]["text"].splitlines()[0] == (
        "5,001 of 30,000 findings are left out here: SARIF takes at most 25,000 results; the json output has them all."
    )
    assert told["results"][-1]["message"]["text"].startswith("24998 ")


def test_what_would_be_too_large_is_left_out_and_counted() -> None:
    written = text("sarif", many(3_000, 4_000))
    told = sarif(written)
    assert 9_000_000 < len(gzip.compress(written.encode(), 6)) < 10_000_000
    assert told["results"][0]["ruleId"] == "EG905"
    assert f"{3_001 - len(told['results']):,} of 3,000 findings" in told["results"][0]["message"]["text"]
    assert "SARIF takes at most 10 MB" in told["results"][0]["message"]["text"]


def test_large_new_findings_are_kept_before_small_ones_that_were_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats.sarif, "MOST_BYTES", 1_000_000)
    large = many(300, 4_000)
    small = tuple(finding(fingerprint=f"{n:016x}", status="waived") for n in range(200))
    written = text("sarif", replace(large, findings=(*small, *large.findings)))
    results = json.loads(written)["runs"][0]["results"]
    assert len(gzip.compress(written.encode(), 6)) < 1_000_000
    assert len(results) > 150
    assert {result["properties"]["status"] for result in results} == {"new"}


def test_what_fits_is_measured_compressed() -> None:
    assert fitting("", ["a" * 1_000_000] * 3, most=300_000) == 3
    noise = [hashlib.shake_256(str(n).encode()).hexdigest(50_000) for n in range(9)]
    assert 0 < fitting("", noise, most=400_000) < 9


def test_the_log_speaks_the_language_of_the_report() -> None:
    told = sarif(text("sarif", whole("vi")))
    assert told["language"] == "vi"
    assert "đề xuất: period 2020 → 2018" in told["results"][0]["message"]["text"]
