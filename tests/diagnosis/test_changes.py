"""Changes and growths: the wrong sign, the wrong direction, percent for percentage points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.diagnosis.hypotheses import percent_for_points, reversed_direction, wrong_sign
from tests.diagnosis.statements import case, proposed, rank, share, stated, the_one


def change(printed, value=None, make=rank, **given):
    """Return a change as printed, with its signed value."""
    number = Decimal(value if value is not None else printed)
    decimals = -int(number.as_tuple().exponent)
    half = Decimal(0) if make is rank else Decimal(5).scaleb(-decimals - 1)
    figure = {"value": number, "low": number - half, "high": number + half, "decimals": decimals, "printed": printed}
    return replace(make("1"), **{"measure": "change", "base_period": "2018", **figure} | given)


# wrong-sign


@pytest.mark.parametrize(("printed", "target", "signed"), [("-2", "2", "+2"), ("+16", "-16", "-16"), ("2", "-2", "-2")])
def test_a_bare_figure_with_the_wrong_sign(printed, target, signed):
    of = case(change(printed), "EG309", target, sure=False)
    assert proposed(wrong_sign, of) == [("wrong-sign", "medium", signed)]
    assert proposed(reversed_direction, of) == []


def test_the_sign_is_told_in_both_languages_and_that_of_ranks_is_explained():
    assert the_one(wrong_sign, case(change("-2"), "EG309", "2")).words == {
        "en": "the sign is wrong: -2 for +2; of ranks the lower one is the better, and places gained count as plus",
        "vi": "sai dấu: -2 thay vì +2; thứ hạng nhỏ hơn là tốt hơn và tăng bậc mang dấu dương",
    }
    assert the_one(wrong_sign, case(change("-0.0736", make=stated), "EG309", "0.0736")).words == {
        "en": "the sign is wrong: -0.0736 for +0.0736",
        "vi": "sai dấu: -0.0736 thay vì +0.0736",
    }


def test_a_sign_that_the_authority_refutes_is_high():
    assert proposed(wrong_sign, case(change("-2"), "EG309", "2", sure=True)) == [("wrong-sign", "high", "+2")]


def test_the_correction_turns_the_interval_too():
    found = the_one(wrong_sign, case(change("-3.5", make=share), "EG309", "3.5"))
    assert found.correction.changes == {1: {"value": "3.5", "low": "3.45", "high": "3.55"}}


def test_a_rounded_change_fits_a_difference_with_more_decimals():
    assert proposed(wrong_sign, case(change("-0.07", make=stated), "EG309", "0.0736")) == [
        ("wrong-sign", "high", "+0.07")
    ]


@pytest.mark.parametrize(
    "of",
    [
        case(change("-3"), "EG309", "2"),
        case(change("2"), "EG309", "2"),
        case(change("0"), "EG309", "0"),
        case(change("-2"), "EG309"),
        case(change("-2"), "EG303", "2"),
        case(rank("2"), "EG309", "-2"),
        case(change("-2", high=None), "EG309", "2"),
    ],
)
def test_no_sign_is_called_wrong_that_is_not(of):
    assert proposed(wrong_sign, of) == []


@pytest.mark.parametrize("code", ["EG309", "EG310", "EG501", "EG505"])
def test_growth_may_have_the_wrong_sign_too(code):
    of = case(change("-12.4", make=stated, measure="growth"), code, "12.4", sure=False)
    assert proposed(wrong_sign, of) == [("wrong-sign", "medium", "+12.4")]


# reversed-direction


@pytest.mark.parametrize(
    ("printed", "value", "target", "signed"),
    [("giảm 2 bậc", "-2", "2", "+2"), ("tăng 16 bậc", "16", "-16", "-16"), ("up 16 places", "16", "-16", "-16")],
)
def test_words_that_tell_the_other_direction(printed, value, target, signed):
    of = case(change(printed, value), "EG309", target, sure=False)
    assert proposed(reversed_direction, of) == [("reversed-direction", "medium", signed)]
    assert proposed(wrong_sign, of) == []


def test_the_direction_is_told_in_both_languages():
    assert the_one(reversed_direction, case(change("giảm 2 bậc", "-2"), "EG309", "2")).words == {
        "en": "the direction is reversed: “giảm 2 bậc” where the levels say +2; of ranks the lower one is the better",
        "vi": "ngược chiều: “giảm 2 bậc”, trong khi hai kỳ cho thấy +2; thứ hạng nhỏ hơn là tốt hơn",
    }


@pytest.mark.parametrize("printed", ["3 %", "5 đ"])
def test_a_unit_of_one_letter_is_no_word_of_direction(printed):
    of = case(change(printed, "-3"), "EG309", "3")
    assert proposed(reversed_direction, of) == []
    assert proposed(wrong_sign, of)


def test_another_size_of_step_is_not_the_direction():
    assert proposed(reversed_direction, case(change("giảm 3 bậc", "-3"), "EG309", "2")) == []


# percent-for-points

BEFORE = share("12", period="2018", role="previous", id=2)
AFTER = share("15", period="2020", role="context", id=3)


def moved(printed, measure, **given):
    suspect = change(printed, make=share, measure=measure)
    return case(suspect, given.pop("code", "EG310"), others=given.pop("others", (BEFORE, AFTER)), **given)


def test_points_called_percent():
    found = the_one(percent_for_points, moved("3", "growth"))
    assert (found.kind, found.confidence) == ("percent-for-points", "high")
    assert (found.suggestion.field, found.suggestion.value) == ("measure", "change")
    assert found.correction.changes == {1: {"measure": "change"}}
    assert found.words == {
        "en": "3 are percentage points, not percent: the growth is 25.0 percent",
        "vi": "3 là điểm phần trăm, không phải phần trăm: mức tăng là 25.0 phần trăm",
    }


def test_percent_called_points():
    found = the_one(percent_for_points, moved("25", "change", code="EG309"))
    assert (found.suggestion.field, found.suggestion.value) == ("measure", "growth")
    assert found.words == {
        "en": "25 is growth in percent, not points: the difference is 3 points",
        "vi": "25 là mức tăng theo phần trăm, không phải điểm: chênh lệch là 3 điểm",
    }


@pytest.mark.parametrize(
    "of",
    [
        moved("25", "growth"),  # as it should be
        moved("3", "change", code="EG309"),
        moved("7", "growth"),  # neither
        moved("3", "growth", code="EG501"),
        moved("3", "growth", others=(AFTER,)),
        moved("3", "growth", others=(BEFORE, AFTER, share("16", period="2020", role="context", id=4))),
        moved("3", "growth", others=(share("0", period="2018", id=2), share("3", period="2020", id=3))),
        case(change("3", make=stated, measure="growth"), "EG310", others=(BEFORE, AFTER)),  # no share
    ],
)
def test_nothing_is_called_points_that_is_none(of):
    assert proposed(percent_for_points, of) == []
