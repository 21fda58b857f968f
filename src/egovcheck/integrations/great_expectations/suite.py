"""Rules and the record's own constraints as a suite of Great Expectations 1.x, in the form of its JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Lang
from egovcheck.core.version import __version__
from egovcheck.integrations.dialects.names import SCHEMA
from egovcheck.integrations.great_expectations.columns import column_expectations
from egovcheck.integrations.great_expectations.needs import needed
from egovcheck.rules import Rule, RuleBook
from egovcheck.rules.wording import ess_code

DIALECTS = ("postgresql", "sqlite")
"""The databases that a suite can be made for."""

SEVERITIES = {"error": "critical", "warning": "warning", "info": "info"}
"""What Great Expectations calls our severities."""

_VERSION = "1.24.0"
"""The version of Great Expectations whose form the suite has; stated, so that the bytes do not change with another."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rule that is not in a suite, with the reason as a clause whose subject is the rule."""

    code: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite as Great Expectations stores it, and the rules that could not become part of it."""

    document: dict[str, Any]
    rules: tuple[str, ...]
    left_out: tuple[LeftOut, ...]

    def json(self) -> str:
        """Return the suite's file; the same rules give the same bytes."""
        return json.dumps(self.document, ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def suite_of(
    book: RuleBook,
    *,
    name: str = "egovcheck",
    dialect: str = "postgresql",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lang: Lang = "en",
    schema: str | None = None,
) -> Suite:
    """Make a suite of the rules that ``select`` and ``ignore`` leave.

    Args:
        book: all rules, with the parameters that are to hold.
        name: the suite's name.
        dialect: the database that it is for, one of ``DIALECTS``.
        select: codes or prefixes of rules; without any all rules, and the constraints of a record.
        ignore: codes or prefixes of rules that are not wanted.
        lang: the language of titles and reasons.
        schema: where the tables stand beside the records; in PostgreSQL ``egovcheck`` unless told, SQLite has none.

    Raises:
        UsageError: an unknown dialect or rule, a schema for SQLite, or the extra is not installed.
    """
    if dialect not in DIALECTS:
        raise UsageError(f"no suite can be made for '{dialect}'", hint=f"one of {', '.join(DIALECTS)}")
    if schema and dialect == "sqlite":
        raise UsageError("SQLite has no schemas", hint="leave out --schema")
    needed("sqlglot")
    from egovcheck.integrations.dialects.saying import said  # noqa: PLC0415 - it needs the extra
    from egovcheck.integrations.dialects.unsayable import Unsayable  # noqa: PLC0415

    where = None if dialect == "sqlite" else schema or SCHEMA
    expectations: list[dict[str, Any]] = []
    left: list[LeftOut] = []
    taken: list[str] = []
    for rule in book.chosen(select, ignore):
        try:
            sql = said(rule, dialect, where).sql
        except Unsayable as reason:
            left.append(LeftOut(rule.code, getattr(rule.meta.title, lang), reason.told(lang)))
            continue
        taken.append(rule.code)
        expectations.append(_expectation(rule, sql, lang))
    if not select:
        expectations += column_expectations(dialect, lang, f"docs/{lang}/record.md")
    meta = {
        "version": __version__,
        "dialect": dialect,
        "lang": lang,
        "rules_sha256": book.sha256,
        "tables": where or "main",
        "left_out": [{"code": one.code, "title": one.title, "reason": one.reason} for one in left],
    }
    document = {
        "name": name,
        "id": None,
        "expectations": expectations,
        "meta": {"great_expectations_version": _VERSION, "egovcheck": meta},
        "notes": None,
    }
    return Suite(document, tuple(taken), tuple(left))


def _expectation(rule: Rule, sql: str, lang: Lang) -> dict[str, Any]:
    title = getattr(rule.meta.title, lang)
    meta = {
        "code": rule.code,
        "name": rule.name,
        "title": title,
        "severity": rule.meta.severity,
        "ess": ess_code(rule),
        # the handbook has pages of the shipped rules; of others the file is all there is
        "documentation": f"docs/{lang}/rules/{rule.code}.md" if rule.shipped else rule.label,
    }
    if rule.settings:
        meta["parameters"] = dict(sorted(rule.settings.items()))
    return {
        "type": "unexpected_rows_expectation",
        "kwargs": {"unexpected_rows_query": sql},
        "meta": {"egovcheck": meta},
        "severity": SEVERITIES[rule.meta.severity],
        # what Data Docs show in the place of the query
        "description": f"{rule.code} ({rule.meta.severity}) {title} · {meta['documentation']}",
    }
