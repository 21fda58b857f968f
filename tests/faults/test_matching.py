"""What counts as found, explained, and a false alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from egovcheck.core.findings import Diagnosis, Finding, NamedRecord, Place, Suggestion
from egovcheck.faults import Fault
from egovcheck.faults.matching import alarms, false_alarms, key, outcomes

FAULT = Fault(
    kind="one-digit",
    number=0,
    file="table-2018.csv",
    lines=(3,),
    codes=frozenset({"EG502", "EG303"}),
    causes=frozenset({"one-digit"}),
    suggestions=frozenset({("value", "0.66670")}),
    revealed=True,
    says="",
)


def cause(kind="one-digit", value="0.6667", field="value", before="0.6637"):
    return Diagnosis(kind, "high", "…", Suggestion(field, value, "one", before))


def finding(line=3, *causes, code="EG502", role="primary", file="table-2018.csv", **given):
    record = NamedRecord(role, "one", f"/tmp/x/{file}", Place(line=line), printed="0.6637")  # noqa: S108 - only a name
    made = Finding("…", code, "…", "error", "Viet Nam …", {"indicator": "UN_EGDI_SCORE"}, (record,), diagnosis=causes)
    return replace(made, **given)


def told(*found, fault=FAULT):
    (outcome,) = outcomes([fault], found)
    return outcome.found, outcome.explained


def test_a_fault_is_found_by_a_rule_that_can_and_names_its_line():
    assert told(finding(3, cause())) == (True, True)
    assert told(finding(4, cause())) == (False, None)
    assert told(finding(3, cause(), code="EG401")) == (False, None)
    assert told(finding(3, cause(), file="copy-2018.csv")) == (False, None)


def test_a_finding_that_only_names_it_beside_others_finds_it_too():
    assert told(finding(3, cause(), code="EG303", role="component")) == (True, True)


@pytest.mark.parametrize(
    "wrong", [cause("swapped-digits"), cause(value="0.6767"), cause(field="period"), Diagnosis("one-digit", "low", "…")]
)
def test_it_is_explained_by_the_right_kind_and_correction_first(wrong):
    assert told(finding(3, wrong)) == (True, False)
    assert told(finding(3, wrong, cause())) == (True, False)
    assert told(finding(3)) == (True, False)


def test_most_of_the_findings_that_accuse_it_must_explain_it():
    right, wrong = finding(3, cause()), finding(3, code="EG303")
    assert told(right, wrong) == (True, True)
    assert told(right, wrong, wrong) == (True, False)
    # what only names it beside the accused does not count while others accuse it
    beside = finding(3, code="EG303", role="component")
    assert told(right, beside, beside) == (True, True)


def test_an_expected_value_explains_as_well_as_a_suggestion():
    fault = replace(FAULT, causes=frozenset(), suggestions=frozenset({("expected", "193")}))
    assert told(finding(3, expected="193"), fault=fault) == (True, True)
    assert told(finding(3, expected="192"), fault=fault) == (True, False)


def test_where_nothing_is_to_be_explained_nothing_is_counted():
    assert told(finding(3), fault=replace(FAULT, causes=frozenset(), suggestions=frozenset())) == (True, None)
    assert told(finding(3), fault=replace(FAULT, revealed=False)) == (True, None)


def test_a_value_counts_whatever_its_manner_of_printing():
    vietnamese = replace(FAULT, file="dossiers.csv", suggestions=frozenset({("value", "392.550")}))
    assert told(finding(3, cause(value="392550"), file="dossiers.csv"), fault=vietnamese) == (True, True)
    assert told(finding(3, cause(value="392,550"), file="dossiers.csv"), fault=vietnamese) == (True, False)


def test_of_a_list_only_the_causes_of_the_faults_own_figure_count():
    other = NamedRecord("primary", "one", "table-2018.csv", Place(line=9), printed="0.5555")
    listed = finding(3, cause("other-area", before="0.5555"), cause(), code="EG303")
    assert told(replace(listed, records=(*listed.records, other))) == (True, True)


# what is missing


MISSING = replace(FAULT, lines=(), codes=frozenset({"EG207"}), causes=frozenset(), suggestions=frozenset(), says="Fiji")


def test_a_missing_area_is_found_where_its_name_is_told():
    named = finding(2, code="EG207", message="2 areas are missing", evidence=("Chad, Fiji",))
    assert told(named, fault=MISSING) == (True, None)
    assert told(replace(named, evidence=("Chad",)), fault=MISSING) == (False, None)
    assert false_alarms([MISSING], [named]) == []


# alarms


def test_what_names_no_line_of_any_fault_is_a_false_alarm():
    mine, foreign = finding(3), finding(9)
    assert false_alarms([FAULT], [mine, foreign]) == [foreign]
    assert false_alarms([FAULT, MISSING], [mine, foreign]) == [foreign]


def test_alarms_are_new_errors_and_warnings():
    old, new, note = finding(3), finding(3, code="EG303"), finding(3, code="EG503", severity="info")
    assert alarms([old, new, note], {key(old)}) == [new]
    # lines do not tell findings apart, subjects do
    assert key(finding(4)) == key(old)
    assert key(finding(3, subject={"indicator": "UN_OSI_SCORE"})) != key(old)
