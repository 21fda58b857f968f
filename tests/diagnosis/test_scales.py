"""Figures that are right but for their scale: a power of ten, a misread separator, a percent for a fraction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from egovcheck.diagnosis.candidates import Room
from egovcheck.diagnosis.hypotheses import percent_for_fraction, power_of_ten, separator_misread
from tests.diagnosis.statements import Known, case, count, proposed, rank, share, stated

MODULES = (percent_for_fraction, power_of_ten, separator_misread)


def scaled(of, knowledge=None):
    """Return what the three hypotheses propose."""
    return [found for module in MODULES for found in proposed(module, of, knowledge)]


def candidates(of):
    return [candidate for module in MODULES for candidate in module.propose(of, Known())]


@pytest.mark.parametrize(
    ("suspect", "target", "expected"),
    [
        (stated("66.67"), "0.6667", ("percent-for-fraction", "high", "0.6667")),
        (stated("0.8651"), "86.51", ("percent-for-fraction", "high", "86.51")),
        (share("0.8651"), "86.51", ("percent-for-fraction", "high", "86.51")),
        (stated("6.667"), "0.6667", ("power-of-ten", "high", "0.6667")),
        (count("1.039"), "1039", ("separator-misread", "high", "1039")),
        (count("1039000"), "1039", ("separator-misread", "high", "1039")),
        (count("1.039567"), "1039567", ("separator-misread", "high", "1039567")),
        (count("10390"), "1039", ("power-of-ten", "high", "1039")),
        (count("103900"), "1039", ("power-of-ten", "high", "1039")),
        (count("61"), "610", ("power-of-ten", "medium", "610")),
    ],
)
def test_a_figure_of_another_scale(suspect, target, expected):
    assert scaled(case(suspect, target=target)) == [expected]


def test_a_plain_power_of_ten_is_medium_where_either_side_may_be_wrong():
    assert scaled(case(count("10390"), "EG501", "1039", sure=False)) == [("power-of-ten", "medium", "1039")]


def test_of_two_counts_alone_either_may_be_ten_times_too_large():
    other = count("1039", source="two", id=2)
    (found,) = candidates(case(count("10390"), "EG501", "1039", sure=False, others=(other,)))
    assert (found.confidence, found.tentative) == ("medium", True)
    assert {i: change["value"] for i, change in found.mirror.changes.items()} == {2: "10390"}
    (backed,) = candidates(case(count("10390"), "EG501", "1039", sure=False, others=(count("1039", role="agreeing"),)))
    assert (backed.tentative, backed.mirror) == (False, None)
    (misread,) = candidates(case(count("1.039"), "EG501", "1039", sure=False, others=(other,)))
    assert (misread.tentative, misread.mirror) == (False, None)


def test_a_misread_separator_is_high_even_then():
    assert scaled(case(count("1.039"), "EG501", "1039", sure=False)) == [("separator-misread", "high", "1039")]


def test_bounds_alone_are_low_and_suggest_nothing():
    knowledge = Known(limits=(Decimal(0), Decimal(1)))
    assert scaled(case(stated("66.67"), "EG107"), knowledge) == [("percent-for-fraction", "low", None)]


@pytest.mark.parametrize(
    ("printed", "code", "limits"),
    [
        ("6667", "EG107", (Decimal(0), Decimal(1))),
        ("66.67", "EG502", (Decimal(0), Decimal(1))),
        ("66.67", "EG107", (Decimal(0), Decimal(10))),
        ("66.67", "EG107", (Decimal(0), None)),
        ("6.667", "EG107", (Decimal(0), Decimal(1))),
    ],
)
def test_bounds_tell_nothing_else(printed, code, limits):
    assert scaled(case(stated(printed), code), Known(limits=limits)) == []


@pytest.mark.parametrize(
    "of",
    [
        case(rank("860"), target="86"),
        case(stated("0"), target="0.6667"),
        case(stated("0.6667"), target="0.6667"),
        case(stated("6.676"), target="0.6667"),
        case(count("60"), target="600"),  # one digit that counts
        case(stated("66.67"), "EG204", "0.6667"),
    ],
)
def test_no_other_scale_is_proposed_where_it_does_not_fit(of):
    assert scaled(of) == []


@pytest.mark.parametrize(("low", "high"), [("61000000", None), (None, "61000000"), (None, None)])
def test_a_figure_open_on_one_side_fits_every_scale_and_so_none(low, high):
    ends = {"low": Decimal(low) if low else None, "high": Decimal(high) if high else None}
    assert scaled(case(count("61000000", **ends), "EG501", "50123456", sure=False)) == []
    assert scaled(case(count("61000000", **ends), "EG501", "70123456", sure=False)) == []


@pytest.mark.parametrize("code", ["EG303", "EG304", "EG305", "EG306", "EG317"])
def test_the_room_that_a_relation_leaves_settles_the_scale(code):
    room = Room(Decimal(41210), Decimal(41290))
    assert scaled(case(count("412500"), code, room=room, sure=False)) == [("power-of-ten", "medium", "41250")]
    assert scaled(case(count("412500"), code, room=Room(Decimal(41260), Decimal(41290)), sure=False)) == []


@pytest.mark.parametrize(("printed", "target", "dropped"), [("412500", "41250", 1), ("41251", "412510", 0)])
def test_a_count_that_loses_its_noughts_weighs_more(printed, target, dropped):
    (found,) = candidates(case(count(printed), "EG306", target, sure=False))
    (score,) = candidates(case(stated(printed), "EG306", target, sure=False))
    assert found.weight - score.weight == dropped


def test_particular_causes_weigh_more_than_a_plain_power_of_ten():
    percent, plain, separator = (
        candidates(case(suspect, target=target))[0].weight
        for suspect, target in ((stated("66.67"), "0.6667"), (stated("6.667"), "0.6667"), (count("1.039"), "1039"))
    )
    assert min(percent, separator) > plain


def test_scales_are_told_in_both_languages():
    words = [
        candidates(case(suspect, target=target))[0].words
        for suspect, target in (
            (stated("66.67"), "0.6667"),
            (count("1.039"), "1039"),
            (stated("6.667"), "0.6667"),
            (count("103900"), "1039"),
        )
    ]
    assert [w["vi"] for w in words] == [
        "lẫn giữa phần trăm và phân số: 66.67 thay vì 0.6667",
        "dấu phân cách hàng nghìn bị đọc thành dấu thập phân hoặc ngược lại: 1.039 thay vì 1039",
        "dấu thập phân lệch 1 chữ số: 6.667 thay vì 0.6667",
        "dấu thập phân lệch 2 chữ số: 103900 thay vì 1039",
    ]
    assert [w["en"] for w in words] == [
        "a percent and a fraction were taken for each other: 66.67 for 0.6667",
        "a thousands separator was read as a decimal mark, or the reverse: 1.039 for 1039",
        "the decimal point is off by one place: 6.667 for 0.6667",
        "the decimal point is off by 2 places: 103900 for 1039",
    ]


def test_the_correction_scales_the_interval_with_the_value():
    (found,) = candidates(case(stated("66.67"), target="0.6667"))
    changes = {name: Decimal(value) for name, value in found.correction.changes[1].items()}
    assert changes == {"value": Decimal("0.6667"), "low": Decimal("0.66665"), "high": Decimal("0.66675")}
