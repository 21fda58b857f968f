"""What each hypothesis proposes, how sure it says it is, and when it keeps silent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.diagnosis.cases import cases
from egovcheck.diagnosis.diagnosing import all_hypotheses, explained
from egovcheck.diagnosis.hypotheses import digits, rounded, scale, wrong_edition, wrong_group
from tests.diagnosis.statements import Known, case, known, proposed, rank, stated

# wrong-edition

RANKS = {"2016": "89/193", "2018": "88/193", "2020": "86/193", "2022": "86/193"}
SCORES = {"2018": "0.5931", "2020": "0.6667", "2022": "0.6787"}
OSI = {"2018": "0.7361", "2020": "0.6529"}


def test_a_lone_rank_of_one_other_edition_is_medium():
    assert proposed(wrong_edition, case(rank("88/193")), known(rank=RANKS)) == [("wrong-edition", "medium", "2018")]


def test_a_lone_rank_of_several_other_editions_is_low_for_each():
    of = case(rank("86/193", period="2018"))
    assert proposed(wrong_edition, of, known(rank=RANKS)) == [
        ("wrong-edition", "low", "2020"),
        ("wrong-edition", "low", "2022"),
    ]


def test_the_edition_that_was_the_newest_when_the_source_appeared_is_high():
    of = case(rank("88/193", published="2020-02-25"))
    assert proposed(wrong_edition, of, known(rank=RANKS, current="2018")) == [("wrong-edition", "high", "2018")]


def test_of_rivals_the_newest_when_the_source_appeared_is_high_and_comes_first():
    of = case(rank("86/193", period="2018"))
    first, second = wrong_edition.propose(of, known(rank=RANKS, current="2022"))
    assert [(c.suggestion.value, c.confidence) for c in (first, second)] == [("2020", "low"), ("2022", "high")]
    assert second.weight > first.weight


def test_a_score_with_four_decimals_is_high_by_itself():
    assert proposed(wrong_edition, case(stated("0.5931")), known(score=SCORES)) == [("wrong-edition", "high", "2018")]


def test_a_score_with_two_decimals_is_not():
    assert proposed(wrong_edition, case(stated("0.59")), known(score=SCORES)) == [("wrong-edition", "medium", "2018")]


def test_company_makes_a_rank_high_and_is_counted():
    company = [stated("0.5931"), stated("0.7361", "UN_OSI_SCORE")]
    (found,) = wrong_edition.propose(case(rank("88/193")), known(rank=RANKS, score=SCORES, osi=OSI, company=company))
    assert found.confidence == "high"
    assert found.words["en"] == "88/193 is the figure of the 2018 edition; 2 more figures of the same source fit it too"
    assert found.words["vi"] == "88/193 là số liệu của kỳ khảo sát 2018; 2 số liệu khác của cùng nguồn cũng khớp"


def test_company_that_fits_the_stated_edition_makes_it_low():
    knowledge = known(rank=RANKS, score=SCORES, company=[stated("0.6667")], current="2018")
    (found,) = wrong_edition.propose(case(rank("88/193")), knowledge)
    assert (found.confidence, found.weight) == ("low", -5)


def test_company_that_fits_both_editions_says_nothing():
    both = known(rank=RANKS, score={"2018": "0.6667", "2020": "0.6667"}, company=[stated("0.6667")])
    (found,) = wrong_edition.propose(case(rank("88/193")), both)
    assert found.confidence == "medium"
    assert "more figure" not in found.words["en"]


@pytest.mark.parametrize(
    "of",
    [
        case(rank("88/193", measure="change")),
        case(rank("88/193", period=None)),
        case(rank("88/193"), code="EG303"),
        case(rank("87/193")),
        case(rank("86/193", period="2020"), code="EG303"),
    ],
)
def test_no_edition_is_proposed_where_none_fits_or_none_is_meant(of):
    assert proposed(wrong_edition, of, known(rank=RANKS)) == []


def test_the_stated_edition_is_not_proposed():
    assert proposed(wrong_edition, case(rank("89/193", period="2016")), known(rank=RANKS)) == []


def test_the_correction_moves_the_figure_to_the_year_of_the_edition():
    (found,) = wrong_edition.propose(case(rank("88/193", id=7)), known(rank=RANKS))
    assert found.correction.changes == {
        7: {"period": "2018", "period_start": "2018-01-01", "period_end": "2018-12-31"}
    }  # fmt: skip
    assert found.suggestion.field == "period"


# one-digit, swapped-digits


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
    ],
)
def test_a_slip_of_digits_in_a_score(printed, target, expected):
    assert proposed(digits, case(stated(printed), target=target)) == [expected]


@pytest.mark.parametrize("code", sorted(digits.CODES))
@pytest.mark.parametrize(("printed", "target"), [("88/193", "86"), ("86", "96"), ("188", "186")])
def test_short_ranks_one_digit_apart_are_never_more_than_low(code, printed, target):
    assert [c for _, c, _ in proposed(digits, case(rank(printed), code=code, target=target))] == ["low"]


def test_swapped_digits_of_a_rank_are_medium_at_most():
    assert proposed(digits, case(rank("68/193"), target="86")) == [("swapped-digits", "medium", "86")]


@pytest.mark.parametrize(("printed", "target"), [("0.6637", "0.6667"), ("0.6676", "0.6667")])
def test_where_nothing_tells_which_side_is_wrong_a_slip_is_medium_and_suggests_nothing(printed, target):
    of = case(stated(printed), "EG501", target, sure=False, others=(stated(target, source="two"),))
    assert [(confidence, value) for _, confidence, value in proposed(digits, of)] == [("medium", None)]


def test_where_others_agree_a_slip_suggests_their_figure():
    of = case(stated("0.6637"), "EG501", "0.6667", sure=False, others=(stated("0.6667", role="agreeing"),))
    assert proposed(digits, of) == [("one-digit", "medium", "0.6667")]


def test_a_short_figure_is_low_where_nothing_is_sure():
    of = case(rank("68"), "EG501", "86", sure=False)
    assert proposed(digits, of) == [("swapped-digits", "low", None)]


@pytest.mark.parametrize(
    ("printed", "target"),
    [
        ("0.6667", "0.6667"),
        ("0.67", "0.6667"),  # the same, rounded
        ("0.6776", "0.6667"),  # two digits, not neighbours changed over
        ("0.7666", "0.6667"),  # changed over across others
        ("86", "186"),  # another length
        ("7", "9"),  # one digit alone
        ("0.6667", None),
    ],
)
def test_no_slip_is_proposed_where_there_is_none(printed, target):
    assert proposed(digits, case(stated(printed), target=target)) == []


def test_a_slip_is_not_proposed_for_rules_that_compare_nothing_alike():
    assert proposed(digits, case(rank("88"), code="EG302", target="86")) == []


def test_a_slip_is_told_in_both_languages():
    (swapped,) = digits.propose(case(stated("0.6676"), target="0.6667"), Known())
    assert swapped.words == {
        "en": "two neighbouring digits are swapped: 0.6676 for 0.6667",
        "vi": "hai chữ số cạnh nhau bị đảo: 0.6676 thay vì 0.6667",
    }
    (one,) = digits.propose(case(rank("88"), target="86"), Known())
    assert one.words == {"en": "one digit is off: 88 for 86", "vi": "sai một chữ số: 88 thay vì 86"}


def test_the_correction_shifts_the_interval_with_the_value():
    (found,) = digits.propose(case(stated("0.6637"), target="0.6667"), Known())
    assert found.correction.changes == {1: {"value": "0.6667", "low": "0.66665", "high": "0.66675"}}


# power-of-ten, separator-misread, percent-for-fraction


def count(value, **given):
    return stated(value, "VN_PORTAL_SERVICES", kind="count", **given)


@pytest.mark.parametrize(
    ("suspect", "target", "expected"),
    [
        (stated("66.67"), "0.6667", ("percent-for-fraction", "high", "0.6667")),
        (stated("0.8651"), "86.51", ("percent-for-fraction", "high", "86.51")),
        (stated("6.667"), "0.6667", ("power-of-ten", "high", "0.6667")),
        (count("1.039"), "1039", ("separator-misread", "high", "1039")),
        (count("1039000"), "1039", ("separator-misread", "high", "1039")),
        (count("10390"), "1039", ("power-of-ten", "high", "1039")),
        (count("103900"), "1039", ("power-of-ten", "high", "1039")),
        (count("61"), "610", ("power-of-ten", "medium", "610")),
    ],
)
def test_a_figure_of_another_scale(suspect, target, expected):
    assert proposed(scale, case(suspect, target=target)) == [expected]


def test_a_plain_power_of_ten_is_medium_where_either_side_may_be_wrong():
    of = case(count("10390"), "EG501", "1039", sure=False)
    assert proposed(scale, of) == [("power-of-ten", "medium", "1039")]


def test_a_misread_separator_is_high_even_then():
    assert proposed(scale, case(count("1.039"), "EG501", "1039", sure=False)) == [("separator-misread", "high", "1039")]


def test_without_a_target_the_reference_settles_the_scale():
    knowledge = known(score=SCORES, limits=(Decimal(0), Decimal(1)))
    assert proposed(scale, case(stated("66.67"), "EG107"), knowledge) == [("percent-for-fraction", "high", "0.6667")]
    assert proposed(scale, case(stated("66.91"), "EG107"), knowledge) == []


def test_bounds_alone_are_low_and_suggest_nothing():
    knowledge = Known(limits=(Decimal(0), Decimal(1)))
    assert proposed(scale, case(stated("66.67"), "EG107"), knowledge) == [("percent-for-fraction", "low", None)]
    assert proposed(scale, case(stated("6667"), "EG107"), knowledge) == []


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
    assert proposed(scale, of) == []


@pytest.mark.parametrize(("low", "high"), [("61000000", None), (None, "61000000"), (None, None)])
def test_a_figure_open_on_one_side_fits_every_scale_and_so_none(low, high):
    ends = {"low": Decimal(low) if low else None, "high": Decimal(high) if high else None}
    assert proposed(scale, case(count("61000000", **ends), "EG501", "50123456", sure=False)) == []
    assert proposed(scale, case(count("61000000", **ends), "EG501", "70123456", sure=False)) == []


def test_scales_are_told_in_both_languages():
    words = [
        scale.propose(case(suspect, target=target), Known())[0].words
        for suspect, target in ((stated("66.67"), "0.6667"), (count("1.039"), "1039"), (stated("6.667"), "0.6667"))
    ]
    assert [w["vi"] for w in words] == [
        "lẫn giữa phần trăm và phân số: 66.67 thay vì 0.6667",
        "dấu phân cách hàng nghìn bị đọc thành dấu thập phân hoặc ngược lại: 1.039 thay vì 1039",
        "dấu thập phân lệch 1 chữ số: 6.667 thay vì 0.6667",
    ]
    assert words[0]["en"] == "a percent and a fraction were taken for each other: 66.67 for 0.6667"
    assert words[1]["en"].endswith(": 1.039 for 1039")
    assert words[2]["en"].endswith(": 6.667 for 0.6667")


def test_the_correction_scales_the_interval_with_the_value():
    (found,) = scale.propose(case(stated("66.67"), target="0.6667"), Known())
    changes = {name: Decimal(value) for name, value in found.correction.changes[1].items()}
    assert changes == {"value": Decimal("0.6667"), "low": Decimal("0.66665"), "high": Decimal("0.66675")}


# wrong-group

ASEAN = rank("6/11", breakdown="ASEAN")


def test_the_group_of_that_size_where_the_authority_has_this_rank_is_high():
    knowledge = known(regional={"2020": "6/11"}, groups={"UN-SEA": 11, "ASEAN": 10})
    (found,) = wrong_group.propose(case(ASEAN, "EG302", "10"), knowledge)
    assert (found.confidence, found.suggestion.field, found.suggestion.value) == ("high", "breakdown", "UN-SEA")
    assert found.correction.changes == {1: {"breakdown": "UN-SEA"}}
    assert found.words == {
        "en": "11 is the number of members of the UN-SEA, where the rank was 6/11",
        "vi": "11 là số thành viên của nhóm UN-SEA, nơi thứ hạng là 6/11",
    }


def test_the_only_group_of_that_size_is_medium():
    assert proposed(wrong_group, case(ASEAN, "EG302", "10"), Known(groups={"UN-SEA": 11, "UN-ASIA": 47})) == [
        ("wrong-group", "medium", "UN-SEA")
    ]


def test_one_of_two_groups_of_that_size_is_low():
    knowledge = Known(groups={"UN-SEA": 11, "OTHER": 11})
    assert [c for _, c, _ in proposed(wrong_group, case(ASEAN, "EG302", "10"), knowledge)] == ["low", "low"]


def test_a_group_where_the_authority_has_another_rank_is_low():
    knowledge = known(regional={"2020": "5/11"}, groups={"UN-SEA": 11})
    assert proposed(wrong_group, case(ASEAN, "EG302", "10"), knowledge) == [("wrong-group", "low", "UN-SEA")]


def test_the_rank_of_another_edition_in_that_group_confirms_nothing():
    knowledge = known(regional={"2018": "6/11"}, groups={"UN-SEA": 11})
    assert proposed(wrong_group, case(ASEAN, "EG302", "10"), knowledge) == [("wrong-group", "medium", "UN-SEA")]


@pytest.mark.parametrize(
    "of",
    [
        case(rank("6", breakdown="ASEAN"), "EG302", "10"),
        case(rank("6/12", breakdown="ASEAN"), "EG302", "10"),
        case(rank("6/11", breakdown="UN-SEA"), "EG302", "10"),
        case(replace(ASEAN, denominator=Decimal("11.5")), "EG302", "10"),
        case(ASEAN, "EG501", "10"),
    ],
)
def test_no_group_is_proposed_without_another_of_that_size(of):
    assert proposed(wrong_group, of, Known(groups={"UN-SEA": 11})) == []


# rounded

EXACT = "235412"


@pytest.mark.parametrize(
    ("printed", "step"), [("235000", "1000"), ("235400", "100"), ("235410", "10"), ("240000", "10000")]
)
def test_a_coarser_whole_figure_is_the_finer_one_rounded(printed, step):
    of = case(count(printed, step=Decimal(step)), "EG501", EXACT, sure=False)
    (found,) = rounded.propose(of, Known())
    assert (found.kind, found.confidence, found.suggestion.value) == ("rounded", "high", EXACT)
    assert found.words == {
        "en": f"{printed} is {EXACT} rounded to the nearest {step}",
        "vi": f"{printed} là {EXACT} được làm tròn đến {step}",
    }


@pytest.mark.parametrize(
    "of",
    [
        case(count("236000", step=Decimal(1000)), "EG501", EXACT),
        case(count("235411"), "EG501", EXACT),
        case(count("235000", step=Decimal(1000)), "EG501", "235000"),
        case(count("235000", step=Decimal(1000)), "EG303", EXACT),
        case(count("235000", step=Decimal(1000)), "EG501"),
        case(rank("90", step=Decimal(10)), "EG501", "88"),
        case(stated("18500", "VN_PORTAL_OPENED", kind="date", step=Decimal(100)), "EG501", "18520"),
    ],
)
def test_nothing_is_called_rounded_that_is_not(of):
    assert proposed(rounded, of) == []


# Which statement is in doubt


def test_what_the_authority_confirms_is_in_no_doubt():
    right, wrong = stated("0.67"), stated("0.6676", id=2, source="two")
    (only,) = cases("EG501", {}, [right, wrong], known(score=SCORES))
    assert (only.suspect, only.target, only.sure) == (wrong, Decimal("0.6667"), True)


def test_of_two_sources_alone_each_is_measured_by_the_other():
    one, two = rank("86"), rank("88", id=2)
    found = cases("EG501", {}, [one, two], Known())
    assert [(c.suspect, c.target, c.sure) for c in found] == [(one, Decimal(88), False), (two, Decimal(86), False)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_those_that_agree_are_represented_by_the_most_exact(order):
    agreeing = [stated(p, role="agreeing", id=n) for n, p in enumerate(("0.67", "0.6667", "0.667"), 2)]
    open_ended = stated("0.6", role="agreeing", id=9, high=None)
    (only,) = cases("EG501", {}, [stated("0.6676"), open_ended, *(agreeing[i] for i in order)], Known())
    assert only.target == Decimal("0.6667")


def test_of_three_that_all_disagree_nothing_is_measured_by_another():
    found = cases("EG501", {}, [rank("86"), rank("88", id=2), rank("85", id=3)], Known())
    assert [c.target for c in found] == [None, None, None]


def test_what_the_rule_expects_is_the_target():
    (only,) = cases("EG303", {"expected": "0.6667"}, [stated("0.6676")], Known())
    assert (only.target, only.sure) == (Decimal("0.6667"), False)
    (only,) = cases("EG302", {"expected": "10"}, [ASEAN], Known())
    assert (only.target, only.sure) == (Decimal(10), True)


def test_an_expectation_that_is_no_number_is_no_target():
    (only,) = cases("EG315", {"expected": "high"}, [stated("0.6676")], Known())
    assert only.target is None


def test_hypotheses_are_found_in_their_folder():
    names = [module.__name__.rpartition(".")[2] for module in all_hypotheses()]
    assert names == sorted(names)
    assert set(names) >= {"digits", "rounded", "scale", "wrong_edition", "wrong_group"}
    assert explained("EG501")
    assert not explained("EG103")
