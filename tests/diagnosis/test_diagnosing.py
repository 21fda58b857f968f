"""How causes are chosen: made together, asked alone, pooled by the record, in the order of their evidence."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import pytest

from egovcheck.diagnosis import diagnose
from egovcheck.diagnosis.candidates import Trouble
from egovcheck.diagnosis.diagnosing import MOST, TRIED
from tests.diagnosis.rechecks import all_is_well, causes, suggested, wrong_where
from tests.diagnosis.statements import Known, count, known, rank, share, stated

RANKS = {"2016": "85/193", "2018": "88/193", "2020": "86/193", "2022": "88/193"}
SCORE = {"2020": "0.6667"}
SWAPPED = "two neighbouring digits are swapped: "


# The order of causes


def test_causes_stand_in_the_order_of_their_evidence_whatever_the_order_of_records():
    said = [rank("88/193"), rank("68/193", id=2, source="two"), rank("85/193", id=3, source="three")]
    knowledge = known(rank=RANKS, current="2018")
    against_reference = [("EG502", {}, [one]) for one in said]
    answers = set()
    for order in permutations(said):
        conflict, *_ = diagnose([("EG501", {}, order), *against_reference], knowledge, all_is_well, "en")
        answers.add(tuple((d.kind, d.confidence) for d in conflict))
    assert answers == {(("wrong-edition", "high"), ("swapped-digits", "medium"), ("wrong-edition", "medium"))}


def test_where_one_cause_is_sure_no_weaker_one_of_another_side_is_asked_for():
    said = [count("1.039", printed="1.039"), count("1039", id=2, source="two")]
    assert [c[:2] for c in causes(said, Known())] == [("separator-misread", "high")]


def test_of_several_that_the_authority_refutes_each_has_its_cause():
    said = [rank("88/193"), rank("68/193", id=2, source="two")]
    found = causes(said, known(rank={"2018": "88/193", "2020": "86/193"}, current="2018"))
    assert [c[:2] for c in found] == [("wrong-edition", "high"), ("swapped-digits", "medium")]


def test_a_cause_that_is_no_better_after_the_correction_is_left_out():
    assert causes([rank("88/193")], known(rank=RANKS), recheck=wrong_where(set)) == []


def test_a_finding_that_no_hypothesis_speaks_of_has_no_cause_and_asks_for_none():
    def never(_):
        raise AssertionError

    assert diagnose([("EG103", {}, [stated("0.1")]), ("EG502", {}, [stated("0.1")])], Known(), never, "en") == [[], []]


def test_equal_causes_of_one_source_are_told_once():
    said = [stated("0.6676"), stated("0.6676", id=2)]
    assert causes(said, known(score=SCORE)) == [("swapped-digits", "high", SWAPPED + "0.6676 for 0.6667")]


@pytest.mark.parametrize("order", [1, -1])
def test_equal_causes_of_two_sources_are_told_for_each_in_the_order_of_their_names(order):
    said = [stated("0.6676", source="a"), stated("0.6676", id=2, source="b")][::order]
    ((first, second),) = diagnose([("EG501", {}, said)], known(score=SCORE), all_is_well, "en")
    assert (first.suggestion.source, second.suggestion.source) == ("a", "b")
    assert first.statement == second.statement


def test_causes_are_told_in_the_language_of_the_report():
    ((found,),) = diagnose([("EG502", {}, [stated("0.6676")])], known(score=SCORE), all_is_well, "vi")
    assert found.statement == "hai chữ số cạnh nhau bị đảo: 0.6676 thay vì 0.6667"


def test_no_more_causes_are_told_than_help():
    said = [stated(printed, id=n, source=f"s{n}") for n, printed in enumerate(("0.6676", "0.6637", "0.6767", "0.5667"))]
    assert len(causes(said, known(score=SCORE))) == MOST


# Made together


def test_two_mistakes_that_keep_each_other_alive_are_both_explained():
    together = {1: "0.6667", 2: "0.6529"}
    said = [
        ("EG502", {}, [stated("0.6676")]),
        ("EG502", {}, [stated("0.6592", "UN_OSI_SCORE", id=2)]),
    ]
    knowledge = known(score=SCORE, osi={"2020": "0.6529"})
    recheck = wrong_where(lambda new: set() if new == together else {1, 2})
    found = diagnose(said, knowledge, recheck, "en")
    assert [suggested(diagnoses) for diagnoses in found] == [["0.6667"], ["0.6529"]]


def test_what_makes_trouble_among_the_others_is_asked_alone():
    asked = []
    recheck = wrong_where(lambda new: {2} if len(new) > 1 else set())

    def listening(corrections):
        asked.append([sorted(c.changes) for c in corrections])
        return recheck(corrections)

    said = [("EG502", {}, [stated("0.6676")]), ("EG502", {}, [stated("0.6592", "UN_OSI_SCORE", id=2)])]
    found = diagnose(said, known(score=SCORE, osi={"2020": "0.6529"}), listening, "en")
    assert asked == [[[1, 2]], [[2]]]
    assert [suggested(diagnoses) for diagnoses in found] == [["0.6667"], ["0.6529"]]


def test_what_is_in_trouble_both_times_has_no_cause():
    recheck = wrong_where(lambda new: {2} & new.keys())
    said = [("EG502", {"expected": "0.6667"}, [stated(p, id=n)]) for n, p in enumerate(("0.6676", "0.6637"), 1)]
    found = diagnose([("EG103", {}, [stated("0.1")]), *said], Known(), recheck, "en")
    assert [[d.kind for d in diagnoses] for diagnoses in found] == [[], ["swapped-digits"], []]


def test_several_parts_of_one_index_that_the_authority_refutes_are_mended_together():
    parts = [
        stated(p, c, id=n, role="component")
        for n, p, c in ((2, "0.6592", "UN_OSI_SCORE"), (3, "0.6649", "UN_TII_SCORE"))
    ]
    knowledge = known(score=SCORE, osi={"2020": "0.6529"}, tii={"2020": "0.6694"})
    recheck = wrong_where(lambda new: set() if new == {2: "0.6529", 3: "0.6694"} else {2, 3})
    found = causes([stated("0.6667"), *parts], knowledge, "EG303", recheck)
    assert [c[2].removeprefix(SWAPPED) for c in found] == ["0.6592 for 0.6529", "0.6649 for 0.6694"]


def test_however_many_are_wrong_by_themselves_the_first_are_told():
    scores = [stated(f"0.1{n}34", area=f"A{n}", id=n, role="component") for n in range(2, 7)]
    truth = [stated(f"0.1{n}43", area=s.area) for n, s in enumerate(scores, 2)]
    found = causes(scores, known(truth=truth), "EG311")
    assert [c[2].removeprefix(SWAPPED) for c in found] == [f"0.1{n}34 for 0.1{n}43" for n in (2, 3, 4)]


def test_the_wrong_scores_behind_a_list_of_ranks_explain_it():
    ranks = [rank(place, area=area, id=n) for n, (area, place) in enumerate((("LAO", "162"), ("MYS", "48")), 1)]
    scores = [
        stated(s, area=area, id=n, role="component") for n, area, s in ((3, "LAO", "0.3065"), (4, "MYS", "0.7147"))
    ]
    truth = [*ranks, stated("0.3056", area="LAO"), stated("0.7174", area="MYS")]
    found = causes([*ranks, *scores], known(truth=truth), "EG311")
    assert [c[2].removeprefix(SWAPPED) for c in found] == ["0.3065 for 0.3056", "0.7147 for 0.7174"]


def test_of_a_list_each_area_has_its_own_cause():
    areas = {"KHM": ("0.5131", "0.5113"), "LAO": ("0.3828", "0.3288"), "MYS": ("0.7829", "0.7892")}
    said = [stated(wrong, area=area, id=n) for n, (area, (wrong, _)) in enumerate(areas.items(), 1)]
    truth = [stated(right, area=area) for area, (_, right) in areas.items()]
    needed = {n: right for n, (_, right) in enumerate(areas.values(), 1)}
    # the list is in order only when all of them are right
    recheck = wrong_where(lambda new: set() if new == needed else set(needed))
    ((*found,),) = diagnose([("EG311", {}, said)], known(truth=truth), recheck, "en")
    assert sorted((d.suggestion.before, d.suggestion.value) for d in found) == sorted(areas.values())


# Pooled by the record


def test_what_explains_a_record_explains_it_in_every_finding_that_accuses_it():
    suspect = stated("0.6676")
    knowledge = known(score=SCORE)
    found = diagnose(
        [("EG502", {}, [suspect]), ("EG501", {}, [suspect, stated("0.6667", id=2, source="two")])],
        knowledge,
        all_is_well,
        "en",
    )
    assert found[0] == found[1]
    assert suggested(found[0]) == ["0.6667"]


def test_a_cause_that_would_explain_more_findings_goes_first():
    received, resolved = "VN_DOSSIERS", "VN_DOSSIERS_RESOLVED"
    part = count("500186", indicator=resolved, role="numerator", id=2)
    whole = count("518186", indicator=received, role="denominator", id=3)
    percent = share("97.1", indicator="VN_DOSSIERS_SHARE", id=1)
    sums = [count("515186", indicator=received, id=4, area="VN-NATION"), replace(whole, role="part")]
    shares = ("EG306", {"expected": "96.5"}, [percent, part, whole])
    alone = diagnose([shares], Known(), all_is_well, "en")
    assert suggested(alone[0]) == ["503186", "515186"]
    both = diagnose([shares, ("EG304", {"expected": "518186"}, sums)], Known(), all_is_well, "en")
    assert suggested(both[0]) == ["515186", "503186"]
    assert suggested(both[1])[0] == "515186"


@pytest.mark.parametrize(("provinces", "off", "told"), [(MOST, -400, MOST), (MOST + 1, 500, 0)])
def test_of_members_that_would_all_do_alike_none_is_named(provinces, off, told):
    parts = [count(f"12{n}456", role="part", area=f"VN-{n}", id=n) for n in range(1, provinces + 1)]
    total = sum(int(part.printed) for part in parts)
    whole = count(str(total + off), id=9, area="VNM")
    found = causes([whole, *parts], Known(), "EG304", expected=str(total))
    # each of the parts would do with another digit of hundreds
    assert len(found) == told
    assert {(kind, confidence) for kind, confidence, _ in found} <= {("one-digit", "medium")}


def test_the_accused_figure_is_named_however_many_members_would_do_too():
    parts = [count(f"12{n}456", role="part", area=f"VN-{n}", id=n) for n in range(1, MOST + 2)]
    total = sum(int(part.printed) for part in parts)
    whole = count(str(total - 300), id=9, area="VNM")
    found = causes([whole, *parts], Known(), "EG304", expected=str(total))
    assert found == [("one-digit", "medium", f"one digit is off: {total - 300} for {total}")]


# Many


@pytest.mark.parametrize(("areas", "worlds"), [(1, TRIED), (40, 1)])
def test_of_very_many_sources_of_one_fact_only_a_few_are_asked_about(areas, worlds):
    said = [
        stated(f"0.{6 + n % 3}667", "VN_PAR_SCORE", id=n, source=f"s{n}", area=f"A{n % areas}", printed=f"0.{n}")
        for n in range(80)
    ]
    agreeing = [stated("0.5667", "VN_PAR_SCORE", id=99, source="z", role="agreeing", area="A0")]
    asked = []

    def listening(corrections):
        asked.append(len(corrections))
        # the first world holds the likeliest of all; nothing of it is kept
        return [Trouble(c.changes) if len(asked) == 1 else Trouble() for c in corrections]

    (found,) = diagnose([("EG501", {}, [*said, *agreeing])], Known(), listening, "en")
    assert len(found) == MOST
    assert asked[0] == 1
    assert worlds <= sum(asked[1:]) <= TRIED


# Order


def test_the_order_of_findings_and_of_their_statements_changes_nothing():
    chance = random.Random(3)  # noqa: S311 - the same shuffles on every run, nothing secret
    one, two = stated("87.12", "VN_PAR_SCORE"), stated("87.21", "VN_PAR_SCORE", id=2, source="two")
    parts = [stated(p, code, id=n, role="component") for n, (p, code) in enumerate((("53.25", "A"), ("33.87", "B")), 3)]
    ranks = [rank("88/193", id=5), rank("68/193", id=6, source="two"), rank("85/193", id=7, source="three")]
    findings = [
        ("EG501", {}, [one, two]),
        ("EG303", {"expected": "87.12"}, [two, *parts]),
        ("EG501", {}, ranks),
        ("EG502", {}, [stated("0.6676", id=8)]),
    ]
    knowledge = known(rank=RANKS, score=SCORE, current="2018")
    recheck = wrong_where(lambda new: {i for i, value in new.items() if (i, value) in {(1, "87.21"), (6, "86")}})
    straight = diagnose(findings, knowledge, recheck, "en")
    assert [len(diagnoses) for diagnoses in straight] == [1, 1, 3, 1]
    for _ in range(20):
        order = chance.sample(range(4), 4)
        mixed = [(code, columns, chance.sample(said, len(said))) for code, columns, said in findings]
        answers = diagnose([mixed[i] for i in order], knowledge, recheck, "en")
        assert [answers[order.index(i)] for i in range(4)] == straight
