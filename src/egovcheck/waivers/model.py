"""What a person decided about findings, and what was there before the gate was switched on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

WHERE = ("indicator", "area", "period", "breakdown", "measure", "source", "rule", "path")
"""What a waiver may say of the findings that it accepts; ``path`` is the file of one of their records."""

DAYS = 366
"""A waiver may last so many days from today on."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One ``[[waivers]]`` table. ``place`` is ``file:line``, ``line`` that line.

    ``rule`` is a code or name as written. ``evidence`` are figures that must all be those of the finding, so that the
    waiver dies when one changes. ``reason`` and ``owner`` may be empty here: that is a finding, EG903.
    """

    rule: str
    where: Mapping[str, str]
    reason: str
    owner: str
    expires: date
    evidence: tuple[str, ...]
    path: str
    line: int

    @property
    def place(self) -> str:
        """Return where the waiver stands."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """The waivers of a file, in its order, and the SHA-256 of its bytes."""

    waivers: tuple[Waiver, ...] = ()
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of a baseline. ``values`` are the figures of its records with their sources, for people to read."""

    fingerprint: str
    code: str
    name: str
    subject: Mapping[str, str]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that were there when the gate was switched on, and the SHA-256 of the file's bytes."""

    findings: tuple[Known, ...] = ()
    sha256: str | None = None
    fingerprints: Counter[str] = field(default_factory=Counter)
