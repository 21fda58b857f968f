"""Tables of sentences with their times, in ``times/*.txt``; each is read with marks, without them, and decomposed."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from egovcheck.prose.structure import structure
from egovcheck.prose.times import Time, times
from egovcheck.records.periods import read_period

TABLES = sorted((Path(__file__).parent / "times").glob("*.txt"))
DAY = date(2022, 8, 15)

Case = tuple[str, date | None, list[tuple[str, str | None, str | None]]]


def case(line: str) -> Case:
    anchor: date | None = DAY
    if line.startswith("@"):
        day, line = line[1:].split(" ", 1)
        anchor = None if day == "none" else date.fromisoformat(day)
    sentence, _, said = line.partition(" |")
    expected = []
    for part in filter(None, (part.strip() for part in said.split(" ; "))):
        quote, _, meaning = part.rpartition(" = ")
        period, _, relation = meaning.partition(" ")
        expected.append((quote, None if period == "-" else period, relation or None))
    return sentence, anchor, expected


def cases(name: str = "*") -> list[str]:
    lines = [line for table in TABLES if name in {"*", table.stem} for line in table.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def read(raw: str, anchor: date | None = DAY) -> list[Time]:
    return times(structure(raw), anchor)


def found(raw: str, anchor: date | None) -> list[tuple[str, str | None, str | None]]:
    text = structure(raw)
    return [(text.slice(time.first, time.last), time.period, time.relation) for time in times(text, anchor)]


@pytest.mark.parametrize("line", cases())
def test_times_of_a_sentence(line: str) -> None:
    sentence, anchor, expected = case(line)
    assert found(sentence, anchor) == expected


@pytest.mark.parametrize("line", [line for line in cases() if not line.isascii()])
def test_decomposed_text_reads_the_same(line: str) -> None:
    sentence, anchor, expected = case(unicodedata.normalize("NFD", line))
    assert found(sentence, anchor) == expected


@pytest.mark.parametrize("line", [line for line in cases() if not line.isascii()])
def test_text_without_marks_reads_the_same(line: str) -> None:
    sentence, anchor, expected = case(without_marks(line))
    assert found(sentence, anchor) == expected


def test_every_period_is_in_its_canonical_spelling() -> None:
    for line in cases():
        for _, period, _ in case(line)[2]:
            assert period is None or read_period(period).text == period
