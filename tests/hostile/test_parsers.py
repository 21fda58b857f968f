"""Every parser for some seconds with inputs that look for new code; ``make fuzz`` gives it more time."""

from __future__ import annotations

import pytest

from tests.hostile.__main__ import fuzz
from tests.hostile.targets import TARGETS

SECONDS = 1


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks_the_parser(name, tmp_path, record_property):
    tried, broken, said = fuzz(name, SECONDS, tmp_path / "failures")
    record_property("fuzz_inputs", tried)
    kept = [f"{one.name}: {one.read_bytes()[:2000]!r}" for one in (tmp_path / "failures").iterdir()]
    assert not broken, "\n".join([said, *kept])
    assert tried > 10
