"""Sentences by construct, each with the figures that a reader finds in it: see ``sentences/``."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from egovcheck.prose.figure import Figure
from egovcheck.prose.figures import figures
from egovcheck.prose.structure import structure
from egovcheck.prose.text import Text
from egovcheck.prose.times import times

FOLDER = Path(__file__).with_name("sentences")
DELTAS = {"change", "growth"}


def _sentences() -> list[Any]:
    """Read every sentence; scalars stay text, so that 95.80 stays exact."""
    return [
        pytest.param(case["text"], case["figures"], id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for number, case in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), start=1)  # noqa: S506
    ]


def _kind(figure: Figure, wanted: str) -> str:
    """Return the kind of a figure; what an indicator has to tell of a bare number counts as what is wanted."""
    if figure.target:
        return "target"
    if figure.measure in DELTAS:
        return "delta"
    if figure.measure == "multiple":
        return "multiple"
    if figure.shape == "number":
        likely = ("score", "count") if figure.denominator is None else ("ratio", "rank", "score")
        return wanted if wanted in likely else likely[0]
    return "ratio" if figure.shape == "count" and figure.denominator is not None else figure.shape


def _found(figure: Figure, wanted: dict[str, str], text: Text) -> dict[str, object]:
    """Describe a figure by what is expected of it; the figure as printed may be longer than asked for."""
    core = text.slice(figure.core, figure.core_last)
    quote = text.slice(figure.first, figure.last)
    asked = wanted["printed"]
    words = asked if asked and asked in core and asked in quote else core
    found: dict[str, object] = {"printed": words, "kind": _kind(figure, wanted.get("kind", "")), "value": figure.value}
    found |= {"denominator": figure.denominator, "qualifier": figure.qualifier, "end": figure.end}
    if "unit" in wanted:
        found["unit"] = figure.unit
    if "measure" in wanted:
        found["measure"] = figure.measure
    return found


def _expected(wanted: dict[str, str]) -> dict[str, object]:
    denominator = wanted.get("denominator")
    expected: dict[str, object] = dict(wanted)
    expected["value"] = Decimal(wanted["value"])
    expected["denominator"] = None if denominator is None else Decimal(denominator)
    expected.setdefault("qualifier", "exact")
    expected.setdefault("end", None)
    return expected


def read(sentence: str) -> tuple[Text, list[Figure]]:
    """Return the figures of a sentence in order; dates are none of them, lengths of time may be."""
    text = structure(sentence)
    dates = [(time.first, time.last) for time in times(text, None) if time.kind != "span"]
    return text, sorted(figures(text, dates), key=lambda figure: (figure.core, figure.end == "high"))


@pytest.mark.parametrize(("sentence", "expected"), _sentences())
def test_a_sentence_has_these_figures_and_no_others(sentence: str, expected: list[dict[str, str]]) -> None:
    text, found = read(sentence)
    pairs = zip_longest(found, expected)
    described = [_found(figure, wanted or {"printed": ""}, text) if figure else None for figure, wanted in pairs]
    assert described == [_expected(wanted) for wanted in expected]
