"""Rules of strangers in their own process: what brings them down, and that it touches nothing else.

None of these rules would pass ``check_select``; they are handed to the process as if it had let them through.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import egovcheck
from egovcheck.core.errors import PackError
from egovcheck.engine import isolation
from egovcheck.engine.database import Database
from egovcheck.engine.isolation import Limits, check_isolated, run_isolated
from egovcheck.engine.running import Outcome, Violation
from egovcheck.rules import Rule, RuleMeta

LIMITS = Limits(seconds=1.5, total=60.0, memory=512 * 1024**2, violations=1000, answer=1024**2)
GOOD = """
SELECT area, 'invalid' AS verdict, list_sort(list(id)) AS primary_ids, max(value) AS expected FROM records
WHERE area = $area GROUP BY area
"""
EXPECTED = Outcome(
    "ACME001",
    invalid=1,
    violations=(
        Violation("ACME001", {"area": "VNM", "expected": "86.5"}, (("primary", (1, 2)),), frozenset({"expected"})),
    ),
)
# what a rule says to get out of the brackets in which it is run
BREAKOUT = (
    "SELECT 'valid' AS verdict) GROUP BY 1); ROLLBACK; {}; "
    "SELECT * FROM (SELECT verdict, count(*) FROM (SELECT 'valid' AS verdict"
)


def rule(code: str, sql: str, **settings: Any) -> Rule:
    fields: dict[str, Any] = {"code": code, "needs": {}}
    return Rule(
        RuleMeta.model_construct(**fields), Path("a.md"), "a.md", "", {}, (), sql, 1, shipped=False, settings=settings
    )


GOOD_RULE = rule("ACME001", GOOD, area="VNM", unused=3)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run") / "it's a snapshot.duckdb"
    with Database() as database:
        database.connection.execute(
            "CREATE TABLE records AS SELECT i AS id, CASE WHEN i < 3 THEN 'VNM' ELSE 'LAO' END AS area, "
            "'rank' AS kind, 'level' AS measure, 'actual' AS status, 'exact' AS qualifier, 'rank' AS unit, "
            "'UN' AS survey, CAST(84.5 + i AS DECIMAL(28,10)) AS value FROM range(1, 20001) t(i)"
        )
        database.connection.execute("CREATE VIEW facts AS SELECT * FROM records WHERE id < 100")
        database.snapshot(path)
    return path


@pytest.fixture(autouse=True)
def untouched(snapshot: Path) -> Iterator[None]:
    before = hashlib.sha256(snapshot.read_bytes()).digest()
    yield
    assert hashlib.sha256(snapshot.read_bytes()).digest() == before
    assert [path.name for path in snapshot.parent.iterdir()] == [snapshot.name]


def between_good_ones(snapshot: Path, *sqls: str, limits: Limits = LIMITS) -> list[Outcome]:
    """Run hostile rules, each between two good ones, which must not feel it."""
    rules = [GOOD_RULE]
    for n, sql in enumerate(sqls, 1):
        rules += [rule(f"EVIL{n:03}", sql), GOOD_RULE]
    outcomes = run_isolated(snapshot, rules, limits)
    assert outcomes[::2] == [EXPECTED] * (len(sqls) + 1)
    assert [outcome.code for outcome in outcomes[1::2]] == [r.code for r in rules[1::2]]
    return outcomes[1::2]


def test_a_snapshot_holds_tables_and_views(snapshot: Path) -> None:
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        row = connection.execute("SELECT count(*), min(value) FROM facts").fetchone()
    assert row == (99, Decimal("85.5"))


def test_outcomes_are_those_of_the_runner(snapshot: Path) -> None:
    undecided = rule("ACME002", "SELECT area, 'undecided' AS verdict FROM facts")
    by_reading = replace(GOOD_RULE, sql=None)
    assert run_isolated(snapshot, [GOOD_RULE, by_reading, undecided], LIMITS) == [
        EXPECTED,
        Outcome("ACME002", undecided=99),
    ]


def test_a_rule_whose_needs_are_not_met_says_so(snapshot: Path) -> None:
    fields: dict[str, Any] = {"code": "ACME003", "needs": {"kind": ["share"]}}
    needy = replace(GOOD_RULE, meta=RuleMeta.model_construct(**fields))
    assert run_isolated(snapshot, [needy], LIMITS) == [Outcome("ACME003", needed="kind share")]


def test_what_a_select_may_not_do_is_an_error(snapshot: Path) -> None:
    sqls = [
        "SELECT 'valid' AS verdict FROM read_csv('/etc/passwd')",
        "SELECT 'valid' AS verdict FROM read_text('/etc/passwd')",
        "SELECT 'valid' AS verdict FROM '/etc/passwd'",
        "SELECT 'valid' AS verdict FROM glob('/*')",
        "SELECT getenv('HOME') AS verdict",
        "SELECT 'valid' AS verdict FROM sys",
        "SELECT 'valid' AS verdict FROM query('DROP TABLE records')",
        "WITH x AS (DELETE FROM records RETURNING *) SELECT 'valid' AS verdict FROM x",
        "WITH x AS (INSERT INTO records SELECT * FROM facts RETURNING *) SELECT 'valid' AS verdict FROM x",
        "WITH x AS (COPY records TO 'x.csv') SELECT 'valid' AS verdict",
        "SELECT 'maybe' AS verdict",
        "SELECT 1",
    ]
    errors = {sql: outcome.error for sql, outcome in zip(sqls, between_good_ones(snapshot, *sqls), strict=True)}
    assert [sql for sql, error in errors.items() if not error] == []


def test_a_rule_that_breaks_out_of_its_brackets_is_an_error(snapshot: Path) -> None:
    statements = ["SELECT 1", "CREATE TEMP TABLE records AS SELECT 1 AS id", "DROP TABLE records"]
    outcomes = between_good_ones(snapshot, *(BREAKOUT.format(statement) for statement in statements))
    assert {outcome.error for outcome in outcomes} == {"it holds more than one statement"}


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT 1 FROM r) SELECT 'valid' AS verdict FROM r",
        "SELECT CASE WHEN sum(a.id * b.id) > 0 THEN 'valid' END AS verdict FROM records a, records b, records c",
        "SELECT CASE WHEN pg_sleep(60) IS NULL THEN 'valid' END AS verdict",
    ],
)
def test_what_does_not_end_is_stopped(snapshot: Path, sql: str) -> None:
    started = time.monotonic()
    assert between_good_ones(snapshot, sql)[0].error == "stopped after 1.5 seconds"
    assert time.monotonic() - started < 15


def test_what_would_fill_memory_is_an_error(snapshot: Path) -> None:
    sqls = [
        "SELECT repeat('x', 1500000000) AS verdict",
        "SELECT rpad('x', 1500000000, 'y') AS verdict",
        "SELECT printf('%1500000000d', id) AS verdict FROM records",
        "SELECT CASE WHEN len(range(1000000000)) > 0 THEN 'valid' END AS verdict",
        "SELECT CASE WHEN len(generate_series(1, id * 1000000000)) > 0 THEN 'valid' END AS verdict FROM records",
        "SELECT list_resize([id], 1000000000)[9] AS verdict FROM records",
        "SELECT string_agg(repeat(a.area, 100), ',') AS verdict FROM records a, records b",
        "SELECT 'valid' AS verdict FROM (SELECT a.*, b.* FROM records a, records b ORDER BY b.value * a.id)",
        "SELECT list(a.id) AS verdict FROM records a, records b",
        "WITH RECURSIVE r AS (SELECT 'xxxxxxxx' AS s UNION ALL SELECT s || s FROM r) SELECT s AS verdict FROM r",
    ]
    errors = {sql: outcome.error for sql, outcome in zip(sqls, between_good_ones(snapshot, *sqls), strict=True)}
    assert [sql for sql, error in errors.items() if not error] == []


def test_answers_that_are_too_large_are_an_error(snapshot: Path) -> None:
    sqls = {
        "SELECT 'invalid' AS verdict, a.id AS primary_id FROM records a, records b LIMIT 900000": "more than 1000 rows",
        "SELECT a.id || 'x' AS verdict FROM records a": "more than 1000 rows",
        "SELECT 'invalid' AS verdict, repeat('x', 2000000) AS area": "more than 1048576 bytes",
        "SELECT 'invalid' AS verdict, range(300000) AS primary_ids": "more than 1048576 bytes",
    }
    for said, outcome in zip(sqls.values(), between_good_ones(snapshot, *sqls), strict=True):
        assert said in (outcome.error or "")


def test_ids_that_are_no_numbers_are_an_error(snapshot: Path) -> None:
    assert between_good_ones(snapshot, "SELECT 'invalid' AS verdict, [{'a': 1}] AS primary_ids")[0].error


def test_a_rule_that_fills_the_memory_of_python_is_an_error(snapshot: Path) -> None:
    limits = replace(LIMITS, seconds=20.0, memory=400 * 1024**2)
    sql = "SELECT 'invalid' AS verdict, range(8000000) AS primary_ids"
    assert "memory" in (between_good_ones(snapshot, sql, limits=limits)[0].error or "").lower()


def test_a_rule_that_brings_down_its_process_is_an_error(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = "import os, sys; sys.stdin.readline(); print('{\"ready\": true}', flush=True); sys.stdin.readline(); "
    monkeypatch.setattr(isolation, "_START", ready + "os.abort()")
    outcomes = run_isolated(snapshot, [GOOD_RULE, GOOD_RULE], LIMITS)
    assert ["SIGABRT" in (outcome.error or "") for outcome in outcomes] == [True, True]


def test_columns_are_checked_in_the_process_too(snapshot: Path) -> None:
    check_isolated(snapshot, [GOOD_RULE, replace(GOOD_RULE, sql=None)], LIMITS)
    wrong = replace(GOOD_RULE, sql="SELECT 'valid' AS verdict,\n  valu FROM records", sql_line=40)
    with pytest.raises(PackError) as caught:
        check_isolated(snapshot, [GOOD_RULE, wrong], LIMITS)
    assert caught.value.place == "a.md:41"
    assert caught.value.message == "there is no column 'valu'"
    assert caught.value.hint == "near it: value"


def test_a_rule_that_takes_too_long_to_plan_is_an_error(snapshot: Path) -> None:
    # DuckDB works out what is constant before it runs anything
    terms = (f"len(list_filter(range(3000000), lambda v: regexp_matches(v::VARCHAR, '(a|{n})*9$')))" for n in range(20))
    slow = replace(GOOD_RULE, sql=f"SELECT 'valid' AS verdict WHERE {' + '.join(terms)} > 3")
    with pytest.raises(PackError, match=r"the SQL cannot be planned: stopped after 0\.5 seconds"):
        check_isolated(snapshot, [GOOD_RULE, slow], replace(LIMITS, seconds=0.5))


def test_a_rule_that_makes_planning_fill_memory_does_no_harm(snapshot: Path) -> None:
    bomb = "SELECT 'valid' AS verdict WHERE length(repeat(repeat(repeat('x', 1000), 1000), 1000)) > 3"
    with contextlib.suppress(PackError):
        check_isolated(snapshot, [replace(GOOD_RULE, sql=bomb)], LIMITS)
    assert between_good_ones(snapshot, bomb)[0].error


def test_all_rules_together_have_a_time_limit(snapshot: Path) -> None:
    endless = "SELECT CASE WHEN pg_sleep(60) IS NULL THEN 'valid' END AS verdict"
    rules = [rule("EVIL001", endless), rule("EVIL002", endless), GOOD_RULE]
    started = time.monotonic()
    first, second, third = run_isolated(snapshot, rules, replace(LIMITS, total=2.0, seconds=1.0))
    assert time.monotonic() - started < 8
    assert first.error
    assert second.error
    assert third.error == "not run: the rules before it took 2 seconds"


def test_the_environment_and_the_working_directory_reach_nothing(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("enum.py", "json.py", "duckdb.py", "egovcheck.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit('this file must not be read')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")
    assert run_isolated(snapshot, [GOOD_RULE], LIMITS) == [EXPECTED]
    assert "SECRET_TOKEN" not in isolation._environment()
    assert str(tmp_path) not in isolation._paths()


def test_an_unpacked_wheel_runs_its_own_child_from_anywhere(snapshot: Path, tmp_path: Path) -> None:
    # as if installed elsewhere and reached through PYTHONPATH, which the child itself never sees
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    shutil.copytree(Path(egovcheck.__file__).parent, site / "egovcheck", ignore=shutil.ignore_patterns("__pycache__"))
    marked = site / "egovcheck" / "engine" / "child.py"
    text = marked.read_text(encoding="utf-8").replace("it returns more than {self.most} rows", "the child of the copy")
    marked.write_text(text, encoding="utf-8")
    elsewhere.mkdir()
    (elsewhere / "enum.py").write_text("raise SystemExit('this file must not be read')\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from egovcheck.engine.isolation import Limits, run_isolated\n"
        "from egovcheck.rules import Rule, RuleMeta\n"
        "meta = RuleMeta.model_construct(code='ACME001', needs={})\n"
        'sql = "SELECT area AS verdict FROM records UNION ALL SELECT id::VARCHAR FROM records"\n'
        "rule = Rule(meta, Path(), '', '', {}, (), sql, 1, False, {})\n"
        "print(run_isolated(Path(sys.argv[1]), [rule], Limits(violations=5))[0].error)\n"
    )
    command = [sys.executable, "-P", "-c", program, str(snapshot)]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip() == "the child of the copy", done.stderr


def test_a_child_that_cannot_start_is_the_error_of_every_rule(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_START", "import sys; sys.exit('no such thing')")
    outcomes = run_isolated(snapshot, [GOOD_RULE, GOOD_RULE], LIMITS)
    assert [o.error for o in outcomes] == ["the process for foreign rules did not start: no such thing"] * 2


def test_a_missing_interpreter_is_an_error_too(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "cannot be started" in (run_isolated(snapshot, [GOOD_RULE], LIMITS)[0].error or "")


def test_a_missing_snapshot_is_an_error_too(tmp_path: Path) -> None:
    assert "did not start" in (run_isolated(tmp_path / "none.duckdb", [GOOD_RULE], LIMITS)[0].error or "")


SOUND: dict[str, Any] = {
    "sound": True,
    "error": None,
    "needed": None,
    "valid": 0,
    "invalid": 1,
    "undecided": 0,
    "violations": [{"columns": {}, "roles": []}],
}


@pytest.mark.parametrize(
    "said",
    [
        "not json",
        "[" * 100_000,
        "[]",
        "{}",
        json.dumps(SOUND | {"invalid": -1}),
        json.dumps(SOUND | {"invalid": "1"}),
        json.dumps(SOUND | {"violations": None}),
        json.dumps(SOUND | {"violations": [{"columns": {}, "roles": [["primary", ["1; DROP"]]]}]}),
        json.dumps(SOUND | {"violations": [{"columns": {}, "roles": [["villain", [1]]]}]}),
        json.dumps(SOUND | {"violations": [{"columns": [], "roles": []}]}),
        json.dumps(SOUND | {"violations": SOUND["violations"] * 2000}),
        "x" * (2 * 1024**2),
    ],
    ids=range(12),
)
def test_nothing_that_a_child_says_is_taken_on_trust(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    answer = tmp_path / "answer"
    answer.write_text(said + "\n", encoding="utf-8")
    fake = (
        "import sys; sys.stdin.readline(); print('{\"ready\": true}', flush=True); sys.stdin.readline(); "
        f"print(open({str(answer)!r}).read(), end='', flush=True); sys.stdin.read()"
    )
    monkeypatch.setattr(isolation, "_START", fake)
    outcome = run_isolated(snapshot, [GOOD_RULE], LIMITS)[0]
    assert outcome.error
    assert not outcome.violations


def test_nothing_is_left_running(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    original = subprocess.Popen

    def noted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(original(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    run_isolated(snapshot, [rule("EVIL001", "SELECT rpad('x', 900000000, 'y') AS verdict"), GOOD_RULE], LIMITS)
    assert len(started) == 2
    for process in started:
        assert process.poll() is not None
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
