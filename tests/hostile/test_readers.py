"""Every reader on bytes that nobody wrote: it reads them or says that it cannot, and nothing else."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.mutating import mutated
from tests.hostile.reading import read_bytes
from tests.hostile.seeds import FORMATS, SEEDS, seed

MUTANTS = 60
"""Changed files a format in one run of the tests; ``make fuzz`` makes as many as its time allows."""


def test_every_format_that_is_read_has_a_file_to_begin_with():
    assert sorted(set(FORMATS) - set(SEEDS)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_good_file_is_read(name, tmp_path):
    assert read_bytes(name, seed(name), tmp_path) > 0


@pytest.mark.parametrize("name", FORMATS)
def test_changed_files_are_read_or_refused(name, tmp_path, record_property):
    chance = random.Random(name)
    data = seed(name)
    read = [read_bytes(name, mutated(data, chance), tmp_path) for _ in range(MUTANTS)]
    record_property("fuzz_inputs", len(read))
    assert any(read), "the changes are so many that nothing is read any more"


@pytest.mark.parametrize("name", FORMATS)
def test_cut_files_are_read_or_refused(name, tmp_path, record_property):
    data = seed(name)
    cuts = sorted({len(data) * part // 30 for part in range(30)} | set(range(12)))
    for cut in cuts:
        read_bytes(name, data[:cut], tmp_path)
    record_property("fuzz_inputs", len(cuts))
    assert len(cuts) >= 30


@pytest.mark.parametrize("name", FORMATS)
def test_one_format_under_the_name_of_another(name, tmp_path, record_property):
    for other in FORMATS:
        read_bytes(name, seed(other), tmp_path)
    record_property("fuzz_inputs", len(FORMATS))


@pytest.mark.parametrize("name", FORMATS)
def test_any_bytes_at_all(name, tmp_path_factory, record_property):
    folder = tmp_path_factory.mktemp("any")
    tried = 0

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(
        st.one_of(
            st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass"))
        )
    )
    def attempt(data: bytes) -> None:
        nonlocal tried
        tried += 1
        read_bytes(name, data, folder)
        read_bytes(name, seed(name)[:40] + data, folder)

    attempt()
    record_property("fuzz_inputs", 2 * tried)
    assert tried >= 25
