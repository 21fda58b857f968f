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
from egovcheck.rules import Rule
from egovcheck.rules.model import COLUMNS_NEEDED, HAVING

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
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


_RELATED = """
SELECT 'composites', indicator, component FROM composites
UNION ALL SELECT 'shares', share, numerator FROM shares
UNION ALL SELECT 'shares', share, denominator FROM shares
UNION ALL SELECT 'flows', stock, flow FROM flows
UNION ALL SELECT 'parts', whole, part FROM parts
UNION ALL SELECT 'sums', whole, part FROM parts WHERE exhaustive IS NOT NULL
UNION ALL SELECT 'units', s.share, s.share FROM shares s SEMI JOIN out_of o ON o.indicator IN (s.share, s.numerator)
UNION ALL SELECT 'distributions', a.share, b.share FROM shares a JOIN shares b
    ON a.denominator = b.denominator AND a.share < b.share
"""

_GROUPED = """
SELECT bool_or(first <> last) AS shared, bool_or(statements > sources) AS repeated,
       EXISTS (SELECT 1 FROM records WHERE url IS NOT NULL) AS urls,
       EXISTS (SELECT 1 FROM records WHERE measure = 'level' AND NOT target
               GROUP BY area, period, breakdown, value
               HAVING min(indicator) <> max(indicator) AND min(source) <> max(source)) AS coincidences,
       EXISTS (SELECT 1 FROM previous) AS previous,
       EXISTS (SELECT 1 FROM records WHERE period IS NOT NULL
               GROUP BY source, indicator, period, breakdown HAVING min(area) <> max(area)) AS lists,
       EXISTS (SELECT 1 FROM records WHERE measure = 'level' AND period IS NOT NULL
               GROUP BY source, indicator, period, breakdown HAVING count(DISTINCT area) > 8) AS tables,
       EXISTS (SELECT 1 FROM expected UNION ALL SELECT 1 FROM expected_counts) AS expected,
       EXISTS (SELECT 1 FROM records WHERE survey IS NULL AND status = 'actual' AND period IS NOT NULL
               AND (published_start IS NULL OR published_start <= period_end)) AS unfinished,
       EXISTS (SELECT 1 FROM records WHERE measure = 'level'
               GROUP BY source, indicator, area, breakdown HAVING count(DISTINCT period) > 2) AS series,
       EXISTS (SELECT 1 FROM (SELECT DISTINCT area FROM records) r JOIN areas a ON a.area = r.area
               SEMI JOIN records p ON p.area = a.parent) AS children,
       EXISTS (SELECT 1 FROM records WHERE area IN (SELECT group_code FROM groups
                                                    UNION ALL SELECT area FROM areas WHERE kind = 'world')) AS groups,
       EXISTS (SELECT 1 FROM records WHERE length(period) > 4) AS subperiods,
       EXISTS (SELECT 1 FROM records WHERE quote IS NOT NULL) AS quotes,
       EXISTS (SELECT 1 FROM records r SEMI JOIN breakdowns b ON b.indicator = r.indicator AND b.breakdown = r.breakdown
               WHERE r.kind <> 'percent')
           OR EXISTS (SELECT 1 FROM records r JOIN sum_of s ON s.indicator = r.indicator
                      LEFT JOIN areas a ON a.area = r.area
                      WHERE a.kind = s.area_kind OR r.area = s.group_code) AS sums,
       EXISTS (SELECT 1 FROM records r SEMI JOIN breakdowns b ON b.indicator = r.indicator AND b.breakdown = r.breakdown
               WHERE r.kind = 'percent') AS distributions,
       EXISTS (SELECT 1 FROM records WHERE kind = 'percent' AND denominator IS NOT NULL) AS units,
       EXISTS (SELECT 1 FROM records SEMI JOIN (SELECT indicator FROM indicators WHERE cumulative) USING (indicator)
               GROUP BY indicator, area, breakdown HAVING min(period) <> max(period)) AS running,
       EXISTS (SELECT 1 FROM records SEMI JOIN (SELECT indicator FROM indicators WHERE flow) USING (indicator)
               GROUP BY source, indicator, area, breakdown HAVING min(period) <> max(period)) AS spans,
       EXISTS (SELECT 1 FROM records r SEMI JOIN groups g ON g.group_code = r.breakdown
               WHERE kind = 'rank') AS regional,
       EXISTS (SELECT 1 FROM records r SEMI JOIN levels v ON v.counted_by = r.indicator) AS counted,
       EXISTS (SELECT 1 FROM records WHERE period IS NOT NULL
               GROUP BY indicator, period, breakdown HAVING count(DISTINCT area) > 9) AS panels,
       EXISTS (SELECT 1 FROM (SELECT indicator, area, period, breakdown FROM records WHERE measure = 'level'
                              UNION SELECT indicator, area, period, breakdown FROM reference) s
               SEMI JOIN (SELECT r.indicator, r.area, r.breakdown FROM records r ANTI JOIN reference f
                              ON f.indicator = r.indicator AND f.area = r.area AND f.period = r.period
                             AND f.breakdown = r.breakdown
                          WHERE r.measure = 'level' AND r.fact IS NOT NULL) o
                   ON o.indicator = s.indicator AND o.area = s.area AND o.breakdown = s.breakdown
               GROUP BY s.indicator, s.area, s.breakdown HAVING count(*) > 2) AS histories,
       EXISTS (SELECT 1 FROM records r JOIN reference f
                   ON f.indicator = r.indicator AND f.area = r.area AND f.period = r.period
                  AND f.breakdown = r.breakdown
               WHERE r.measure = 'level' AND (r.low > f.high OR r.high < f.low)) AS refuted
FROM (SELECT min(source) AS first, max(source) AS last, count(*) AS statements, count(DISTINCT source) AS sources
      FROM records GROUP BY indicator, area, period, breakdown, measure, fact)
"""


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

    def run(self, rules: Iterable[Rule]) -> list[Outcome]:
        """Run the rules that are decided by SQL; outcomes come in the order of the rules.

        On few records a rule's time is that of planning it, which one thread does; so two rules are planned at once.
        """
        decided = [rule for rule in rules if rule.sql is not None]
        if self.parallel < 2 or len(decided) < 2:
            return [self.run_one(rule) for rule in decided]
        self._load_present()
        with ThreadPoolExecutor(self.parallel) as pool:
            return list(pool.map(self.run_one, decided))

    def run_one(self, rule: Rule) -> Outcome:
        """Run one rule; an error in it is part of the outcome."""
        lacking = self._lacking(rule.meta.needs)
        if lacking:
            return Outcome(rule.code, needed=lacking)
        try:
            return self._judged(rule)
        except (duckdb.Error, RuntimeError, TypeError, ValueError) as error:
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
            cursor.execute("ROLLBACK")
            cursor.close()

    def _load_present(self) -> None:
        """Look once at what the records have, so that rules without anything to judge are not even planned."""
        if self._present:
            return
        columns = ", ".join(f"list(DISTINCT {name})" for name in COLUMNS_NEEDED)
        _, rows = self._query(f"SELECT {columns} FROM records", {})
        present = {
            name: {str(value) for value in values or () if value is not None}
            for name, values in zip(COLUMNS_NEEDED, rows[0], strict=True)
        }
        # on many records looking costs more than planning
        present["having"] = self._having() if self.parallel > 1 else set(HAVING)
        self._present = present

    def _having(self) -> set[str]:
        _, rows = self._query("SELECT DISTINCT indicator FROM records", {})
        indicators = {indicator for (indicator,) in rows}
        _, rows = self._query(_RELATED, {})
        found = {table for table, whole, part in rows if whole in indicators and part in indicators}
        names, rows = self._query(_GROUPED, {})
        return found | {name for name, has in zip(names, rows[0], strict=True) if has}

    def _lacking(self, needs: Mapping[str, list[str]]) -> str | None:
        if needs:
            self._load_present()
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
