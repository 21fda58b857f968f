"""The hypotheses as a whole, and what the smaller ones propose: ranks of another group, rounded counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.diagnosis.candidates import shown
from egovcheck.diagnosis.diagnosing import all_hypotheses, explained
from egovcheck.diagnosis.hypotheses import rounded, wrong_group
from tests.diagnosis.statements import Known, case, count, known, proposed, rank, stated, the_one

NAMED = {"UN-SEA": ("South-Eastern Asia", "Đông Nam Á")}

# wrong-group

ASEAN = rank("6/11", breakdown="ASEAN")


def test_the_group_of_that_size_where_the_authority_has_this_rank_is_high():
    knowledge = known(regional={"2020": "6/11"}, groups={"UN-SEA": 11, "ASEAN": 10}, named=NAMED)
    found = the_one(wrong_group, case(ASEAN, "EG302", "10"), knowledge)
    assert (found.confidence, found.suggestion.field, found.suggestion.value) == ("high", "breakdown", "UN-SEA")
    assert found.correction.changes == {1: {"breakdown": "UN-SEA"}}
    assert found.words == {
        "en": "11 is the number of members of South-Eastern Asia, where the rank was 6/11",
        "vi": "11 là số thành viên của Đông Nam Á, nơi thứ hạng là 6/11",
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


@pytest.mark.parametrize("code", ["EG105", "EG301", "EG302", "EG314", "EG502"])
def test_another_group_is_looked_for_whichever_rule_speaks(code):
    assert proposed(wrong_group, case(ASEAN, code, "10"), Known(groups={"UN-SEA": 11}))


@pytest.mark.parametrize(
    "of",
    [
        case(rank("6", breakdown="ASEAN"), "EG302", "10"),
        case(rank("6/12", breakdown="ASEAN"), "EG302", "10"),
        case(rank("6/11", breakdown="UN-SEA"), "EG302", "10"),
        case(rank("6/11", breakdown="ASEAN", measure="change"), "EG302", "10"),
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
    found = the_one(rounded, of)
    assert (found.kind, found.confidence, found.suggestion.value) == ("rounded", "high", EXACT)
    assert found.words == {
        "en": f"{printed} is {EXACT} rounded to the nearest {step}",
        "vi": f"{printed} là {EXACT} được làm tròn đến {step}",
    }
    assert {name: Decimal(v) for name, v in found.correction.changes[1].items()} == dict.fromkeys(
        ("value", "low", "high"), Decimal(EXACT)
    )


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


# all of them


def test_hypotheses_are_found_in_their_folder():
    kinds = {module.KIND for module in all_hypotheses()}
    assert kinds == {
        *("wrong-edition", "swapped-digits", "one-digit", "power-of-ten", "separator-misread"),
        *("percent-for-fraction", "wrong-sign", "neighbouring-row", "other-indicator", "other-area", "wrong-group"),
        *("rounded", "superseded-edition", "percent-for-points", "reversed-direction"),
    }
    names = [module.__name__.rpartition(".")[2] for module in all_hypotheses()]
    assert names == sorted(names)
    assert [module.KIND.replace("-", "_") for module in all_hypotheses()] == names


def test_what_a_hypothesis_speaks_of_is_explained():
    assert explained("EG501")
    assert explained("EG310")
    assert not explained("EG103")


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [("0.65", 4, "0.6500"), ("1E+3", 0, "1000"), ("12.50", 0, "12.5"), ("12.00", 0, "12"), ("0.6667", 2, "0.6667")],
)
def test_values_are_written_without_exponent(value, decimals, printed):
    assert shown(Decimal(value), decimals) == printed
