"""Causes that compete: for one figure, or for the two sides of a disagreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from egovcheck.diagnosis import diagnose
from tests.diagnosis.rechecks import all_is_well, causes, suggested, wrong_where
from tests.diagnosis.statements import Known, count, known, rank, share, stated

SCORE = {"2020": "0.6667"}
SWAPPED = "two neighbouring digits are swapped: "


# Rivals


def test_of_two_causes_with_equal_evidence_none_is_high():
    suspect = stated("0.5931")
    editions = {"2018": "0.5931", "2020": "0.6667"}
    assert causes([suspect], known(score=editions), "EG502")[0][:2] == ("wrong-edition", "high")
    # the same figure under two indicators of the same area: nothing tells which was meant
    siblings = [stated("0.5", code, id=n) for n, code in enumerate(("UN_OSI_SCORE", "UN_TII_SCORE"), 2)]
    truth = [stated("0.5931", sibling.indicator) for sibling in siblings]
    knowledge = known(score=SCORE, truth=truth, rows=[suspect, *siblings])
    found = causes([suspect], knowledge, "EG502")
    # both would give it the same value, so the value stays sure
    assert [(kind, confidence) for kind, confidence, _ in found] == [("other-indicator", "high")]


def test_rivals_that_would_change_it_differently_are_medium():
    # the figure of the edition before, the newest when the source appeared, and just as well that of the row above
    suspect = stated("0.5931", id=2)
    table = [stated("0.5931", area="MYS"), suspect]
    edition = known(score={"2018": "0.5931", "2020": "0.6667"}, current="2018")
    row = known(score={"2020": "0.6667"}, truth=[stated("0.5931", area="MYS")], rows=table)
    both = replace(edition, truth=[*edition.truth, *row.truth], rows=table)
    answers = [causes([suspect], knowledge, "EG502") for knowledge in (edition, row, both)]
    assert [[(kind, confidence) for kind, confidence, _ in found] for found in answers] == [
        [("wrong-edition", "high")],
        [("neighbouring-row", "high")],
        [("neighbouring-row", "medium"), ("wrong-edition", "medium")],
    ]


# Two sides


def two_sources(recheck, knowledge=None, code="EG501"):
    said = [stated("87.12", "VN_PAR_SCORE"), stated("87.21", "VN_PAR_SCORE", id=2, source="two")]
    (found,) = diagnose([(code, {}, said)], knowledge or Known(), recheck, "en")
    return {d.statement.removeprefix(SWAPPED): d.suggestion and d.suggestion.value for d in found}


def test_of_two_sources_either_may_be_wrong_and_nothing_is_suggested():
    assert two_sources(all_is_well) == {"87.12 for 87.21": None, "87.21 for 87.12": None}


def test_where_one_side_cannot_be_wrong_the_other_gets_its_suggestion():
    assert two_sources(wrong_where(lambda new: {1} if new.get(1) == "87.21" else set())) == {"87.21 for 87.12": "87.12"}


def test_where_only_one_side_can_have_mistaken_the_row_its_figure_is_suggested():
    mine = [rank("24/63", area="LAO", id=1), rank("17/63", area="THA", id=2)]
    theirs = [rank("17/63", area="LAO", id=3, source="two"), rank("24/63", area="THA", id=4, source="two")]
    knowledge = Known(rows=[*mine, *theirs])
    conflicts = [("EG501", {}, list(pair)) for pair in zip(mine, theirs, strict=True)]
    both = diagnose(conflicts, knowledge, all_is_well, "en")
    assert [suggested(found) for found in both] == [[None, None], [None, None]]
    theirs_cannot_change = wrong_where(lambda new: {3, 4} & new.keys())
    one = diagnose(conflicts, knowledge, theirs_cannot_change, "en")
    assert [suggested(found) for found in one] == [["17/63"], ["24/63"]]


@pytest.mark.parametrize(("other_is_right", "value"), [(False, None), (True, "0.5667")])
def test_what_the_other_side_may_not_say_tells_who_is_right(other_is_right, value):
    # nothing can be proposed for the coarse figure, so it is asked whether it could say what the fine one does
    said = [stated("0.7667"), stated("0.6", id=2, source="two")]
    recheck = wrong_where(lambda new: {2} if other_is_right and new.get(2) == "0.7667" else set())
    (found,) = diagnose([("EG501", {}, said)], Known(), recheck, "en")
    assert [d.statement for d in found] == ["one digit is off: 0.7667 for 0.5667"]
    assert suggested(found) == [value]


def test_where_a_third_source_agrees_with_one_side_its_figure_is_suggested():
    said = [stated("87.12", "VN_PAR_SCORE"), stated("87.21", "VN_PAR_SCORE", id=2, source="two", role="agreeing")]
    (found,) = diagnose([("EG501", {}, said)], Known(), all_is_well, "en")
    assert suggested(found) == ["87.21"]


def test_the_share_of_two_counts_is_no_other_side_of_them():
    said = [
        share("97.1", indicator="VN_DOSSIERS_SHARE"),
        count("500186", indicator="VN_DOSSIERS_RESOLVED", role="numerator", id=2),
        count("515186", indicator="VN_DOSSIERS", role="denominator", id=3),
    ]
    asked = []

    def listening(corrections):
        asked.extend(change.get("value") for c in corrections for change in c.changes.values())
        return all_is_well(corrections)

    diagnose([("EG306", {"expected": "97.0"}, said)], Known(), listening, "en")
    assert not {"500186", "515186"} & set(asked)
