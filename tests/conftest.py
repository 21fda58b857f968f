"""The mark ``needs``: what a test needs from outside the repository, and at the end how often that was absent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from _pytest.nodeid import coerce_node_id

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NEEDS = {"shared-data": SHARED / "data", "shared-seeds": SHARED / "seeds"}
_SAID = "absent: "


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let tests of one ``xdist_group`` run in one process.

    xdist 3.8 writes the group where pytest 9.2 does not look any more, and each process would make anew what is costly.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and "@" not in item.nodeid.rpartition("[")[0]:
            item._id = coerce_node_id(f"{item.nodeid}@{mark.args[0]}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for what in mark.args:
            if what not in NEEDS:
                raise pytest.UsageError(f"{item.nodeid}: nobody knows the need '{what}'; known: {', '.join(NEEDS)}")
            if not NEEDS[what].is_dir():
                pytest.skip(_SAID + what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())]
    absent = Counter(what for reason in reasons for what in NEEDS if _SAID + what in reason)
    for what, count in sorted(absent.items()):
        terminalreporter.write_line(f"{count} skipped for want of {what} ({NEEDS[what]})")
    _say_hostile(terminalreporter)


def _say_hostile(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many hostile cases ran, and how many inputs fuzzing made beside them."""
    ran = [one for outcome in ("passed", "failed") for one in terminalreporter.stats.get(outcome, ())]
    hostile = [one for one in ran if one.nodeid.startswith("tests/hostile/") and one.when == "call"]
    if hostile:
        inputs = sum(value for one in hostile for name, value in one.user_properties if name == "fuzz_inputs")
        terminalreporter.write_line(f"hostile input: {len(hostile)} cases, {inputs} inputs of fuzzing")
