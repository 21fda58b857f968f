"""Every parser for a moment with inputs that look for new code; ``make fuzz`` gives it more time."""

from __future__ import annotations

import pytest

from tests.hostile.__main__ import fuzz
from tests.hostile.targets import TARGETS

SECONDS = 1

pytestmark = pytest.mark.xdist_group("atheris")


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    """What came of fuzzing all parsers, and the folder with the inputs that broke one."""
    failures = tmp_path_factory.mktemp("failures")
    return fuzz(list(TARGETS), SECONDS, failures), failures


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks_the_parser(name, fuzzed, record_property):
    results, failures = fuzzed
    tried, broken, said = results[name]
    record_property("fuzz_inputs", tried)
    kept = [f"{one.name}: {one.read_bytes()[:2000]!r}" for one in failures.glob(f"{name}-*")]
    assert not broken, "\n".join([said, *kept])
    assert tried > 10
