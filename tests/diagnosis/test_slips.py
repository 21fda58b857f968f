"""Slips of the hand: one digit that is another, two neighbours that have changed places."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.diagnosis.candidates import Room
from egovcheck.diagnosis.hypotheses import one_digit, swapped_digits
from egovcheck.diagnosis.slips import CODES
from tests.diagnosis.statements import Known, case, count, proposed, rank, stated, the_one


def slips(of):
    """Return what both hypotheses propose."""
    return proposed(one_digit, of) + proposed(swapped_digits, of)


@pytest.mark.parametrize(
    ("printed", "target", "expected"),
    [
        ("0.6676", "0.6667", ("swapped-digits", "high", "0.6667")),
        ("0.6637", "0.6667", ("one-digit", "high", "0.6667")),
        ("0.5667", "0.6667", ("one-digit", "high", "0.6667")),
        ("0.67", "0.77", ("one-digit", "low", "0.77")),
        ("0.76", "0.67", ("swapped-digits", "medium", "0.67")),
        ("0.66763", "0.66673", ("swapped-digits", "high", "0.66673")),
        # a target with more decimals than the figure is rounded half up to them
        ("0.6671", "0.66745", ("one-digit", "high", "0.6675")),
        ("0.6500", "0.6600", ("one-digit", "low", "0.6600")),
        ("-12.34", "-12.43", ("swapped-digits", "high", "-12.43")),
    ],
)
def test_a_slip_of_digits_in_a_score(printed, target, expected):
    assert slips(case(stated(printed), target=target)) == [expected]


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize(("printed", "target"), [("88/193", "86"), ("86", "96"), ("188", "186")])
def test_short_ranks_one_digit_apart_are_never_more_than_low(code, printed, target):
    assert [c for _, c, _ in slips(case(rank(printed), code=code, target=target))] == ["low"]


def test_swapped_digits_of_a_rank_are_medium_at_most():
    assert slips(case(rank("68/193"), target="86")) == [("swapped-digits", "medium", "86")]


@pytest.mark.parametrize("printed", ["0.6637", "0.6676"])
def test_where_nothing_tells_which_side_is_wrong_a_slip_is_medium_and_tentative(printed):
    other = stated("0.6667", source="two", id=2)
    module = one_digit if printed == "0.6637" else swapped_digits
    found = the_one(module, case(stated(printed), "EG501", "0.6667", sure=False, others=(other,)))
    assert (found.confidence, found.tentative) == ("medium", True)
    # the mirror gives the other side this figure
    assert found.mirror is not None
    assert {i: change["value"] for i, change in found.mirror.changes.items()} == {2: printed}


def test_where_others_agree_a_slip_suggests_their_figure():
    of = case(stated("0.6637"), "EG501", "0.6667", sure=False, others=(stated("0.6667", role="agreeing"),))
    found = the_one(one_digit, of)
    assert (found.confidence, found.suggestion.value, found.tentative) == ("medium", "0.6667", False)
    assert found.mirror is None


def test_of_three_sides_none_has_a_mirror():
    others = (stated("0.6667", id=2, source="two"), stated("0.6999", id=3, source="three"))
    assert the_one(one_digit, case(stated("0.6637"), "EG501", "0.6667", sure=False, others=others)).mirror is None


def test_a_short_figure_is_low_where_nothing_is_sure():
    assert slips(case(rank("68"), "EG501", "86", sure=False)) == [("swapped-digits", "low", "86")]


@pytest.mark.parametrize(
    ("printed", "target"),
    [
        ("0.6667", "0.6667"),
        ("0.67", "0.6667"),  # the same, rounded
        ("0.6776", "0.6667"),  # two digits, not neighbours changed over
        ("0.7666", "0.6667"),  # changed over across others
        ("86", "186"),  # another length
        ("0.6667", None),
    ],
)
def test_no_slip_is_proposed_where_there_is_none(printed, target):
    assert slips(case(stated(printed), target=target)) == []


def test_a_figure_too_long_for_a_slip_is_left_alone():
    assert slips(case(count("1234567890123456"), target="1234567890123465")) == []
    assert slips(case(count("123456789012345"), target="123456789012354"))


def test_a_slip_is_not_proposed_for_rules_that_compare_nothing_alike():
    assert slips(case(rank("88"), code="EG105", target="86")) == []


# a relation leaves room for more than one value


def test_the_only_slip_within_the_room_of_a_relation_is_meant():
    of = case(stated("0.6592"), "EG303", room=Room(Decimal("0.6526"), Decimal("0.6531")), sure=False)
    assert slips(of) == [("swapped-digits", "medium", "0.6529")]


def test_several_slips_within_the_room_tell_nothing():
    room = Room(Decimal("0.6590"), Decimal("0.6594"))
    assert proposed(one_digit, case(stated("0.6597"), "EG303", room=room, sure=False)) == []


def test_two_exchanges_within_the_room_tell_nothing():
    of = case(count("1212"), "EG304", room=Room(Decimal(1100), Decimal(2200)), sure=False)
    assert proposed(swapped_digits, of) == []


def test_beside_a_relation_the_target_counts_for_nothing():
    of = case(stated("0.6592"), "EG303", "0.6529", room=Room(Decimal("0.1501"), Decimal("0.1550")))
    assert slips(of) == []


# EG302: what stands behind the stroke


@pytest.mark.parametrize(
    ("printed", "target", "kind"),
    [("86/192", "193", "one-digit"), ("86/139", "193", "swapped-digits")],
)
def test_a_slip_in_the_total_suggests_the_rank_out_of_the_right_one(printed, target, kind):
    assert slips(case(rank(printed), "EG302", target)) == [(kind, "medium", "86/193")]


def test_the_correction_of_a_total_keeps_the_rank():
    of = case(rank("86/192"), "EG302", "193")
    assert the_one(one_digit, of).correction.changes == {
        1: {"value": "86", "low": "86", "high": "86", "denominator": "193"}
    }  # fmt: skip
    assert the_one(one_digit, of).words == {
        "en": "one digit is off: 192 for 193",
        "vi": "sai một chữ số: 192 thay vì 193",
    }


@pytest.mark.parametrize(("printed", "target"), [("86/183", "196"), ("86/19", "193"), ("86", "193"), ("86/192", None)])
def test_other_totals_are_no_slips(printed, target):
    assert slips(case(rank(printed), "EG302", target)) == []


# what is said and changed


def test_a_slip_is_told_in_both_languages():
    assert the_one(swapped_digits, case(stated("0.6676"), target="0.6667")).words == {
        "en": "two neighbouring digits are swapped: 0.6676 for 0.6667",
        "vi": "hai chữ số cạnh nhau bị đảo: 0.6676 thay vì 0.6667",
    }
    assert the_one(one_digit, case(rank("88"), target="86")).words == {
        "en": "one digit is off: 88 for 86",
        "vi": "sai một chữ số: 88 thay vì 86",
    }


def test_exchanged_digits_weigh_more_than_one_wrong_digit():
    swapped = the_one(swapped_digits, case(stated("0.6676"), target="0.6667"))
    assert swapped.weight > the_one(one_digit, case(stated("0.6637"), target="0.6667")).weight


@pytest.mark.parametrize("module", [one_digit, swapped_digits])
def test_the_correction_shifts_the_interval_with_the_value(module):
    printed = "0.6637" if module is one_digit else "0.6676"
    (found,) = module.propose(case(stated(printed, id=7), target="0.6667"), Known())
    assert found.correction.changes == {7: {"value": "0.6667", "low": "0.66665", "high": "0.66675"}}


def test_a_figure_open_on_one_side_stays_open():
    (found,) = one_digit.propose(case(replace(count("6171"), high=None), target="6271"), Known())
    assert found.correction.changes == {1: {"value": "6271", "low": "6271"}}


def test_of_one_digit_alone_a_slip_is_told_only_where_the_right_one_is_known():
    assert proposed(one_digit, case(rank("7"), target="9")) == [("one-digit", "low", "9")]
    assert proposed(one_digit, case(rank("7"), "EG501", target="9", sure=False)) == []
