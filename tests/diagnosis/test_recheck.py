"""Corrections put to the rules again: only those that leave no error behind, and make none, are causes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from egovcheck.diagnosis.candidates import Correction
from egovcheck.engine.recheck import Worlds
from egovcheck.engine.running import Outcome, Runner, Violation
from egovcheck.rules import load_rules
from tests.engine.figures import asked, loaded, rule

ERROR_RULES = [known_rule for known_rule in load_rules() if known_rule.meta.severity == "error"]
HEADER = "indicator,area,period,value,source\n"

# two conflicts that cross, a composite that holds, a rank list, a wrong edition, a province that is no more
FIGURES = (
    HEADER
    + """\
VN_PORTAL_VISITS,VNM,2020,61,one
VN_PORTAL_VISITS,VNM,2020,67,two
VN_PAR_SCORE,VN-HP,2023,87.12,one
VN_PAR_SCORE,VN-HP,2023,87.21,two
VN_PAR_APPRAISAL_SCORE,VN-HP,2023,53.25,one
VN_PAR_SURVEY_SCORE,VN-HP,2023,33.87,one
VN_DTI_RANK,VN-HN,2022,12/63,one
VN_DTI_RANK,VN-HN,2022,21/63,two
VN_DTI_SCORE,VN-HN,2022,0.6011,one
VN_DTI_RANK,VN-HP,2022,15/63,one
VN_DTI_SCORE,VN-HP,2022,0.5800,one
UN_EGDI_RANK,VNM,2020,88/193,one
UN_EGDI_SCORE,VNM,2020,0.5931,one
VN_PROVINCE_ONLINE_SERVICES,VN-03,2026,1664,one
VN_PROVINCE_EMAIL_ACCOUNTS,VN-03,2026,900,one
VN_PROVINCE_ONLINE_SERVICES,VN-03,2024,1664,one
VN_PROVINCE_ONLINE_SERVICES,VN-03,2024,1646,two
UN_EGDI_RANK,VNM,2018,85/193,three
UN_EGDI_RANK,VNM,2018,88/193,four
"""
)


def value(text):
    return {"value": text, "low": text, "high": text}


def score(text, half):
    return {"value": text, "low": str(Decimal(text) - Decimal(half)), "high": str(Decimal(text) + Decimal(half))}


YEAR = {"period": "2018", "period_start": "2018-01-01", "period_end": "2018-12-31"}

# what one row (by its number) would say instead, and the rows that would then be in error
CORRECTIONS = {
    "the first as the second": ({1: value("67")}, set()),
    "the second as the first": ({2: value("61")}, set()),
    "still apart": ({2: value("62")}, {2}),
    "both changed over": ({1: value("67"), 2: value("61")}, {1, 2}),
    "the sum that no longer follows": ({3: score("87.21", "0.005")}, {3}),
    "the sum as its parts say": ({4: score("87.12", "0.005")}, set()),
    "the rank behind a lower score": ({7: value("21")}, {7}),
    "the rank that a list confirms": ({8: value("12")}, set()),
    "the edition of the rank": ({12: YEAR}, set()),
    "the edition of the score": ({13: YEAR}, set()),
    "the edition of both": ({12: YEAR, 13: YEAR}, set()),
    "one of two that is still wrong": ({12: YEAR, 2: value("62")}, {2}),
    "an edition that never was": ({12: {**YEAR, "period": "2019"}}, {12}),
    "a rank that fits neither": ({12: value("87")}, {12}),
    "a province of the past": ({14: {**YEAR, "period": "2025"}}, set()),
    "a province that is still no more": ({14: value("1665")}, {14}),
    "another year of that province": ({16: value("1646")}, set()),
    "more than can be stored": ({2: value("1" + "0" * 18)}, {2}),
}


def worlds_of(database):
    outcomes = Runner(database.connection).run(ERROR_RULES)
    assert [o.code for o in outcomes if o.error] == []
    return Worlds(database, ERROR_RULES, outcomes)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with loaded(tmp_path_factory.mktemp("run"), FIGURES) as made:
        yield made


@pytest.fixture(scope="module")
def worlds(database):
    return worlds_of(database)


@pytest.fixture(scope="module")
def ids(database):
    return dict(asked(database, "SELECT record, id FROM records"))


@pytest.fixture(scope="module")
def corrections(ids):
    return [
        Correction({ids[record]: change for record, change in changes.items()}) for changes, _ in CORRECTIONS.values()
    ]


@pytest.fixture(scope="module")
def together(worlds, corrections):
    return dict(zip(CORRECTIONS, worlds.recheck(corrections), strict=True))


@pytest.mark.parametrize("what", CORRECTIONS)
def test_a_correction_is_good_where_no_error_is_left_or_made(together, ids, what):
    records = {i: record for record, i in ids.items()}
    assert {records[i] for i in together[what]} == CORRECTIONS[what][1]


def test_worlds_do_not_touch_each_other(worlds, corrections, together):
    alone = [worlds.recheck([correction])[0] for correction in corrections]
    assert dict(zip(CORRECTIONS, alone, strict=True)) == together
    backwards = worlds.recheck(corrections[::-1])[::-1]
    assert dict(zip(CORRECTIONS, backwards, strict=True)) == together


def test_no_rule_fails_in_the_worlds(database, worlds, corrections):
    worlds.recheck(corrections)
    outcomes = Runner(database.connection, schema="worlds").run(ERROR_RULES)
    assert [(o.code, o.error) for o in outcomes if o.error] == []
    assert sum(o.evaluated for o in outcomes) > 50


def named(trouble, ids):
    records = {i: record for record, i in ids.items()}
    return {records[i] for i in trouble}, {records[i] for i in trouble.entangled}


def test_an_error_between_two_parts_of_a_correction_entangles_both(worlds, ids):
    crossed = Correction({ids[1]: value("67"), ids[2]: value("61")}, ({ids[1]}, {ids[2]}))
    (trouble,) = worlds.recheck([crossed])
    assert named(trouble, ids) == ({1, 2}, {1, 2})


def test_an_error_of_one_part_is_its_own_and_spares_the_other(worlds, ids):
    unrelated = Correction({ids[2]: value("62"), ids[12]: YEAR}, ({ids[2]}, {ids[12]}))
    (trouble,) = worlds.recheck([unrelated])
    assert named(trouble, ids) == ({2}, set())


@pytest.mark.parametrize(("spared", "wrong"), [((), {2}), ((1,), set())])
def test_what_is_given_is_made_too_but_for_what_is_spared(worlds, ids, spared, wrong):
    given = {ids[1]: value("67")}
    asked_for = Correction({ids[2]: value("61")}, given=given, spared=frozenset(ids[i] for i in spared))
    (trouble,) = worlds.recheck([asked_for])
    assert named(trouble, ids)[0] == wrong


def test_what_a_correction_changes_itself_is_not_given_in_its_world(worlds, ids):
    given = {ids[2]: value("62")}
    (trouble,) = worlds.recheck([Correction({ids[2]: value("61")}, given=given)])
    assert not trouble


# a rank that newly stands beside an error does not make it another one
@pytest.mark.parametrize("beside", ["", "UN_EGDI_RANK,VNM,2020,86/193,one\n"])
def test_a_record_that_says_what_the_authority_says_is_not_to_blame_for_an_old_error(tmp_path, beside):
    rows = "UN_EGDI_SCORE,VNM,2020,0.6676,one\nUN_OSI_SCORE,VNM,2020,0.6592,one\n"
    rows += "UN_TII_SCORE,VNM,2020,0.6694,one\nUN_HCI_SCORE,VNM,2020,0.6779,one\n"
    with loaded(tmp_path, HEADER + rows + beside) as made:
        ((index,),) = asked(made, "SELECT min(id) FROM records")
        right = Correction({index: score("0.6667", "0.00005")})
        # as the wrong component wants it
        bent = Correction({index: score("0.6688", "0.00005")})
        assert [set(trouble) for trouble in worlds_of(made).recheck([right, bent])] == [set(), {index}]


NEIGHBOUR = """
SELECT score.id AS primary_id, 'invalid' AS verdict
FROM records score JOIN records rank ON rank.source = score.source AND rank.kind = 'rank' AND rank.value = 86
WHERE score.kind = 'score'
"""


@pytest.mark.parametrize(("known_before", "good"), [(False, False), (True, True)])
def test_an_error_that_appears_on_a_neighbour_counts_unless_it_was_there_before(tmp_path, known_before, good):
    rows = HEADER + "UN_EGDI_RANK,VNM,2020,88/193,one\nUN_EGDI_SCORE,VNM,2020,0.5931,one\n"
    with loaded(tmp_path, rows) as made:
        first, second = (number for (number,) in asked(made, "SELECT id FROM records ORDER BY id"))
        violation = Violation("ACME001", {}, (("primary", (second,)),))
        before = Outcome("ACME001", invalid=1, violations=(violation,)) if known_before else Outcome("ACME001")
        asks = Worlds(made, [rule(NEIGHBOUR)], [before])
        assert [not trouble for trouble in asks.recheck([Correction({first: value("86")})])] == [good]


def test_nothing_to_ask_is_answered_at_once(worlds):
    assert worlds.recheck([]) == []


def test_records_and_results_are_as_before(database, worlds, corrections):
    def everything():
        tables = ("records", "facts", "sources", "reference", "indicators", "composites", "source_statements", "run")
        return {name: sorted(map(repr, asked(database, f"FROM main.{name}"))) for name in tables}

    before, judged = everything(), Runner(database.connection).run(ERROR_RULES)
    worlds.recheck(corrections)
    assert everything() == before
    assert Runner(database.connection).run(ERROR_RULES) == judged
