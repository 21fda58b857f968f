"""Asking for many corrections at once: few worlds, and the same answers as if each had been asked alone."""

from __future__ import annotations

import random

import pytest

from egovcheck.diagnosis import asking
from egovcheck.diagnosis.asking import ask, together
from egovcheck.diagnosis.candidates import Candidate, Correction, Trouble
from tests.diagnosis.statements import stated


def says(record, value="1"):
    return Correction({record: {"value": value}})


def candidate(record, value="1"):
    return Candidate("one-digit", "high", 1, says(record, value), None, {}, suspect=record)


class Engine:
    """Answers by which records are wrong by themselves and which two only together, and keeps what it was asked."""

    def __init__(self, wrong=(), quarrels=()):
        self.wrong, self.quarrels, self.asked = set(wrong), [set(pair) for pair in quarrels], []

    def __call__(self, corrections):
        self.asked.append(list(corrections))
        return [self.answer(c) for c in corrections]

    def answer(self, correction):
        alone = {i for i in correction.changes if i in self.wrong}
        parts = {i: number for number, part in enumerate(correction.parts) for i in part}
        entangled = set()
        for one, other in map(sorted, self.quarrels):
            if {one, other} <= correction.changes.keys():
                (entangled if parts.get(one) != parts.get(other) else alone).update((one, other))
        return Trouble(alone, entangled)

    @property
    def worlds(self):
        return [[sorted(c.changes) for c in batch] for batch in self.asked]


def answered(engine, places, corrections=None, given=None, spared=None):
    """Ask for one correction of every record, each in its place: area and period."""
    corrections = corrections or [says(n) for n in range(len(places))]
    statements = [stated("0.5", area=area, period=period) for area, period in places]
    return ask(corrections, statements, spared or [() for _ in places], given or {}, engine)


def test_corrections_of_different_areas_and_periods_share_a_world():
    engine = Engine()
    assert answered(engine, [("A", "2018"), ("A", "2020"), ("B", "2018")]) == [True] * 3
    assert engine.worlds == [[[0, 1, 2]]]


def test_corrections_of_one_area_and_period_have_a_world_each():
    engine = Engine(wrong=[1])
    assert answered(engine, [("A", "2020"), ("A", "2020"), ("B", "2020")]) == [True, False, True]
    assert engine.worlds[0] == [[0, 2], [1]]


def test_what_another_correction_disturbs_is_asked_again_alone():
    engine = Engine(quarrels=[(0, 1)])
    assert answered(engine, [("A", "2020"), ("B", "2020"), ("C", "2020")]) == [True, True, True]
    assert engine.worlds == [[[0, 1, 2]], [[0], [1]]]


def test_what_is_wrong_by_itself_is_not_asked_again():
    engine = Engine(wrong=[0], quarrels=[(0, 1)])
    assert answered(engine, [("A", "2020"), ("B", "2020")]) == [False, True]
    assert [world for batch in engine.worlds[1:] for world in batch] == [[1]]


def test_the_same_correction_is_asked_once_and_answers_all():
    engine = Engine(wrong=[7])
    same = [says(7), says(3), says(7)]
    assert answered(engine, [("A", "2020")] * 3, same) == [False, True, False]
    assert sorted(world for batch in engine.worlds for world in batch) == [[3], [7]]


def test_two_values_for_one_record_never_share_a_world():
    engine = Engine()
    different_places = [("A", "2020"), ("B", "2020")]
    assert answered(engine, different_places, [says(1, "1"), says(1, "2")]) == [True, True]
    assert engine.worlds[0] == [[1], [1]]


def test_what_is_given_goes_along_with_what_each_world_spares():
    engine = Engine()
    given = {9: {"value": "9"}}
    answered(engine, [("A", "2020"), ("A", "2020")], given=given, spared=[{9}, {0, 1}])
    assert [(c.given, set(c.spared)) for c in engine.asked[0]] == [(given, {9}), (given, {0, 1})]


def test_worlds_are_asked_in_batches(monkeypatch):
    monkeypatch.setattr(asking, "WORLDS", 3)
    engine = Engine(wrong=[4])
    assert answered(engine, [("A", "2020")] * 7) == [True] * 4 + [False] + [True] * 2
    assert [len(batch) for batch in engine.asked if batch] == [3, 3, 1]


def test_shared_worlds_answer_like_worlds_of_their_own():
    chance = random.Random(8)  # noqa: S311 - the same cases on every run, nothing secret
    for _ in range(50):
        places = [(chance.choice("ABCDEF"), chance.choice(("2018", "2020"))) for _ in range(12)]
        wrong = chance.sample(range(12), 3)
        quarrels = [chance.sample(range(12), 2) for _ in range(6)]
        assert answered(Engine(wrong, quarrels), places) == [n not in wrong for n in range(12)]


# together


def test_the_likeliest_corrections_are_made_in_one_world():
    engine = Engine(wrong=[2])
    kept = together({n: candidate(n) for n in (1, 2, 3)}, engine)
    assert engine.worlds == [[[1, 2, 3]]]
    assert sorted(kept) == [1, 3]


@pytest.mark.parametrize("quarrels", [[(1, 2)], [(1, 2), (2, 3)]])
def test_those_that_quarrel_are_not_kept(quarrels):
    kept = together({n: candidate(n) for n in (1, 2, 3, 4)}, Engine(quarrels=quarrels))
    assert not set(kept) & {i for pair in quarrels for i in pair}
    assert 4 in kept


def test_without_candidates_nothing_is_asked():
    engine = Engine()
    assert together({}, engine) == {}
    assert ask([], [], [], {}, engine) == []
    assert engine.worlds == []
