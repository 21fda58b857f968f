"""Finding phrases among tokens: the longest one, with lost marks forgiven and wrong ones refused."""

from __future__ import annotations

import unicodedata

import pytest

from egovcheck.prose.phrases import Phrases
from egovcheck.prose.structure import structure

FOUND = Phrases([("tăng", 1), ("tăng gấp", 2), ("tăng gấp đôi", 3), ("tầng", 4), ("năm", 5), ("nám", 6), ("so với", 7)])


def at(raw, first=0, limit=99):
    return FOUND.at(structure(raw), first, limit)


def before(raw, last, limit=0):
    return FOUND.before(structure(raw), last, limit)


def test_the_longest_phrase_counts():
    assert at("tăng gấp đôi so với") == (3, 3)
    assert at("tăng gấp ba") == (2, 2)
    assert at("tăng mạnh") == (1, 1)


def test_nothing_is_found_behind_the_limit():
    assert at("tăng gấp đôi", limit=2) == (2, 2)
    assert at("tăng gấp đôi", limit=0) is None


def test_phrases_are_found_backwards_too():
    assert before("năm nay tăng gấp đôi", 5) == (2, 3)
    assert before("năm nay tăng gấp đôi", 5, 3) is None
    assert before("đã so với", 3) == (1, 7)


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [("Tăng", 1), ("TĂNG", 1), ("tang", 1), ("Tầng", 4), ("tâng", 4), ("táng", None), ("tắng", None)],
)
def test_lost_marks_are_forgiven_and_wrong_ones_are_not(raw, meaning):
    found = at(raw)
    assert (found and found[1]) == meaning


@pytest.mark.parametrize(("raw", "meaning"), [("năm", 5), ("nám", 6), ("NĂM", 5)])
def test_of_two_words_that_fold_alike_the_one_that_is_written_is_meant(raw, meaning):
    assert at(raw) == (1, meaning)
    assert at(unicodedata.normalize("NFD", raw)) == (1, meaning)


def test_a_text_that_ends_in_a_phrase_is_no_trouble():
    assert at("tăng") == (1, 1)
    assert at("tăng", first=1) is None
    assert before("tăng", 0) is None
