"""Figures of the row above or below, of another area, of another indicator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.diagnosis.hypotheses import neighbouring_row, other_area, other_indicator
from egovcheck.diagnosis.hypotheses.neighbouring_row import LONGEST
from tests.diagnosis.statements import case, known, proposed, rank, stated, the_one

NAMED = {
    "LAO": ("Lao PDR", "Lào"),
    "MYS": ("Malaysia", "Malaixia"),
    "THA": ("Thailand", "Thái Lan"),
    "UN_TII_SCORE": ("TII", "chỉ số hạ tầng"),
    "UN_EGDI_SCORE": ("EGDI", "chỉ số chung"),
}
TRUE = {"KHM": "0.5113", "LAO": "0.3288", "MYS": "0.7892", "THA": "0.7565", "VNM": "0.6667"}


def table(**printed):
    """Return what a source has of some areas, in order, and what is known of all of them."""
    rows = [stated(figure, area=area, id=number) for number, (area, figure) in enumerate(printed.items(), 1)]
    truth = [stated(figure, area=area) for area, figure in TRUE.items()]
    return {row.area: row for row in rows}, known(truth=truth, rows=rows, named=NAMED)


def of(row, code="EG502", **given):
    return case(row, code, TRUE[row.area], **given)


# neighbouring-row


@pytest.mark.parametrize(
    ("area", "en", "vi"),
    [
        ("THA", "0.7892 is the figure of Malaysia, the row above", "0.7892 là số liệu của Malaixia, dòng ngay trên"),
        ("LAO", "0.7892 is the figure of Malaysia, the row below", "0.7892 là số liệu của Malaixia, dòng ngay dưới"),
    ],
)
def test_the_figure_of_the_next_row(area, en, vi):
    rows, knowledge = table(**({"LAO": "0.3288", "MYS": "0.7892", "THA": "0.7565"} | {area: "0.7892"}))
    found = the_one(neighbouring_row, of(rows[area]), knowledge)
    assert (found.kind, found.confidence, found.suggestion.value) == ("neighbouring-row", "high", TRUE[area])
    assert found.words == {"en": en, "vi": vi}
    assert [(i, change["value"]) for i, change in found.correction.changes.items()] == [(rows[area].id, TRUE[area])]
    assert found.tentative is False


def test_two_rows_that_have_changed_places_are_corrected_together_and_weigh_more():
    rows, knowledge = table(LAO="0.3288", MYS="0.7565", THA="0.7892")
    found = the_one(neighbouring_row, of(rows["MYS"]), knowledge)
    assert found.words["en"] == "0.7565 is the figure of Thailand, the row below; the two have changed places"
    assert found.words["vi"] == "0.7565 là số liệu của Thái Lan, dòng ngay dưới; hai dòng bị đổi chỗ cho nhau"
    assert {i: change["value"] for i, change in found.correction.changes.items()} == {2: "0.7892", 3: "0.7565"}
    alone, knowing = table(LAO="0.3288", MYS="0.7565", THA="0.7565")
    assert found.weight > the_one(neighbouring_row, of(alone["MYS"]), knowing).weight


def test_a_slipped_column_is_restored_as_one():
    rows, knowledge = table(KHM="0.1234", LAO="0.5113", MYS="0.3288", THA="0.7892", VNM="0.6667")
    found = the_one(neighbouring_row, of(rows["MYS"]), knowledge)
    assert (found.confidence, found.weight) == ("high", 20)
    assert found.words["en"] == "0.3288 is the figure of Lao PDR, the row above; the column has slipped over 3 rows"
    assert found.words["vi"] == "0.3288 là số liệu của Lào, dòng ngay trên; cột bị lệch dòng ở 3 dòng"
    changed = {i: change["value"] for i, change in found.correction.changes.items()}
    assert changed == {2: "0.3288", 3: "0.7892", 4: "0.7565"}


def test_two_rows_are_no_slipped_column():
    rows, knowledge = table(KHM="0.5113", LAO="0.5113", MYS="0.3288", THA="0.7565")
    assert "slipped" not in the_one(neighbouring_row, of(rows["MYS"]), knowledge).words["en"]


def test_right_rows_that_share_the_figure_of_the_next_one_have_not_slipped():
    ranks = {"KHM": "40", "LAO": "70", "MYS": "70", "THA": "70", "VNM": "70"}
    rows = [rank(figure, area=area, id=number) for number, (area, figure) in enumerate(ranks.items(), 1)]
    truth = [replace(row, value=Decimal(70), low=Decimal(70), high=Decimal(70)) for row in rows[1:]]
    truth.append(rank("60", area="KHM"))
    wrong = replace(rows[0], value=Decimal(70), low=Decimal(70), high=Decimal(70), printed="70")
    knowledge = known(truth=truth, rows=[wrong, *rows[1:]], named=NAMED)
    found = the_one(neighbouring_row, case(wrong, target="60"), knowledge)
    assert found.words["en"] == "70 is the figure of Lao PDR, the row below"
    assert list(found.correction.changes) == [1]


def test_of_a_very_long_run_each_row_asks_for_itself():
    places = range(LONGEST + 5)
    truth = [stated(f"0.{1000 + n}", area=f"A{n}") for n in places]
    rows = [replace(truth[max(n - 1, 0)], area=f"A{n}", id=n, reference=False) for n in places]
    found = the_one(neighbouring_row, case(rows[7], target="0.1007"), known(truth=truth, rows=rows))
    assert list(found.correction.changes) == [7]
    assert f"slipped over {LONGEST + 4} rows" in found.words["en"]


def test_the_rank_of_the_next_row_is_medium_for_every_rank_is_somebodys():
    rows = [rank("86", id=1, area="LAO"), rank("86", id=2)]
    truth = [rank("167", area="LAO"), rank("86")]
    found = the_one(neighbouring_row, case(rows[0], target="167"), known(truth=truth, rows=rows, named=NAMED))
    assert found.confidence == "medium"


def test_where_nobody_knows_which_side_is_wrong_the_suggestion_is_tentative():
    mine = [rank("24", area="LAO", id=1), rank("17", area="THA", id=2)]
    theirs = [rank("17", area="LAO", id=3, source="two"), rank("24", area="THA", id=4, source="two")]
    unsettled = case(mine[0], "EG501", "17", sure=False, others=(theirs[0],))
    found = the_one(neighbouring_row, unsettled, known(rows=[*mine, *theirs], named=NAMED))
    assert (found.confidence, found.tentative) == ("medium", True)
    agreeing = replace(unsettled, others=(replace(theirs[0], role="agreeing"),))
    assert the_one(neighbouring_row, agreeing, known(rows=[*mine, *theirs], named=NAMED)).tentative is False


@pytest.mark.parametrize(
    "change",
    [{"target": None}, {"code": "EG302"}, {"suspect": stated("0.7892", area="THA", measure="change")}],
)
def test_no_row_is_proposed_without_a_level_and_a_target(change):
    rows, knowledge = table(LAO="0.3288", MYS="0.7892", THA="0.7892")
    assert proposed(neighbouring_row, replace(of(rows["THA"]), **change), knowledge) == []


def test_a_row_further_away_is_no_neighbour():
    rows, knowledge = table(KHM="0.7565", LAO="0.3288", MYS="0.7892", THA="0.7565")
    assert proposed(neighbouring_row, of(rows["KHM"]), knowledge) == []


# other-area


def test_the_figure_of_an_area_further_away():
    rows, knowledge = table(KHM="0.7565", LAO="0.3288", MYS="0.7892", THA="0.7565")
    found = the_one(other_area, of(rows["KHM"]), knowledge)
    assert (found.kind, found.confidence, found.suggestion.value) == ("other-area", "medium", "0.5113")
    assert found.words == {
        "en": "0.7565 is the figure of Thailand",
        "vi": "0.7565 là số liệu của Thái Lan",
    }
    assert {i: change["value"] for i, change in found.correction.changes.items()} == {1: "0.5113"}


@pytest.mark.parametrize(("others", "confidence", "weight"), [(0, "medium", 1), (1, "high", 9), (2, "high", 17)])
def test_several_figures_of_one_area_are_better_evidence(others, confidence, weight):
    rows, knowledge = table(KHM="0.7565", LAO="0.3288", MYS="0.7892", THA="0.7565")
    indicators = ("UN_OSI_SCORE", "UN_TII_SCORE")[:others]
    company = [stated("0.8000", code, area="KHM", id=9 + n) for n, code in enumerate(indicators)]
    truth = [stated("0.8000", code, area="THA") for code in indicators]
    truth += [stated("0.4000", code, area="KHM") for code in indicators]
    knowledge = replace(knowledge, truth=[*knowledge.truth, *truth], rows=[*knowledge.rows, *company])
    found = the_one(other_area, of(rows["KHM"]), knowledge)
    assert (found.confidence, found.weight) == (confidence, weight)
    if others == 2:
        assert found.words["en"].endswith("; 2 more of the same source for the same area are too")
        assert found.words["vi"].endswith("; 2 số liệu khác của cùng nguồn cũng vậy")
    if others == 1:
        assert found.words["en"].endswith("; 1 more of the same source for the same area is too")


def test_company_that_is_right_as_it_stands_is_no_evidence():
    rows, knowledge = table(KHM="0.7565", LAO="0.3288", MYS="0.7892", THA="0.7565")
    shared = [stated("0.8000", "UN_OSI_SCORE", area=area) for area in ("THA", "KHM")]
    company = stated("0.8000", "UN_OSI_SCORE", area="KHM", id=9)
    knowledge = replace(knowledge, truth=[*knowledge.truth, *shared], rows=[*knowledge.rows, company])
    assert the_one(other_area, of(rows["KHM"]), knowledge).weight == 1


def test_a_lone_rank_of_another_area_is_low():
    truth = [rank("71", area="THA"), rank("120", area="KHM")]
    suspect = rank("71", area="KHM")
    assert proposed(other_area, case(suspect, target="120"), known(truth=truth)) == [("other-area", "low", "120")]


def test_the_rows_above_and_below_are_left_to_another_hypothesis():
    rows, knowledge = table(LAO="0.7892", MYS="0.7892", THA="0.7565")
    assert proposed(other_area, of(rows["LAO"]), knowledge) == []


def test_a_figure_that_many_areas_share_tells_nothing():
    truth = [stated("0.5", area=f"A{n}") for n in range(4)]
    assert proposed(other_area, case(stated("0.5"), target="0.7"), known(truth=truth)) == []
    assert len(proposed(other_area, case(stated("0.5"), target="0.7"), known(truth=truth[:3]))) == 3


def test_of_many_areas_that_share_a_figure_it_is_that_of_the_one_whose_companions_are_there_too():
    shared = [stated("0.5", area=f"A{n}") for n in range(4)]
    codes = ("UN_OSI_SCORE", "UN_TII_SCORE")
    company = [stated("0.8000", code, id=n) for n, code in enumerate(codes, 2)]
    truth = [
        *shared,
        *(stated("0.8000", code, area="A2") for code in codes),
        *(stated("0.4000", code) for code in codes),
    ]
    suspect = stated("0.5")
    found = the_one(other_area, case(suspect, target="0.7"), known(truth=truth, rows=[suspect, *company]))
    assert found.words["en"] == "0.5 is the figure of A2; 2 more of the same source for the same area are too"


def test_where_nothing_is_sure_no_value_of_another_area_is_suggested():
    rows, knowledge = table(KHM="0.7565", LAO="0.3288", MYS="0.7892", THA="0.7565")
    assert proposed(other_area, of(rows["KHM"], "EG501", sure=False), knowledge) == [("other-area", "low", None)]


# other-indicator

SCORES = {"UN_EGDI_SCORE": "0.6667", "UN_OSI_SCORE": "0.6529", "UN_TII_SCORE": "0.6694", "UN_HCI_SCORE": "0.6779"}


def scores(**printed):
    """Return what a source has of Viet Nam's scores, and what is known of them."""
    stating = {code: figure for code, figure in SCORES.items() if code in printed} | printed
    rows = [stated(figure, code, id=number) for number, (code, figure) in enumerate(stating.items(), 1)]
    truth = [stated(figure, code) for code, figure in SCORES.items()]
    return {row.indicator: row for row in rows}, known(truth=truth, rows=rows, named=NAMED)


def test_the_figure_of_another_indicator_of_the_same_area():
    rows, knowledge = scores(UN_OSI_SCORE="0.6694", UN_TII_SCORE="0.6694")
    found = the_one(other_indicator, case(rows["UN_OSI_SCORE"], target="0.6529"), knowledge)
    assert (found.kind, found.confidence, found.suggestion.value) == ("other-indicator", "high", "0.6529")
    assert found.words == {
        "en": "0.6694 is the TII of the same area",
        "vi": "0.6694 là chỉ số hạ tầng của cùng địa bàn",
    }
    assert {i: change["value"] for i, change in found.correction.changes.items()} == {1: "0.6529"}


def test_two_indicators_that_have_changed_places_are_corrected_together():
    rows, knowledge = scores(UN_OSI_SCORE="0.6694", UN_TII_SCORE="0.6529")
    found = the_one(other_indicator, case(rows["UN_OSI_SCORE"], target="0.6529"), knowledge)
    assert (found.confidence, found.weight) == ("high", 14)
    assert found.words["en"] == "0.6694 is the TII of the same area; the two have changed places"
    assert found.words["vi"].endswith("; hai chỉ tiêu bị đổi chỗ cho nhau")
    assert {i: change["value"] for i, change in found.correction.changes.items()} == {1: "0.6529", 2: "0.6694"}


def test_two_decimals_tell_little():
    rows, knowledge = scores(UN_OSI_SCORE="0.67", UN_TII_SCORE="0.6694")
    assert ("other-indicator", "low", "0.6529") in proposed(
        other_indicator, case(rows["UN_OSI_SCORE"], target="0.6529"), knowledge
    )


def test_where_nothing_is_sure_no_value_of_another_indicator_is_suggested():
    rows, knowledge = scores(UN_OSI_SCORE="0.6694", UN_TII_SCORE="0.6694")
    of_ = case(rows["UN_OSI_SCORE"], "EG501", "0.6529", sure=False)
    assert proposed(other_indicator, of_, knowledge) == [("other-indicator", "low", None)]


def test_only_indicators_that_the_source_states_are_looked_at():
    rows, knowledge = scores(UN_OSI_SCORE="0.6694")
    assert proposed(other_indicator, case(rows["UN_OSI_SCORE"], target="0.6529"), knowledge) == []


def test_a_rank_is_not_taken_for_a_score_nor_a_small_rank_for_another():
    rows = [rank("7", id=1), stated("7", "UN_OSI_RANK", id=2)]
    truth = [rank("9"), stated("7", "UN_OSI_RANK")]
    assert proposed(other_indicator, case(rows[0], target="9"), known(truth=truth, rows=rows)) == []
    rows = [rank("70", id=1), stated("70", "UN_OSI_RANK", id=2), stated("70", "UN_OSI_SCORE", id=3)]
    truth = [rank("90"), stated("70", "UN_OSI_RANK"), stated("70", "UN_OSI_SCORE")]
    assert proposed(other_indicator, case(rows[0], target="90"), known(truth=truth, rows=rows)) == [
        ("other-indicator", "low", "90")
    ]
