"""Figures of another edition: moved to their year, or brought up where the source has them there already."""

from __future__ import annotations

import pytest

from egovcheck.diagnosis.hypotheses import superseded_edition, wrong_edition
from tests.diagnosis.statements import case, known, proposed, rank, stated, the_one

RANKS = {"2016": "89/193", "2018": "88/193", "2020": "86/193", "2022": "86/193"}
SCORES = {"2018": "0.5931", "2020": "0.6667", "2022": "0.6787"}
OSI = {"2018": "0.7361", "2020": "0.6529"}

# wrong-edition


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


@pytest.mark.parametrize(
    ("company", "en", "vi"),
    [
        (["0.5931", "0.7361"], "; 2 more figures of the same source fit it too", "; 2 số liệu khác của cùng nguồn"),
        (["0.5931"], "; one more figure of the same source fits it too", "; 1 số liệu khác của cùng nguồn"),
    ],
)
def test_company_makes_a_rank_high_and_is_counted(company, en, vi):
    rows = [stated(p, indicator) for p, indicator in zip(company, ("UN_EGDI_SCORE", "UN_OSI_SCORE"), strict=False)]
    found = the_one(wrong_edition, case(rank("88/193")), known(rank=RANKS, score=SCORES, osi=OSI, rows=rows))
    assert (found.confidence, found.weight) == ("high", 10 * len(company))
    assert found.words["en"] == "88/193 is the figure of the 2018 edition" + en
    assert found.words["vi"] == "88/193 là số liệu của kỳ khảo sát 2018" + vi + " cũng khớp"


def test_company_of_another_area_says_nothing():
    rows = [stated("0.5931", area="LAO")]
    assert the_one(wrong_edition, case(rank("88/193")), known(rank=RANKS, score=SCORES, rows=rows)).weight == 0


def test_company_that_fits_the_stated_edition_makes_it_low():
    knowledge = known(rank=RANKS, score=SCORES, rows=[stated("0.6667")], current="2018")
    found = the_one(wrong_edition, case(rank("88/193")), knowledge)
    assert (found.confidence, found.weight) == ("low", -5)


def test_company_that_fits_both_editions_says_nothing():
    both = known(rank=RANKS, score={"2018": "0.6667", "2020": "0.6667"}, rows=[stated("0.6667")])
    found = the_one(wrong_edition, case(rank("88/193")), both)
    assert found.confidence == "medium"
    assert "more figure" not in found.words["en"]


def test_a_period_of_which_only_other_sources_tell_is_medium_at_most_and_says_so():
    rows = [stated("61.12", "VN_PAR_SCORE", period="2019", source="two")]
    found = the_one(wrong_edition, case(stated("61.12", "VN_PAR_SCORE", decimals=4), "EG501"), known(rows=rows))
    assert (found.confidence, found.suggestion.value) == ("medium", "2019")
    assert found.words == {
        "en": "61.12 is the figure that others give for 2019",
        "vi": "61.12 là số liệu mà nguồn khác nêu cho 2019",
    }


def test_an_edition_that_the_source_has_already_is_not_proposed():
    rows = [rank("88/193", period="2018")]
    assert proposed(wrong_edition, case(rank("88/193")), known(rank=RANKS, rows=rows)) == []


@pytest.mark.parametrize("code", ["EG204", "EG303", "EG311", "EG501", "EG502", "EG505"])
def test_a_figure_that_fits_another_edition_is_proposed_whatever_rule_accuses_it(code):
    assert proposed(wrong_edition, case(rank("88/193"), code), known(rank=RANKS)) == [
        ("wrong-edition", "medium", "2018")
    ]


@pytest.mark.parametrize(
    "of",
    [
        case(rank("88/193", measure="change")),
        case(rank("88/193", period=None)),
        case(rank("88/193", period="2020-Q1")),
        case(rank("88/193"), code="EG302"),
        case(rank("87/193")),
    ],
)
def test_no_edition_is_proposed_where_none_fits_or_none_is_meant(of):
    assert proposed(wrong_edition, of, known(rank=RANKS)) == []


def test_the_stated_edition_is_not_proposed():
    assert proposed(wrong_edition, case(rank("89/193", period="2016")), known(rank=RANKS)) == []


def test_the_correction_moves_the_figure_to_the_year_of_the_edition():
    found = the_one(wrong_edition, case(rank("88/193", id=7)), known(rank=RANKS))
    assert found.correction.changes == {
        7: {"period": "2018", "period_start": "2018-01-01", "period_end": "2018-12-31"}
    }  # fmt: skip
    assert found.suggestion.field == "period"


# superseded-edition


def stale(printed="88/193", make=rank, **given):
    """Return the case of a figure of 2018 that a source has under 2018 and under 2020, and what is known of it."""
    suspect = make(printed)
    rows = [suspect, make(printed, id=2, period="2018")]
    of = case(suspect, given.pop("code", "EG502"), given.pop("target", "86/193").partition("/")[0], **given)
    return of, rows


def test_a_figure_that_was_not_brought_up_gets_the_newer_value():
    of, rows = stale()
    found = the_one(superseded_edition, of, known(rank=RANKS, rows=rows))
    assert (found.kind, found.confidence) == ("superseded-edition", "medium")
    assert (found.suggestion.field, found.suggestion.value) == ("value", "86")
    assert found.correction.changes == {1: {"value": "86", "low": "86", "high": "86"}}
    assert found.words == {
        "en": "88/193 is still the figure of 2018, which the source states there too",
        "vi": "88/193 vẫn là số liệu của 2018, mà nguồn này cũng nêu cho kỳ đó",
    }


def test_a_score_that_was_not_brought_up_is_high():
    of, rows = stale("0.5931", stated, target="0.6667")
    found = the_one(superseded_edition, of, known(score=SCORES, rows=rows))
    assert (found.confidence, found.suggestion.value) == ("high", "0.6667")


def test_company_that_was_not_brought_up_either_makes_a_rank_high_and_weighs():
    of, rows = stale()
    score = stated("0.5931", id=3)
    alone = the_one(superseded_edition, of, known(rank=RANKS, score=SCORES, rows=rows))
    found = the_one(superseded_edition, of, known(rank=RANKS, score=SCORES, rows=[*rows, score]))
    assert (alone.confidence, found.confidence) == ("medium", "high")
    assert found.weight > alone.weight


def test_company_that_was_brought_up_makes_it_low():
    of, rows = stale()
    knowledge = known(rank=RANKS, score=SCORES, rows=[*rows, stated("0.6667", id=3)])
    assert proposed(superseded_edition, of, knowledge) == [("superseded-edition", "low", "86")]


def test_where_the_newer_value_is_not_sure_none_is_suggested():
    of, rows = stale(sure=False)
    assert proposed(superseded_edition, of, known(rank=RANKS, rows=rows)) == [("superseded-edition", "low", None)]


def test_only_an_earlier_edition_can_be_superseded():
    later = rank("86/193", period="2018")
    knowledge = known(rank={"2018": "88/193", "2020": "86/193"}, rows=[later, rank("86/193", id=2)])
    assert proposed(superseded_edition, case(later, target="88"), knowledge) == []


def test_it_is_superseded_only_where_the_source_states_the_same_figure_there():
    of, _ = stale()
    assert proposed(superseded_edition, of, known(rank=RANKS, rows=[of.suspect])) == []
    other = [of.suspect, rank("89/193", id=2, period="2018")]
    assert proposed(superseded_edition, of, known(rank=RANKS, rows=other)) == []
    another_source = [of.suspect, rank("88/193", id=2, period="2018", source="two")]
    assert proposed(superseded_edition, of, known(rank=RANKS, rows=another_source)) == []


@pytest.mark.parametrize(
    "of", [case(rank("88/193")), case(rank("88/193"), "EG302", "86"), case(rank("88", measure="change"), target="86")]
)
def test_without_a_target_or_a_level_nothing_is_superseded(of):
    rows = [of.suspect, rank("88/193", id=2, period="2018")]
    assert proposed(superseded_edition, of, known(rank=RANKS, rows=rows)) == []


def test_the_two_hypotheses_about_editions_never_speak_of_one_edition():
    of, rows = stale()
    knowledge = known(rank=RANKS, rows=rows)
    assert proposed(superseded_edition, of, knowledge)
    assert proposed(wrong_edition, of, knowledge) == []
