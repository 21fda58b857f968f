"""Planted faults are what they say they are: repeatable, where they are named, and nothing else is touched."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from functools import cache

import pytest

from egovcheck.diagnosis.diagnosing import all_hypotheses
from egovcheck.faults import KINDS, clean, planted
from egovcheck.faults.matching import alarms, key, outcomes
from egovcheck.faults.tables import EDITIONS
from tests.faults.judging import CATALOGUE, judged, rule_book

TRUE_ERRORS = {("2012", area) for area in ("LBY", "CAF", "GIN")}
"""An index of 0 beside components above 0, as the UN published it."""


@cache
def table(kind, seed=1, count=7, editions=2):
    return planted(kind, seed, CATALOGUE, count=count, editions=editions)


@cache
def untouched(seed=1, editions=2):
    return clean(seed, CATALOGUE, editions=editions)


def lines(text):
    return text.splitlines()


def cells(text):
    return list(csv.DictReader(io.StringIO(text)))


# Repeatable


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(kind):
    first, again, other = (planted(kind, seed, CATALOGUE, count=7, editions=1) for seed in (1, 1, 4))
    assert (first.files, first.faults) == (again.files, again.faults)
    assert first.files != other.files


HASH_ALL = """
import hashlib
from egovcheck.faults import KINDS, planted
from egovcheck.records.catalogue import load_catalogue
catalogue = load_catalogue()
for kind in KINDS:
    made = planted(kind, 1, catalogue, count=5, editions=1)
    faults = [(f.number, f.file, f.lines, sorted(f.suggestions)) for f in made.faults]
    print(hashlib.sha256(repr((sorted(made.files.items()), faults)).encode()).hexdigest())
"""


def test_the_order_of_sets_has_no_part_in_it():
    answers = {
        subprocess.run(
            [sys.executable, "-c", HASH_ALL],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert len(answers.pop().split()) == len(KINDS)


def test_faults_are_planted_in_the_clean_tables_of_the_seed():
    again = clean(1, CATALOGUE, editions=2)
    assert again == untouched()
    assert again.files.keys() == table("one-digit").files.keys()


def test_more_editions_are_more_tables():
    assert len(untouched().files) == 7  # three an edition, and the dossiers
    assert len(clean(1, CATALOGUE, editions=99).files) == 3 * len(EDITIONS) + 1


# Every kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_plants_and_names_what_it_planted(kind):
    made = table(kind)
    assert made.faults
    assert [f.number for f in made.faults] == list(range(len(made.faults)))
    for fault in made.faults:
        assert fault.kind == kind
        assert fault.file in made.files
        # line 1 is the header
        assert all(1 < line <= len(lines(made.files[fault.file])) for line in fault.lines)
        assert fault.lines or fault.says


def test_most_kinds_plant_as_many_as_they_are_asked_for():
    planted_of = {kind: len(table(kind).faults) for kind in KINDS}
    few = {"comma-for-point", "missing-area", "shifted-column", "stale-edition"}
    assert {kind: n for kind, n in planted_of.items() if n < 7} == {kind: planted_of[kind] for kind in few}


@pytest.mark.parametrize("kind", KINDS)
def test_faults_are_to_be_found_by_rules_and_explained_by_hypotheses_that_there_are(kind):
    rules = rule_book().rules
    causes = {module.KIND for module in all_hypotheses()}
    for fault in table(kind).faults:
        assert fault.codes
        assert fault.codes <= set(rules)
        assert fault.causes <= causes


CHANGED = [kind for kind in KINDS if kind not in {"duplicated-record", "missing-area"}]


@pytest.mark.parametrize("kind", CHANGED)
def test_the_named_lines_differ_from_the_clean_table_and_no_others_do(kind):
    made, right = table(kind), untouched()
    named = {(fault.file, line) for fault in made.faults for line in fault.lines}
    differ = {
        (name, number)
        for name, text in made.files.items()
        for number, (now, before) in enumerate(zip(lines(text), lines(right.files[name]), strict=True), 1)
        if now != before
    }
    assert differ <= named
    for fault in made.faults:
        assert any((fault.file, line) in differ for line in fault.lines)


def test_a_duplicated_record_stands_there_once_more():
    made, right = table("duplicated-record"), untouched()
    for fault in made.faults:
        first, second = (lines(made.files[fault.file])[line - 1] for line in fault.lines)
        assert first == second
        assert lines(right.files[fault.file]).count(first) == 1


def test_a_missing_area_is_nowhere_in_its_table_and_its_name_is_told():
    made, right = table("missing-area"), untouched()
    (name,) = {fault.file for fault in made.faults}
    gone = {row["area"] for row in cells(right.files[name])} - {row["area"] for row in cells(made.files[name])}
    assert {CATALOGUE.areas[area].name_en for area in gone} == {fault.says for fault in made.faults}
    assert set(lines(made.files[name])) < set(lines(right.files[name]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_suggested_value_is_what_the_clean_table_has(kind):
    made, right = table(kind), untouched()
    for fault in made.faults:
        values = {value for field, value in fault.suggestions if field == "value"}
        if values:
            (line,) = fault.lines
            assert {cells(right.files[fault.file])[line - 2]["value"]} == values


# What is clean, and what cannot be seen


@pytest.mark.parametrize(("seed", "editions"), [(1, 6), (2, 1), (3, 2)])
def test_clean_tables_have_no_errors_but_the_true_ones(seed, editions):
    made = untouched(seed, editions)
    found = {(f.code, f.subject["period"], f.subject["area"]) for f in judged(made) if f.severity == "error"}
    assert {(period, area) for _, period, area in found} == (TRUE_ERRORS if "table-2012.csv" in made.files else set())
    assert {code for code, _, _ in found} <= {"EG303"}


def test_what_contradicts_nothing_is_not_found_and_everything_else_is():
    made = table("one-digit", 2, 10, 1)
    known = {key(f) for f in judged(untouched(2, 1))}
    found = outcomes(made.faults, alarms(judged(made), known))
    assert [o.fault.number for o in found if not o.fault.revealed]
    assert [o.found for o in found] == [o.fault.revealed for o in found]
