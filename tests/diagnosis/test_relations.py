"""What the other figures of a relation leave to each of its members."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from egovcheck.diagnosis.candidates import Composite, Room
from egovcheck.diagnosis.relations import rooms
from tests.diagnosis.statements import Known, count, rank, share, stated

PAR = ("VN_PAR_SCORE", "VN_PAR_APPRAISAL_SCORE", "VN_PAR_SURVEY_SCORE")
SUM = Known(composed=Composite({PAR[1]: Decimal(1), PAR[2]: Decimal(1)}, Decimal(1)))
DTI = ("VN_DTI_SCORE", "VN_DTI_GOVERNMENT_SCORE", "VN_DTI_ECONOMY_SCORE", "VN_DTI_SOCIETY_SCORE")
WEIGHTS = {DTI[1]: Decimal(4), DTI[2]: Decimal(3), DTI[3]: Decimal(3)}
MEAN = Known(composed=Composite(WEIGHTS, Decimal(10)))


def members(figures, indicators, roles):
    """Return statements of several indicators, numbered from 1."""
    made = zip(figures, indicators, roles, strict=True)
    return [stated(figure, code, role=role, id=n) for n, (figure, code, role) in enumerate(made, 1)]


def ends(found):
    return {i: (str(room.least), str(room.most)) for i, room in found.items()}


def numbers(*texts):
    return tuple(Decimal(text) for text in texts)


# EG303


def test_a_component_of_a_sum_has_what_the_others_leave_of_it():
    said = members(("87.12", "53.25", "33.87"), PAR, ("primary", "component", "component"))
    found = rooms("EG303", said, SUM)
    # 87.12 ± 0.005 − 33.87 ± 0.005, and half a hundredth that rounding may have added to the figure itself
    assert found[2] == Room(*numbers("53.235", "53.265"))
    assert found[3] == Room(*numbers("33.855", "33.885"))
    assert 1 not in found


def test_the_right_component_is_within_its_room_and_a_wrong_one_is_not():
    said = members(("0.4874", "0.5000", "0.4321", "0.5259"), DTI, ("primary", *["component"] * 3))
    room = rooms("EG303", said, MEAN)[2]
    # (4 × 0.5000 + 3 × 0.4321 + 3 × 0.5259) / 10 = 0.4874
    assert room.least <= Decimal("0.5000") <= room.most
    wrong = [said[0], replace(said[1], value=Decimal("0.5009"), low=Decimal("0.50085"), high=Decimal("0.50095"))]
    assert not room.least <= wrong[1].value <= room.most
    moved = rooms("EG303", [*wrong, *said[2:]], MEAN)[2]
    assert (moved.least, moved.most) == (room.least, room.most)


def test_heavy_components_have_less_room_than_light_ones():
    said = members(("0.4874", "0.5000", "0.4321", "0.5259"), DTI, ("primary", *["component"] * 3))
    widths = {i: room.most - room.least for i, room in rooms("EG303", said, MEAN).items()}
    assert widths[2] < widths[3] == widths[4]


def test_the_rounding_of_the_publisher_leaves_more_room():
    said = members(("0.4874", "0.5000", "0.4321", "0.5259"), DTI, ("primary", *["component"] * 3))
    slack = Known(composed=Composite(WEIGHTS, Decimal(10), Decimal("0.00005")))
    narrow, wide = rooms("EG303", said, MEAN)[2], rooms("EG303", said, slack)[2]
    assert narrow.least - wide.least == wide.most - narrow.most == Decimal("0.000125")  # 0.00005 × 10 / 4


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_rooms_do_not_depend_on_the_order_of_the_statements(order):
    said = members(("87.12", "53.25", "33.87"), PAR, ("primary", "component", "component"))
    assert rooms("EG303", [said[i] for i in order], SUM) == rooms("EG303", said, SUM)


def test_a_component_that_is_not_given_leaves_no_room_to_the_others():
    said = members(("0.4874", "0.5000", "0.4321"), DTI[:3], ("primary", "component", "component"))
    assert rooms("EG303", said, MEAN) == {}
    assert rooms("EG303", said, Known()) == {}


def test_a_rank_that_stands_beside_an_index_is_no_member_of_it():
    said = members(("87.12", "53.25", "33.87"), PAR, ("primary", "component", "component"))
    beside = rank("5/63", role="context", id=9)
    assert rooms("EG303", [*said, beside], SUM) == rooms("EG303", said, SUM)


# EG304, EG317


@pytest.mark.parametrize("code", ["EG304", "EG317"])
@pytest.mark.parametrize("roles", [("primary", "part", "part", "part"), ("whole", "primary", "primary", "primary")])
def test_parts_and_their_whole(code, roles):
    figures = zip(("100", "30", "50", "25"), roles, strict=True)
    said = [count(figure, role=role, id=n) for n, (figure, role) in enumerate(figures, 1)]
    assert ends(rooms(code, said, Known())) == {1: ("105", "105"), 2: ("25", "25"), 3: ("45", "45"), 4: ("20", "20")}


def test_rounded_parts_leave_more_room():
    said = [count("61", role="primary"), count("25", role="part", id=2, low=Decimal(24), high=Decimal(26))]
    said.append(count("30", role="part", id=3))
    assert ends(rooms("EG304", said, Known())) == {1: ("54", "56"), 2: ("30", "32"), 3: ("35", "37")}


def test_without_one_whole_nothing_is_left():
    assert rooms("EG304", [count("61"), count("25", id=2)], Known()) == {}
    assert rooms("EG304", [count("61")], Known()) == {}


# EG306, EG305

COUNTED = ("VN_ONLINE_DOSSIERS_SHARE", "VN_DOSSIERS_ONLINE", "VN_DOSSIERS")


def counted(numerator, denominator, percent="27.4"):
    return (
        share(percent, id=1),
        count(numerator, role="numerator", id=2, indicator=COUNTED[1]),
        count(denominator, role="denominator", id=3, indicator=COUNTED[2]),
    )


def test_a_share_leaves_room_to_both_counts():
    found = rooms("EG306", list(counted("430", "1567")), Known())
    # 27.35 % and 27.45 % of 1567; 430 by them
    assert found[2] == Room(*numbers("428.5745", "430.1415"))
    least, most = found[3].least, found[3].most
    assert (round(least, 2), round(most, 2)) == numbers("1566.48", "1572.21")


def test_of_nothing_no_denominator_follows():
    assert set(rooms("EG306", list(counted("0", "1567", "0.00")), Known())) == {2}


def test_a_count_without_its_share_has_no_room():
    assert rooms("EG306", list(counted("430", "1567")[1:]), Known()) == {}


def test_the_share_beside_a_part_and_its_whole_leaves_them_room():
    percent, part, whole = counted("4300", "1567")
    said = [replace(part, role="primary"), replace(whole, role="whole")]
    knowledge = Known(rows=[percent, *said], counted=[COUNTED])
    assert rooms("EG305", said, knowledge) == {
        i: room for i, room in rooms("EG306", [percent, part, whole], Known()).items() if i in {2, 3}
    }


@pytest.mark.parametrize("left_out", ["share", "catalogue", "source"])
def test_a_part_and_its_whole_have_no_room_without_their_share(left_out):
    percent, part, whole = counted("4300", "1567")
    said = [replace(part, role="primary"), replace(whole, role="whole")]
    rows = list(said) if left_out == "share" else [percent, *said]
    if left_out == "source":
        rows[0] = replace(percent, source="two")
    assert rooms("EG305", said, Known(rows=rows, counted=() if left_out == "catalogue" else [COUNTED])) == {}


# EG309


def test_a_gain_of_places_leaves_one_rank_to_each_edition():
    said = [
        rank("3", measure="change", base_period="2018", id=1),
        rank("86/193", role="context", id=2),
        rank("88/193", role="previous", period="2018", id=3),
    ]
    assert ends(rooms("EG309", said, Known())) == {2: ("85", "85"), 3: ("89", "89")}


def test_a_growing_score_leaves_a_higher_one_to_the_later_edition():
    said = [
        stated("0.0800", measure="change", base_period="2018", id=1),
        stated("0.6667", role="context", id=2),
        stated("0.5931", role="previous", period="2018", id=3),
    ]
    found = rooms("EG309", said, Known())
    assert found[2] == Room(*numbers("0.67295", "0.67325"))
    assert found[3] == Room(*numbers("0.58655", "0.58685"))


def test_two_candidates_for_one_level_leave_no_room():
    levels = [rank("24", role="context", id=2), rank("25", role="context", id=3)]
    said = [rank("5", measure="change", id=1), *levels, rank("40", role="previous", id=4)]
    assert rooms("EG309", said, Known()) == {}


# EG311


def listed(**pairs):
    """Return the ranks and scores of a table by area, and the knowledge of them."""
    ranks = [rank(place, area=area, id=n) for n, (area, (place, _)) in enumerate(pairs.items(), 1)]
    scores = [stated(score, area=area, id=100 + n) for n, (area, (_, score)) in enumerate(pairs.items(), 1)]
    return ranks, Known(rows=[*ranks, *scores])


def test_a_rank_has_the_places_between_the_next_better_and_the_next_worse_score():
    ranks, knowledge = listed(A=("10", "0.9"), B=("70", "0.8"), C=("13", "0.7"))
    assert ends(rooms("EG311", [ranks[1]], knowledge)) == {2: ("10", "13")}


def test_the_best_and_the_worst_score_of_a_table():
    ranks, knowledge = listed(A=("90", "0.9"), B=("12", "0.8"), C=("13", "0.7"))
    assert ends(rooms("EG311", [ranks[0]], knowledge)) == {1: ("1", "12")}
    ranks, knowledge = listed(A=("10", "0.9"), B=("12", "0.8"), C=("3", "0.7"))
    assert ends(rooms("EG311", [ranks[2]], knowledge)) == {3: ("12", "13")}


def test_equal_scores_say_nothing_of_each_other():
    ranks, knowledge = listed(A=("10", "0.9"), B=("70", "0.8"), C=("11", "0.8"), D=("13", "0.7"))
    assert ends(rooms("EG311", [ranks[1]], knowledge)) == {2: ("10", "13")}


def test_between_neighbours_that_are_themselves_out_of_order_there_is_no_room():
    ranks, knowledge = listed(A=("20", "0.9"), B=("70", "0.8"), C=("13", "0.7"))
    assert rooms("EG311", [ranks[1]], knowledge) == {}


def test_a_rank_without_a_score_and_scores_themselves_have_no_room():
    ranks, knowledge = listed(A=("10", "0.9"), B=("70", "0.8"))
    alone = Known(rows=[*ranks, *(row for row in knowledge.rows if row.kind == "score" and row.area == "A")])
    assert rooms("EG311", [ranks[1]], alone) == {}
    assert rooms("EG311", [knowledge.rows[-1]], knowledge) == {}


# everything else


@pytest.mark.parametrize("code", ["EG303", "EG304", "EG306", "EG309", "EG311"])
def test_a_figure_that_is_open_on_one_side_leaves_no_room_to_any(code):
    said = members(("87.12", "53.25", "33.87"), PAR, ("primary", "component", "component"))
    assert rooms(code, [replace(said[0], high=None), *said[1:]], SUM) == {}


def test_rules_that_are_no_relation_leave_no_room():
    said = members(("87.12", "53.25", "33.87"), PAR, ("primary", "component", "component"))
    assert rooms("EG501", said, SUM) == {}
