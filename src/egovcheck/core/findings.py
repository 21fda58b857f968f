"""The words of a result: verdicts, findings, the records they name, and what diagnosis says of them.

All values here are text, exactly as they are to be shown and stored, so that a finding read back from JSON is equal
to the one that was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Literal

Lang = Literal["en", "vi"]
Severity = Literal["error", "warning", "info"]
Status = Literal["new", "baselined", "waived"]
Confidence = Literal["high", "medium", "low"]
Verdict = Literal["valid", "invalid", "undecided"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From worst to least; reports are ordered by it."""

ROLES = (
    "primary",
    "agreeing",
    "reference",
    "component",
    "whole",
    "part",
    "numerator",
    "denominator",
    "previous",
    "context",
)
"""The parts that a record can play in a finding."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file; every number counts from 1 except ``start`` and ``end`` (characters, from 0).

    ``line`` is the physical line of the record's first character, ``record`` its number among the records, ``column``
    the ordinal of the field in its row.
    """

    line: int | None = None
    record: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record as a finding names it: its role, where it stands, and what it says.

    ``key`` is the record's fact (indicator, area, period, …), ``row`` some cells of its row as printed, for an
    excerpt, and ``row_mark`` the index among them of the cell that the finding is about.
    """

    role: str
    source: str
    path: str | None
    place: Place
    field: str = "value"
    printed: str | None = None
    value: str | None = None
    low: str | None = None
    high: str | None = None
    high_open: bool = False
    published: str | None = None
    quote: str | None = None
    key: Mapping[str, str] = dataclass_field(default_factory=dict)
    row: tuple[str, ...] = ()
    row_mark: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One field of a record and the text that would mend it, as its source would print it.

    ``source`` and ``before`` tell which record is meant, where a finding names several, and what it has there now.
    """

    field: str
    value: str
    source: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A cause that would explain a finding. ``confidence`` never claims more than the evidence carries."""

    kind: str
    confidence: Confidence
    statement: str
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A person's decision to accept a finding: why, who, until which ISO date, and the place (``file:line``)."""

    reason: str
    owner: str
    expires: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One violated rule on one subject, with every record involved.

    ``subject`` holds those of indicator, area, period, breakdown, measure, source that apply. ``evidence`` are further
    sentences: the arithmetic, the dates, findings of other rules that this one takes in. ``waiver`` is there where the
    status is waived.
    """

    fingerprint: str
    code: str
    name: str
    severity: Severity
    message: str
    subject: Mapping[str, str]
    records: tuple[NamedRecord, ...]
    expected: str | None = None
    actual: str | None = None
    evidence: tuple[str, ...] = ()
    diagnosis: tuple[Diagnosis, ...] = ()
    status: Status = "new"
    waiver: Accepted | None = None
