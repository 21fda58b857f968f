"""Every sentence of ``indicators.yaml``: what its figures are of, by the shipped catalogue and from the raw text on."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.prose.figures import figures
from egovcheck.prose.indicators import matcher_of
from egovcheck.prose.structure import structure
from egovcheck.prose.times import times
from egovcheck.records.catalogue import load_catalogue
from egovcheck.records.documents import load_yaml

MATCHER = matcher_of(load_catalogue())
FAMILIES = load_yaml(Path(__file__).with_name("indicators.yaml"))
SENTENCES = [(family, raw, codes) for family, rows in FAMILIES.items() for raw, codes in rows.items()]


@pytest.mark.parametrize(("family", "raw", "codes"), SENTENCES, ids=[raw[:60] for _, raw, _ in SENTENCES])
def test_what_the_figures_of_a_sentence_are_of(family: str, raw: str, codes: str) -> None:
    text = structure(raw)
    found = figures(text, [(time.first, time.last) for time in times(text, None)])
    matches = MATCHER.match(text, found)
    said = [(m.indicator or "-") + (f":{m.breakdown}" if m.breakdown else "") for m in matches]
    assert said == codes.split(), family


def test_there_are_sentences_of_every_family() -> None:
    assert len(SENTENCES) > 150
    assert min(len(rows) for rows in FAMILIES.values()) >= 5
