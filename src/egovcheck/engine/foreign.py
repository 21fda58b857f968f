"""Rules that did not come with the program: looked at before anything runs, then run in a process of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from egovcheck.engine.findings import fetch
from egovcheck.engine.running import Outcome
from egovcheck.rules import Rule

if TYPE_CHECKING:
    import duckdb


def check_foreign(rules: Sequence[Rule]) -> None:
    """Check the SQL of foreign rules as it is written.

    Raises:
        PackError: for the first rule that is not a single harmless SELECT, with file and line.
    """
    if not rules:
        return
    import duckdb  # noqa: PLC0415 - only runs with packs pay for it here

    from egovcheck.engine.bound import may_use_doubles  # noqa: PLC0415
    from egovcheck.engine.database import VIEWS  # noqa: PLC0415
    from egovcheck.engine.sandbox import check_select  # noqa: PLC0415

    with duckdb.connect(":memory:") as connection:
        for rule in rules:
            check_select(
                connection,
                rule.sql or "",
                place=rule.label,
                line=rule.sql_line,
                tables=VIEWS,
                parameters=tuple(rule.settings),
                doubles=may_use_doubles(rule.code),
            )


@contextmanager
def private_snapshot(rules: Sequence[Rule]) -> Iterator[Path | None]:
    """Give the place for a copy of the tables that nobody else can read, or None where no rule needs one."""
    if not rules:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="egovcheck-") as folder:
        yield Path(folder) / "snapshot.duckdb"


def foreign_outcomes(connection: duckdb.DuckDBPyConnection, snapshot: Path, rules: Sequence[Rule]) -> list[Outcome]:
    """Run foreign rules over the snapshot; one that names records which do not exist has that as its error."""
    from egovcheck.engine.isolation import check_isolated, run_isolated  # noqa: PLC0415

    check_isolated(snapshot, rules)
    outcomes = []
    for outcome in run_isolated(snapshot, rules):
        named = {i for violation in outcome.violations for i in violation.members}
        if named - fetch(connection, named).keys():
            outcomes.append(Outcome(outcome.code, error="it names records that do not exist"))
        else:
            outcomes.append(outcome)
    return outcomes
