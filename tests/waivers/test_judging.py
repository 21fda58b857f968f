"""Which findings a waiver or a baseline takes out of the way, and which waivers do no good."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Finding
from egovcheck.rules import load_rules
from egovcheck.waivers.baseline import baseline_of, known
from egovcheck.waivers.judging import Settled, check_waivers, resolved, settle
from egovcheck.waivers.model import Baseline, Waiver

from .findings import conflict, rank, record

TODAY = date(2026, 11, 22)


def waiver(**others: Any) -> Waiver:
    told = {"rule": "EG204", "where": {"area": "VNM"}, "reason": "agreed", "owner": "office", "evidence": ()}
    return Waiver(**told | {"expires": date(2027, 6, 1), "path": "egovcheck-waivers.toml", "line": 3} | others)


def settled(*findings: Finding, waivers: tuple[Waiver, ...] = (), baseline: Baseline | None = None) -> Settled:
    return settle(findings, waivers, baseline or Baseline(), TODAY, {"EG204", "wrong-edition", "EG501"})


def statuses(*findings: Finding, **given: Any) -> list[str]:
    return [finding.status for finding in settled(*findings, **given).findings]


@pytest.mark.parametrize("rule", ["EG204", "eg204", "wrong-edition"])
def test_a_waiver_names_its_rule_by_code_or_name(rule: str) -> None:
    assert statuses(rank(), waivers=(waiver(rule=rule),)) == ["waived"]


def test_a_waived_finding_says_why_and_who_and_where() -> None:
    accepted = settled(rank(), waivers=(waiver(),)).findings[0].waiver
    assert accepted is not None
    assert (accepted.reason, accepted.owner, accepted.expires) == ("agreed", "office", "2027-06-01")
    assert accepted.place == "egovcheck-waivers.toml:3"


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ({"area": "VNM", "period": "2020", "indicator": "UN_EGDI_RANK"}, "waived"),
        ({"area": "VNM", "period": "2018"}, "new"),
        ({"area": "LAO"}, "new"),
        ({"source": "haiphong"}, "waived"),
        ({"source": "hatinh"}, "new"),
        ({"path": "data/haiphong.csv"}, "waived"),
        ({"path": "data/hatinh.csv"}, "new"),
    ],
)
def test_everything_that_a_waiver_says_must_hold(where: dict[str, str], status: str) -> None:
    assert statuses(rank(), waivers=(waiver(where=where),)) == [status]


def test_a_conflict_is_waived_by_any_of_its_sources() -> None:
    for source in ("hatinh", "haiphong"):
        assert statuses(conflict(), waivers=(waiver(rule="EG501", where={"source": source}),)) == ["waived"]


@pytest.mark.parametrize("evidence", [("88/193",), ("88",), ("88.0",), ("2020", "88/193")])
def test_evidence_is_the_figure_as_printed_or_as_read(evidence: tuple[str, ...]) -> None:
    assert statuses(rank(), waivers=(waiver(evidence=evidence),)) == ["waived"]


def test_a_waiver_dies_when_the_figure_changes() -> None:
    after = settled(rank("89/193"), waivers=(waiver(evidence=("88/193",)),))
    assert after.findings[0].status == "new"
    assert [one.line for one in after.unused] == [3]
    assert after.ended == {"egovcheck-waivers.toml:3": "89/193"}


def test_all_the_figures_of_a_conflict_can_be_pinned() -> None:
    pinned = waiver(rule="EG501", evidence=("86/193", "88/193"))
    assert statuses(conflict(), waivers=(pinned,)) == ["waived"]
    assert statuses(conflict("87/193"), waivers=(pinned,)) == ["new"]


def test_the_last_day_still_counts() -> None:
    assert statuses(rank(), waivers=(waiver(expires=TODAY),)) == ["waived"]
    after = settled(rank(), waivers=(waiver(expires=date(2026, 11, 21)),))
    assert (after.findings[0].status, len(after.expired), after.unused) == ("new", 1, ())


@pytest.mark.parametrize("missing", ["reason", "owner"])
def test_a_waiver_that_nobody_answers_for_accepts_nothing(missing: str) -> None:
    after = settled(rank(), waivers=(waiver(**{missing: ""}),))
    assert (after.findings[0].status, len(after.lacking)) == ("new", 1)


def test_waivers_of_rules_that_are_not_run_are_left_alone() -> None:
    idle = waiver(rule="EG303")
    assert settled(rank(), waivers=(idle,)).unused == ()
    assert settle([], (waiver(),), Baseline(), TODAY, {"EG204"}).unused == (waiver(),)


def test_what_is_wrong_with_a_waiver_cannot_be_waived() -> None:
    about = rank(code="EG902", name="expired-waiver")
    assert statuses(about, waivers=(waiver(rule="EG902"),)) == ["new"]


def test_a_baseline_knows_findings_as_often_as_it_has_them() -> None:
    old = baseline_of([known(rank())])
    assert statuses(rank(), rank(), rank(fingerprint="b" * 16), baseline=old) == ["baselined", "new", "new"]


def test_a_waiver_goes_before_the_baseline() -> None:
    old = baseline_of([known(rank())])
    assert statuses(rank(), waivers=(waiver(),), baseline=old) == ["waived"]


def test_what_is_not_there_any_more_is_resolved() -> None:
    old = baseline_of([known(rank()), known(rank()), known(rank(fingerprint="b" * 16))])
    assert [old.findings[n].fingerprint[0] for n in resolved([rank()], old)] == ["a", "b"]


def test_a_waiver_of_no_rule_names_the_nearest() -> None:
    with pytest.raises(UsageError) as raised:
        check_waivers([waiver(rule="wrong-edtion")], load_rules(), TODAY)
    assert raised.value.place == "egovcheck-waivers.toml:3"
    assert "EG204" in (raised.value.hint or "")


def test_a_waiver_lasts_a_year_at_most() -> None:
    book = load_rules()
    check_waivers([waiver(expires=date(2027, 11, 23))], book, TODAY)
    with pytest.raises(UsageError, match="more than 366 days"):
        check_waivers([waiver(expires=date(2027, 11, 24))], book, TODAY)


def test_the_records_of_the_reference_are_no_place_to_waive_by() -> None:
    reference = record("86", "un_egdi", "reference", path=None)
    assert statuses(rank(records=(record("88/193"), reference)), waivers=(waiver(where={"source": "un_egdi"}),)) == [
        "new"
    ]


def test_the_evidence_is_the_figure_that_is_accused_and_no_other_of_the_finding() -> None:
    parts = (record("0.4"), record("0", "hatinh", "component"))
    pinned = waiver(evidence=("0",))
    assert statuses(rank(records=parts, actual="0.4"), waivers=(pinned,)) == ["new"]
    assert statuses(rank(records=(record("0"), record("0", "hatinh", "component"))), waivers=(pinned,)) == ["waived"]
