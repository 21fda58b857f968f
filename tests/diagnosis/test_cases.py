"""Which statement of a finding is in doubt, and what it should say instead."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from egovcheck.diagnosis.candidates import Composite, Room
from egovcheck.diagnosis.cases import NO_VALUES, cases
from tests.diagnosis.statements import Known, count, known, rank, stated

SCORES = {"2018": "0.5931", "2020": "0.6667"}
ASEAN = rank("6/11", breakdown="ASEAN")


def doubts(code, said, knowledge, **columns):
    """Return suspect, target and whether it is sure, of each case."""
    return [(c.suspect.id, c.target, c.sure) for c in cases(code, columns, said, knowledge)]


# the authority


def test_what_the_authority_confirms_is_in_no_doubt():
    right, wrong = stated("0.67"), stated("0.6676", id=2, source="two")
    (only,) = cases("EG501", {}, [right, wrong], known(score=SCORES))
    assert (only.suspect, only.target, only.target_printed, only.sure) == (wrong, Decimal("0.6667"), "0.6667", True)


@pytest.mark.parametrize("code", ["EG303", "EG311", "EG401", "EG501", "EG502", "EG505"])
def test_what_the_authority_refutes_has_its_value_as_target_whatever_rule_speaks(code):
    assert doubts(code, [stated("0.6676")], known(score=SCORES)) == [(1, Decimal("0.6667"), True)]


def test_where_it_confirms_all_nothing_is_in_doubt():
    assert cases("EG501", {}, [stated("0.67"), stated("0.6667", id=2)], known(score=SCORES)) == []


def test_it_speaks_only_of_the_edition_that_is_told():
    assert doubts("EG401", [stated("0.5931", period="2022")], known(score=SCORES)) == [(1, None, False)]


@pytest.mark.parametrize("code", sorted(NO_VALUES))
def test_where_the_value_is_not_accused_it_is_not_asked(code):
    assert doubts(code, [stated("0.6667")], known(score=SCORES)) == [(1, None, code == "EG302")]


def test_it_is_not_asked_about_changes():
    assert doubts("EG309", [stated("0.6667", measure="change")], known(score=SCORES)) == [(1, None, False)]


def test_the_authoritys_own_value_is_never_in_doubt():
    reference = stated("0.6667", reference=True, id=-1, role="primary", source="authority")
    assert [c.suspect.id for c in cases("EG502", {}, [stated("0.6676"), reference], Known())] == [1]


# what the rule expects


def test_what_the_rule_expects_is_the_target():
    assert doubts("EG303", [stated("0.6676")], Known(), expected="0.6667") == [(1, Decimal("0.6667"), False)]
    assert doubts("EG302", [ASEAN], Known(), expected="10") == [(1, Decimal(10), True)]


@pytest.mark.parametrize(("code", "expected"), [("EG315", "high"), ("EG204", "2018")])
def test_an_expectation_that_is_no_figure_is_no_target(code, expected):
    (only,) = cases(code, {"expected": expected}, [stated("0.6676")], Known())
    assert only.target is None


def test_the_authority_comes_before_what_the_rule_expects():
    assert doubts("EG303", [stated("0.6676")], known(score=SCORES), expected="0.6680") == [(1, Decimal("0.6667"), True)]


# other statements of the same fact


def test_of_two_sources_alone_each_is_measured_by_the_other():
    one, two = rank("86"), rank("88", id=2, source="two")
    assert doubts("EG501", [one, two], Known()) == [(1, Decimal(88), False), (2, Decimal(86), False)]


@pytest.mark.parametrize("other", [{"area": "LAO"}, {"indicator": "UN_OSI_RANK"}, {"measure": "change"}])
def test_two_statements_of_different_facts_do_not_measure_each_other(other):
    assert [target for _, target, _ in doubts("EG314", [rank("86"), rank("88", id=2, **other)], Known())] == [None] * 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_those_that_agree_are_represented_by_the_most_exact(order):
    agreeing = [stated(p, role="agreeing", id=n) for n, p in enumerate(("0.67", "0.6667", "0.667"), 2)]
    open_ended = stated("0.6", role="agreeing", id=9, high=None)
    (only,) = cases("EG501", {}, [stated("0.6676"), open_ended, *(agreeing[i] for i in order)], Known())
    assert only.target == Decimal("0.6667")


def test_of_three_that_all_disagree_nothing_is_measured_by_another():
    found = cases("EG501", {}, [rank("86"), rank("88", id=2), rank("85", id=3)], Known())
    assert [c.target for c in found] == [None, None, None]


def test_a_finding_of_one_source_is_measured_by_what_other_sources_agree_on():
    score = stated("0.5000", "VN_DTI_SCORE")
    others = [stated("0.5400", "VN_DTI_SCORE", source=name, id=n) for n, name in ((8, "two"), (9, "three"))]
    assert doubts("EG311", [score], Known(rows=[score, *others])) == [(1, Decimal("0.5400"), False)]
    disagreeing = [others[0], replace(others[1], value=Decimal("0.55"))]
    assert doubts("EG311", [score], Known(rows=[score, *disagreeing])) == [(1, None, False)]
    confirming = [stated("0.50", "VN_DTI_SCORE", source="two", id=8)]
    assert doubts("EG311", [score], Known(rows=[score, *confirming])) == [(1, None, False)]


def test_another_sources_figure_is_written_plainly_whatever_its_manner_of_printing():
    others = [rank("86/193", id=2, source="two"), rank("88/193")]
    assert [c.target_printed for c in cases("EG501", {}, others, Known())] == ["88", "86"]
    in_words = stated("0.6600", id=2, source="two", printed="khoảng 0,66")
    assert cases("EG501", {}, [stated("0.6667"), in_words], Known())[0].target_printed == "0.6600"


def test_a_coarser_figure_leaves_room_for_all_that_it_stands_for():
    coarse, fine = stated("0.67", id=2, source="two"), stated("0.7667")
    first, second = cases("EG501", {}, [fine, coarse], Known())
    assert (first.suspect, first.room) == (fine, Room(Decimal("0.665"), Decimal("0.675")))
    assert (second.suspect, second.room) == (coarse, None)


# members of a relation

PAR = {"VN_PAR_APPRAISAL_SCORE": Decimal(1), "VN_PAR_SURVEY_SCORE": Decimal(1)}


def par():
    return [
        stated("87.12", "VN_PAR_SCORE"),
        stated("52.35", "VN_PAR_APPRAISAL_SCORE", role="component", id=2),
        stated("33.87", "VN_PAR_SURVEY_SCORE", role="component", id=3),
    ]


def test_components_are_in_doubt_with_the_room_that_the_others_leave():
    found = cases("EG303", {"expected": "86.22"}, par(), Known(composed=Composite(PAR, Decimal(1))))
    assert [(c.suspect.id, c.target, c.room is not None) for c in found] == [
        (1, Decimal("86.22"), False),
        (2, None, True),
        (3, None, True),
    ]
    assert found[1].room.least <= Decimal("53.25") <= found[1].room.most


def test_a_member_that_the_authority_confirms_is_in_no_doubt_and_one_that_it_refutes_has_a_target():
    said = [
        stated("0.6667"),
        stated("0.6592", "UN_OSI_SCORE", role="component", id=2),
        stated("0.6694", "UN_TII_SCORE", role="component", id=3),
    ]
    weights = {"UN_OSI_SCORE": Decimal(1), "UN_TII_SCORE": Decimal(1)}
    knowledge = known(
        score=SCORES, osi={"2020": "0.6529"}, tii={"2020": "0.6694"}, composed=Composite(weights, Decimal(2))
    )
    assert doubts("EG303", said, knowledge, expected="0.6688") == [(2, Decimal("0.6529"), True)]


@pytest.mark.parametrize("role", ["component", "part", "context", "previous", "agreeing"])
def test_what_the_authority_refutes_is_in_doubt_whatever_part_it_has_in_the_finding(role):
    said = [rank("86"), stated("0.6676", role=role, id=2)]
    knowledge = known(rank={"2020": "86"}, score=SCORES)
    assert doubts("EG311", said, knowledge) == [(2, Decimal("0.6667"), True)]


def test_statements_that_only_stand_beside_are_in_no_doubt():
    said = [*par(), rank("5/63", role="context", id=4)]
    knowledge = Known(composed=Composite(PAR, Decimal(1)))
    assert 4 not in [c.suspect.id for c in cases("EG303", {"expected": "86.22"}, said, knowledge)]
    assert [c.suspect.id for c in cases("EG501", {}, [rank("86"), rank("88", role="agreeing", id=2)], Known())] == [1]


def test_a_count_beside_a_share_has_room_though_the_rule_accuses_it():
    said = [
        count("4300", indicator="VN_PART"),
        count("1567", indicator="VN_WHOLE", role="whole", id=2),
    ]
    percent = stated("27.4", "VN_SHARE", id=3)
    knowledge = Known(rows=[*said, percent], counted=[("VN_SHARE", "VN_PART", "VN_WHOLE")])
    first, second = cases("EG305", {}, said, knowledge)
    assert first.room.least <= 430 <= first.room.most
    assert second.room.least <= 15670 <= second.room.most


def test_every_case_knows_the_other_statements_of_its_finding():
    said = par()
    for made in cases("EG303", {"expected": "86.22"}, said, Known(composed=Composite(PAR, Decimal(1)))):
        assert {*made.others, made.suspect} == set(said)
        assert made.suspect not in made.others
