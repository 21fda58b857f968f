"""EG702 over the records of a run: the one rule that reads quotes, which no SELECT can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from egovcheck.engine.running import Outcome, Violation, plain
from egovcheck.records.quotes import Claim, Quoted, quoted
from egovcheck.rules import Rule

if TYPE_CHECKING:
    import duckdb

CODE = "EG702"
_SUBJECT = ("indicator", "area", "period", "breakdown", "measure", "source")
_CLAIM = ("printed", "value", "kind", "measure", "low", "high", "decimals")
_AT_ONCE = 10_000
_SHOWN = 200
"""Characters of a quote that a finding repeats."""


def quote_outcomes(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> list[Outcome]:
    """Judge every record that has a quote by whether the quote contains its figure, if the rule is among the rules."""
    if not any(rule.code == CODE for rule in rules):
        return []
    cursor = connection.cursor()
    columns = ", ".join((*_SUBJECT, "id", "quote", *(f"{name} AS claimed_{name}" for name in _CLAIM)))
    cursor.execute(f"SELECT {columns} FROM records WHERE quote IS NOT NULL ORDER BY id")
    counts: Counter[str] = Counter()
    violations = []
    while rows := cursor.fetchmany(_AT_ONCE):
        for row in rows:
            *subject, record, quote = row[: -len(_CLAIM)]
            judged = _judged(quote, *row[-len(_CLAIM) :])
            counts[judged.verdict] += 1
            if judged.verdict == "invalid":
                violations.append(_violation(subject, record, quote, judged))
    cursor.close()
    if not counts:
        return [Outcome(CODE, needed="having quotes")]
    return [Outcome(CODE, counts["valid"], counts["invalid"], counts["undecided"], tuple(violations))]


@lru_cache(maxsize=50_000)
def _judged(quote: str, *claimed: Any) -> Quoted:
    return quoted(quote, Claim(**dict(zip(_CLAIM, claimed, strict=True))))


def _violation(subject: Sequence[Any], record: int, quote: str, judged: Quoted) -> Violation:
    short = quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…"
    columns = {
        **{name: plain(value) for name, value in zip(_SUBJECT, subject, strict=True)},
        "quoted": short,
        "numbers": ", ".join(judged.numbers) or None,
    }
    return Violation(CODE, columns, (("primary", (record,)),))
