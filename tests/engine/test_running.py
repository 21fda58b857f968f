"""Rules over records: verdicts and their counts, failures that stay with their rule, what the tables give to rules."""

from __future__ import annotations

import time

import pytest

from egovcheck.engine.database import Database
from egovcheck.engine.running import Outcome, Runner, Violation
from egovcheck.rules import load_rules
from egovcheck.validation import Settings, run
from tests.engine.figures import TODAY, asked, loaded, rule
from tests.rules.pack import checked_by, written

FIGURES = """\
indicator,area,period,value,measure,base_period,source,published
UN_EGDI_RANK,VNM,2020,86/193,level,,one,2020-08-26
UN_EGDI_RANK,VNM,2018,88/193,level,,one,2020-08-26
UN_EGDI_SCORE,VNM,2020,0.6667,level,,one,2020-08-26
"""
ENDLESS = """
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT 3 - n FROM t) SELECT 'valid' AS verdict FROM t
"""
GOOD = rule("SELECT 'valid' AS verdict FROM records", "GOOD001")
EVERY_RECORD = "SELECT * FROM records ORDER BY id"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with loaded(tmp_path_factory.mktemp("run"), FIGURES) as made:
        yield made


@pytest.fixture
def outcome_of(database):
    return lambda sql, **given: Runner(database.connection, seconds=60).run_one(rule(sql, **given))


def test_each_verdict_is_counted(outcome_of):
    sql = "SELECT unnest(['valid', 'valid', 'valid', 'undecided', 'undecided', 'invalid']) AS verdict"
    outcome = outcome_of(sql)
    assert (outcome.valid, outcome.invalid, outcome.undecided, outcome.evaluated) == (3, 1, 2, 4)


def test_of_the_rows_only_the_invalid_ones_are_fetched(database, outcome_of):
    sql = """
    SELECT indicator, period, id AS primary_id, CASE WHEN period = '2018' THEN 'invalid' ELSE 'valid' END AS verdict
    FROM records
    """
    outcome = outcome_of(sql)
    ((second,),) = asked(database, "SELECT id FROM records WHERE record = 2")
    columns = {"indicator": "UN_EGDI_RANK", "period": "2018"}
    assert outcome.violations == (Violation("ACME001", columns, (("primary", (second,)),)),)


def test_a_rule_without_subjects_has_judged_nothing(outcome_of):
    assert outcome_of("SELECT 'valid' AS verdict FROM records WHERE false") == Outcome("ACME001")


def test_roles_are_named_in_their_order_and_empty_ones_left_out(outcome_of):
    sql = """
    SELECT 'invalid' AS verdict, [3, NULL, 3, 2] AS component_ids, 1 AS primary_id, NULL::BIGINT AS whole_id,
           []::BIGINT[] AS context_ids
    """
    (violation,) = outcome_of(sql).violations
    assert violation.roles == (("primary", (1,)), ("component", (2, 3)))
    assert violation.members == {1, 2, 3}


@pytest.mark.parametrize(
    ("sql", "text"),
    [
        ("1.50::DECIMAL(28,10)", "1.5"),
        ("100.0::DECIMAL(28,10)", "100"),
        ("0.0000000001::DECIMAL(28,10)", "0.0000000001"),
        ("DATE '2020-07-10'", "2020-07-10"),
        ("true", "true"),
        ("['a', 'b']", "a, b"),
        ("NULL::VARCHAR", None),
    ],
)
def test_columns_become_text(outcome_of, sql, text):
    (violation,) = outcome_of(f"SELECT 'invalid' AS verdict, {sql} AS expected").violations
    assert violation.columns == {"expected": text}


@pytest.mark.parametrize("word", ["wrong", "VALID", ""])
def test_a_wrong_verdict_word_is_an_error_of_the_rule(outcome_of, word):
    outcome = outcome_of(f"SELECT '{word}' AS verdict UNION ALL SELECT 'valid'")
    assert outcome.error == f"'{word}' is no verdict; known: valid, invalid, undecided"
    assert outcome.evaluated == 0


def test_a_missing_verdict_is_an_error_of_the_rule(outcome_of):
    assert outcome_of("SELECT NULL::VARCHAR AS verdict").error.startswith("'None' is no verdict")
    assert "verdict" in outcome_of("SELECT 1 AS number").error


def test_parameters_are_bound_by_name(outcome_of):
    sql = "SELECT CASE WHEN value > $most THEN 'invalid' ELSE 'valid' END AS verdict FROM records"
    outcome = outcome_of(sql, most=87, unused="x")
    assert (outcome.valid, outcome.invalid) == (2, 1)


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_rule_that_raises_is_its_own_result_and_the_others_go_on(database, parallel):
    failing = rule("SELECT CAST(indicator AS INTEGER) AS verdict FROM records", "BAD001")
    outcomes = Runner(database.connection, parallel=parallel).run([GOOD, failing, GOOD])
    assert [(o.code, o.valid) for o in outcomes] == [("GOOD001", 3), ("BAD001", 0), ("GOOD001", 3)]
    assert "Could not convert string 'UN_EGDI_RANK' to INT32" in outcomes[1].error
    assert "\n" not in outcomes[1].error


def test_an_overflow_is_an_error_of_the_rule(outcome_of):
    outcome = outcome_of("SELECT 'valid' AS verdict FROM records WHERE value * 1e17::DECIMAL(28,10) * value > 0")
    assert outcome.error


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_rule_that_never_ends_is_stopped_and_the_next_one_is_not_harmed(database, parallel):
    begun = time.monotonic()
    outcomes = Runner(database.connection, seconds=0.3, parallel=parallel).run([rule(ENDLESS, "LONG001"), GOOD, GOOD])
    assert outcomes[0] == Outcome("LONG001", error="stopped after 0.3 seconds")
    assert [o.valid for o in outcomes[1:]] == [3, 3]
    assert time.monotonic() - begun < 10


def test_what_the_records_lack_leaves_a_rule_unrun(database):
    runner = Runner(database.connection)
    lacking = rule("SELECT no_such_column", "NEED001", needs={"kind": ["percent", "count"]})
    having = rule(GOOD.sql, "NEED002", needs={"kind": ["percent", "rank"], "survey": ["*"]})
    assert runner.run([lacking, having]) == [Outcome("NEED001", needed="kind percent / count"), Outcome("NEED002", 3)]


def test_every_need_has_to_be_met(database):
    needs = {"kind": ["rank"], "measure": ["growth"]}
    assert Runner(database.connection).run_one(rule(GOOD.sql, needs=needs)).needed == "measure growth"


@pytest.mark.parametrize(
    ("rows", "had"),
    [
        ("UN_EGDI_SCORE,VNM,2020,0.6667,a\nUN_OSI_SCORE,VNM,2020,0.6529,b\n", {"composites"}),
        ("VN_PORTAL_SERVICES_SHARE,VNM,2020,15%,a\nVN_PORTAL_SERVICES,VNM,2020,1039,a\n", {"shares"}),
        ("VN_PORTAL_SERVICES_SHARE,VNM,2020,15%,a\nVN_PROCEDURES_TOTAL,VNM,2020,6842,a\n", {"shares"}),
        ("UN_EGDI_RANK,VNM,2020,86,a\nUN_EGDI_RANK,VNM,2020,88,b\n", {"shared"}),
        ("UN_EGDI_RANK,VNM,2020,86,a\nUN_EGDI_RANK,VNM,2020,86,a\n", {"repeated"}),
        ("VN_PORTAL_VISITS,VNM,,86,a\nVN_PORTAL_VISITS,VNM,,88,b\n", {"shared"}),
        ("UN_EGDI_RANK,VNM,2020,86,a\nUN_EGDI_RANK,SGP,2020,11,a\n", {"lists"}),
        ("UN_EGDI_RANK,VNM,2020,86,a\nUN_EGDI_RANK,SGP,2020,11,b\n", set()),
        ("UN_EGDI_RANK,VNM,2020,86,a\nUN_EGDI_RANK,VNM,2018,88,b\n", set()),
    ],
)
def test_what_records_have_together_is_seen(tmp_path, rows, had):
    every = ("composites", "shares", "shared", "repeated", "lists")
    rules = [rule(GOOD.sql, needs={"having": [name]}) for name in every]
    with loaded(tmp_path, f"indicator,area,period,value,source\n{rows}") as made:
        outcomes = Runner(made.connection, parallel=2).run(rules)
    assert {name for name, outcome in zip(every, outcomes, strict=True) if not outcome.needed} == had


def test_a_report_says_why_a_rule_was_not_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, FIGURES, "a.csv")
    results = {r.code: r for r in run(["a.csv"], Settings(select=("EG306", "EG303"), today=TODAY)).rules}
    assert (results["EG306"].evaluated, results["EG306"].undecided) == (0, 0)
    assert results["EG306"].reason == "no record with kind percent"
    assert results["EG303"].reason


def test_a_severity_column_speaks_before_the_rule(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, FIGURES, "a.csv")
    sql = """
    SELECT 'invalid' AS verdict, id AS primary_id,
           CASE WHEN period = '2018' THEN 'error' WHEN kind = 'score' THEN 'dreadful' END AS severity
    FROM records
    """
    pack = written(tmp_path / "pack", checked_by(sql))
    report = run(["a.csv"], Settings(rules=(pack,), select=("ACME001",), today=TODAY))
    said = {finding.records[0].printed: finding.severity for finding in report.findings}
    assert said == {"88/193": "error", "0.6667": "warning", "86/193": "warning"}


def test_no_shipped_rule_changes_the_records(tmp_path):
    rows = (
        FIGURES + "UN_EGDI_RANK,VNM,2020,88/193,level,,two,2020-02-25\nUN_EGDI_RANK,VNM,2020,2,change,,two,2020-09-01\n"
    )
    with loaded(tmp_path, rows) as made:
        before = asked(made, EVERY_RECORD)
        outcomes = Runner(made.connection).run(load_rules())
        assert [o.code for o in outcomes if o.error] == []
        assert asked(made, EVERY_RECORD) == before


def inside(statement):
    """Return a rule that closes the brackets it is run in and says something else between."""
    return (
        f"SELECT 'valid' AS verdict) GROUP BY 1; {statement}; SELECT verdict, count(*) FROM (SELECT 'valid' AS verdict"
    )


@pytest.mark.parametrize(
    "sql",
    [
        inside("DELETE FROM records"),
        inside("DROP TABLE records"),
        inside("INSERT INTO run VALUES (NULL)"),
        inside("CREATE TABLE more AS SELECT 1"),
    ],
)
def test_a_rule_that_writes_fails_and_nothing_is_written(database, outcome_of, sql):
    before = asked(database, EVERY_RECORD), asked(database, "FROM run")
    assert "transaction is launched in read-only mode" in outcome_of(sql).error
    assert (asked(database, EVERY_RECORD), asked(database, "FROM run")) == before


@pytest.mark.parametrize(
    "sql",
    ["SELECT 'valid' AS verdict FROM read_csv('/etc/hostname')", "SELECT 'valid' AS verdict FROM '/etc/hostname.csv'"],
)
def test_a_rule_cannot_read_files(outcome_of, sql):
    assert "disabled" in outcome_of(sql).error


# What the tables give to rules


EDITIONS = {
    "UN_EGDI_RANK,VNM,2020-02,86,": ("2018", True),
    "UN_EGDI_RANK,VNM,,86,2020-02-25": ("2018", True),
    "UN_EGDI_RANK,VNM,,86,2020-07-10": ("2020", True),
    "UN_EGDI_RANK,VNM,,86,2020-07-09": ("2018", True),
    "UN_EGDI_RANK,VNM,,86,2020-07": (None, False),
    "UN_EGDI_RANK,VNM,,86,2015-03-01": (None, False),
    "UN_EGDI_RANK,VNM,,86,": (None, False),
    "UN_EGDI_RANK,VNM,2020,86,2020-02-25": ("2020", False),
    "UN_EGDI_RANK,VNM,2019,86,2020-02-25": ("2019", False),
    "UN_EGDI_RANK,VNM,2015-03,86,2020-02-25": ("2015-03", False),
    "VN_PAR_RANK,VNM,,86,2020-02-25": (None, False),
    "VN_PORTAL_VISITS,VNM,2020-02,86,2020-02-25": ("2020-02", False),
    "VN_PORTAL_VISITS,VNM,,86,2020-02-25": (None, False),
}
BASES = {
    "UN_EGDI_RANK,VNM,2020,2,change,": "2018",
    "UN_EGDI_RANK,VNM,2020-09,2,change,": "2018",
    "UN_EGDI_RANK,VNM,2020,2,growth,": "2018",
    "UN_EGDI_RANK,VNM,2020,2,multiple,": "2018",
    "UN_EGDI_RANK,VNM,2020,2,change,2016": "2016",
    "UN_EGDI_RANK,VNM,2020,2,level,": None,
    "UN_EGDI_RANK,VNM,2020,2,mean,": None,
    "UN_EGDI_RANK,VNM,2019,2,change,": None,
    "VN_PORTAL_VISITS,VNM,2020,2,change,": None,
}
KEYS = {
    "UN_EGDI_RANK,VNM,2020,86,,,,q": "UN_EGDI_RANK|VNM|2020|_T|level||actual",
    "UN_EGDI_RANK,VNM,2020,6,UN-SEA,,,q": "UN_EGDI_RANK|VNM|2020|UN-SEA|level||actual",
    "UN_EGDI_RANK,VNM,2020,2,,change,,q": "UN_EGDI_RANK|VNM|2020|_T|change|2018|actual",
    "UN_EGDI_RANK,VNM,2020,70,,,target,q": "UN_EGDI_RANK|VNM|2020|_T|level||target",
    "UN_EGDI_RANK,VNM,2020,86,,,estimate,q": "UN_EGDI_RANK|VNM|2020|_T|level||actual",
    "UN_EGDI_RANK,,2020,86,,,,q": None,
    "VN_PORTAL_VISITS,VNM,,86,,,,q": None,
}


def columns_of(folder, header, rows, columns):
    """Return some columns of the records that rows became, by row."""
    with loaded(folder, "\n".join([f"indicator,area,period,value,{header}", *rows, ""])) as made:
        return dict(zip(rows, asked(made, f"SELECT {columns} FROM records ORDER BY id"), strict=True))


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    return columns_of(tmp_path_factory.mktemp("run"), "published", EDITIONS, "period, inferred")


@pytest.fixture(scope="module")
def bases(tmp_path_factory):
    return columns_of(tmp_path_factory.mktemp("run"), "measure,base_period", BASES, "base_period")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return columns_of(tmp_path_factory.mktemp("run"), "breakdown,measure,status,quote", KEYS, "fact")


@pytest.mark.parametrize("row", EDITIONS)
def test_an_edition_that_is_not_told_is_inferred_where_it_is_sure(editions, row):
    assert editions[row] == EDITIONS[row]


@pytest.mark.parametrize("row", BASES)
def test_a_change_is_measured_from_the_edition_before_where_nothing_else_is_said(bases, row):
    assert bases[row] == (BASES[row],)


@pytest.mark.parametrize("row", KEYS)
def test_the_fact_key_is_whole_or_absent(keys, row):
    assert keys[row] == (KEYS[row],)


SCORES = ("UN_EGDI_SCORE,VNM,2020,0.67,a", "UN_EGDI_SCORE,VNM,2020,0.6667,a", "UN_EGDI_SCORE,VNM,2020,0.6776,a")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_of_repeats_the_most_precise_stands_as_the_fact_in_any_order(tmp_path, order):
    rows = "\n".join(SCORES[i] for i in order)
    with loaded(tmp_path, f"indicator,area,period,value,source\n{rows}\nUN_EGDI_SCORE,VNM,2020,0.66,b\n") as made:
        assert asked(made, "SELECT source, printed FROM facts ORDER BY source") == [("a", "0.6667"), ("b", "0.66")]


def test_records_without_a_fact_are_no_facts(tmp_path):
    rows = "VN_PORTAL_VISITS,VNM,,60,a\nVN_PORTAL_VISITS,VNM,2020,60,a\n"
    with loaded(tmp_path, f"indicator,area,period,value,source\n{rows}") as made:
        assert asked(made, "SELECT record FROM facts") == [(2,)]


def test_the_reference_has_only_areas_that_the_records_have(database):
    areas = asked(database, "SELECT DISTINCT area FROM reference")
    assert areas == [("VNM",)]
    assert asked(database, "SELECT max(id) < 0 FROM reference") == [(True,)]


def test_the_database_answers_a_union_over_a_view_with_joins_rightly():
    # in DuckDB 2.0.0 the optimizer common_subplan lost every second half of this union; rules then judged nothing
    with Database() as made:
        made.connection.execute("""
        CREATE TABLE codes AS SELECT w AS world, 'i' || k AS code, 'i' || k || '~' || w AS tagged
        FROM range(2) a(w), range(4) b(k);
        CREATE TABLE composites AS SELECT 'i0' AS indicator, 'i1' AS component;
        CREATE VIEW tagged AS SELECT a.tagged AS indicator, b.tagged AS component FROM composites x
        JOIN codes a ON a.code = x.indicator JOIN codes b ON b.code = x.component AND b.world = a.world
        """)
        found = asked(made, "SELECT indicator FROM tagged UNION SELECT component FROM tagged")
    assert sorted(found) == [("i0~0",), ("i0~1",), ("i1~0",), ("i1~1",)]
