"""What hypotheses may ask of a run: its records, the reference and the catalogue."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from egovcheck.engine.findings import fetch
from egovcheck.engine.knowledge import FetchedKnowledge, statement
from tests.engine.figures import CATALOGUE, asked, loaded

HEADER = "indicator,area,period,value,source,breakdown,measure,status,published\n"

FIGURES = """\
UN_EGDI_RANK,LAO,2018,162/193,one,,,,2020-02-25
UN_EGDI_SCORE,LAO,2018,0.3056,one,,,,2020-02-25
UN_EGDI_RANK,THA,2018,73/193,one,,,,2020-02-25
UN_EGDI_SCORE,THA,2018,0.6543,one,,,,2020-02-25
UN_EGDI_RANK,VNM,2018,88/193,one,,,,2020-02-25
UN_EGDI_SCORE,VNM,2018,0.5931,one,,,,2020-02-25
UN_EGDI_RANK,VNM,2018,6/11,one,UN-SEA,,,2020-02-25
UN_EGDI_RANK,VNM,2018,1,one,,change,,2020-02-25
UN_EGDI_RANK,VNM,2020,88/193,one,,,,2020-02-25
UN_EGDI_RANK,VNM,2020,80/193,one,,,target,2020-02-25
UN_EGDI_SCORE,VNM,2018,0.6543,two,,,,
UN_EGDI_RANK,THA,2018,71/193,two,,,,
VN_DTI_RANK,VN-HN,2022,24/63,one,,,,
VN_DTI_RANK,VN-HN,2021,40/63,one,,,,
VN_DTI_RANK,VN-HN,2022,25/63,two,,,,
VN_DTI_RANK,VN-HN,2021,40/63,two,,,,
VN_DTI_RANK,VN-HN,2021,40/63,three,,,,
VN_DTI_RANK,VN-HN,2020,41/63,two,,,,
VN_DTI_RANK,VN-HN,2020,42/63,three,,,,
VN_DTI_SCORE,VN-HN,2022,0.55,two,,,,
VN_DTI_SCORE,VN-HN,2022,0.5512,three,,,,
VN_DTI_SCORE,VN-HN,2022,0.5912,one,,,,
"""


@pytest.fixture(scope="module")
def asks(tmp_path_factory):
    """Return what hypotheses may ask, and the statements of the rows by their number."""
    with loaded(tmp_path_factory.mktemp("run"), HEADER + FIGURES) as database:
        ids = dict(asked(database, "SELECT record, id FROM records"))
        rows = fetch(database.connection, ids.values())
        knowledge = FetchedKnowledge(CATALOGUE, database.connection)
        knowledge.prepare(rows.values())
        yield knowledge, {record: statement("primary", rows[i], CATALOGUE) for record, i in ids.items()}


def shown(statements):
    return [(s.source, s.area, s.period, s.printed) for s in statements]


def test_a_record_becomes_a_statement_with_its_interval_and_kind(asks):
    _, said = asks
    score = said[6]
    assert (score.value, score.low, score.high, score.high_open) == (
        Decimal("0.5931"),
        Decimal("0.59305"),
        Decimal("0.59315"),
        True,
    )
    assert (score.decimals, score.kind, score.measure, score.breakdown, score.reference) == (
        *(4, "score", "level", "_T"),
        False,
    )
    assert (said[5].denominator, said[5].kind, said[8].measure, said[8].base_period) == (
        *(Decimal(193), "rank", "change"),
        "2016",
    )


def test_the_reference_has_every_edition_of_the_fact(asks):
    knowledge, said = asks
    editions = {r.period: r.printed for r in knowledge.reference(said[5])}
    assert editions["2018"] == "88"
    assert editions["2020"] == "86"
    assert all(r.reference and r.id < 0 for r in knowledge.reference(said[5]))
    assert {r.printed for r in knowledge.reference(said[7])} == {"4", "5", "6"}
    assert knowledge.reference(said[13]) == []


def test_what_is_known_is_the_authoritys_where_it_has_any(asks):
    knowledge, said = asks
    known = {r.period: (r.source, r.printed) for r in knowledge.known(said[6])}
    assert known["2018"][1] == "0.5931"
    assert known["2018"][0] != "two"


def test_what_is_known_besides_is_what_all_other_sources_agree_on(asks):
    knowledge, said = asks
    assert {r.period: r.printed for r in knowledge.known(said[13])} == {"2022": "25/63", "2021": "40/63"}
    assert {r.period: r.printed for r in knowledge.known(said[15])} == {
        "2022": "24/63",
        "2021": "40/63",
        "2020": "42/63",
    }


def test_of_agreeing_sources_the_most_precise_is_known(asks):
    knowledge, said = asks
    assert shown(knowledge.known(said[22])) == [("three", "VN-HN", "2022", "0.5512")]


def test_siblings_are_the_other_levels_of_the_same_source_area_and_period(asks):
    knowledge, said = asks
    assert {s.id for s in knowledge.siblings(said[5])} == {said[6].id, said[7].id}
    assert knowledge.siblings(said[9]) == []


def test_a_column_has_the_rows_of_its_own_source_and_table_in_order(asks):
    knowledge, said = asks
    column, place = knowledge.column(said[5])
    assert [s.area for s in column] == ["LAO", "THA", "VNM"]
    assert column[place].id == said[5].id
    assert [s.id for s in knowledge.column(said[12])[0]] == [said[12].id]
    assert knowledge.column(said[8]) == ([said[8]], 0)


def test_a_run_is_of_rows_that_have_the_figure_of_the_next_one(tmp_path):
    # everybody from the second row on has the score of the row above
    rows = [("KHM", "0.1234"), ("LAO", "0.3753"), ("MYS", "0.3056"), ("THA", "0.7174"), ("VNM", "0.5931")]
    text = "".join(f"UN_EGDI_SCORE,{area},2018,{score},one,,,,\n" for area, score in rows)
    with loaded(tmp_path, HEADER + text) as database:
        fetched = fetch(database.connection, (i for (i,) in asked(database, "SELECT id FROM records")))
        in_order = [row for _, row in sorted(fetched.items())]
        knowledge = FetchedKnowledge(CATALOGUE, database.connection)
        knowledge.prepare(in_order)
        said = [statement("primary", row, CATALOGUE) for row in in_order]
        assert [knowledge.run(s, -1) for s in said] == [(0, 0), (1, 3), (1, 3), (1, 3), (4, 4)]
        assert [knowledge.run(s, 1) for s in said] == [(n, n) for n in range(5)]


def test_ranks_stand_with_the_scores_of_their_source_by_falling_score(asks):
    knowledge, said = asks
    pairs = knowledge.scored(said[5])
    assert [(place.area, place.printed, score.printed) for place, score in pairs] == [
        ("THA", "73/193", "0.6543"),
        ("VNM", "88/193", "0.5931"),
        ("LAO", "162/193", "0.3056"),
    ]
    assert knowledge.scored(said[6]) == []


def test_holders_are_the_other_areas_whose_right_value_a_figure_is(asks):
    knowledge, said = asks
    assert [s.area for s in knowledge.holders(said[11])] == ["THA"]
    assert knowledge.holders(said[6]) == []
    assert knowledge.holders(said[13]) == []


def test_what_a_source_states_of_another_period(asks):
    knowledge, said = asks
    assert knowledge.states(said[9], "2018").printed == "88/193"
    assert knowledge.states(said[9], "2016") is None
    # a target is no statement of what was
    assert knowledge.states(said[5], "2020").printed == "88/193"
    assert knowledge.states(said[11], "2020") is None


@pytest.mark.parametrize(("record", "edition"), [(9, "2018"), (11, None), (13, None)])
def test_the_edition_that_was_the_newest_when_a_source_appeared(asks, record, edition):
    knowledge, said = asks
    assert knowledge.current_edition(said[record]) == edition


def test_groups_of_a_size_have_the_area_as_a_member_on_the_day(asks):
    knowledge, said = asks
    found = dict(knowledge.groups_of_size(said[7], 11))
    assert list(found) == ["UN-SEA"]
    assert found["UN-SEA"]["vi"] == "Đông Nam Á"
    assert [code for code, _ in knowledge.groups_of_size(said[7], 10)] == ["ASEAN"]
    assert knowledge.groups_of_size(said[7], 12) == []
    assert knowledge.groups_of_size(replace(said[7], area="FRA"), 11) == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("VNM", {"en": "Viet Nam", "vi": "Việt Nam"}),
        ("UN-SEA", {"en": "South-Eastern Asia", "vi": "Đông Nam Á"}),
        ("X-1", {"en": "X-1", "vi": "X-1"}),
    ],
)
def test_names_by_language(asks, code, names):
    assert asks[0].names(code) == names
    assert set(asks[0].names("UN_EGDI_SCORE")) == {"en", "vi"}


def index(said, code, period):
    return replace(said, indicator=code, period=period)


@pytest.mark.parametrize(
    ("code", "period", "weights", "divisor"),
    [
        ("UN_EGDI_SCORE", "2010", ("34", "33", "33"), "100"),
        ("UN_EGDI_SCORE", "2020", ("1", "1", "1"), "3"),
        ("VN_DTI_SCORE", "2020", ("4", "3", "3"), "10"),
        ("VN_PAR_SCORE", "2023", ("1", "1"), "1"),
    ],
)
def test_how_an_index_is_made_depends_on_the_edition(asks, code, period, weights, divisor):
    made = asks[0].composite(index(asks[1][6], code, period))
    assert sorted(made.weights.values(), reverse=True) == [Decimal(weight) for weight in weights]
    assert made.divisor == Decimal(divisor)
    assert made.slack == (0 if code == "VN_PAR_SCORE" else Decimal("0.00005"))


def test_of_unknown_editions_and_of_plain_indicators_nobody_knows_how_they_are_made(asks):
    knowledge, said = asks
    assert knowledge.composite(index(said[6], "UN_EGDI_SCORE", "2008")) is None
    assert knowledge.composite(said[5]) is None


def test_shares_of_a_count_and_bounds_of_an_indicator(asks):
    knowledge, said = asks
    received = index(said[6], "VN_PROVINCE_DOSSIERS_RECEIVED", "2021")
    assert (
        *("VN_PROVINCE_DOSSIERS_RESOLVED_SHARE", "VN_PROVINCE_DOSSIERS_RESOLVED"),
        "VN_PROVINCE_DOSSIERS_RECEIVED",
    ) in knowledge.shares(received)
    assert knowledge.shares(said[6]) == []
    assert knowledge.bounds(said[6]) == (0, 1)
    assert knowledge.bounds(index(said[6], "UNKNOWN", "2021")) == (None, None)


def test_nothing_is_fetched_where_nothing_is_in_doubt(tmp_path):
    with loaded(tmp_path, HEADER + FIGURES) as database:
        knowledge = FetchedKnowledge(CATALOGUE, database.connection)
        knowledge.prepare([])
        assert knowledge._reference == {}
