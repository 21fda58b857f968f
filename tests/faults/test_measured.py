"""Planted faults put to the program as a whole: they are found, mostly explained, and nothing else is accused."""

from __future__ import annotations

from functools import cache

import pytest

from egovcheck.faults import KINDS, clean, planted
from egovcheck.faults.matching import alarms, false_alarms, key, outcomes
from tests.faults.judging import CATALOGUE, judged

SEED = 1


@cache
def known_alarms():
    return frozenset(key(f) for f in judged(clean(SEED, CATALOGUE, editions=1)))


@pytest.mark.parametrize("kind", KINDS)
def test_faults_are_found_and_mostly_explained_without_false_alarms(kind):
    table = planted(kind, SEED, CATALOGUE, count=5, editions=1)
    found = alarms(judged(table), known_alarms())
    told = outcomes(table.faults, found)
    assert [o.fault.number for o in told if o.fault.revealed and not o.found] == []
    explained = [o.explained for o in told if o.explained is not None]
    assert sum(explained) * 5 >= len(explained) * 4
    assert [f.message for f in false_alarms(table.faults, found)] == []
