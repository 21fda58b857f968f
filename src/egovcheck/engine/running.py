"""Running rules: each one SELECT, wrapped twice, its verdicts counted in the database and only violations fetched.

A rule that raises is that rule's result; the others go on.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import duckdb

from egovcheck.core.findings import ROLES
from egovcheck.engine.having import present
from egovcheck.rules import Rule
from egovcheck.rules.model import COLUMNS_NEEDED, HAVING

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_STOPPED = "Query interrupted"
"""What DuckDB makes of Ctrl-C while it works; its own time limit is another error."""

MANY = 1000
"""Violations of one rule above which it pays to have the database choose among them."""

VERDICTS = ("valid", "invalid", "undecided")
SUBJECT = ("indicator", "area", "period", "breakdown", "measure", "source")


@dataclass(frozen=True, slots=True)
class Violation:
    """One invalid subject of one rule: its columns as text, and the ids of the records in their roles, in order.

    ``numbers`` are the columns that hold a decimal number; in sentences it gets their decimal mark.
    """

    code: str
    columns: Mapping[str, str | None]
    roles: tuple[tuple[str, tuple[int, ...]], ...]
    numbers: frozenset[str] = frozenset()

    def ids(self, role: str) -> tuple[int, ...]:
        """Return the ids of one role; empty where the rule names none in it."""
        return next((ids for name, ids in self.roles if name == role), ())

    @property
    def members(self) -> frozenset[int]:
        """Return every id that the violation names."""
        return frozenset(i for _, ids in self.roles for i in ids)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did. ``needed`` names what the records lacked where the rule was not run at all."""

    code: str
    valid: int = 0
    invalid: int = 0
    undecided: int = 0
    violations: tuple[Violation, ...] = ()
    needed: str | None = None
    error: str | None = None

    @property
    def evaluated(self) -> int:
        """Return how many subjects were judged."""
        return self.valid + self.invalid


@dataclass
class Runner:
    """Runs rules over the tables of one schema. ``seconds`` limits each query by an interrupt.

    Where ``focus`` names a table with a column ``id`` and a rule has many violations, only those are fetched that name
    one of its records.
    """

    connection: duckdb.DuckDBPyConnection
    schema: str = "main"
    seconds: float = 600.0
    parallel: int = 1
    focus: str | None = None
    _present: dict[str, set[str]] = field(default_factory=dict)
    _looked: set[str] = field(default_factory=set)
    _live: set[duckdb.DuckDBPyConnection] = field(default_factory=set)

    def run(self, rules: Iterable[Rule]) -> list[Outcome]:
        """Run the rules that are decided by SQL; outcomes come in the order of the rules.

        On few records a rule's time is that of planning it, which one thread does; so two rules are planned at once.
        """
        decided = [rule for rule in rules if rule.sql is not None]
        if self.parallel < 2 or len(decided) < 2:
            return [self.run_one(rule) for rule in decided]
        self._load_present({name for rule in decided for name in rule.meta.needs.get("having", ())})
        with ThreadPoolExecutor(self.parallel) as pool:
            try:
                return list(pool.map(self.run_one, decided))
            except BaseException:
                # the pool waits for what is running
                for cursor in self._live.copy():
                    cursor.interrupt()
                raise

    def run_one(self, rule: Rule) -> Outcome:
        """Run one rule; an error in it is part of the outcome."""
        lacking = self._lacking(rule.meta.needs)
        if lacking:
            return Outcome(rule.code, needed=lacking)
        try:
            return self._judged(rule)
        except (duckdb.Error, RuntimeError, TypeError, ValueError) as error:
            if str(error) == _STOPPED:
                raise KeyboardInterrupt from error
            return Outcome(rule.code, error=_said(error, self.seconds))

    def _judged(self, rule: Rule) -> Outcome:
        sql = f"SELECT verdict, count(*) FROM ({rule.sql}\n) GROUP BY 1"
        _, rows = self._query(sql, rule.settings)
        counts: dict[str, int] = dict(rows)
        if wrong := set(counts) - set(VERDICTS):
            raise ValueError(f"'{min(map(str, wrong))}' is no verdict; known: {', '.join(VERDICTS)}")
        violations: tuple[Violation, ...] = ()
        if counts.get("invalid"):
            invalid_rows = f"SELECT * FROM ({rule.sql}\n) WHERE verdict = 'invalid'"
            if self.focus and counts["invalid"] > MANY:
                names, _ = self._query(f"{invalid_rows} LIMIT 0", rule.settings)
                invalid_rows += f" AND ({_naming(names, self.focus)})"
            names, rows = self._query(invalid_rows, rule.settings)
            violations = tuple(sorted((_violation(rule.code, names, row) for row in rows), key=_order))
        valid, invalid, undecided = (counts.get(verdict, 0) for verdict in VERDICTS)
        return Outcome(rule.code, valid, invalid, undecided, violations)

    def _query(self, sql: str, settings: Mapping[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        used = {name: settings[name] for name in set(_PARAMETER.findall(sql)) & set(settings)}
        cursor = self.connection.cursor()
        self._live.add(cursor)
        timer = threading.Timer(self.seconds, cursor.interrupt)
        timer.daemon = True
        try:
            cursor.execute(f"USE {self.schema}")
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            timer.start()
            cursor.execute(sql, used)
            return [column[0] for column in cursor.description or []], cursor.fetchall()
        finally:
            timer.cancel()
            self._live.discard(cursor)
            cursor.execute("ROLLBACK")
            cursor.close()

    def _load_present(self, having: set[str]) -> None:
        """Look at what the records have, so that rules without anything to judge are not even planned."""
        if not self._present:
            columns = ", ".join(f"list(DISTINCT {name})" for name in COLUMNS_NEEDED)
            _, rows = self._query(f"SELECT {columns} FROM records", {})
            self._present = {
                name: {str(value) for value in values or () if value is not None}
                for name, values in zip(COLUMNS_NEEDED, rows[0], strict=True)
            }
            # on many records looking costs more than planning
            self._present["having"] = set() if self.parallel > 1 else set(HAVING)
        if self.parallel > 1 and (unknown := having - self._looked):
            self._present["having"] |= present(unknown, lambda sql: self._query(sql, {})[1])
            self._looked |= unknown

    def _lacking(self, needs: Mapping[str, list[str]]) -> str | None:
        if needs:
            self._load_present(set(needs.get("having", ())))
        for name, wanted in needs.items():
            # "*" stands for any value at all
            if not (self._present[name] if wanted == ["*"] else self._present[name].intersection(wanted)):
                return f"{name} {' / '.join(wanted)}"
        return None


def _naming(names: list[str], focus: str) -> str:
    """Return the condition that a violation names one of the records of a table."""
    wanted = f"SELECT id FROM {focus}"
    tests = [f'"{name}" IN ({wanted})' for name in names if name.endswith("_id")]
    tests += [f'list_has_any("{name}", (SELECT list(id) FROM ({wanted})))' for name in names if name.endswith("_ids")]
    return " OR ".join(tests) or "true"


def _said(error: Exception, seconds: float) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return f"stopped after {seconds:g} seconds" if isinstance(error, duckdb.InterruptException) else text


def _violation(code: str, names: list[str], row: tuple[Any, ...]) -> Violation:
    columns: dict[str, str | None] = {}
    roles: list[tuple[str, tuple[int, ...]]] = []
    for name, value in zip(names, row, strict=True):
        role, _, form = name.rpartition("_")
        if form == "ids" and role in ROLES:
            roles.append((role, tuple(sorted({v for v in value or () if v is not None}))))
        elif form == "id" and role in ROLES:
            roles.append((role, () if value is None else (value,)))
        elif name != "verdict":
            columns[name] = plain(value)
    roles.sort(key=lambda pair: ROLES.index(pair[0]))
    numbers = frozenset(name for name, value in zip(names, row, strict=True) if isinstance(value, Decimal))
    return Violation(code, columns, tuple(pair for pair in roles if pair[1]), numbers)


def plain(value: Any) -> str | None:
    """Return a database value as text: decimals without exponent or trailing zeros, dates in ISO form, lists joined."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(plain(item) or "" for item in value)
    return str(value)


def _order(violation: Violation) -> tuple[Any, ...]:
    return (
        [violation.columns.get(name) or "" for name in SUBJECT],
        violation.roles,
        sorted((k, v or "") for k, v in violation.columns.items()),
    )
